package magento

import (
	"context"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

// ownerFields are what is read of a product to know its variants.
const ownerFields = "id,sku,type_id,visibility," + linkFields

// variantsOf returns the ids of the variants of products.
func (c *client) variantsOf(ctx context.Context, op string, keys []string) ([]owned, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	parents, err := productList(ownerFields).whole(ctx, c, op, keys)
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
	case w.Visibility.Value == hidden, w.Type.Value == "grouped":
		return nil
	case w.Type.Value != configurable:
		return []owned{{w.ID.Value, w.ID.Value}}
	}
	out := make([]owned, 0, len(w.More.Links.IDs))
	for _, id := range w.More.Links.IDs {
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
		if w := &products[i]; w.Type.Value == configurable && !w.More.Links.OK {
			bare = append(bare, w)
		}
	}
	return joined(each(len(bare), func(i int) error { return c.readLinks(ctx, op, bare[i]) }))
}

// addOwners finds the products of variants that are not visible by themselves,
// and the types of attributes where they are wanted. Magento does not say of what
// such a one is a variant: asked are the configurable products whose SKU its own
// begins with, as Magento itself makes them, and they must name it.
func (c *client) addOwners(ctx context.Context, op string, r *reader, entries []entry[commerce.ProductVariant, productWire]) []error {
	if err := c.findOwners(ctx, op, r, entries); err != nil {
		return failAll(len(entries), err)
	}
	if !r.holds.Has(commerce.VariantAttributes) {
		return make([]error, len(entries))
	}
	var codes []string
	for _, e := range entries {
		codes = append(codes, e.wire.codes()...)
	}
	known, err := c.define(ctx, op, nil, codes)
	if err != nil {
		return failAll(len(entries), err)
	}
	for _, e := range entries {
		e.node.Attributes = defined(e.wire.Attributes, known)
	}
	return make([]error, len(entries))
}

func (c *client) findOwners(ctx context.Context, op string, r *reader, entries []entry[commerce.ProductVariant, productWire]) error {
	alone := map[int64]*commerce.ProductVariant{}
	var skus []string
	for _, e := range entries {
		if e.node.ProductID.IsZero() {
			alone[e.at.id] = e.node
			skus = append(skus, beginnings(e.wire.SKU.Value)...)
		}
	}
	if len(skus) == 0 {
		return nil
	}
	list := productList(ownerFields)
	list.column, list.most, list.scope = "sku", maxSKUs, [][]filter{{{"type_id", "eq", configurable}}}
	owners, err := list.whole(ctx, c, op, slices.Compact(sortedTexts(skus)))
	if err != nil {
		return err
	}
	if err := c.addLinks(ctx, op, owners); err != nil {
		return err
	}
	for i := range owners {
		for _, id := range owners[i].variants() {
			if v := alone[id.id]; v != nil && v.ProductID.IsZero() {
				v.ProductID = r.id(owners[i].ID)
			}
		}
	}
	return nil
}

// mostBeginnings bounds for how many SKUs one is looked up.
const mostBeginnings = 4

// beginnings returns what stands before the signs in a SKU that part words, the
// longest first.
func beginnings(sku string) []string {
	var out []string
	for i := len(sku) - 1; i > 0 && len(out) < mostBeginnings; i-- {
		if strings.IndexByte("-_./ ", sku[i]) >= 0 && sendable(sku[:i]) {
			out = append(out, sku[:i])
		}
	}
	return out
}
