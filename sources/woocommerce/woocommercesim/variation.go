package woocommercesim

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

func (q *query) variation(v *Variation) object {
	now := q.sim.now()
	parent := q.sim.store.products.get(v.ParentID)
	manage, quantity, status := q.holding(v, parent)
	rendered := slices.Concat(
		object{{"id", v.ID}}, q.sim.dates("date_created", v.Created), q.sim.dates("date_modified", v.Modified),
		object{
			{"description", v.Description}, {"permalink", q.home + "/product/" + parent.Slug + "/?" + v.address()}, {"sku", v.SKU},
			{"price", v.price(now)}, {"regular_price", v.RegularPrice}, {"sale_price", v.SalePrice},
		},
		q.sim.dates("date_on_sale_from", v.SaleFrom), q.sim.dates("date_on_sale_to", v.SaleTo),
		object{{"on_sale", v.onSale(now)}, {"status", v.Status}, {"purchasable", v.price(now) != "" && v.Status == "publish"}},
		v.delivery(), v.levels(manage, quantity, status), v.shipment(),
		object{
			{"image", q.variationImage(v)}, {"attributes", v.choices()}, {"menu_order", v.Order},
			{"meta_data", metaData(v.Meta, allKeys)},
		})
	return slices.Concat(rendered, q.newerOfVariation(v), q.linksBelow("products", v.ParentID, "variations", v.ID))
}

// holding is the stock of a variation, or of its parent where only that is
// managed.
func (q *query) holding(v *Variation, parent *Product) (manage, quantity any, status string) {
	if !v.ManageStock && parent.ManageStock {
		return "parent", parent.Stock, parent.stockStatus()
	}
	return v.ManageStock, v.stock(), v.stockStatus()
}

func (q *query) newerOfVariation(v *Variation) object {
	var o object
	if q.sim.version.has(withOrderNeeds) {
		o = append(o, member{"low_stock_amount", optional(v.LowStock)})
	}
	if q.sim.version.has(withVariationParent) {
		var options []string
		for _, c := range v.Attributes {
			options = append(options, c.Option)
		}
		o = append(o, member{"name", strings.Join(options, ", ")}, member{"parent_id", v.ParentID}, member{"type", "variation"})
	}
	if q.sim.version.has(withGlobalID) {
		o = append(o, member{"global_unique_id", v.GlobalUniqueID})
	}
	return o
}

// address is how the shop's page is told the variation.
func (v *Variation) address() string {
	var pairs []string
	for _, c := range v.Attributes {
		prefix := "attribute_"
		if c.ID != 0 {
			prefix = "attribute_pa_"
		}
		pairs = append(pairs, prefix+slugOf(c.Name)+"="+url.QueryEscape(slugOf(c.Option)))
	}
	return strings.Join(pairs, "&")
}

func (q *query) variationImage(v *Variation) any {
	if v.Image == nil {
		return nil
	}
	return q.image(v.Image)
}

func (v *Variation) choices() []object {
	list := []object{}
	for _, c := range v.Attributes {
		list = append(list, object{{"id", c.ID}, {"name", c.Name}, {"option", c.Option}})
	}
	return list
}

func (s *Sim) variationParams() []param {
	return slices.Concat(collectionParams, merchandiseParams, sorting("desc", "date", "id", "include", "title", "slug"))
}

var variationSorts = sorts[Variation]{
	"date":  func(a, b *Variation) int { return a.Created.Compare(b.Created) },
	"title": func(a, b *Variation) int { return compareText(a.address(), b.address()) },
	"slug":  func(a, b *Variation) int { return compareText(a.address(), b.address()) },
	"id":    func(a, b *Variation) int { return cmp.Compare(a.ID, b.ID) },
}

// listVariations lists the variations of one product, or of all. A product that
// is not there has none.
func (q *query) listVariations() (answer, *apiError) {
	times, search, now := q.period(), q.args.text("search"), q.sim.now()
	return pageOf(q, q.sim.store.variations, listing[Variation]{
		below: q.parent("product_id"),
		keep: func(v *Variation) bool {
			return times.holds(v.Created, v.Modified) &&
				q.merchandiseKept(&v.Merchandise, v.Status, v.ParentID, v.price(now), v.onSale(now)) &&
				(search == "" || containsText(v.address()+"\n"+v.Description, search))
		},
		sorts:  variationSorts,
		render: func(v *Variation) object { return q.spoil("variations", v.ID, q.variation(v)) },
	})
}

func (q *query) getVariation() (answer, *apiError) {
	v := q.sim.store.variations.get(q.ids["id"])
	if v == nil || v.ParentID != q.ids["product_id"] {
		return answer{}, invalidID("product_variation")
	}
	return answer{body: q.spoil("variations", v.ID, q.variation(v))}, nil
}
