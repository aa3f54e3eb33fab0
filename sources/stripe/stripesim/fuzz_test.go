package stripesim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// FuzzQueries sends any text as a search query and as a query string: the
// answer is JSON and either a result or a refusal, never a crash.
func FuzzQueries(f *testing.F) {
	for _, text := range []string{
		`email:'a@b.c' AND -metadata["k"]:null`, `amount>=10 amount<20 OR`, `name~"\'"`, `metadata['`, `-`, `created:null`,
		"limit=1&created[gte]=5&expand[]=data.customer", "expand[0]=data", "customer_details[email]=", "%zz",
	} {
		f.Add(text)
	}
	sim := stripesim.New(stripesim.Options{SecretKey: secret, Limits: stripesim.Limits{Off: true}})
	if _, err := sim.PutPaymentIntent(stripesim.PaymentIntent{Amount: 10, Currency: "usd", Status: "succeeded"}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for path, raw := range map[string]string{
			"/v1/customers/search": "query=" + url.QueryEscape(text), "/v1/charges/search": "query=" + url.QueryEscape(text),
			"/v1/charges": text, "/v1/events": text, "/v1/checkout/sessions": text,
		} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.URL.RawQuery = raw
			r.Header.Set("Authorization", "Bearer "+secret)
			recorder := httptest.NewRecorder()
			sim.ServeHTTP(recorder, r)
			if recorder.Code != http.StatusOK && recorder.Code != http.StatusBadRequest {
				t.Errorf("%s?%s: status %d", path, raw, recorder.Code)
			}
			if !json.Valid(recorder.Body.Bytes()) {
				t.Errorf("%s?%s: not JSON", path, raw)
			}
		}
	})
}
