package magento

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// orders lists sales. Only columns of the order's own table can be filtered,
// and SKUs by the list of lines: the state of payment and of fulfilment is
// derived, and addresses and payments stand in other tables.
func orders(c *client) resource[commerce.Order, orderWire] {
	return resource[commerce.Order, orderWire]{
		kind: commerce.Orders,
		noun: "orders",
		path: "/V1/orders",
		key:  "entity_id",
		columns: map[string]column{
			"name":      {name: "increment_id", ops: sources.Eq | sources.Prefix},
			"email":     {name: "customer_email", ops: sources.Eq},
			"customer":  {name: "customer_id", ops: sources.Eq},
			"status":    {name: "state", ops: sources.Eq, words: orderStates.words()},
			"total":     {name: "base_grand_total", ops: sources.Eq | sources.Range, sorts: true},
			"currency":  {name: "base_currency_code", ops: sources.Eq},
			"placedAt":  {name: "created_at", ops: sources.Eq | sources.Range, sorts: true},
			"updatedAt": {name: "updated_at", ops: sources.Eq | sources.Range, sorts: true},
		},
		within:    map[string]within{"sku": c.ordersWith},
		joins:     []string{"customer", "email", "name", "sku"},
		fields:    orderFieldsFor,
		decode:    (*orderWire).decode,
		id:        func(w *orderWire) int64 { return w.ID.Value },
		translate: readOrder,
		enrich:    c.addMovements,
	}
}

func orderFieldsFor(want commerce.Groups) string {
	fields, items, more := orderFields, itemFields, shippingFields
	if want.Has(commerce.OrderLines) {
		items += lineFields
	}
	if want.Has(commerce.OrderCharges) {
		fields += chargeFields
		more += ",applied_taxes[title,percent,base_amount,amount]"
	}
	if want.Has(commerce.OrderComments) {
		fields += "," + historyFields
	}
	fields += ",items[" + items + "]," + extensions
	if want.Has(commerce.OrderAttributes) { // of which nobody knows the names
		return fields
	}
	return fields + "[" + more + "]"
}

// addMovements reads transactions, refunds and fulfillments of all orders at once.
func (c *client) addMovements(ctx context.Context, op string, r *reader, entries []entry[commerce.Order, orderWire]) []error {
	if r.holds&(commerce.OrderTransactions|commerce.OrderRefunds|commerce.OrderFulfillments) == 0 {
		return nil
	}
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = formatInt(e.at.id)
	}
	m, err := c.readMovements(ctx, op, ids, r.holds)
	if err != nil {
		return failAll(len(entries), err)
	}
	errs := make([]error, len(entries))
	for i, e := range entries {
		r.broken = ""
		if r.addMovements(e.node, e.wire, m); r.broken != "" {
			errs[i] = c.wrongField(op, r.broken)
		} else if m.broken[e.at.id] {
			errs[i] = c.wrongRow(op)
		}
	}
	return errs
}
