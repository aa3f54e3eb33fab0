package magento

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/oauth1"
)

// inventory lists the stock of what is kept in one: a product is its own stock
// record, and its levels are known by its SKU.
func inventory(c *client) resource[commerce.InventoryItem, productWire] {
	return resource[commerce.InventoryItem, productWire]{
		kind:    commerce.InventoryItems,
		noun:    "inventory items",
		path:    productPath,
		key:     "entity_id",
		scope:   [][]filter{{{"type_id", "nin", "configurable,grouped,bundle"}}},
		columns: withTimes(map[string]column{"sku": {name: "sku", ops: sources.Eq | sources.Prefix}}),
		joins:   []string{"sku"},
		fields: func(commerce.Groups) string {
			return "id,sku,type_id,created_at,updated_at,extension_attributes[stock_item[manage_stock]]"
		},
		decode:    (*productWire).decode,
		id:        func(w *productWire) int64 { return w.ID.Value },
		translate: readInventoryItem,
		enrich:    c.addLevels,
	}
}

func readInventoryItem(r *reader, w *productWire) *commerce.InventoryItem {
	return &commerce.InventoryItem{
		Origin:    r.origin(r.needID(w.ID, "id"), "product", "catalog/product/edit/id", r.instant(w.UpdatedAt, "updated_at")),
		SKU:       commerce.Text(need(r, w.SKU, "sku")),
		Tracked:   !w.More.Managed.OK || w.More.Managed.Value, // as Magento does unless it is told otherwise
		CreatedAt: r.instant(w.CreatedAt, "created_at"),
	}
}

// levelWire is the stock of one SKU at one source.
type levelWire struct {
	SKU, Source optText
	Quantity    optNumeral
}

func (w *levelWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "sku":
			w.SKU = r.Text()
		case "source_code":
			w.Source = r.Word()
		case "quantity":
			w.Quantity = r.Numeral()
		}
	}
}

// stockItemWire is the stock of one product where there are no sources.
type stockItemWire struct {
	ID       optInt
	StockID  optInt
	Quantity optNumeral
}

func (w *stockItemWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "item_id":
			w.ID = readInt(r)
		case "stock_id":
			w.StockID = readInt(r)
		case "qty":
			w.Quantity = r.Numeral()
		}
	}
}

// addLevels adds the quantities of each source, one list for all items; or
// those of the older stock, one request an item, where a shop has no sources.
func (c *client) addLevels(ctx context.Context, op string, r *reader, entries []entry[commerce.InventoryItem, productWire]) error {
	if !r.holds.Has(commerce.InventoryLevels) {
		return nil
	}
	skus := make([]string, 0, len(entries))
	bySKU := make(map[string][]*commerce.InventoryItem, len(entries))
	for _, e := range entries {
		sku := string(e.node.SKU)
		if bySKU[fold(sku)] == nil {
			skus = append(skus, sku)
		}
		bySKU[fold(sku)] = append(bySKU[fold(sku)], e.node)
	}
	levels, err := c.sourceItems(ctx, op, skus)
	if isMissing(err) {
		return c.addStockItems(ctx, op, r, entries)
	}
	if err != nil {
		return err
	}
	for i := range levels {
		for _, item := range bySKU[fold(levels[i].SKU.Value)] {
			item.Levels = append(item.Levels, r.level(&levels[i], item))
		}
	}
	if c.stock == 0 {
		return nil
	}
	return each(len(entries), func(i int) error { return c.addSalable(ctx, op, r, entries[i].node) })
}

// fold makes SKUs equal that MySQL takes for equal.
func fold(sku string) string { return strings.ToLower(sku) }

func (r *reader) level(w *levelWire, item *commerce.InventoryItem) *commerce.InventoryLevel {
	source := need(r, w.Source, "source_code")
	return &commerce.InventoryLevel{
		Origin:     r.part(commerce.ID{Source: r.source, Key: item.ID.Key + "@" + source}, "source_item", item.UpdatedAt),
		LocationID: commerce.ID{Source: r.source, Key: source},
		Quantities: []commerce.InventoryQuantity{{
			Name: commerce.InventoryQuantityNameOnHand, Quantity: r.pieces(w.Quantity, "quantity"), Raw: "quantity",
		}},
	}
}

// pieces counts whole units: a part of one cannot be sold as one.
func (r *reader) pieces(n optNumeral, field string) int {
	d := r.number(n, field).Wide().Floor()
	if !d.BigInt().IsInt64() {
		r.fail(field)
		return 0
	}
	return int(d.IntPart())
}

// sourceItems reads the stock of SKUs at all sources. Its rows have no number
// of their own: they are read page by page, in an order that is unique, until
// one is not full or brings nothing new.
func (c *client) sourceItems(ctx context.Context, op string, skus []string) ([]levelWire, error) {
	parts := batches(skus, maxSKUs)
	found := make([][]levelWire, len(parts))
	err := each(len(parts), func(i int) (err error) {
		found[i], err = c.someSourceItems(ctx, op, parts[i])
		return err
	})
	return slices.Concat(found...), err
}

func (c *client) someSourceItems(ctx context.Context, op string, skus []string) ([]levelWire, error) {
	var out []levelWire
	seen := map[[2]string]bool{}
	for page := 1; ; page++ {
		rows, err := list(ctx, c, op, "/V1/inventory/source-items", criteria{
			groups: [][]filter{oneOf("sku", skus)}, sorts: []order{{"sku", false}, {"source_code", false}},
			size: pageSize, page: page, fields: "sku,source_code,quantity",
		}, (*levelWire).decode)
		if err != nil {
			return nil, err
		}
		fresh := false
		for i := range rows {
			if rows[i].wrong {
				return nil, c.malformed(op, "an entry is not of the shape that Magento promises")
			}
			w := &rows[i].wire
			if key := [2]string{w.SKU.Value, w.Source.Value}; !seen[key] {
				seen[key], fresh = true, true
				out = append(out, *w)
			}
		}
		if len(rows) < pageSize || !fresh {
			return out, nil
		}
	}
}

// addSalable adds what a stock can sell of an item: the quantities of its
// sources less what is reserved. It belongs to no source.
func (c *client) addSalable(ctx context.Context, op string, r *reader, item *commerce.InventoryItem) error {
	stock := formatInt(int64(c.stock))
	var n optNumeral
	err := c.get(ctx, op, "/V1/inventory/get-product-salable-quantity/"+oauth1.Escape(string(item.SKU))+"/"+stock, nil, func(r *jsonx.Reader) { n = r.Numeral() })
	switch {
	case isMissing(err), isRefused(err): // it is not assigned to the stock, or its stock is not managed
		return nil
	case err != nil:
		return err
	}
	own := *r
	quantity := own.pieces(n, "salable quantity")
	if own.broken != "" {
		return c.malformed(op, "a salable quantity is not what Magento promises")
	}
	item.Levels = append(item.Levels, &commerce.InventoryLevel{
		Origin:       r.part(commerce.ID{Source: r.source, Key: item.ID.Key + "@stock:" + stock}, "stock", item.UpdatedAt),
		LocationName: commerce.Text("Stock " + stock),
		Quantities:   []commerce.InventoryQuantity{{Name: commerce.InventoryQuantityNameAvailable, Quantity: quantity, Raw: "salable_quantity"}},
	})
	return nil
}

// isRefused reports that Magento did not accept what was asked.
func isRefused(err error) bool { return errors.Is(err, errRefused) }

// defaultSource is the one place of a shop that knows no sources.
const defaultSource = "default"

// addStockItems adds the quantity of the older stock, which is reduced as soon
// as an order is placed: it is what can be sold.
func (c *client) addStockItems(ctx context.Context, op string, r *reader, entries []entry[commerce.InventoryItem, productWire]) error {
	return each(len(entries), func(i int) error {
		item := entries[i].node
		var w stockItemWire
		err := c.get(ctx, op, "/V1/stockItems/"+oauth1.Escape(string(item.SKU)), nil, w.decode)
		if isMissing(err) || err == nil && !w.Quantity.OK {
			return nil
		}
		if err != nil {
			return err
		}
		own := *r
		quantity := own.pieces(w.Quantity, "qty")
		if own.broken != "" {
			return c.malformed(op, "a quantity is not what Magento promises")
		}
		item.Levels = []*commerce.InventoryLevel{{
			Origin:     r.part(commerce.ID{Source: r.source, Key: item.ID.Key + "@" + defaultSource}, "stock_item", item.UpdatedAt),
			LocationID: commerce.ID{Source: r.source, Key: defaultSource},
			Quantities: []commerce.InventoryQuantity{{Name: commerce.InventoryQuantityNameAvailable, Quantity: quantity, Raw: "qty"}},
		}}
		return nil
	})
}
