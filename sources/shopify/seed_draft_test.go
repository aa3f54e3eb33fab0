package shopify_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// makeDraft makes a draft of an order. Its number grows with its time, as the
// numbers that Shopify gives do.
func makeDraft(o *commerce.Order, i int) *commerce.Order {
	o.ID.Key = gid("DraftOrder", fmt.Sprint(o.PlacedAt.Unix()*10000+int64(i)))
	rekey(&o.Customer.ID, "Customer")
	for _, l := range o.LineItems {
		rekey(&l.ID, "DraftOrderLineItem")
	}
	o.Status = word("status", commerce.OrderStatusDraft, "OPEN")
	o.PaymentStatus = commerce.State[commerce.OrderPaymentStatus]{Value: commerce.OrderPaymentStatusPending, Mapping: commerce.MappingDerived}
	o.FulfillmentStatus = commerce.State[commerce.OrderFulfillmentStatus]{Value: commerce.OrderFulfillmentStatusUnfulfilled, Mapping: commerce.MappingDerived}
	o.ProcessedAt, o.Test, o.Channel = time.Time{}, false, ""
	for n := range i % 3 {
		o.Comments = append(o.Comments, commerce.OrderComment{Message: fmt.Sprint(n), CreatedAt: o.PlacedAt.Add(time.Duration(n) * time.Minute), CustomerVisible: new(bool)})
	}
	o.Attributes = attributes(i)
	return o
}

func putDraft(t testing.TB, s *shop, o *commerce.Order) {
	t.Helper()
	putBuyer(t, s, o)
	w := shopifysim.DraftOrder{
		ID: o.ID.Key, Name: o.Name, Email: orNil(o.Email), Tags: o.Tags, CreatedAt: o.PlacedAt, UpdatedAt: o.UpdatedAt,
		CustomerID: o.Customer.ID.Key, CurrencyCode: o.Total.Shop.Currency, BillingAddress: mailing(o.BillingAddress), ShippingAddress: mailing(o.ShippingAddress),
		SubtotalPriceSet: bagOf(o.Subtotal), TotalDiscountsSet: bagOf(o.TotalDiscounts), TotalShippingSet: bagOf(o.TotalShipping),
		TotalTaxSet: bagOf(o.TotalTax), TotalPriceSet: bagOf(&o.Total), Metafields: metafieldsOf(int(legacyNumber(o.ID)%10000), o.Attributes),
	}
	for _, l := range o.LineItems {
		w.LineItems = append(w.LineItems, shopifysim.DraftLine{
			ID: l.ID.Key, Title: l.Title, SKU: orNil(l.SKU), Quantity: l.Quantity.Ordered, RequiresShipping: *l.RequiresShipping, OriginalUnitPriceSet: *bagOf(&l.UnitPrice),
		})
	}
	for _, x := range o.TaxLines {
		w.TaxLines = append(w.TaxLines, shopifysim.TaxLine{Title: string(x.Title), Rate: new(x.Rate.Wide()), PriceSet: *bagOf(&x.Amount)})
	}
	for _, x := range o.ShippingLines {
		w.ShippingLine = &shopifysim.ShippingLine{Title: string(x.Title), Code: orNil(x.Code), OriginalPriceSet: *bagOf(&x.Amount)}
	}
	for _, c := range o.Comments {
		w.Events = append(w.Events, shopifysim.Event{Author: "Grace", RawMessage: c.Message, CreatedAt: c.CreatedAt})
	}
	must[shopifysim.DraftOrder](t)(s.PutDraftOrder(w))
}
