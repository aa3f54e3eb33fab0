package woocommercesim

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

func (q *query) renderProduct(p *Product) object {
	price, sale := q.prices(p)
	rendered := slices.Concat(
		object{{"id", p.ID}, {"name", p.Name}, {"slug", p.Slug}, {"permalink", q.home + "/product/" + p.Slug + "/"}},
		q.sim.dates("date_created", p.Created), q.sim.dates("date_modified", p.Modified),
		object{
			{"type", p.Type}, {"status", p.Status}, {"featured", p.Featured}, {"catalog_visibility", p.Visibility},
			{"description", p.Description}, {"short_description", p.Short}, {"sku", p.SKU},
			{"price", price}, {"regular_price", p.RegularPrice}, {"sale_price", p.SalePrice},
		},
		q.sim.dates("date_on_sale_from", p.SaleFrom), q.sim.dates("date_on_sale_to", p.SaleTo),
		object{
			{"price_html", q.priceHTML(price)}, {"on_sale", sale}, {"purchasable", price != "" && p.Status == "publish"},
			{"total_sales", p.TotalSales},
		},
		p.delivery(),
		object{{"external_url", ""}, {"button_text", ""}},
		p.levels(p.ManageStock, p.stock(), p.stockStatus()),
		object{{"sold_individually", false}},
		p.shipment(),
		object{
			{"shipping_required", !p.Virtual}, {"shipping_taxable", !p.Virtual && p.TaxStatus == "taxable"},
			{"reviews_allowed", true}, {"average_rating", "0.00"}, {"rating_count", 0}, {"related_ids", []int{}}, {"upsell_ids", []int{}},
			{"cross_sell_ids", []int{}}, {"parent_id", p.ParentID}, {"purchase_note", ""}, {"categories", terms(p.Categories)},
			{"tags", terms(p.Tags)}, {"images", q.images(p.Images)}, {"attributes", attributes(p.Attributes)},
			{"default_attributes", []object{}}, {"variations", q.variationIDs(p)}, {"grouped_products", []int{}}, {"menu_order", 0},
			{"meta_data", metaData(p.Meta, allKeys)},
		})
	return slices.Concat(rendered, q.newer(p), q.links("products", p.ID, ""))
}

// newer are the fields that came with later versions.
func (q *query) newer(p *Product) object {
	var o object
	if q.sim.version.has(withOrderNeeds) {
		o = append(o, member{"has_options", p.Type == "variable"}, member{"post_password", ""}, member{"low_stock_amount", optional(p.LowStock)})
	}
	if q.sim.version.has(withGlobalID) {
		o = append(o, member{"global_unique_id", p.GlobalUniqueID})
	}
	if q.sim.version.has(withBrands) {
		o = append(o, member{"brands", terms(p.Brands)})
	}
	if q.sim.version.has(withCustoms) {
		o = append(o, member{"customs_commodity_code", optional(p.Commodity)}, member{"customs_country_of_origin", optional(p.Origin)},
			member{"customs_description", optional(p.Duty)})
	}
	return o
}

func optional[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

func (m *Merchandise) delivery() object {
	return object{
		{"virtual", m.Virtual}, {"downloadable", m.Downloadable}, {"downloads", []object{}}, {"download_limit", -1}, {"download_expiry", -1},
	}
}

// levels are the fields about taxes and stock.
func (m *Merchandise) levels(manage, quantity any, status string) object {
	return object{
		{"tax_status", m.TaxStatus}, {"tax_class", m.TaxClass}, {"manage_stock", manage}, {"stock_quantity", quantity}, {"stock_status", status},
		{"backorders", m.Backorders}, {"backorders_allowed", m.Backorders != "no"}, {"backordered", status == "onbackorder"},
	}
}

func (m *Merchandise) shipment() object {
	return object{
		{"weight", m.Weight}, {"dimensions", object{{"length", m.Length}, {"width", m.Width}, {"height", m.Height}}},
		{"shipping_class", ""}, {"shipping_class_id", 0},
	}
}

func (q *query) priceHTML(price string) string {
	if price == "" {
		return ""
	}
	return fmt.Sprintf(`<span class="woocommerce-Price-amount amount"><span class="woocommerce-Price-currencySymbol">%s</span>%s</span>`,
		symbolOf(q.sim.options.Currency), html.EscapeString(price))
}

func terms(all []Term) []object {
	list := []object{}
	for _, t := range all {
		list = append(list, object{{"id", t.ID}, {"name", t.Name}, {"slug", t.Slug}})
	}
	return list
}

func (q *query) images(all []Image) []object {
	list := []object{}
	for i := range all {
		list = append(list, q.image(&all[i]))
	}
	return list
}

func (q *query) image(i *Image) object {
	return slices.Concat(object{{"id", i.ID}}, q.sim.dates("date_created", i.Created), q.sim.dates("date_modified", i.Modified),
		object{{"src", i.Src}, {"name", i.Name}, {"alt", i.Alt}})
}

// firstImage is the picture beside an order's line. Without one the id is text.
func firstImage(all []Image) object {
	if len(all) == 0 {
		return object{{"id", ""}, {"src", ""}}
	}
	return object{{"id", all[0].ID}, {"src", all[0].Src}}
}

func attributes(all []Attribute) []object {
	list := []object{}
	for i, a := range all {
		list = append(list, object{
			{"id", a.ID}, {"name", a.Name}, {"position", i}, {"visible", a.Visible}, {"variation", a.Variation}, {"options", a.Options},
		})
	}
	return list
}

func (q *query) variationIDs(p *Product) []int {
	list := []int{}
	for v := range q.sim.store.variations.below(p.ID) {
		list = append(list, v.ID)
	}
	return list
}

// slugOf makes a name fit for an address.
func slugOf(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}
