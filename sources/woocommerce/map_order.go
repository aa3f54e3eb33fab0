package woocommerce

import (
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

// amounts of one order are all in its currency.
type amounts struct {
	*reader
	currency  string
	inclusive bool // prices include taxes
}

func (r *reader) amounts(w *orderWire) amounts {
	code := strings.ToUpper(w.Currency)
	if !commerce.ValidCurrency(code) {
		r.fail("currency")
	}
	return amounts{r, code, w.InclusiveTax == yes}
}

func (a amounts) money(d commerce.Decimal) commerce.Money { return commerce.NewMoney(d, a.currency) }

func (a amounts) bag(d commerce.Decimal) commerce.MoneyBag {
	return commerce.SingleCurrency(a.money(d))
}

func (a amounts) bagPtr(d commerce.Decimal) *commerce.MoneyBag {
	b := a.bag(d)
	return &b
}

// priced returns an amount as the shop's prices are: all of an order's are kept
// without tax, with the tax beside.
func (a amounts) priced(amount, tax, field string) commerce.Decimal {
	d := a.decimal(amount, field)
	if a.inclusive {
		d = d.Add(a.decimal(tax, field))
	}
	return d
}

func (r *reader) order(w *orderWire) *commerce.Order {
	a := r.amounts(w)
	email := commerce.Text(w.Billing.Email)
	o := &commerce.Order{
		Origin:      r.origin(&w.head, "shop_order", "post.php?post="+keyOf(w.ID)+"&action=edit"),
		Name:        w.Number,
		PlacedAt:    w.Created,
		ProcessedAt: w.Paid,
		ClosedAt:    w.Completed,

		Status:            orderStates.state("status", w.Status),
		FulfillmentStatus: fulfillmentState(w),
		Note:              commerce.Text(w.CustomerNote),
		Channel:           commerce.Text(w.CreatedVia),

		Customer:        commerce.CustomerRef{ID: r.maybeID(w.CustomerID), Email: email},
		Email:           email,
		Phone:           commerce.Text(w.Billing.Phone),
		BillingAddress:  address(&w.Billing),
		ShippingAddress: address(&w.Shipping),

		TotalDiscounts: a.bagPtr(a.priced(w.DiscountTotal, w.DiscountTax, "discount_total")),
		TotalShipping:  a.bagPtr(a.priced(w.ShippingTotal, w.ShippingTax, "shipping_total")),
		TotalTax:       a.bagPtr(a.decimal(w.TotalTax, "total_tax")),
		Total:          a.bag(a.decimal(w.Total, "total")),
	}
	if w.Total == "" {
		r.fail("total")
	}
	if w.Status == "" {
		r.fail("status")
	}
	if o.Name == "" {
		o.Name = keyOf(w.ID)
	}
	refunded := r.refunded(w)
	o.TotalRefunded = a.bagPtr(refunded)
	o.Subtotal = a.bagPtr(r.subtotal(w))
	o.PaymentStatus = paymentState(w, o.Total.Shop.Amount, refunded)
	r.orderParts(o, w, a)
	return o
}

// subtotal is what remains of the total without taxes and shipping; the taxes of
// the lines belong to it where prices include them.
func (r *reader) subtotal(w *orderWire) commerce.Decimal {
	sum := r.decimal(w.Total, "total").Add(negative(r.decimal(w.TotalTax, "total_tax"))).Add(negative(r.decimal(w.ShippingTotal, "shipping_total")))
	if w.InclusiveTax == yes {
		sum = sum.Add(r.decimal(w.CartTax, "cart_tax"))
	}
	return sum
}

// refunded sums the refunds, whose totals are negative in their order.
func (r *reader) refunded(w *orderWire) commerce.Decimal {
	var sum commerce.Decimal
	for _, f := range w.Refunds {
		sum = sum.Add(r.decimal(f.Total, "refunds.total").Abs())
	}
	return sum
}

func negative(d commerce.Decimal) commerce.Decimal { return commerce.DecimalOf(d.Wide().Neg()) }

// paymentState derives what WooCommerce has no word for. An order is paid as a
// whole or not at all, and keeps its state when a part is given back.
func paymentState(w *orderWire, total, refunded commerce.Decimal) commerce.State[commerce.OrderPaymentStatus] {
	derived := func(v commerce.OrderPaymentStatus) commerce.State[commerce.OrderPaymentStatus] {
		return commerce.State[commerce.OrderPaymentStatus]{Value: v, RawField: "date_paid", Mapping: commerce.MappingDerived}
	}
	worded := func(v commerce.OrderPaymentStatus) commerce.State[commerce.OrderPaymentStatus] {
		return commerce.State[commerce.OrderPaymentStatus]{Value: v, Raw: commerce.Text(w.Status), RawField: "status", Mapping: commerce.MappingDerived}
	}
	switch {
	case w.Status == "refunded":
		return worded(commerce.OrderPaymentStatusRefunded)
	case total.Sign() == 0:
		return derived(commerce.OrderPaymentStatusNotRequired)
	case w.Paid.IsZero() && w.Status == "cancelled":
		return worded(commerce.OrderPaymentStatusVoided)
	case w.Status == "failed":
		return worded(commerce.OrderPaymentStatusFailed)
	case w.Paid.IsZero():
		return derived(commerce.OrderPaymentStatusPending)
	case refunded.Cmp(total) >= 0:
		return derived(commerce.OrderPaymentStatusRefunded)
	case refunded.Sign() > 0:
		return derived(commerce.OrderPaymentStatusPartiallyRefunded)
	}
	return derived(commerce.OrderPaymentStatusPaid)
}

// fulfillmentState knows that nothing need be sent of an order which WooCommerce
// would complete by itself: all of it is virtual and downloadable.
func fulfillmentState(w *orderWire) commerce.State[commerce.OrderFulfillmentStatus] {
	s := fulfillmentStates.state("status", w.Status)
	if w.NeedsWork == no && s.Value == commerce.OrderFulfillmentStatusUnfulfilled {
		return commerce.State[commerce.OrderFulfillmentStatus]{
			Value: commerce.OrderFulfillmentStatusNotRequired, RawField: "needs_processing", Mapping: commerce.MappingDerived,
		}
	}
	return s
}

func (r *reader) orderParts(o *commerce.Order, w *orderWire, a amounts) {
	if r.holds.Has(commerce.OrderRefunds) {
		for i := range w.Refunds {
			o.Refunds = append(o.Refunds, r.refund(&w.Refunds[i], w, a))
		}
	}
	if r.holds.Has(commerce.OrderTransactions) {
		o.Transactions = r.transactions(w, a)
	}
	if r.holds.Has(commerce.OrderFulfillments) {
		o.Fulfillments = r.fulfillments(w)
	}
	if r.holds.Has(commerce.OrderHolds) {
		o.HeldFor = heldFor(w)
	}
	if r.holds.Has(commerce.OrderComments) {
		o.Comments = comments(w)
	}
	if r.holds.Has(commerce.OrderAttributes) {
		o.Attributes = attributes(w.Meta)
	}
	if r.holds.Has(commerce.OrderLines) {
		for i := range w.Lines {
			o.LineItems = append(o.LineItems, r.line(&w.Lines[i], w, a, o))
		}
		for i := range w.FeeLines {
			o.LineItems = append(o.LineItems, r.fee(&w.FeeLines[i], w, a))
		}
	}
	if r.holds.Has(commerce.OrderCharges) {
		r.charges(o, w, a)
	}
}

func (r *reader) charges(o *commerce.Order, w *orderWire, a amounts) {
	for i := range w.CouponLines {
		c := &w.CouponLines[i]
		amount := a.money(a.priced(c.Discount, c.DiscountTax, "coupon_lines.discount"))
		o.Discounts = append(o.Discounts, commerce.DiscountApplication{Code: commerce.Text(text(c.Code)), Amount: &amount})
	}
	for i := range w.TaxLines {
		t := &w.TaxLines[i]
		title, rate := r.taxName(t)
		sum := r.decimal(t.Total, "tax_lines.tax_total").Add(r.decimal(t.Shipping, "tax_lines.shipping_tax_total"))
		o.TaxLines = append(o.TaxLines, commerce.TaxLine{Title: title, Rate: rate, Amount: a.bag(sum)})
	}
	for i := range w.ShippingLines {
		s := &w.ShippingLines[i]
		o.ShippingLines = append(o.ShippingLines, commerce.ShippingLine{
			Title: commerce.Text(text(s.Title)), Code: commerce.Text(s.Method), Amount: a.bag(a.priced(s.Total, s.TotalTax, "shipping_lines.total")),
		})
	}
}
