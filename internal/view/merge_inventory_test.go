package view_test

import (
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

func TestInventoryMerge(t *testing.T) {
	item := func(source, key string, available int) *commerce.InventoryItem {
		return &commerce.InventoryItem{
			Origin: commerce.Origin{ID: commerce.ID{Source: source, Key: key}}, SKU: "TEA",
			Levels: []*commerce.InventoryLevel{{Quantities: []commerce.InventoryQuantity{{Name: commerce.InventoryQuantityNameAvailable, Quantity: available}}}},
		}
	}
	shop := memory.New(commerce.InventoryItems, "shop", []*commerce.InventoryItem{item("shop", "1", 3)})
	depot := memory.New(commerce.InventoryItems, "depot", []*commerce.InventoryItem{item("depot", "2", 40)})
	for rule, want := range map[view.Rule]int{view.First: 3, view.Sum: 43} {
		c, err := view.Prefer(view.InventoryMerge(), sources.Collection[commerce.InventoryItem](shop), []sources.Collection[commerce.InventoryItem]{depot}, view.RuleOf("levels", rule))
		if err != nil {
			t.Fatal(err)
		}
		pages, err := c.Find(t.Context(), "sku", []string{"TEA"}, sources.Query{First: 1, Want: commerce.InventoryItems.AllGroups()})
		if err != nil || len(pages["TEA"].Items) != 1 {
			t.Fatalf("%v: found %v, error %v", rule, pages, err)
		}
		e := pages["TEA"].Items[0].Node
		if got := e.Available(); *got != want || len(e.Members) != 2 {
			t.Errorf("%v: %d available of %d members, want %d of 2", rule, *got, len(e.Members), want)
		}
		if disputed := len(e.Conflicts) == 1; disputed != (rule == view.First) {
			t.Errorf("%v: conflicts are %v", rule, e.Conflicts)
		}
	}
}
