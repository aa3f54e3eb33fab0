package sourcetest

import (
	"fmt"

	"github.com/galleria-graph/galleria/commerce"
)

// MakeProduct returns the i-th product of the source, with one to three of the
// variants that MakeVariant makes.
func MakeProduct(source string, i int) *commerce.Product {
	p := &commerce.Product{
		Origin:      makeOrigin(source, "Product", i),
		Title:       pick([]string{"Teacup", "Käse & Wein", "湯呑み", "Cup", "teacup"}, i),
		Handle:      commerce.Text(fmt.Sprintf("product-%d", i)),
		Vendor:      pick([]commerce.Text{"Émile & Co", "", "Nord"}, i),
		ProductType: pick([]commerce.Text{"Kitchen", "Food"}, i),
		Status:      exactly("status", pick([]commerce.ProductStatus{commerce.ProductStatusActive, commerce.ProductStatusDraft, commerce.ProductStatusArchived}, i)),
		Tags:        pick(tagSets, i),
		CreatedAt:   at(i * 5 % 13),
	}
	if i%4 != 3 {
		p.DescriptionHTML = "<p>Für <b>Tee</b></p>"
	}
	p.Options = []commerce.ProductOption{{Name: "Size"}}
	for n := range 1 + i%3 {
		v := MakeVariant(source, 3*i+n)
		v.ProductID = p.ID
		p.Options[0].Values = append(p.Options[0].Values, v.Options[0].Value)
		p.Variants = append(p.Variants, v)
	}
	return p
}

// MakeVariant returns the i-th variant of the source: a third of the i-th
// product. SKUs repeat and are missing, as they do and are in shops.
func MakeVariant(source string, i int) *commerce.ProductVariant {
	v := &commerce.ProductVariant{
		Origin:    makeOrigin(source, "ProductVariant", i),
		ProductID: makeID(source, i/3),
		Title:     pick([]commerce.Text{"Small", "Größe M", "大"}, i),
		Barcode:   pick([]commerce.Text{"", "5012345678900", "4006381333931"}, i),
		Price:     ptr(money(999+i, pick(currencies, i/3))),
		Options:   []commerce.SelectedOption{{Name: "Size", Value: pick([]string{"S", "M", "L"}, i)}},
		CreatedAt: at(i * 3 % 11),
	}
	if i%7 != 6 {
		v.SKU = sku(i % 11)
	}
	if i%4 != 2 {
		v.InventoryItemID = makeID(source, i)
	}
	if i%2 == 0 {
		v.CompareAtPrice = ptr(money(1299+i, pick(currencies, i/3)))
		v.Weight = &commerce.Weight{Value: commerce.NewDecimal(25, -2), Unit: "KILOGRAMS"}
	}
	return v
}

func sku(n int) commerce.Text { return commerce.Text(fmt.Sprintf("SKU-%03d", n)) }
