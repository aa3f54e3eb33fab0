package shopifysim

import (
	"slices"

	"github.com/shopspring/decimal"
)

// percentage, cancellation and paymentCollection are small objects that are
// made when asked for.
type (
	percentage        struct{ Percentage decimal.Decimal }
	cancellation      struct{ StaffNote *string }
	paymentCollection struct{ AdditionalPaymentCollectionURL *string }
)

func orderResolvers() map[string]resolver {
	return map[string]resolver{
		"Order.customer":                 get(func(c *call, o *Order) any { return found(c.store.customers[o.CustomerID]) }),
		"Order.closed":                   get(func(_ *call, o *Order) any { return o.ClosedAt != nil }),
		"Order.presentmentCurrencyCode":  get(func(_ *call, o *Order) any { return o.PresentmentCurrency }),
		"Order.displayFinancialStatus":   get(func(_ *call, o *Order) any { return o.FinancialStatus }),
		"Order.displayFulfillmentStatus": get(func(_ *call, o *Order) any { return o.FulfillmentStatus }),
		"Order.customerAcceptsMarketing": get(func(_ *call, o *Order) any { return o.AcceptsMarketing }),
		"Order.cancellation":             get(cancellationOf),
		"Order.fullyPaid":                get(func(_ *call, o *Order) any { return !o.TotalOutstandingSet.positive() && o.CancelledAt == nil }),
		"Order.unpaid":                   get(func(_ *call, o *Order) any { return !o.TotalReceivedSet.positive() && o.TotalPriceSet.positive() }),
		"Order.capturable":               get(func(_ *call, o *Order) any { return o.TotalCapturableSet.positive() }),
		"Order.canMarkAsPaid":            get(func(_ *call, o *Order) any { return o.CancelledAt == nil && o.TotalOutstandingSet.positive() }),
		"Order.canNotifyCustomer":        get(func(_ *call, o *Order) any { return o.Email != nil || o.Phone != nil }),
		"Order.merchantEditable":         get(func(_ *call, o *Order) any { return o.CancelledAt == nil }),
		"Order.refundable":               get(func(_ *call, o *Order) any { return o.NetPaymentSet.positive() }),
		"Order.restockable": get(func(_ *call, o *Order) any {
			return o.anyLine(func(l *LineItem) bool { return *l.RefundableQuantity > 0 })
		}),
		"Order.fulfillable": get(func(_ *call, o *Order) any {
			return o.anyLine(func(l *LineItem) bool { return *l.UnfulfilledQuantity > 0 })
		}),
		"Order.requiresShipping":                     get(func(_ *call, o *Order) any { return o.anyLine(func(l *LineItem) bool { return l.RequiresShipping }) }),
		"Order.displayAddress":                       get(displayAddress),
		"Order.billingAddressMatchesShippingAddress": get(addressesMatch),
		"Order.discountCode":                         get(func(_ *call, o *Order) any { return nullable(slices.Concat(o.DiscountCodes, []string{""})[0]) }),
		"Order.retailLocation":                       get(func(c *call, o *Order) any { return found(c.store.locations[o.RetailLocationID]) }),
		"Order.physicalLocation":                     get(func(c *call, o *Order) any { return found(c.store.locations[o.RetailLocationID]) }),
		"Order.paymentCollectionDetails":             get(func(_ *call, o *Order) any { return &paymentCollection{o.PaymentCollectionURL} }),
		"Order.subtotalLineItemsQuantity":            get(func(_ *call, o *Order) any { return o.quantity() }),
		"Order.currentSubtotalLineItemsQuantity":     get(currentQuantity),
		"Order.currentTotalWeight":                   get(func(_ *call, o *Order) any { return o.TotalWeight }),
		"Order.currentTaxLines":                      get(func(_ *call, o *Order) any { return o.TaxLines }),
		"Order.lineItems":                            on(lineItems),
		"Order.nonFulfillableLineItems":              on(nonFulfillableLineItems),
		"Order.shippingLine":                         get(shippingLine),
		"Order.shippingLines":                        on(shippingLines),
		"Order.discountApplications": on(func(_ *call, o *Order, args map[string]any) (any, error) {
			return paginate(listOf(o.DiscountApplications, nil), args)
		}),
		"Order.transactions":      on(transactions),
		"Order.transactionsCount": get(func(_ *call, o *Order) any { return counted(len(o.Transactions)) }),
		"Order.refunds":           on(func(_ *call, o *Order, args map[string]any) (any, error) { return firstOf(o.Refunds, args) }),
		"Order.fulfillments":      on(func(_ *call, o *Order, args map[string]any) (any, error) { return firstOf(o.Fulfillments, args) }),
		"Order.fulfillmentsCount": get(func(_ *call, o *Order) any { return counted(len(o.Fulfillments)) }),
	}
}

func (o *Order) anyLine(holds func(*LineItem) bool) bool {
	for i := range o.LineItems {
		if holds(&o.LineItems[i]) {
			return true
		}
	}
	return false
}

func cancellationOf(_ *call, o *Order) any {
	if o.CancelledAt == nil {
		return nil
	}
	return &cancellation{o.CancelStaffNote}
}

func displayAddress(_ *call, o *Order) any {
	if o.ShippingAddress != nil {
		return o.ShippingAddress
	}
	return found(o.BillingAddress)
}

// addressesMatch compares what is printed on a parcel.
func addressesMatch(_ *call, o *Order) any {
	if o.BillingAddress == nil || o.ShippingAddress == nil {
		return o.BillingAddress == o.ShippingAddress
	}
	print := func(a *MailingAddress) string {
		return joined("|", text(a.FirstName), text(a.LastName), text(a.Company), text(a.Address1), text(a.Address2), text(a.City), text(a.Zip), a.CountryCodeV2)
	}
	return print(o.BillingAddress) == print(o.ShippingAddress)
}

func currentQuantity(_ *call, o *Order) any {
	sum := 0
	for i := range o.LineItems {
		sum += *o.LineItems[i].CurrentQuantity
	}
	return sum
}

func lineItems(_ *call, o *Order, args map[string]any) (any, error) {
	return paginate(listOf(o.LineItems, func(l *LineItem) string { return l.ID }), args)
}

func nonFulfillableLineItems(_ *call, o *Order, args map[string]any) (any, error) {
	l := listOf(o.LineItems, func(l *LineItem) string { return l.ID })
	l.keep = func(object any) bool { return object.(*LineItem).NonFulfillableQuantity > 0 }
	return paginate(l, args)
}

func shippingLine(_ *call, o *Order) any {
	for i := range o.ShippingLines {
		if !o.ShippingLines[i].IsRemoved {
			return &o.ShippingLines[i]
		}
	}
	return nil
}

func shippingLines(_ *call, o *Order, args map[string]any) (any, error) {
	l := listOf(o.ShippingLines, func(l *ShippingLine) string { return l.ID })
	if args["includeRemovals"] != true {
		l.keep = func(object any) bool { return !object.(*ShippingLine).IsRemoved }
	}
	return paginate(l, args)
}

func transactions(_ *call, o *Order, args map[string]any) (any, error) {
	kept := make([]*OrderTransaction, 0, len(o.Transactions))
	for i := range o.Transactions {
		if want, said := args["capturable"].(bool); said && want != o.Transactions[i].ManuallyCapturable {
			continue
		}
		kept = append(kept, &o.Transactions[i])
	}
	return firstOf(kept, args)
}

// lineResolvers answer lines, taxes, shipping and discounts.
func lineResolvers() map[string]resolver {
	return map[string]resolver{
		"MoneyBag.presentmentMoney": get(func(_ *call, b *MoneyBag) any { return new(b.presentment()) }),
		"LineItem.name":             get(func(_ *call, l *LineItem) any { return joined(" - ", l.Title, text(l.VariantTitle)) }),
		"LineItem.product": get(func(c *call, l *LineItem) any {
			return found(c.store.products[l.ProductID])
		}),
		"LineItem.variant":             get(func(c *call, l *LineItem) any { return found(c.store.variants[l.VariantID]) }),
		"LineItem.fulfillableQuantity": get(func(_ *call, l *LineItem) any { return l.UnfulfilledQuantity }),
		"LineItem.restockable":         get(func(_ *call, l *LineItem) any { return *l.RefundableQuantity > 0 }),
		"LineItem.merchantEditable":    get(func(_ *call, l *LineItem) any { return *l.UnfulfilledQuantity > 0 }),
		"LineItem.unfulfilledOriginalTotalSet": get(func(_ *call, l *LineItem) any {
			return new(l.OriginalUnitPriceSet.times(*l.UnfulfilledQuantity))
		}),
		"LineItem.unfulfilledDiscountedTotalSet": get(func(_ *call, l *LineItem) any {
			return new(l.DiscountedUnitPriceSet.times(*l.UnfulfilledQuantity))
		}),
		"LineItem.taxLines": on(func(_ *call, l *LineItem, args map[string]any) (any, error) { return firstOf(l.TaxLines, args) }),
		"TaxLine.ratePercentage": get(func(_ *call, t *TaxLine) any {
			if t.Rate == nil {
				return nil
			}
			return t.Rate.Shift(2)
		}),
		"DiscountAllocation.discountApplication": get(allocatedBy),
		"DiscountCodeApplication.value":          get(discountValue),
		"ManualDiscountApplication.value":        get(discountValue),
		"AutomaticDiscountApplication.value":     get(discountValue),
		"ScriptDiscountApplication.value":        get(discountValue),
	}
}

func allocatedBy(c *call, a *DiscountAllocation) any {
	order := c.store.orders[a.orderID]
	if order == nil || a.Index >= len(order.DiscountApplications) {
		return nil
	}
	return &order.DiscountApplications[a.Index]
}

func discountValue(_ *call, a *DiscountApplication) any {
	if a.Percentage != nil {
		return &percentage{*a.Percentage}
	}
	return &a.Amount
}
