package stripespec_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim/stripespec"
)

// FuzzCheckRequest judges any query string without crashing.
func FuzzCheckRequest(f *testing.F) {
	spec := stripespec.Load(f)
	for _, text := range []string{"limit=1", "created[gte]=1&created=2", "expand[]=a&expand[x]=b", "a[b][c]=d", "[]=1", "created[=1", "%zz"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := httptest.NewRequest(http.MethodGet, "/v1/checkout/sessions", nil)
		r.URL.RawQuery = text
		r.Header.Set("Authorization", "Bearer sk_test_1")
		r.Header.Set("Stripe-Version", stripespec.Version)
		first, second := spec.CheckRequest(r), spec.CheckRequest(r)
		if (first == nil) != (second == nil) {
			t.Errorf("%q: judged as %v, then as %v", text, first, second)
		}
	})
}
