package shopify

import "github.com/galleria-graph/galleria/commerce"

func orders() *resource[commerce.Order, orderWire] {
	return &resource[commerce.Order, orderWire]{
		kind:     commerce.Orders,
		typ:      "Order",
		root:     "orders",
		noun:     "order",
		fields:   orderFields,
		scoped:   map[string]commerce.Groups{"returns": commerce.OrderReturns, "fulfillmentOrders": commerce.OrderHolds},
		windowed: true,
		sortEnum: "OrderSortKeys",
		ownKey:   "ID",
		keys:     map[string]string{"placedAt": "CREATED_AT", "processedAt": "PROCESSED_AT", "updatedAt": "UPDATED_AT"},
		filters:  orderFilters(),
		joins:    []string{"email", "customer", "name", "sku"},
		tails:    orderTails,
		decode:   (*orderWire).decode,
		read:     readOrder,
	}
}

func orderFilters() map[string]filter {
	return map[string]filter{
		"name":     listed("name"),
		"email":    text("email"),
		"customer": number("customer_id", "Customer"),
		"test":     truth("test"),
		"tag":      listed("tag"),
		"sku":      listed("sku"),
		"status": words("status", map[commerce.OrderStatus][]string{
			commerce.OrderStatusOpen:      {"open"},
			commerce.OrderStatusCompleted: {"closed"},
			commerce.OrderStatusCancelled: {"cancelled"},
		}),
		"paymentStatus": words("financial_status", map[commerce.OrderPaymentStatus][]string{
			commerce.OrderPaymentStatusAuthorized:        {"authorized"},
			commerce.OrderPaymentStatusExpired:           {"expired"},
			commerce.OrderPaymentStatusPaid:              {"paid"},
			commerce.OrderPaymentStatusPartiallyPaid:     {"partially_paid"},
			commerce.OrderPaymentStatusPartiallyRefunded: {"partially_refunded"},
			commerce.OrderPaymentStatusPending:           {"pending"},
			commerce.OrderPaymentStatusRefunded:          {"refunded"},
			commerce.OrderPaymentStatusVoided:            {"voided"},
		}, commerce.OrderPaymentStatusUnknown),
		// The search has no words for what is in progress or of the older states,
		// and the older states are part of what is unfulfilled here.
		"fulfillmentStatus": words("fulfillment_status", map[commerce.OrderFulfillmentStatus][]string{
			commerce.OrderFulfillmentStatusFulfilled:          {"fulfilled", "shipped"},
			commerce.OrderFulfillmentStatusPartiallyFulfilled: {"partial"},
			commerce.OrderFulfillmentStatusScheduled:          {"scheduled"},
			commerce.OrderFulfillmentStatusOnHold:             {"on_hold"},
			commerce.OrderFulfillmentStatusRequestDeclined:    {"request_declined"},
		}, commerce.OrderFulfillmentStatusUnfulfilled, commerce.OrderFulfillmentStatusInProgress,
			commerce.OrderFulfillmentStatusNotRequired, commerce.OrderFulfillmentStatusUnknown),
		"placedAt":    moments("created_at"),
		"processedAt": moments("processed_at"),
		"updatedAt":   moments("updated_at"),
	}
}

func orderFields(want commerce.Groups) fields {
	parts := []fields{
		scalars("id name email phone test edited note tags sourceName createdAt processedAt updatedAt cancelledAt closedAt"),
		scalars("cancelReason displayFinancialStatus displayFulfillmentStatus returnStatus"),
		buyerSelection(),
		object("billingAddress", addressSelection()), object("shippingAddress", addressSelection()),
		bag("subtotalPriceSet"), bag("totalDiscountsSet"), bag("totalShippingPriceSet"), bag("totalTaxSet"), bag("totalPriceSet"), bag("totalRefundedSet"),
	}
	if want.Has(commerce.OrderLines) {
		parts = append(parts, inner("lineItems", lineSelection()))
	}
	if want.Has(commerce.OrderCharges) {
		parts = append(parts, inner("discountApplications", discountSelection()), taxLineSelection(), inner("shippingLines", shippingSelection()))
	}
	if want.Has(commerce.OrderTransactions) {
		parts = append(parts, list("transactions", 2, transactionSelection()))
	}
	if want.Has(commerce.OrderRefunds) {
		parts = append(parts, list("refunds", 1, refundSelection()))
	}
	if want.Has(commerce.OrderFulfillments) {
		parts = append(parts, list("fulfillments", 1, fulfillmentSelection()))
	}
	if want.Has(commerce.OrderReturns) {
		parts = append(parts, few("returns", fewReturns, returnSelection()))
	}
	if want.Has(commerce.OrderHolds) {
		parts = append(parts, inner("fulfillmentOrders", holdSelection()))
	}
	if want.Has(commerce.OrderRisks) {
		parts = append(parts, object("risk", riskSelection()))
	}
	if want.Has(commerce.OrderComments) {
		parts = append(parts, innerBy("events", onlyComments, eventSelection()))
	}
	if want.Has(commerce.OrderAttributes) {
		parts = append(parts, metafieldsSelection())
	}
	return selection(parts...)
}

func buyerSelection() fields {
	return object("customer", selection(scalars("id"), object("defaultEmailAddress", scalars("emailAddress"))))
}

func taxLineSelection() fields {
	return list("taxLines", 1, selection(scalars("title rate"), bag("priceSet")))
}

func lineSelection() fields {
	return selection(
		scalars("id title variantTitle sku quantity currentQuantity unfulfilledQuantity nonFulfillableQuantity requiresShipping"),
		object("variant", scalars("id")), object("product", scalars("id")),
		bag("originalUnitPriceSet"), bag("discountedUnitPriceSet"), bag("discountedTotalSet"), taxLineSelection())
}

func discountSelection() fields {
	return selection(
		scalars("... on DiscountCodeApplication{code} ... on ManualDiscountApplication{title} ... on ScriptDiscountApplication{title} ... on AutomaticDiscountApplication{title}"),
		object("value", scalars("... on MoneyV2{amount currencyCode} ... on PricingPercentageValue{percentage}")))
}

func shippingSelection() fields {
	return selection(scalars("title code"), bag("discountedPriceSet"))
}

func transactionSelection() fields {
	return selection(scalars("id kind status gateway paymentId errorCode test createdAt processedAt"), bag("amountSet"), object("parentTransaction", scalars("id")))
}

func refundSelection() fields {
	return selection(scalars("id createdAt processedAt updatedAt note"), bag("totalRefundedSet"),
		inner("refundLineItems", refundLineSelection()),
		inner("transactions", scalars("kind status")))
}

func refundLineSelection() fields {
	return selection(scalars("quantity"), object("lineItem", scalars("id")), bag("subtotalSet"))
}

func fulfillmentSelection() fields {
	return selection(scalars("id name status displayStatus createdAt updatedAt estimatedDeliveryAt deliveredAt"),
		object("location", scalars("id")), list("trackingInfo", 1, scalars("company number url")),
		inner("fulfillmentLineItems", fulfillmentLineSelection()))
}

func fulfillmentLineSelection() fields {
	return selection(scalars("quantity"), object("lineItem", scalars("id")))
}

// orderTails returns the inner connections of an order and of its parts.
func orderTails(w *orderWire) []tail {
	out := tailsOf(w.ID, &w.Lines, linesTail, (*lineWire).decode)
	out = append(out, tailsOf(w.ID, &w.Applications, discountsTail, (*discountWire).decode)...)
	out = append(out, tailsOf(w.ID, &w.ShippingLines, shippingTail, (*shippingLineWire).decode)...)
	for i := range w.Refunds.Value {
		f := &w.Refunds.Value[i].Value // null has no connections; reading complains of it
		out = append(out, tailsOf(f.ID, &f.Lines, refundLinesTail, (*refundLineWire).decode)...)
		out = append(out, tailsOf(f.ID, &f.Transactions, movementsTail, (*movementWire).decode)...)
	}
	for i := range w.Fulfillments.Value {
		f := &w.Fulfillments.Value[i].Value
		out = append(out, tailsOf(f.ID, &f.Lines, fulfillmentLinesTail, (*fulfillmentLineWire).decode)...)
	}
	out = append(out, returnTails(w)...)
	out = append(out, tailsOf(w.ID, &w.WorkOrders, holdsTail, (*fulfillmentOrderWire).decode)...)
	out = append(out, tailsOf(w.ID, &w.Events, commentsTail("Order"), (*eventWire).decode)...)
	return append(out, tailsOf(w.ID, &w.Metafields, metafieldsTail("Order"), (*metafieldWire).decode)...)
}

// returnTails returns the rest of the returns, and only when there is none that
// of their lines: the list that holds them moves while it grows.
func returnTails(w *orderWire) []tail {
	if rest := tailsOf(w.ID, &w.Returns, returnsTail, (*returnWire).decode); len(rest) > 0 {
		return rest
	}
	var out []tail
	for i := range w.Returns.Value.Nodes.Value {
		r := &w.Returns.Value.Nodes.Value[i].Value
		out = append(out, tailsOf(r.ID, &r.Lines, returnLinesTail, (*returnLineWire).decode)...)
	}
	return out
}
