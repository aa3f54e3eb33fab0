package sourcetest

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// filters tries every promised operator on every field against what
// sources.Matches says of the seed.
func (s *suite[T]) filters(t *testing.T) {
	c, base := s.open(t)
	for _, f := range s.h.Kind.Fields {
		for _, p := range s.predicates(f, c.Traits().Filters[f.Name]) {
			t.Run(describePredicate(p), func(t *testing.T) {
				s.listExactly(t, c, base.With(p))
			})
		}
	}
}

// filtersTogether tries combinations of predicates, in orders and page sizes.
func (s *suite[T]) filtersTogether(t *testing.T) {
	c, base := s.open(t)
	var all []sources.Predicate
	for _, f := range s.h.Kind.Fields {
		all = append(all, s.predicates(f, c.Traits().Filters[f.Name])...)
	}
	if len(all) < 2 {
		t.Skip("the collection has no two filters")
	}
	sorts, sizes := orders(c.Traits()), pageSizes(c.Traits())
	random := rand.New(rand.NewPCG(1, 2))
	for range 24 {
		q := base.With(all[random.IntN(len(all))]).With(all[random.IntN(len(all))])
		q.Sort = sorts[random.IntN(len(sorts))]
		q.First = sizes[random.IntN(len(sizes))]
		s.listExactly(t, c, q)
	}
}

// predicates returns conditions on the field with the operators of ops: with
// values of the seed, with values that it does not have, and with both.
func (s *suite[T]) predicates(f commerce.Field[T], ops sources.Op) []sources.Predicate {
	values := distinct(f, s.seed)
	if len(values) == 0 {
		return nil
	}
	var out []sources.Predicate
	if ops&sources.Eq != 0 {
		out = append(out, s.equalities(f, values)...)
	}
	if ops&sources.Range != 0 {
		out = append(out, ranges(f, values)...)
	}
	if ops&sources.Prefix != 0 {
		out = append(out, prefixes(f, values)...)
	}
	return out
}

func (s *suite[T]) equalities(f commerce.Field[T], values []commerce.Value) []sources.Predicate {
	var out []sources.Predicate
	for _, v := range spread(values, 5) {
		out = append(out, sources.Predicate{Field: f.Name, Op: sources.Eq, Values: []commerce.Value{v}})
	}
	some := spread(values, 3)
	if v := s.absent(f.Type); !v.IsZero() {
		out = append(out, sources.Predicate{Field: f.Name, Op: sources.Eq, Values: []commerce.Value{v}})
		some = append([]commerce.Value{v}, some...)
	}
	return append(out, sources.Predicate{Field: f.Name, Op: sources.Eq, Values: some})
}

// absent returns a value that the seed does not have; missing for types that
// have no such value.
func (s *suite[T]) absent(t commerce.FieldType) commerce.Value {
	switch t {
	case commerce.PlainText:
		return commerce.String(`no "such" value, 100%_*`)
	case commerce.FoldedText:
		return commerce.Folded("nobody@example.net")
	case commerce.Reference:
		return commerce.String(commerce.ID{Source: s.h.Kind.ID(s.seed[0]).Source, Key: "999999999999"}.String())
	case commerce.Number:
		return commerce.Num(commerce.NewDecimal(987654321125, -3))
	case commerce.Instant:
		return commerce.Time(time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC))
	}
	return commerce.Value{}
}

func ranges[T any](f commerce.Field[T], values []commerce.Value) []sources.Predicate {
	low, high := values[len(values)/4], values[len(values)*3/4]
	closed := func(v commerce.Value) *sources.Bound { return &sources.Bound{Value: v} }
	open := func(v commerce.Value) *sources.Bound { return &sources.Bound{Value: v, Open: true} }
	between := func(from, to *sources.Bound) sources.Predicate {
		return sources.Predicate{Field: f.Name, Op: sources.Range, From: from, To: to}
	}
	return []sources.Predicate{
		between(closed(low), closed(high)),
		between(open(low), open(high)),
		between(open(low), closed(high)),
		between(closed(low), open(high)),
		between(closed(low), nil),
		between(open(high), nil),
		between(nil, closed(low)),
		between(nil, open(high)),
		between(closed(low), closed(low)),
		between(open(low), open(low)),
		between(closed(values[len(values)-1]), open(values[0])),
	}
}

func prefixes[T any](f commerce.Field[T], values []commerce.Value) []sources.Predicate {
	begins := func(text string) sources.Predicate {
		return sources.Predicate{Field: f.Name, Op: sources.Prefix, Values: []commerce.Value{commerce.String(text)}}
	}
	out := []sources.Predicate{begins("%"), begins("no such beginning")}
	for _, v := range spread(values, 3) {
		runes := []rune(v.Text())
		out = append(out, begins(string(runes[:1])), begins(string(runes[:(len(runes)+1)/2])), begins(v.Text()))
	}
	return out
}
