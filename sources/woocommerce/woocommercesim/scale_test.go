package woocommercesim_test

import (
	"net/http/httptest"
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// BenchmarkLists reads pages of a shop with many orders.
func BenchmarkLists(b *testing.B) {
	sim := woocommercesim.New(woocommercesim.Options{})
	for i := range 20_000 {
		order := example()
		order.ID, order.Created = i+1, after(i%1000)
		order.Lines[0].ID, order.Lines[1].ID = 0, 0
		if _, err := sim.PutOrder(order); err != nil {
			b.Fatal(err)
		}
	}
	for name, query := range map[string]string{
		"default": "per_page=100", "ids": "per_page=100&include=5,900,17000,3", "walk": "per_page=100&orderby=id&order=asc&page=150",
		"window": "per_page=100&after=2026-09-08T00:00:00&before=2026-09-08T12:00:00",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := httptest.NewRecorder()
				sim.ServeHTTP(w, request("/wp-json/wc/v3/orders?"+query))
			}
		})
	}
}
