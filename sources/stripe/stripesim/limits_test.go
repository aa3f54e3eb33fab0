package stripesim_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

func TestRateLimits(t *testing.T) {
	search := query("charges", "amount>1")
	for _, test := range []struct {
		name    string
		options stripesim.Options
		target  string
		burst   int
		reason  string
	}{
		{"test mode", stripesim.Options{}, "/v1/charges", 25, "global-rate"},
		{"live mode", stripesim.Options{Livemode: true}, "/v1/charges", 100, "global-rate"},
		{"search", stripesim.Options{Livemode: true}, search, 20, "endpoint-rate"},
		{"own limits", stripesim.Options{Limits: stripesim.Limits{Read: 3}}, "/v1/charges", 3, "global-rate"},
		{"own search limit", stripesim.Options{Limits: stripesim.Limits{Search: 2}}, search, 2, "endpoint-rate"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := start(t, test.options)
			for range test.burst {
				f.get(test.target)
			}
			status, header, answer := f.do(f.request(test.target))
			if status != http.StatusTooManyRequests {
				t.Fatalf("request %d: status %d, want 429", test.burst+1, status)
			}
			f.want(answer, "rate_limit", "error", "code")
			f.want(answer, "invalid_request_error", "error", "type")
			if got := header.Get("Stripe-Rate-Limited-Reason"); got != test.reason {
				t.Errorf("reason %q, want %q", got, test.reason)
			}
			if header.Get("Stripe-Should-Retry") != "true" || header.Get("Retry-After") != "" {
				t.Errorf("headers %v, want Stripe-Should-Retry and no Retry-After", header)
			}
			// One token comes back after its share of a second.
			f.now = f.now.Add(time.Second/time.Duration(test.burst) + time.Microsecond)
			f.get(test.target)
			f.fail(test.target, http.StatusTooManyRequests)
			f.now = f.now.Add(time.Hour)
			for range test.burst {
				f.get(test.target)
			}
			f.fail(test.target, http.StatusTooManyRequests)
		})
	}
}

func TestSearchesLeaveTheOtherEndpointsAlone(t *testing.T) {
	f := start(t, stripesim.Options{Livemode: true})
	for range 20 {
		f.get(query("charges", "amount>1"))
	}
	f.fail(query("charges", "amount>1"), http.StatusTooManyRequests)
	f.get("/v1/charges")
}

func TestLimitsOff(t *testing.T) {
	f := start(t, unlimited())
	for range 200 {
		f.get("/v1/refunds")
	}
}
