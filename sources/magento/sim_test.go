package magento_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// simulate opens a simulated shop that takes signed requests only.
func simulate(t *testing.T) (*magentosim.Sim, *sources.Source) {
	t.Helper()
	sim := magentosim.New(magentosim.Options{BearerOff: true})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	return sim, openAt(t, server.URL, func(c *magento.Config) {
		c.AccessToken, c.AccessTokenSecret = "magento-sim-token", "magento-sim-token-secret"
		c.ConsumerKey, c.ConsumerSecret = "magento-sim-consumer-key", "magento-sim-consumer-secret"
	})
}

// TestOrderOfASimulatedShop goes through a sale: a configurable and a bundled
// product in another currency, paid, sent in part and given back in part.
func TestOrderOfASimulatedShop(t *testing.T) {
	sim, source := simulate(t)
	two := decimal.NewFromInt(2)
	o := must[magentosim.Order](t)(sim.PutOrder(magentosim.Order{
		EntityID: 7, CustomerID: 3, CustomerEmail: "Ada@Example.com", Currency: "EUR", Rate: decimal.RequireFromString("0.5"),
		Items: []magentosim.OrderItem{
			{
				ItemID: 70, ProductID: 10, ProductType: "configurable", SKU: "tee-s", Name: "Tee", Qty: two, Price: magentosim.Both("10", "20"),
				Discount: magentosim.Both("1", "2"), Tax: magentosim.Both("3.8", "7.6"), TaxPercent: decimal.NewFromInt(20),
				Children: []magentosim.OrderItem{{ItemID: 71, ProductID: 11, SKU: "tee-s", Name: "Tee Small", Qty: two}},
			},
			{ItemID: 72, ProductID: 12, SKU: "mug", Name: "Mug", Price: magentosim.Both("4", "8")},
		},
		Shipping: magentosim.Both("2.5", "5"), CouponCode: "SPRING", DiscountDescription: "Spring",
		BillingAddress: magentosim.Address{Name: magentosim.Name{First: "Ada", Last: "Byron"}, Street: []string{"1 High St", "Flat 2"}, City: "London", CountryID: "GB"},
		Payment:        magentosim.Payment{Method: "paypal_express", LastTransID: "308236095"},
		CreatedAt:      time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC),
	}))
	must[magentosim.Invoice](t)(sim.PutInvoice(magentosim.Invoice{OrderID: o.EntityID, TransactionID: "308236095-capture"}))
	must[magentosim.Transaction](t)(sim.PutTransaction(magentosim.Transaction{OrderID: 7, Type: "capture", TxnID: "308236095-capture"}))
	must[magentosim.Transaction](t)(sim.PutTransaction(magentosim.Transaction{OrderID: 7, Type: "refund", TxnID: "308236095-capture-refund", ParentTxnID: "308236095-capture"}))
	must[magentosim.Shipment](t)(sim.PutShipment(magentosim.Shipment{
		OrderID: 7, Items: []magentosim.DocumentItem{{OrderItemID: 70, Qty: two}}, SourceCode: "east",
		Tracks: []magentosim.Track{{TrackNumber: "1Z", CarrierCode: "ups", Title: "UPS"}},
	}))
	must[magentosim.Creditmemo](t)(sim.PutCreditmemo(magentosim.Creditmemo{
		OrderID: 7, Items: []magentosim.DocumentItem{{OrderItemID: 72, Qty: decimal.NewFromInt(1)}}, TransactionID: "308236095-capture-refund",
		Comments: []magentosim.Comment{{Comment: "broken"}},
	}))

	id := key("7")
	found, err := source.Orders.Get(t.Context(), []commerce.ID{id}, commerce.Orders.AllGroups())
	if err != nil || found[id] == nil {
		t.Fatalf("found %v, error %v", found, err)
	}
	got := found[id]
	for what, pair := range map[string][2]any{
		"total":        {got.Total.Shop.String(), "58.60 USD"},
		"presentment":  {got.Total.Presentment().String(), "29.30 EUR"},
		"subtotal":     {got.Subtotal.Shop.String(), "46.00 USD"},
		"discounts":    {got.TotalDiscounts.Shop.String(), "2.00 USD"},
		"refunded":     {got.TotalRefunded.Shop.String(), "8.00 USD"},
		"payment":      {got.PaymentStatusValue(), commerce.OrderPaymentStatusPartiallyRefunded},
		"fulfillment":  {got.FulfillmentStatusValue(), commerce.OrderFulfillmentStatusFulfilled},
		"placed":       {got.PlacedAt, o.CreatedAt},
		"channel":      {got.Channel, commerce.Text("Main Website / Main Website Store / Default Store View")},
		"customer":     {got.Customer.ID, key("3")},
		"street":       {got.BillingAddress.Address2, commerce.Text("Flat 2")},
		"lines":        {len(got.LineItems), 2},
		"coupon":       {got.Discounts[0].Code, commerce.Text("SPRING")},
		"shipping":     {got.ShippingLines[0].Amount.Shop.String(), "5.00 USD"},
		"transactions": {len(got.Transactions), 2},
		"refunds":      {len(got.Refunds), 1},
		"shipments":    {len(got.Fulfillments), 1},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %v, want %v", what, pair[0], pair[1])
		}
	}
	tee := got.LineItems[0]
	if tee.VariantID != key("11") || tee.ProductID != key("10") || tee.VariantTitle != "Tee Small" || tee.Total.Shop.String() != "38.00 USD" ||
		tee.DiscountedUnitPrice.Shop.String() != "19.00 USD" || tee.Quantity.Ordered != 2 || *tee.Quantity.Fulfilled != 2 || tee.TaxLines[0].Rate.String() != "0.2" {
		t.Errorf("line %+v", tee)
	}
	capture, back := got.Transactions[0], got.Transactions[1]
	if capture.PaymentReference != "308236095" || capture.Amount.String() != "58.60 USD" || back.PaymentReference != "308236095" || back.Amount.String() != "8.00 USD" || back.ParentID != capture.ID {
		t.Errorf("transactions %+v, %+v", capture, back)
	}
	if r := got.Refunds[0]; r.Amount.String() != "8.00 USD" || r.Note != "broken" || len(r.Lines) != 1 || r.Lines[0].LineItemID != key("72") || r.StatusValue() != commerce.RefundStatusSucceeded {
		t.Errorf("refund %+v", r)
	}
	if f := got.Fulfillments[0]; f.LocationID != key("east") || len(f.Lines) != 1 || f.Lines[0].Quantity != 2 || f.Tracking[0] != (commerce.Tracking{Company: "UPS", Number: "1Z"}) {
		t.Errorf("fulfillment %+v", f)
	}
	pages, err := source.Orders.Find(t.Context(), "email", []string{"ada@example.com"}, sources.Query{First: 1})
	if err != nil || len(pages["ada@example.com"].Items) != 1 {
		t.Errorf("found by address %v, error %v", pages, err)
	}
}
