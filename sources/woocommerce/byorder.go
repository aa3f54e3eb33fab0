package woocommerce

import (
	"context"
	"net/url"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// mostByOrder bounds a page of orders whose groups take a request for each of
// them: the API has no list of fulfilments or notes over several orders.
const mostByOrder = 25

// orderPage is how many orders a page has at most.
func (c *client) orderPage(want commerce.Groups) int {
	if want.Has(commerce.OrderComments) || want.Has(commerce.OrderFulfillments) && !c.fulfillments.holds() {
		return mostByOrder
	}
	return maxPage
}

// addFulfillments reads the fulfilments of orders that can have any: states of
// plug-ins can be of parcels, too. They are a feature that few shops have
// switched on; the others know only what the plug-in Shipment Tracking notes in
// an order's meta data.
func (c *client) addFulfillments(ctx context.Context, op string, wires []*orderWire) error {
	sent := slices.DeleteFunc(slices.Clone(wires), func(w *orderWire) bool {
		switch w.Status {
		case "pending", "failed", statusDraft, statusAutoDraft, statusCheckoutDraft:
			return true
		}
		return false
	})
	if c.fulfillments.holds() || len(sent) == 0 {
		return nil
	}
	// The first order shows whether the shop has the feature.
	if err := c.fulfillmentsOf(ctx, op, sent[0]); err != nil || c.fulfillments.holds() {
		return err
	}
	rest := sent[1:]
	return first(each(len(rest), func(i int) error { return c.fulfillmentsOf(ctx, op, rest[i]) }))
}

func (c *client) fulfillmentsOf(ctx context.Context, op string, w *orderWire) (err error) {
	w.parcels, err = ofOrder(ctx, c, op, w, "/fulfillments", nil, (*fulfillmentWire).decode)
	if isNoRoute(err) {
		c.fulfillments.note()
		return nil
	}
	return err
}

// addComments reads the notes on each order.
func (c *client) addComments(ctx context.Context, op string, wires []*orderWire) error {
	query := url.Values{"_fields": {"id,author,date_created_gmt,note,customer_note"}}
	return first(each(len(wires), func(i int) (err error) {
		wires[i].notes, err = ofOrder(ctx, c, op, wires[i], "/notes", query, (*noteWire).decode)
		return err
	}))
}

// ofOrder reads a list below an order; nothing when the order has gone meanwhile.
func ofOrder[W any](ctx context.Context, c *client, op string, w *orderWire, path string, query url.Values, decode func(*W, *jsonx.Reader)) ([]*W, error) {
	rows, _, err := readRows(ctx, c, op, "/orders/"+keyOf(w.ID)+path, query, decode)
	if isMissing(err) {
		return nil, nil
	}
	return rows, err
}
