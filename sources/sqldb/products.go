package sqldb

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// products maps columns to products.
func products() spec[commerce.Product] {
	type T = commerce.Product
	return spec[T]{
		key: "products", kind: commerce.Products,
		attributes: []attribute[T]{
			plain("title", "title", func(p *T) *string { return &p.Title }).need(),
			text("handle", "handle", func(p *T) *commerce.Text { return &p.Handle }),
			text("vendor", "vendor", func(p *T) *commerce.Text { return &p.Vendor }),
			text("productType", "productType", func(p *T) *commerce.Text { return &p.ProductType }),
			state("status", "status", productStatuses(), func(p *T) *commerce.State[commerce.ProductStatus] { return &p.Status }),
			list("tags", func(p *T) *[]string { return &p.Tags }),
			text("descriptionHtml", "", func(p *T) *commerce.Text { return &p.DescriptionHTML }),
			text("url", "", func(p *T) *commerce.Text { return &p.URL }),
			instant("createdAt", "createdAt", func(p *T) *time.Time { return &p.CreatedAt }),
			instant("updatedAt", "updatedAt", func(p *T) *time.Time { return &p.UpdatedAt }),
		},
		children: []childSpec[T]{
			words("tags", 0, "tag", func(p *T) *[]string { return &p.Tags }),
			child("variants", commerce.ProductWithVariants, variantPart(), nil, func(p *T, rows []*commerce.ProductVariant) {
				for _, v := range rows {
					v.ProductID = p.ID
				}
				p.Variants = rows
			}),
			child("options", commerce.ProductContent, options(), nil, func(p *T, rows []*optionValue) { p.Options = grouped(rows) }),
			child("media", commerce.ProductContent, media(), nil, func(p *T, rows []*commerce.Media) { p.Media = values(rows) }),
		},
	}
}

// variants maps columns to variants that are listed on their own.
func variants() spec[commerce.ProductVariant] {
	p := variantPart()
	return spec[commerce.ProductVariant]{key: "variants", kind: commerce.ProductVariants, lead: p.lead, attributes: p.attributes}
}

func variantPart() part[commerce.ProductVariant] {
	type T = commerce.ProductVariant
	weight := func(v *T) *commerce.Weight {
		if v.Weight == nil {
			v.Weight = new(commerce.Weight)
		}
		return v.Weight
	}
	return part[T]{origin: func(v *T) *commerce.Origin { return &v.Origin }, lead: "price", attributes: []attribute[T]{
		maybeAmount("price", func(v *T) **commerce.Money { return &v.Price }),
		reference("product", "product", func(v *T) *commerce.ID { return &v.ProductID }),
		text("title", "", func(v *T) *commerce.Text { return &v.Title }),
		text("sku", "sku", func(v *T) *commerce.Text { return &v.SKU }),
		text("barcode", "barcode", func(v *T) *commerce.Text { return &v.Barcode }),
		maybeAmount("compareAtPrice", func(v *T) **commerce.Money { return &v.CompareAtPrice }),
		reference("inventoryItem", "inventoryItem", func(v *T) *commerce.ID { return &v.InventoryItemID }),
		{name: "weight", use: useNumber, set: func(v *T, d datum) { weight(v).Value = commerce.DecimalOf(d.num) }},
		{name: "weightUnit", use: useText, set: func(v *T, d datum) { weight(v).Unit = d.text }},
		text("url", "", func(v *T) *commerce.Text { return &v.URL }),
		instant("createdAt", "createdAt", func(v *T) *time.Time { return &v.CreatedAt }),
		instant("updatedAt", "updatedAt", func(v *T) *time.Time { return &v.UpdatedAt }),
	}}
}

// optionValue is one value of one option, as tables hold them: a row each.
type optionValue struct{ name, value string }

func options() part[optionValue] {
	return part[optionValue]{attributes: []attribute[optionValue]{
		plain("name", "", func(o *optionValue) *string { return &o.name }).need(),
		plain("value", "", func(o *optionValue) *string { return &o.value }).need(),
	}}
}

func grouped(rows []*optionValue) []commerce.ProductOption {
	var out []commerce.ProductOption
	at := make(map[string]int)
	for _, r := range rows {
		i, ok := at[r.name]
		if !ok {
			i = len(out)
			at[r.name] = i
			out = append(out, commerce.ProductOption{Name: r.name})
		}
		out[i].Values = append(out[i].Values, r.value)
	}
	return out
}

func media() part[commerce.Media] {
	type T = commerce.Media
	return part[T]{attributes: []attribute[T]{
		text("url", "", func(m *T) *commerce.Text { return &m.URL }).need(),
		plain("type", "", func(m *T) *string { return &m.Type }),
		text("alt", "", func(m *T) *commerce.Text { return &m.Alt }),
	}}
}
