package testgraph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Chaos decides what every field of every object holds, whether it fails and
// how, by the names of type, field, object and arguments alone. What it decides
// depends on no order, batch or time, so that two executors see the same.
type Chaos struct {
	Seed   uint64
	Faults uint64 // of a thousand fields, so many fail
	Nulls  uint64 // of a thousand values that may be null, so many are
	Panics bool   // whether some of the faults are panics
}

// at returns the dice for one place.
func (c *Chaos) at(names ...string) *dice {
	h := c.Seed*0x9e3779b97f4a7c15 + 0xcbf29ce484222325
	for _, name := range names {
		for i := range len(name) {
			h = (h ^ uint64(name[i])) * 0x100000001b3
		}
		h = (h ^ 0xff) * 0x100000001b3
	}
	return &dice{Chaos: c, state: h}
}

// dice is a row of numbers for one place.
type dice struct {
	*Chaos
	state uint64
}

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// n returns a number below k.
func (d *dice) n(k int) int { return int(d.next() % uint64(k)) }

func (d *dice) null() bool { return d.next()%1000 < d.Nulls }

func (d *dice) fails() bool { return d.next()%1000 < d.Faults }

// fault returns an error or, at most places, none. Some errors have several
// causes, paths and extensions of their own; some are panics.
func (d *dice) fault(place string) error {
	if !d.fails() {
		return nil
	}
	if d.Panics && d.n(3) == 0 {
		panic("chaos at " + place)
	}
	// A path of the operation would decide whether another field has an error yet.
	elsewhere := ast.Path{ast.PathName("elsewhere"), ast.PathIndex(d.n(3))}
	plain := errors.New(place + " failed")
	switch d.n(7) {
	case 0:
		return &gqlerror.Error{Message: place + " refused", Extensions: map[string]any{"code": "REFUSED", "n": d.n(9)}}
	case 1:
		return &gqlerror.Error{Message: place + " is broken elsewhere", Path: elsewhere}
	case 2:
		return gqlerror.List{
			{Message: place + " failed once"},
			{Message: place + " failed twice", Path: elsewhere, Extensions: map[string]any{"code": "TWICE"}},
		}
	case 3:
		return fmt.Errorf("%s: %w", place, &gqlerror.Error{Message: place + " within", Extensions: map[string]any{"code": "WITHIN"}})
	case 4:
		return errors.Join(plain, errors.New("and again"))
	default:
		return plain
	}
}

// value resolves one field: a fault, or what of makes of the dice.
func value[V any](d *dice, place string, of func(*dice) V) (V, error) {
	err := d.fault(place)
	if err != nil && d.n(2) == 0 { // beside an error a value counts for nothing
		var none V
		return none, err
	}
	return of(d), err
}

// valueBeside is value that sometimes adds an error beside what it returns.
func valueBeside[V any](ctx context.Context, d *dice, place string, of func(*dice) V) (V, error) {
	if d.fails() {
		graphql.AddError(ctx, errors.New(place+" is incomplete"))
	}
	return value(d, place, of)
}

// keyed is an object of the graph; key names it, and is empty where there is none.
type keyed interface{ key() string }

// batch resolves a field for several parents. It fails as a whole, or for some
// parents, whatever the others are.
func batch[P keyed, V any](c *Chaos, field string, args any, parents []P, of func(P, *dice) V) ([]V, error) {
	asked := field + describe(args)
	if whole := c.at("whole", asked); whole.n(4) == 0 {
		if err := whole.fault(field); err != nil {
			return nil, err
		}
	}
	calm := *c
	calm.Panics = false // a panic would take the other parents with it
	out, errs, failed := make([]V, len(parents)), make(graphql.BatchErrorList, len(parents)), false
	for i, p := range parents {
		if p.key() == "" {
			continue
		}
		d := calm.at(p.key(), asked)
		if errs[i] = d.fault(p.key() + "." + field); errs[i] != nil {
			failed = true
			if d.n(2) == 0 {
				continue
			}
		}
		d.Chaos = c
		out[i] = of(p, d)
	}
	if failed {
		return out, errs
	}
	return out, nil
}

// describe writes arguments so that equal ones read equal.
func describe(args any) string {
	if args == nil {
		return ""
	}
	text, err := json.Marshal(args)
	if err != nil {
		return "(" + err.Error() + ")"
	}
	return "(" + string(text) + ")"
}

// opt is of's value, or null.
func opt[V any](d *dice, of func(*dice) V) *V {
	if d.null() {
		return nil
	}
	v := of(d)
	return &v
}

// ptr is of's object, or null.
func ptr[V any](d *dice, of func(*dice) *V) *V {
	if d.null() {
		return nil
	}
	return of(d)
}

// list is a few of of's values, or null. Neighbours are sometimes one and the same.
func list[V any](d *dice, of func(*dice) V) []V {
	if d.null() {
		return nil
	}
	n := d.n(5)
	if d.n(12) == 0 {
		n = d.n(16)
	}
	out := make([]V, 0, n)
	for range n {
		if n := len(out); n > 0 && d.n(6) == 0 {
			out = append(out, out[n-1])
			continue
		}
		out = append(out, of(d))
	}
	return out
}

func (d *dice) word() string {
	words := [...]string{"amber", "birch", "clay", "dune", "", "ember", `"quoted" \ <tag>`, "fern", "grön ✓", "line\nbreak", "\u2028"}
	return words[d.n(len(words))]
}

func (d *dice) int() int { return d.n(2000) - 1000 }

func (d *dice) float() float64 { return float64(d.int()) / 8 }

func (d *dice) even() int { return 2 * d.int() }

func (d *dice) hue() Hue { return [...]Hue{"red", "green", "blue"}[d.n(3)] }

func (d *dice) mood() Mood { return AllMood[d.n(len(AllMood))] }

func (d *dice) grade() Grade { return Grade(d.n(3)) + GradeLow }

func (d *dice) moment() Moment { return Moment{Seconds: int64(d.n(1 << 30))} }

func (d *dice) name(prefix string) string { return prefix + strconv.Itoa(d.n(40)) }
