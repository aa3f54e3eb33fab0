package magento

import (
	"context"
	"math"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// orderItemsPath lists the lines of all orders, which has its own columns.
const orderItemsPath = "/V1/orders/items"

// mostItemPages bounds how many pages of lines are read, one after another,
// to name all orders with a SKU.
const mostItemPages = 4

// orderedWire is a line with nothing but whose it is.
type orderedWire struct {
	OrderID optInt `json:"order_id"`
}

const orderedFields = "order_id"

func (w *orderedWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		if string(r.Name()) == "order_id" {
			w.OrderID = readInt(r)
		}
	}
}

// ordersWith names the orders that have a line with one of the SKUs: page by
// page for a listing in the order of the ids, and else all of them. Of a SKU
// that very many orders have these are too many; then orders are read in their
// order, and each is compared.
func (c *client) ordersWith(ctx context.Context, op string, skus []string, after int64, own bool) (ids []owned, reach int64, err error) {
	if len(skus) == 0 {
		return nil, 0, nil
	}
	if own {
		return c.someOrdersWith(ctx, op, skus, after)
	}
	last := int64(0)
	for range mostItemPages {
		more, reach, err := c.someOrdersWith(ctx, op, skus, last)
		if ids = append(ids, more...); err != nil || reach == 0 {
			return ids, 0, err
		}
		last = reach
	}
	return nil, -1, nil
}

// someOrdersWith names the next orders behind the id. The SKUs of one call fit
// one address: Find and Query are held to that, what is more is read in parts
// of which the shortest reach counts.
func (c *client) someOrdersWith(ctx context.Context, op string, skus []string, after int64) (ids []owned, reach int64, err error) {
	parts := batches(skus, maxSKUs)
	found, reaches := make([][]owned, len(parts)), make([]int64, len(parts))
	errs := each(len(parts), func(i int) (err error) {
		found[i], reaches[i], err = c.itemsPage(ctx, op, parts[i], after)
		return err
	})
	if err := joined(errs); err != nil {
		return nil, 0, err
	}
	reach = math.MaxInt64
	for _, r := range reaches {
		if r > 0 {
			reach = min(reach, r)
		}
	}
	for _, some := range found {
		for _, id := range some {
			if id.id <= reach {
				ids = append(ids, id)
			}
		}
	}
	if reach == math.MaxInt64 {
		return ids, 0, nil
	}
	return ids, reach, nil
}

// itemsPage reads one page of lines, in the order of their orders. The rows of
// a line's parts are left out.
func (c *client) itemsPage(ctx context.Context, op string, skus []string, after int64) (ids []owned, reach int64, err error) {
	rows, full, err := list(ctx, c, op, orderItemsPath, criteria{
		groups: [][]filter{oneOf("sku", skus), {{"parent_item_id", "null", "1"}}, {{"order_id", "gt", formatInt(after)}}},
		sorts:  []order{{"order_id", false}, {"item_id", false}},
		size:   pageSize, fields: orderedFields,
	}, (*orderedWire).decode)
	if err != nil {
		return nil, 0, err
	}
	last := after
	for i := range rows {
		id := rows[i].wire.OrderID.Value
		if rows[i].wrong || id <= 0 {
			return nil, 0, c.wrongRow(op)
		}
		if id > last {
			ids, last = append(ids, owned{id: id}), id
		}
	}
	if !full || last == after {
		return ids, 0, nil
	}
	return ids, last, nil
}
