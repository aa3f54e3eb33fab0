package stores_test

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	magentosource "github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// magentoCurrencies are those of the store views, of which each has one.
var magentoCurrencies = []string{"GBP", "EUR", "JPY"}

// magento is shops whose database gives rows that a sort leaves equal in another
// order in each answer.
var magento = vendor{
	simulate: func() *simulation {
		var views []magentosim.StoreView
		for i, currency := range magentoCurrencies {
			views = append(views, magentosim.StoreView{ID: i + 1, Code: "view_" + string(rune('a'+i)), Name: currency, BaseCurrency: currency})
		}
		s := magentoShop{magentosim.New(magentosim.Options{Stores: views})}
		s.AddFault(magentosim.Fault{Kind: magentosim.FaultUnstableSort})
		removeProduct := func(key string) { _ = s.DeleteProduct(number[int64](key)) } // it may have gone before
		return &simulation{
			Handler: s, connect: s.connect,
			customers: keeper[commerce.Customer]{s.putCustomer, func(key string) { _ = s.DeleteCustomer(number[int64](key)) }},
			orders:    keeper[commerce.Order]{s.putOrder, func(key string) { _ = s.DeleteOrder(number[int64](key)) }},
			products:  keeper[commerce.Product]{s.putProduct, removeProduct},
			variants:  keeper[commerce.ProductVariant]{s.putVariant, removeProduct},
			items:     keeper[commerce.InventoryItem]{s.putItem, removeProduct},
		}
	},
	customer: fitMagentoCustomer,
	order:    fitMagentoOrder,
	product: func(p *commerce.Product) { // each is its own only variant
		p.Vendor, p.Tags, p.Options, p.Variants, p.ProductType = "", nil, nil, nil, "simple"
		if p.StatusValue() == commerce.ProductStatusArchived {
			p.Status.Value = commerce.ProductStatusDraft
		}
	},
	variant: func(v *commerce.ProductVariant) {
		v.SKU, v.Barcode, v.ProductID, v.InventoryItemID = commerce.Text("SKU "+v.ID.Key), "", v.ID, v.ID
	},
	item: func(i *commerce.InventoryItem) { i.SKU = commerce.Text("SKU-" + i.ID.Key) },
}

// fitMagentoCustomer has everybody have an address of mail, and none have tags.
func fitMagentoCustomer(c *commerce.Customer) {
	c.Tags, c.Phone = nil, ""
	c.State.Value = commerce.CustomerStateEnabled
	if c.Email == "" {
		c.Email = commerce.Text("nobody." + c.ID.Key + "@example.com")
	}
	if c.DefaultAddress != nil {
		c.Phone = c.DefaultAddress.Phone
	}
}

// fitMagentoOrder has the states that follow from invoices and shipments, of
// which an order that was cancelled has none.
func fitMagentoOrder(o *commerce.Order) {
	o.ProcessedAt, o.CancelledAt, o.CancelReason = time.Time{}, time.Time{}, commerce.State[commerce.CancelReason]{}
	o.Test, o.Tags = false, nil
	for _, l := range o.LineItems { // a SKU is required
		if l.SKU == "" {
			l.SKU = "NONE"
		}
	}
	if o.Email == "" {
		o.Email, o.Customer.Email = "guest@example.com", "guest@example.com"
	}
	if o.ShippingAddress == nil { // it is the other one's then
		o.ShippingAddress = o.BillingAddress
	}
	paid, sent := o.PaymentStatusValue() == commerce.OrderPaymentStatusPaid, o.FulfillmentStatusValue() == commerce.OrderFulfillmentStatusFulfilled
	switch {
	case o.StatusValue() == commerce.OrderStatusCancelled:
		o.PaymentStatus.Value, o.FulfillmentStatus.Value = commerce.OrderPaymentStatusVoided, commerce.OrderFulfillmentStatusUnfulfilled
	case paid && sent:
		o.Status.Value = commerce.OrderStatusCompleted
	}
}

type magentoShop struct{ *magentosim.Sim }

func (s magentoShop) connect(name, url string) (*sources.Source, error) {
	return magentosource.Open(magentosource.Config{Name: name, URL: url, AccessToken: s.AccessToken()})
}

func (s magentoShop) putCustomer(c *commerce.Customer) error {
	w := magentosim.Customer{
		ID: number[int64](c.ID.Key), Email: string(c.Email), Name: magentosim.Name{First: string(c.FirstName), Last: string(c.LastName)},
		CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt,
	}
	for _, a := range c.Addresses {
		w.Addresses = append(w.Addresses, magentosim.CustomerAddress{Phone: string(a.Phone), CountryID: string(a.CountryCode), DefaultBilling: true})
	}
	_, err := s.PutCustomer(w)
	return err
}

func magentoAddress(a *commerce.Address) magentosim.Address {
	if a == nil {
		return magentosim.Address{}
	}
	return magentosim.Address{Name: magentosim.Name{First: string(a.FirstName), Last: string(a.LastName)}, CountryID: string(a.CountryCode)}
}

func (s magentoShop) putOrder(o *commerce.Order) error {
	id := number[int64](o.ID.Key)
	_ = s.DeleteOrder(id) // with its documents, which stay where an order is replaced
	w := magentosim.Order{
		EntityID: id, IncrementID: o.Name, StoreID: 1 + slices.Index(magentoCurrencies, o.Total.Shop.Currency),
		CustomerID: number[int64](o.Customer.ID.Key), CustomerEmail: string(o.Email), CreatedAt: o.PlacedAt, UpdatedAt: o.UpdatedAt,
		BillingAddress: magentoAddress(o.BillingAddress),
	}
	w.State = map[commerce.OrderStatus]string{
		commerce.OrderStatusOpen: "processing", commerce.OrderStatusCompleted: "complete", commerce.OrderStatusCancelled: "canceled",
	}[o.StatusValue()]
	if o.ShippingAddress != nil {
		w.ShippingAddress = new(magentoAddress(o.ShippingAddress))
	}
	for n, l := range o.LineItems {
		line := magentosim.OrderItem{
			ItemID: number[int64](l.ID.Key), ProductID: 7, SKU: string(l.SKU), Name: l.Title,
			Qty: decimal.NewFromInt(int64(l.Quantity.Ordered)), Price: magentoMoney(&l.UnitPrice),
		}
		if n == 0 {
			line.Tax = magentoMoney(o.TotalTax)
		}
		w.Items = append(w.Items, line)
	}
	for _, l := range o.ShippingLines {
		w.Shipping = magentoMoney(&l.Amount)
	}
	_, err := s.PutOrder(w)
	if err == nil && o.PaymentStatusValue() == commerce.OrderPaymentStatusPaid {
		_, err = s.PutInvoice(magentosim.Invoice{OrderID: id, CreatedAt: o.UpdatedAt})
	}
	if err == nil && o.FulfillmentStatusValue() == commerce.OrderFulfillmentStatusFulfilled {
		_, err = s.PutShipment(magentosim.Shipment{OrderID: id, CreatedAt: o.UpdatedAt})
	}
	return err
}

func magentoMoney(b *commerce.MoneyBag) magentosim.Money {
	return magentosim.Money{Amount: b.Shop.Amount.Wide(), Base: b.Shop.Amount.Wide()}
}

func (s magentoShop) putProduct(p *commerce.Product) error {
	return s.put(p.ID.Key, "P-"+p.ID.Key, p.Title, p.CreatedAt, p.UpdatedAt, func(w *magentosim.Product) {
		w.Disabled = p.StatusValue() != commerce.ProductStatusActive
		w.Attributes = []magentosim.Attribute{{Code: "url_key", Value: string(p.Handle)}}
	})
}

func (s magentoShop) putVariant(v *commerce.ProductVariant) error {
	return s.put(v.ID.Key, string(v.SKU), string(v.Title), v.CreatedAt, v.UpdatedAt, func(w *magentosim.Product) { w.Price = v.Price.Amount.Wide() })
}

func (s magentoShop) putItem(i *commerce.InventoryItem) error {
	return s.put(i.ID.Key, string(i.SKU), "Cup", i.CreatedAt, i.UpdatedAt, func(*magentosim.Product) {})
}

func (s magentoShop) put(key, sku, name string, created, updated time.Time, more func(*magentosim.Product)) error {
	w := magentosim.Product{ID: number[int64](key), SKU: sku, Name: name, CreatedAt: created, UpdatedAt: updated}
	more(&w)
	_, err := s.PutProduct(w)
	return err
}
