package woocommerce

import (
	"context"
	"net/url"
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
		lanes: func(_ commerce.Groups, where []sources.Predicate) []lane {
			if ids, filtered := c.referencesOf(where, "product"); filtered {
				return lanesBelow(ids, variantFields+",variations")
			}
			return goodLanes(where, variantFields+",variations")
		},
		hidden: func(w *goodWire, where []sources.Predicate) bool { return !w.isVariant() || isHiddenGood(w, where) },
		from: func(w *goodWire, l lane) {
			if w.ParentID == 0 {
				w.ParentID = l.parent
			}
		},
		lookup: func(ctx context.Context, op string, ids []int64, _ commerce.Groups) ([]*goodWire, error) {
			found, err := c.goodsByID(ctx, op, ids, variantFields+",variations")
			return keep(found, (*goodWire).isVariant), err
		},
		read: func(ctx context.Context, op string, wires []*goodWire, want commerce.Groups) ([]result[commerce.ProductVariant], error) {
			code, err := c.shopCurrency(ctx, op)
			if err != nil {
				return nil, err
			}
			return readGoods(c, wires, want, code, (*reader).variant), nil
		},
	}
}

func keep(wires []*goodWire, wanted func(*goodWire) bool) []*goodWire {
	var out []*goodWire
	for _, w := range wires {
		if wanted(w) {
			out = append(out, w)
		}
	}
	return out
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

// goodLanes list products and variations. Products are found by a list of SKUs,
// variations by one each.
func goodLanes(where []sources.Predicate, fields string) []lane {
	all := url.Values{"_fields": {fields}, "status": {"any"}}
	own, below := lane{path: "/products", query: all}, lane{path: "/variations", query: all}
	skus, filtered := valuesOf(where, "sku")
	if !filtered {
		return []lane{own, below}
	}
	if len(skus) == 0 {
		return nil
	}
	return append(split(own, "sku", []string{strings.Join(skus, ",")}), split(below, "sku", skus)...)
}

// lanesBelow list what is sold of products: themselves, and their variations.
func lanesBelow(products []int64, fields string) []lane {
	all := url.Values{"_fields": {fields}, "status": {"any"}}
	var out []lane
	for _, some := range chunks(products) {
		out = append(out, split(lane{path: "/products", query: all}, "include", []string{joined(some)})...)
	}
	for _, id := range products {
		out = append(out, lane{path: "/products/" + keyOf(id) + "/variations", query: all, parent: id})
	}
	return out
}
