package sqldb_test

import (
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

func TestContract(t *testing.T) {
	for _, system := range []commerce.System{commerce.SystemSQLite, commerce.SystemPostgreSQL, commerce.SystemMySQL} {
		t.Run(strings.ToLower(string(system)), func(t *testing.T) {
			openDatabase(t, system) // skips where the system cannot be reached
			t.Run("customers", contract(system, commerce.Customers, sourcetest.MakeCustomer, customerFamily(), func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers }))
			t.Run("orders", contract(system, commerce.Orders, sourcetest.MakeOrderOrDraft, orderFamily(), func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders }))
			t.Run("products", contract(system, commerce.Products, sourcetest.MakeProduct, productFamily(), func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products }))
			t.Run("variants", contract(system, commerce.ProductVariants, sourcetest.MakeVariant, variantFamily(), func(s *sources.Source) sources.Collection[commerce.ProductVariant] { return s.Variants }))
			t.Run("inventory", contract(system, commerce.InventoryItems, sourcetest.MakeInventoryItem, inventoryFamily(), func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems }))
			t.Run("locations", contract(system, commerce.Locations, sourcetest.MakeLocation, locationFamily(), func(s *sources.Source) sources.Collection[commerce.Location] { return s.Locations }))
			t.Run("payments", contract(system, commerce.Payments, sourcetest.MakePayment, paymentFamily(), func(s *sources.Source) sources.Collection[commerce.Payment] { return s.Payments }))
		})
	}
}

// contract runs the suite over tables that the connector reads and the test writes.
func contract[T any](system commerce.System, kind commerce.Kind[T], make func(string, int) *T, f family[T], of func(*sources.Source) sources.Collection[T]) func(*testing.T) {
	return func(t *testing.T) {
		s := openShelf(t, system, f)
		change := func(t *testing.T, seed []*T) (sources.Collection[T], sourcetest.Changes[T]) {
			s.fill(t, seed)
			return of(s.source(t, s.tables)), s.changes(t)
		}
		h := sourcetest.Harness[T]{
			Kind: kind,
			Make: func(i int) *T { return make(name, i) },
			Open: func(t *testing.T, seed []*T) sources.Collection[T] {
				c, _ := change(t, seed)
				return c
			},
			Change:      change,
			Compare:     strings.Compare,
			IgnoreLeaks: ignoreLeaks,
		}
		if orders, ok := any(&h).(*sourcetest.Harness[commerce.Order]); ok {
			addWord(orders, any(s).(*shelf[commerce.Order]))
			addFaults(orders, any(s).(*shelf[commerce.Order]))
		}
		sourcetest.Run(t, h)
	}
}
