package shopifysim

import "fmt"

// DeleteCustomer removes a customer and reports whether it was there. Orders
// that named it answer null afterwards.
func (s *Sim) DeleteCustomer(id string) bool {
	s.store.Lock()
	defer s.store.Unlock()
	_, known := remove(s.store, s.store.customers, kindCustomer, id)
	s.store.indexes.drop(kindOrder, "CUSTOMER_NAME")
	return known
}

// DeleteOrder removes an order with its parts and reports whether it was there.
func (s *Sim) DeleteOrder(id string) bool {
	s.store.Lock()
	defer s.store.Unlock()
	order, known := remove(s.store, s.store.orders, kindOrder, id)
	if known {
		s.store.disown(order)
		unlink(s.store.customerOrders, order.CustomerID, id)
	}
	return known
}

// DeleteProduct removes a product with its variants and their stock, and
// reports whether it was there. Order lines keep their texts and answer null
// for the product and the variant.
func (s *Sim) DeleteProduct(id string) bool {
	s.store.Lock()
	defer s.store.Unlock()
	for _, variant := range s.store.variantsOf[id] {
		s.store.deleteVariant(variant)
	}
	_, known := remove(s.store, s.store.products, kindProduct, id)
	delete(s.store.variantsOf, id)
	return known
}

// DeleteVariant removes a variant with its inventory item and stock, and
// reports whether it was there.
func (s *Sim) DeleteVariant(id string) bool {
	s.store.Lock()
	defer s.store.Unlock()
	variant := s.store.variants[id]
	if variant == nil {
		return false
	}
	unlink(s.store.variantsOf, variant.ProductID, id)
	s.store.deleteVariant(id)
	return true
}

func (s *store) deleteVariant(id string) {
	variant, _ := remove(s, s.variants, kindVariant, id)
	for _, level := range s.levelsOfItem[variant.InventoryItemID] {
		unlink(s.levelsAt, s.levels[level].LocationID, level)
		delete(s.levels, level)
	}
	delete(s.levelsOfItem, variant.InventoryItemID)
	delete(s.variantOfItem, variant.InventoryItemID)
	remove(s, s.items, kindItem, variant.InventoryItemID)
	s.indexes.drop(kindProduct, "INVENTORY_TOTAL")
}

// DeleteInventoryLevel removes the stock of an item at a location and reports
// whether there was any.
func (s *Sim) DeleteInventoryLevel(id string) bool {
	s.store.Lock()
	defer s.store.Unlock()
	level := s.store.levels[id]
	if level == nil {
		return false
	}
	delete(s.store.levels, id)
	unlink(s.store.levelsOfItem, level.ItemID, id)
	unlink(s.store.levelsAt, level.LocationID, id)
	s.store.indexes.drop(kindVariant, "INVENTORY_QUANTITY")
	s.store.indexes.drop(kindProduct, "INVENTORY_TOTAL")
	return true
}

// MergeCustomers lets one customer take over what another has, which is gone
// afterwards: its orders and drafts are the other's.
func (s *Sim) MergeCustomers(from, into string) error {
	s.store.Lock()
	defer s.store.Unlock()
	if s.store.customers[from] == nil || s.store.customers[into] == nil || from == into {
		return fmt.Errorf("merge customer %q into %q: %w", from, into, ErrUnknown)
	}
	for _, order := range s.store.ordersOf(from) {
		o := *order
		o.CustomerID, o.UpdatedAt = into, s.now()
		s.store.putOrder(&o)
	}
	for id, draft := range s.store.drafts {
		if draft.CustomerID == from {
			d := *draft
			d.CustomerID, d.UpdatedAt = into, s.now()
			replace(s.store, s.store.drafts, kindDraft, id, &d)
		}
	}
	remove(s.store, s.store.customers, kindCustomer, from)
	s.store.indexes.drop(kindOrder, "CUSTOMER_NAME")
	return nil
}
