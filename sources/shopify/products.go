package shopify

import (
	"github.com/galleria-graph/galleria/commerce"
)

// besideShop tells the currency in which Shopify writes the prices of variants.
const besideShop = "shop{currencyCode}"

func products() *resource[commerce.Product, productWire] {
	return &resource[commerce.Product, productWire]{
		kind:   commerce.Products,
		typ:    "Product",
		root:   "products",
		noun:   "product",
		beside: besideShop,
		// The documentation gives the filter a default, so all states are named.
		base:     "status:active,archived,draft,unlisted",
		fields:   productFields,
		sortEnum: "ProductSortKeys",
		ownKey:   "ID",
		keys:     map[string]string{"createdAt": "CREATED_AT", "updatedAt": "UPDATED_AT"},
		filters: map[string]filter{
			"title":       text("title"),
			"handle":      listed("handle"),
			"vendor":      listed("vendor"),
			"productType": listed("product_type"),
			"tag":         listed("tag"),
			"createdAt":   moments("created_at"),
			"updatedAt":   moments("updated_at"),
			"status": words("status", map[commerce.ProductStatus][]string{
				commerce.ProductStatusActive:   {"active", "unlisted"},
				commerce.ProductStatusDraft:    {"draft"},
				commerce.ProductStatusArchived: {"archived"},
			}, commerce.ProductStatusUnknown),
		},
		joins: []string{"handle"},
		tails: func(w *productWire) []tail {
			out := append(tailsOf(w.ID, &w.Media, mediaTail, (*mediaWire).decode), tailsOf(w.ID, &w.Variants, variantsTail, (*variantWire).decode)...)
			return append(out, tailsOf(w.ID, &w.Metafields, metafieldsTail("Product"), (*metafieldWire).decode)...)
		},
		decode: (*productWire).decode,
		read:   readProduct,
	}
}

func productFields(want commerce.Groups) fields {
	parts := []fields{scalars("id title handle vendor productType status tags createdAt updatedAt")}
	if want.Has(commerce.ProductContent) {
		parts = append(parts, scalars("descriptionHtml"),
			list("options", 3, scalars("name values")),
			inner("media", mediaSelection()))
	}
	if want.Has(commerce.ProductWithVariants) {
		parts = append(parts, inner("variants", variantFields(0)))
	}
	if want.Has(commerce.ProductAttributes) {
		parts = append(parts, metafieldsSelection())
	}
	return selection(parts...)
}

func mediaSelection() fields {
	return selection(scalars("mediaContentType alt"), object("preview", object("image", scalars("url"))))
}

func readProduct(r *reader, w *productWire) *commerce.Product {
	p := &commerce.Product{
		Origin:      r.origin(w.ID, "Product", "products", r.instant(w.UpdatedAt, "updatedAt")),
		Title:       need(r, w.Title, "title"),
		Handle:      commerce.Text(need(r, w.Handle, "handle")),
		Vendor:      commerce.Text(need(r, w.Vendor, "vendor")),
		ProductType: commerce.Text(need(r, w.ProductType, "productType")),
		Status:      productStates.promised(r, "status", w.Status),
		Tags:        r.strings(w.Tags, "tags"),
		CreatedAt:   r.instant(w.CreatedAt, "createdAt"),
	}
	if r.holds.Has(commerce.ProductContent) {
		r.content(p, w)
	}
	if r.holds.Has(commerce.ProductAttributes) {
		p.Attributes = r.attributes(w.Metafields)
	}
	if r.holds.Has(commerce.ProductWithVariants) {
		for v := range nodes(r, w.Variants, "variants") {
			variant := r.variant(v)
			variant.Holds = 0
			p.Variants = append(p.Variants, variant)
		}
	}
	return p
}

func (r *reader) content(p *commerce.Product, w *productWire) {
	p.DescriptionHTML = commerce.Text(need(r, w.DescriptionHTML, "descriptionHtml"))
	for o := range elements(r, w.Options, "options") {
		p.Options = append(p.Options, commerce.ProductOption{Name: need(r, o.Name, "options.name"), Values: r.strings(o.Values, "options.values")})
	}
	for m := range nodes(r, w.Media, "media") {
		media := commerce.Media{Type: need(r, m.Type, "media.mediaContentType"), Alt: optional(m.Alt)}
		if image := m.Preview.Value.Image; image.OK {
			media.URL = commerce.Text(need(r, image.Value.URL, "media.preview.image.url"))
		}
		p.Media = append(p.Media, media)
	}
}

func variants() *resource[commerce.ProductVariant, variantWire] {
	return &resource[commerce.ProductVariant, variantWire]{
		kind:     commerce.ProductVariants,
		typ:      "ProductVariant",
		root:     "productVariants",
		noun:     "variant",
		beside:   besideShop,
		fields:   variantFields,
		sortEnum: "ProductVariantSortKeys",
		ownKey:   "ID",
		filters: map[string]filter{
			"sku":       listed("sku"),
			"barcode":   listed("barcode"),
			"product":   number("product_id", "Product"),
			"updatedAt": moments("updated_at"),
		},
		joins: []string{"sku", "barcode", "product"},
		tails: func(w *variantWire) []tail {
			return tailsOf(w.ID, &w.Metafields, metafieldsTail("ProductVariant"), (*metafieldWire).decode)
		},
		decode: (*variantWire).decode,
		read:   readVariant,
	}
}

func variantFields(want commerce.Groups) fields {
	f := selection(scalars("id title sku barcode price compareAtPrice createdAt updatedAt"),
		object("product", scalars("id")),
		list("selectedOptions", 1, scalars("name value")),
		object("inventoryItem", selection(scalars("id"), object("measurement", object("weight", scalars("value unit"))))))
	if want.Has(commerce.VariantAttributes) {
		return selection(f, metafieldsSelection())
	}
	return f
}

func readVariant(r *reader, w *variantWire) *commerce.ProductVariant {
	v := r.variant(w)
	if r.holds.Has(commerce.VariantAttributes) {
		v.Attributes = r.attributes(w.Metafields)
	}
	return v
}

// variant reads a variant as its product holds it, without groups.
func (r *reader) variant(w *variantWire) *commerce.ProductVariant {
	v := &commerce.ProductVariant{
		Origin:    r.origin(w.ID, "ProductVariant", "", r.instant(w.UpdatedAt, "updatedAt")),
		Title:     commerce.Text(need(r, w.Title, "title")),
		SKU:       optional(w.SKU),
		Barcode:   optional(w.Barcode),
		CreatedAt: r.instant(w.CreatedAt, "createdAt"),
	}
	price := r.amount(w.Price, r.currency, "price")
	v.Price = &price
	if w.CompareAtPrice.OK {
		compare := r.amount(w.CompareAtPrice, r.currency, "compareAtPrice")
		v.CompareAtPrice = &compare
	}
	if !w.Product.OK {
		r.fail("product")
	}
	v.ProductID = r.ref(w.Product, "product.id")
	for o := range elements(r, w.Options, "selectedOptions") {
		v.Options = append(v.Options, commerce.SelectedOption{Name: need(r, o.Name, "selectedOptions"), Value: need(r, o.Value, "selectedOptions")})
	}
	r.stock(v, w)
	r.variantPage(v)
	return v
}

func (r *reader) stock(v *commerce.ProductVariant, w *variantWire) {
	if !w.InventoryItem.OK {
		r.fail("inventoryItem")
		return
	}
	v.InventoryItemID = r.id(w.InventoryItem.Value.ID, "inventoryItem.id")
	if weight := w.InventoryItem.Value.Measurement.Value.Weight; weight.OK {
		v.Weight = &commerce.Weight{
			Value: r.decimal(weight.Value.Value, "inventoryItem.measurement.weight"),
			Unit:  need(r, weight.Value.Unit, "inventoryItem.measurement.weight"),
		}
	}
}

// variantPage sets the variant's page, which lies under its product's.
func (r *reader) variantPage(v *commerce.ProductVariant) {
	product, ok := numberOf(v.ProductID.Key, "Product")
	variant, known := numberOf(v.ID.Key, "ProductVariant")
	if ok && known {
		v.URL = commerce.Text("https://" + r.domain + "/admin/products/" + product + "/variants/" + variant)
	}
}
