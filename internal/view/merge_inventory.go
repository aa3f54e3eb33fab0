package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

// InventoryMerge merges the stock records of one SKU. Levels come from the
// first source that has any; summed, those of all sources stand side by side.
func InventoryMerge() Merge[commerce.InventoryItem] {
	return Merge[commerce.InventoryItem]{
		Kind:    commerce.InventoryItems,
		Match:   "sku",
		Members: commerce.InventoryMembers,
		SetMembers: func(i *commerce.InventoryItem, members []commerce.Origin, conflicts []commerce.Conflict) {
			i.Members, i.Conflicts = members, conflicts
		},
		Attributes: []Attribute[commerce.InventoryItem]{inventoryLevels()},
	}
}

func inventoryLevels() Attribute[commerce.InventoryItem] {
	return Attribute[commerce.InventoryItem]{
		Name: "levels", Group: commerce.InventoryLevels,
		Has:    func(i *commerce.InventoryItem) bool { return len(i.Levels) > 0 },
		Format: formatLevels,
		Set:    func(to, from *commerce.InventoryItem) { to.Levels = from.Levels },
		Add: func(to, from *commerce.InventoryItem) bool {
			to.Levels = slices.Concat(to.Levels, from.Levels)
			return true
		},
	}
}

// formatLevels writes what two sources can disagree about: how many are available.
func formatLevels(i *commerce.InventoryItem) string {
	if n := i.Available(); n != nil {
		return strconv.Itoa(*n) + " available"
	}
	parts := make([]string, len(i.Levels))
	for n, l := range i.Levels {
		var quantities []string
		for _, q := range l.Quantities {
			quantities = append(quantities, fmt.Sprintf("%d %s", q.Quantity, strings.ToLower(string(q.Name))))
		}
		parts[n] = strings.Join(quantities, ", ")
	}
	return strings.Join(parts, "; ")
}
