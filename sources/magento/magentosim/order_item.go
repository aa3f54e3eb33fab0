package magentosim

import (
	"strconv"
	"time"

	"github.com/shopspring/decimal"
)

// itemOf is an order's item as a row of its own table.
type itemOf struct {
	order *Order
	row   int
}

func (i *itemOf) id() int64 { return i.order.rows[i.row].ItemID }

func (i *itemOf) column(_ *view, name string) any {
	row := &i.order.rows[i.row]
	switch name {
	case "item_id":
		return row.ItemID
	case "order_id":
		return i.order.EntityID
	case "sku":
		return row.SKU
	case "product_id":
		return row.ProductID
	case "parent_item_id":
		if row.parent < 0 {
			return nil
		}
		return i.order.rows[row.parent].ItemID
	}
	return i.order.renderItem(i.row)[name]
}

func (i *itemOf) render(*view) object { return i.order.renderItem(i.row) }

// renderItems gives the rows of an order: the parent before its children.
func (o *Order) renderItems() []any {
	items := make([]any, len(o.rows))
	for i := range o.rows {
		items[i] = o.renderItem(i)
	}
	return items
}

// renderItem shows a child with its whole parent inside.
func (o *Order) renderItem(at int) object {
	row := &o.rows[at]
	item := object{
		"item_id": row.ItemID, "order_id": o.EntityID, "quote_item_id": row.ItemID + o.QuoteID, "store_id": o.StoreID, "product_id": row.ProductID,
		"product_type": row.ProductType, "sku": row.SKU, "name": row.Name,
		"created_at": o.CreatedAt.Format(time.DateTime), "updated_at": o.UpdatedAt.Format(time.DateTime),
		"free_shipping": 0, "is_qty_decimal": flag(!row.Qty.IsInteger()), "is_virtual": flag(row.Virtual), "no_discount": 0,
		"weight": number(row.Weight), "row_weight": number(row.Weight.Mul(row.Qty)),
		"qty_ordered": number(row.Qty), "qty_invoiced": number(row.invoiced), "qty_shipped": number(row.shipped),
		"qty_refunded": number(row.refunded), "qty_canceled": number(row.canceled),
		"discount_percent": number(row.DiscountPercent), "tax_percent": number(row.TaxPercent),
	}
	row.renderMoney(item)
	if row.parent >= 0 {
		item["parent_item_id"] = o.rows[row.parent].ItemID
		item["parent_item"] = o.renderItem(row.parent)
	}
	if len(row.Options) > 0 {
		item["product_option"] = object{"extension_attributes": object{"configurable_item_options": row.renderOptions()}}
	}
	return item
}

func (r *orderRow) renderMoney(item object) {
	both(item, "price", r.Price)
	both(item, "original_price", r.OriginalPrice)
	both(item, "row_total", r.RowTotal)
	both(item, "tax_amount", r.Tax)
	both(item, "discount_amount", r.Discount)
	both(item, "amount_refunded", r.refundedSums.subtotal)
	both(item, "discount_invoiced", r.invoicedSums.discount)
	both(item, "tax_invoiced", r.invoicedSums.tax)
	both(item, "row_invoiced", r.invoicedSums.subtotal)
	if r.parent < 0 {
		both(item, "price_incl_tax", r.RowTotal.plus(r.Tax).over(r.Qty))
		both(item, "row_total_incl_tax", r.RowTotal.plus(r.Tax))
		both(item, "discount_tax_compensation_amount", Money{})
	}
	if r.refunded.IsPositive() {
		both(item, "tax_refunded", r.refundedSums.tax)
		both(item, "discount_refunded", r.refundedSums.discount)
	}
}

func (r *orderRow) renderOptions() []any {
	options := make([]any, len(r.Options))
	for i, option := range r.Options {
		options[i] = object{"option_id": strconv.FormatInt(option.AttributeID, 10), "option_value": option.Value}
	}
	return options
}

// pieces is how many of a row go with a quantity of its parent.
func (o *Order) pieces(at int, parentQty decimal.Decimal) decimal.Decimal {
	row := &o.rows[at]
	const scale = 4
	return row.Qty.Mul(parentQty).DivRound(o.rows[row.parent].Qty, scale)
}

func (o *Order) rowOf(itemID int64) int {
	for i := range o.rows {
		if o.rows[i].ItemID == itemID {
			return i
		}
	}
	return -1
}
