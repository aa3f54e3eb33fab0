package sqldb

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// inventory maps columns to stock records.
func inventory() spec[commerce.InventoryItem] {
	type T = commerce.InventoryItem
	return spec[T]{
		key: "inventory", kind: commerce.InventoryItems,
		attributes: []attribute[T]{
			text("sku", "sku", func(i *T) *commerce.Text { return &i.SKU }),
			flag("tracked", "", func(i *T) *bool { return &i.Tracked }),
			text("url", "", func(i *T) *commerce.Text { return &i.URL }),
			instant("createdAt", "createdAt", func(i *T) *time.Time { return &i.CreatedAt }),
			instant("updatedAt", "updatedAt", func(i *T) *time.Time { return &i.UpdatedAt }),
		},
		// A table that keeps quantities counts, unless it has a column that says otherwise.
		start: func(i *T) { i.Tracked = true },
		children: []childSpec[T]{
			child("levels", commerce.InventoryLevels, levels(), nil, func(i *T, rows []*commerce.InventoryLevel) { i.Levels = rows }),
		},
	}
}

func levels() part[commerce.InventoryLevel] {
	type T = commerce.InventoryLevel
	attributes := []attribute[T]{
		reference("location", "", func(l *T) *commerce.ID { return &l.LocationID }),
		text("locationName", "", func(l *T) *commerce.Text { return &l.LocationName }),
		instant("updatedAt", "", func(l *T) *time.Time { return &l.UpdatedAt }),
	}
	for _, q := range quantities() {
		attributes = append(attributes, attribute[T]{name: q.key, use: useCount, set: func(l *T, v datum) {
			l.Quantities = append(l.Quantities, commerce.InventoryQuantity{Name: q.name, Quantity: int(v.num.IntPart()), Raw: commerce.Text(v.raw)})
		}})
	}
	return part[T]{origin: func(l *T) *commerce.Origin { return &l.Origin }, attributes: attributes}
}

type quantity struct {
	key  string
	name commerce.InventoryQuantityName
}

func quantities() []quantity {
	return []quantity{
		{"available", commerce.InventoryQuantityNameAvailable},
		{"onHand", commerce.InventoryQuantityNameOnHand},
		{"committed", commerce.InventoryQuantityNameCommitted},
		{"reserved", commerce.InventoryQuantityNameReserved},
		{"incoming", commerce.InventoryQuantityNameIncoming},
		{"safetyStock", commerce.InventoryQuantityNameSafetyStock},
		{"damaged", commerce.InventoryQuantityNameDamaged},
		{"qualityControl", commerce.InventoryQuantityNameQualityControl},
	}
}

// locations maps columns to places.
func locations() spec[commerce.Location] {
	type T = commerce.Location
	return spec[T]{
		key: "locations", kind: commerce.Locations,
		attributes: append([]attribute[T]{
			plain("name", "name", func(l *T) *string { return &l.Name }).need(),
			state("kind", "", locationKinds(), func(l *T) *commerce.State[commerce.LocationKind] { return &l.Kind }),
			flag("isActive", "isActive", func(l *T) *bool { return &l.IsActive }),
			text("url", "", func(l *T) *commerce.Text { return &l.URL }),
			instant("updatedAt", "", func(l *T) *time.Time { return &l.UpdatedAt }),
		}, address("address.", "", func(l *T) **commerce.Address { return &l.Address })...),
		// Without a column that says otherwise, a place in the table is in use.
		start: func(l *T) { l.IsActive = true },
	}
}
