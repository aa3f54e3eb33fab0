package woocommerce_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// TestSeedsComeBackWhole reads what plug-ins and people keep beside the model.
func TestSeedsComeBackWhole(t *testing.T) {
	s := simulate(t, woocommercesim.Options{})
	goods := simulate(t, woocommercesim.Options{}) // their ids would be those of orders
	for i := range 24 {
		putOrder(s, makeOrder(i))
		putCustomer(s, makeCustomer(i))
		putProduct(goods, makeProduct(i))
	}
	source, catalogue := s.open(), goods.open()
	for i := range 24 {
		o, want := get(t, source.Orders, makeOrder(i).ID.Key, commerce.Orders.AllGroups()), makeOrder(i)
		same(t, "order", [3]any{o.Attributes, o.Comments, o.HeldFor}, [3]any{want.Attributes, want.Comments, want.HeldFor})
		same(t, "customer", get(t, source.Customers, makeCustomer(i).ID.Key, commerce.CustomerAttributes).Attributes, makeCustomer(i).Attributes)
		same(t, "product", get(t, catalogue.Products, makeProduct(i).ID.Key, commerce.ProductAttributes).Attributes, makeProduct(i).Attributes)
	}
	other := simulate(t, woocommercesim.Options{})
	for i := range 8 {
		putVariant(other, makeVariant(i))
	}
	for i := range 8 {
		same(t, "variant", get(t, other.open().Variants, makeVariant(i).ID.Key, commerce.VariantAttributes).Attributes, makeVariant(i).Attributes)
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := dump(got), dump(want); g != w || strings.Contains(g, sourcetest.Secret) {
		t.Errorf("%s:\n%s\nwant\n%s", what, g, w)
	}
}

// TestAttributesAreExact: what a float cannot hold is a text.
func TestAttributesAreExact(t *testing.T) {
	s := newShop(t)
	s.routes["/customers"] = says(200, `[{"id":1,"meta_data":[{"id":1,"key":"a","value":12345678901234567890},{"value":1.50,"key":"b"},{"key":"c","value":-9007199254740991},
		{"key":"d","value":{"y":[1e3,{}],"x":"\u00e9\ud800<"}},{"key":"","value":1},{"key":"e"},{"key":"f","value":`+strings.Repeat("[", 70)+strings.Repeat("]", 70)+`},7,{"key":"d","value":false}]}]`)
	var got []string
	for _, a := range get(t, s.open().Customers, "1", commerce.CustomerAttributes).Attributes {
		got = append(got, a.Key+" "+string(a.Value))
	}
	want := []string{`a "12345678901234567890"`, `b "1.50"`, `c -9007199254740991`, `d {"y":["1e3",{}],"x":"é` + "\ufffd" + `<"}`, `d false`}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSecretsAreNoAttributes(t *testing.T) {
	s := newShop(t)
	for key, secret := range map[string]bool{
		"_stripe_secret": true, "stripeAccessToken": true, "_payment_tokens": true, "API_KEY": true, "apiKey": true, "_order_key": true, "billing-password": true,
		"session_id": true, "_card_number": true, "cvc": true, "_license_key": true, "wc_nonce": true, "account number": true,
		"_wc_order_attribution_session_pages": false, "_key": false, "keyword": false, "_tokenized": false, "_stripe_intent_id": false, "number": false, "passport": false,
		"_wcpdf_invoice_number": false, "monkey": false,
	} {
		s.lists("/customers", object{"id": 1, "meta_data": []object{{"key": key, "value": "x"}}})
		if got := get(t, s.open().Customers, "1", commerce.CustomerAttributes).Attributes; (len(got) == 0) != secret {
			t.Errorf("%q: %v", key, got)
		}
	}
}

func TestHolds(t *testing.T) {
	s := newShop(t)
	for _, tc := range []struct {
		change object
		want   []commerce.HoldReason
	}{
		{object{"status": "on-hold", "date_paid_gmt": nil}, []commerce.HoldReason{commerce.HoldReasonAwaitingPayment}},
		{object{"status": "on-hold"}, []commerce.HoldReason{commerce.HoldReasonUnknown}}, // it is paid
		{object{"status": "processing"}, nil}, {object{"status": "pending", "date_paid_gmt": nil}, nil}, {object{"status": "wc-waiting"}, nil},
	} {
		s.lists("/orders", orderWith(tc.change))
		var got []commerce.HoldReason
		for _, h := range get(t, s.open().Orders, "1", commerce.OrderHolds).HeldFor {
			got = append(got, h.ReasonValue())
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%v: %v, want %v", tc.change, got, tc.want)
		}
	}
}

// TestOnlyWhatIsWanted: groups that take requests or fields of their own cost
// nothing where nobody asks for them.
func TestOnlyWhatIsWanted(t *testing.T) {
	s := newShop(t)
	s.lists("/orders", orderWith(nil))
	s.lists("/orders/1/notes")
	for _, tc := range []struct {
		want     commerce.Groups
		meta     string
		narrowed bool
		requests int
	}{
		{0, "", false, 1}, {commerce.OrderHolds | commerce.OrderReturns | commerce.OrderRisks, "", false, 1},
		{commerce.OrderAttributes, "meta_data", false, 1}, {commerce.OrderTransactions, "meta_data", true, 1},
		{commerce.OrderAttributes | commerce.OrderTransactions, "meta_data", false, 1}, {commerce.OrderComments, "", false, 2},
	} {
		s.asked = nil
		get(t, s.open().Orders, "1", tc.want)
		query := s.requests("/orders")[0].URL.Query()
		if fields := query.Get("_fields"); strings.Contains(fields, "meta_data") != (tc.meta != "") || query.Has("include_meta") != tc.narrowed || len(s.asked) != tc.requests {
			t.Errorf("%b: fields %s, %d requests", tc.want, fields, len(s.asked))
		}
	}
}

// TestPagesOfOrdersWithNotes are bounded: each order takes a request.
func TestPagesOfOrdersWithNotes(t *testing.T) {
	s := simulate(t, woocommercesim.Options{})
	for i := range 60 {
		o := makeOrder(i)
		putOrder(s, o)
	}
	source := s.open()
	before := s.Requests()
	page, err := source.Orders.Query(t.Context(), sources.Query{First: 100, Want: commerce.OrderComments})
	if err != nil || len(page.Items) == 0 || len(page.Items) > 25 || !page.HasNext || s.Requests()-before > 26 {
		t.Errorf("%d orders, more %v, %d requests, error %v", len(page.Items), page.HasNext, s.Requests()-before, err)
	}
	if got := walk(t, commerce.Orders, source.Orders, sources.Query{First: 100, Want: commerce.OrderComments}, nothing); len(got) != len(walk(t, commerce.Orders, source.Orders, sources.Query{First: 100}, nothing)) {
		t.Errorf("%d orders", len(got))
	}
}

// TestManyValuesAtOnce counts the requests of lookups, which agree with those
// of each value alone.
func TestManyValuesAtOnce(t *testing.T) {
	for _, version := range []string{"8.2.0", woocommercesim.DefaultVersion} {
		s := simulate(t, woocommercesim.Options{Version: version})
		for i := range 40 {
			putVariant(s, makeVariant(i))
		}
		source := s.open()
		if err := source.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		var skus, products []string
		for i := range 12 {
			skus = append(skus, fmt.Sprintf("SKU-%03d", i))
			products = append(products, fmt.Sprintf("%s:%d", name, 90_000+i))
		}
		skus = append(skus, "a,b")
		product := 2 // the products, and the variations of all of them
		if version == "8.2.0" {
			product = 1 + 12 + 1 // the variations of each, after the list of all was not there
		}
		for field, want := range map[string]int{"sku": 2, "product": product} { // a SKU with a comma is asked for alone
			values := map[string][]string{"sku": skus, "product": products}[field]
			before := s.Requests()
			together, err := source.Variants.Find(t.Context(), field, values, sources.Query{First: 2})
			requests := int(s.Requests() - before)
			if err != nil || requests < min(want, 2) || requests > want+1 {
				t.Errorf("%s of %s: %d requests, want %d, error %v", field, version, requests, want, err)
			}
			for _, value := range values {
				alone, err := source.Variants.Find(t.Context(), field, []string{value}, sources.Query{First: 2})
				if err != nil || dump(alone[value].Items) != dump(together[value].Items) || alone[value].HasNext != together[value].HasNext {
					t.Errorf("%s %s: %s, alone %s, error %v", field, value, dump(together[value]), dump(alone[value]), err)
				}
				goesOn(t, source.Variants, field, value, together[value])
			}
		}
	}
}

// goesOn lists what is behind a page of a lookup.
func goesOn(t *testing.T, c sources.Collection[commerce.ProductVariant], field, value string, page sources.Page[commerce.ProductVariant]) {
	t.Helper()
	got := []string{}
	for _, item := range page.Items {
		got = append(got, item.Node.ID.Key)
	}
	q := sources.Query{First: 2, Where: []sources.Predicate{eq(field, value)}}
	want := walk(t, commerce.ProductVariants, c, q, nothing)
	if page.HasNext {
		q.After = page.End.Cursor()
		got = append(got, walk(t, commerce.ProductVariants, c, q, nothing)...)
	}
	if !slices.Equal(got, want) && len(got)+len(want) > 0 {
		t.Errorf("%s %s: %v, want %v", field, value, got, want)
	}
}

// TestTooManyForOnePage falls back to a list for each value.
func TestTooManyForOnePage(t *testing.T) {
	s := simulate(t, woocommercesim.Options{})
	for i := range 150 {
		must[woocommercesim.Product](t)(s.PutProduct(woocommercesim.Product{ID: i + 1, Merchandise: woocommercesim.Merchandise{SKU: []string{"A", "B"}[i%2], RegularPrice: "1"}}))
	}
	pages, err := s.open().Variants.Find(t.Context(), "sku", []string{"A", "B", "C"}, sources.Query{First: 60})
	if err != nil || len(pages["A"].Items) != 60 || !pages["A"].HasNext || len(pages["B"].Items) != 60 || len(pages["C"].Items) != 0 {
		t.Errorf("%d and %d, error %v", len(pages["A"].Items), len(pages["B"].Items), err)
	}
}
