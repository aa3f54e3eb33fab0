package woocommerce_test

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// makeCustomer returns a customer with all that WooCommerce can hold: everybody
// has an address and may log in.
func makeCustomer(i int) *commerce.Customer {
	c := sourcetest.MakeCustomer(name, i)
	if c.Email == "" {
		c.Email = commerce.Text("nobody." + c.ID.Key + "@example.com")
	}
	c.State = commerce.State[commerce.CustomerState]{Value: commerce.CustomerStateEnabled}
	c.Tags = nil
	c.Attributes = facts(i)
	return c
}

// facts are meta data as plug-ins keep them: any JSON, under any key.
func facts(i int) []commerce.Attribute {
	values := []commerce.JSON{`"red"`, `7`, `true`, `null`, `["a",{"b":[]}]`, `{"deep":{"list":[1,2]}}`, `""`}
	out := []commerce.Attribute{}
	for n := range i % 4 {
		key := []string{"colour", "_wc_note", "Größe"}[n]
		out = append(out, commerce.Attribute{Key: key, Type: commerce.AttributeTypeUnknown, Value: values[(i+n)%len(values)]})
	}
	return out
}

// metaOf returns what a shop keeps so that it has the attributes, with a secret
// beside them that nobody may see.
func metaOf(all []commerce.Attribute) []woocommercesim.Meta {
	out := []woocommercesim.Meta{{Key: "_plugin_api_key", Value: sourcetest.Secret}}
	for _, a := range all {
		var value any
		if json.Unmarshal([]byte(a.Value), &value) != nil {
			panic("an attribute is no JSON")
		}
		out = append(out, woocommercesim.Meta{Key: a.Key, Value: value})
	}
	return out
}

func putCustomer(s *simulation, c *commerce.Customer) {
	w := woocommercesim.Customer{
		ID: numberOf(c.ID), Created: c.CreatedAt, Modified: c.UpdatedAt, Email: string(c.Email),
		FirstName: string(c.FirstName), LastName: string(c.LastName), Billing: addressOf(c.DefaultAddress, c.Phone), Meta: metaOf(c.Attributes),
	}
	if numberOf(c.ID)%3 == 0 {
		w.Role = "subscriber"
	}
	must[woocommercesim.Customer](s.t)(s.PutCustomer(w))
}

func addressOf(a *commerce.Address, phone commerce.Text) woocommercesim.Address {
	if a == nil {
		return woocommercesim.Address{Phone: string(phone)}
	}
	return woocommercesim.Address{
		FirstName: string(a.FirstName), LastName: string(a.LastName), Address1: string(a.Address1), City: string(a.City),
		Postcode: string(a.Zip), Country: string(a.CountryCode), Phone: string(phone),
	}
}

// makeOrder returns an order as WooCommerce derives its states: of one word, of
// the time when it was paid, and of its amounts.
func makeOrder(i int) *commerce.Order { return orderOf(sourcetest.MakeOrderOrDraft(name, i), i) }

// makePlaced is makeOrder without drafts.
func makePlaced(i int) *commerce.Order { return orderOf(sourcetest.MakeOrder(name, i), i) }

func orderOf(o *commerce.Order, i int) *commerce.Order {
	o.Test, o.Tags = false, nil
	if o.PaymentStatusValue() != commerce.OrderPaymentStatusPaid {
		o.ProcessedAt = time.Time{}
	}
	o.Attributes = facts(i)
	for n := range i % 3 {
		visible := n == 1
		o.Comments = append(o.Comments, commerce.OrderComment{
			Message: "<b>Note</b> " + strconv.Itoa(n), Author: "Ada", CreatedAt: o.PlacedAt.Add(time.Duration(n) * time.Hour), CustomerVisible: &visible,
		})
	}
	switch o.StatusValue() {
	case commerce.OrderStatusOpen:
		o.FulfillmentStatus.Value = commerce.OrderFulfillmentStatusUnfulfilled
		if o.ProcessedAt.IsZero() && i%4 == 3 {
			o.HeldFor = []commerce.Hold{{Reason: commerce.State[commerce.HoldReason]{Value: commerce.HoldReasonAwaitingPayment, Raw: "on-hold", RawField: "status", Mapping: commerce.MappingLossy}}}
		}
	case commerce.OrderStatusDraft:
		o.FulfillmentStatus.Value = commerce.OrderFulfillmentStatusUnfulfilled
	case commerce.OrderStatusCompleted:
		o.FulfillmentStatus.Value = commerce.OrderFulfillmentStatusFulfilled
	default:
		o.FulfillmentStatus.Value = commerce.OrderFulfillmentStatusUnknown
		if o.ProcessedAt.IsZero() {
			o.PaymentStatus.Value = commerce.OrderPaymentStatusVoided
		}
	}
	return o
}

var orderWords = map[commerce.OrderStatus]string{
	commerce.OrderStatusOpen: "processing", commerce.OrderStatusCompleted: "completed", commerce.OrderStatusCancelled: "cancelled",
	commerce.OrderStatusDraft: "checkout-draft",
}

func putOrder(s *simulation, o *commerce.Order) {
	w := woocommercesim.Order{
		ID: numberOf(o.ID), Number: o.Name, Status: orderWords[o.StatusValue()], Currency: o.Total.Shop.Currency,
		Created: o.PlacedAt, Modified: o.UpdatedAt, Paid: o.ProcessedAt, CustomerID: numberOf(o.Customer.ID),
		Billing: addressOf(o.BillingAddress, ""), Shipping: addressOf(o.ShippingAddress, ""), PaymentMethod: "bacs",
	}
	if len(o.HeldFor) > 0 {
		w.Status = "on-hold"
	}
	w.Meta = metaOf(o.Attributes)
	w.Billing.Email = string(o.Email)
	for n, l := range o.LineItems {
		line := woocommercesim.Line{
			Name: l.Title, SKU: string(l.SKU), Quantity: decimal.NewFromInt(int64(l.Quantity.Ordered)),
			Subtotal: l.Total.Shop.Amount.Wide(), Total: l.Total.Shop.Amount.Wide(),
		}
		if n == 0 {
			line.TotalTax, line.SubtotalTax = o.TotalTax.Shop.Amount.Wide(), o.TotalTax.Shop.Amount.Wide()
		}
		w.Lines = append(w.Lines, line)
	}
	for _, l := range o.ShippingLines {
		w.Delivery = append(w.Delivery, woocommercesim.Delivery{MethodTitle: string(l.Title), MethodID: string(l.Code), Total: l.Amount.Shop.Amount.Wide()})
	}
	must[woocommercesim.Order](s.t)(s.PutOrder(w))
	for _, c := range o.Comments {
		must[woocommercesim.Note](s.t)(s.PutNote(woocommercesim.Note{OrderID: w.ID, Author: string(c.Author), Created: c.CreatedAt, Text: c.Message, Customer: *c.CustomerVisible}))
	}
}

// makeProduct returns a product with all that WooCommerce can hold, which puts
// none away.
func makeProduct(i int) *commerce.Product {
	p := sourcetest.MakeProduct(name, i)
	if p.StatusValue() == commerce.ProductStatusArchived {
		p.Status.Value = commerce.ProductStatusDraft
	}
	p.Attributes = facts(i)
	return p
}

func putProduct(s *simulation, p *commerce.Product) {
	w := woocommercesim.Product{
		ID: numberOf(p.ID), Name: p.Title, Slug: string(p.Handle), Created: p.CreatedAt, Modified: p.UpdatedAt, Status: "publish",
		Type: "variable", Description: string(p.DescriptionHTML), Merchandise: woocommercesim.Merchandise{Meta: metaOf(p.Attributes)},
	}
	if p.StatusValue() == commerce.ProductStatusDraft {
		w.Status = "draft"
	}
	if p.Vendor != "" {
		w.Brands = []woocommercesim.Term{{ID: 1, Name: string(p.Vendor)}}
	}
	w.Categories = []woocommercesim.Term{{ID: 2, Name: string(p.ProductType)}}
	for n, tag := range p.Tags {
		w.Tags = append(w.Tags, woocommercesim.Term{ID: 3 + n, Name: tag})
	}
	must[woocommercesim.Product](s.t)(s.PutProduct(w))
	for n, v := range p.Variants {
		must[woocommercesim.Variation](s.t)(s.PutVariation(woocommercesim.Variation{
			ID: 100*w.ID + n, ParentID: w.ID, Merchandise: woocommercesim.Merchandise{RegularPrice: v.Price.Amount.String()},
		}))
	}
}

// A quarter of what is sold is a product of its own, the rest are variations.
func isOwnProduct(id commerce.ID) bool { return numberOf(id)%4 == 0 }

func makeVariant(i int) *commerce.ProductVariant {
	v := sourcetest.MakeVariant(name, i)
	v.ProductID.Key = strconv.Itoa(90_000 + i/3)
	if isOwnProduct(v.ID) {
		v.ProductID = v.ID
	}
	if v.InventoryItemID != (commerce.ID{}) {
		v.InventoryItemID = v.ID
	}
	v.Attributes = facts(i)
	return v
}

func putVariant(s *simulation, v *commerce.ProductVariant) {
	s.putGood(v.ID, v.ProductID, v.CreatedAt, v.UpdatedAt, woocommercesim.Merchandise{
		SKU: string(v.SKU), GlobalUniqueID: string(v.Barcode), RegularPrice: v.Price.Amount.String(), ManageStock: !v.InventoryItemID.IsZero(), Stock: 4,
		Meta: metaOf(v.Attributes),
	})
}

func makeItem(i int) *commerce.InventoryItem {
	item := sourcetest.MakeInventoryItem(name, i)
	item.Tracked = true
	return item
}

func putItem(s *simulation, item *commerce.InventoryItem) {
	stock := item.Levels[0].Quantities[0].Quantity
	s.putGood(item.ID, commerce.ID{Source: name, Key: "90000"}, item.CreatedAt, item.UpdatedAt, woocommercesim.Merchandise{SKU: string(item.SKU), ManageStock: true, Stock: stock})
}

func (s *simulation) putGood(id, product commerce.ID, created, updated time.Time, m woocommercesim.Merchandise) {
	if isOwnProduct(id) {
		must[woocommercesim.Product](s.t)(s.PutProduct(woocommercesim.Product{ID: numberOf(id), Name: "Cup", Created: created, Modified: updated, Merchandise: m}))
		return
	}
	must[woocommercesim.Product](s.t)(s.PutProduct(woocommercesim.Product{ID: numberOf(product), Name: "Cups", Type: "variable"}))
	must[woocommercesim.Variation](s.t)(s.PutVariation(woocommercesim.Variation{
		ID: numberOf(id), ParentID: numberOf(product), Created: created, Modified: updated, Merchandise: m,
	}))
}

func removeGood(s *simulation, id int) {
	if isOwnProduct(commerce.ID{Key: strconv.Itoa(id)}) {
		_ = s.DeleteProduct(id)
		return
	}
	_ = s.DeleteVariation(id)
}
