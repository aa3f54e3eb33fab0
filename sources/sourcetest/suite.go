package sourcetest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

const defaultSize = 23

// suite is one run over one seed.
type suite[T any] struct {
	h    Harness[T]
	seed []*T
	byID map[commerce.ID]*T
	// traits is what the collection that was opened last promises.
	traits sources.Traits
}

func newSuite[T any](h Harness[T]) *suite[T] {
	if h.Size == 0 {
		h.Size = defaultSize
	}
	s := &suite[T]{h: h, byID: make(map[commerce.ID]*T)}
	for i := range h.Size {
		e := h.Make(i)
		s.seed = append(s.seed, e)
		s.byID[h.Kind.ID(e)] = e
	}
	return s
}

// open returns a collection of the whole seed, and a query that lists all of
// it that can be listed.
func (s *suite[T]) open(t *testing.T) (sources.Collection[T], sources.Query) {
	t.Helper()
	c := s.h.Open(t, s.seeded())
	s.traits = c.Traits()
	return c, s.all(t, s.traits)
}

// seeded returns the seed as new values, so that a harness cannot change the expectation.
func (s *suite[T]) seeded() []*T {
	out := make([]*T, len(s.seed))
	for i := range out {
		out[i] = s.h.Make(i)
	}
	return out
}

// all gives every required field all the values that the seed has.
func (s *suite[T]) all(t *testing.T, traits sources.Traits) sources.Query {
	t.Helper()
	q := sources.Query{First: traits.MaxPage}
	for _, name := range traits.Requires {
		f, ok := s.h.Kind.Field(name)
		if !ok {
			t.Fatalf("required field %q is none of kind %s", name, s.h.Kind.Name)
		}
		q = q.With(sources.Predicate{Field: name, Op: sources.Eq, Values: distinct(f, s.seed)})
	}
	return q
}

// expected returns the ids of the seed that satisfy all predicates.
func (s *suite[T]) expected(where []sources.Predicate) map[commerce.ID]bool {
	out := make(map[commerce.ID]bool)
	for _, e := range s.seed {
		if sources.MatchesAll(s.h.Kind, where, e) && !sources.Unlisted(s.h.Kind, s.traits, where, e) {
			out[s.h.Kind.ID(e)] = true
		}
	}
	return out
}

func (s *suite[T]) id(item sources.Item[T]) commerce.ID { return s.h.Kind.ID(item.Node) }

func (s *suite[T]) ids(items []sources.Item[T]) []commerce.ID {
	out := make([]commerce.ID, len(items))
	for i, item := range items {
		out[i] = s.id(item)
	}
	return out
}

// distinct returns the different values that entities have in the field, in order.
func distinct[T any](f commerce.Field[T], entities []*T) []commerce.Value {
	var out []commerce.Value
	for _, e := range entities {
		out = append(out, f.Values(e)...)
	}
	slices.SortFunc(out, commerce.Value.Compare)
	return slices.CompactFunc(out, func(a, b commerce.Value) bool { return a.Compare(b) == 0 })
}

// spread returns at most n elements, evenly from the first to the last.
func spread[E any](list []E, n int) []E {
	if len(list) <= n {
		return list
	}
	out := make([]E, n)
	for i := range out {
		out[i] = list[i*(len(list)-1)/(n-1)]
	}
	return out
}

// wantKind fails unless err is classified, as one of the kinds, by the collection's source.
func wantKind(t *testing.T, what string, traits sources.Traits, err error, kinds ...sources.ErrorKind) {
	t.Helper()
	var e *sources.Error
	switch {
	case err == nil:
		t.Errorf("%s: no error, want kind %v", what, kinds)
	case !errors.As(err, &e):
		t.Errorf("%s: error %v is no *sources.Error", what, err)
	case !slices.Contains(kinds, sources.KindOf(err)):
		t.Errorf("%s: error of kind %v, want %v: %v", what, sources.KindOf(err), kinds, err)
	case traits.Source != "" && e.Source != traits.Source:
		t.Errorf("%s: error names source %q, want %q", what, e.Source, traits.Source)
	}
}

func describe(where []sources.Predicate) string {
	var parts []string
	for _, p := range where {
		parts = append(parts, describePredicate(p))
	}
	return strings.Join(parts, " and ")
}

func describePredicate(p sources.Predicate) string {
	var b strings.Builder
	b.WriteString(p.Field)
	switch p.Op {
	case sources.Eq:
		b.WriteString(" =")
	case sources.Prefix:
		b.WriteString(" begins with")
	case sources.Range:
		b.WriteString(" in " + describeBound(p.From) + " to " + describeBound(p.To))
	}
	for _, v := range p.Values {
		b.WriteString(" " + v.Format())
	}
	return b.String()
}

func describeBound(b *sources.Bound) string {
	switch {
	case b == nil:
		return "any"
	case b.Open:
		return "but not " + b.Value.Format()
	}
	return b.Value.Format()
}
