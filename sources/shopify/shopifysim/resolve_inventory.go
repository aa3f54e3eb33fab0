package shopifysim

import (
	"slices"
	"strconv"
)

// measurement is the size of an inventory item.
type measurement struct {
	ID     string
	Weight *Weight
}

func gidOf(kind string, number int64) string {
	return gidPrefix + kind + "/" + strconv.FormatInt(number, 10)
}

func inventoryResolvers() map[string]resolver {
	return map[string]resolver{
		"InventoryItem.measurement": get(func(_ *call, i *InventoryItem) any {
			return &measurement{ID: gidOf("InventoryItemMeasurement", legacyID(i.ID)), Weight: i.Weight}
		}),
		"InventoryItem.duplicateSkuCount": get(duplicateSKUs),
		"InventoryItem.locationsCount":    get(func(c *call, i *InventoryItem) any { return counted(len(c.store.levelsOfItem[i.ID])) }),
		"InventoryItem.variant":           get(func(c *call, i *InventoryItem) any { return found(c.store.variants[c.store.variantOfItem[i.ID]]) }),
		"InventoryItem.variants": on(func(c *call, i *InventoryItem, args map[string]any) (any, error) {
			l := listing{sort: "ID"}
			if v := c.store.variants[c.store.variantOfItem[i.ID]]; v != nil {
				l.entries = []entry{{value: idValue(v.ID), id: legacyID(v.ID), object: v}}
			}
			return paginate(l, args)
		}),
		"InventoryItem.inventoryLevel": on(func(c *call, i *InventoryItem, args map[string]any) (any, error) {
			return c.levelOrNull(i.ID, textArg(args, "locationId"), args), nil
		}),
		"InventoryItem.inventoryLevels": on(func(c *call, i *InventoryItem, args map[string]any) (any, error) {
			return c.levels(c.store.levelsOfItem[i.ID], args)
		}),
		"InventoryLevel.item":              get(func(c *call, l *InventoryLevel) any { return found(c.store.items[l.ItemID]) }),
		"InventoryLevel.location":          get(func(c *call, l *InventoryLevel) any { return found(c.store.locations[l.LocationID]) }),
		"InventoryLevel.isActive":          get(func(_ *call, l *InventoryLevel) any { return !l.Deactivated }),
		"InventoryLevel.canDeactivate":     get(func(_ *call, l *InventoryLevel) any { return l.quantity("committed") == 0 }),
		"InventoryLevel.deactivationAlert": get(func(_ *call, _ *InventoryLevel) any { return nil }),
		"InventoryLevel.quantities":        on(quantities),
		"Location.isActive":                get(func(_ *call, l *Location) any { return !l.Inactive }),
		"Location.isPrimary":               get(func(_ *call, l *Location) any { return l.Primary }),
		"Location.activatable":             get(func(_ *call, l *Location) any { return l.Inactive }),
		"Location.deactivatable":           get(func(_ *call, l *Location) any { return !l.Inactive && !l.Primary }),
		"Location.deletable":               get(func(c *call, l *Location) any { return l.Inactive && len(c.store.levelsAt[l.ID]) == 0 }),
		"Location.hasActiveInventory":      get(func(c *call, l *Location) any { return len(c.store.levelsAt[l.ID]) > 0 }),
		"Location.hasUnfulfilledOrders":    get(func(_ *call, _ *Location) any { return false }),
		"Location.deactivatedAt": get(func(_ *call, l *Location) any {
			if l.DeactivatedAt == nil {
				return nil
			}
			return l.DeactivatedAt.UTC().Format("2006-01-02T15:04:05Z")
		}),
		"Location.inventoryLevel": on(func(c *call, l *Location, args map[string]any) (any, error) {
			return c.levelOrNull(textArg(args, "inventoryItemId"), l.ID, args), nil
		}),
		"Location.inventoryLevels": on(func(c *call, l *Location, args map[string]any) (any, error) {
			return c.levels(c.store.levelsAt[l.ID], args)
		}),
		"LocationAddress.formatted": get(func(_ *call, a *LocationAddress) any {
			lines := []string{text(a.Address1), text(a.Address2), joined(" ", text(a.City), text(a.ProvinceCode), text(a.Zip)), text(a.Country)}
			return slices.DeleteFunc(lines, func(line string) bool { return line == "" })
		}),
	}
}

// duplicateSKUs counts the other items of the same SKU.
func duplicateSKUs(c *call, i *InventoryItem) any {
	if i.SKU == nil || *i.SKU == "" {
		return 0
	}
	others := 0
	for id, item := range c.store.items {
		if id != i.ID && text(item.SKU) == *i.SKU {
			others++
		}
	}
	return others
}

// levelOrNull hides inactive levels unless they are asked for.
func (c *call) levelOrNull(item, location string, args map[string]any) any {
	level := c.store.level(item, location)
	if level == nil || level.Deactivated && args["includeInactive"] != true {
		return nil
	}
	return level
}

// levels pages through inventory levels by id. The query of this connection is
// not simulated and reported as ignored.
func (c *call) levels(ids []string, args map[string]any) (any, error) {
	l := listing{sort: "ID", keep: c.search("InventoryLevel", textArg(args, "query"))}
	for _, id := range ids {
		level := c.store.levels[id]
		if !level.Deactivated || args["includeInactive"] == true {
			l.entries = append(l.entries, entry{value: idValue(id), id: legacyID(id), object: level})
		}
	}
	slices.SortFunc(l.entries, entry.compare)
	return paginate(l, args)
}

func quantities(_ *call, l *InventoryLevel, args map[string]any) (any, error) {
	names := textsArg(args, "names")
	answered := make([]inventoryQuantity, 0, len(names))
	for _, name := range names {
		if !slices.Contains(quantityNames, name) {
			return nil, badRequest("The specified quantity name is invalid: " + name)
		}
		answered = append(answered, inventoryQuantity{
			ID: gidOf("InventoryQuantity", legacyID(l.ID)) + "?name=" + name, Name: name, Quantity: l.quantity(name), UpdatedAt: &l.UpdatedAt,
		})
	}
	return answered, nil
}
