package stripesim_test

import (
	"net/http"
	"testing"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

func TestKeys(t *testing.T) {
	options := unlimited()
	options.RestrictedKeys = map[string][]stripesim.Permission{"rk_test_charges": {stripesim.ReadCharges}}
	f := start(t, options)
	for _, test := range []struct {
		name, target string
		set          func(*http.Request)
		status       int
		message      string
	}{
		{"bearer", "/v1/charges", func(r *http.Request) {}, 200, ""},
		{"basic", "/v1/charges", func(r *http.Request) { r.SetBasicAuth(secret, "") }, 200, ""},
		{"none", "/v1/charges", func(r *http.Request) { r.Header.Del("Authorization") }, 401, ""},
		{"other scheme", "/v1/charges", func(r *http.Request) { r.Header.Set("Authorization", "Token "+secret) }, 401, ""},
		{"wrong", "/v1/charges", func(r *http.Request) { r.Header.Set("Authorization", "Bearer sk_test_wrong9876") }, 401,
			"Invalid API Key provided: sk_test_*****9876"},
		{"short", "/v1/charges", func(r *http.Request) { r.Header.Set("Authorization", "Bearer abc") }, 401, "Invalid API Key provided: ***"},
		{"unknown path without key", "/v1/nothing", func(r *http.Request) { r.Header.Del("Authorization") }, 401, ""},
		{"restricted", "/v1/charges", restricted, 200, ""},
		{"restricted, refunds", "/v1/refunds", restricted, 200, ""},
		{"restricted elsewhere", "/v1/customers", restricted, 403, "The provided key 'rk_test_***rges' does not have the required permissions for this endpoint on account " +
			"'acct_1Sim000000000001'. Having the 'rak_customer_read' permission would allow this request to continue."},
		{"restricted expansion", "/v1/charges?expand[]=data.customer", restricted, 403, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f.t = t
			r := f.request(test.target)
			test.set(r)
			status, header, answer := f.do(r)
			if status != test.status {
				t.Errorf("status %d, want %d: %v", status, test.status, answer)
			}
			if status != 200 {
				f.want(answer, "invalid_request_error", "error", "type")
			}
			if test.message != "" {
				f.want(answer, test.message, "error", "message")
			}
			if header.Get("Request-Id") == "" {
				t.Error("no Request-Id")
			}
		})
	}
}

func restricted(r *http.Request) { r.Header.Set("Authorization", "Bearer rk_test_charges") }

func TestHeaders(t *testing.T) {
	options := unlimited()
	options.ConnectedAccounts = []string{"acct_2"}
	f := start(t, options)
	for _, test := range []struct {
		name, header, value string
		status              int
		echoed              string
	}{
		{"version", "Stripe-Version", stripesim.Version, 200, stripesim.Version},
		{"another version", "Stripe-Version", "2020-08-27", 400, ""},
		{"own account", "Stripe-Account", "acct_1Sim000000000001", 200, "acct_1Sim000000000001"},
		{"connected account", "Stripe-Account", "acct_2", 200, "acct_2"},
		{"foreign account", "Stripe-Account", "acct_3", 403, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f.t = t
			r := f.request("/v1/charges")
			r.Header.Set(test.header, test.value)
			status, header, _ := f.do(r)
			if status != test.status || header.Get(test.header) != test.echoed {
				t.Errorf("status %d and %s %q, want %d and %q", status, test.header, header.Get(test.header), test.status, test.echoed)
			}
		})
	}
}

// Without the header the account's default version answers.
func TestDefaultVersion(t *testing.T) {
	f := start(t, unlimited())
	f.spec = nil // the specification's check wants the header
	r := f.request("/v1/charges")
	r.Header.Del("Stripe-Version")
	if status, header, _ := f.do(r); status != 200 || header.Get("Stripe-Version") != stripesim.Version {
		t.Errorf("status %d, version %q", status, header.Get("Stripe-Version"))
	}
}

func TestUnknownObjectsAndPaths(t *testing.T) {
	f := start(t, unlimited())
	for _, test := range []struct{ target, code, param, message string }{
		{"/v1/customers/cus_none", "resource_missing", "id", "No such customer: 'cus_none'"},
		{"/v1/charges/ch_none", "resource_missing", "id", "No such charge: 'ch_none'"},
		{"/v1/payment_intents/pi_none", "resource_missing", "intent", "No such payment_intent: 'pi_none'"},
		{"/v1/payment_methods/pm_none", "resource_missing", "payment_method", "No such PaymentMethod: 'pm_none'"},
		{"/v1/refunds/re_none", "resource_missing", "id", "No such refund: 're_none'"},
	} {
		problem := f.fail(test.target, http.StatusNotFound)
		f.want(problem, test.code, "code")
		f.want(problem, test.param, "param")
		f.want(problem, test.message, "message")
	}
	for _, target := range []string{"/", "/v1", "/v1/charges/", "/v1/chargesx", "/v1/account/x", "/v1/charges/ch_1/refunds", "/v1/payment_methods"} {
		f.want(f.fail(target, http.StatusNotFound), "invalid_request_error", "type")
	}
	r := f.request("/v1/charges")
	r.Method = http.MethodPost
	if status, _, _ := f.do(r); status != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d, want 405", status)
	}
}

func TestRecorderAndCounter(t *testing.T) {
	var paths []string
	options := unlimited()
	options.Recorder = func(r *http.Request) { paths = append(paths, r.URL.Path) }
	f := start(t, options)
	f.get("/v1/charges")
	f.fail("/v1/charges/ch_none", http.StatusNotFound)
	f.SetRecorder(nil)
	f.get("/v1/charges")
	if len(paths) != 2 || paths[1] != "/v1/charges/ch_none" || f.Requests() != 3 {
		t.Errorf("recorded %v, counted %d", paths, f.Requests())
	}
}

func TestLivemode(t *testing.T) {
	options := unlimited()
	options.Livemode = true
	f := start(t, options)
	f.intent(stripesim.PaymentIntent{Amount: 1, Currency: "usd", Status: "succeeded"})
	for _, target := range []string{"/v1/payment_intents", "/v1/charges"} {
		f.want(f.get(target), true, "data", 0, "livemode")
	}
	f.want(f.get("/v1/balance"), true, "livemode")
}
