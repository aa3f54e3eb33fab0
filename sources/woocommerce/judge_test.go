package woocommerce_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim/woocommercespec"
)

// judged holds every request, and every answer, against WooCommerce's documents
// when those are present.
func judged(t testing.TB, shop http.Handler) http.Handler {
	spec := woocommercespec.Find(t)
	if spec == nil {
		return shop
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := spec.CheckRequest(r); err != nil {
			t.Errorf("WooCommerce does not know the request: %v", err)
		}
		answer := httptest.NewRecorder()
		shop.ServeHTTP(answer, r)
		if err := spec.CheckResponse(r, answer.Code, answer.Header(), answer.Body.Bytes()); err != nil {
			t.Errorf("WooCommerce does not answer so: %v", err)
		}
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	})
}

// asked holds only the requests, where the shop's answers are made to be wrong.
func asked(t testing.TB, shop http.Handler) http.Handler {
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
