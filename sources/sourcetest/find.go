package sourcetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

func (s *suite[T]) findAgreesWithQuery(t *testing.T) {
	c, base := s.open(t)
	for _, name := range c.Traits().Joins {
		f, ok := s.h.Kind.Field(name)
		if !ok || len(distinct(f, s.seed)) == 0 {
			continue
		}
		for _, sort := range spread(orders(c.Traits()), 4) {
			for _, first := range []int{1, min(2, c.Traits().MaxPage), c.Traits().MaxPage} {
				q := base
				q.Where = without(base.Where, name)
				q.Sort, q.First = sort, first
				s.findAgrees(t, c, f, q)
			}
		}
	}
}

func (s *suite[T]) findAgrees(t *testing.T, c sources.Collection[T], f commerce.Field[T], q sources.Query) {
	t.Helper()
	for values := range slices.Chunk(s.joinValues(f), c.Traits().MaxBatch) {
		pages, err := c.Find(t.Context(), f.Name, values, q)
		if err != nil {
			t.Fatalf("find %d values of %s: %v", len(values), f.Name, err)
		}
		for value := range pages {
			if !slices.Contains(values, value) {
				t.Errorf("find by %s answers for %q, which was not asked", f.Name, value)
			}
		}
		for _, value := range values {
			s.findAgreesOn(t, c, f, value, pages[value], q)
		}
	}
}

// findAgreesOn compares one value's page with the listing that it begins.
func (s *suite[T]) findAgreesOn(t *testing.T, c sources.Collection[T], f commerce.Field[T], value string, page sources.Page[T], q sources.Query) {
	t.Helper()
	p, err := sources.Equals(f, value)
	if err != nil {
		t.Fatalf("value %q of %s: %v", value, f.Name, err)
	}
	q = q.With(p)
	walker[T]{s: s, c: c}.check(t, q, page)
	want := s.ids(s.listExactly(t, c, q))
	got := s.ids(page.Items)
	if page.HasNext {
		rest := q
		rest.After = page.End.Cursor()
		got = append(got, s.ids(s.list(t, c, rest))...)
	}
	if !slices.Equal(got, want) {
		t.Errorf("find by %s %q in pages of %d, and on from there:\n%v, want\n%v", f.Name, value, q.First, got, want)
	}
	if !s.h.Loose && len(page.Items) != min(len(want), q.First) {
		t.Errorf("find by %s %q: %d items on the first page of %d, with %d in all", f.Name, value, len(page.Items), q.First, len(want))
	}
	if len(page.Items) == 0 {
		return
	}
	q.After = page.Items[0].Cursor()
	if rest := s.ids(s.list(t, c, q)); !slices.Equal(rest, want[1:]) {
		t.Errorf("find by %s %q, on from its first item:\n%v, want\n%v", f.Name, value, rest, want[1:])
	}
}

// joinValues returns values of the seed, and one that it does not have. An
// address is also asked in another spelling.
func (s *suite[T]) joinValues(f commerce.Field[T]) []string {
	var out []string
	for _, v := range spread(distinct(f, s.seed), 4) {
		out = append(out, v.Format())
	}
	if f.Type == commerce.FoldedText {
		out = append(out, " "+strings.ToUpper(out[0]))
	}
	return append(out, s.absent(f.Type).Format())
}

// findTakesManyValues fills a batch, and adds a filter to the join.
func (s *suite[T]) findTakesManyValues(t *testing.T) {
	c, base := s.open(t)
	for _, name := range c.Traits().Joins {
		f, ok := s.h.Kind.Field(name)
		if !ok {
			continue
		}
		q := base
		q.Where = without(base.Where, name)
		if pages, err := c.Find(t.Context(), name, nil, q); err != nil || len(pages) != 0 {
			t.Errorf("find no values of %s: %d pages, error %v", name, len(pages), err)
		}
		for _, other := range s.h.Kind.Fields {
			if ps := s.predicates(other, c.Traits().Filters[other.Name]); other.Name != name && len(ps) > 0 {
				s.findAll(t, c, f, q.With(ps[len(ps)/2]))
			}
		}
	}
}

func (s *suite[T]) findAll(t *testing.T, c sources.Collection[T], f commerce.Field[T], q sources.Query) {
	t.Helper()
	var values []string
	for _, v := range distinct(f, s.seed) {
		values = append(values, v.Format())
	}
	for batch := range slices.Chunk(values, c.Traits().MaxBatch) {
		pages, err := c.Find(t.Context(), f.Name, append(batch, batch[0])[:min(len(batch)+1, c.Traits().MaxBatch)], q)
		if err != nil {
			t.Fatalf("find %d values of %s where %s: %v", len(batch), f.Name, describe(q.Where), err)
		}
		for _, value := range batch {
			p, _ := sources.Equals(f, value)
			want := s.expected(q.With(p).Where)
			page := pages[value]
			for _, item := range page.Items {
				if !want[s.id(item)] {
					t.Errorf("find by %s %q where %s: found %s", f.Name, value, describe(q.Where), s.id(item))
				}
			}
			if !page.HasNext && len(page.Items) != len(want) {
				t.Errorf("find by %s %q where %s: %d items, want %d", f.Name, value, describe(q.Where), len(page.Items), len(want))
			}
		}
	}
}

func without(where []sources.Predicate, field string) []sources.Predicate {
	return slices.DeleteFunc(slices.Clone(where), func(p sources.Predicate) bool { return p.Field == field })
}
