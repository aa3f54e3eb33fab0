package magento

import (
	"cmp"
	"context"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

const (
	productPath  = "/V1/products"
	configurable = "configurable"
	coreFields   = "id,sku,name,price,status,visibility,type_id,created_at,updated_at,weight"
	linkFields   = ",extension_attributes[configurable_product_options,configurable_product_links]"
)

var productTimes = map[string]column{
	"createdAt": {name: "created_at", ops: sources.Eq | sources.Range, sorts: true},
	"updatedAt": {name: "updated_at", ops: sources.Eq | sources.Range, sorts: true},
}

func withTimes(columns map[string]column) map[string]column {
	for field, c := range productTimes {
		columns[field] = c
	}
	return columns
}

// products lists what a shop shows. What is not visible by itself, the choices
// of a configurable product above all, is a variant only.
func products(c *client) resource[commerce.Product, productWire] {
	return resource[commerce.Product, productWire]{
		kind:  commerce.Products,
		noun:  "products",
		path:  productPath,
		key:   "entity_id",
		scope: [][]filter{{{"visibility", "neq", "1"}}},
		columns: withTimes(map[string]column{
			"title":       {name: "name", ops: sources.Eq | sources.Prefix},
			"handle":      {name: "url_key", ops: sources.Eq},
			"productType": {name: "type_id", ops: sources.Eq},
			"status":      {name: "status", ops: sources.Eq, words: productStates.words()},
		}),
		joins: []string{"handle"},
		fields: func(want commerce.Groups) string {
			fields := coreFields + ",custom_attributes"
			if want.Has(commerce.ProductContent) {
				fields += ",media_gallery_entries"
			}
			if want != 0 {
				fields += linkFields
			}
			return fields
		},
		decode:    (*productWire).decode,
		id:        func(w *productWire) int64 { return w.ID.Value },
		priced:    true,
		translate: readProduct,
		enrich:    c.addParts,
	}
}

// variants lists what can be bought: everything but the products that only
// gather others.
func variants(c *client) resource[commerce.ProductVariant, productWire] {
	columns := withTimes(map[string]column{
		"sku":           {name: "sku", ops: sources.Eq | sources.Prefix},
		"inventoryItem": {name: "entity_id", ops: sources.Eq},
	})
	joins := []string{"sku", "product", "inventoryItem"}
	if c.barcode != "" {
		columns["barcode"] = column{name: c.barcode, ops: sources.Eq}
		joins = append(joins, "barcode")
	}
	return resource[commerce.ProductVariant, productWire]{
		kind:      commerce.ProductVariants,
		noun:      "variants",
		path:      productPath,
		key:       "entity_id",
		scope:     [][]filter{{{"type_id", "nin", "configurable,grouped"}}},
		columns:   columns,
		joins:     joins,
		fields:    func(commerce.Groups) string { return coreFields + ",custom_attributes" },
		decode:    (*productWire).decode,
		id:        func(w *productWire) int64 { return w.ID.Value },
		priced:    true,
		translate: readVariant,
		within:    map[string]within{"product": everywhere(c.variantsOf)},
	}
}

func readProduct(r *reader, w *productWire) *commerce.Product {
	p := &commerce.Product{
		Origin:      r.origin(r.needID(w.ID, "id"), "product", "catalog/product/edit/id", r.instant(w.UpdatedAt, "updated_at")),
		Title:       w.Name.Value,
		Handle:      commerce.Text(w.attribute("url_key")),
		ProductType: text(w.Type),
		Status:      productStates.state("status", formatOpt(w.Status)),
		CreatedAt:   r.instant(w.CreatedAt, "created_at"),
	}
	if r.holds.Has(commerce.ProductContent) {
		p.DescriptionHTML = commerce.Text(w.attribute("description"))
		p.Media = r.media(w.Media)
	}
	return p
}

func (r *reader) media(list []mediaWire) []commerce.Media {
	shown := slices.DeleteFunc(slices.Clone(list), func(m mediaWire) bool { return m.Disabled.Value })
	slices.SortStableFunc(shown, func(a, b mediaWire) int { return cmp.Compare(a.Position.Value, b.Position.Value) })
	out := make([]commerce.Media, 0, len(shown))
	for _, m := range shown {
		media := commerce.Media{Type: m.Type.Value, Alt: text(m.Label)}
		if r.shop.media != "" && m.File.Value != "" {
			media.URL = commerce.Text(r.shop.media + "catalog/product" + m.File.Value)
		}
		out = append(out, media)
	}
	return out
}

// readVariant reads a product as what is bought. One that is visible by itself
// is its own product's only variant; for another Magento does not say whose it is.
func readVariant(r *reader, w *productWire) *commerce.ProductVariant {
	v := &commerce.ProductVariant{
		Origin:    r.origin(r.needID(w.ID, "id"), "product", "catalog/product/edit/id", r.instant(w.UpdatedAt, "updated_at")),
		Title:     text(w.Name),
		SKU:       commerce.Text(need(r, w.SKU, "sku")),
		CreatedAt: r.instant(w.CreatedAt, "created_at"),
	}
	switch owner, known := r.owners[w.ID.Value]; {
	case known:
		v.ProductID = commerce.ID{Source: r.source, Key: formatInt(owner)}
	case w.Visibility.Value != 1:
		v.ProductID = v.ID
	}
	if w.Price.OK && (w.Type.Value != "bundle" || r.number(w.Price, "price").Sign() != 0) { // its parts make up the price
		price := commerce.NewMoney(r.decimal(w.Price, "price"), r.shop.currency)
		v.Price = &price
	}
	if r.barcode != "" {
		v.Barcode = commerce.Text(w.attribute(r.barcode))
	}
	if w.Weight.OK {
		v.Weight = &commerce.Weight{Value: r.decimal(w.Weight, "weight"), Unit: r.shop.weightUnit}
	}
	if w.Type.Value != "bundle" {
		v.InventoryItemID = v.ID
	}
	return v
}

// variantsOf returns the ids of the variants of products.
func (c *client) variantsOf(ctx context.Context, op string, keys []string) ([]owned, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	parents, err := productList("id,sku,type_id,visibility"+linkFields).whole(ctx, c, op, keys)
	if err != nil {
		return nil, err
	}
	if err := c.addLinks(ctx, op, parents); err != nil {
		return nil, err
	}
	var out []owned
	for i := range parents {
		out = append(out, parents[i].variants()...)
	}
	return out, nil
}

// variants returns the ids of a product's variants.
func (w *productWire) variants() []owned {
	switch {
	case w.Visibility.Value == 1, w.Type.Value == "grouped":
		return nil
	case w.Type.Value != configurable:
		return []owned{{w.ID.Value, w.ID.Value}}
	}
	out := make([]owned, 0, len(w.More.Links))
	for _, id := range w.More.Links {
		out = append(out, owned{id, w.ID.Value})
	}
	return out
}

func productList(fields string) listing[productWire] {
	return listing[productWire]{
		path: productPath, column: "entity_id", key: "entity_id", most: maxIDs, fields: fields,
		decode: (*productWire).decode,
		id:     func(w *productWire) int64 { return w.ID.Value },
	}
}

// addLinks asks single products for what the list has left out.
func (c *client) addLinks(ctx context.Context, op string, products []productWire) error {
	var bare []*productWire
	for i := range products {
		if w := &products[i]; w.Type.Value == configurable && !w.More.Linked {
			bare = append(bare, w)
		}
	}
	return joined(each(len(bare), func(i int) error { return c.readLinks(ctx, op, bare[i]) }))
}

// addParts adds options and variants to products: one list of attributes, and
// one of variants, for all of them.
func (c *client) addParts(ctx context.Context, op string, r *reader, entries []entry[commerce.Product, productWire]) []error {
	if r.holds == 0 {
		return nil
	}
	wires := make([]productWire, len(entries))
	for i, e := range entries {
		wires[i] = *e.wire
	}
	attributes, bought, err := c.partsOf(ctx, op, r.holds, wires)
	if err != nil {
		return failAll(len(entries), err)
	}
	errs := make([]error, len(entries))
	for i, e := range entries {
		own := *r
		own.broken = ""
		if own.addParts(e.node, &wires[i], attributes, bought); own.broken != "" {
			errs[i] = c.wrongField(op, own.broken)
		}
	}
	return errs
}

// partsOf reads the attributes by which products let choose, and their variants.
func (c *client) partsOf(ctx context.Context, op string, want commerce.Groups, products []productWire) (map[int64]*choiceWire, map[int64]*productWire, error) {
	if err := c.addLinks(ctx, op, products); err != nil {
		return nil, nil, err
	}
	attributes, err := c.attributesOf(ctx, op, products)
	if err != nil || !want.Has(commerce.ProductWithVariants) {
		return attributes, nil, err
	}
	bought, err := c.bought(ctx, op, products)
	return attributes, bought, err
}

func (r *reader) addParts(p *commerce.Product, w *productWire, attributes map[int64]*choiceWire, bought map[int64]*productWire) {
	if r.holds.Has(commerce.ProductContent) {
		p.Options = options(w, attributes)
	}
	for _, id := range w.variants() {
		child := bought[id.id]
		if child == nil {
			continue
		}
		bare := *r
		bare.holds, bare.owners = 0, map[int64]int64{id.id: id.owner}
		v := readVariant(&bare, child)
		r.broken = cmp.Or(r.broken, bare.broken)
		v.Options = chosen(w, child, attributes)
		p.Variants = append(p.Variants, v)
	}
}

// bought reads the variants of products.
func (c *client) bought(ctx context.Context, op string, products []productWire) (map[int64]*productWire, error) {
	out := map[int64]*productWire{}
	var keys []string
	for i := range products {
		for _, id := range products[i].variants() {
			if id.id == id.owner {
				out[id.id] = &products[i]
			} else {
				keys = append(keys, formatInt(id.id))
			}
		}
	}
	if len(keys) == 0 {
		return out, nil
	}
	slices.Sort(keys)
	children, err := productList(coreFields+",custom_attributes").whole(ctx, c, op, slices.Compact(keys))
	for i := range children {
		out[children[i].ID.Value] = &children[i]
	}
	return out, err
}
