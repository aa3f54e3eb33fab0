package stores_test

import (
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// patience is how long a shop may take on a machine that is busy.
const patience = 30 * time.Second

var newest = sources.Sort{Field: "placedAt", Desc: true}

// mixed is three accounts of one vendor beside one of each other.
var mixed = []member{{"north", shopify}, {"boutique", woocommerce}, {"south", shopify}, {"east", magento}, {"west", shopify}}

// harness has the union of the members keep the contract.
func harness[T any](k kindOf[T], members []member) sourcetest.Harness[T] {
	return sourcetest.Harness[T]{
		Kind: k.kind,
		Make: func(i int) *T { return k.made(members, i) },
		Open: func(t *testing.T, seed []*T) sources.Collection[T] { return k.open(t, members, seed).all },
		Change: func(t *testing.T, seed []*T) (sources.Collection[T], sourcetest.Changes[T]) {
			m := k.open(t, members, seed)
			return m.all, sourcetest.Changes[T]{Put: func(e *T) { m.put(t, e) }, Delete: m.remove}
		},
		Size:  someSeeds,
		Loose: true, // rows are checked again, and some are left out, so pages can be short
	}
}

func TestUnionsOfAllVendorsKeepTheContract(t *testing.T) {
	keepsContract(t, "orders", harness(orders(), mixed))
	keepsContract(t, "customers", harness(customers(), mixed))
	keepsContract(t, "products", harness(products(), mixed))
	keepsContract(t, "variants", harness(variants(), mixed))
	keepsContract(t, "inventory items", harness(items(), mixed))
}

func keepsContract[T any](t *testing.T, name string, h sourcetest.Harness[T]) {
	t.Run(name, func(t *testing.T) { sourcetest.Run(t, h) })
}

// TestUnionsOfOneVendorKeepTheContract has accounts of one vendor alone, whose
// ids are the same in each.
func TestUnionsOfOneVendorKeepTheContract(t *testing.T) {
	for name, v := range map[string]vendor{"shopify": shopify, "woocommerce": woocommerce, "magento": magento} {
		h := harness(orders(), []member{{"north", v}, {"south", v}, {"west", v}})
		h.Size = fewSeeds
		keepsContract(t, name, h)
	}
}
