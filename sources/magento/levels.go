package magento

import (
	"context"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/oauth1"
)

// levelWire is the stock of one SKU at one source.
type levelWire struct {
	SKU      optText    `json:"sku"`
	Source   optText    `json:"source_code"`
	Quantity optNumeral `json:"quantity"`
}

const levelFields = "sku,source_code,quantity"

func (w *levelWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "sku":
			w.SKU = r.Text()
		case "source_code":
			w.Source = r.Word()
		case "quantity":
			w.Quantity = readNumeral(r)
		}
	}
}

// addLevels adds the quantities of each source, one list for all items; or
// those of the stock records, where a shop has no sources. It sets the errors of
// the items that lack theirs.
func (c *client) addLevels(ctx context.Context, op string, r *reader, entries []entry[commerce.InventoryItem, productWire], stock []stockItemWire, errs []error) {
	rows, err := c.sourceItems(ctx, op, skusOf(entries))
	older := isMissing(err)
	if err != nil && !older {
		fill(errs, err)
		return
	}
	bySKU := make(map[string][]int, len(entries))
	for i, e := range entries {
		bySKU[fold(string(e.node.SKU))] = append(bySKU[fold(string(e.node.SKU))], i)
		if older {
			c.addLevel(op, r, e.node, errs, i, func(own *reader) *commerce.InventoryLevel { return own.stockLevel(&stock[i], e.node) })
		}
	}
	for _, row := range rows {
		for _, i := range bySKU[fold(row.wire.SKU.Value)] {
			if row.wrong {
				errs[i] = c.wrongRow(op)
			}
			c.addLevel(op, r, entries[i].node, errs, i, func(own *reader) *commerce.InventoryLevel { return own.sourceLevel(&row.wire, entries[i].node) })
		}
	}
	if c.stock == 0 || older {
		return
	}
	for i, err := range each(len(entries), func(i int) error { return c.addSalable(ctx, op, r, entries[i].node) }) {
		if errs[i] == nil {
			errs[i] = err
		}
	}
}

// fill sets the error of all that have none.
func fill(errs []error, err error) {
	for i := range errs {
		if errs[i] == nil {
			errs[i] = err
		}
	}
}

// addLevel adds one level to an item, or sets its error.
func (c *client) addLevel(op string, r *reader, item *commerce.InventoryItem, errs []error, i int, read func(own *reader) *commerce.InventoryLevel) {
	own := *r
	own.broken = ""
	level := read(&own)
	switch {
	case errs[i] != nil:
	case own.broken != "":
		errs[i] = c.wrongField(op, own.broken)
	case level != nil:
		item.Levels = append(item.Levels, level)
	}
}

// skusOf returns the SKUs of items, each once.
func skusOf(entries []entry[commerce.InventoryItem, productWire]) []string {
	skus := make([]string, 0, len(entries))
	for _, e := range entries {
		skus = append(skus, string(e.node.SKU))
	}
	slices.Sort(skus)
	return slices.Compact(skus)
}

// fold makes SKUs equal that MySQL takes for equal.
func fold(sku string) string { return strings.ToLower(sku) }

func (r *reader) sourceLevel(w *levelWire, item *commerce.InventoryItem) *commerce.InventoryLevel {
	source := need(r, w.Source, "source_code")
	return &commerce.InventoryLevel{
		Origin:     r.part(commerce.ID{Source: r.source, Key: item.ID.Key + "@" + source}, "source_item", item.UpdatedAt),
		LocationID: commerce.ID{Source: r.source, Key: source},
		Quantities: []commerce.InventoryQuantity{{
			Name: commerce.InventoryQuantityNameOnHand, Quantity: r.pieces(w.Quantity, "quantity"), Raw: "quantity",
		}},
	}
}

// defaultSource is the one place of a shop that knows no sources.
const defaultSource = "default"

// stockLevel reads the quantity of a stock record, which is reduced as soon as
// an order is placed: it is what can be sold. It is nil where there is none.
func (r *reader) stockLevel(w *stockItemWire, item *commerce.InventoryItem) *commerce.InventoryLevel {
	if !w.Quantity.OK {
		return nil
	}
	return &commerce.InventoryLevel{
		Origin:     r.part(commerce.ID{Source: r.source, Key: item.ID.Key + "@" + defaultSource}, "stock_item", item.UpdatedAt),
		LocationID: commerce.ID{Source: r.source, Key: defaultSource},
		Quantities: []commerce.InventoryQuantity{{Name: commerce.InventoryQuantityNameAvailable, Quantity: r.pieces(w.Quantity, "qty"), Raw: "qty"}},
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
func (c *client) sourceItems(ctx context.Context, op string, skus []string) ([]row[levelWire], error) {
	parts := batches(skus, maxSKUs)
	found := make([][]row[levelWire], len(parts))
	errs := each(len(parts), func(i int) (err error) {
		found[i], err = c.someSourceItems(ctx, op, parts[i])
		return err
	})
	return slices.Concat(found...), joined(errs)
}

func (c *client) someSourceItems(ctx context.Context, op string, skus []string) ([]row[levelWire], error) {
	var out []row[levelWire]
	seen := map[[2]string]bool{}
	for page := 1; ; page++ {
		rows, full, err := list(ctx, c, op, sourceItemsPath, criteria{
			groups: [][]filter{oneOf("sku", skus)}, sorts: []order{{"sku", false}, {"source_code", false}},
			size: pageSize, page: page, fields: levelFields,
		}, (*levelWire).decode)
		if err != nil {
			return nil, err
		}
		fresh := false
		for _, row := range rows {
			if !row.wire.SKU.OK { // nobody knows whose it is
				return nil, c.wrongRow(op)
			}
			if key := [2]string{row.wire.SKU.Value, row.wire.Source.Value}; !seen[key] {
				seen[key], fresh = true, true
				out = append(out, row)
			}
		}
		if !full || !fresh {
			return out, nil
		}
	}
}

func (c *client) salablePath(sku string) string {
	return "/V1/inventory/get-product-salable-quantity/" + oauth1.Escape(sku) + "/" + formatInt(int64(c.stock))
}

// addSalable adds what a stock can sell of an item: the quantities of its
// sources less what is reserved. It belongs to no source.
func (c *client) addSalable(ctx context.Context, op string, r *reader, item *commerce.InventoryItem) error {
	stock := formatInt(int64(c.stock))
	var n optNumeral
	err := c.get(ctx, op, c.salablePath(string(item.SKU)), nil, func(r *jsonx.Reader) { n = readNumeral(r) })
	switch {
	case isMissing(err), isRefused(err): // it is not assigned to the stock, or its stock is not managed
		return nil
	case err != nil:
		return err
	}
	own := *r
	own.broken = ""
	quantity := own.pieces(n, "salable quantity")
	if own.broken != "" {
		return c.wrongField(op, own.broken)
	}
	item.Levels = append(item.Levels, &commerce.InventoryLevel{
		Origin:       r.part(commerce.ID{Source: r.source, Key: item.ID.Key + "@stock:" + stock}, "stock", item.UpdatedAt),
		LocationName: commerce.Text("Stock " + stock),
		Quantities:   []commerce.InventoryQuantity{{Name: commerce.InventoryQuantityNameAvailable, Quantity: quantity, Raw: "salable_quantity"}},
	})
	return nil
}
