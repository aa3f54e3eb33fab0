package demo

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

func (s *magentoShop) loadOrders() error {
	for i := range s.merchant.Orders {
		if o := &s.merchant.Orders[i]; o.Store == s.index {
			if err := s.place(o); err != nil {
				return err
			}
		}
	}
	return nil
}

// entityID is Magento's number of an order, and of its one invoice.
func entityID(o *merchant.Order) int64 { return int64(o.Number) }

// rowID is Magento's number of a line. What is under it has the next one.
func rowID(o *merchant.Order, line int) int64 { return int64(o.Number*partsPerOrder + 2*line) }

// place adds an order with its documents. Magento adds them up itself.
func (s *magentoShop) place(o *merchant.Order) error {
	if _, err := s.sim.PutOrder(s.order(o)); err != nil {
		return err
	}
	p := &o.Payments[0]
	if p.ID != "" && reserved(p) {
		if err := s.transact(o, magentosim.Transaction{Type: "authorization", TxnID: p.ID, Closed: p.Status != merchant.Authorized, CreatedAt: p.At}); err != nil {
			return err
		}
	}
	if p.Status == merchant.Paid {
		if err := s.collect(o); err != nil {
			return err
		}
	}
	if p.Status == merchant.Voided {
		if err := s.transact(o, magentosim.Transaction{Type: "void", TxnID: p.ID + "-void", ParentTxnID: p.ID, Closed: true, CreatedAt: p.VoidedAt}); err != nil {
			return err
		}
	}
	for i := range o.Fulfillments {
		if err := s.send(o, i); err != nil {
			return err
		}
	}
	for i := range o.Refunds {
		if err := s.giveBack(o, i); err != nil {
			return err
		}
	}
	return nil
}

// reserved says that a payment's money was not taken at once.
func reserved(p *merchant.Payment) bool {
	return p.Method == merchant.ByCard && (p.Status == merchant.Authorized || p.Status == merchant.Voided || !p.CapturedAt.IsZero())
}

func (s *magentoShop) transact(o *merchant.Order, t magentosim.Transaction) error {
	t.OrderID = entityID(o)
	_, err := s.sim.PutTransaction(t)
	return err
}

// captureID is what Magento calls the taking of the money: as the gateway does
// where that was all, and with an ending where it came after something else.
func captureID(p *merchant.Payment) string {
	if p.ID != "" && reserved(p) {
		return p.ID + "-capture"
	}
	return p.ID
}

// collect adds the invoice, which is paid.
func (s *magentoShop) collect(o *merchant.Order) error {
	p := &o.Payments[0]
	if _, err := s.sim.PutInvoice(magentosim.Invoice{EntityID: entityID(o), OrderID: entityID(o), TransactionID: captureID(p), CreatedAt: paidAt(p)}); err != nil || p.ID == "" {
		return err
	}
	t := magentosim.Transaction{Type: "capture", TxnID: captureID(p), CreatedAt: paidAt(p)}
	if t.TxnID != p.ID {
		t.ParentTxnID = p.ID
	}
	return s.transact(o, t)
}

func (s *magentoShop) send(o *merchant.Order, parcel int) error {
	f := &o.Fulfillments[parcel]
	made := magentosim.Shipment{OrderID: entityID(o), SourceCode: sourceCode(o.Location), CreatedAt: f.At, UpdatedAt: f.At}
	for _, portion := range f.Lines {
		made.Items = append(made.Items, magentosim.DocumentItem{OrderItemID: rowID(o, portion.Line), Qty: decimal.NewFromInt(int64(portion.Quantity))})
	}
	if f.Tracking != "" {
		made.Tracks = []magentosim.Track{{TrackNumber: f.Tracking, Title: f.Carrier}}
	}
	_, err := s.sim.PutShipment(made)
	return err
}

// giveBack adds a credit memo. What came from the gateway goes back there.
func (s *magentoShop) giveBack(o *merchant.Order, refund int) error {
	r, p := &o.Refunds[refund], &o.Payments[0]
	made := magentosim.Creditmemo{
		OrderID: entityID(o), InvoiceID: entityID(o), CreatedAt: r.At, Comments: []magentosim.Comment{{Comment: r.Note}},
		Shipping: twice(r.Shipping.Price), ShippingTax: twice(r.Shipping.Tax), AdjustmentPositive: twice(r.Goodwill),
	}
	for _, back := range r.Lines {
		made.Items = append(made.Items, magentosim.DocumentItem{OrderItemID: rowID(o, back.Line), Qty: decimal.NewFromInt(int64(back.Quantity))})
	}
	if p.ID == "" {
		_, err := s.sim.PutCreditmemo(made)
		return err
	}
	made.TransactionID = p.ID + "-refund"
	if _, err := s.sim.PutCreditmemo(made); err != nil {
		return err
	}
	return s.transact(o, magentosim.Transaction{Type: "refund", TxnID: made.TransactionID, ParentTxnID: captureID(p), Closed: true, CreatedAt: r.At})
}

// twice is an amount in the currency that the customer paid and in the shop's.
func twice(a merchant.Amount) magentosim.Money {
	return magentosim.Money{Amount: a.Presentment.Decimal(), Base: a.Shop.Decimal()}
}

// order translates an order without its documents.
func (s *magentoShop) order(o *merchant.Order) magentosim.Order {
	made := magentosim.Order{
		EntityID: entityID(o), IncrementID: o.Name, StoreID: s.view(o.Country), CustomerEmail: o.Email, CustomerName: nameOf(o.Address), CustomerNote: o.Note,
		CreatedAt: o.PlacedAt, UpdatedAt: o.PlacedAt, Currency: o.Total.Presentment.Currency, Rate: s.store.Rate(o.Total.Presentment.Currency),
		Shipping: twice(o.Shipping.Price), ShippingTax: twice(o.Shipping.Tax), ShippingMethod: "tablerate_bestway", ShippingDescription: o.Shipping.Title,
		BillingAddress: s.address(o), Payment: s.payment(&o.Payments[0]),
	}
	if o.Person != merchant.Guest {
		made.CustomerID = customerNumber(o.Person)
	}
	if o.Percent > 0 {
		made.CouponCode, made.DiscountDescription = o.Code, o.Code
	}
	if !o.CancelledAt.IsZero() {
		made.State, made.UpdatedAt = "canceled", o.CancelledAt
	}
	for i := range o.Lines {
		made.Items = append(made.Items, s.row(o, i))
	}
	return made
}

func (s *magentoShop) address(o *merchant.Order) magentosim.Address {
	a := o.Address
	return magentosim.Address{Name: nameOf(a), Company: a.Company, Phone: o.Phone, Street: streetOf(a), City: a.City, Postcode: a.Zip, CountryID: a.Country}
}

// row is a line: of a product that gathers several, with the one that was chosen
// under it.
func (s *magentoShop) row(o *merchant.Order, at int) magentosim.OrderItem {
	l := &o.Lines[at]
	k := &s.merchant.SKUs[l.SKU]
	made := magentosim.OrderItem{
		ItemID: rowID(o, at), ProductID: productID(l.SKU), SKU: k.Code, Name: l.Title, Qty: decimal.NewFromInt(int64(l.Quantity)), Price: twice(l.UnitPrice),
		Discount: twice(l.Discount), DiscountPercent: decimal.NewFromInt(o.Percent), Tax: twice(l.Tax), TaxPercent: decimal.New(o.TaxRate, -2),
		Weight: decimal.New(int64(k.Grams), -3),
	}
	if inKinds(s.merchant, s.index, k.Product) {
		label := s.labels[s.merchant.Products[k.Product].Option]
		made.ProductID = int64(firstGathering + k.Product)
		made.Options = []magentosim.ItemOption{{AttributeID: label.id, Value: label.values[k.Value]}}
		made.Children = []magentosim.OrderItem{{ItemID: rowID(o, at) + 1, ProductID: productID(l.SKU), SKU: k.Code, Name: l.Title + " " + k.Value, Qty: made.Qty, Weight: made.Weight}}
	}
	return made
}

func (s *magentoShop) payment(p *merchant.Payment) magentosim.Payment {
	if p.Method == merchant.ByTransfer {
		return magentosim.Payment{Method: "banktransfer"}
	}
	return magentosim.Payment{
		Method: "stripe_payments", LastTransID: p.ID, Authorized: reserved(p), CCType: strings.ToUpper(p.Card.Brand[:2]), CCLast4: p.Card.Last4,
	}
}
