package stores_test

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// The orders are those of the server's views. No order of customers, products,
// variants and inventory items is one that each of the vendors has.

func customers() kindOf[commerce.Customer] {
	return kindOf[commerce.Customer]{
		kind: commerce.Customers, make: sourcetest.MakeCustomer,
		fit: func(v vendor) func(*commerce.Customer) { return v.customer },
		in:  func(s *simulation) keeper[commerce.Customer] { return s.customers },
		of:  func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers },
	}
}

func orders() kindOf[commerce.Order] {
	return kindOf[commerce.Order]{
		kind: commerce.Orders, make: sourcetest.MakeOrder,
		fit:   func(v vendor) func(*commerce.Order) { return v.order },
		in:    func(s *simulation) keeper[commerce.Order] { return s.orders },
		of:    func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders },
		order: newest,
	}
}

func products() kindOf[commerce.Product] {
	return kindOf[commerce.Product]{
		kind: commerce.Products, make: sourcetest.MakeProduct,
		fit: func(v vendor) func(*commerce.Product) { return v.product },
		in:  func(s *simulation) keeper[commerce.Product] { return s.products },
		of:  func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products },
	}
}

func variants() kindOf[commerce.ProductVariant] {
	return kindOf[commerce.ProductVariant]{
		kind: commerce.ProductVariants, make: sourcetest.MakeVariant,
		fit: func(v vendor) func(*commerce.ProductVariant) { return v.variant },
		in:  func(s *simulation) keeper[commerce.ProductVariant] { return s.variants },
		of:  func(s *sources.Source) sources.Collection[commerce.ProductVariant] { return s.Variants },
	}
}

func items() kindOf[commerce.InventoryItem] {
	return kindOf[commerce.InventoryItem]{
		kind: commerce.InventoryItems, make: sourcetest.MakeInventoryItem,
		fit: func(v vendor) func(*commerce.InventoryItem) { return v.item },
		in:  func(s *simulation) keeper[commerce.InventoryItem] { return s.items },
		of:  func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems },
	}
}
