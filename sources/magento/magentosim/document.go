package magentosim

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// DocumentItem is a quantity of an order's item in one of its documents. Items
// are named by the rows that the customer sees, not by their children.
type DocumentItem struct {
	OrderItemID int64
	Qty         decimal.Decimal
}

// Comment is a comment on a document.
type Comment struct {
	EntityID         int64
	Comment          string
	CustomerNotified bool
	VisibleOnFront   bool
	CreatedAt        time.Time
}

// documentRow is a row of an invoice or a credit memo with its part of the
// order's amounts.
type documentRow struct {
	entityID int64
	row      int
	qty      decimal.Decimal
	sums     sums
}

// pick finds the rows for some items, with their children, and what is done of
// them. No items mean all that is left.
func (c *change) pick(o *Order, items []DocumentItem, left func(*orderRow) decimal.Decimal) ([]documentRow, error) {
	if items == nil {
		for i := range o.rows {
			if qty := left(&o.rows[i]); o.rows[i].parent < 0 && qty.IsPositive() {
				items = append(items, DocumentItem{o.rows[i].ItemID, qty})
			}
		}
	}
	var rows []documentRow
	for _, item := range items {
		at := o.rowOf(item.OrderItemID)
		switch {
		case at < 0 || o.rows[at].parent >= 0:
			return nil, fmt.Errorf("order %d has no line %d", o.EntityID, item.OrderItemID)
		case !item.Qty.IsPositive() || item.Qty.GreaterThan(left(&o.rows[at])):
			return nil, fmt.Errorf("item %d: quantity %s of %s that are left", item.OrderItemID, item.Qty, left(&o.rows[at]))
		}
		rows = append(rows, documentRow{row: at, qty: item.Qty})
		for i := at + 1; i < len(o.rows); i++ {
			if o.rows[i].parent == at {
				rows = append(rows, documentRow{row: i, qty: o.pieces(i, item.Qty)})
			}
		}
	}
	return rows, nil
}

// part is what of a row's amounts falls on a quantity.
func (r *orderRow) part(done, qty decimal.Decimal) sums {
	return sums{
		subtotal: r.RowTotal.part(done, qty, r.Qty), discount: r.Discount.part(done, qty, r.Qty), tax: r.Tax.part(done, qty, r.Qty),
	}
}

func addUp(rows []documentRow) sums {
	var total sums
	for i := range rows {
		total = total.plus(rows[i].sums)
	}
	return total
}

// lineQty counts what the customer sees of some rows.
func lineQty(o *Order, rows []documentRow) decimal.Decimal {
	qty := decimal.Zero
	for i := range rows {
		if o.rows[rows[i].row].parent < 0 {
			qty = qty.Add(rows[i].qty)
		}
	}
	return qty
}

func (c *change) completeComments(comments []Comment, created time.Time) {
	for i := range comments {
		c.sim.store.comments.assign(&comments[i].EntityID)
		if comments[i].CreatedAt.IsZero() {
			comments[i].CreatedAt = created
		}
	}
}

func renderComments(comments []Comment, parent int64) []any {
	list := make([]any, len(comments))
	for i := range comments {
		comment := object{
			"entity_id": comments[i].EntityID, "parent_id": parent, "comment": comments[i].Comment,
			"is_customer_notified": flag(comments[i].CustomerNotified), "is_visible_on_front": flag(comments[i].VisibleOnFront),
		}
		moment(comment, "created_at", comments[i].CreatedAt)
		list[i] = comment
	}
	return list
}

// renderDocument shows a row of an invoice or a credit memo. The rows of
// children show no totals.
func (d *documentRow) render(o *Order, parent int64) object {
	row := &o.rows[d.row]
	item := object{
		"entity_id": d.entityID, "parent_id": parent, "order_item_id": row.ItemID, "product_id": row.ProductID,
		"sku": row.SKU, "name": row.Name, "qty": number(d.qty),
	}
	both(item, "price", row.Price)
	if row.parent >= 0 {
		return item
	}
	both(item, "price_incl_tax", row.RowTotal.plus(row.Tax).over(row.Qty))
	both(item, "row_total", d.sums.subtotal)
	both(item, "row_total_incl_tax", d.sums.subtotal.plus(d.sums.tax))
	both(item, "tax_amount", d.sums.tax)
	both(item, "discount_tax_compensation_amount", Money{})
	if !d.sums.discount.isZero() {
		both(item, "discount_amount", d.sums.discount)
	}
	return item
}

func renderRows(o *Order, rows []documentRow, parent int64) []any {
	list := make([]any, len(rows))
	for i := range rows {
		list[i] = rows[i].render(o, parent)
	}
	return list
}

// renderAddresses sets the ids of an order's addresses in a document.
func (o *Order) renderAddresses(document object) {
	document["billing_address_id"] = o.BillingAddress.EntityID
	if o.ShippingAddress != nil {
		document["shipping_address_id"] = o.ShippingAddress.EntityID
	}
}
