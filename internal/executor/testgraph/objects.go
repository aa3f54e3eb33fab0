package testgraph

import (
	"context"
	"strings"
)

// Node is an interface of objects with an id.
type Node interface{ isNode() }

// Resource is an interface that implements another.
type Resource interface {
	Node
	isResource()
}

// Named is an interface beside Node.
type Named interface{ isNamed() }

// Thing is a union of pointers and values.
type Thing interface{ isThing() }

// Place is a union.
type Place interface{ isPlace() }

// Person has fields of every shape: plain ones here, relations by batch resolvers.
type Person struct {
	dice   dice
	ID     string
	Name   string
	Motto  *string
	Secret *string
	Pin    int
	Age    *int
	Height *float64
	Size   float64
	Born   *Moment
	Mood   *Mood
	Humour Mood
	Moods  []Mood
	Grade  *Grade
	Grades []Grade
	Tags   []string
	Scores []int
	Even   *int
	Hue    Hue
	Hues   []Hue
	Maybe  string
	Notes  any

	// What its fields must not be, and sometimes is: null.
	Weight  *int
	Shade   *Hue
	Temper  *Mood
	Facts   any
	Certain string
	Pack    Resource

	Goods Thing
	Load  []Thing

	Home   Crate
	Spare  *Crate
	Must   *Crate
	Crates []Crate
	Shelf  []*Crate
	Wall   []*Crate
	Pairs  []*Crate
	Grid   [][]*Crate
	Tower  [][][]Crate
	Mesh   [][]Crate
}

// The abstract types it is of.
func (*Person) isNode()  {}
func (*Person) isNamed() {}
func (*Person) isThing() {}

func (p *Person) key() string {
	if p == nil {
		return ""
	}
	return p.ID
}

func (p *Person) at(field string, args any) (*dice, string) {
	field += describe(args)
	return p.dice.at(p.ID, field), p.ID + "." + field
}

// Nick is a method with arguments that can fail.
func (p *Person) Nick(ctx context.Context, loud *bool, times *int) (*string, error) {
	d, place := p.at("nick", []any{loud, times})
	return valueBeside(ctx, d, place, func(d *dice) *string {
		return opt(d, func(d *dice) string {
			if loud != nil && *loud {
				return strings.ToUpper(p.Name)
			}
			return p.Name + d.word()
		})
	})
}

// Oath is a method whose field must not be null.
func (p *Person) Oath(ctx context.Context, word *string) (string, error) {
	d, place := p.at("oath", word)
	return valueBeside(ctx, d, place, (*dice).word)
}

// Parcel is a method that takes nothing.
func (p *Person) Parcel() *Parcel {
	d, _ := p.at("parcel", nil)
	return opt(d, (*dice).parcel)
}

// Walk leads to another object.
func (p *Person) Walk(ctx context.Context, steps int) (*Person, error) {
	d, place := p.at("walk", steps)
	return valueBeside(ctx, d, place, func(d *dice) *Person { return ptr(d, (*dice).person) })
}

// Guide leads to an object that must not be null, and sometimes is.
func (p *Person) Guide() (*Person, error) {
	d, place := p.at("guide", nil)
	return value(d, place, func(d *dice) *Person { return ptr(d, (*dice).person) })
}

// Visits is a list of an interface behind a method.
func (p *Person) Visits(ctx context.Context, first *int) ([]Resource, error) {
	d, place := p.at("visits", first)
	return valueBeside(ctx, d, place, func(d *dice) []Resource { return list(d, (*dice).resourceOrNull) })
}

// Badge is a method with arguments that hold others.
func (p *Person) Badge(size *Size, moods []Mood, filter *PersonFilter) (*string, error) {
	args := []any{size, moods, filter}
	d, place := p.at("badge", args)
	return value(d, place, func(d *dice) *string { return opt(d, echo(args...)) })
}

// Lockers leads to objects, and has an argument with a directive.
func (p *Person) Lockers(sizes []Size, limit *int) ([]*Crate, error) {
	d, place := p.at("lockers", []any{sizes, limit})
	return value(d, place, func(d *dice) []*Crate { return list(d, (*dice).crateOrNull) })
}

// Shop implements every interface.
type Shop struct {
	dice  dice
	ID    string
	Name  string
	Label *string
}

// The abstract types it is of.
func (*Shop) isNode()     {}
func (*Shop) isResource() {}
func (*Shop) isNamed()    {}
func (*Shop) isThing()    {}
func (*Shop) isPlace()    {}

func (s *Shop) key() string {
	if s == nil {
		return ""
	}
	return s.ID
}

// Sign is a method that says whether it has a value.
func (s *Shop) Sign() (string, bool) {
	d := s.dice.at(s.ID, "sign")
	return d.word(), !d.null()
}

// Greet is a method that takes no context.
func (s *Shop) Greet(mood *Mood, filter *TextFilter) *string {
	args := []any{mood, filter}
	d := s.dice.at(s.ID, "greet"+describe(args))
	return opt(d, echo(args...))
}

// Parcel is bound as a value, also where it stands for an interface.
type Parcel struct {
	dice   dice
	ID     string
	Label  *string
	Weight *float64
}

// The abstract types it is of.
func (Parcel) isNode()     {}
func (Parcel) isResource() {}
func (Parcel) isThing()    {}

func (p Parcel) key() string { return p.ID }

// Keeper leads to an object from a value.
func (p Parcel) Keeper(ctx context.Context) (*Person, error) {
	return valueBeside(ctx, p.dice.at(p.ID, "keeper"), p.ID+".keeper", func(d *dice) *Person { return ptr(d, (*dice).person) })
}

// Content leads to a value from a value.
func (p Parcel) Content(ctx context.Context) (Crate, error) {
	return valueBeside(ctx, p.dice.at(p.ID, "content"), p.ID+".content", func(d *dice) Crate { return *d.crate() })
}

// Crate is bound as a value in some fields and as a pointer in others.
type Crate struct {
	dice   dice
	Serial int
	Hue    *Hue
	Mark   *string
}

// The abstract types it is of.
func (*Crate) isThing() {}
func (*Crate) isPlace() {}

func (c *Crate) key() string {
	if c == nil {
		return ""
	}
	return c.dice.crateKey(c.Serial)
}

// Inner is a method without a context.
func (c *Crate) Inner() (*Crate, error) {
	return value(c.dice.at(c.key(), "inner"), c.key()+".inner", func(d *dice) *Crate { return ptr(d, (*dice).crate) })
}

// Tag is a method that takes no context.
func (c *Crate) Tag(prefix *string, size *Size, times []int) string {
	return c.key() + describe([]any{prefix, size, times})
}

// Nothing has one field, which is never there.
type Nothing struct{ Empty *bool }

// Log is what a mutation left behind.
type Log struct {
	Size  int
	Words []string
	Last  *string
}

func (l *Log) key() string {
	if l == nil {
		return ""
	}
	return "log" + strings.Join(l.Words, ",")
}

// Number is a view of the number of a [State]: what is read of it later is read late.
type Number struct {
	state *State
	Was   int
}

func (n *Number) key() string { return "number" }

// Now is the number at the time of reading.
func (n *Number) Now() int { return n.state.read() }
