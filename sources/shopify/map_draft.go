package shopify

import (
	"cmp"

	"github.com/galleria-graph/galleria/commerce"
)

// draftCompleted is the state of a draft of which an order was made.
const draftCompleted = "COMPLETED"

// readDraft translates a draft; one of which an order was made is nil. What is
// a draft is not paid, and nothing of it was sent.
func readDraft(r *reader, w *draftWire) *commerce.Order {
	if w.Status.Value == draftCompleted {
		return nil
	}
	o := &commerce.Order{
		Origin:   r.origin(w.ID, draftType, "draft_orders", r.instant(w.UpdatedAt, "updatedAt")),
		Name:     need(r, w.Name, "name"),
		PlacedAt: r.instant(w.CreatedAt, "createdAt"),

		Status:            r.draftState(w),
		PaymentStatus:     derived(commerce.OrderPaymentStatusPending),
		FulfillmentStatus: derived(commerce.OrderFulfillmentStatusUnfulfilled),
		ReturnStatus:      derived(commerce.OrderReturnStatusNoReturn),
		Note:              optional(w.Note),
		Tags:              r.strings(w.Tags, "tags"),

		Customer:        r.buyer(w.Customer, w.Email),
		Email:           optional(w.Email),
		Phone:           optional(w.Phone),
		BillingAddress:  r.maybeAddress(&w.BillingAddress),
		ShippingAddress: r.maybeAddress(&w.ShippingAddress),

		Total: r.bag(w.Total, "totalPriceSet"),
	}
	subtotal, discounts := r.bag(w.Subtotal, "subtotalPriceSet"), r.bag(w.Discounts, "totalDiscountsSet")
	shipping, tax := r.bag(w.Shipping, "totalShippingPriceSet"), r.bag(w.Tax, "totalTaxSet")
	o.Subtotal, o.TotalDiscounts, o.TotalShipping, o.TotalTax = &subtotal, &discounts, &shipping, &tax
	r.draftParts(o, w)
	return o
}

// draftState is that of a draft, whatever Shopify's word for it: a new word is
// of one that is no order yet.
func (r *reader) draftState(w *draftWire) commerce.State[commerce.OrderStatus] {
	s := draftStates.promised(r, "status", w.Status)
	if s.Mapping == commerce.MappingUnknown {
		s.Value, s.Mapping = commerce.OrderStatusDraft, commerce.MappingDerived
	}
	return s
}

func derived[E ~string](value E) commerce.State[E] {
	return commerce.State[E]{Value: value, RawField: "status", Mapping: commerce.MappingDerived}
}

func (r *reader) draftParts(o *commerce.Order, w *draftWire) {
	if r.holds.Has(commerce.OrderLines) {
		for l := range nodes(r, w.Lines, "lineItems") {
			o.LineItems = append(o.LineItems, r.draftLine(l, o))
		}
	}
	if r.holds.Has(commerce.OrderCharges) {
		r.draftCharges(o, w)
	}
	if r.holds.Has(commerce.OrderComments) {
		o.Comments = r.comments(w.Events)
	}
	if r.holds.Has(commerce.OrderAttributes) {
		o.Attributes = r.attributes(w.Metafields)
	}
}

func (r *reader) draftLine(w *draftLineWire, o *commerce.Order) *commerce.LineItem {
	ordered := r.units(w.Quantity, "lineItems.quantity")
	discounted, shipped := r.bag(w.DiscountedPrice, "lineItems.approximateDiscountedUnitPriceSet"), need(r, w.RequiresShipping, "lineItems.requiresShipping")
	return &commerce.LineItem{
		Origin: r.part(w.ID, "DraftOrderLineItem", o.UpdatedAt),
		// The title is documented for what is not of the catalogue, the name for what is.
		Title:               cmp.Or(need(r, w.Title, "lineItems.title"), need(r, w.Name, "lineItems.name")),
		VariantTitle:        optional(w.VariantTitle),
		SKU:                 optional(w.SKU),
		VariantID:           r.ref(w.Variant, "lineItems.variant.id"),
		ProductID:           r.ref(w.Product, "lineItems.product.id"),
		Quantity:            commerce.LineQuantity{Ordered: ordered, Fulfilled: new(int), Refunded: new(int), Cancelled: new(int), Remaining: &ordered},
		UnitPrice:           r.bag(w.UnitPrice, "lineItems.originalUnitPriceSet"),
		DiscountedUnitPrice: &discounted,
		Total:               r.bag(w.Total, "lineItems.discountedTotalSet"),
		TaxLines:            r.taxLines(w.TaxLines, "lineItems.taxLines"),
		RequiresShipping:    &shipped,
	}
}

func (r *reader) draftCharges(o *commerce.Order, w *draftWire) {
	if d := &w.Discount.Value; w.Discount.OK {
		amount := r.bag(d.Amount, "appliedDiscount.amountSet").Shop
		applied := commerce.DiscountApplication{Title: optional(d.Title), Amount: &amount}
		if need(r, d.ValueType, "appliedDiscount.valueType") == "PERCENTAGE" {
			percentage := r.decimal(d.Value, "appliedDiscount.value")
			applied.Percentage = &percentage
		}
		o.Discounts = append(o.Discounts, applied)
	}
	for _, code := range r.strings(w.Codes, "discountCodes") {
		o.Discounts = append(o.Discounts, commerce.DiscountApplication{Code: commerce.Text(code)})
	}
	o.TaxLines = r.taxLines(w.TaxLines, "taxLines")
	if s := &w.ShippingLine.Value; w.ShippingLine.OK {
		o.ShippingLines = []commerce.ShippingLine{r.shippingLine(s)}
	}
}
