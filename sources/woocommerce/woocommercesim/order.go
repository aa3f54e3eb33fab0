package woocommercesim

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Order is an order as it is seeded. Totals are derived from its lines.
type Order struct {
	ID, ParentID       int
	Number             string // the id when empty
	Key                string // made up when empty
	CreatedVia         string // checkout when empty
	Version            string // the shop's when empty
	Status             string // pending when empty
	Currency           string // the shop's when empty
	Created, Modified  time.Time
	Paid, Completed    time.Time
	CustomerID         int // 0 is a guest
	CustomerIP         string
	CustomerAgent      string
	CustomerNote       string
	Billing, Shipping  Address
	PaymentMethod      string // the gateway's id
	PaymentMethodTitle string
	TransactionID      string
	CartHash           string
	PricesIncludeTax   *bool // the shop's when nil
	Meta               []Meta
	// TaxRate is what the taxes of all items belong to. Where there are several
	// rates they are TaxRates, and each item says in its Taxes what is whose.
	TaxRate      *TaxRate
	TaxRates     []TaxRate
	Lines        []Line
	Delivery     []Delivery
	Fees         []Fee
	Coupons      []Coupon
	stockTaken   bool
	haystack     string // see searched
	statusBefore string // of an order in the trash
}

// Line is a line item. Subtotal is before discounts, Total after them, and both
// are without tax.
type Line struct {
	ID                     int
	Name                   string
	ProductID, VariationID int
	Quantity               decimal.Decimal
	TaxClass               string
	Subtotal, SubtotalTax  decimal.Decimal
	Total, TotalTax        decimal.Decimal
	// Taxes are TotalTax and SubtotalTax by rate, where there are several.
	Taxes []ItemTax
	// SKU is shown where the shop does not have the product any more; else it
	// is the product's own.
	SKU  string
	Meta []Meta
}

// Delivery is a shipping line.
type Delivery struct {
	ID                    int
	MethodTitle, MethodID string
	InstanceID            string
	Total, TotalTax       decimal.Decimal
	Taxes                 []ItemTax // by rate, where there are several
	Meta                  []Meta
}

// Fee is a fee line.
type Fee struct {
	ID              int
	Name            string
	TaxClass        string
	TaxStatus       string // taxable when empty
	Total, TotalTax decimal.Decimal
	Taxes           []ItemTax // by rate, where there are several
	Meta            []Meta
}

// Coupon is a coupon line. What it takes off is in the lines' totals already.
type Coupon struct {
	ID                    int
	Code                  string
	Discount, DiscountTax decimal.Decimal
	Meta                  []Meta
}

// clone copies an order as deep as a caller could change it.
func (o Order) clone() Order {
	o.Meta = slices.Clone(o.Meta)
	o.Lines = slices.Clone(o.Lines)
	for i := range o.Lines {
		o.Lines[i].Meta, o.Lines[i].Taxes = slices.Clone(o.Lines[i].Meta), slices.Clone(o.Lines[i].Taxes)
	}
	o.Delivery = slices.Clone(o.Delivery)
	for i := range o.Delivery {
		o.Delivery[i].Meta, o.Delivery[i].Taxes = slices.Clone(o.Delivery[i].Meta), slices.Clone(o.Delivery[i].Taxes)
	}
	o.Fees = slices.Clone(o.Fees)
	for i := range o.Fees {
		o.Fees[i].Meta, o.Fees[i].Taxes = slices.Clone(o.Fees[i].Meta), slices.Clone(o.Fees[i].Taxes)
	}
	o.Coupons = slices.Clone(o.Coupons)
	for i := range o.Coupons {
		o.Coupons[i].Meta = slices.Clone(o.Coupons[i].Meta)
	}
	o.TaxRates = slices.Clone(o.TaxRates)
	o.TaxRate, o.PricesIncludeTax = copied(o.TaxRate), copied(o.PricesIncludeTax)
	return o
}

// totals are what an order's lines come to.
type totals struct {
	discount, discountTax decimal.Decimal
	shipping, shippingTax decimal.Decimal
	cartTax               decimal.Decimal
	total, totalTax       decimal.Decimal
}

func (o *Order) totals() totals {
	var t totals
	for _, l := range o.Lines {
		t.discount = t.discount.Add(l.Subtotal).Sub(l.Total)
		t.discountTax = t.discountTax.Add(l.SubtotalTax).Sub(l.TotalTax)
		t.cartTax = t.cartTax.Add(l.TotalTax)
		t.total = t.total.Add(l.Total)
	}
	for _, f := range o.Fees {
		t.cartTax = t.cartTax.Add(f.TotalTax)
		t.total = t.total.Add(f.Total)
	}
	for _, d := range o.Delivery {
		t.shipping = t.shipping.Add(d.Total)
		t.shippingTax = t.shippingTax.Add(d.TotalTax)
	}
	t.totalTax = t.cartTax.Add(t.shippingTax)
	t.total = t.total.Add(t.shipping).Add(t.totalTax)
	return t
}
