package sourcetest

import (
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// newcomers is the index of the first entity that is put while listing.
const newcomers = 1000

func (s *suite[T]) stableUnderChanges(t *testing.T) {
	if s.h.Change == nil {
		t.Skip("the harness offers no changes")
	}
	c, _ := s.h.Change(t, s.seeded())
	if !c.Traits().Stable {
		t.Skip("the collection is not stable")
	}
	for _, sort := range orders(c.Traits()) {
		t.Run(sortName(sort), func(t *testing.T) { s.stableIn(t, sort) })
	}
}

// stableIn pages through while one entity is added and one removed after each
// page: every third of the seed may go, and the others must be listed once.
func (s *suite[T]) stableIn(t *testing.T, sort sources.Sort) {
	c, changes := s.h.Change(t, s.seeded())
	s.traits = c.Traits()
	q := s.all(t, s.traits)
	q.Sort, q.First = sort, min(3, c.Traits().MaxPage)
	change := func(n int) {
		if i := 3 * n; i < len(s.seed) {
			changes.Delete(s.h.Kind.ID(s.seed[(i*7)%len(s.seed)/3*3]))
		}
		if n < len(s.seed) {
			changes.Put(s.h.Make(newcomers + n))
		}
	}
	items := walker[T]{s: s, c: c, after: change}.walk(t, q)
	s.checkOrder(t, sort, s.seededOf(items))
	s.checkSurvivors(t, "forwards", q, items)
	back := sources.Sort{Field: sort.Field, Desc: !sort.Desc}
	if !c.Traits().Reversible || sort.Field == "" || !c.Traits().Sortable(back) {
		return
	}
	last := items[len(items)-1]
	q.Sort, q.After = back, last.Cursor()
	more := func(n int) {
		if n < len(s.seed) {
			changes.Put(s.h.Make(2*newcomers + n))
		}
	}
	returned := walker[T]{s: s, c: c, after: more}.walk(t, q)
	s.checkSurvivors(t, "backwards", q, append(returned, last))
}

// seededOf leaves out what was put while listing: a union may show it late, so
// as to lose nothing.
func (s *suite[T]) seededOf(items []sources.Item[T]) []sources.Item[T] {
	return slices.DeleteFunc(slices.Clone(items), func(item sources.Item[T]) bool { return s.byID[s.id(item)] == nil })
}

func (s *suite[T]) checkSurvivors(t *testing.T, way string, q sources.Query, items []sources.Item[T]) {
	t.Helper()
	listed := make(map[commerce.ID]bool)
	for _, item := range items {
		listed[s.id(item)] = true
	}
	want := s.expected(q.Where)
	for i, e := range s.seed {
		if i%3 != 0 && want[s.h.Kind.ID(e)] && !listed[s.h.Kind.ID(e)] {
			t.Errorf("%s: %s was there all the time and is not listed", way, s.h.Kind.ID(e))
		}
	}
}
