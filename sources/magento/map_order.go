package magento

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

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

// line is a row of an order with the rows under it: the chosen variant of a
// configurable product, or the parts of a bundle. Price and quantity are the row's.
type line struct {
	row      *itemWire
	children []*itemWire
	quantity commerce.LineQuantity
	virtual  bool
	returned int
	counted  bool // whether it says how many came back
}

func (r *reader) linesOf(w *orderWire) []*line {
	out := make([]*line, 0, len(w.Items))
	byID := make(map[int64]*line, len(w.Items))
	for i := range w.Items {
		if row := &w.Items[i]; row.ParentID.Value == 0 {
			l := &line{row: row, virtual: row.IsVirtual.Value != 0}
			byID[row.ID.Value] = l
			out = append(out, l)
		}
	}
	for i := range w.Items {
		if row := &w.Items[i]; row.ParentID.Value != 0 {
			if parent := byID[row.ParentID.Value]; parent != nil {
				parent.children = append(parent.children, row)
			}
		}
	}
	for _, l := range out {
		r.count(l)
	}
	return out
}

// count counts a line's units. The parts of a bundle can be sent apart; the
// bundle is sent as often as the part that was sent least often.
func (r *reader) count(l *line) {
	ordered := r.units(l.row.Ordered, "items.qty_ordered")
	refunded, cancelled := r.units(l.row.Refunded, "items.qty_refunded"), r.units(l.row.Cancelled, "items.qty_canceled")
	shipped := r.units(l.row.Shipped, "items.qty_shipped")
	if shipped == 0 && l.row.Type.Value == "bundle" {
		shipped = r.bundlesShipped(l, ordered)
	}
	left := max(0, ordered-shipped-refunded-cancelled)
	if l.virtual {
		left = 0
	}
	l.quantity = commerce.LineQuantity{Ordered: ordered, Fulfilled: &shipped, Refunded: &refunded, Cancelled: &cancelled, Remaining: &left}
	l.returned, l.counted = r.units(l.row.Returned, "items.qty_returned"), l.row.Returned.OK
}

func (r *reader) bundlesShipped(l *line, ordered int) int {
	shipped := -1
	for _, part := range l.children {
		each := r.units(part.Ordered, "items.qty_ordered")
		if part.IsVirtual.Value != 0 || each == 0 {
			continue
		}
		n := r.units(part.Shipped, "items.qty_shipped") * ordered / each
		if shipped < 0 || n < shipped {
			shipped = n
		}
	}
	return max(0, shipped)
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

func (r *reader) line(l *line, o *commerce.Order, in rates) *commerce.LineItem {
	w := l.row
	out := &commerce.LineItem{
		Origin:    r.part(r.needID(w.ID, "items.item_id"), "order_item", o.UpdatedAt),
		Title:     w.Name.Value,
		SKU:       text(w.SKU),
		ProductID: r.id(w.ProductID),
		VariantID: r.id(w.ProductID),
		Quantity:  l.quantity,
		UnitPrice: r.needBag(w.price(), in, "items.price"),
	}
	if w.Type.Value == "configurable" {
		out.VariantID = commerce.ID{}
		if len(l.children) > 0 {
			child := l.children[0]
			out.VariantID = r.id(child.ProductID)
			if child.Name.Value != w.Name.Value {
				out.VariantTitle = text(child.Name)
			}
		}
	}
	rows, discount := r.needBag(w.rowTotal(), in, "items.row_total"), r.sum(l, in, "items.discount_amount", (*itemWire).discount)
	out.Total = combine(in, func(of func(*commerce.MoneyBag) commerce.Decimal) commerce.Decimal {
		return minus(of(&rows), of(discount).Abs())
	})
	out.DiscountedUnitPrice = unitPrice(out.Total, r.number(w.Ordered, "items.qty_ordered").Wide(), in)
	if tax := r.sum(l, in, "items.tax_amount", (*itemWire).tax); tax != nil && tax.Shop.Amount.Sign() != 0 {
		out.TaxLines = []commerce.TaxLine{{Rate: r.percent(w.TaxPercent, "items.tax_percent"), Amount: *tax}}
	}
	ships := !l.virtual
	out.RequiresShipping = &ships
	return out
}

// sum returns an amount of a line: a bundle whose price its parts make up has
// discounts and taxes on these only.
func (r *reader) sum(l *line, in rates, field string, of func(*itemWire) amount) *commerce.MoneyBag {
	own := r.bag(of(l.row), in, field)
	if l.row.Type.Value != "bundle" || own != nil && own.Shop.Amount.Sign() != 0 {
		return own
	}
	total := commerce.NewMoneyBag(commerce.NewMoney(commerce.Decimal{}, in.base), commerce.NewMoney(commerce.Decimal{}, in.order))
	for _, part := range l.children {
		before, more := total, r.bag(of(part), in, field)
		total = combine(in, func(of func(*commerce.MoneyBag) commerce.Decimal) commerce.Decimal { return of(&before).Add(of(more)) })
	}
	return &total
}

// unitPrice divides a total; nil where that has no exact price.
func unitPrice(total commerce.MoneyBag, quantity decimal.Decimal, in rates) *commerce.MoneyBag {
	if quantity.Sign() == 0 {
		return nil
	}
	exact := true
	price := combine(in, func(of func(*commerce.MoneyBag) commerce.Decimal) commerce.Decimal {
		whole := of(&total).Wide()
		one := whole.DivRound(quantity, maxDigits)
		exact = exact && one.Mul(quantity).Equal(whole)
		return commerce.DecimalOf(one)
	})
	if !exact {
		return nil
	}
	return &price
}

// percent reads a rate: 20 is a fifth.
func (r *reader) percent(n optNumeral, field string) *commerce.Decimal {
	if !n.OK {
		return nil
	}
	rate := commerce.DecimalOf(r.decimal(n, field).Wide().Shift(-2))
	return &rate
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

// hidden returns the rows of an order that stand under another one.
func (w *orderWire) hidden(item int64) bool {
	return slices.ContainsFunc(w.Items, func(row itemWire) bool { return row.ID.Value == item && row.ParentID.Value != 0 })
}
