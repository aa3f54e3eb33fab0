package woocommercesim

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

var stockStatuses = []string{"instock", "outofstock", "onbackorder"}

// merchandiseParams are what lists of products and of variations know.
var merchandiseParams = []param{
	{name: "slug"}, {name: "status", words: []string{"any", "future", "trash", "draft", "pending", "private", "publish"}},
	{name: "sku"}, {name: "tax_class"}, {name: "on_sale", kind: booleanParam}, {name: "min_price"}, {name: "max_price"},
	{name: "stock_status", words: stockStatuses},
	{name: "parent", kind: integersParam}, {name: "parent_exclude", kind: integersParam},
}

func (s *Sim) productParams() []param {
	params := slices.Concat(collectionParams, merchandiseParams, []param{
		{name: "dates_are_gmt", kind: booleanParam},
		{name: "type", words: []string{"simple", "grouped", "external", "variable"}},
		{name: "featured", kind: booleanParam}, {name: "category"}, {name: "tag"},
	})
	sorts := []string{"date", "id", "include", "title", "slug", "price", "popularity", "rating"}
	if s.version.has(withModified) {
		params = append(params, modifiedParams...)
		sorts = append(sorts, "modified")
	}
	if s.version.has(withSearchSKU) {
		params = append(params, param{name: "search_sku"})
	}
	return append(params, sorting("desc", sorts...)...)
}

func (q *query) productSorts() sorts[Product] {
	return sorts[Product]{
		"date":     func(a, b *Product) int { return a.Created.Compare(b.Created) },
		"modified": func(a, b *Product) int { return a.Modified.Compare(b.Modified) },
		"id":       func(a, b *Product) int { return cmp.Compare(a.ID, b.ID) },
		"title":    func(a, b *Product) int { return compareText(a.Name, b.Name) },
		"slug":     func(a, b *Product) int { return compareText(a.Slug, b.Slug) },
		"price": func(a, b *Product) int {
			first, _ := q.prices(a)
			second, _ := q.prices(b)
			return amountOf(first).Cmp(amountOf(second))
		},
		"popularity": func(a, b *Product) int { return cmp.Compare(a.TotalSales, b.TotalSales) },
		"rating":     func(*Product, *Product) int { return 0 },
	}
}

// amountOf reads a price; none is nothing.
func amountOf(price string) decimal.Decimal {
	amount, _ := decimal.NewFromString(price)
	return amount
}

func (q *query) listProducts() (answer, *apiError) {
	times := q.period()
	kind, slug, search, sku := q.args.text("type"), q.args.text("slug"), q.args.text("search"), q.args.text("search_sku")
	filtersFeatured, featured := q.args.boolean("featured")
	kept := func(p *Product) bool {
		price, sale := q.prices(p)
		return times.holds(p.Created, p.Modified) && (kind == "" || p.Type == kind) && (slug == "" || p.Slug == slug) &&
			q.merchandiseKept(&p.Merchandise, p.Status, p.ParentID, price, sale) &&
			(!filtersFeatured || p.Featured == featured) && q.termKept("category", p.Categories) && q.termKept("tag", p.Tags) &&
			(search == "" || containsText(p.Name+"\n"+p.Description+"\n"+p.Short, search)) &&
			(sku == "" || containsText(p.SKU, sku))
	}
	if q.args.text("sku") != "" {
		return q.listGoods(kept)
	}
	return pageOf(q, q.sim.store.products, listing[Product]{
		keep:   kept,
		sorts:  q.productSorts(),
		render: func(p *Product) object { return q.spoil("products", p.ID, q.renderProduct(p)) },
	})
}

// merchandiseKept tests what products and variations have in common.
func (q *query) merchandiseKept(m *Merchandise, status string, parent int, price string, sale bool) bool {
	wanted, skus := q.args.text("status"), value{text: q.args.text("sku")}.items()
	parents, strangers := q.args.integers("parent"), q.args.integers("parent_exclude")
	filtersSale, onSale := q.args.boolean("on_sale")
	stock, class := q.args.text("stock_status"), q.args.text("tax_class")
	return (status == wanted || (wanted == "" || wanted == "any") && status != "trash") &&
		(len(skus) == 0 || slices.Contains(skus, m.SKU)) &&
		(len(parents) == 0 || slices.Contains(parents, parent)) && !slices.Contains(strangers, parent) &&
		(!filtersSale || sale == onSale) && (stock == "" || m.stockStatus() == stock) &&
		(class == "" || cmp.Or(m.TaxClass, "standard") == class) && q.priceKept(price)
}

func (q *query) priceKept(price string) bool {
	least, most := q.args.text("min_price"), q.args.text("max_price")
	if least == "" && most == "" {
		return true
	}
	amount := amountOf(price)
	return price != "" && (least == "" || !amount.LessThan(amountOf(least))) && (most == "" || !amount.GreaterThan(amountOf(most)))
}

// termKept tests for one of the terms whose ids a parameter lists.
func (q *query) termKept(name string, terms []Term) bool {
	wanted := value{text: q.args.text(name)}.items()
	return len(wanted) == 0 || slices.ContainsFunc(terms, func(t Term) bool { return slices.Contains(wanted, strconv.Itoa(t.ID)) })
}

func (q *query) getProduct() (answer, *apiError) {
	p := q.sim.store.products.get(q.ids["id"])
	if p == nil {
		return answer{}, invalidID("product")
	}
	return answer{body: q.spoil("products", p.ID, q.renderProduct(p))}, nil
}
