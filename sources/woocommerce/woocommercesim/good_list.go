package woocommercesim

import (
	"slices"
	"strings"
)

// good is a product, or a variation that a list of products brings.
type good struct {
	*Product
	variation *Variation
}

// listGoods lists products by SKU. Asked for SKUs, the list brings variations,
// too, as if they were products.
func (q *query) listGoods(kept func(*Product) bool) (answer, *apiError) {
	skus := value{text: q.args.text("sku")}.items()
	all := newTable(func(g *good) (int, int) { return g.ID, g.ParentID })
	for p := range q.sim.store.products.all() {
		if slices.Contains(skus, p.SKU) {
			all.put(&good{Product: p})
		}
	}
	for v := range q.sim.store.variations.all() {
		if slices.Contains(skus, v.SKU) {
			all.put(&good{Product: q.asProduct(v), variation: v})
		}
	}
	by := q.productSorts()
	compare := sorts[good]{}
	for name := range by {
		compare[name] = func(a, b *good) int { return by[name](a.Product, b.Product) }
	}
	return pageOf(q, all, listing[good]{
		keep:  func(g *good) bool { return kept(g.Product) },
		sorts: compare,
		render: func(g *good) object {
			if g.variation == nil {
				return q.spoil("products", g.ID, q.renderProduct(g.Product))
			}
			return q.spoil("variations", g.ID, q.renderAsProduct(g))
		},
	})
}

// asProduct is the product that the list of products makes of a variation.
func (q *query) asProduct(v *Variation) *Product {
	var options []string
	for _, c := range v.Attributes {
		options = append(options, c.Option)
	}
	name := strings.TrimSuffix(q.sim.store.products.get(v.ParentID).Name+" - "+strings.Join(options, ", "), " - ")
	p := &Product{
		ID: v.ID, ParentID: v.ParentID, Name: name, Slug: slugOf(name), Created: v.Created, Modified: v.Modified, Type: "variation", Status: v.Status,
		Visibility: "visible", Description: v.Description, Merchandise: v.Merchandise,
	}
	if v.Image != nil {
		p.Images = []Image{*v.Image}
	}
	return p
}

func (q *query) renderAsProduct(g *good) object {
	rendered := q.renderProduct(g.Product)
	manage, quantity, status := q.holding(g.variation, q.sim.store.products.get(g.ParentID))
	for name, value := range map[string]any{"attributes": g.variation.choices(), "manage_stock": manage, "stock_quantity": quantity, "stock_status": status} {
		i := slices.IndexFunc(rendered, func(m member) bool { return m.key == name })
		rendered[i].value = value
	}
	return rendered
}
