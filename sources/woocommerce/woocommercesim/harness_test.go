package woocommercesim_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim/woocommercespec"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// epoch is when the tests' clocks start.
var epoch = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)

type object = map[string]any

// fixture is a shop whose every answer is held against the specification, when
// that is present.
type fixture struct {
	*woocommercesim.Sim
	t    *testing.T
	spec *woocommercespec.Spec
	now  time.Time
}

func start(t *testing.T, options woocommercesim.Options) *fixture {
	t.Helper()
	f := &fixture{t: t, now: epoch, spec: woocommercespec.Find(t)}
	options.Clock = func() time.Time { return f.now }
	f.Sim = woocommercesim.New(options)
	return f
}

func request(target string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.SetBasicAuth("ck_sim", "cs_sim")
	return r
}

// send returns the answer to a request, which nobody judges.
func (f *fixture) send(r *http.Request) (*http.Response, []byte) {
	f.t.Helper()
	w := httptest.NewRecorder()
	f.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return w.Result(), body
}

// do sends a request and judges the answer by the specification.
func (f *fixture) do(r *http.Request) (*http.Response, any) {
	f.t.Helper()
	response, body := f.send(r)
	if f.spec != nil {
		if err := f.spec.CheckResponse(r, response.StatusCode, response.Header, body); err != nil {
			f.t.Error(err)
		}
	}
	var answer any
	if err := json.Unmarshal(body, &answer); err != nil {
		f.t.Fatalf("%s: %v in %q", r.URL, err, body)
	}
	return response, answer
}

// get reads a path below the namespace that must answer 200.
func (f *fixture) get(path string) any {
	f.t.Helper()
	response, answer := f.do(request("/wp-json/wc/v3/" + path))
	if response.StatusCode != http.StatusOK {
		f.t.Fatalf("%s: status %d: %v", path, response.StatusCode, answer)
	}
	return answer
}

// fail reads a path that must answer an error, and returns its code.
func (f *fixture) fail(path string, status int) object {
	f.t.Helper()
	response, answer := f.do(request("/wp-json/wc/v3/" + path))
	if response.StatusCode != status {
		f.t.Fatalf("%s: status %d, want %d: %v", path, response.StatusCode, status, answer)
	}
	return answer.(object)
}

// ids returns the ids of a list, joined by blanks.
func (f *fixture) ids(path string) string {
	f.t.Helper()
	var ids []string
	for _, item := range f.get(path).([]any) {
		ids = append(ids, strconv.Itoa(int(item.(object)["id"].(float64))))
	}
	return strings.Join(ids, " ")
}

// lists compares the ids that several lists have.
func (f *fixture) lists(want map[string]string) {
	f.t.Helper()
	for path, ids := range want {
		if got := f.ids(path); got != ids {
			f.t.Errorf("%s: %q, want %q", path, got, ids)
		}
	}
}

// at follows a path of member names and list indexes.
func at(value any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		switch inner := value.(type) {
		case object:
			value = inner[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(inner) {
				return nil
			}
			value = inner[i]
		default:
			return nil
		}
	}
	return value
}

// shows compares members of an answer, numbers as float64.
func (f *fixture) shows(answer any, want object) {
	f.t.Helper()
	for path, value := range want {
		if number, ok := value.(int); ok {
			value = float64(number)
		}
		if got := at(answer, path); got != value {
			f.t.Errorf("%s = %v, want %v", path, got, value)
		}
	}
}

// must fails the test when a seed or change was refused.
func must[T any](t *testing.T) func(value T, err error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func (f *fixture) ok(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) order(o woocommercesim.Order) woocommercesim.Order {
	f.t.Helper()
	return must[woocommercesim.Order](f.t)(f.PutOrder(o))
}

func (f *fixture) product(p woocommercesim.Product) woocommercesim.Product {
	f.t.Helper()
	return must[woocommercesim.Product](f.t)(f.PutProduct(p))
}

func (f *fixture) variation(v woocommercesim.Variation) woocommercesim.Variation {
	f.t.Helper()
	return must[woocommercesim.Variation](f.t)(f.PutVariation(v))
}

func (f *fixture) customer(c woocommercesim.Customer) woocommercesim.Customer {
	f.t.Helper()
	return must[woocommercesim.Customer](f.t)(f.PutCustomer(c))
}

func (f *fixture) refund(r woocommercesim.Refund) woocommercesim.Refund {
	f.t.Helper()
	return must[woocommercesim.Refund](f.t)(f.PutRefund(r))
}

func d(amount string) decimal.Decimal { return decimal.RequireFromString(amount) }

// after is a time some hours after the epoch.
func after(hours int) time.Time { return epoch.Add(time.Duration(hours) * time.Hour) }

// example is an order like the documents' own.
func example() woocommercesim.Order {
	address := woocommercesim.Address{
		FirstName: "John", LastName: "Doe", Address1: "969 Market", City: "San Francisco", State: "CA", Postcode: "94103", Country: "US",
		Email: "john.doe@example.com", Phone: "(555) 555-5555",
	}
	return woocommercesim.Order{
		ID: 727, Status: "processing", CreatedVia: "rest-api", Created: epoch, Paid: epoch, Billing: address, Shipping: address,
		PaymentMethod: "bacs", PaymentMethodTitle: "Direct Bank Transfer",
		Meta:    []woocommercesim.Meta{{Key: "_download_permissions_granted", Value: "yes"}},
		TaxRate: &woocommercesim.TaxRate{ID: 75, Code: "US-CA-STATE TAX", Label: "State Tax", Percent: 7.5},
		Lines: []woocommercesim.Line{
			{ID: 315, Name: "Woo Single #1", ProductID: 93, Quantity: d("2"), Subtotal: d("6"), SubtotalTax: d("0.45"), Total: d("6"), TotalTax: d("0.45")},
			{ID: 316, Name: "Ship Your Idea", ProductID: 22, VariationID: 23, Quantity: d("1"), Subtotal: d("12"), SubtotalTax: d("0.90"), Total: d("12"), TotalTax: d("0.90"),
				SKU: "Bar3", Meta: []woocommercesim.Meta{{Key: "pa_color", Value: "black"}}},
		},
		Delivery: []woocommercesim.Delivery{{MethodTitle: "Flat Rate", MethodID: "flat_rate", Total: d("10")}},
	}
}
