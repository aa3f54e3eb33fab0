package woocommerce

import (
	"context"
	"math"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

const stockFields = "id,type,status,date_created_gmt,date_modified_gmt,sku,manage_stock,stock_quantity,parent_id"

// inventoryItems are the products and variations whose stock is counted. Stock
// of variations that is counted with that of their product is the product's.
func inventoryItems(c *client) resource[commerce.InventoryItem, goodWire] {
	return resource[commerce.InventoryItem, goodWire]{
		kind:    commerce.InventoryItems,
		noun:    "inventory items",
		decode:  (*goodWire).decode,
		head:    func(w *goodWire) *head { return &w.head },
		filters: map[string]sources.Op{"sku": sources.Eq},
		joins:   []string{"sku"},
		lanes: func(_ commerce.Groups, where []sources.Predicate) []lane {
			return goodLanes(where, stockFields)
		},
		valueOf: func(_ string, w *goodWire) string { return w.SKU },
		hidden:  func(w *goodWire, where []sources.Predicate) bool { return w.Stock != itsOwn || isHiddenGood(w, where) },
		lookup: func(ctx context.Context, op string, ids []int64, _ commerce.Groups) ([]*goodWire, error) {
			found, err := c.goodsByID(ctx, op, ids, stockFields)
			return keep(found, func(w *goodWire) bool { return w.Stock == itsOwn }), err
		},
		read: func(_ context.Context, _ string, wires []*goodWire, want commerce.Groups) ([]result[commerce.InventoryItem], error) {
			return readGoods(c, wires, want, "", (*reader).inventoryItem), nil
		},
	}
}

func (r *reader) inventoryItem(w *goodWire) *commerce.InventoryItem {
	item := &commerce.InventoryItem{
		Origin:    r.origin(&w.head, "product", editPage(w)),
		SKU:       commerce.Text(w.SKU),
		Tracked:   true,
		CreatedAt: w.Created,
	}
	if w.isVariation() {
		item.Type = "product_variation"
	}
	if !r.holds.Has(commerce.InventoryLevels) {
		return item
	}
	level := &commerce.InventoryLevel{
		Origin:       r.part(keyOf(w.ID), "stock", w.Modified),
		LocationID:   commerce.ID{Source: r.source, Key: locationKey},
		LocationName: commerce.Text(r.account),
	}
	if w.StockQuantity != "" {
		level.Quantities = []commerce.InventoryQuantity{{
			Name: commerce.InventoryQuantityNameAvailable, Quantity: r.stock(w.StockQuantity), Raw: "stock_quantity",
		}}
	}
	item.Levels = []*commerce.InventoryLevel{level}
	return item
}

// stock counts whole units: of what is sold by weight, those that are there in full.
func (r *reader) stock(quantity string) int {
	n := r.decimal(quantity, "stock_quantity").Wide().Floor()
	if i := n.IntPart(); i > math.MinInt32 && i < math.MaxInt32 {
		return int(i)
	}
	r.fail("stock_quantity")
	return 0
}
