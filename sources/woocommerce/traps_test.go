package woocommerce_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

func eq(field string, values ...string) sources.Predicate {
	p := sources.Predicate{Field: field, Op: sources.Eq}
	for _, v := range values {
		p.Values = append(p.Values, commerce.String(v))
	}
	return p
}

func keys[T any](t testing.TB, kind commerce.Kind[T], c sources.Collection[T], q sources.Query) []string {
	t.Helper()
	if q.First == 0 {
		q.First = 100
	}
	page, err := c.Query(t.Context(), q)
	if err != nil || len(page.Missing) > 0 {
		t.Fatalf("list: error %v, missing %v", err, page.Missing)
	}
	var out []string
	for _, item := range page.Items {
		out = append(out, kind.ID(item.Node).Key)
	}
	return out
}

func TestDraftsAndTrashAreLeftOut(t *testing.T) {
	s := newShop(t)
	s.lists("/orders",
		orderWith(object{"id": 1, "status": "auto-draft"}), orderWith(object{"id": 2, "status": "checkout-draft"}),
		orderWith(object{"id": 3, "status": "trash"}), orderWith(object{"id": 4, "status": "pending"}), orderWith(object{"id": 5, "status": "wc-preorder"}))
	source := s.open()
	if got := keys(t, commerce.Orders, source.Orders, sources.Query{}); !slices.Equal(got, []string{"4", "5"}) {
		t.Errorf("listed %v, want the two that are orders", got)
	}
	drafts := sources.Query{Where: []sources.Predicate{eq("status", "DRAFT")}}
	if got := keys(t, commerce.Orders, source.Orders, drafts); !slices.Equal(got, []string{"1", "2"}) {
		t.Errorf("drafts asked for are %v", got)
	}
	var asked []string
	for _, r := range s.requests("/orders")[1:] {
		asked = append(asked, r.URL.Query().Get("status"))
	}
	if slices.Sort(asked); !slices.Equal(asked, []string{"any", "checkout-draft"}) {
		t.Errorf("drafts are asked for as %q", asked)
	}
	unknown := get(t, source.Orders, "5", 0)
	if st := unknown.Status; st.Value != commerce.OrderStatusUnknown || st.Raw != "wc-preorder" || unknown.FulfillmentStatusValue() != commerce.OrderFulfillmentStatusUnknown {
		t.Errorf("a plug-in's state is read as %+v", st)
	}
}

// TestShopsWithoutDrafts do not know the word, and are asked once.
func TestShopsWithoutDrafts(t *testing.T) {
	s := newShop(t)
	refused := 0
	s.routes["/orders"] = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("status") == "checkout-draft" {
			refused++
			says(400, `{"code":"rest_invalid_param","data":{"status":400,"params":{"status":"status[0] n'est pas un statut."}}}`)(w, r)
			return
		}
		says(200, `[{"id":1,"status":"draft","currency":"EUR","total":"1.00"}]`)(w, r)
	}
	source := s.open()
	for range 2 {
		if got := keys(t, commerce.Orders, source.Orders, sources.Query{Where: []sources.Predicate{eq("status", "DRAFT")}}); !slices.Equal(got, []string{"1"}) {
			t.Errorf("drafts are %v", got)
		}
		if found, err := source.Orders.Get(t.Context(), []commerce.ID{idOf("1"), idOf("2")}, 0); err != nil || len(found) != 1 {
			t.Errorf("%v, error %v", found, err)
		}
	}
	if refused != 1 {
		t.Errorf("the shop refused the word %d times", refused)
	}
}

func TestFiltersArePushedDown(t *testing.T) {
	s := newShop(t)
	s.lists("/orders")
	at := time.Date(2026, 3, 1, 10, 0, 0, 500, time.FixedZone("", 3600))
	q := sources.Query{First: 10, Where: []sources.Predicate{
		eq("status", "OPEN", "CANCELLED"), eq("customer", name+":7"),
		{Field: "placedAt", Op: sources.Range, From: &sources.Bound{Value: commerce.Time(at)}, To: &sources.Bound{Value: commerce.Time(at)}},
		{Field: "updatedAt", Op: sources.Range, From: &sources.Bound{Value: commerce.Time(at), Open: true}},
	}}
	if _, err := s.open().Orders.Query(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	got := s.requests("/orders")[0].URL.Query()
	for parameter, want := range map[string]string{
		"status": "cancelled,on-hold,processing", "customer": "7", "after": "2026-03-01T08:59:59", "before": "2026-03-01T09:00:02",
		"modified_after": "2026-03-01T08:59:59", "modified_before": "", "dates_are_gmt": "true", "orderby": "id", "order": "asc", "per_page": "10",
	} {
		if got.Get(parameter) != want {
			t.Errorf("%s=%q, want %q", parameter, got.Get(parameter), want)
		}
	}
	if fields := strings.Split(got.Get("_fields"), ","); slices.Contains(fields, "line_items") || slices.Contains(fields, "meta_data") || !slices.Contains(fields, "total") {
		t.Errorf("fields %v", fields)
	}
}

func TestImpossibleFiltersAskNobody(t *testing.T) {
	s := newShop(t)
	source := s.open()
	for _, p := range []sources.Predicate{eq("customer", "elsewhere:7"), eq("customer", name+":0"), eq("customer", name+":x"), eq("status", "NO_STATE")} {
		if got := keys(t, commerce.Orders, source.Orders, sources.Query{Where: []sources.Predicate{p}}); len(got) != 0 {
			t.Errorf("%+v finds %v", p, got)
		}
	}
	if len(s.asked) != 0 {
		t.Errorf("%d requests for what cannot be", len(s.asked))
	}
}

// The search finds an address anywhere, and a part of one.
func TestOrdersByAddressAreCompared(t *testing.T) {
	s := newShop(t)
	s.lists("/orders",
		orderWith(object{"id": 1, "customer_id": 0, "billing": object{"email": "Ada@Example.com"}}),
		orderWith(object{"id": 2, "customer_note": "ask ada@example.com", "billing": object{"email": "bob@example.com"}}),
		orderWith(object{"id": 3, "billing": object{"email": "zada@example.com"}}))
	pages, err := s.open().Orders.Find(t.Context(), "email", []string{"ADA@example.com"}, sources.Query{First: 10})
	if err != nil {
		t.Fatal(err)
	}
	if items := pages["ADA@example.com"].Items; len(items) != 1 || items[0].Node.ID.Key != "1" {
		t.Errorf("found %+v", items)
	}
	if got := s.requests("/orders")[0].URL.Query().Get("search"); got != "ada@example.com" {
		t.Errorf("searched for %q", got)
	}
}

func TestVariationsBeforeTheyHadARoute(t *testing.T) {
	s := newShop(t)
	s.routes["/data/currencies/current"] = says(200, `{"code":"eur"}`)
	variable := object{"id": 20, "type": "variable", "status": "publish", "name": "Cup", "variations": []int{21, 22}}
	s.routes["/products"] = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("include") == "21" {
			says(200, `[]`)(w, r) // a list of products never has variations
			return
		}
		says(200, `[{"id":20,"type":"variable","status":"publish","name":"Cup","variations":[21,22]}]`)(w, r)
	}
	s.lists("/products/20/variations", object{"id": 21, "sku": "C-S", "price": "5", "manage_stock": "parent", "attributes": []object{{"name": "Size", "option": "S"}}})
	source := s.open()
	v := get(t, source.Variants, "21", 0)
	if v.ProductID != idOf("20") || v.InventoryItemID != idOf("20") || v.Price.String() != "5.00 EUR" || v.Title != "S" {
		t.Errorf("variant %+v", v)
	}
	p := get(t, source.Products, fmt.Sprint(variable["id"]), commerce.ProductWithVariants)
	if len(p.Variants) != 1 || p.Variants[0].ID != idOf("21") || p.Variants[0].ProductID != p.ID {
		t.Errorf("variants %+v", p.Variants)
	}
	if n := len(s.requests("/variations")); n != 1 {
		t.Errorf("the route that is not there was asked %d times", n)
	}
	if n := len(s.requests("/data/currencies/current")); n != 1 {
		t.Errorf("the currency was asked %d times", n)
	}
	_, err := source.Variants.Query(t.Context(), sources.Query{First: 5})
	if sources.KindOf(err) != sources.KindUnsupported || !strings.Contains(err.Error(), "10.3") {
		t.Errorf("list of all variants: %v", err)
	}
}

func TestRefundsBeforeTheyHadARoute(t *testing.T) {
	s := newShop(t)
	s.lists("/orders", orderWith(object{"refunds": []object{{"id": 8, "total": "-4.00"}, {"id": 9, "total": "-6.00", "reason": "late"}}}))
	s.lists("/orders/1/refunds", object{"id": 8, "date_created_gmt": "2026-01-03T00:00:00", "amount": "4.00"})
	o := get(t, s.open().Orders, "1", commerce.OrderRefunds)
	if o.PaymentStatusValue() != commerce.OrderPaymentStatusRefunded || len(o.Refunds) != 2 {
		t.Fatalf("%v, refunds %+v", o.PaymentStatus, o.Refunds)
	}
	if first, gone := o.Refunds[0], o.Refunds[1]; first.CreatedAt.IsZero() || gone.Amount.String() != "6.00 EUR" || gone.Reason != "late" {
		t.Errorf("%+v, %+v", first, gone)
	}
}

func TestParcelsOfShipmentTracking(t *testing.T) {
	s := newShop(t)
	s.lists("/orders", orderWith(object{"meta_data": []object{
		{"id": 1, "key": "_other", "value": []any{1, "x", object{"tracking_number": 5}}},
		{"id": 2, "value": []object{{"tracking_provider": "", "custom_tracking_provider": "Post", "tracking_number": "AB1", "date_shipped": "1767323045", "tracking_id": "f00"}}, "key": "_wc_shipment_tracking_items"},
		{"id": 3, "key": "_flag", "value": true}, {"id": 4, "key": "_nothing", "value": nil},
	}}))
	source := s.open()
	for range 2 {
		f := get(t, source.Orders, "1", commerce.OrderFulfillments).Fulfillments
		if len(f) != 1 || f[0].ID != idOf("1-f00") || f[0].Tracking[0].Company != "Post" || f[0].Tracking[0].Number != "AB1" || f[0].CreatedAt.Unix() != 1767323045 {
			t.Fatalf("%+v", f)
		}
	}
	if n := len(s.requests("/orders/1/fulfillments")); n != 1 {
		t.Errorf("the feature that is off was asked for %d times", n)
	}
}

func TestPaymentReferences(t *testing.T) {
	s := newShop(t)
	source := s.open()
	for _, tc := range []struct{ want, transaction, key, value string }{
		{"pi_1", "ch_1", "_stripe_intent_id", "pi_1"},
		{"py_1", "py_1", "_stripe_customer_id", "cus_1"},
		{"pi_2", "", "_intent_id", "pi_2"},
		{"ch_3", "", "_charge_id", "ch_3"},
		{"3C679366HH908993F", "3C679366HH908993F", "_ppcp_paypal_order_id", "5O190127TN364715T"},
		{"5O190127TN364715T", "", "_ppcp_paypal_order_id", "5O190127TN364715T"},
		{"", "", "_x", ""},
	} {
		s.lists("/orders", orderWith(object{"transaction_id": tc.transaction, "payment_method": "x", "meta_data": []object{{"key": tc.key, "value": tc.value}}}))
		o := get(t, source.Orders, "1", commerce.OrderTransactions)
		if len(o.Transactions) != 1 || o.Transactions[0].PaymentReference != commerce.Text(tc.want) {
			t.Errorf("%+v: transactions %+v", tc, o.Transactions)
		}
	}
	s.lists("/orders", orderWith(object{"date_paid_gmt": nil, "status": "pending", "payment_method": "bacs"}))
	if o := get(t, source.Orders, "1", commerce.OrderTransactions); len(o.Transactions) != 0 || o.PaymentStatusValue() != commerce.OrderPaymentStatusPending {
		t.Errorf("an order that nobody paid has transactions %+v", o.Transactions)
	}
}

func TestPaymentStates(t *testing.T) {
	s := newShop(t)
	source := s.open()
	for _, tc := range []struct {
		change object
		want   commerce.OrderPaymentStatus
	}{
		{object{}, "PAID"}, {object{"total": "0.00"}, "NOT_REQUIRED"},
		{object{"date_paid_gmt": nil}, "PENDING"}, {object{"date_paid_gmt": nil, "status": "on-hold"}, "PENDING"},
		{object{"date_paid_gmt": nil, "status": "cancelled"}, "VOIDED"}, {object{"date_paid_gmt": nil, "status": "failed"}, "FAILED"},
		{object{"status": "refunded"}, "REFUNDED"}, {object{"refunds": []object{{"id": 2, "total": "-10.00"}}}, "REFUNDED"},
		{object{"refunds": []object{{"id": 2, "total": "-0.01"}}}, "PARTIALLY_REFUNDED"}, {object{"status": "custom"}, "PAID"},
	} {
		s.lists("/orders", orderWith(tc.change))
		if got := get(t, source.Orders, "1", 0).PaymentStatus; got.Value != tc.want || got.Mapping != commerce.MappingDerived {
			t.Errorf("%v is %+v, want %s", tc.change, got, tc.want)
		}
	}
}

// TestAmounts holds prices that include taxes and decimals that are not those of
// the currency; the float that stands beside is not used.
func TestAmounts(t *testing.T) {
	s := newShop(t)
	s.lists("/orders", orderWith(object{
		"prices_include_tax": true, "total": "35.7000", "total_tax": "5.7000", "shipping_total": "5", "shipping_tax": "0.95", "cart_tax": "4.75",
		"discount_total": "1", "discount_tax": "0.19", "currency": "kwd",
		"line_items": []object{{"id": 3, "name": "Tea &amp; Milk", "quantity": "3", "subtotal": "26", "subtotal_tax": "4.94", "total": "25", "total_tax": "4.75", "price": 8.333333333333334, "product_id": 0}},
		"fee_lines":  []object{}, "coupon_lines": []object{{"code": "SPRING", "discount": "1", "discount_tax": "0.19"}},
		"tax_lines": []object{{"rate_id": "2", "label": "", "rate_code": "DE-19", "tax_total": "4.75", "shipping_tax_total": "0.95", "rate_percent": 19}},
	}))
	o := get(t, s.open().Orders, "1", commerce.OrderLines|commerce.OrderCharges)
	l := o.LineItems[0]
	got := []string{
		o.Subtotal.Shop.String(), o.TotalShipping.Shop.String(), o.TotalDiscounts.Shop.String(), o.Total.Shop.String(),
		l.Total.Shop.String(), l.UnitPrice.Shop.String(), l.DiscountedUnitPrice.Shop.String(), o.Discounts[0].Amount.String(), o.TaxLines[0].Amount.Shop.String(),
	}
	want := []string{"29.750 KWD", "5.950 KWD", "1.190 KWD", "35.700 KWD", "29.750 KWD", "10.313333 KWD", "9.916667 KWD", "1.190 KWD", "5.700 KWD"}
	if !slices.Equal(got, want) {
		t.Errorf("amounts\n%v, want\n%v", got, want)
	}
	if l.Title != "Tea & Milk" || !l.ProductID.IsZero() || !l.VariantID.IsZero() || l.Quantity.Ordered != 3 {
		t.Errorf("line %+v", l)
	}
	if tax := o.TaxLines[0]; tax.Title != "DE-19" || tax.Rate.String() != "0.19" {
		t.Errorf("tax %+v", tax)
	}
}

func TestOddTypes(t *testing.T) {
	s := newShop(t)
	s.routes["/orders"] = says(200, `[{"id":"1","number":1001,"status":"processing","currency":"EUR","total":10,"total_tax":null,"billing":[],
		"shipping":{"city":false,"postcode":10115},"customer_id":"7","date_created_gmt":"2026-01-02T03:04:05","date_paid_gmt":"","refunds":{},
		"line_items":{"0":{"id":2,"quantity":2.5,"total":"5","subtotal":"5","sku":null,"taxes":{"total":[]},"meta_data":null},"2":7},"prices_include_tax":"yes"}]`)
	o := get(t, s.open().Orders, "1", commerce.OrderLines)
	if o.Name != "1001" || o.Total.Shop.String() != "10.00 EUR" || o.BillingAddress != nil || o.ShippingAddress.Zip != "10115" || o.Customer.ID != idOf("7") {
		t.Errorf("%+v", o)
	}
	if len(o.LineItems) != 1 || o.LineItems[0].Quantity.Ordered != 3 || o.LineItems[0].UnitPrice.Shop.String() != "2.00 EUR" {
		t.Errorf("lines %+v", o.LineItems)
	}
}
