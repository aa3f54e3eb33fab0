package woocommerce_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/guard"
	"github.com/galleria-graph/galleria/sources/woocommerce"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// TestHosts reads shops as hosts serve them.
func TestHosts(t *testing.T) {
	for what, o := range map[string]woocommercesim.Options{
		"a folder": {Directory: "/shop"}, "plain permalinks": {PlainPermalinks: true}, "a folder of plain permalinks": {Directory: "/shop", PlainPermalinks: true},
		"no header": {StripAuthorization: true},
	} {
		t.Run(what, func(t *testing.T) {
			for _, plainHTTP := range []bool{true, false} {
				o.PlainHTTP = plainHTTP
				o.Keys = map[string]woocommercesim.Key{key: {Secret: secret, Permissions: woocommercesim.ReadOnly}}
				sim := woocommercesim.New(o)
				server := httptest.NewUnstartedServer(judged(t, sim))
				if plainHTTP {
					server.Start()
				} else {
					server.StartTLS()
				}
				t.Cleanup(server.Close)
				source := openAt(t, server.URL+o.Directory, func(c *woocommerce.Config) {
					c.PlainPermalinks, c.HTTPClient = o.PlainPermalinks, server.Client()
				})
				if err := source.Check(t.Context()); err != nil {
					t.Errorf("over TLS %v: %v", !plainHTTP, err)
				}
			}
		})
	}
}

// TestFaultyHosts says what hosts do in front of a shop.
func TestFaultyHosts(t *testing.T) {
	for fault, want := range map[woocommercesim.FaultKind]sources.ErrorKind{
		woocommercesim.FaultMaintenance: sources.KindUnavailable, woocommercesim.FaultRateLimited: sources.KindLimited,
		woocommercesim.FaultLoad: sources.KindLimited, woocommercesim.FaultBadGateway: sources.KindUnavailable,
		woocommercesim.FaultCritical: sources.KindUnavailable, woocommercesim.FaultChallenge: sources.KindMalformed,
		woocommercesim.FaultTruncated: sources.KindMalformed, woocommercesim.FaultReset: sources.KindUnavailable,
	} {
		s := simulateBadly(t, woocommercesim.Options{})
		putOrder(s, makeOrder(0))
		s.AddFault(woocommercesim.Fault{Kind: fault, RetryAfter: 3 * time.Second})
		_, err := s.open().Orders.Query(t.Context(), sources.Query{First: 5})
		if kind := sources.KindOf(err); err == nil || kind != want && (fault != woocommercesim.FaultTruncated || kind != sources.KindUnavailable) {
			t.Errorf("%s: %v, want kind %v", fault, err, want)
		}
	}
	s := simulateBadly(t, woocommercesim.Options{})
	putOrder(s, makeOrder(0))
	s.AddFault(woocommercesim.Fault{Kind: woocommercesim.FaultNotice})
	if got := keys(t, commerce.Orders, s.open().Orders, sources.Query{}); len(got) != 1 {
		t.Errorf("behind notices %v is listed", got)
	}
}

// fullShop has one of everything, with a text in every odd corner.
func fullShop(t *testing.T) *simulation {
	t.Helper()
	s := simulateBadly(t, woocommercesim.Options{Fulfillments: true, Version: "10.7.0"})
	at, amount := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC), decimal.RequireFromString
	place := woocommercesim.Address{FirstName: "Ada", LastName: "King", Address1: "1 High Street", City: "Berlin", State: "BE", Postcode: "10115", Country: "DE", Email: "ada@example.com", Phone: "030123"}
	facts := []woocommercesim.Meta{{Key: "colour", Value: "red"}, {Key: "_tree", Value: map[string]any{"a": map[string]any{"b": "c"}}}}
	must[woocommercesim.Customer](t)(s.PutCustomer(woocommercesim.Customer{ID: 7, Created: at, Email: "ada@example.com", Role: "editor", Billing: place, Meta: facts}))
	must[woocommercesim.Product](t)(s.PutProduct(woocommercesim.Product{
		ID: 90, Name: "Cups", Type: "variable", Created: at, Categories: []woocommercesim.Term{{ID: 2, Name: "Kitchen"}}, Images: []woocommercesim.Image{{Src: "https://shop.example/a.jpg", Alt: "A cup"}},
		Attributes: []woocommercesim.Attribute{{ID: 6, Name: "Size", Variation: true, Options: []string{"S", "12"}}}, Merchandise: woocommercesim.Merchandise{Meta: facts, ManageStock: true, Stock: 3},
	}))
	must[woocommercesim.Variation](t)(s.PutVariation(woocommercesim.Variation{
		ID: 91, ParentID: 90, Created: at, Attributes: []woocommercesim.Choice{{ID: 6, Name: "Size", Option: "12"}}, Merchandise: woocommercesim.Merchandise{SKU: "4711", RegularPrice: "9.90", SalePrice: "5", Weight: "0.25", Meta: facts},
	}))
	must[woocommercesim.Product](t)(s.PutProduct(woocommercesim.Product{ID: 92, Name: "Tray", Created: at, Brands: []woocommercesim.Term{{ID: 4, Name: "Nord"}}, Tags: []woocommercesim.Term{{ID: 5, Name: "new"}},
		Merchandise: woocommercesim.Merchandise{SKU: "T", RegularPrice: "20", SalePrice: "15", ManageStock: true, Stock: 5}}))
	must[woocommercesim.Variation](t)(s.PutVariation(woocommercesim.Variation{ID: 93, ParentID: 90, Created: at, Merchandise: woocommercesim.Merchandise{RegularPrice: "9", ManageStock: true, Stock: 2}}))
	inclusive := true
	order := must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{
		ID: 100, Created: at, Paid: at, Status: "processing", PricesIncludeTax: &inclusive, CustomerID: 7, Currency: "EUR", PaymentMethod: "stripe", TransactionID: "ch_1", Billing: place, Meta: facts,
		TaxRates: []woocommercesim.TaxRate{{ID: 3, Label: "VAT", Percent: 19}, {ID: 4, Code: "DE-LEVY", Percent: 1.5}},
		Lines: []woocommercesim.Line{{
			Name: "Cups", ProductID: 90, VariationID: 91, Quantity: amount("2"), Subtotal: amount("20"), Total: amount("18"), Meta: []woocommercesim.Meta{{Key: "size", Value: "12"}},
			Taxes: []woocommercesim.ItemTax{{Rate: 3, Total: amount("3.42"), Subtotal: amount("3.80")}, {Rate: 4, Total: amount("0.27"), Subtotal: amount("0.3")}},
		}},
		Delivery: []woocommercesim.Delivery{{MethodTitle: "Post", MethodID: "flat_rate", Total: amount("5"), Taxes: []woocommercesim.ItemTax{{Rate: 3, Total: amount("0.95")}}}},
		Fees:     []woocommercesim.Fee{{Name: "Wrapping", Total: amount("1"), Taxes: []woocommercesim.ItemTax{{Rate: 3, Total: amount("0.19")}}}},
		Coupons:  []woocommercesim.Coupon{{Code: "SPRING", Discount: amount("2"), DiscountTax: amount("0.41")}},
	}))
	must[woocommercesim.Refund](t)(s.PutRefund(woocommercesim.Refund{ID: 101, OrderID: 100, Created: at, Lines: []woocommercesim.RefundLine{{Item: order.Lines[0].ID, Quantity: amount("1"), Total: amount("9")}}}))
	must[woocommercesim.Note](t)(s.PutNote(woocommercesim.Note{OrderID: 100, Created: at, Text: "Packed", Customer: true}))
	must[woocommercesim.Fulfillment](t)(s.PutFulfillment(woocommercesim.Fulfillment{OrderID: 100, Updated: at, Items: []woocommercesim.Parcel{{Item: order.Lines[0].ID, Quantity: 1}}, TrackingNumber: "12", Provider: "dhl"}))
	must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{ID: 102, Created: at, Status: "on-hold"})) // of a guest, without anything
	return s
}

// everything is what a shop is read as.
func everything(t *testing.T, source *sources.Source) map[string]string {
	t.Helper()
	out := map[string]string{}
	dumpAll(t, out, "customer", commerce.Customers, source.Customers)
	dumpAll(t, out, "order", commerce.Orders, source.Orders)
	dumpAll(t, out, "product", commerce.Products, source.Products)
	dumpAll(t, out, "variant", commerce.ProductVariants, source.Variants)
	dumpAll(t, out, "item", commerce.InventoryItems, source.InventoryItems)
	return out
}

func dumpAll[T any](t *testing.T, out map[string]string, name string, kind commerce.Kind[T], c sources.Collection[T]) {
	t.Helper()
	page, err := c.Query(t.Context(), sources.Query{First: 100, Want: kind.AllGroups()})
	if err != nil || len(page.Missing) > 0 {
		t.Fatalf("list of %s: missing %v, error %v", name, page.Missing, err)
	}
	for _, item := range page.Items {
		out[name+" "+kind.ID(item.Node).Key] = dump(item.Node)
	}
}

// TestHabitsOfPlugins: what plug-ins and PHP make of types changes nothing.
func TestHabitsOfPlugins(t *testing.T) {
	s := fullShop(t)
	want := everything(t, s.open())
	if len(want) != 11 {
		t.Fatalf("%d entities: %v", len(want), want)
	}
	for _, habit := range []woocommercesim.FaultKind{
		woocommercesim.FaultNumbersAsText, woocommercesim.FaultTextAsNumbers, woocommercesim.FaultFalseForEmpty, woocommercesim.FaultObjectForList,
		woocommercesim.FaultListForObject, woocommercesim.FaultTextForNull, woocommercesim.FaultNullForEmpty, woocommercesim.FaultMark, woocommercesim.FaultNotice,
	} {
		s.AddFault(woocommercesim.Fault{Kind: habit})
		got := everything(t, s.open())
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("%s: %s is read as\n%s\nwant\n%s", habit, name, got[name], want[name])
			}
		}
		s.ClearFaults()
	}
}

// TestLimitsOfHosts: an error says when to come back, and until then nobody asks,
// with a guard or without.
func TestLimitsOfHosts(t *testing.T) {
	for _, tc := range []struct {
		fault woocommercesim.Fault
		kind  sources.ErrorKind
		after time.Duration // at least
	}{
		{woocommercesim.Fault{Kind: woocommercesim.FaultRateLimited}, sources.KindLimited, time.Second},
		{woocommercesim.Fault{Kind: woocommercesim.FaultRateLimited, RetryAfter: 40 * time.Second}, sources.KindLimited, 30 * time.Second},
		{woocommercesim.Fault{Kind: woocommercesim.FaultRateLimited, RetryAfter: 50 * time.Second, RetryDate: true}, sources.KindLimited, 30 * time.Second},
		{woocommercesim.Fault{Kind: woocommercesim.FaultLoad}, sources.KindLimited, time.Second},
		{woocommercesim.Fault{Kind: woocommercesim.FaultMaintenance, RetryAfter: time.Hour}, sources.KindUnavailable, time.Minute},
		{woocommercesim.Fault{Kind: woocommercesim.FaultUnavailable, RetryAfter: 50 * time.Second, RetryDate: true}, sources.KindUnavailable, 30 * time.Second},
	} {
		s := simulateBadly(t, woocommercesim.Options{})
		s.AddFault(tc.fault)
		source := s.open()
		guarded := guard.Wrap(guard.New(guard.Options{Source: name}), commerce.Orders, source.Orders)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		_, err := guarded.Query(ctx, sources.Query{First: 5})
		var e *sources.Error
		if !errors.As(err, &e) || e.Kind != tc.kind || e.RetryAfter < tc.after || e.RetryAfter > time.Minute {
			t.Errorf("%+v: %v", tc.fault, err)
		}
		s.ClearFaults()
		_, held := guarded.Query(ctx, sources.Query{First: 5})
		_, own := source.Customers.Query(ctx, sources.Query{First: 5})
		if sources.KindOf(held) != sources.KindLimited || sources.KindOf(own) != sources.KindLimited || s.Requests() != 1 {
			t.Errorf("%+v: %d requests, then %v and %v", tc.fault, s.Requests(), held, own)
		}
		cancel()
	}
}

// TestErrorsInAnotherLanguage are told apart by their codes.
func TestErrorsInAnotherLanguage(t *testing.T) {
	s := simulateBadly(t, woocommercesim.Options{Version: "8.2.0", Translate: func(string) string { return "Das gibt es nicht." }})
	putVariant(s, makeVariant(0))
	if v := get(t, s.open().Variants, makeVariant(0).ID.Key, 0); v.ProductID != makeVariant(0).ProductID {
		t.Errorf("%+v", v)
	}
}

// TestWaitForASlot: the wait for one of the four requests is not the shop's
// time, and ends with the caller.
func TestWaitForASlot(t *testing.T) {
	s := newShop(t)
	arrived, leave := make(chan struct{}), make(chan struct{})
	s.routes["/orders"] = func(w http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		<-leave
		says(200, `[]`)(w, r)
	}
	source := s.open()
	ended := make(chan error)
	ask := func(ctx context.Context) { ended <- list(ctx, source) }
	for range 4 {
		go ask(t.Context())
		<-arrived
	}
	holding, resumed := make(chan struct{}), make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go ask(sources.WithAttempt(ctx, &sources.Attempt{Caller: ctx, Hold: func() func() {
		close(holding)
		return func() { close(resumed) }
	}}))
	<-holding
	gone, leaving := context.WithCancel(t.Context())
	go ask(gone)
	leaving()
	if err := <-ended; sources.KindOf(err) != sources.KindCanceled {
		t.Errorf("a caller who went away while waiting: %v", err)
	}
	leave <- struct{}{}
	<-arrived
	<-resumed // before the request was sent
	close(leave)
	for range 5 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}
