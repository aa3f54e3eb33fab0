package woocommerce_test

import (
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/woocommerce"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// granted opens a simulated shop with one entity of each kind to a key with this permission alone.
func granted(t *testing.T, permissions []string) *sources.Source {
	t.Helper()
	may := woocommercesim.WriteOnly
	if slices.Contains(permissions, "Read") {
		may = woocommercesim.ReadOnly
	}
	at := time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
	sim := woocommercesim.New(woocommercesim.Options{PlainHTTP: true, Keys: map[string]woocommercesim.Key{key: {Secret: secret, Permissions: may}}})
	must[woocommercesim.Customer](t)(sim.PutCustomer(woocommercesim.Customer{Email: "ada@example.com", Created: at}))
	must[woocommercesim.Product](t)(sim.PutProduct(woocommercesim.Product{Name: "Mug", Created: at, Merchandise: woocommercesim.Merchandise{SKU: "mug", ManageStock: true}}))
	must[woocommercesim.Order](t)(sim.PutOrder(woocommercesim.Order{Status: "completed", Created: at}))
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	return openAt(t, server.URL)
}

func TestRightsAreThoseThatAreSaid(t *testing.T) {
	about := woocommerce.About()
	sourcetest.Rights(t, about, commerce.Customers, func(t *testing.T, rights []string) sources.Collection[commerce.Customer] {
		return granted(t, rights).Customers
	})
	sourcetest.Rights(t, about, commerce.Orders, func(t *testing.T, rights []string) sources.Collection[commerce.Order] {
		return granted(t, rights).Orders
	})
	sourcetest.Rights(t, about, commerce.Products, func(t *testing.T, rights []string) sources.Collection[commerce.Product] {
		return granted(t, rights).Products
	})
	sourcetest.Rights(t, about, commerce.ProductVariants, func(t *testing.T, rights []string) sources.Collection[commerce.ProductVariant] {
		return granted(t, rights).Variants
	})
	sourcetest.Rights(t, about, commerce.InventoryItems, func(t *testing.T, rights []string) sources.Collection[commerce.InventoryItem] {
		return granted(t, rights).InventoryItems
	})
	sourcetest.Rights(t, about, commerce.Locations, func(t *testing.T, rights []string) sources.Collection[commerce.Location] {
		return granted(t, rights).Locations
	})
}
