package woocommerce_test

import (
	"net/http"
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim/woocommercespec"
)

// judged holds every request against WooCommerce's documents, when those are
// present. The simulator's own tests hold its answers against them.
func judged(t testing.TB, shop http.Handler) http.Handler {
	spec := woocommercespec.Find(t)
	if spec == nil {
		return shop
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := spec.CheckRequest(r); err != nil {
			t.Errorf("WooCommerce does not know the request: %v", err)
		}
		shop.ServeHTTP(w, r)
	})
}
