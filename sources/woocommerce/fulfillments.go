package woocommerce

import "context"

// addFulfillments reads the fulfilments of orders that can have any. They are a
// feature that few shops have switched on, and come order by order; the others
// know only what the plug-in Shipment Tracking notes in an order's meta data.
func (c *client) addFulfillments(ctx context.Context, op string, wires []*orderWire) error {
	var sent []*orderWire
	for _, w := range wires {
		switch w.Status {
		case "processing", "completed", "refunded", "on-hold":
			sent = append(sent, w)
		}
	}
	if c.lacksFulfillments.Load() || len(sent) == 0 {
		return nil
	}
	// The first order shows whether the shop has the feature.
	if err := c.fulfillmentsOf(ctx, op, sent[0]); err != nil || c.lacksFulfillments.Load() {
		return err
	}
	rest := sent[1:]
	return first(each(len(rest), func(i int) error { return c.fulfillmentsOf(ctx, op, rest[i]) }))
}

func (c *client) fulfillmentsOf(ctx context.Context, op string, w *orderWire) error {
	rows, _, err := readRows(ctx, c, op, "/orders/"+keyOf(w.ID)+"/fulfillments", nil, (*fulfillmentWire).decode)
	switch {
	case isNoRoute(err):
		c.lacksFulfillments.Store(true)
		return nil
	case isMissing(err): // the order has gone meanwhile
		return nil
	}
	for _, f := range rows {
		w.parcels = append(w.parcels, *f)
	}
	return err
}
