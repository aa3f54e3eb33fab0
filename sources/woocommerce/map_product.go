package woocommerce

import (
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

func (r *reader) product(w *goodWire) *commerce.Product {
	p := &commerce.Product{
		Origin:      r.origin(&w.head, "product", editPage(w)),
		Title:       text(w.Name),
		Handle:      commerce.Text(w.Slug),
		Vendor:      firstTerm(w.Brands),
		ProductType: firstTerm(w.Categories),
		Status:      productStates.state("status", w.Status),
		CreatedAt:   w.Created,
	}
	for _, t := range w.Tags {
		p.Tags = append(p.Tags, text(t.Name))
	}
	if r.holds.Has(commerce.ProductContent) {
		r.content(p, w)
	}
	if r.holds.Has(commerce.ProductAttributes) {
		p.Attributes = attributes(w.Meta)
	}
	if r.holds.Has(commerce.ProductWithVariants) {
		for _, v := range w.variants {
			p.Variants = append(p.Variants, r.variant(v))
		}
		if w.isVariant() {
			p.Variants = []*commerce.ProductVariant{r.variant(w)}
		}
		for _, v := range p.Variants {
			v.Holds = 0
		}
	}
	return p
}

func editPage(w *goodWire) string {
	id := w.ID
	if w.isVariation() && w.ParentID > 0 {
		id = w.ParentID // variations are edited on the page of their product
	}
	return "post.php?post=" + keyOf(id) + "&action=edit"
}

// firstTerm is the first category or brand: a shop may give a product several.
func firstTerm(terms []termWire) commerce.Text {
	if len(terms) == 0 {
		return ""
	}
	return commerce.Text(text(terms[0].Name))
}

func (r *reader) content(p *commerce.Product, w *goodWire) {
	p.DescriptionHTML = commerce.Text(w.Description)
	for i := range w.Attributes {
		a := &w.Attributes[i]
		if a.Variation != yes {
			continue // it tells of the product, and is no choice
		}
		option := commerce.ProductOption{Name: text(a.Name)}
		for _, value := range a.Options {
			option.Values = append(option.Values, text(value))
		}
		p.Options = append(p.Options, option)
	}
	for _, image := range w.Images {
		p.Media = append(p.Media, commerce.Media{Type: "IMAGE", URL: commerce.Text(image.Source), Alt: commerce.Text(text(image.Alt))})
	}
}

// variant translates a variation, or a product that is its own variant.
func (r *reader) variant(w *goodWire) *commerce.ProductVariant {
	v := &commerce.ProductVariant{
		Origin:    r.origin(&w.head, "product", editPage(w)),
		ProductID: r.maybeID(w.ID),
		Title:     commerce.Text(text(w.Name)),
		SKU:       commerce.Text(w.SKU),
		Barcode:   commerce.Text(w.Barcode),
		CreatedAt: w.Created,
	}
	if w.isVariation() {
		v.Type, v.ProductID = "product_variation", r.maybeID(w.ParentID)
		r.chosen(v, w)
	}
	switch w.Stock {
	case itsOwn:
		v.InventoryItemID = v.ID
	case itsParents:
		v.InventoryItemID = v.ProductID
	}
	v.Price = r.price(w.Price, "price")
	if regular := r.price(w.RegularPrice, "regular_price"); w.OnSale == yes && regular != nil && v.Price != nil && regular.Amount.Cmp(v.Price.Amount) > 0 {
		v.CompareAtPrice = regular
	}
	if w.Weight != "" {
		// The unit is a setting of the shop, which products do not say.
		if value := r.decimal(w.Weight, "weight"); value.Sign() > 0 {
			v.Weight = &commerce.Weight{Value: value}
		}
	}
	return v
}

// ownVariant translates a variant that was asked for by itself.
func (r *reader) ownVariant(w *goodWire) *commerce.ProductVariant {
	v := r.variant(w)
	if r.holds.Has(commerce.VariantAttributes) {
		v.Attributes = attributes(w.Meta)
	}
	return v
}

// chosen sets the options of a variation. One that stands for any value of an
// attribute leaves its option empty.
func (r *reader) chosen(v *commerce.ProductVariant, w *goodWire) {
	var values []string
	for i := range w.Attributes {
		if a := &w.Attributes[i]; a.Option != "" {
			v.Options = append(v.Options, commerce.SelectedOption{Name: text(a.Name), Value: text(a.Option)})
			values = append(values, text(a.Option))
		}
	}
	if len(values) > 0 {
		v.Title = commerce.Text(strings.Join(values, " / "))
	}
}

// price reads a price of the shop; an empty one is not set.
func (r *reader) price(s, field string) *commerce.Money {
	if s == "" {
		return nil
	}
	m := commerce.NewMoney(r.decimal(s, field), r.shopCode)
	return &m
}
