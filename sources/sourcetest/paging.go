package sourcetest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// orders returns the collection's own order and all that it promises.
func orders(traits sources.Traits) []sources.Sort {
	return append([]sources.Sort{{}}, traits.Sorts...)
}

func pageSizes(traits sources.Traits) []int {
	sizes := []int{1, min(7, traits.MaxPage), traits.MaxPage}
	return slices.Compact(sizes)
}

func (s *suite[T]) pagesInOrder(t *testing.T) {
	c, q := s.open(t)
	for _, q.Sort = range orders(c.Traits()) {
		var first []commerce.ID
		for _, q.First = range pageSizes(c.Traits()) {
			t.Run(fmt.Sprintf("%s by %d", sortName(q.Sort), q.First), func(t *testing.T) {
				ids := s.ids(s.listExactly(t, c, q))
				if first == nil {
					first = ids
				}
				if !slices.Equal(ids, first) {
					t.Errorf("pages of %d give another order than pages of 1:\n%v\n%v", q.First, ids, first)
				}
				s.checkHasNext(t, c, q)
			})
		}
	}
}

// checkHasNext asks for a page that ends just where the listing does.
func (s *suite[T]) checkHasNext(t *testing.T, c sources.Collection[T], q sources.Query) {
	t.Helper()
	total := len(s.expected(q.Where))
	if s.h.Loose || total > c.Traits().MaxPage || total < 2 {
		return
	}
	for _, q.First = range []int{total - 1, total} {
		page, err := c.Query(t.Context(), q)
		if err != nil {
			t.Fatalf("%s: %v", describeListing(q), err)
		}
		if left := total - len(page.Items); page.HasNext != (left > 0) {
			t.Errorf("%s: HasNext is %v with %d items left", describeListing(q), page.HasNext, left)
		}
	}
}

func (s *suite[T]) resumesAfterAnyItem(t *testing.T) {
	c, q := s.open(t)
	for _, q.Sort = range orders(c.Traits()) {
		q.After = ""
		items := s.list(t, c, q)
		for _, i := range spread(indexes(items), 5) {
			q.After = items[i].Cursor()
			rest := s.ids(s.list(t, c, q))
			if want := s.ids(items[i+1:]); !slices.Equal(rest, want) {
				t.Errorf("%s after item %d:\n%v, want\n%v", describeListing(q), i, rest, want)
			}
		}
	}
}

func (s *suite[T]) reversible(t *testing.T) {
	c, q := s.open(t)
	if !c.Traits().Reversible {
		t.Skip("the collection is not reversible")
	}
	for _, sort := range c.Traits().Sorts {
		back := sources.Sort{Field: sort.Field, Desc: !sort.Desc}
		if !c.Traits().Sortable(back) {
			continue
		}
		// From every item in small pages, and from some in one page.
		for _, from := range []struct{ pageSize, items int }{{4, s.h.Size}, {c.Traits().MaxPage, 5}} {
			q.Sort, q.After, q.First = sort, "", min(from.pageSize, c.Traits().MaxPage)
			items := s.list(t, c, q)
			for _, i := range spread(indexes(items), from.items) {
				q.Sort, q.After = back, items[i].Cursor()
				s.walksBack(t, c, q, items[:i])
			}
		}
	}
}

// walksBack goes back from an item, and half way back turns round again.
func (s *suite[T]) walksBack(t *testing.T, c sources.Collection[T], q sources.Query, before []sources.Item[T]) {
	t.Helper()
	got := s.list(t, c, q)
	want := s.ids(before)
	slices.Reverse(want)
	if !slices.Equal(s.ids(got), want) {
		t.Fatalf("%s back from item %d:\n%v, want\n%v", describeListing(q), len(before), s.ids(got), want)
	}
	if len(got) == 0 {
		return
	}
	q.Sort.Desc, q.After = !q.Sort.Desc, got[len(got)/2].Cursor()
	page, err := c.Query(t.Context(), q)
	if err != nil {
		t.Fatalf("turn round: %v", err)
	}
	ahead := s.ids(before[len(before)-len(got)/2:])
	n := min(len(ahead), len(page.Items))
	if !slices.Equal(s.ids(page.Items[:n]), ahead[:n]) || !s.h.Loose && n < min(len(ahead), q.First) {
		t.Fatalf("%s turned round at item %d:\n%v, want to begin with\n%v", describeListing(q), len(before), s.ids(page.Items), ahead)
	}
}

func sortName(s sources.Sort) string {
	switch {
	case s.Field == "":
		return "own order"
	case s.Desc:
		return s.Field + " down"
	}
	return s.Field + " up"
}

func indexes[E any](list []E) []int {
	out := make([]int, len(list))
	for i := range out {
		out[i] = i
	}
	return out
}
