package shopify_test

import (
	"maps"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// quantitiesOf reads the stock of an item at its one place, by canonical name.
func quantitiesOf(t *testing.T, s *shop, item string) map[commerce.InventoryQuantityName]int {
	t.Helper()
	found, err := s.InventoryItems.Get(t.Context(), []commerce.ID{named(item)}, commerce.InventoryLevels)
	if err != nil || found[named(item)] == nil || len(found[named(item)].Levels) != 1 {
		t.Fatalf("found %v, error %v", found, err)
	}
	out := map[commerce.InventoryQuantityName]int{}
	for _, q := range found[named(item)].Levels[0].Quantities {
		out[q.Name] = q.Quantity
	}
	return out
}

// All quantities that Shopify keeps are read, and what is on hand is the sum of
// what is there for whatever reason, however stock moves.
func TestQuantities(t *testing.T) {
	s := openShop(t, generous())
	place := must[shopifysim.Location](t)(s.PutLocation(shopifysim.Location{Name: "L"}))
	item := must[shopifysim.InventoryItem](t)(s.PutInventoryItem(shopifysim.InventoryItem{}))
	names := map[string]int{"available": -2, "committed": 3, "reserved": 5, "incoming": 7, "safety_stock": 11, "damaged": 13, "quality_control": 17}
	must[shopifysim.InventoryLevel](t)(s.PutInventoryLevel(shopifysim.InventoryLevel{ItemID: item.ID, LocationID: place.ID, Quantities: names}))
	want := map[commerce.InventoryQuantityName]int{
		"AVAILABLE": -2, "COMMITTED": 3, "RESERVED": 5, "INCOMING": 7, "SAFETY_STOCK": 11, "DAMAGED": 13, "QUALITY_CONTROL": 17, "ON_HAND": 47,
	}
	if got := quantitiesOf(t, s, item.ID); !maps.Equal(got, want) {
		t.Errorf("the quantities are %v, want %v", got, want)
	}
	for _, move := range []struct {
		name string
		by   int
	}{{"available", 4}, {"committed", -1}, {"damaged", 2}, {"incoming", 100}, {"quality_control", -17}} {
		if err := s.MoveStock(item.ID, place.ID, move.name, move.by); err != nil {
			t.Fatal(err)
		}
		got := quantitiesOf(t, s, item.ID)
		sum := got["AVAILABLE"] + got["COMMITTED"] + got["RESERVED"] + got["DAMAGED"] + got["SAFETY_STOCK"] + got["QUALITY_CONTROL"]
		if got["ON_HAND"] != sum || len(got) != 8 {
			t.Errorf("after %+v %d are on hand, and the others make %d", move, got["ON_HAND"], sum)
		}
	}
	if got := quantitiesOf(t, s, item.ID); got["INCOMING"] != 107 || got["ON_HAND"] != 35 {
		t.Errorf("in the end the quantities are %v", got)
	}
}

// A quantity that nobody has heard of is kept with its own name.
func TestQuantityOfAnUnknownName(t *testing.T) {
	body := `{"data":{"nodes":[{"id":"gid://shopify/InventoryItem/1","sku":null,"tracked":true,"createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","inventoryLevels":{"nodes":[
		{"id":"gid://shopify/InventoryLevel/1?inventory_item_id=1","updatedAt":"2026-01-01T00:00:00Z","location":{"id":"gid://shopify/Location/1","name":"L"},"quantities":[{"name":"on_the_moon","quantity":3},{"name":"available","quantity":1}]}],
		"pageInfo":{"hasNextPage":false,"endCursor":null}}}]}}`
	found, err := openDirect(t, says(200, body)).InventoryItems.Get(t.Context(), []commerce.ID{named("gid://shopify/InventoryItem/1")}, commerce.InventoryLevels)
	if err != nil {
		t.Fatal(err)
	}
	got := found[named("gid://shopify/InventoryItem/1")].Levels[0].Quantities
	want := []commerce.InventoryQuantity{{Name: "UNKNOWN", Quantity: 3, Raw: "on_the_moon"}, {Name: "AVAILABLE", Quantity: 1, Raw: "available"}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("the quantities are %+v, want %+v", got, want)
	}
}
