package shopifysim

// deriveQuantities fills the quantities of lines that were left nil.
func deriveQuantities(o *Order) {
	for i := range o.LineItems {
		line := &o.LineItems[i]
		if line.CurrentQuantity == nil {
			line.CurrentQuantity = new(max(0, line.Quantity-refundedQuantity(o, line.ID)))
		}
		if line.RefundableQuantity == nil {
			line.RefundableQuantity = new(*line.CurrentQuantity)
		}
		if line.UnfulfilledQuantity == nil {
			line.UnfulfilledQuantity = new(max(0, *line.CurrentQuantity-line.NonFulfillableQuantity-fulfilledQuantity(o, line.ID)))
		}
	}
}

func refundedQuantity(o *Order, line string) int {
	sum := 0
	for _, refund := range o.Refunds {
		for _, item := range refund.RefundLineItems {
			if item.LineItemID == line {
				sum += item.Quantity
			}
		}
	}
	return sum
}

func fulfilledQuantity(o *Order, line string) int {
	sum := 0
	for _, fulfillment := range o.Fulfillments {
		if fulfillment.Status == "CANCELLED" || fulfillment.Status == "ERROR" || fulfillment.Status == "FAILURE" {
			continue
		}
		for _, item := range fulfillment.FulfillmentLineItems {
			if item.LineItemID == line {
				sum += item.Quantity
			}
		}
	}
	return sum
}

// deriveTotals fills the totals that were left nil.
func deriveTotals(o *Order) {
	zero := o.zero()
	for _, total := range []**MoneyBag{&o.CartDiscountAmountSet, &o.RefundDiscrepancySet, &o.TotalTipReceivedSet} {
		orBag(total, zero)
	}
	deriveOriginals(o)
	deriveRefunds(o)
	derivePayments(o)
}

// deriveOriginals fills the totals of the order as it was placed.
func deriveOriginals(o *Order) {
	subtotal, discounts, shipping, tax := o.zero(), *o.CartDiscountAmountSet, o.zero(), o.zero()
	for i := range o.LineItems {
		subtotal = subtotal.add(*o.LineItems[i].DiscountedTotalSet)
		discounts = discounts.add(*o.LineItems[i].TotalDiscountSet)
	}
	for i := range o.ShippingLines {
		line := &o.ShippingLines[i]
		shipping = shipping.add(*line.DiscountedPriceSet)
		discounts = discounts.add(line.OriginalPriceSet.sub(*line.DiscountedPriceSet))
	}
	for i := range o.TaxLines {
		tax = tax.add(o.TaxLines[i].PriceSet)
	}
	orBag(&o.SubtotalPriceSet, subtotal.sub(*o.CartDiscountAmountSet))
	orBag(&o.TotalDiscountsSet, discounts)
	orBag(&o.TotalShippingPriceSet, shipping)
	orBag(&o.TotalTaxSet, tax)
	total := o.SubtotalPriceSet.add(*o.TotalShippingPriceSet).add(*o.TotalTipReceivedSet)
	if !o.TaxesIncluded {
		total = total.add(*o.TotalTaxSet)
	}
	orBag(&o.TotalPriceSet, total)
	orBag(&o.OriginalTotalPriceSet, *o.TotalPriceSet)
}

// refundParts are what one refund took off an order's totals.
type refundParts struct{ goods, tax, shipping MoneyBag }

func partsOf(o *Order, r *Refund) refundParts {
	parts := refundParts{o.zero(), o.zero(), o.zero()}
	for i := range r.RefundLineItems {
		parts.goods = parts.goods.add(*r.RefundLineItems[i].SubtotalSet)
		parts.tax = parts.tax.add(*r.RefundLineItems[i].TotalTaxSet)
	}
	for i := range r.RefundShippingLines {
		parts.shipping = parts.shipping.add(r.RefundShippingLines[i].SubtotalAmountSet)
		parts.tax = parts.tax.add(r.RefundShippingLines[i].TaxAmountSet)
	}
	return parts
}

// deriveRefunds fills the current totals: the originals less the refunds.
func deriveRefunds(o *Order) {
	refunded, parts := o.zero(), refundParts{o.zero(), o.zero(), o.zero()}
	for i := range o.Refunds {
		one := partsOf(o, &o.Refunds[i])
		refunded = refunded.add(*o.Refunds[i].TotalRefundedSet)
		parts = refundParts{parts.goods.add(one.goods), parts.tax.add(one.tax), parts.shipping.add(one.shipping)}
	}
	orBag(&o.TotalRefundedSet, refunded)
	orBag(&o.TotalRefundedShippingSet, parts.shipping)
	orBag(&o.CurrentTotalPriceSet, o.TotalPriceSet.sub(*o.TotalRefundedSet))
	orBag(&o.CurrentSubtotalPriceSet, o.SubtotalPriceSet.sub(parts.goods))
	orBag(&o.CurrentTotalTaxSet, o.TotalTaxSet.sub(parts.tax))
	orBag(&o.CurrentShippingPriceSet, o.TotalShippingPriceSet.sub(parts.shipping))
	orBag(&o.CurrentTotalDiscountsSet, *o.TotalDiscountsSet)
	orBag(&o.CurrentCartDiscountAmountSet, *o.CartDiscountAmountSet)
}

// derivePayments fills what was received, is open and can be captured.
func derivePayments(o *Order) {
	received, authorized := o.zero(), o.zero()
	for i := range o.Transactions {
		transaction := &o.Transactions[i]
		if transaction.Status != "SUCCESS" {
			continue
		}
		switch transaction.Kind {
		case "SALE":
			received = received.add(transaction.AmountSet)
		case "CAPTURE":
			received = received.add(transaction.AmountSet)
			authorized = authorized.sub(transaction.AmountSet)
		case "AUTHORIZATION", "EMV_AUTHORIZATION":
			authorized = authorized.add(transaction.AmountSet)
		case "VOID":
			authorized = o.zero()
		}
	}
	if !authorized.positive() {
		authorized = o.zero()
	}
	orBag(&o.TotalReceivedSet, received)
	orBag(&o.NetPaymentSet, o.TotalReceivedSet.sub(*o.TotalRefundedSet))
	orBag(&o.TotalCapturableSet, authorized)
	outstanding := o.zero()
	if o.CancelledAt == nil {
		outstanding = o.CurrentTotalPriceSet.sub(*o.NetPaymentSet)
	}
	orBag(&o.TotalOutstandingSet, outstanding)
}

// financialStatus derives OrderDisplayFinancialStatus from the money.
func financialStatus(o *Order) string {
	refunded, received := *o.TotalRefundedSet, *o.TotalReceivedSet
	switch {
	case refunded.positive() && refunded.covers(received):
		return "REFUNDED"
	case refunded.positive():
		return "PARTIALLY_REFUNDED"
	case received.positive() && received.covers(*o.CurrentTotalPriceSet):
		return "PAID"
	case received.positive():
		return "PARTIALLY_PAID"
	case o.TotalCapturableSet.positive():
		return "AUTHORIZED"
	case hasVoid(o):
		return "VOIDED"
	case !o.TotalPriceSet.positive():
		return "PAID"
	default:
		return "PENDING"
	}
}

func hasVoid(o *Order) bool {
	for i := range o.Transactions {
		if o.Transactions[i].Kind == "VOID" && o.Transactions[i].Status == "SUCCESS" {
			return true
		}
	}
	return false
}

// fulfillmentStatus derives OrderDisplayFulfillmentStatus from the lines.
func fulfillmentStatus(o *Order) string {
	fulfilled, open, restocked := 0, 0, false
	for i := range o.LineItems {
		fulfilled += fulfilledQuantity(o, o.LineItems[i].ID)
		open += *o.LineItems[i].UnfulfilledQuantity
	}
	for _, refund := range o.Refunds {
		for _, item := range refund.RefundLineItems {
			restocked = restocked || item.Restocked
		}
	}
	switch {
	case fulfilled > 0 && open == 0:
		return "FULFILLED"
	case fulfilled > 0:
		return "PARTIALLY_FULFILLED"
	case open == 0 && restocked:
		return "RESTOCKED"
	case held(o):
		return "ON_HOLD"
	default:
		return "UNFULFILLED"
	}
}
