package shopifysim

func paymentResolvers() map[string]resolver {
	return map[string]resolver{
		"OrderTransaction.order":             get(func(c *call, t *OrderTransaction) any { return found(c.store.orders[t.orderID]) }),
		"OrderTransaction.location":          get(func(c *call, t *OrderTransaction) any { return found(c.store.locations[t.LocationID]) }),
		"OrderTransaction.parentTransaction": get(parentTransaction),
		"Refund.order":                       get(func(c *call, r *Refund) any { return found(c.store.orders[r.orderID]) }),
		"Refund.refundLineItems": on(func(_ *call, r *Refund, args map[string]any) (any, error) {
			return paginate(listOf(r.RefundLineItems, nil), args)
		}),
		"Refund.refundShippingLines": on(func(_ *call, r *Refund, args map[string]any) (any, error) {
			return paginate(listOf(r.RefundShippingLines, func(l *RefundShippingLine) string { return l.ID }), args)
		}),
		"Refund.orderAdjustments": on(func(_ *call, r *Refund, args map[string]any) (any, error) {
			return paginate(listOf(r.OrderAdjustments, func(a *OrderAdjustment) string { return a.ID }), args)
		}),
		"Refund.transactions":             on(refundTransactions),
		"RefundLineItem.lineItem":         get(func(c *call, i *RefundLineItem) any { return lineOf(c, i.orderID, i.LineItemID) }),
		"RefundLineItem.location":         get(func(c *call, i *RefundLineItem) any { return found(c.store.locations[i.LocationID]) }),
		"RefundShippingLine.shippingLine": get(refundedShippingLine),
	}
}

func parentTransaction(c *call, t *OrderTransaction) any {
	order := c.store.orders[t.orderID]
	if order == nil || t.ParentTransactionID == "" {
		return nil
	}
	return found(order.transaction(t.ParentTransactionID))
}

// lineOf finds a line of an order, nil when either is gone.
func lineOf(c *call, order, line string) any {
	if o := c.store.orders[order]; o != nil {
		return found(o.line(line))
	}
	return nil
}

func refundTransactions(c *call, r *Refund, args map[string]any) (any, error) {
	var named []OrderTransaction
	if order := c.store.orders[r.orderID]; order != nil {
		for _, id := range r.TransactionIDs {
			if transaction := order.transaction(id); transaction != nil {
				named = append(named, *transaction)
			}
		}
	}
	return paginate(listOf(named, func(t *OrderTransaction) string { return t.ID }), args)
}

func refundedShippingLine(c *call, l *RefundShippingLine) any {
	order := c.store.orders[l.orderID]
	if order == nil {
		return nil
	}
	for i := range order.ShippingLines {
		if order.ShippingLines[i].ID == l.ShippingLineID {
			return &order.ShippingLines[i]
		}
	}
	return nil
}

func fulfillmentResolvers() map[string]resolver {
	return map[string]resolver{
		"Fulfillment.order":    get(func(c *call, f *Fulfillment) any { return found(c.store.orders[f.orderID]) }),
		"Fulfillment.location": get(func(c *call, f *Fulfillment) any { return found(c.store.locations[f.LocationID]) }),
		"Fulfillment.totalQuantity": get(func(_ *call, f *Fulfillment) any {
			sum := 0
			for _, line := range f.FulfillmentLineItems {
				sum += line.Quantity
			}
			return sum
		}),
		"Fulfillment.trackingInfo": on(func(_ *call, f *Fulfillment, args map[string]any) (any, error) {
			return firstOf(f.TrackingInfo, args)
		}),
		"Fulfillment.events": on(func(_ *call, f *Fulfillment, args map[string]any) (any, error) {
			return paginate(listOf(f.Events, func(e *FulfillmentEvent) string { return e.ID }), args)
		}),
		"Fulfillment.fulfillmentLineItems": on(func(_ *call, f *Fulfillment, args map[string]any) (any, error) {
			return paginate(listOf(f.FulfillmentLineItems, func(l *FulfillmentLineItem) string { return l.ID }), args)
		}),
		"FulfillmentLineItem.lineItem":           get(func(c *call, l *FulfillmentLineItem) any { return lineOf(c, l.orderID, l.LineItemID) }),
		"FulfillmentLineItem.originalTotalSet":   fulfilledTotal(func(line *LineItem) MoneyBag { return line.OriginalUnitPriceSet }),
		"FulfillmentLineItem.discountedTotalSet": fulfilledTotal(func(line *LineItem) MoneyBag { return *line.DiscountedUnitPriceSet }),
	}
}

// fulfilledTotal is a unit price times what was fulfilled of the line.
func fulfilledTotal(price func(*LineItem) MoneyBag) resolver {
	return get(func(c *call, l *FulfillmentLineItem) any {
		if line, ok := lineOf(c, l.orderID, l.LineItemID).(*LineItem); ok {
			total := price(line).times(l.Quantity)
			return &total
		}
		return nil
	})
}
