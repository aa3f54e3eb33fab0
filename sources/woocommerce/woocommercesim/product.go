package woocommercesim

import (
	"slices"
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
