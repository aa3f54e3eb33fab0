package magento_test

import (
	"fmt"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// The makers return what a shop of Magento can hold of the contract's families,
// and the seeders put it there.

func number(key string) int64 {
	n, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}

func exact[E ~string](e E) commerce.State[E] { return commerce.State[E]{Value: e} }

// course is what has become of an order.
type course struct {
	state                  string
	paid, shipped, refused bool
	status                 commerce.OrderStatus
	payment                commerce.OrderPaymentStatus
	fulfillment            commerce.OrderFulfillmentStatus
}

// courses are every state of an order, as what is done to it leaves it.
var courses = []course{
	{"new", false, false, false, "OPEN", "PENDING", "UNFULFILLED"},
	{"new", true, false, false, "OPEN", "PAID", "UNFULFILLED"}, // becomes processing
	{"new", true, true, false, "COMPLETED", "PAID", "FULFILLED"},
	{"canceled", false, false, false, "CANCELLED", "VOIDED", "UNFULFILLED"},
	{"pending_payment", false, false, false, "PENDING", "PENDING", "UNFULFILLED"},
	{"new", false, true, false, "OPEN", "PENDING", "FULFILLED"},
	{"holded", false, false, false, "OPEN", "PENDING", "ON_HOLD"},
	{"new", true, true, true, "COMPLETED", "REFUNDED", "FULFILLED"}, // becomes closed
	{"payment_review", false, false, false, "PENDING", "PENDING", "UNFULFILLED"},
}

// makeOrder returns an order with all that Magento can hold: a number by store,
// one base currency a website, states that follow from its documents, and no
// tags and tests.
func makeOrder(i int) *commerce.Order {
	o := sourcetest.MakeOrder(name, i)
	o.ProcessedAt, o.CancelledAt, o.CancelReason = time.Time{}, time.Time{}, commerce.State[commerce.CancelReason]{}
	o.Test, o.Tags = false, nil
	for n, l := range o.LineItems { // a SKU is required
		if l.SKU == "" {
			l.SKU = commerce.Text(fmt.Sprintf("NO, %d", n))
		}
	}
	c := courses[i%len(courses)]
	o.Status, o.PaymentStatus, o.FulfillmentStatus = exact(c.status), exact(c.payment), exact(c.fulfillment)
	if o.ShippingAddress == nil { // nothing is shipped
		o.FulfillmentStatus = exact(commerce.OrderFulfillmentStatusNotRequired)
	}
	if i%8 == 6 {
		o.Email = "guest@example.com"
		o.Customer.Email = o.Email
	}
	return o
}

// storeOf is the store view whose website has the currency.
var storeOf = map[string]int{"GBP": 1, "EUR": 2, "JPY": 3}

func money(bag commerce.MoneyBag) magentosim.Money { return magentosim.Same(bag.Shop.Amount.String()) }

func (s *shop) putOrder(o *commerce.Order) {
	s.t.Helper()
	c := courses[int(number(o.ID.Key)-1001)%len(courses)]
	order := magentosim.Order{
		EntityID: number(o.ID.Key), IncrementID: o.Name, StoreID: storeOf[o.Total.Shop.Currency], State: c.state, CustomerEmail: string(o.Email),
		CreatedAt: o.PlacedAt, UpdatedAt: o.UpdatedAt, Shipping: money(*o.TotalShipping),
		PickupLocation: "store_1", CouponCodes: []string{"SPRING"},
		Payment:   magentosim.Payment{LastTransID: "T" + o.ID.Key + "-capture", AdditionalInformation: []string{"Check / Money order"}},
		Histories: []magentosim.StatusHistory{{Comment: "Thank you", CustomerNotified: true, VisibleOnFront: true}, {Status: "fraud"}},
	}
	if !o.Customer.ID.IsZero() {
		order.CustomerID = number(o.Customer.ID.Key)
	}
	if a := o.ShippingAddress; a != nil {
		order.ShippingAddress = &magentosim.Address{CountryID: string(a.CountryCode)}
	}
	tax := money(*o.TotalTax)
	for _, l := range o.LineItems {
		item := magentosim.OrderItem{
			ItemID: number(l.ID.Key), ProductID: 7, SKU: string(l.SKU), Name: l.Title, Qty: decimal.NewFromInt(int64(l.Quantity.Ordered)),
			Price: money(l.UnitPrice), RowTotal: money(l.Total), Tax: tax, TaxPercent: decimal.NewFromInt(20), Virtual: o.ShippingAddress == nil,
		}
		order.Items, tax = append(order.Items, item), magentosim.Money{}
	}
	must[magentosim.Order](s.t)(s.PutOrder(order))
	s.putDocuments(o, c)
}

func (s *shop) putDocuments(o *commerce.Order, c course) {
	s.t.Helper()
	id, txn := number(o.ID.Key), "T"+o.ID.Key+"-capture"
	if c.paid {
		must[magentosim.Invoice](s.t)(s.PutInvoice(magentosim.Invoice{OrderID: id, TransactionID: txn, CreatedAt: o.UpdatedAt}))
		must[magentosim.Transaction](s.t)(s.PutTransaction(magentosim.Transaction{OrderID: id, Type: "capture", TxnID: txn, CreatedAt: o.UpdatedAt}))
	}
	if c.shipped && o.ShippingAddress != nil {
		must[magentosim.Shipment](s.t)(s.PutShipment(magentosim.Shipment{OrderID: id, CreatedAt: o.UpdatedAt, Tracks: []magentosim.Track{{TrackNumber: "1Z" + o.ID.Key}}}))
	}
	if c.refused {
		must[magentosim.Creditmemo](s.t)(s.PutCreditmemo(magentosim.Creditmemo{OrderID: id, Everything: true, CreatedAt: o.UpdatedAt}))
	}
}

func (s *shop) removeOrder(id commerce.ID) { _ = s.DeleteOrder(number(id.Key)) }

// makeCustomer returns a customer with all that Magento can hold. An address of
// mail is there once in a website.
func makeCustomer(i int) *commerce.Customer {
	c := sourcetest.MakeCustomer(name, i)
	c.Tags, c.Note, c.Locale, c.OrdersCount, c.TotalSpent = nil, "", "", nil, nil
	c.State.Value = commerce.CustomerStateEnabled
	if i%3 == 1 {
		c.State.Value = commerce.CustomerStateDisabled
	}
	if c.Email == "" {
		c.Email = sourcetest.MakeCustomer(name, i-1).Email
	}
	c.Phone = ""
	if c.DefaultAddress != nil {
		c.Phone = c.DefaultAddress.Phone
	}
	return c
}

func (s *shop) putCustomer(c *commerce.Customer) {
	s.t.Helper()
	i := int(number(c.ID.Key) - 1001)
	customer := magentosim.Customer{
		ID: number(c.ID.Key), Email: string(c.Email), Name: magentosim.Name{First: string(c.FirstName), Last: string(c.LastName)},
		StoreID: 1, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt, Subscribed: i%2 == 0,
		Attributes: []magentosim.Attribute{{Code: "loyalty_tier", Value: "gold"}},
	}
	if i%9 == 8 { // the account of another website
		customer.StoreID = 2
	}
	if c.StateValue() == commerce.CustomerStateDisabled {
		customer.Confirmation = "secret-of-an-email"
	}
	for _, a := range c.Addresses {
		customer.Addresses = append(customer.Addresses, magentosim.CustomerAddress{
			Name: magentosim.Name{First: string(a.FirstName), Last: string(a.LastName)}, Street: []string{string(a.Address1)}, City: string(a.City),
			Postcode: string(a.Zip), CountryID: string(a.CountryCode), Phone: string(a.Phone), DefaultBilling: true,
		})
	}
	must[magentosim.Customer](s.t)(s.PutCustomer(customer))
}

func (s *shop) removeCustomer(id commerce.ID) { _ = s.DeleteCustomer(number(id.Key)) }

// makeProduct returns a product that is its own only variant.
func makeProduct(i int) *commerce.Product {
	p := sourcetest.MakeProduct(name, i)
	p.Tags, p.Options, p.Variants = nil, nil, nil
	p.ProductType = "simple"
	p.Status.Value = commerce.ProductStatusActive
	if i%3 == 1 {
		p.Status.Value = commerce.ProductStatusDraft
	}
	return p
}

// makers are the ids of vendors in the attribute manufacturer, which lets choose.
var makers = map[commerce.Text]string{"Émile & Co": "11", "Nord": "12"}

func (s *shop) putProduct(p *commerce.Product) {
	s.t.Helper()
	var options []magentosim.AttributeOption
	for label, id := range makers {
		options = append(options, magentosim.AttributeOption{ID: number(id), Label: string(label)})
	}
	must[magentosim.ProductAttribute](s.t)(s.PutAttribute(magentosim.ProductAttribute{ID: 83, Code: "manufacturer", Options: options}))
	own := []magentosim.Attribute{{Code: "url_key", Value: string(p.Handle)}, {Code: "description", Value: string(p.DescriptionHTML)}}
	if p.Vendor != "" {
		own = append(own, magentosim.Attribute{Code: "manufacturer", Value: makers[p.Vendor]})
	}
	must[magentosim.Product](s.t)(s.PutProduct(magentosim.Product{
		ID: number(p.ID.Key), SKU: "P-" + p.ID.Key, Name: p.Title, Price: decimal.RequireFromString("9.5"), Disabled: p.StatusValue() == commerce.ProductStatusDraft,
		Attributes: own, CreatedAt: p.CreatedAt, UpdatedAt: p.UpdatedAt,
	}))
}

func (s *shop) removeProduct(id commerce.ID) { _ = s.DeleteProduct(number(id.Key)) }

// makeVariant returns a variant that is a product of its own, with a SKU, as all have in Magento.
func makeVariant(i int) *commerce.ProductVariant {
	v := sourcetest.MakeVariant(name, i)
	v.SKU, v.ProductID, v.InventoryItemID = commerce.Text(fmt.Sprintf("SKU, %d", i)), v.ID, v.ID
	if i%2 == 0 {
		v.SKU = commerce.Text(fmt.Sprintf("sku/%d", i))
	}
	v.CompareAtPrice, v.Options = nil, nil
	return v
}

func (s *shop) putVariant(v *commerce.ProductVariant) {
	s.t.Helper()
	p := magentosim.Product{
		ID: number(v.ID.Key), SKU: string(v.SKU), Name: string(v.Title), Price: decimal.RequireFromString(v.Price.Amount.String()),
		CreatedAt: v.CreatedAt, UpdatedAt: v.UpdatedAt,
	}
	if v.Barcode != "" {
		p.Attributes = []magentosim.Attribute{{Code: "ean", Value: string(v.Barcode)}}
	}
	must[magentosim.Product](s.t)(s.PutProduct(p))
}

func makeItem(i int) *commerce.InventoryItem {
	item := sourcetest.MakeInventoryItem(name, i)
	item.SKU = commerce.Text(fmt.Sprintf("SKU-%03d", i))
	return item
}

func (s *shop) putItem(item *commerce.InventoryItem) {
	s.t.Helper()
	must[magentosim.Product](s.t)(s.PutProduct(magentosim.Product{
		ID: number(item.ID.Key), SKU: string(item.SKU), Name: "Thing", TypeID: "virtual", Unmanaged: !item.Tracked, CreatedAt: item.CreatedAt, UpdatedAt: item.UpdatedAt,
	}))
	must[magentosim.SourceItem](s.t)(s.PutSourceItem(magentosim.SourceItem{SKU: string(item.SKU), Quantity: decimal.NewFromInt(3)}))
}

func makeLocation(i int) *commerce.Location {
	l := sourcetest.MakeLocation(name, i)
	l.ID.Key = fmt.Sprintf("source_%02d", i)
	return l
}

func (s *shop) putLocation(l *commerce.Location) {
	s.t.Helper()
	must[magentosim.Source](s.t)(s.PutSource(magentosim.Source{Code: l.ID.Key, Name: l.Name, Disabled: !l.IsActive, Street: "1 High St", Phone: "1"}))
}

func (s *shop) removeLocation(id commerce.ID) { _ = s.RemoveSource(id.Key) }
