package demo

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

func (s *wooShop) loadOrders() error {
	for i := range s.merchant.Orders {
		if o := &s.merchant.Orders[i]; o.Store == s.index {
			if err := s.place(o); err != nil {
				return err
			}
		}
	}
	return nil
}

// orderID is WordPress's number of an order, which a plug-in shows as another.
func orderID(o *merchant.Order) int { return firstOrder + (o.Number-1001)*perOrder }

// Parts of an order are numbered within it: its lines first.
const (
	deliveryPart = 50 + iota
	couponPart
	taxPart
	refundPart // and those behind it
)

func itemID(o *merchant.Order, part int) int { return o.Number*partsPerOrder + part }

func (s *wooShop) place(o *merchant.Order) error {
	if err := s.put(o); err != nil {
		return err
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

// put writes an order down as it stands. Its parcels and refunds are apart.
func (s *wooShop) put(o *merchant.Order) error {
	_, err := s.sim.PutOrder(s.order(o))
	return err
}

// send adds a parcel. The order tells of it by its status.
func (s *wooShop) send(o *merchant.Order, parcel int) error {
	f := &o.Fulfillments[parcel]
	made := woocommercesim.Fulfillment{OrderID: orderID(o), Updated: f.At, TrackingNumber: f.Tracking, Provider: strings.ToLower(f.Carrier)}
	if f.Tracking != "" {
		made.TrackingURL = trackingURL(f)
	}
	for _, portion := range f.Lines {
		made.Items = append(made.Items, woocommercesim.Parcel{Item: itemID(o, portion.Line), Quantity: portion.Quantity})
	}
	if _, err := s.sim.PutFulfillment(made); err != nil {
		return err
	}
	return s.put(o)
}

// giveBack adds a refund. Delivery and goodwill are in its amount only.
func (s *wooShop) giveBack(o *merchant.Order, refund int) error {
	r := &o.Refunds[refund]
	made := woocommercesim.Refund{
		ID: orderID(o) + 1 + refund, OrderID: orderID(o), Created: r.At, Amount: r.Total.Shop.Decimal(), Reason: r.Note, By: 1,
	}
	for _, part := range r.Parts {
		made.Paid = made.Paid || part.ID != ""
	}
	for i, back := range r.Lines {
		made.Restock = made.Restock || back.Restocked
		made.Lines = append(made.Lines, woocommercesim.RefundLine{
			ID: itemID(o, refundPart+i), Item: itemID(o, back.Line), Quantity: decimal.NewFromInt(int64(back.Quantity)),
			Total: back.Price.Sub(back.Tax).Shop.Decimal(), TotalTax: back.Tax.Shop.Decimal(),
		})
	}
	if _, err := s.sim.PutRefund(made); err != nil {
		return err
	}
	return s.put(o)
}

func (s *wooShop) collect(o *merchant.Order) error { return s.put(o) }

// order translates an order. Prices of the merchant contain the tax, those of
// WooCommerce's orders have it beside them.
func (s *wooShop) order(o *merchant.Order) woocommercesim.Order {
	made := woocommercesim.Order{
		ID: orderID(o), Number: o.Name, Status: status(o), Created: o.PlacedAt, Modified: o.UpdatedAt, CustomerNote: o.Note,
		Billing: s.address(o.Address), Shipping: s.address(o.Address),
		TaxRate: &woocommercesim.TaxRate{
			ID: int(o.TaxRate), Item: itemID(o, taxPart), Code: o.Country + "-VAT-1", Label: o.TaxTitle, Percent: float64(o.TaxRate) / 100,
		},
		Delivery: []woocommercesim.Delivery{{
			ID: itemID(o, deliveryPart), MethodTitle: o.Shipping.Title, MethodID: "flat_rate",
			Total: o.Shipping.Price.Sub(o.Shipping.Tax).Shop.Decimal(), TotalTax: o.Shipping.Tax.Shop.Decimal(),
		}},
	}
	made.Billing.Email, made.Billing.Phone = o.Email, o.Phone
	if o.Person != merchant.Guest {
		made.CustomerID = firstUser + o.Person
	}
	if o.Percent > 0 {
		tax := o.TaxIn(o.Discount)
		made.Coupons = []woocommercesim.Coupon{{
			ID: itemID(o, couponPart), Code: strings.ToLower(o.Code), Discount: o.Discount.Sub(tax).Shop.Decimal(), DiscountTax: tax.Shop.Decimal(),
		}}
	}
	for i := range o.Lines {
		made.Lines = append(made.Lines, s.line(o, i))
	}
	s.payment(&made, o)
	if made.Status == "completed" {
		made.Completed = o.Fulfillments[len(o.Fulfillments)-1].At
	}
	return made
}

func (s *wooShop) line(o *merchant.Order, at int) woocommercesim.Line {
	l := &o.Lines[at]
	before := l.UnitPrice.Times(l.Quantity)
	made := woocommercesim.Line{
		ID: itemID(o, at), Name: l.Title, Quantity: decimal.NewFromInt(int64(l.Quantity)),
		Subtotal: before.Sub(o.TaxIn(before)).Shop.Decimal(), SubtotalTax: o.TaxIn(before).Shop.Decimal(),
		Total: l.Total().Sub(l.Tax).Shop.Decimal(), TotalTax: l.Tax.Shop.Decimal(),
	}
	made.ProductID, made.VariationID = s.goods(l.SKU)
	if k := &s.merchant.SKUs[l.SKU]; made.VariationID != 0 {
		made.Name += " - " + k.Value
		made.Meta = []woocommercesim.Meta{{Key: strings.ToLower(s.merchant.Products[k.Product].Option), Value: k.Value}}
	}
	return made
}

// payment notes how an order is paid, and where the gateway has the payment.
func (s *wooShop) payment(made *woocommercesim.Order, o *merchant.Order) {
	p := &o.Payments[0]
	if p.Status == merchant.Paid {
		made.Paid = paidAt(p)
	}
	made.PaymentMethod, made.PaymentMethodTitle = "stripe", "Card"
	if p.Method == merchant.ByTransfer {
		made.PaymentMethod, made.PaymentMethodTitle = "bacs", "Bank transfer"
	}
	if !o.NotesPayment() {
		return
	}
	captured := map[bool]string{true: "yes", false: "no"}[p.Status == merchant.Paid]
	made.Meta = []woocommercesim.Meta{{Key: "_stripe_intent_id", Value: p.ID}, {Key: "_stripe_charge_captured", Value: captured}}
	if p.Status != merchant.Failed {
		made.TransactionID = chargeID(p)
	}
}

// status is the one word that WooCommerce has for all that an order can be.
func status(o *merchant.Order) string {
	p := &o.Payments[0]
	switch {
	case o.Refunded() == o.Total:
		return "refunded"
	case !o.CancelledAt.IsZero():
		return "cancelled"
	case p.Status == merchant.Failed:
		return "failed"
	case p.Status != merchant.Paid:
		return "on-hold"
	case len(o.Fulfillments) > 0 && !opens(o):
		return "completed"
	}
	return "processing"
}

// chargeID is the gateway's id of the charge that paid.
func chargeID(p *merchant.Payment) string { return "ch_" + strings.TrimPrefix(p.ID, "pi_") }

func trackingURL(f *merchant.Fulfillment) string { return "https://tracking.example/" + f.Tracking }

// paidAt is when the money of a payment came.
func paidAt(p *merchant.Payment) time.Time {
	if !p.CapturedAt.IsZero() {
		return p.CapturedAt
	}
	return p.At
}
