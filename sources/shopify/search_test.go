package shopify_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// direct serves requests without a network.
type direct struct{ http.Handler }

func (d direct) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	recorder := httptest.NewRecorder()
	d.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

func openDirect(t testing.TB, h http.Handler) *sources.Source {
	t.Helper()
	source, err := shopify.Open(shopify.Config{
		Name: sourceName, Shop: "galleria-demo.myshopify.com", AccessToken: "shpat_simulated", HTTPClient: &http.Client{Transport: direct{h}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// FuzzSearch puts an entity that has the value beside two that have not, and
// asks for it: the value must reach the search as it is, whatever it holds.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{
		"Ada", `O'Brien`, `d"Arc`, `a\`, `\"`, `a" OR first_name:"b`, `x) OR (state:ENABLED`, "a:b", "*", "a*", "-a", "NOT a", "OR", "(", ")",
		"a,b", "佐藤", "Żak ", "\x00a", "a\nb", "' or '1'='1", `"`, "---", "a  b", "🙂1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if value == "" || !utf8.ValidString(value) || len(value) > 1000 {
			t.Skip("no text that a shop can hold")
		}
		sim := shopifysim.New(generous())
		for _, name := range []string{"Somebody", value, "Else"} {
			if _, err := sim.PutCustomer(shopifysim.Customer{FirstName: &name}); err != nil {
				t.Fatal(err)
			}
		}
		page, err := openDirect(t, sim).Customers.Query(t.Context(), sources.Query{First: 5, Where: []sources.Predicate{
			{Field: "firstName", Op: sources.Eq, Values: []commerce.Value{commerce.String(value)}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Items) != 1 || string(page.Items[0].Node.FirstName) != value {
			t.Errorf("found %d customers for %q, want the one", len(page.Items), value)
		}
	})
}

// Values that a list with commas would tear apart, and those without a word,
// are found all the same.
func TestUnsearchableValues(t *testing.T) {
	s := openShop(t, generous())
	product := must[shopifysim.Product](t)(s.PutProduct(shopifysim.Product{Title: "Tea"}))
	for _, sku := range []string{"a,b", "---", "a"} {
		must[shopifysim.ProductVariant](t)(s.PutVariant(shopifysim.ProductVariant{ProductID: product.ID, SKU: &sku}))
	}
	found, err := s.Variants.Find(t.Context(), "sku", []string{"a,b", "---", "a", "b", ""}, sources.Query{First: 9})
	if err != nil {
		t.Fatal(err)
	}
	for sku, want := range map[string]int{"a,b": 1, "---": 1, "a": 1, "b": 0, "": 0} {
		if got := len(found[sku].Items); got != want {
			t.Errorf("SKU %q: %d variants, want %d", sku, got, want)
		}
	}
}

func TestSearchIsWritten(t *testing.T) {
	s := openShop(t, generous())
	day := func(text string) *sources.Bound {
		at, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			t.Fatal(err)
		}
		return &sources.Bound{Value: commerce.Time(at), Open: true}
	}
	eq := func(field string, values ...string) sources.Predicate {
		f, ok := commerce.Orders.Field(field)
		if !ok {
			t.Fatalf("no field %s", field)
		}
		return must[sources.Predicate](t)(sources.Equals(f, values...))
	}
	for _, row := range []struct {
		where sources.Predicate
		want  string // "-": nothing is asked
	}{
		{eq("email", " A@B.example"), `email:"a@b.example"`},
		{eq("name", "#1", `#"2`), `(name:"#1" OR name:"#\"2")`},
		{eq("customer", "north:gid://shopify/Customer/7", "south:gid://shopify/Customer/8"), `customer_id:7`},
		{eq("customer", "south:gid://shopify/Customer/8"), "-"},
		{eq("customer", "north:gid://shopify/Order/8"), "-"},
		{eq("customer", "north:gid://shopify/Customer/8 OR id:>0"), "-"},
		{eq("paymentStatus", "PAID", "NOT_REQUIRED"), "financial_status:paid"},
		{eq("paymentStatus", "NOT_REQUIRED"), "-"},
		{eq("paymentStatus", "PAID", "UNKNOWN"), ""},
		{eq("fulfillmentStatus", "FULFILLED"), "(fulfillment_status:fulfilled OR fulfillment_status:shipped)"},
		{eq("fulfillmentStatus", "IN_PROGRESS"), ""},
		{eq("status", "OPEN", "CANCELLED"), "(status:open OR status:cancelled)"},
		{eq("status", "DRAFT"), "(status:open OR status:invoice_sent)"},
		{eq("status", "PENDING"), "-"},
		{eq("test", "true"), "test:true"},
		{sources.Predicate{Field: "placedAt", Op: sources.Range, From: day("2026-01-02T03:04:05.9Z"), To: day("2026-01-03T00:00:00+01:00")},
			"created_at:>='2026-01-02T03:04:05Z' created_at:<='2026-01-02T23:00:01Z'"},
		{sources.Predicate{Field: "updatedAt", Op: sources.Range, To: day("9999-12-31T23:59:59Z")}, ""},
	} {
		s.since()
		if _, err := s.Orders.Query(t.Context(), sources.Query{First: 1, Where: []sources.Predicate{row.where}}); err != nil {
			t.Fatalf("%+v: %v", row.where, err)
		}
		requests := s.since()
		if row.want == "-" {
			if len(requests) != 0 {
				t.Errorf("%+v: asked %v, which nothing can satisfy", row.where, requests[0].Variables)
			}
			continue
		}
		if got, _ := requests[0].Variables["q0"].(string); got != row.want {
			t.Errorf("%+v is searched as\n%s, want\n%s", row.where, got, row.want)
		}
		if strings.Contains(requests[0].Query, "b.example") {
			t.Error("a value is part of the document")
		}
	}
}
