package stores_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// trio is one account of each vendor.
var trio = []member{{"north", shopify}, {"boutique", woocommerce}, {"east", magento}}

// tries is how often a guard makes a call that is answered 503.
const tries = 3

func sourcesOf(errs []error) []string {
	var out []string
	for _, err := range errs {
		var e *sources.Error
		if errors.As(err, &e) && e.Kind == sources.KindUnavailable {
			out = append(out, e.Source)
		}
	}
	return out
}

// TestShopThatFailsInTheMiddle has each shop answer 503 for a whole page: the
// page fails and names it, because what comes next cannot be told without it,
// and is there when it is asked for again. Nothing is lost or listed twice.
func TestShopThatFailsInTheMiddle(t *testing.T) {
	for _, failing := range trio {
		t.Run(failing.name, func(t *testing.T) {
			t.Parallel()
			h := trade(t, trio, 600)
			r := h.reader(true)
			for more := true; more; {
				if r.page%4 == 2 {
					r.failsWithout(t, failing)
				}
				if r.page == 3 {
					h.shops[failing.name].failures.Store(1) // once, when the guard asks again
					r.spare[failing.name]++
				}
				_, more = r.next(t)
			}
			r.end(t)
		})
	}
}

// failsWithout asks for the next page while a shop is closed.
func (r *reader) failsWithout(t *testing.T, closed member) {
	t.Helper()
	s := r.shops[closed.name]
	s.failures.Store(1 << 30)
	defer s.failures.Store(0)
	before := r.calls()
	page, err := r.all.Query(t.Context(), r.query)
	if named := sourcesOf([]error{err}); !slices.Equal(named, []string{closed.name}) || len(page.Items) > 0 {
		t.Fatalf("page %d: %d items, error %v; want %s unavailable", r.page, len(page.Items), err, closed.name)
	}
	if n := s.requests.Load() - before[closed.name]; n > tries {
		t.Errorf("page %d: %d calls to the shop that is closed, want at most %d", r.page, n, tries)
	}
}

// TestShopThatFailsAtTheBeginning has each shop answer 503 for the first page:
// the listing goes on without it, and each page says so, also when it is back.
// A new listing has it.
func TestShopThatFailsAtTheBeginning(t *testing.T) {
	for _, failing := range trio {
		t.Run(failing.name, func(t *testing.T) {
			t.Parallel()
			h := trade(t, trio, 300)
			r := h.reader(true)
			for _, id := range h.lasting {
				if id.Source == failing.name {
					delete(r.must, id)
				}
			}
			h.shops[failing.name].failures.Store(1 << 30)
			for more := true; more; {
				page, err := h.all.Query(t.Context(), r.query)
				if err != nil || !slices.Equal(sourcesOf(page.Missing), []string{failing.name}) {
					t.Fatalf("page %d: error %v, without %v; want it without %s", r.page, err, page.Missing, failing.name)
				}
				for _, item := range page.Items {
					r.take(t, item.Node)
				}
				h.shops[failing.name].failures.Store(0)
				r.page++
				r.query.After, more = page.End.Cursor(), page.HasNext
			}
			r.end(t)
			whole := h.reader(true)
			for more := true; more; {
				_, more = whole.next(t)
			}
			whole.end(t)
		})
	}
}

// TestOrdersAreDeletedWhileListed deletes some between all pages: behind and
// ahead, and the very orders that the page's cursor was made of. Nothing else is lost.
func TestOrdersAreDeletedWhileListed(t *testing.T) {
	for _, desc := range []bool{true, false} {
		h := trade(t, trio, 1200)
		r := h.reader(desc)
		passing := make([]commerce.ID, 0, len(h.lasting))
		for _, id := range h.lasting {
			if h.dice.IntN(3) == 0 {
				passing = append(passing, id)
				delete(r.must, id)
			}
		}
		gone := make(map[commerce.ID]bool)
		remove := func(id commerce.ID) {
			if i := slices.Index(passing, id); i >= 0 {
				passing = slices.Delete(passing, i, i+1)
				h.remove(id)
				gone[id] = true
			}
		}
		for more := true; more; {
			var items []sources.Item[commerce.Order]
			items, more = r.next(t)
			for _, item := range items {
				if gone[item.Node.ID] {
					t.Errorf("%s is listed, and was deleted before", item.Node.ID)
				}
			}
			for _, item := range items[max(0, len(items)-10):] { // where each shop stands
				remove(item.Node.ID)
			}
			for range 5 {
				if len(passing) > 0 {
					remove(passing[h.dice.IntN(len(passing))])
				}
			}
		}
		if r.end(t); len(gone) < 100 {
			t.Errorf("only %d orders were deleted", len(gone))
		}
	}
}
