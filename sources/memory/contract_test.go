package memory_test

import (
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

const name = "north"

func harness[T any](kind commerce.Kind[T], make func(string, int) *T, opts ...memory.Option) sourcetest.Harness[T] {
	return sourcetest.Harness[T]{
		Kind: kind,
		Make: func(i int) *T { return make(name, i) },
		Open: func(_ *testing.T, seed []*T) sources.Collection[T] {
			return memory.New(kind, name, seed, opts...)
		},
		Change: func(_ *testing.T, seed []*T) (sources.Collection[T], sourcetest.Changes[T]) {
			c := memory.New(kind, name, seed, opts...)
			return c, sourcetest.Changes[T]{
				Put:    func(e *T) { c.Put(e) },
				Delete: func(id commerce.ID) { c.Delete(id) },
			}
		},
		Compare: strings.Compare,
	}
}

func TestKinds(t *testing.T) {
	t.Run("customers", func(t *testing.T) { sourcetest.Run(t, harness(commerce.Customers, sourcetest.MakeCustomer)) })
	t.Run("orders", func(t *testing.T) { sourcetest.Run(t, harness(commerce.Orders, sourcetest.MakeOrderOrDraft)) })
	t.Run("products", func(t *testing.T) { sourcetest.Run(t, harness(commerce.Products, sourcetest.MakeProduct)) })
	t.Run("variants", func(t *testing.T) { sourcetest.Run(t, harness(commerce.ProductVariants, sourcetest.MakeVariant)) })
	t.Run("inventory", func(t *testing.T) {
		sourcetest.Run(t, harness(commerce.InventoryItems, sourcetest.MakeInventoryItem))
	})
	t.Run("locations", func(t *testing.T) { sourcetest.Run(t, harness(commerce.Locations, sourcetest.MakeLocation)) })
	t.Run("payments", func(t *testing.T) { sourcetest.Run(t, harness(commerce.Payments, sourcetest.MakePayment)) })
}

func TestWeakened(t *testing.T) {
	tests := map[string][]memory.Option{
		"small":           {memory.MaxPage(3), memory.MaxBatch(2)},
		"of one":          {memory.MaxPage(1), memory.MaxBatch(1)},
		"offsets":         {memory.Offsets(), memory.MaxPage(5)},
		"one way":         {memory.OneWay()},
		"no filters":      {memory.Filters(nil), memory.Sorts()},
		"some filters":    {memory.Filters(map[string]sources.Op{"status": sources.Eq, "placedAt": sources.Range}), memory.Joins()},
		"one sort":        {memory.Sorts(sources.Sort{Field: "placedAt", Desc: true})},
		"needs currency":  {memory.Requires("currency")},
		"needs two":       {memory.Requires("currency", "status"), memory.MaxPage(4)},
		"joins by e-mail": {memory.Joins("email"), memory.Requires("email")},
	}
	for name, opts := range tests {
		t.Run(name, func(t *testing.T) { sourcetest.Run(t, harness(commerce.Orders, sourcetest.MakeOrderOrDraft, opts...)) })
	}
}

func TestPutRefusesOtherSources(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an entity of another source was put")
		}
	}()
	memory.New(commerce.Orders, "south", nil).Put(sourcetest.MakeOrder(name, 1))
}
