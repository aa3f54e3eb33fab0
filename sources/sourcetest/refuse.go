package sourcetest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// refuses fails unless the query is refused as one of the kinds.
func (s *suite[T]) refuses(t *testing.T, c sources.Collection[T], what string, q sources.Query, kinds ...sources.ErrorKind) {
	t.Helper()
	_, err := c.Query(t.Context(), q)
	wantKind(t, what, c.Traits(), err, kinds...)
}

func (s *suite[T]) refusesUnpromisedFilters(t *testing.T) {
	c, base := s.open(t)
	for _, f := range s.h.Kind.Fields {
		for _, op := range []sources.Op{sources.Eq, sources.Range, sources.Prefix} {
			if c.Traits().Filters[f.Name]&op != 0 {
				continue
			}
			p := sources.Predicate{Field: f.Name, Op: op, Values: []commerce.Value{s.anyValue(f)}}
			if op == sources.Range {
				p = sources.Predicate{Field: f.Name, Op: op, From: &sources.Bound{Value: s.anyValue(f)}}
			}
			s.refuses(t, c, describePredicate(p), base.With(p), sources.KindUnsupported)
		}
	}
	nothing := sources.Predicate{Field: "noSuchField", Op: sources.Eq, Values: []commerce.Value{commerce.String("x")}}
	s.refuses(t, c, "a field that does not exist", base.With(nothing), sources.KindUnsupported)
	for name, ops := range c.Traits().Filters {
		for _, op := range []sources.Op{sources.Eq, sources.Range, sources.Prefix} {
			if ops&op != 0 {
				p := sources.Predicate{Field: name, Op: op}
				s.refuses(t, c, fmt.Sprintf("%s, operator %d, without a value", name, op), base.With(p), sources.KindInvalid)
			}
		}
	}
}

func (s *suite[T]) anyValue(f commerce.Field[T]) commerce.Value {
	if values := distinct(f, s.seed); len(values) > 0 {
		return values[0]
	}
	if v := s.absent(f.Type); !v.IsZero() {
		return v
	}
	return commerce.String("UNKNOWN")
}

func (s *suite[T]) refusesUnpromisedSorts(t *testing.T) {
	c, q := s.open(t)
	fields := append(slices.Clone(s.h.Kind.Fields), commerce.Field[T]{Name: "noSuchField"})
	for _, f := range fields {
		for _, q.Sort = range sources.BothWays(f.Name) {
			if !c.Traits().Sortable(q.Sort) {
				s.refuses(t, c, describeListing(q), q, sources.KindUnsupported)
			}
		}
	}
}

func (s *suite[T]) refusesUnpromisedSizes(t *testing.T) {
	c, q := s.open(t)
	for _, q.First = range []int{0, -1, c.Traits().MaxPage + 1} {
		s.refuses(t, c, fmt.Sprintf("a page of %d", q.First), q, sources.KindUnsupported)
	}
	ids := make([]commerce.ID, c.Traits().MaxBatch+1)
	for i := range ids {
		ids[i] = commerce.ID{Source: s.h.Kind.ID(s.seed[0]).Source, Key: fmt.Sprint(i + 1)}
	}
	_, err := c.Get(t.Context(), ids, 0)
	wantKind(t, "more ids than a batch", c.Traits(), err, sources.KindUnsupported)
}

func (s *suite[T]) refusesUnpromisedJoins(t *testing.T) {
	c, base := s.open(t)
	for _, f := range s.h.Kind.Fields {
		q := base
		q.Where = without(base.Where, f.Name)
		if !slices.Contains(c.Traits().Joins, f.Name) {
			_, err := c.Find(t.Context(), f.Name, []string{"1"}, q)
			wantKind(t, "find by "+f.Name, c.Traits(), err, sources.KindUnsupported)
			continue
		}
		values := make([]string, c.Traits().MaxBatch+1)
		for i := range values {
			values[i] = fmt.Sprintf("x:%d", i)
		}
		_, err := c.Find(t.Context(), f.Name, values, q)
		wantKind(t, "more values than a batch", c.Traits(), err, sources.KindUnsupported)
		tooLong := q
		tooLong.First = c.Traits().MaxPage + 1
		_, err = c.Find(t.Context(), f.Name, values[:1], tooLong)
		wantKind(t, "find with too long a page", c.Traits(), err, sources.KindUnsupported)
		q.After = "x"
		_, err = c.Find(t.Context(), f.Name, values[:1], q)
		wantKind(t, "find with a cursor", c.Traits(), err, sources.KindInvalid)
	}
}

// refusesWithoutRequired also takes KindInvalid: to the caller of a view, a
// missing condition is a mistake in the request.
func (s *suite[T]) refusesWithoutRequired(t *testing.T) {
	c, q := s.open(t)
	for _, field := range c.Traits().Requires {
		missing := q
		missing.Where = without(q.Where, field)
		s.refuses(t, c, "list without "+field, missing, sources.KindUnsupported, sources.KindInvalid)
	}
}
