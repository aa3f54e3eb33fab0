package woocommerce

import (
	"context"
	"net/url"
	"slices"
	"strconv"
)

const refundFields = "id,parent_id,date_created_gmt,amount,reason,refunded_payment,line_items"

// addRefunds reads the refunds that the orders name: all at once by their ids
// since version 9.0, before that order by order.
func (c *client) addRefunds(ctx context.Context, op string, wires []*orderWire) error {
	var ids []int64
	var having []*orderWire
	for _, w := range wires {
		for _, s := range w.Refunds {
			ids = append(ids, s.ID)
		}
		if len(w.Refunds) > 0 {
			having = append(having, w)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := c.allRefunds(ctx, op, ids, having)
	if err != nil {
		return err
	}
	byID := make(map[int64]*refundWire, len(found))
	for _, w := range found {
		byID[w.ID] = w
	}
	for _, w := range having {
		w.details = byID
	}
	return nil
}

func (c *client) allRefunds(ctx context.Context, op string, ids []int64, having []*orderWire) ([]*refundWire, error) {
	if !c.refunds.holds() {
		found, err := allByIDs(ctx, c, op, "/refunds", url.Values{"_fields": {refundFields}}, ids, (*refundWire).decode)
		if !isNoRoute(err) {
			return found, err
		}
		c.refunds.note()
	}
	query := url.Values{"_fields": {refundFields}, "per_page": {strconv.Itoa(maxPage)}, "orderby": {"id"}, "order": {"asc"}}
	found := make([][]*refundWire, len(having))
	errs := each(len(having), func(i int) (err error) {
		found[i], err = ofOrder(ctx, c, op, having[i], "/refunds", query, (*refundWire).decode)
		return err
	})
	return slices.Concat(found...), first(errs)
}
