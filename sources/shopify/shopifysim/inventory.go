package shopifysim

import (
	"time"
)

// InventoryItem is the stocked good behind a variant.
type InventoryItem struct {
	ID                   string
	SKU                  *string
	Tracked              bool
	RequiresShipping     bool
	UnitCost             *MoneyV2
	Weight               *Weight
	CountryCodeOfOrigin  string // CountryCode, null when empty
	ProvinceCodeOfOrigin *string
	HarmonizedSystemCode *string
	CreatedAt            time.Time
	UpdatedAt            time.Time // CreatedAt when zero
}

// Weight is a weight in a unit (WeightUnit). The API answers it as a Float.
type Weight struct {
	Value float64
	Unit  string
}

// InventoryLevel is the stock of an item at a location.
type InventoryLevel struct {
	ID         string
	ItemID     string // gid of the InventoryItem, required
	LocationID string // gid of the Location, required
	// Quantities are the quantities by name: available, on_hand, committed,
	// incoming, reserved, damaged, safety_stock, quality_control. Names that are
	// absent are zero; on_hand is the sum of the others without incoming.
	Quantities  map[string]int
	Deactivated bool
	CreatedAt   time.Time
	UpdatedAt   time.Time // CreatedAt when zero
}

// inventoryQuantity is one answered quantity of a level.
type inventoryQuantity struct {
	ID        string
	Name      string
	Quantity  int
	UpdatedAt *time.Time
}

// Location is a place that stocks or sells goods.
type Location struct {
	ID                   string
	Name                 string
	Address              LocationAddress
	Inactive             bool
	Primary              bool
	FulfillsOnlineOrders bool
	ShipsInventory       bool
	IsFulfillmentService bool
	AddressVerified      bool
	DeactivatedAt        *time.Time
	CreatedAt            time.Time
	UpdatedAt            time.Time // CreatedAt when zero
}

// LocationAddress is the address of a location.
type LocationAddress struct {
	Address1     *string
	Address2     *string
	City         *string
	Province     *string
	ProvinceCode *string
	Country      *string
	CountryCode  *string
	Zip          *string
	Phone        *string
	Latitude     *float64
	Longitude    *float64
}

// quantityNames are the inventory states of the API.
var quantityNames = []string{"available", "on_hand", "committed", "incoming", "reserved", "damaged", "safety_stock", "quality_control"}

// quantity returns a named quantity of the level.
func (l *InventoryLevel) quantity(name string) int {
	if quantity, said := l.Quantities[name]; said || name != "on_hand" {
		return quantity
	}
	sum := 0
	for name, quantity := range l.Quantities {
		if name != "incoming" {
			sum += quantity
		}
	}
	return sum
}
