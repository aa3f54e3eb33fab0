package view_test

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

// counted counts the cursors that its items were asked for.
type counted struct {
	sources.Collection[commerce.Order]
	made *atomic.Int64
}

type countedPlaces struct {
	items []sources.Item[commerce.Order]
	made  *atomic.Int64
}

func (p countedPlaces) Cursor(n int) sources.Cursor {
	p.made.Add(1)
	return p.items[n].Cursor()
}

func (c counted) Query(ctx context.Context, q sources.Query) (sources.Page[commerce.Order], error) {
	page, err := c.Collection.Query(ctx, q)
	places := &countedPlaces{items: slices.Clone(page.Items), made: c.made}
	for i := range page.Items {
		page.Items[i].Place = sources.PlaceIn(places, i)
	}
	if page.HasNext {
		page.End = page.Items[len(page.Items)-1].Place
	}
	return page, err
}

func countedUnion(t *testing.T, names ...string) (sources.Collection[commerce.Order], *atomic.Int64) {
	t.Helper()
	made := new(atomic.Int64)
	var members []sources.Collection[commerce.Order]
	for _, name := range names {
		members = append(members, counted{memory.New(commerce.Orders, name, family(name, 20)), made})
	}
	u, err := view.Union(commerce.Orders, newest, members...)
	if err != nil {
		t.Fatal(err)
	}
	return u, made
}

// TestUnionMakesCursorsWhenAsked reads a page, and then cursors of it: each asks
// the members for the two that hold them in place, and none of them twice.
func TestUnionMakesCursorsWhenAsked(t *testing.T) {
	u, made := countedUnion(t, "a", "b", "c")
	page, err := u.Query(t.Context(), sources.Query{First: 10})
	if err != nil || len(page.Items) != 10 || !page.HasNext {
		t.Fatalf("%d items, error %v", len(page.Items), err)
	}
	if n := made.Load(); n != 0 {
		t.Errorf("%d cursors are made before one is asked for", n)
	}
	end := page.End.Cursor()
	if n := made.Load(); n == 0 || n > 5 {
		t.Errorf("one cursor asks for %d of the members', want at most 5: two of each, one of the last", n)
	}
	for i, item := range page.Items {
		if item.Cursor() == "" || (item.Cursor() == end) != (i == len(page.Items)-1) {
			t.Errorf("item %d has the cursor %q", i, item.Cursor())
		}
	}
	if n := made.Load(); n > 10+3 {
		t.Errorf("all cursors of the page ask for %d of the members', want each once: 10 taken and 3 heads", n)
	}
}

// TestUnionCursorsBesideEachOther asks one page for its cursors from many sides.
func TestUnionCursorsBesideEachOther(t *testing.T) {
	u, _ := countedUnion(t, "a", "b", "c", "d")
	page, err := u.Query(t.Context(), sources.Query{First: 25})
	if err != nil {
		t.Fatal(err)
	}
	again, err := u.Query(t.Context(), sources.Query{First: 25})
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	for from := range 8 {
		running.Go(func() {
			for i := range page.Items {
				i = (i + 3*from) % len(page.Items)
				if page.Items[i].Cursor() != again.Items[i].Cursor() {
					t.Errorf("item %d has two cursors", i)
				}
			}
		})
	}
	running.Wait()
}
