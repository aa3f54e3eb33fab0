package magento_test

import (
	"net/http/httptest"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// granted opens a simulated shop with one entity of each kind to an integration with these resources alone.
func granted(t *testing.T, resources []string) *sources.Source {
	t.Helper()
	sim := magentosim.New(magentosim.Options{Integration: magentosim.Integration{Resources: append([]string{}, resources...)}})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	one := decimal.NewFromInt(1)
	must[magentosim.Customer](t)(sim.PutCustomer(magentosim.Customer{Email: "ada@example.com"}))
	size := must[magentosim.ProductAttribute](t)(sim.PutAttribute(magentosim.ProductAttribute{Code: "size", Options: []magentosim.AttributeOption{{ID: 5, Label: "S"}}}))
	maker := must[magentosim.ProductAttribute](t)(sim.PutAttribute(magentosim.ProductAttribute{Code: "manufacturer", Options: []magentosim.AttributeOption{{ID: 6, Label: "Nord"}}}))
	must[magentosim.Product](t)(sim.PutProduct(magentosim.Product{ID: 2, SKU: "mug", Name: "Mug", Visibility: 1, Attributes: []magentosim.Attribute{{Code: "size", Value: "5"}}}))
	must[magentosim.Product](t)(sim.PutProduct(magentosim.Product{
		ID: 1, SKU: "mugs", Name: "Mugs", TypeID: "configurable", Children: []string{"mug"},
		Attributes: []magentosim.Attribute{{Code: maker.Code, Value: "6"}},
		Options:    []magentosim.ConfigurableOption{{AttributeID: size.ID, Label: "Size", Values: []int64{5}}},
	}))
	must[magentosim.Source](t)(sim.PutSource(magentosim.Source{Code: "east", Name: "East"}))
	must[magentosim.SourceItem](t)(sim.PutSourceItem(magentosim.SourceItem{SKU: "mug", SourceCode: "east", Quantity: one}))
	o := must[magentosim.Order](t)(sim.PutOrder(magentosim.Order{
		CustomerEmail: "ada@example.com",
		Items:         []magentosim.OrderItem{{ItemID: 1, ProductID: 2, SKU: "mug", Name: "Mug", Qty: one, Price: magentosim.Both("4", "4")}},
	}))
	must[magentosim.Invoice](t)(sim.PutInvoice(magentosim.Invoice{OrderID: o.EntityID, TransactionID: "7-capture"}))
	must[magentosim.Transaction](t)(sim.PutTransaction(magentosim.Transaction{OrderID: o.EntityID, Type: "capture", TxnID: "7-capture"}))
	must[magentosim.Shipment](t)(sim.PutShipment(magentosim.Shipment{OrderID: o.EntityID, Items: []magentosim.DocumentItem{{OrderItemID: 1, Qty: one}}}))
	must[magentosim.Creditmemo](t)(sim.PutCreditmemo(magentosim.Creditmemo{OrderID: o.EntityID, Items: []magentosim.DocumentItem{{OrderItemID: 1, Qty: one}}}))
	return openAt(t, server.URL, func(c *magento.Config) { c.AccessToken = "magento-sim-token" })
}

func TestRightsAreThoseThatAreSaid(t *testing.T) {
	about := magento.About()
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
