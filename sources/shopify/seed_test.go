package shopify_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// The makers give the family of sourcetest the form in which a shop can hold
// it; the seeders put it there.

func gid(typ, key string) string { return "gid://shopify/" + typ + "/" + key }

func rekey(id *commerce.ID, typ string) {
	if !id.IsZero() {
		id.Key = gid(typ, id.Key)
	}
}

func makeCustomer(i int) *commerce.Customer {
	c := sourcetest.MakeCustomer(sourceName, i)
	rekey(&c.ID, "Customer")
	c.Attributes = attributes(i)
	return c
}

func putCustomer(t testing.TB, s *shop, c *commerce.Customer) {
	t.Helper()
	w := shopifysim.Customer{
		ID: c.ID.Key, FirstName: orNil(c.FirstName), LastName: orNil(c.LastName), Email: orNil(c.Email), Phone: orNil(c.Phone),
		State: string(c.State.Raw), Tags: c.Tags, Note: orNil(c.Note), Locale: string(c.Locale),
		CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt, Metafields: metafieldsOf(numberOf(c.ID), c.Attributes),
	}
	for i := range c.Addresses {
		w.Addresses = append(w.Addresses, *mailing(&c.Addresses[i]))
	}
	must[shopifysim.Customer](t)(s.PutCustomer(w))
}

func makeOrder(i int) *commerce.Order {
	o := sourcetest.MakeOrderOrDraft(sourceName, i)
	if o.StatusValue() == commerce.OrderStatusDraft {
		return makeDraft(o, i)
	}
	rekey(&o.ID, "Order")
	rekey(&o.Customer.ID, "Customer")
	for _, l := range o.LineItems {
		rekey(&l.ID, "LineItem")
	}
	if o.StatusValue() == commerce.OrderStatusCompleted {
		o.ClosedAt = o.PlacedAt.Add(48 * time.Hour)
	}
	review(o, i)
	return o
}

func putOrder(t testing.TB, s *shop, o *commerce.Order) {
	t.Helper()
	if o.StatusValue() == commerce.OrderStatusDraft {
		putDraft(t, s, o)
		return
	}
	w := shopifysim.Order{
		ID: o.ID.Key, Name: o.Name, Email: orNil(o.Email), Tags: o.Tags, Test: o.Test, SourceName: orNil(o.Channel),
		CreatedAt: o.PlacedAt, ProcessedAt: o.ProcessedAt, UpdatedAt: o.UpdatedAt, CancelledAt: at(o.CancelledAt), ClosedAt: at(o.ClosedAt),
		CancelReason: string(o.CancelReason.Raw), FinancialStatus: string(o.PaymentStatus.Raw), FulfillmentStatus: string(o.FulfillmentStatus.Raw),
		ReturnStatus: string(o.ReturnStatus.Raw), CustomerID: o.Customer.ID.Key, CurrencyCode: o.Total.Shop.Currency,
		BillingAddress: mailing(o.BillingAddress), ShippingAddress: mailing(o.ShippingAddress),
	}
	putBuyer(t, s, o)
	w.SubtotalPriceSet, w.TotalDiscountsSet = bagOf(o.Subtotal), bagOf(o.TotalDiscounts)
	w.TotalShippingPriceSet, w.TotalTaxSet, w.TotalPriceSet = bagOf(o.TotalShipping), bagOf(o.TotalTax), bagOf(&o.Total)
	for _, l := range o.LineItems {
		w.LineItems = append(w.LineItems, shopifysim.LineItem{
			ID: l.ID.Key, Title: l.Title, SKU: orNil(l.SKU), Quantity: l.Quantity.Ordered, RequiresShipping: *l.RequiresShipping,
			OriginalUnitPriceSet: *bagOf(&l.UnitPrice),
		})
	}
	for _, x := range o.TaxLines {
		w.TaxLines = append(w.TaxLines, shopifysim.TaxLine{Title: string(x.Title), Rate: new(x.Rate.Wide()), PriceSet: *bagOf(&x.Amount)})
	}
	for _, x := range o.ShippingLines {
		w.ShippingLines = append(w.ShippingLines, shopifysim.ShippingLine{Title: string(x.Title), Code: orNil(x.Code), OriginalPriceSet: *bagOf(&x.Amount)})
	}
	putReview(&w, o)
	w.Metafields = metafieldsOf(numberOf(o.ID), o.Attributes)
	must[shopifysim.Order](t)(s.PutOrder(w))
}

func putBuyer(t testing.TB, s *shop, o *commerce.Order) {
	t.Helper()
	id := o.Customer.ID.Key
	if _, known := s.Customer(id); id != "" && !known {
		must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{ID: id, Email: orNil(o.Customer.Email)}))
	}
}

// numberOf is which entity of its family an id is of.
func numberOf(id commerce.ID) int { return int(legacyNumber(id)) - 1001 }

func legacyNumber(id commerce.ID) int64 {
	n, err := strconv.ParseInt(id.Key[strings.LastIndex(id.Key, "/")+1:], 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}

func makeProduct(i int) *commerce.Product {
	p := sourcetest.MakeProduct(sourceName, i)
	for n, v := range p.Variants {
		p.Variants[n] = shopVariant(v)
	}
	rekey(&p.ID, "Product")
	p.Attributes = attributes(i)
	return p
}

func putProduct(t testing.TB, s *shop, p *commerce.Product) {
	t.Helper()
	must[shopifysim.Product](t)(s.PutProduct(shopifysim.Product{
		ID: p.ID.Key, Title: p.Title, Handle: string(p.Handle), Vendor: string(p.Vendor), ProductType: string(p.ProductType),
		Status: string(p.Status.Raw), Tags: p.Tags, DescriptionHTML: string(p.DescriptionHTML), CreatedAt: p.CreatedAt, UpdatedAt: p.UpdatedAt,
		Options:    []shopifysim.ProductOption{{Name: "Size", Values: p.Options[0].Values}},
		Metafields: metafieldsOf(numberOf(p.ID), p.Attributes),
	}))
	for _, v := range p.Variants {
		putVariant(t, s, v)
	}
}

func makeVariant(i int) *commerce.ProductVariant {
	v := shopVariant(sourcetest.MakeVariant(sourceName, i))
	v.Attributes = attributes(i)
	return v
}

// shopVariant gives each variant the stock record that Shopify has for all.
func shopVariant(v *commerce.ProductVariant) *commerce.ProductVariant {
	v.InventoryItemID = commerce.ID{Source: sourceName, Key: gid("InventoryItem", v.ID.Key)}
	rekey(&v.ID, "ProductVariant")
	rekey(&v.ProductID, "Product")
	return v
}

func putVariant(t testing.TB, s *shop, v *commerce.ProductVariant) {
	t.Helper()
	if _, known := s.Product(v.ProductID.Key); !known {
		must[shopifysim.Product](t)(s.PutProduct(shopifysim.Product{ID: v.ProductID.Key, Title: "Teacup"}))
	}
	must[shopifysim.ProductVariant](t)(s.PutVariant(shopifysim.ProductVariant{
		ID: v.ID.Key, ProductID: v.ProductID.Key, Title: string(v.Title), SKU: orNil(v.SKU), Barcode: orNil(v.Barcode), Price: v.Price.Amount.Wide(),
		InventoryItemID: v.InventoryItemID.Key, CreatedAt: v.CreatedAt, UpdatedAt: v.UpdatedAt,
		SelectedOptions: []shopifysim.SelectedOption{{Name: v.Options[0].Name, Value: v.Options[0].Value}},
		Metafields:      metafieldsOf(numberOf(v.ID), v.Attributes),
	}))
}

func makeItem(i int) *commerce.InventoryItem {
	item := sourcetest.MakeInventoryItem(sourceName, i)
	rekey(&item.ID, "InventoryItem")
	for _, l := range item.Levels {
		rekey(&l.ID, "InventoryLevel")
		rekey(&l.LocationID, "Location")
	}
	return item
}

func putItem(t testing.TB, s *shop, item *commerce.InventoryItem) {
	t.Helper()
	must[shopifysim.InventoryItem](t)(s.PutInventoryItem(shopifysim.InventoryItem{
		ID: item.ID.Key, SKU: orNil(item.SKU), Tracked: item.Tracked, CreatedAt: item.CreatedAt, UpdatedAt: item.UpdatedAt,
	}))
	for _, l := range item.Levels {
		if _, known := s.Location(l.LocationID.Key); !known {
			must[shopifysim.Location](t)(s.PutLocation(shopifysim.Location{ID: l.LocationID.Key, Name: string(l.LocationName)}))
		}
		quantities := map[string]int{}
		for _, q := range l.Quantities {
			quantities[string(q.Raw)] = q.Quantity
		}
		must[shopifysim.InventoryLevel](t)(s.PutInventoryLevel(shopifysim.InventoryLevel{
			ID: l.ID.Key, ItemID: item.ID.Key, LocationID: l.LocationID.Key, Quantities: quantities,
		}))
	}
}

func makeLocation(i int) *commerce.Location {
	l := sourcetest.MakeLocation(sourceName, i)
	rekey(&l.ID, "Location")
	return l
}

func putLocation(t testing.TB, s *shop, l *commerce.Location) {
	t.Helper()
	w := shopifysim.Location{ID: l.ID.Key, Name: l.Name, Inactive: !l.IsActive, UpdatedAt: l.UpdatedAt}
	if a := l.Address; a != nil {
		w.Address = shopifysim.LocationAddress{Address1: orNil(a.Address1), City: orNil(a.City), Zip: orNil(a.Zip), CountryCode: orNil(a.CountryCode)}
	}
	must[shopifysim.Location](t)(s.PutLocation(w))
}

func mailing(a *commerce.Address) *shopifysim.MailingAddress {
	if a == nil {
		return nil
	}
	return &shopifysim.MailingAddress{
		FirstName: orNil(a.FirstName), LastName: orNil(a.LastName), Address1: orNil(a.Address1), City: orNil(a.City),
		Zip: orNil(a.Zip), CountryCodeV2: string(a.CountryCode), Phone: orNil(a.Phone),
	}
}

func bagOf(b *commerce.MoneyBag) *shopifysim.MoneyBag {
	money := func(m commerce.Money) shopifysim.MoneyV2 {
		return shopifysim.MoneyV2{Amount: m.Amount.Wide(), CurrencyCode: m.Currency}
	}
	return &shopifysim.MoneyBag{ShopMoney: money(b.Shop), PresentmentMoney: money(*b.Presentment())}
}

func orNil(t commerce.Text) *string {
	if t == "" {
		return nil
	}
	return new(string(t))
}

func at(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
