package magento

import (
	"cmp"
	"context"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
)

// addParts adds vendors, options, variants and attributes to products: two lists
// of what their attributes are, and one of variants, for all of them.
func (c *client) addParts(ctx context.Context, op string, r *reader, entries []entry[commerce.Product, productWire]) []error {
	wires := make([]productWire, len(entries))
	for i, e := range entries {
		wires[i] = *e.wire
	}
	known, bought, err := c.partsOf(ctx, op, r.holds, wires)
	if err != nil {
		return failAll(len(entries), err)
	}
	errs := make([]error, len(entries))
	for i, e := range entries {
		own := *r
		own.broken = ""
		if own.addParts(e.node, &wires[i], known, bought); own.broken != "" {
			errs[i] = c.wrongField(op, own.broken)
		}
	}
	return errs
}

// partsOf reads what the attributes of products are, and their variants.
func (c *client) partsOf(ctx context.Context, op string, want commerce.Groups, products []productWire) (*definitions, map[int64]*productWire, error) {
	var ids, codes []string
	if want&(commerce.ProductContent|commerce.ProductWithVariants) != 0 {
		if err := c.addLinks(ctx, op, products); err != nil {
			return nil, nil, err
		}
	}
	for i := range products {
		w := &products[i]
		for _, o := range w.More.Options {
			if o.AttributeID.Value > 0 {
				ids = append(ids, formatInt(o.AttributeID.Value))
			}
		}
		switch {
		case want.Has(commerce.ProductAttributes):
			codes = append(codes, w.codes()...)
		case w.attribute(vendorAttribute) != "":
			codes = append(codes, vendorAttribute)
		}
	}
	known, err := c.define(ctx, op, ids, codes)
	if err != nil || !want.Has(commerce.ProductWithVariants) {
		return known, nil, err
	}
	bought, err := c.bought(ctx, op, products)
	return known, bought, err
}

// codes returns the codes of a product's custom attributes.
func (w *productWire) codes() []string {
	out := make([]string, 0, len(w.Attributes))
	for i := range w.Attributes {
		if code := w.Attributes[i].Code.Value; sendable(code) {
			out = append(out, code)
		}
	}
	return out
}

func (r *reader) addParts(p *commerce.Product, w *productWire, known *definitions, bought map[int64]*productWire) {
	p.Vendor = commerce.Text(known.byCode[vendorAttribute].known(w.attribute(vendorAttribute)))
	if r.holds.Has(commerce.ProductContent) {
		p.Options = options(w, known)
	}
	if r.holds.Has(commerce.ProductAttributes) {
		p.Attributes = defined(w.Attributes, known)
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
		v.Options = chosen(w, child, known)
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
