package woocommerce_test

import (
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// TestManyOrdersOfOneSecond: an import leaves hundreds of orders with one time.
// Each is listed once, and the cursors that tell them apart stay so short that
// a union of many shops can hold one of each.
func TestManyOrdersOfOneSecond(t *testing.T) {
	const rows, longest = 900, 4 << 10
	s := simulate(t, woocommercesim.Options{})
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for i := range rows {
		must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{ID: 1_000_000 + 3*i, Created: at, Status: "processing"}))
	}
	orders := s.open().Orders
	for _, desc := range []bool{false, true} {
		q := sources.Query{First: 100, Sort: sources.Sort{Field: "placedAt", Desc: desc}}
		seen := map[commerce.ID]bool{}
		for next := true; next; {
			page, err := orders.Query(t.Context(), q)
			if err != nil || len(page.Missing) > 0 {
				t.Fatalf("error %v, missing %v", err, page.Missing)
			}
			for _, item := range page.Items {
				if id := item.Node.ID; seen[id] {
					t.Fatalf("%v is listed twice", id)
				}
				seen[item.Node.ID] = true
				if n := len(item.Cursor()); n > longest {
					t.Fatalf("a cursor behind %d orders has %d bytes", len(seen), n)
				}
			}
			next, q.After = page.HasNext, page.End.Cursor()
		}
		if len(seen) != rows {
			t.Errorf("%d orders are listed, want %d", len(seen), rows)
		}
	}
}
