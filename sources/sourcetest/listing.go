package sourcetest

import (
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// walker pages through listings and fails the test where a page breaks a
// promise that does not depend on the seed.
type walker[T any] struct {
	s     *suite[T]
	c     sources.Collection[T]
	after func(page int) // called between pages; may be nil
}

func (s *suite[T]) list(t *testing.T, c sources.Collection[T], q sources.Query) []sources.Item[T] {
	t.Helper()
	return walker[T]{s: s, c: c}.walk(t, q)
}

func (w walker[T]) walk(t *testing.T, q sources.Query) []sources.Item[T] {
	t.Helper()
	var items []sources.Item[T]
	seen := make(map[commerce.ID]bool)
	cursors := map[sources.Cursor]bool{q.After: true}
	var early []sources.Cursor
	for n := range w.maxPages() {
		page, err := w.c.Query(t.Context(), q)
		if err != nil {
			t.Fatalf("page %d of %s: %v", n, describeListing(q), err)
		}
		w.check(t, q, page)
		for _, item := range page.Items {
			if id := w.s.id(item); seen[id] {
				t.Fatalf("page %d of %s: %s is listed twice", n, describeListing(q), id)
			}
			seen[w.s.id(item)] = true
			early = append(early, item.Cursor())
		}
		items = append(items, page.Items...)
		if !page.HasNext {
			w.checkLate(t, q, items, early)
			return items
		}
		end := page.End.Cursor()
		if cursors[end] {
			t.Fatalf("page %d of %s: its end is where an earlier page ended", n, describeListing(q))
		}
		cursors[end] = true
		q.After = end
		if w.after != nil {
			w.after(n)
		}
	}
	t.Fatalf("%s does not end", describeListing(q))
	return nil
}

// checkLate asks the items for their cursors again, after all pages are read.
func (w walker[T]) checkLate(t *testing.T, q sources.Query, items []sources.Item[T], early []sources.Cursor) {
	t.Helper()
	for i, item := range items {
		if late := item.Cursor(); late != early[i] {
			t.Fatalf("%s: the cursor of %s is %q, and %q when asked later", describeListing(q), w.s.id(item), early[i], late)
		}
	}
}

// maxPages is far more than any listing of the seed needs.
func (w walker[T]) maxPages() int { return 20*w.s.h.Size + 20 }

func (w walker[T]) check(t *testing.T, q sources.Query, page sources.Page[T]) {
	t.Helper()
	what := describeListing(q)
	if len(page.Items) > q.First {
		t.Fatalf("%s: a page of %d items, want at most %d", what, len(page.Items), q.First)
	}
	if len(page.Missing) > 0 {
		t.Fatalf("%s: something is missing: %v", what, page.Missing)
	}
	if page.HasNext != (page.End.Cursor() != "") {
		t.Fatalf("%s: HasNext is %v with the end %q", what, page.HasNext, page.End.Cursor())
	}
	for _, item := range page.Items {
		if item.Node == nil || item.Cursor() == "" {
			t.Fatalf("%s: an item without entity or cursor", what)
		}
		if held := w.s.h.Kind.Origin(item.Node).Holds; !held.Has(q.Want &^ w.s.h.Lacks) {
			t.Fatalf("%s: %s holds groups %b, want at least %b", what, w.s.id(item), held, q.Want)
		}
	}
	if w.s.h.Loose || !page.HasNext {
		return
	}
	if n := len(page.Items); n > 0 && page.Items[n-1].Cursor() != page.End.Cursor() {
		t.Fatalf("%s: the page's end is not its last item's cursor", what)
	}
}

// listExactly fails unless the listing holds the seed's entities that satisfy
// its predicates, each once, in its order.
func (s *suite[T]) listExactly(t *testing.T, c sources.Collection[T], q sources.Query) []sources.Item[T] {
	t.Helper()
	items := s.list(t, c, q)
	want := s.expected(q.Where)
	for _, item := range items {
		if !want[s.id(item)] {
			t.Errorf("%s: %s is listed and should not be", describeListing(q), s.id(item))
		}
		delete(want, s.id(item))
	}
	for id := range want {
		t.Errorf("%s: %s is missing", describeListing(q), id)
	}
	s.checkOrder(t, q.Sort, items)
	return items
}

// checkOrder compares sort values only: how equal ones are ordered is the source's affair.
func (s *suite[T]) checkOrder(t *testing.T, sort sources.Sort, items []sources.Item[T]) {
	t.Helper()
	f, ok := s.h.Kind.Field(sort.Field)
	if !ok {
		return
	}
	values := make([]commerce.Value, 0, len(items))
	for _, item := range items {
		if e, ok := s.byID[s.id(item)]; ok {
			values = append(values, firstValue(f, e))
		} else {
			values = append(values, firstValue(f, item.Node))
		}
	}
	if !f.Type.Comparable() && s.h.Compare == nil {
		s.checkTogether(t, sort, values)
		return
	}
	for i := 1; i < len(values); i++ {
		d := s.compare(f, values[i-1], values[i])
		if d > 0 && !sort.Desc || d < 0 && sort.Desc {
			t.Errorf("sorted by %+v, %q comes before %q", sort, values[i-1].Format(), values[i].Format())
		}
	}
}

func (s *suite[T]) compare(f commerce.Field[T], a, b commerce.Value) int {
	if f.Type.Comparable() || a.IsZero() || b.IsZero() {
		return a.Compare(b)
	}
	return s.h.Compare(a.Text(), b.Text())
}

func (s *suite[T]) checkTogether(t *testing.T, sort sources.Sort, values []commerce.Value) {
	t.Helper()
	seen := make(map[commerce.Value]bool)
	for i, v := range values {
		if seen[v] && values[i-1] != v {
			t.Errorf("sorted by %+v, %q is in two places", sort, v.Format())
		}
		seen[v] = true
	}
}

func firstValue[T any](f commerce.Field[T], e *T) commerce.Value {
	if vs := f.Values(e); len(vs) > 0 {
		return vs[0]
	}
	return commerce.Value{}
}

func describeListing(q sources.Query) string {
	text := "list"
	if len(q.Where) > 0 {
		text += " where " + describe(q.Where)
	}
	if q.Sort.Field != "" {
		text += " by " + q.Sort.Field
		if q.Sort.Desc {
			text += " downwards"
		}
	}
	return text
}
