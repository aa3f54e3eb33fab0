package shopifysim

func returnResolvers() map[string]resolver {
	all := map[string]resolver{
		"QueryRoot.return":           byID("Return"),
		"QueryRoot.fulfillmentOrder": byID("FulfillmentOrder"),
		"Order.returns": on(func(c *call, o *Order, args map[string]any) (any, error) {
			l := listOf(o.Returns, func(r *Return) string { return r.ID })
			l.keep = c.search("Return", textArg(args, "query"))
			return paginate(l, args)
		}),
		"Return.order":         get(func(c *call, r *Return) any { return found(c.store.orders[r.orderID]) }),
		"Return.totalQuantity": get(func(_ *call, r *Return) any { return r.quantity() }),
		"Return.returnLineItems": on(func(_ *call, r *Return, args map[string]any) (any, error) {
			return paginate(listOf(r.Lines, func(l *ReturnLine) string { return l.ID }), args)
		}),
		"ReturnLineItem.fulfillmentLineItem": get(func(c *call, l *ReturnLine) any {
			if o := c.store.orders[l.orderID]; o != nil {
				return found(o.fulfillmentLine(func(f *FulfillmentLineItem) bool { return f.ID == l.fulfillmentLineID }))
			}
			return nil
		}),
	}
	for _, kind := range []string{"ReturnLineItem", "UnverifiedReturnLineItem"} {
		all[kind+".processableQuantity"] = get(func(_ *call, l *ReturnLine) any { return l.Quantity - l.ProcessedQuantity })
		all[kind+".unprocessedQuantity"] = get(func(_ *call, l *ReturnLine) any { return l.Quantity - l.ProcessedQuantity })
		all[kind+".refundableQuantity"] = get(func(_ *call, l *ReturnLine) any { return l.Quantity - l.RefundedQuantity })
	}
	return all
}

func (r *Return) quantity() int {
	sum := 0
	for i := range r.Lines {
		sum += r.Lines[i].Quantity
	}
	return sum
}

func (l *ReturnLine) kind() string {
	if l.LineItemID == "" {
		return "UnverifiedReturnLineItem"
	}
	return "ReturnLineItem"
}

func reviewResolvers() map[string]resolver {
	return map[string]resolver{
		"Order.risk":   get(func(_ *call, o *Order) any { return &o.Risk }),
		"Order.events": on(func(c *call, o *Order, args map[string]any) (any, error) { return c.events(o.Events, args) }),
		"Order.fulfillmentOrders": on(func(c *call, o *Order, args map[string]any) (any, error) {
			l := listOf(o.FulfillmentOrders, func(f *FulfillmentOrder) string { return f.ID })
			l.keep = c.search("FulfillmentOrder", textArg(args, "query"))
			return paginate(l, args)
		}),
		"FulfillmentOrder.status": get(func(c *call, f *FulfillmentOrder) any {
			if o := c.store.orders[f.orderID]; o != nil {
				return fulfillmentOrderStatus(o, f)
			}
			return nil
		}),
		"FulfillmentOrder.order":              get(func(c *call, f *FulfillmentOrder) any { return found(c.store.orders[f.orderID]) }),
		"FulfillmentOrder.orderId":            get(func(_ *call, f *FulfillmentOrder) any { return f.orderID }),
		"FulfillmentOrder.orderName":          get(func(c *call, f *FulfillmentOrder) any { return c.store.orders[f.orderID].Name }),
		"FulfillmentOrder.orderProcessedAt":   get(func(c *call, f *FulfillmentOrder) any { return c.store.orders[f.orderID].ProcessedAt }),
		"FulfillmentHold.heldByRequestingApp": get(func(_ *call, _ *FulfillmentHold) any { return false }),
	}
}
