package woocommercesim

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Product is a product as it is seeded. Prices are the texts that somebody
// typed; an empty one is not set.
type Product struct {
	ID, ParentID            int
	Name                    string
	Slug                    string // from the name when empty
	Created, Modified       time.Time
	Type                    string // simple when empty
	Status                  string // publish when empty
	Featured                bool
	Visibility              string // visible when empty
	Description, Short      string
	TotalSales              int
	Categories, Tags        []Term
	Brands                  []Term
	Images                  []Image
	Attributes              []Attribute
	Commodity, Origin, Duty *string // for the customs
	Merchandise
}

// Variation is a variation of a product of the type variable.
type Variation struct {
	ID, ParentID      int
	Created, Modified time.Time
	Status            string // publish when empty
	Description       string
	Image             *Image
	Attributes        []Choice
	Order             int // menu_order
	Merchandise
}

// Merchandise is what products and their variations have in common.
type Merchandise struct {
	SKU            string
	GlobalUniqueID string
	RegularPrice   string
	SalePrice      string
	SaleFrom       time.Time
	SaleTo         time.Time
	Virtual        bool
	Downloadable   bool
	TaxStatus      string // taxable when empty
	TaxClass       string
	ManageStock    bool
	Stock          int    // with ManageStock
	StockStatus    string // without ManageStock; instock when empty
	Backorders     string // no when empty
	LowStock       *int
	Weight         string
	Length, Width  string
	Height         string
	Meta           []Meta
}

// Term is a category, a tag or a brand.
type Term struct {
	ID         int
	Name, Slug string
}

// Image is a picture of the media library.
type Image struct {
	ID                int
	Created, Modified time.Time
	Src, Name, Alt    string
}

// Attribute is an attribute of a product; ID is 0 when it is the product's own.
type Attribute struct {
	ID                 int
	Name               string
	Visible, Variation bool
	Options            []string
}

// Choice is an attribute's value of one variation.
type Choice struct {
	ID           int
	Name, Option string
}

func (p Product) clone() Product {
	p.Categories, p.Tags, p.Brands = slices.Clone(p.Categories), slices.Clone(p.Tags), slices.Clone(p.Brands)
	p.Images, p.Meta, p.Attributes = slices.Clone(p.Images), slices.Clone(p.Meta), slices.Clone(p.Attributes)
	for i := range p.Attributes {
		p.Attributes[i].Options = slices.Clone(p.Attributes[i].Options)
	}
	p.LowStock = copied(p.LowStock)
	p.Commodity, p.Origin, p.Duty = copied(p.Commodity), copied(p.Origin), copied(p.Duty)
	return p
}

func (v Variation) clone() Variation {
	v.Attributes, v.Meta = slices.Clone(v.Attributes), slices.Clone(v.Meta)
	v.Image, v.LowStock = copied(v.Image), copied(v.LowStock)
	return v
}

func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

// price is what is asked today.
func (m *Merchandise) price(now time.Time) string {
	if m.onSale(now) {
		return m.SalePrice
	}
	return m.RegularPrice
}

func (m *Merchandise) onSale(now time.Time) bool {
	return m.SalePrice != "" && !now.Before(m.SaleFrom) && (m.SaleTo.IsZero() || !now.After(m.SaleTo))
}

// stockStatus follows from the stock where that is managed.
func (m *Merchandise) stockStatus() string {
	switch {
	case !m.ManageStock:
		return m.StockStatus
	case m.Stock > 0:
		return "instock"
	case m.Backorders != "no":
		return "onbackorder"
	}
	return "outofstock"
}

func (m *Merchandise) stock() any {
	if !m.ManageStock {
		return nil
	}
	return m.Stock
}

// prices are the lowest and whether any is a sale: a product of the type
// variable has none of its own.
func (q *query) prices(p *Product) (price string, sale bool) {
	now := q.sim.now()
	if p.Type != "variable" {
		return p.price(now), p.onSale(now)
	}
	for v := range q.sim.store.variations.below(p.ID) {
		asked := v.price(now)
		sale = sale || v.onSale(now)
		if asked != "" && (price == "" || less(asked, price)) {
			price = asked
		}
	}
	return price, sale
}

// less compares prices; what is no number is less than nothing.
func less(a, b string) bool {
	first, err := decimal.NewFromString(a)
	if err != nil {
		return false
	}
	second, err := decimal.NewFromString(b)
	return err == nil && first.LessThan(second)
}

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
