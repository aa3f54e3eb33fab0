package magento

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/oauth1"
)

// maxItems is how many stock records one call takes or gives: each costs a
// request or two of its own, of which few fit the time of a call.
const maxItems = 20

// stocked are the products that have stock of their own.
var stocked = [][]filter{{{"type_id", "nin", "configurable,grouped,bundle"}}}

func stockItemPath(sku string) string { return "/V1/stockItems/" + oauth1.Escape(sku) }

// inventory lists the stock of what is kept in one: a product is its own stock
// record, and its levels are known by its SKU.
func inventory(c *client) resource[commerce.InventoryItem, productWire] {
	return resource[commerce.InventoryItem, productWire]{
		kind:      commerce.InventoryItems,
		noun:      "inventory items",
		path:      productPath,
		key:       "entity_id",
		batch:     maxItems,
		page:      maxItems,
		scope:     stocked,
		columns:   withTimes(map[string]column{"sku": {name: "sku", ops: sources.Eq | sources.Prefix}}),
		joins:     []string{"sku"},
		fields:    func(commerce.Groups) string { return "id,sku,type_id,created_at,updated_at" },
		decode:    (*productWire).decode,
		id:        func(w *productWire) int64 { return w.ID.Value },
		translate: readInventoryItem,
		enrich:    c.addStock,
	}
}

func readInventoryItem(r *reader, w *productWire) *commerce.InventoryItem {
	return &commerce.InventoryItem{
		Origin:    r.origin(r.needID(w.ID, "id"), "product", "catalog/product/edit/id", r.instant(w.UpdatedAt, "updated_at")),
		SKU:       commerce.Text(need(r, w.SKU, "sku")),
		Tracked:   true, // as Magento does unless it is told otherwise
		CreatedAt: r.instant(w.CreatedAt, "created_at"),
	}
}

// stockItemWire is the stock record of one product. Its quantity is that of the
// default source only, where there are sources.
type stockItemWire struct {
	Quantity optNumeral `json:"qty"`
	Managed  optFlag    `json:"manage_stock"`
}

func (w *stockItemWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "qty":
			w.Quantity = readNumeral(r)
		case "manage_stock":
			w.Managed = readFlag(r)
		}
	}
}

// addStock asks for each item's stock record, because lists leave out whether
// the stock is counted at all, and adds the levels where they are wanted.
func (c *client) addStock(ctx context.Context, op string, r *reader, entries []entry[commerce.InventoryItem, productWire]) []error {
	stock := make([]stockItemWire, len(entries))
	errs := each(len(entries), func(i int) error {
		item := entries[i].node
		err := c.get(ctx, op, stockItemPath(string(item.SKU)), stockItemFields, stock[i].decode)
		if isMissing(err) { // gone since, or of a name that a web server does not let pass
			return nil
		}
		if stock[i].Managed.OK {
			item.Tracked = stock[i].Managed.Value
		}
		return err
	})
	if r.holds.Has(commerce.InventoryLevels) {
		c.addLevels(ctx, op, r, entries, stock, errs)
	}
	return errs
}

var stockItemFields = []param{{"fields", "qty,manage_stock"}}
