package stripe_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/stripe"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

func TestStatuses(t *testing.T) {
	body := func(code, param string) string {
		return fmt.Sprintf(`{"error":{"type":"invalid_request_error","code":%q,"param":%q,"message":"Sent by upstream"}}`, code, param)
	}
	const page = "<html><body>Sent by upstream</body></html>"
	tests := map[string]struct {
		status int
		body   string
		header []string
		kind   sources.ErrorKind
		after  time.Duration
		says   string
	}{
		"bad request":         {400, body("parameter_unknown", "x"), nil, sources.KindInternal, 0, "does not accept"},
		"key":                 {401, body("", ""), nil, sources.KindDenied, 0, "refused the secret key"},
		"permission":          {403, body("", ""), nil, sources.KindDenied, 0, "lacks a permission"},
		"account":             {403, body("account_invalid", ""), nil, sources.KindDenied, 0, "connected account"},
		"forbidden by others": {403, page, nil, sources.KindDenied, 0, "forbids"},
		"no such address":     {404, page, nil, sources.KindInvalid, 0, "check the URL"},
		"lock":                {409, body("lock_timeout", ""), []string{"Stripe-Should-Retry", "true"}, sources.KindUnavailable, 0, "busy"},
		"limit":               {429, body("rate_limit", ""), nil, sources.KindLimited, 0, "rate limit"},
		"limit with seconds":  {429, body("rate_limit", ""), []string{"Retry-After", "3"}, sources.KindLimited, 3 * time.Second, "rate limit"},
		"limit with far date": {429, body("rate_limit", ""), []string{"Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"}, sources.KindLimited, time.Minute, "rate limit"},
		"server":              {500, body("", ""), nil, sources.KindUnavailable, 0, "500"},
		"server, not again":   {500, body("", ""), []string{"Stripe-Should-Retry", "false"}, sources.KindUnavailable, 30 * time.Second, "500"},
		"refusal, once more":  {400, body("", ""), []string{"Stripe-Should-Retry", "true"}, sources.KindUnavailable, 0, ""},
		"gateway":             {502, page, nil, sources.KindUnavailable, 0, "502"},
		"gateway's time-out":  {504, "", nil, sources.KindUnavailable, 0, "504"},
		"redirect":            {302, "", []string{"Location", "https://example.com"}, sources.KindMalformed, 0, "redirects"},
		"web page":            {200, page, nil, sources.KindMalformed, 0, "web page"},
		"empty":               {200, "", nil, sources.KindMalformed, 0, "not JSON"},
		"garbage behind":      {200, `{"object":"list","data":[],"has_more":false} x`, nil, sources.KindMalformed, 0, "not JSON"},
		"no page":             {200, `{"object":"list"}`, nil, sources.KindMalformed, 0, "not a page"},
		"no end said":         {200, `{"object":"list","data":[]}`, nil, sources.KindMalformed, 0, "not a page"},
		"endless nothing":     {200, `{"object":"list","data":[],"has_more":true}`, nil, sources.KindMalformed, 0, "empty"},
	}
	for label, tt := range tests {
		t.Run(label, func(t *testing.T) {
			_, err := respond(t, tt.status, tt.body, tt.header...).Payments.Query(t.Context(), sources.Query{First: 1})
			var e *sources.Error
			if !errors.As(err, &e) {
				t.Fatalf("error %v", err)
			}
			if e.Kind != tt.kind || e.RetryAfter != tt.after || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, to come back in %v", err, e.RetryAfter)
			}
			for _, leak := range []string{"Sent by upstream", secret, "parameter_unknown"} {
				if strings.Contains(err.Error(), leak) {
					t.Errorf("the error says %q: %v", leak, err)
				}
			}
		})
	}
}

func TestCheckSaysWhatToMend(t *testing.T) {
	u := simulate(t, stripesim.Options{RestrictedKeys: map[string][]stripesim.Permission{
		"rk_test_nothing":  nil,
		"rk_test_payments": {stripesim.ReadPaymentIntents, stripesim.ReadCharges},
		"rk_test_enough":   {stripesim.ReadPaymentIntents, stripesim.ReadCharges, stripesim.ReadCustomers},
	}, ConnectedAccounts: []string{"acct_1"}})
	tests := map[string]struct {
		key, account, says string
	}{
		"wrong key":       {"sk_test_wrong", "", "refused the secret key"},
		"nothing":         {"rk_test_nothing", "", "may not read payments"},
		"payments only":   {"rk_test_payments", "", "may not read customers"},
		"enough":          {"rk_test_enough", "", ""},
		"connected":       {secret, "acct_1", ""},
		"another account": {secret, "acct_2", "connected account"},
	}
	for label, tt := range tests {
		source := u.open(t, func(c *stripe.Config) { c.SecretKey, c.Account = tt.key, tt.account })
		err := source.Check(t.Context())
		if tt.says == "" {
			if err != nil {
				t.Errorf("%s: %v", label, err)
			}
			continue
		}
		if err == nil || sources.KindOf(err) != sources.KindDenied || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), tt.key) {
			t.Errorf("%s: error %v", label, err)
		}
	}
	if err := openAt(t, "http://"+unused(t)).Check(t.Context()); sources.KindOf(err) != sources.KindUnavailable {
		t.Errorf("unreachable: %v", err)
	}
}

func TestFeesNeedAPermission(t *testing.T) {
	u := simulate(t, stripesim.Options{RestrictedKeys: map[string][]stripesim.Permission{
		"rk_test_1": {stripesim.ReadPaymentIntents, stripesim.ReadCharges},
	}})
	u.putPayments(t, makePayment(0))
	c := u.open(t, func(c *stripe.Config) { c.SecretKey = "rk_test_1" }).Payments
	if _, err := c.Query(t.Context(), sources.Query{First: 1, Want: commerce.PaymentRefunds | commerce.PaymentTransactions}); err != nil {
		t.Errorf("refunds and transactions: %v", err)
	}
	_, err := c.Query(t.Context(), sources.Query{First: 1, Want: commerce.PaymentFees})
	if sources.KindOf(err) != sources.KindDenied || !strings.Contains(err.Error(), "balance transactions") {
		t.Errorf("error %v", err)
	}
}

func TestConnectedAccountIsNamed(t *testing.T) {
	var got http.Header
	u := simulate(t, stripesim.Options{Recorder: func(r *http.Request) { got = r.Header.Clone() }})
	source := u.open(t, func(c *stripe.Config) { c.Account = "acct_7" })
	u.putPayments(t, makePayment(0))
	page, err := source.Payments.Query(t.Context(), sources.Query{First: 1})
	if err != nil || got.Get("Stripe-Account") != "acct_7" || got.Get("Stripe-Version") != stripe.Version {
		t.Errorf("headers %v, error %v", got, err)
	}
	if want := "https://dashboard.stripe.com/acct_7/test/payments/pi_1001"; string(page.Items[0].Node.URL) != want {
		t.Errorf("URL %s, want %s", page.Items[0].Node.URL, want)
	}
}

// TestOneBrokenObject: the others arrive.
func TestOneBrokenObject(t *testing.T) {
	good, broken := intentWith(nil), intentWith(object{"id": "pi_2", "amount": nil})
	nothing, last := any(nil), intentWith(object{"id": "pi_3", "created": 1780000000})
	source := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var answer any = object{"object": "list", "url": "/", "data": []any{good, broken, nothing, last}, "has_more": true}
		switch r.URL.Path {
		case "/v1/payment_intents/pi_1":
			answer = good
		case "/v1/payment_intents/pi_2":
			answer = broken
		}
		if err := json.NewEncoder(w).Encode(answer); err != nil {
			t.Error(err)
		}
	})
	page, err := source.Payments.Query(t.Context(), sources.Query{First: 4})
	if err != nil || !slices.Equal(keysOf(commerce.Payments, page), []string{"pi_1", "pi_3"}) || len(page.Missing) != 2 || !page.HasNext {
		t.Errorf("page %v, missing %v, error %v", keysOf(commerce.Payments, page), page.Missing, err)
	}
	found, err := source.Payments.Get(t.Context(), []commerce.ID{paymentID("pi_1"), paymentID("pi_2")}, 0)
	var partial *sources.Partial
	if !errors.As(err, &partial) || sources.KindOf(partial.Errs[0]) != sources.KindMalformed || len(found) != 1 {
		t.Errorf("found %v, error %v", found, err)
	}
}

// TestFailuresOfSome: what was answered arrives beside what was not.
func TestFailuresOfSome(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	u.judged = false
	seed := []*commerce.Payment{makePayment(0), makePayment(1), makePayment(3)}
	u.putPayments(t, seed...)
	c := u.open(t).Payments
	u.AddFault(stripesim.Fault{Kind: stripesim.FaultInternal, Path: "/v1/payment_intents/pi_1002"})
	ids := []commerce.ID{seed[0].ID, seed[1].ID, seed[2].ID}
	found, err := c.Get(t.Context(), ids, 0)
	var partial *sources.Partial
	if !errors.As(err, &partial) || len(partial.Errs) != 1 || sources.KindOf(err) != sources.KindUnavailable || len(found) != 2 {
		t.Errorf("found %d, error %v", len(found), err)
	}
	u.AddFault(stripesim.Fault{Kind: stripesim.FaultInternal, Path: "/v1/payment_intents"})
	if found, err = c.Get(t.Context(), ids, 0); errors.As(err, &partial) || sources.KindOf(err) != sources.KindUnavailable || found != nil {
		t.Errorf("found %d, error %v", len(found), err)
	}
}

// TestListingFailsWithItsParts: a page without what was wanted is no page, and worth asking for again.
func TestListingFailsWithItsParts(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	u.judged = false
	for range 8 {
		must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(stripesim.PaymentIntent{Created: epoch, Amount: 100, Currency: "eur", Status: "succeeded"}))
	}
	c := u.open(t).Payments
	for _, size := range []int{2, 8} {
		u.AddFault(stripesim.Fault{Kind: stripesim.FaultInternal, Path: "/v1/charges", Count: 1})
		q := sources.Query{First: size, Want: commerce.PaymentTransactions}
		if page, err := c.Query(t.Context(), q); sources.KindOf(err) != sources.KindUnavailable || len(page.Items) > 0 {
			t.Errorf("a page of %d: %d items, error %v", size, len(page.Items), err)
		}
		if page, err := c.Query(t.Context(), q); err != nil || len(page.Items) != size {
			t.Errorf("a page of %d, again: %d items, error %v", size, len(page.Items), err)
		}
	}
}

// TestNothingMoreAfterALimit: the rest of a batch is not sent into a spent quota.
func TestNothingMoreAfterALimit(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	u.judged = false
	u.AddFault(stripesim.Fault{Kind: stripesim.FaultRateLimited, RetryAfter: time.Second})
	c := u.open(t, func(c *stripe.Config) { c.MaxParallel = 2 }).Payments
	var ids []commerce.ID
	for i := range 50 {
		ids = append(ids, paymentID(fmt.Sprintf("pi_%d", i)))
	}
	_, err := c.Get(t.Context(), ids, 0)
	var e *sources.Error
	if !errors.As(err, &e) || e.Kind != sources.KindLimited || e.RetryAfter != time.Second {
		t.Errorf("error %v", err)
	}
	if n := u.calls.Load(); n > 4 {
		t.Errorf("%d requests after the limit", n)
	}
}
