package shopify

import (
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

func exportCustomers(c *collection[commerce.Customer, customerWire]) sources.Export[commerce.Customer] {
	return (&export[commerce.Customer, customerWire]{
		collection: c, count: "customersCount",
		groups: commerce.CustomerContact | commerce.CustomerProfile | commerce.CustomerStatistics,
		branches: []branch[customerWire]{
			branchOf(commerce.CustomerContact, "MailingAddress", addressesOf, (*addressWire).decode),
		},
	}).all
}

func addressesOf(w *customerWire) *jsonx.Opt[connection[addressWire]] { return &w.Addresses }

func exportOrders(c *collection[commerce.Order, orderWire]) sources.Export[commerce.Order] {
	return (&export[commerce.Order, orderWire]{
		collection: c, count: "ordersCount",
		groups: commerce.OrderLines | commerce.OrderTransactions,
		elsewhere: func(p sources.Predicate) bool { // drafts are a list of their own
			return p.Field == "status" && slices.ContainsFunc(p.Values, func(v commerce.Value) bool { return v.Text() == string(commerce.OrderStatusDraft) })
		},
		branches: []branch[orderWire]{
			branchOf(commerce.OrderLines, "LineItem", func(w *orderWire) *jsonx.Opt[connection[lineWire]] { return &w.Lines }, (*lineWire).decode),
		},
	}).all
}

func exportProducts(c *collection[commerce.Product, productWire]) sources.Export[commerce.Product] {
	return (&export[commerce.Product, productWire]{
		collection: c, count: "productsCount",
		groups: commerce.ProductWithVariants,
		branches: []branch[productWire]{
			branchOf(commerce.ProductWithVariants, "ProductVariant", func(w *productWire) *jsonx.Opt[connection[variantWire]] { return &w.Variants }, (*variantWire).decode),
		},
	}).all
}

func exportVariants(c *collection[commerce.ProductVariant, variantWire]) sources.Export[commerce.ProductVariant] {
	return (&export[commerce.ProductVariant, variantWire]{collection: c, count: "productVariantsCount"}).all
}

// exportItems counts variants: each has one inventory item.
func exportItems(c *collection[commerce.InventoryItem, itemWire]) sources.Export[commerce.InventoryItem] {
	return (&export[commerce.InventoryItem, itemWire]{
		collection: c, count: "productVariantsCount", countsAll: true,
		groups: commerce.InventoryLevels,
		branches: []branch[itemWire]{
			branchOf(commerce.InventoryLevels, "InventoryLevel", func(w *itemWire) *jsonx.Opt[connection[levelWire]] { return &w.Levels }, (*levelWire).decode),
		},
	}).all
}
