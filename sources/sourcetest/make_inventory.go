package sourcetest

import (
	"fmt"

	"github.com/galleria-graph/galleria/commerce"
)

// MakeInventoryItem returns the i-th stock record of the source, with levels
// at one or two of the locations that MakeLocation makes. One in eight has no SKU.
func MakeInventoryItem(source string, i int) *commerce.InventoryItem {
	item := &commerce.InventoryItem{
		Origin:    makeOrigin(source, "InventoryItem", i),
		Tracked:   i%5 != 4,
		CreatedAt: at(i * 3 % 14),
	}
	if i%8 != 7 {
		item.SKU = sku(i)
	}
	for n := range 1 + i%2 {
		available, committed := i%7-1, i%3 // below zero is oversold
		item.Levels = append(item.Levels, &commerce.InventoryLevel{
			Origin:       part(source, "InventoryLevel", i, n),
			LocationID:   makeID(source, n),
			LocationName: commerce.Text(locationName(n)),
			Quantities: []commerce.InventoryQuantity{
				{Name: commerce.InventoryQuantityNameAvailable, Quantity: available, Raw: "available"},
				{Name: commerce.InventoryQuantityNameCommitted, Quantity: committed, Raw: "committed"},
				{Name: commerce.InventoryQuantityNameOnHand, Quantity: available + committed, Raw: "on_hand"},
			},
		})
	}
	return item
}

// MakeLocation returns the i-th location of the source. One in five is closed.
func MakeLocation(source string, i int) *commerce.Location {
	return &commerce.Location{
		Origin:   makeOrigin(source, "Location", i),
		Name:     locationName(i),
		Address:  address(i),
		Kind:     exactly("kind", pick([]commerce.LocationKind{commerce.LocationKindStore, commerce.LocationKindWarehouse}, i)),
		IsActive: i%5 != 4,
	}
}

func locationName(i int) string {
	return fmt.Sprintf("%s %d", pick([]string{"Lager Süd", "倉庫", "Warehouse"}, i), i)
}
