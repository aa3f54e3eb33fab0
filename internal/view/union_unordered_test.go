package view_test

import (
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// unordered lists members that have no order in common one after another.
func unordered(t *testing.T, s store) sources.Collection[commerce.Order] {
	t.Helper()
	u, err := view.Union(commerce.Orders, sources.Sort{}, s.list...)
	if err != nil {
		t.Fatalf("unite without an order: %v", err)
	}
	return u
}

func TestUnionWithoutAnOrderKeepsTheContract(t *testing.T) {
	opts := []memory.Option{memory.Sorts(), memory.MaxPage(4)}
	sourcetest.Run(t, sourcetest.Harness[commerce.Order]{
		Kind: commerce.Orders,
		Make: func(i int) *commerce.Order { return sourcetest.MakeOrder(names[i*i%7%len(names)], i) },
		Open: func(t *testing.T, seed []*commerce.Order) sources.Collection[commerce.Order] {
			return unordered(t, open(seed, bare, opts...))
		},
		Change: func(t *testing.T, seed []*commerce.Order) (sources.Collection[commerce.Order], sourcetest.Changes[commerce.Order]) {
			s := open(seed, bare, opts...)
			return unordered(t, s), s.changes()
		},
	})
}

func TestUnionWithoutAnOrderListsSourceAfterSource(t *testing.T) {
	var seed []*commerce.Order
	for _, name := range slices.Backward(names) {
		seed = append(seed, family(name, 5)...)
	}
	u := unordered(t, open(seed, bare, memory.Sorts()))
	page, err := u.Query(t.Context(), sources.Query{First: 15})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, item := range page.Items {
		got = append(got, item.Node.ID.Source)
	}
	if want := slices.Sorted(slices.Values(got)); len(got) != 15 || !slices.Equal(got, want) {
		t.Errorf("listed in the order %v", got)
	}
}
