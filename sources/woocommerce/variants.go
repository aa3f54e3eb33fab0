package woocommerce

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// variants are the variations of products, and the products that have none.
func variants(c *client) resource[commerce.ProductVariant, goodWire] {
	return resource[commerce.ProductVariant, goodWire]{
		kind:    commerce.ProductVariants,
		noun:    "product variants",
		decode:  (*goodWire).decode,
		head:    func(w *goodWire) *head { return &w.head },
		filters: map[string]sources.Op{"sku": sources.Eq, "product": sources.Eq},
		joins:   []string{"sku", "product"},
		lanes: func(want commerce.Groups, where []sources.Predicate) []lane {
			if ids, filtered := c.referencesOf(where, "product"); filtered {
				return c.lanesBelow(ids, fieldsOfVariants(want))
			}
			return goodLanes(where, fieldsOfVariants(want))
		},
		valueOf: func(field string, w *goodWire) string {
			switch {
			case field == "sku":
				return w.SKU
			case w.isVariation():
				return commerce.ID{Source: c.source, Key: keyOf(w.ParentID)}.String()
			}
			return commerce.ID{Source: c.source, Key: keyOf(w.ID)}.String()
		},
		hidden: func(w *goodWire, where []sources.Predicate) bool { return !w.isVariant() || isHiddenGood(w, where) },
		from: func(w *goodWire, l lane) {
			if w.ParentID == 0 {
				w.ParentID = l.parent
			}
		},
		lookup: func(ctx context.Context, op string, ids []int64, want commerce.Groups) ([]*goodWire, error) {
			found, err := c.goodsByID(ctx, op, ids, fieldsOfVariants(want))
			return keep(found, (*goodWire).isVariant), err
		},
		read: func(ctx context.Context, op string, wires []*goodWire, want commerce.Groups) ([]result[commerce.ProductVariant], error) {
			code, err := c.shopCurrency(ctx, op)
			if err != nil {
				return nil, err
			}
			return readGoods(c, wires, want, code, (*reader).ownVariant), nil
		},
	}
}

func fieldsOfVariants(want commerce.Groups) string {
	if want.Has(commerce.VariantAttributes) {
		return variantFields + ",variations" + metaFields
	}
	return variantFields + ",variations"
}

func keep(wires []*goodWire, wanted func(*goodWire) bool) []*goodWire {
	return slices.DeleteFunc(wires, func(w *goodWire) bool { return !wanted(w) })
}

func readGoods[T any](c *client, wires []*goodWire, want commerce.Groups, code string, read func(*reader, *goodWire) *T) []result[T] {
	reading := commerce.ReadNow()
	out := make([]result[T], len(wires))
	for i, w := range wires {
		r := &reader{client: c, reading: reading, holds: want, shopCode: code}
		node := read(r, w)
		if out[i].broken = r.broken; r.broken == "" {
			out[i].node = node
		}
	}
	return out
}

// goodLanes list products and variations. Asked for SKUs, the list of products
// brings variations, too, in all versions.
func goodLanes(where []sources.Predicate, fields string) []lane {
	query := goodQuery(fields)
	own := lane{path: "/products", query: query}
	skus, filtered := valuesOf(where, "sku")
	if !filtered {
		return []lane{own, {path: allVariations, query: query}}
	}
	return split(own, "sku", listed(skus))
}

func goodQuery(fields string) url.Values {
	return url.Values{"_fields": {fields}, "status": {"any"}}
}

// mostListed bounds the values of a parameter, which are part of an address.
const mostListed = 100

// listed returns the values as lists of a parameter that parts them at commas.
// One that has a comma itself stands alone: the shop looks for it as a whole, too.
func listed(values []string) []string {
	var out, plain []string
	for _, v := range values {
		if strings.Contains(v, ",") {
			out = append(out, v)
		} else if v != "" {
			plain = append(plain, v)
		}
	}
	for some := range slices.Chunk(plain, mostListed) {
		out = append(out, strings.Join(some, ","))
	}
	return out
}

// lanesBelow list what is sold of products: themselves, and their variations,
// which old shops list product by product.
func (c *client) lanesBelow(products []int64, fields string) []lane {
	query := goodQuery(fields)
	var out []lane
	for some := range slices.Chunk(products, maxBatch) {
		out = append(out, split(lane{path: "/products", query: query}, "include", []string{joined(some)})...)
	}
	if len(products) > 1 && !c.variations.holds() {
		for some := range slices.Chunk(products, maxBatch) {
			out = append(out, split(lane{path: allVariations, query: query}, "parent", []string{joined(some)})...)
		}
		return out
	}
	for _, id := range products {
		out = append(out, lane{path: "/products/" + keyOf(id) + "/variations", query: query, parent: id})
	}
	return out
}
