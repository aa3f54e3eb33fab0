package stripespec_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim/stripespec"
)

func request(t *testing.T, method, target, body string) *http.Request {
	t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer sk_test_123")
	r.Header.Set("Stripe-Version", stripespec.Version)
	return r
}

func TestCheckRequest(t *testing.T) {
	spec := stripespec.Load(t)
	for _, test := range []struct {
		name, method, target, body string
		want                       string // part of the error, empty for none
	}{
		{"list", "GET", "/v1/charges?limit=3&customer=cus_1", "", ""},
		{"time range", "GET", "/v1/charges?created[gte]=1&created[lt]=2", "", ""},
		{"exact time", "GET", "/v1/charges?created=5", "", ""},
		{"expansions", "GET", "/v1/charges?expand[]=data.customer&expand[]=data.refunds", "", ""},
		{"indexed expansions", "GET", "/v1/charges?expand[0]=data.customer&expand[1]=data.refunds", "", ""},
		{"encoded brackets", "GET", "/v1/charges?expand%5B%5D=data.customer", "", ""},
		{"one object", "GET", "/v1/charges/ch_1", "", ""},
		{"search", "GET", "/v1/charges/search?query=amount%3E1", "", ""},
		{"nested filter", "GET", "/v1/checkout/sessions?customer_details[email]=a%40b.c&status=open", "", ""},
		{"form body", "POST", "/v1/customers", "name=A&metadata[k]=v&address[city]=B", ""},
		{"unknown path", "GET", "/v1/nothing", "", "no such path"},
		{"empty id", "GET", "/v1/charges/", "", "no such path"},
		{"unknown method", "DELETE", "/v1/charges", "", "no such method"},
		{"unknown parameter", "GET", "/v1/charges?email=a", "", `unknown parameter "email"`},
		{"unknown member", "GET", "/v1/charges?created[after]=1", "", `parameter "created"`},
		{"no integer", "GET", "/v1/charges?limit=ten", "", `parameter "limit"`},
		{"plain expand", "GET", "/v1/charges?expand=data.customer", "", `parameter "expand"`},
		{"twice", "GET", "/v1/charges?limit=1&limit=2", "", `parameter "limit"`},
		{"bad enum", "GET", "/v1/checkout/sessions?status=paid", "", `parameter "status"`},
		{"search without query", "GET", "/v1/charges/search", "", `"query" is missing`},
		{"open bracket", "GET", "/v1/charges?created[gte=1", "", "not balanced"},
		{"unknown body member", "POST", "/v1/customers", "nme=A", "body"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := spec.CheckRequest(request(t, test.method, test.target, test.body))
			switch {
			case test.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case test.want != "" && err == nil:
				t.Errorf("accepted, want an error with %q", test.want)
			case test.want != "" && !strings.Contains(err.Error(), test.want):
				t.Errorf("error %q, want %q in it", err, test.want)
			}
		})
	}
}

func TestCheckRequestHeaders(t *testing.T) {
	spec := stripespec.Load(t)
	for _, header := range []string{"Authorization", "Stripe-Version"} {
		r := request(t, "GET", "/v1/charges", "")
		r.Header.Del(header)
		if err := spec.CheckRequest(r); err == nil || !strings.Contains(err.Error(), header) {
			t.Errorf("without %s: error %v, want one that names the header", header, err)
		}
	}
}

func TestCheckResponse(t *testing.T) {
	spec := stripespec.Load(t)
	const page = `{"object":"list","data":[],"has_more":false,"url":"/v1/charges"}`
	const deleted = `{"id":"cus_1","object":"customer","deleted":true}`
	const failure = `{"error":{"type":"invalid_request_error","message":"m"}}`
	for _, test := range []struct {
		name, target string
		status       int
		body         string
		ok           bool
	}{
		{"empty page", "/v1/charges", 200, page, true},
		{"deleted customer", "/v1/customers/cus_1", 200, deleted, true},
		{"error", "/v1/charges", 400, failure, true},
		{"error of an unknown path", "/v1/nothing", 404, failure, true},
		{"success of an unknown path", "/v1/nothing", 200, page, false},
		{"unspecified status", "/v1/charges", 201, page, false},
		{"missing property", "/v1/charges", 200, `{"object":"list","data":[],"has_more":false}`, false},
		{"unknown property", "/v1/customers/cus_1", 200, `{"id":"cus_1","object":"customer","deleted":true,"x":1}`, false},
		{"bad error type", "/v1/charges", 400, `{"error":{"type":"oops"}}`, false},
		{"no JSON", "/v1/charges", 500, `<html>`, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			header := http.Header{"Content-Type": {"application/json"}, "Request-Id": {"req_1"}}
			err := spec.CheckResponse(request(t, "GET", test.target, ""), test.status, header, []byte(test.body))
			if (err == nil) != test.ok {
				t.Errorf("error %v, want success %t", err, test.ok)
			}
		})
	}
}

func TestOfficialExamplesPass(t *testing.T) {
	spec := stripespec.Load(t)
	for _, name := range []string{"customer", "refund", "balance_transaction", "dispute", "payout", "payment_method", "balance", "event", "deleted_customer"} {
		data, err := os.ReadFile(filepath.Join(stripespec.Dir(t), "examples", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := spec.CheckObject(name, data); err != nil {
			t.Error(err)
		}
	}
}

func TestMock(t *testing.T) {
	mock := stripespec.Mock(t)
	for _, test := range []struct {
		target string
		status int
	}{
		{"/v1/charges?limit=3&created[gte]=1&expand[]=data.customer", http.StatusOK},
		{"/v1/payment_intents/pi_1?expand[]=latest_charge", http.StatusOK},
		{"/v1/charges?nonsense=1", http.StatusBadRequest},
	} {
		r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, mock.URL+test.target, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer sk_test_123")
		r.Header.Set("Stripe-Version", stripespec.Version)
		response, err := mock.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != test.status {
			t.Errorf("%s: status %d, error %v, want %d: %s", test.target, response.StatusCode, err, test.status, body)
		}
	}
}
