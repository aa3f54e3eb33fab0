package app_test

import (
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// members is the sources that a seed is dealt out to, each of them weak in its own way.
var members = map[string][]memory.Option{
	"north": {memory.MaxPage(5), memory.MaxBatch(3), memory.Filters(map[string]sources.Op{"email": sources.Eq, "updatedAt": sources.Range}), memory.Joins("email")},
	"south": {memory.MaxPage(7), memory.Filters(nil)},
	"west":  {memory.MaxBatch(2)},
}

var memberNames = []string{"north", "south", "west"}

// stacked is a collection for each member, with the whole stack around it.
type stacked[T any] struct {
	bottom map[string]*memory.Collection[T]
	tops   []sources.Collection[T]
}

func stackUp[T any](kind commerce.Kind[T], seed []*T, names ...string) stacked[T] {
	dealt := map[string][]*T{}
	for _, e := range seed {
		source := kind.ID(e).Source
		dealt[source] = append(dealt[source], e)
	}
	s := stacked[T]{bottom: map[string]*memory.Collection[T]{}}
	for _, name := range names {
		s.bottom[name] = memory.New(kind, name, dealt[name], members[name]...)
		s.tops = append(s.tops, app.Stack(name, kind, sources.Collection[T](s.bottom[name])))
	}
	return s
}

func (s stacked[T]) changes(kind commerce.Kind[T]) sourcetest.Changes[T] {
	return sourcetest.Changes[T]{
		Put:    func(e *T) { s.bottom[kind.ID(e).Source].Put(e) },
		Delete: func(id commerce.ID) { s.bottom[id.Source].Delete(id) },
	}
}

func TestTheWholeStackOfAUnionKeepsTheContract(t *testing.T) {
	unite := func(t *testing.T, s stacked[commerce.Order]) sources.Collection[commerce.Order] {
		t.Helper()
		u, err := view.Union(commerce.Orders, sources.Sort{Field: "placedAt", Desc: true}, s.tops...)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	sourcetest.Run(t, sourcetest.Harness[commerce.Order]{
		Kind: commerce.Orders,
		Make: func(i int) *commerce.Order { return sourcetest.MakeOrder(memberNames[i*i%7%len(memberNames)], i) },
		Open: func(t *testing.T, seed []*commerce.Order) sources.Collection[commerce.Order] {
			return unite(t, stackUp(commerce.Orders, seed, memberNames...))
		},
		Change: func(t *testing.T, seed []*commerce.Order) (sources.Collection[commerce.Order], sourcetest.Changes[commerce.Order]) {
			s := stackUp(commerce.Orders, seed, memberNames...)
			return unite(t, s), s.changes(commerce.Orders)
		},
		Loose: true,
	})
}

func TestTheWholeStackOfAMergedViewKeepsTheContract(t *testing.T) {
	merge := func(t *testing.T, s stacked[commerce.Customer]) sources.Collection[commerce.Customer] {
		t.Helper()
		p, err := view.Prefer(view.CustomerMerge(), s.tops[0], s.tops[1:])
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	sourcetest.Run(t, sourcetest.Harness[commerce.Customer]{
		Kind: commerce.Customers,
		Make: func(i int) *commerce.Customer { return sourcetest.MakeCustomer("north", i) },
		Open: func(t *testing.T, seed []*commerce.Customer) sources.Collection[commerce.Customer] {
			return merge(t, stackUp(commerce.Customers, seed, memberNames...))
		},
		Change: func(t *testing.T, seed []*commerce.Customer) (sources.Collection[commerce.Customer], sourcetest.Changes[commerce.Customer]) {
			s := stackUp(commerce.Customers, seed, memberNames...)
			return merge(t, s), s.changes(commerce.Customers)
		},
		Loose: true,
	})
}
