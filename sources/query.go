package sources

import (
	"slices"

	"github.com/galleria-graph/galleria/commerce"
)

// Op is an operator of a predicate, or a set of them.
type Op uint8

// The operators.
const (
	// Eq: one of the field's values equals one of Values.
	Eq Op = 1 << iota
	// Range: one of the field's values lies between From and To.
	Range
	// Prefix: one of the field's values begins with Values[0]. It is for text only.
	Prefix
)

// Predicate is one condition on one field.
type Predicate struct {
	Field string
	Op    Op // exactly one
	// Values are the alternatives of Eq (at least one), or the one value of Prefix.
	Values []commerce.Value
	// From and To bound a Range; one of them may be nil.
	From, To *Bound
}

// Bound is an end of a range. The value belongs to the range unless Open is set.
type Bound struct {
	Value commerce.Value
	Open  bool
}

// Sort is an order by one field. The zero Sort is the collection's own order.
// Entities that are equal in it are ordered by the collection as it likes, but
// always alike. An entity without a value is less than all others.
type Sort struct {
	Field string
	Desc  bool
}

// Query asks for a page of the entities that satisfy all predicates.
type Query struct {
	Where []Predicate
	Sort  Sort
	// First is how many items are wanted: 1 to Traits.MaxPage.
	First int
	// After continues a listing of the same Where and Sort; empty for its beginning.
	After Cursor
	// Want names the groups that the items must hold.
	Want commerce.Groups
}

// With returns the query with one more predicate, as the last.
func (q Query) With(p Predicate) Query {
	q.Where = append(slices.Clip(q.Where), p)
	return q
}

// Equals returns an Eq predicate on the values, read as values of the field's type.
// It fails with KindInvalid for a value that the type cannot hold.
func Equals[T any](f commerce.Field[T], values ...string) (Predicate, error) {
	p := Predicate{Field: f.Name, Op: Eq, Values: make([]commerce.Value, 0, len(values))}
	for _, s := range values {
		v, err := ParseValue(f.Type, s)
		if err != nil {
			return Predicate{}, err
		}
		p.Values = append(p.Values, v)
	}
	return p, nil
}

// Matches reports whether the entity satisfies the predicate. It is the
// reference for what filters mean. An unknown field is never satisfied.
func Matches[T any](k commerce.Kind[T], p Predicate, e *T) bool {
	f, ok := k.Field(p.Field)
	return ok && Satisfies(f, p, e)
}

// Satisfies is [Matches] for a predicate whose field is at hand.
func Satisfies[T any](f commerce.Field[T], p Predicate, e *T) bool {
	return f.Any(e, p.holds)
}

// MatchesAll reports whether the entity satisfies all predicates.
func MatchesAll[T any](k commerce.Kind[T], where []Predicate, e *T) bool {
	for _, p := range where {
		if !Matches(k, p, e) {
			return false
		}
	}
	return true
}

// Unlisted reports whether a collection of these traits leaves the entity out
// of a listing although it satisfies all predicates: it is in the state that
// its kind does not list, and no predicate on that state says otherwise. Where a
// collection cannot filter by the state, nobody could ask for such an entity:
// it lists all.
func Unlisted[T any](k commerce.Kind[T], t Traits, where []Predicate, e *T) bool {
	hidden := k.Unlisted
	if !t.Unlists(hidden, where) {
		return false
	}
	return Matches(k, Predicate{Field: hidden.Field, Op: Eq, Values: []commerce.Value{commerce.String(hidden.Word)}}, e)
}

// Unlists reports whether a listing under these predicates leaves out what is in the state.
func (t Traits) Unlists(hidden commerce.Unlisted, where []Predicate) bool {
	return t.Filters[hidden.Field]&Eq != 0 && !slices.ContainsFunc(where, func(p Predicate) bool { return p.Field == hidden.Field })
}

func (p Predicate) holds(v commerce.Value) bool {
	switch p.Op {
	case Eq:
		for i := range p.Values {
			if v.Compare(p.Values[i]) == 0 {
				return true
			}
		}
	case Range:
		return p.From.below(v) && p.To.above(v)
	case Prefix:
		return len(p.Values) == 1 && hasPrefix(v.Text(), p.Values[0].Text())
	}
	return false
}

func (b *Bound) below(v commerce.Value) bool {
	if b == nil {
		return true
	}
	c := b.Value.Compare(v)
	return c < 0 || c == 0 && !b.Open
}

func (b *Bound) above(v commerce.Value) bool {
	if b == nil {
		return true
	}
	c := v.Compare(b.Value)
	return c < 0 || c == 0 && !b.Open
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// Order returns the comparison that the sort asks for. A field that k does not
// have, or the zero Sort, makes all entities equal.
func Order[T any](k commerce.Kind[T], s Sort) func(a, b *T) int {
	f, ok := k.Field(s.Field)
	if !ok || f.Many {
		return func(_, _ *T) int { return 0 }
	}
	if s.Desc {
		return func(a, b *T) int { return f.Value(b).Compare(f.Value(a)) }
	}
	return func(a, b *T) int { return f.Value(a).Compare(f.Value(b)) }
}
