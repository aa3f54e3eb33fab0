package woocommerce

import (
	"context"
	"net/url"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

const (
	productCore   = "id,type,name,slug,status,date_created_gmt,date_modified_gmt,categories,tags,brands"
	contentFields = ",description,attributes,images"
	// variantFields are of a product that is its own variant, or has variations.
	variantFields = "id,type,name,status,date_created_gmt,date_modified_gmt,sku,global_unique_id,price,regular_price,on_sale,weight," +
		"manage_stock,stock_quantity,attributes,parent_id"
)

func products(c *client) resource[commerce.Product, goodWire] {
	return resource[commerce.Product, goodWire]{
		kind:    commerce.Products,
		noun:    "products",
		decode:  (*goodWire).decode,
		head:    func(w *goodWire) *head { return &w.head },
		filters: map[string]sources.Op{"status": sources.Eq, "handle": sources.Eq, "updatedAt": sources.Range},
		joins:   []string{"handle"},
		lanes: func(want commerce.Groups, where []sources.Predicate) []lane {
			base := lane{path: "/products", query: productQuery(want, productWord(where)), span: spanOf(where, "", "updatedAt")}
			if handles, filtered := valuesOf(where, "handle"); filtered {
				return split(base, "slug", handles)
			}
			return []lane{base}
		},
		hidden: isHiddenGood,
		lookup: func(ctx context.Context, op string, ids []int64, want commerce.Groups) ([]*goodWire, error) {
			return byIDs(ctx, c, op, "/products", productQuery(want, "any"), ids, (*goodWire).decode)
		},
		read: c.readProducts,
	}
}

func productQuery(want commerce.Groups, status string) url.Values {
	fields := productCore
	if want.Has(commerce.ProductContent) {
		fields += contentFields
	}
	if want.Has(commerce.ProductWithVariants) {
		fields += ",variations," + variantFields
	}
	if want.Has(commerce.ProductAttributes) {
		fields += metaFields
	}
	return url.Values{"status": {status}, "_fields": {distinct(fields)}}
}

// distinct names each field once.
func distinct(fields string) string {
	var out []string
	seen := map[string]bool{}
	for name := range strings.SplitSeq(fields, ",") {
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	return strings.Join(out, ",")
}

// productWord returns the one state to ask for: the parameter takes no list, so
// that for what several words stand for all come, and are checked.
func productWord(where []sources.Predicate) string {
	values, filtered := valuesOf(where, "status")
	if filtered && len(values) == 1 && values[0] == string(commerce.ProductStatusActive) {
		return "publish"
	}
	return "any"
}

// isHiddenGood reports the empty products that somebody opened in the
// administration, and the trash.
func isHiddenGood(w *goodWire, _ []sources.Predicate) bool {
	return w.Status == statusAutoDraft || w.Status == statusTrash
}

func (c *client) readProducts(ctx context.Context, op string, wires []*goodWire, want commerce.Groups) ([]result[commerce.Product], error) {
	code := ""
	if want.Has(commerce.ProductWithVariants) && len(wires) > 0 {
		var err error
		if code, err = c.shopCurrency(ctx, op); err != nil {
			return nil, err
		}
		if err := c.addVariations(ctx, op, wires); err != nil {
			return nil, err
		}
	}
	reading := commerce.ReadNow()
	out := make([]result[commerce.Product], len(wires))
	for i, w := range wires {
		r := &reader{client: c, reading: reading, holds: want, shopCode: code}
		node := r.product(w)
		if out[i].broken = r.broken; r.broken == "" {
			out[i].node = node
		}
	}
	return out, nil
}
