package magento

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

const (
	productPath  = "/V1/products"
	configurable = "configurable"
	bundle       = "bundle"
	// hidden is the visibility of what is not shown by itself.
	hidden = 1
	// vendorAttribute is Magento's own attribute for who made a product: a choice.
	vendorAttribute = "manufacturer"
	coreFields      = "id,sku,name,price,status,visibility,type_id,created_at,updated_at,weight"
	linkFields      = "extension_attributes[configurable_product_options,configurable_product_links]"
)

var productTimes = map[string]column{
	"createdAt": {name: "created_at", ops: sources.Eq | sources.Range, sorts: true},
	"updatedAt": {name: "updated_at", ops: sources.Eq | sources.Range, sorts: true},
}

func withTimes(columns map[string]column) map[string]column {
	for field, c := range productTimes {
		columns[field] = c
	}
	return columns
}

// products lists what a shop shows. What is not visible by itself, the choices
// of a configurable product above all, is a variant only.
func products(c *client) resource[commerce.Product, productWire] {
	return resource[commerce.Product, productWire]{
		kind:  commerce.Products,
		noun:  "products",
		path:  productPath,
		key:   "entity_id",
		scope: [][]filter{{{"visibility", "neq", "1"}}},
		columns: withTimes(map[string]column{
			"title":       {name: "name", ops: sources.Eq | sources.Prefix},
			"handle":      {name: "url_key", ops: sources.Eq},
			"productType": {name: "type_id", ops: sources.Eq},
			"status":      {name: "status", ops: sources.Eq, words: productStates.words()},
		}),
		joins: []string{"handle"},
		fields: func(want commerce.Groups) string {
			fields := coreFields + ",custom_attributes"
			if want.Has(commerce.ProductContent) {
				fields += ",media_gallery_entries"
			}
			if want&(commerce.ProductContent|commerce.ProductWithVariants) != 0 {
				fields += "," + linkFields
			}
			return fields
		},
		decode:    (*productWire).decode,
		id:        func(w *productWire) int64 { return w.ID.Value },
		priced:    true,
		translate: readProduct,
		enrich:    c.addParts,
	}
}

// variants lists what can be bought: everything but the products that only
// gather others.
func variants(c *client) resource[commerce.ProductVariant, productWire] {
	columns := withTimes(map[string]column{
		"sku":           {name: "sku", ops: sources.Eq | sources.Prefix},
		"inventoryItem": {name: "entity_id", ops: sources.Eq},
	})
	joins := []string{"sku", "product", "inventoryItem"}
	if c.barcode != "" {
		columns["barcode"] = column{name: c.barcode, ops: sources.Eq}
		joins = append(joins, "barcode")
	}
	return resource[commerce.ProductVariant, productWire]{
		kind:      commerce.ProductVariants,
		noun:      "variants",
		path:      productPath,
		key:       "entity_id",
		scope:     [][]filter{{{"type_id", "nin", "configurable,grouped"}}},
		columns:   columns,
		joins:     joins,
		fields:    func(commerce.Groups) string { return coreFields + ",custom_attributes" },
		decode:    (*productWire).decode,
		id:        func(w *productWire) int64 { return w.ID.Value },
		priced:    true,
		translate: readVariant,
		enrich:    c.addOwners,
		within:    map[string]within{"product": everywhere(c.variantsOf)},
	}
}
