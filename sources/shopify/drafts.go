package shopify

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// drafts are the orders that merchants prepare. Shopify keeps them beside the
// orders, with ids and a search of their own, and makes an order of another id of
// one that is paid: the draft that is left of it is none any more.
func drafts() *resource[commerce.Order, draftWire] {
	return &resource[commerce.Order, draftWire]{
		kind:     commerce.Orders,
		typ:      draftType,
		root:     "draftOrders",
		noun:     "draft order",
		base:     "(status:open OR status:invoice_sent)",
		fields:   draftFields,
		sortEnum: "DraftOrderSortKeys",
		ownKey:   "ID",
		// Nobody can say when a draft was made but Shopify, which numbers them as they
		// are made; none has been processed.
		keys:    map[string]string{"placedAt": "ID", "processedAt": "ID", "updatedAt": "UPDATED_AT"},
		filters: draftFilters(),
		joins:   []string{"email", "customer", "name", "sku"},
		tails:   draftTails,
		decode:  (*draftWire).decode,
		read:    readDraft,
	}
}

const draftType = "DraftOrder"

// draftFilters are those of orders; few of them are documented for the search of drafts.
func draftFilters() map[string]filter {
	out := map[string]filter{}
	for name, of := range orderFilters() {
		out[name] = filter{of.ops, func(string, sources.Predicate) clause { return clause{} }}
	}
	out["customer"] = number("customer_id", "Customer")
	out["tag"] = listed("tag")
	out["placedAt"] = moments("created_at")
	out["updatedAt"] = moments("updated_at")
	return out
}

func draftFields(want commerce.Groups) fields {
	parts := []fields{
		scalars("id name status email phone note2 tags createdAt updatedAt"), buyerSelection(),
		object("billingAddress", addressSelection()), object("shippingAddress", addressSelection()),
		bag("subtotalPriceSet"), bag("totalDiscountsSet"), bag("totalShippingPriceSet"), bag("totalTaxSet"), bag("totalPriceSet"),
	}
	if want.Has(commerce.OrderLines) {
		parts = append(parts, inner("lineItems", draftLineSelection()))
	}
	if want.Has(commerce.OrderCharges) {
		parts = append(parts, scalars("discountCodes"), object("appliedDiscount", selection(scalars("title value valueType"), bag("amountSet"))),
			taxLineSelection(), object("shippingLine", shippingSelection()))
	}
	if want.Has(commerce.OrderComments) {
		parts = append(parts, innerBy("events", onlyComments, eventSelection()))
	}
	if want.Has(commerce.OrderAttributes) {
		parts = append(parts, metafieldsSelection())
	}
	return selection(parts...)
}

func draftLineSelection() fields {
	return selection(scalars("id name title variantTitle sku quantity requiresShipping"),
		object("variant", scalars("id")), object("product", scalars("id")),
		bag("originalUnitPriceSet"), bag("approximateDiscountedUnitPriceSet"), bag("discountedTotalSet"), taxLineSelection())
}

func draftTails(w *draftWire) []tail {
	out := tailsOf(w.ID, &w.Lines, draftLinesTail, (*draftLineWire).decode)
	out = append(out, tailsOf(w.ID, &w.Events, commentsTail(draftType), (*eventWire).decode)...)
	return append(out, tailsOf(w.ID, &w.Metafields, metafieldsTail(draftType), (*metafieldWire).decode)...)
}
