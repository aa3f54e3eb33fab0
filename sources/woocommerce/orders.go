package woocommerce

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// The fields of an order: those of its core, and those of its groups. _fields
// keeps a shop from sending the others.
const (
	orderCore = "id,number,status,currency,created_via,prices_include_tax,customer_id,customer_note,billing,shipping," +
		"date_created_gmt,date_modified_gmt,date_paid_gmt,date_completed_gmt,needs_processing,payment_method,transaction_id," +
		"discount_total,discount_tax,shipping_total,shipping_tax,cart_tax,total,total_tax,refunds"
	lineFields   = ",line_items,fee_lines,tax_lines"
	chargeFields = ",coupon_lines,tax_lines,shipping_lines"
	metaFields   = ",meta_data"

	// Newer lists narrow meta_data to these; others ignore it.
	metaKeys = "_stripe_intent_id,_intent_id,_charge_id,_ppcp_paypal_order_id,_wc_shipment_tracking_items"
)

// orders lists by id or time. There is no filter by e-mail address: the search
// finds an address anywhere in an order, and each is compared afterwards.
func orders(c *client) resource[commerce.Order, orderWire] {
	return resource[commerce.Order, orderWire]{
		kind:   commerce.Orders,
		noun:   "orders",
		decode: (*orderWire).decode,
		head:   func(w *orderWire) *head { return &w.head },
		filters: map[string]sources.Op{
			"status": sources.Eq, "customer": sources.Eq, "email": sources.Eq, "placedAt": sources.Range, "updatedAt": sources.Range,
		},
		joins:  []string{"customer", "email"},
		timed:  "placedAt",
		lanes:  c.orderLanes,
		hidden: isHiddenOrder,
		most:   c.orderPage,
		lookup: c.ordersByID,
		gone:   c.lacksDrafts,
		read:   c.readOrders,
	}
}

func orderQuery(want commerce.Groups, status string) url.Values {
	fields := orderCore
	if want.Has(commerce.OrderLines) {
		fields += lineFields
	}
	if want.Has(commerce.OrderCharges) {
		fields += chargeFields
	}
	query := url.Values{"status": {status}}
	switch {
	case want.Has(commerce.OrderAttributes):
		fields += metaFields
	case want&(commerce.OrderTransactions|commerce.OrderFulfillments) != 0:
		fields += metaFields
		query.Set("include_meta", metaKeys)
	}
	query.Set("_fields", distinct(fields))
	return query
}

func (c *client) orderLanes(want commerce.Groups, where []sources.Predicate) []lane {
	states, possible := orderWords(where)
	if !possible {
		return nil
	}
	base := lane{path: "/orders", query: orderQuery(want, states), span: spanOf(where, "placedAt", "updatedAt")}
	lanes := []lane{base}
	if ids, filtered := c.referencesOf(where, "customer"); filtered {
		lanes = split(base, "customer", keysOf(ids))
	} else if addresses, filtered := valuesOf(where, "email"); filtered {
		lanes = split(base, "search", addresses)
	}
	if wanted, filtered := valuesOf(where, "status"); filtered && slices.Contains(wanted, string(commerce.OrderStatusDraft)) && !c.drafts.holds() {
		for _, l := range lanes { // newer shops leave drafts out of the list of any
			l.query = maps.Clone(l.query)
			l.query.Set("status", statusCheckoutDraft)
			lanes = append(lanes, l)
		}
	}
	return lanes
}

// lacksDrafts reports the refusal of a shop that has no word for the drafts of
// checkouts, and notes it: it has none, or brings them with any.
func (c *client) lacksDrafts(err error, l lane) bool {
	if l.query.Get("status") != statusCheckoutDraft || !isParameter(err) {
		return false
	}
	c.drafts.note()
	return true
}

// ordersByID reads orders, and those that are not there once more as drafts.
func (c *client) ordersByID(ctx context.Context, op string, ids []int64, want commerce.Groups) ([]*orderWire, error) {
	rows, err := byIDs(ctx, c, op, "/orders", orderQuery(want, "any"), ids, (*orderWire).decode)
	missing := slices.DeleteFunc(slices.Clone(ids), func(id int64) bool {
		return slices.ContainsFunc(rows, func(w *orderWire) bool { return w.ID == id })
	})
	if err == nil && len(missing) > 0 && !c.drafts.holds() {
		drafts := lane{query: orderQuery(want, statusCheckoutDraft)}
		var found []*orderWire
		if found, err = byIDs(ctx, c, op, "/orders", drafts.query, missing, (*orderWire).decode); c.lacksDrafts(err, drafts) {
			err = nil
		}
		rows = append(rows, found...)
	}
	return slices.DeleteFunc(rows, func(w *orderWire) bool { return w.Status == statusTrash }), err
}

// split returns a lane for each value of a parameter that takes one.
func split(base lane, parameter string, values []string) []lane {
	out := make([]lane, len(values))
	for i, value := range values {
		out[i] = base
		out[i].query = url.Values{parameter: {value}}
		for name, already := range base.query {
			out[i].query[name] = already
		}
	}
	return out
}

func keysOf(ids []int64) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = keyOf(id)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// orderWords returns the states to ask for. A shop refuses a word that it does
// not know, and some do not know drafts: where those are asked for, and for
// states that plug-ins add, all orders come, and are checked.
func orderWords(where []sources.Predicate) (status string, possible bool) {
	values, filtered := valuesOf(where, "status")
	if !filtered {
		return "any", true
	}
	var words []string
	for _, v := range values {
		own, searchable := searchableStates[commerce.OrderStatus(v)]
		if !searchable && (v == string(commerce.OrderStatusDraft) || v == string(commerce.OrderStatusUnknown)) {
			return "any", true
		}
		words = append(words, own...)
	}
	slices.Sort(words)
	return strings.Join(words, ","), len(words) > 0
}

// isHiddenOrder reports orders that are none yet, or no more: an empty one that
// somebody opened in the administration, a checkout page that was only looked
// at, the trash. Drafts are there for who asks for a state.
func isHiddenOrder(w *orderWire, where []sources.Predicate) bool {
	switch w.Status {
	case statusTrash:
		return true
	case statusAutoDraft, statusCheckoutDraft, statusDraft:
		return !slices.ContainsFunc(where, func(p sources.Predicate) bool { return p.Field == "status" })
	}
	return false
}

// readOrders translates orders, with what their groups need beside them.
func (c *client) readOrders(ctx context.Context, op string, wires []*orderWire, want commerce.Groups) ([]result[commerce.Order], error) {
	if want.Has(commerce.OrderRefunds) {
		if err := c.addRefunds(ctx, op, wires); err != nil {
			return nil, err
		}
	}
	if want.Has(commerce.OrderFulfillments) {
		if err := c.addFulfillments(ctx, op, wires); err != nil {
			return nil, err
		}
	}
	if want.Has(commerce.OrderComments) {
		if err := c.addComments(ctx, op, wires); err != nil {
			return nil, err
		}
	}
	reading := commerce.ReadNow()
	out := make([]result[commerce.Order], len(wires))
	for i, w := range wires {
		r := &reader{client: c, reading: reading, holds: want}
		node := r.order(w)
		if out[i].broken = r.broken; r.broken == "" {
			out[i].node = node
		}
	}
	return out, nil
}
