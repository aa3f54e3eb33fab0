package magento

import (
	"cmp"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

func readOrder(r *reader, w *orderWire) *commerce.Order {
	in := r.rates(w.BaseCurrency, w.OrderCurrency)
	o := &commerce.Order{
		Origin:   r.origin(r.needID(w.ID, "entity_id"), "order", "sales/order/view/order_id", r.instant(w.UpdatedAt, "updated_at")),
		Name:     w.IncrementID.Value,
		PlacedAt: r.instant(w.CreatedAt, "created_at"),
		Status:   orderStates.state("state", w.State.Value),
		Note:     text(w.CustomerNote),
		Channel:  channel(w.StoreName.Value),
		Customer: commerce.CustomerRef{ID: r.id(w.CustomerID), Email: text(w.CustomerEmail)},
		Email:    text(w.CustomerEmail),

		BillingAddress:  r.address(w.Billing),
		ShippingAddress: r.address(w.More.Assigned.Address),

		TotalShipping: r.bag(w.shipping(), in, "shipping_amount"),
		TotalTax:      r.bag(w.tax(), in, "tax_amount"),
		Total:         r.needBag(w.total(), in, "grand_total"),
	}
	if a := w.Billing; a != nil {
		o.Phone = text(a.Telephone)
	}
	r.totals(o, w, in)
	lines := r.linesOf(w)
	o.PaymentStatus = r.paymentStatus(w, o, in)
	o.FulfillmentStatus = fulfillmentStatus(w.State.Value, lines)
	o.ReturnStatus = returnStatus(lines)
	if r.holds.Has(commerce.OrderLines) {
		for _, l := range lines {
			o.LineItems = append(o.LineItems, r.line(l, o, in))
		}
	}
	if r.holds.Has(commerce.OrderCharges) {
		r.charges(o, w, in)
	}
	if r.holds.Has(commerce.OrderHolds) {
		o.HeldFor = heldFor(w)
	}
	if r.holds.Has(commerce.OrderComments) {
		o.Comments = r.comments(w.History)
	}
	if r.holds.Has(commerce.OrderAttributes) {
		o.Attributes = extended(w.More.Others)
	}
	return o
}

// totals adds what Magento gives with another sign, or not in one sum. Its
// discount is negative and holds that on shipping, which the lines do not have.
func (r *reader) totals(o *commerce.Order, w *orderWire, in rates) {
	discount := r.bag(w.discount(), in, "discount_amount")
	if discount != nil {
		total := combine(in, func(of func(*commerce.MoneyBag) commerce.Decimal) commerce.Decimal { return of(discount).Abs() })
		o.TotalDiscounts = &total
	}
	if subtotal := r.bag(w.subtotal(), in, "subtotal"); subtotal != nil {
		shipping := r.bag(w.shippingDiscount(), in, "shipping_discount_amount")
		after := combine(in, func(of func(*commerce.MoneyBag) commerce.Decimal) commerce.Decimal {
			return minus(of(subtotal), minus(of(discount).Abs(), of(shipping).Abs()))
		})
		o.Subtotal = &after
	}
	if o.TotalRefunded = r.bag(w.refunded(), in, "total_refunded"); o.TotalRefunded == nil {
		o.TotalRefunded = r.bag(amount{optNumeral{"0", true}, optNumeral{"0", true}}, in, "total_refunded")
	}
}

// channel returns website, store and store view, which Magento writes in lines.
func channel(name string) commerce.Text {
	lines := strings.FieldsFunc(name, func(c rune) bool { return c == '\n' || c == '\r' })
	return commerce.Text(strings.Join(lines, " / "))
}

func (r *reader) address(w *addressWire) *commerce.Address {
	if w == nil {
		return nil
	}
	street, rest, _ := strings.Cut(w.Street.Value, "\n")
	return &commerce.Address{
		FirstName:    text(w.FirstName),
		LastName:     text(w.LastName),
		Company:      text(w.Company),
		Address1:     commerce.Text(street),
		Address2:     commerce.Text(strings.ReplaceAll(rest, "\n", ", ")),
		City:         text(w.City),
		Province:     text(w.Region.Name),
		ProvinceCode: text(cmp.Or(w.RegionCode, w.Region.Code)),
		Zip:          text(w.Postcode),
		CountryCode:  commerce.Text(strings.ToUpper(w.CountryID.Value)),
		Phone:        text(w.Telephone),
	}
}

// paymentStatus derives the state from the amounts, in the shop's currency.
func (r *reader) paymentStatus(w *orderWire, o *commerce.Order, in rates) commerce.State[commerce.OrderPaymentStatus] {
	total := o.Total.Shop.Amount
	shop := func(a amount, field string) commerce.Decimal {
		if bag := r.bag(a, in, field); bag != nil {
			return bag.Shop.Amount
		}
		return commerce.Decimal{}
	}
	paid, refunded := shop(w.paid(), "total_paid"), shop(w.refunded(), "total_refunded")
	if paid.Sign() > 0 {
		return derived(paidStatus(total, paid, refunded))
	}
	state := w.State.Value
	authorized := r.number(w.Payment.Authorized, "payment.base_amount_authorized")
	switch {
	case total.Sign() == 0:
		return derived(commerce.OrderPaymentStatusNotRequired)
	case state == "canceled":
		return derived(commerce.OrderPaymentStatusVoided)
	case state == "pending_payment", state == "payment_review", authorized.Sign() <= 0:
		return derived(commerce.OrderPaymentStatusPending)
	case authorized.Cmp(total) >= 0:
		return derived(commerce.OrderPaymentStatusAuthorized)
	}
	return derived(commerce.OrderPaymentStatusPartiallyAuthorized)
}

func paidStatus(total, paid, refunded commerce.Decimal) commerce.OrderPaymentStatus {
	switch {
	case refunded.Cmp(paid) >= 0:
		return commerce.OrderPaymentStatusRefunded
	case refunded.Sign() > 0:
		return commerce.OrderPaymentStatusPartiallyRefunded
	case paid.Cmp(total) < 0:
		return commerce.OrderPaymentStatusPartiallyPaid
	case paid.Cmp(total) > 0:
		return commerce.OrderPaymentStatusOverpaid
	}
	return commerce.OrderPaymentStatusPaid
}

func fulfillmentStatus(state string, lines []*line) commerce.State[commerce.OrderFulfillmentStatus] {
	shipped, remaining, goods := 0, 0, false
	for _, l := range lines {
		if !l.virtual {
			goods = true
			shipped, remaining = shipped+*l.quantity.Fulfilled, remaining+*l.quantity.Remaining
		}
	}
	switch {
	case len(lines) > 0 && !goods:
		return derived(commerce.OrderFulfillmentStatusNotRequired)
	case state == "holded":
		return derived(commerce.OrderFulfillmentStatusOnHold)
	case shipped == 0:
		return derived(commerce.OrderFulfillmentStatusUnfulfilled)
	case remaining > 0:
		return derived(commerce.OrderFulfillmentStatusPartiallyFulfilled)
	}
	return derived(commerce.OrderFulfillmentStatusFulfilled)
}

// returnStatus derives what shops tell that count returned units: Open Source
// keeps no returns.
func returnStatus(lines []*line) commerce.State[commerce.OrderReturnStatus] {
	returned, counted := 0, false
	for _, l := range lines {
		returned, counted = returned+l.returned, counted || l.counted
	}
	switch {
	case !counted:
		return commerce.State[commerce.OrderReturnStatus]{Value: commerce.OrderReturnStatusUnknown, Mapping: commerce.MappingUnknown}
	case returned > 0:
		return commerce.State[commerce.OrderReturnStatus]{Value: commerce.OrderReturnStatusReturned, Mapping: commerce.MappingLossy}
	}
	return derived(commerce.OrderReturnStatusNoReturn)
}

func (r *reader) charges(o *commerce.Order, w *orderWire, in rates) {
	if d := o.TotalDiscounts; d != nil && d.Shop.Amount.Sign() != 0 || w.CouponCode.Value != "" {
		applied := commerce.DiscountApplication{Title: text(w.DiscountTitle), Code: text(w.CouponCode)}
		if d != nil {
			applied.Amount = &d.Shop
		}
		o.Discounts = []commerce.DiscountApplication{applied}
	}
	for i := range w.More.Taxes {
		t := &w.More.Taxes[i]
		o.TaxLines = append(o.TaxLines, commerce.TaxLine{Title: text(t.Title), Rate: r.percent(t.Percent, "applied_taxes.percent"), Amount: r.needBag(amount{t.BaseAmount, t.Amount}, in, "applied_taxes.amount")})
	}
	if o.TotalTax != nil && len(o.TaxLines) == 0 && o.TotalTax.Shop.Amount.Sign() != 0 {
		o.TaxLines = []commerce.TaxLine{{Amount: *o.TotalTax}}
	}
	if o.TotalShipping != nil && (w.ShippingTitle.OK || w.More.Assigned.Method.OK || o.TotalShipping.Shop.Amount.Sign() != 0) {
		o.ShippingLines = []commerce.ShippingLine{{Title: text(w.ShippingTitle), Code: text(w.More.Assigned.Method), Amount: *o.TotalShipping}}
	}
}
