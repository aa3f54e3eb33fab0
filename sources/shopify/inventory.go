package shopify

import "github.com/galleria-graph/galleria/commerce"

func inventoryItems() *resource[commerce.InventoryItem, itemWire] {
	return &resource[commerce.InventoryItem, itemWire]{
		kind:   commerce.InventoryItems,
		typ:    "InventoryItem",
		root:   "inventoryItems",
		noun:   "inventory item",
		fields: itemFields,
		filters: map[string]filter{
			"sku":       listed("sku"),
			"createdAt": moments("created_at"),
			"updatedAt": moments("updated_at"),
		},
		joins:  []string{"sku"},
		tails:  func(w *itemWire) []tail { return tailsOf(w.ID, &w.Levels, levelsTail, (*levelWire).decode) },
		decode: (*itemWire).decode,
		read:   readItem,
	}
}

func itemFields(want commerce.Groups) fields {
	parts := []fields{scalars("id sku tracked createdAt updatedAt")}
	if want.Has(commerce.InventoryLevels) {
		parts = append(parts, inner("inventoryLevels", levelSelection()))
	}
	return selection(parts...)
}

const quantities = `quantities(names: ["available", "on_hand", "committed", "reserved", "incoming", "safety_stock", "damaged", "quality_control"])`

func levelSelection() fields {
	return selection(scalars("id updatedAt"), object("location", scalars("id name")), list(quantities, 8, scalars("name quantity")))
}

func readItem(r *reader, w *itemWire) *commerce.InventoryItem {
	i := &commerce.InventoryItem{
		Origin:    r.origin(w.ID, "InventoryItem", "", r.instant(w.UpdatedAt, "updatedAt")),
		SKU:       optional(w.SKU),
		Tracked:   need(r, w.Tracked, "tracked"),
		CreatedAt: r.instant(w.CreatedAt, "createdAt"),
	}
	if !r.holds.Has(commerce.InventoryLevels) {
		return i
	}
	for l := range nodes(r, w.Levels, "inventoryLevels") {
		i.Levels = append(i.Levels, r.level(l))
	}
	return i
}

func (r *reader) level(w *levelWire) *commerce.InventoryLevel {
	l := &commerce.InventoryLevel{Origin: r.part(w.ID, "InventoryLevel", r.instant(w.UpdatedAt, "inventoryLevels.updatedAt"))}
	if !w.Location.OK {
		r.fail("inventoryLevels.location")
		return l
	}
	l.LocationID = r.id(w.Location.Value.ID, "inventoryLevels.location.id")
	l.LocationName = commerce.Text(need(r, w.Location.Value.Name, "inventoryLevels.location.name"))
	for q := range elements(r, w.Quantities, "inventoryLevels.quantities") {
		name := need(r, q.Name, "inventoryLevels.quantities.name")
		l.Quantities = append(l.Quantities, commerce.InventoryQuantity{
			Name:     quantityNames.State("", name).Value,
			Quantity: r.units(q.Quantity, "inventoryLevels.quantities.quantity"),
			Raw:      commerce.Text(name),
		})
	}
	return l
}

func locations() *resource[commerce.Location, locationWire] {
	return &resource[commerce.Location, locationWire]{
		kind:      commerce.Locations,
		typ:       "Location",
		root:      "locations",
		noun:      "location",
		arguments: ", includeInactive: true, includeLegacy: true",
		fields:    locationFields,
		sortEnum:  "LocationSortKeys",
		ownKey:    "ID",
		filters: map[string]filter{
			"name":     text("name"),
			"isActive": checked(), // a shop has few locations
		},
		tails:  func(*locationWire) []tail { return nil },
		decode: (*locationWire).decode,
		read:   readLocation,
	}
}

func locationFields(commerce.Groups) fields {
	return selection(scalars("id name isActive isFulfillmentService updatedAt"),
		object("address", scalars("address1 address2 city province provinceCode zip countryCode phone")))
}

func readLocation(r *reader, w *locationWire) *commerce.Location {
	l := &commerce.Location{
		Origin:   r.origin(w.ID, "Location", "settings/locations", r.instant(w.UpdatedAt, "updatedAt")),
		Name:     need(r, w.Name, "name"),
		Address:  r.maybeAddress(&w.Address),
		IsActive: need(r, w.IsActive, "isActive"),
	}
	if !w.Address.OK {
		r.fail("address")
	}
	// Shopify tells a fulfillment service from a place of the merchant's own, but not what that is.
	if need(r, w.IsService, "isFulfillmentService") {
		l.Kind = commerce.State[commerce.LocationKind]{
			Value: commerce.LocationKindFulfillmentService, Raw: "true", RawField: "isFulfillmentService", Mapping: commerce.MappingExact,
		}
	}
	return l
}
