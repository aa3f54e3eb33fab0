package shopify

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

func readOrder(r *reader, w *orderWire) *commerce.Order {
	o := &commerce.Order{
		Origin:      r.origin(w.ID, "Order", "orders", r.instant(w.UpdatedAt, "updatedAt")),
		Name:        need(r, w.Name, "name"),
		PlacedAt:    r.instant(w.CreatedAt, "createdAt"),
		ProcessedAt: r.instant(w.ProcessedAt, "processedAt"),
		CancelledAt: r.maybeInstant(w.CancelledAt, "cancelledAt"),
		ClosedAt:    r.maybeInstant(w.ClosedAt, "closedAt"),

		PaymentStatus:     financialStates.state("displayFinancialStatus", w.Financial),
		FulfillmentStatus: fulfillmentStates.promised(r, "displayFulfillmentStatus", w.Fulfillment),
		ReturnStatus:      returnStates.promised(r, "returnStatus", w.Return),
		CancelReason:      cancelReasons.state("cancelReason", w.CancelReason),
		Test:              need(r, w.Test, "test"),
		Note:              optional(w.Note),
		Tags:              r.strings(w.Tags, "tags"),
		Channel:           optional(w.SourceName),

		Customer:        r.buyer(w.Customer, w.Email),
		Email:           optional(w.Email),
		Phone:           optional(w.Phone),
		BillingAddress:  r.maybeAddress(&w.BillingAddress),
		ShippingAddress: r.maybeAddress(&w.ShippingAddress),

		Subtotal:       r.maybeBag(w.Subtotal, "subtotalPriceSet"),
		TotalDiscounts: r.maybeBag(w.Discounts, "totalDiscountsSet"),
		TotalTax:       r.maybeBag(w.Tax, "totalTaxSet"),
		Total:          r.bag(w.Total, "totalPriceSet"),
	}
	shipping, refunded := r.bag(w.Shipping, "totalShippingPriceSet"), r.bag(w.Refunded, "totalRefundedSet")
	o.TotalShipping, o.TotalRefunded = &shipping, &refunded
	o.Status = lifecycle(o)
	r.orderParts(o, w)
	return o
}

// lifecycle derives the state that Shopify has no word for. A closed order is
// one that the merchant is done with: archived.
func lifecycle(o *commerce.Order) commerce.State[commerce.OrderStatus] {
	s := commerce.State[commerce.OrderStatus]{Value: commerce.OrderStatusOpen, Mapping: commerce.MappingDerived}
	switch {
	case !o.CancelledAt.IsZero():
		s.Value, s.RawField = commerce.OrderStatusCancelled, "cancelledAt"
	case !o.ClosedAt.IsZero():
		s.Value, s.RawField = commerce.OrderStatusCompleted, "closedAt"
	}
	return s
}

func (r *reader) orderParts(o *commerce.Order, w *orderWire) {
	if r.holds.Has(commerce.OrderCharges) {
		r.charges(o, w)
	}
	if r.holds.Has(commerce.OrderTransactions) {
		for t := range elements(r, w.Transactions, "transactions") {
			o.Transactions = append(o.Transactions, r.transaction(t))
		}
	}
	if r.holds.Has(commerce.OrderRefunds) {
		for f := range elements(r, w.Refunds, "refunds") {
			o.Refunds = append(o.Refunds, r.refund(f))
		}
	}
	if r.holds.Has(commerce.OrderFulfillments) {
		for f := range elements(r, w.Fulfillments, "fulfillments") {
			o.Fulfillments = append(o.Fulfillments, r.fulfillment(f))
		}
	}
	if r.holds.Has(commerce.OrderReturns) {
		for b := range nodes(r, w.Returns, "returns") {
			o.Returns = append(o.Returns, r.returned(b))
		}
	}
	if r.holds.Has(commerce.OrderHolds) {
		o.HeldFor = r.heldFor(w)
	}
	if r.holds.Has(commerce.OrderRisks) {
		o.Risk = r.risk(w)
	}
	if r.holds.Has(commerce.OrderComments) {
		o.Comments = r.comments(w.Events)
	}
	if r.holds.Has(commerce.OrderAttributes) {
		o.Attributes = r.attributes(w.Metafields)
	}
	if r.holds.Has(commerce.OrderLines) {
		edited := need(r, w.Edited, "edited")
		for l := range nodes(r, w.Lines, "lineItems") {
			o.LineItems = append(o.LineItems, r.line(l, o, edited))
		}
	}
}

func (r *reader) line(w *lineWire, o *commerce.Order, edited bool) *commerce.LineItem {
	l := &commerce.LineItem{
		Origin:       r.part(w.ID, "LineItem", o.UpdatedAt),
		Title:        need(r, w.Title, "lineItems.title"),
		VariantTitle: optional(w.VariantTitle),
		SKU:          optional(w.SKU),
		VariantID:    r.ref(w.Variant, "lineItems.variant.id"),
		ProductID:    r.ref(w.Product, "lineItems.product.id"),
		UnitPrice:    r.bag(w.UnitPrice, "lineItems.originalUnitPriceSet"),
		Total:        r.bag(w.Total, "lineItems.discountedTotalSet"),
		TaxLines:     r.taxLines(w.TaxLines, "lineItems.taxLines"),
	}
	discounted, shipped := r.bag(w.DiscountedPrice, "lineItems.discountedUnitPriceSet"), need(r, w.RequiresShipping, "lineItems.requiresShipping")
	l.DiscountedUnitPrice, l.RequiresShipping = &discounted, &shipped
	l.Quantity = r.quantity(w, l.ID, o, edited)
	return l
}

// quantity counts a line's units as far as Shopify tells. It counts refunded
// and removed units together: only an edited order has removed ones, and there
// the refunds tell them apart. It counts what can no longer be sent, too, not
// what was sent: while nothing was taken back that is the rest, else the
// fulfillments tell. What neither tells is unknown.
func (r *reader) quantity(w *lineWire, line commerce.ID, o *commerce.Order, edited bool) commerce.LineQuantity {
	ordered, current := r.units(w.Quantity, "lineItems.quantity"), r.units(w.Current, "lineItems.currentQuantity")
	unfulfilled, never := r.units(w.Unfulfilled, "lineItems.unfulfilledQuantity"), r.units(w.NonFulfillable, "lineItems.nonFulfillableQuantity")
	q := commerce.LineQuantity{Ordered: ordered, Remaining: &unfulfilled}
	gone := ordered - current
	switch {
	case gone == 0 || !edited:
		q.Refunded, q.Cancelled = &gone, new(int)
	case r.holds.Has(commerce.OrderRefunds):
		refunded := refundedUnits(o.Refunds, line)
		removed := max(0, gone-refunded)
		q.Refunded, q.Cancelled = &refunded, &removed
	}
	switch {
	case r.holds.Has(commerce.OrderFulfillments):
		sent := fulfilledUnits(o.Fulfillments, line)
		q.Fulfilled = &sent
	case gone == 0:
		sent := max(0, ordered-unfulfilled-never)
		q.Fulfilled = &sent
	}
	return q
}

func refundedUnits(refunds []*commerce.Refund, line commerce.ID) int {
	sum := 0
	for _, f := range refunds {
		for _, l := range f.Lines {
			if l.LineItemID == line {
				sum += l.Quantity
			}
		}
	}
	return sum
}

// fulfilledUnits leaves out what was cancelled or went wrong.
func fulfilledUnits(fulfillments []*commerce.Fulfillment, line commerce.ID) int {
	sum := 0
	for _, f := range fulfillments {
		if s := f.Status.Value; s == commerce.FulfillmentStatusCancelled || s == commerce.FulfillmentStatusFailed {
			continue
		}
		for _, l := range f.Lines {
			if l.LineItemID == line {
				sum += l.Quantity
			}
		}
	}
	return sum
}

func (r *reader) charges(o *commerce.Order, w *orderWire) {
	for d := range nodes(r, w.Applications, "discountApplications") {
		o.Discounts = append(o.Discounts, r.discount(d))
	}
	o.TaxLines = r.taxLines(w.TaxLines, "taxLines")
	for s := range nodes(r, w.ShippingLines, "shippingLines") {
		o.ShippingLines = append(o.ShippingLines, r.shippingLine(s))
	}
}

func (r *reader) shippingLine(w *shippingLineWire) commerce.ShippingLine {
	return commerce.ShippingLine{
		Title:  commerce.Text(need(r, w.Title, "shippingLines.title")),
		Code:   optional(w.Code),
		Amount: r.bag(w.Amount, "shippingLines.discountedPriceSet"),
	}
}

// discount reads an application of an interface type. Its value is what it
// takes off, whatever sign Shopify writes: percentages are documented negative.
func (r *reader) discount(w *discountWire) commerce.DiscountApplication {
	d := commerce.DiscountApplication{Title: optional(w.Title), Code: optional(w.Code)}
	value := &w.Value.Value
	switch {
	case !w.Value.OK:
		r.fail("discountApplications.value")
	case value.Percentage.OK:
		percentage := r.decimal(value.Percentage, "discountApplications.value.percentage").Abs()
		d.Percentage = &percentage
	case value.Amount.OK:
		amount := r.amount(value.Amount, need(r, value.Currency, "discountApplications.value"), "discountApplications.value.amount")
		amount.Amount = amount.Amount.Abs()
		d.Amount = &amount
	}
	return d
}

// buyer returns the customer of an order. A guest is known by the order's address alone.
func (r *reader) buyer(w jsonx.Opt[buyerWire], email optText) commerce.CustomerRef {
	if !w.OK {
		return commerce.CustomerRef{Email: optional(email)}
	}
	return commerce.CustomerRef{ID: r.id(w.Value.ID, "customer.id"), Email: optional(w.Value.Email.Value.Address)}
}
