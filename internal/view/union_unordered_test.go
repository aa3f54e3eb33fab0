package view_test

import (
	"slices"
	"strings"
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

// TestUnionWithoutAnOrderAsksInTurn asks all members when the listing begins,
// then the one whose turn it is, and those that are left when it ends before
// the page does.
func TestUnionWithoutAnOrderAsksInTurn(t *testing.T) {
	var members []*counting[commerce.Order]
	var list []sources.Collection[commerce.Order]
	for i, name := range slices.Backward(names) {
		c := &counting[commerce.Order]{Collection: memory.New(commerce.Orders, name, family(name, []int{25, 7, 24}[i]), memory.Sorts())}
		members, list = append(members, c), append(list, c)
	}
	u := unordered(t, store{list: list})
	q := sources.Query{First: 10}
	var asked []string
	listed := 0
	for more := true; more; {
		page, err := u.Query(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		listed += len(page.Items)
		var who []string
		for _, c := range members {
			if c.queries.Swap(0) > 0 {
				who = append(who, c.Traits().Source)
			}
		}
		slices.Sort(who)
		asked = append(asked, strings.Join(who, "+"))
		q.After, more = page.End.Cursor(), page.HasNext
	}
	want := []string{"north+south+west", "north", "north+south+west", "south+west", "west", "west"}
	if listed != 56 || !slices.Equal(asked, want) {
		t.Errorf("%d orders, asked %v, want %v", listed, asked, want)
	}
}

// TestUnionWithoutAnOrderNeedsOnlyWhoseTurnItIs has west fail while north and
// south are listed, which it does not disturb, not even where one ends and the
// other begins; and when its own turn comes, when the page fails and can be
// asked for again.
func TestUnionWithoutAnOrderNeedsOnlyWhoseTurnItIs(t *testing.T) {
	broken := false
	s := open(slices.Concat(family("north", 7), family("south", 7), family("west", 6)), bare, memory.Sorts())
	s.list[2] = &faulty[commerce.Order]{Collection: s.list[2], failQuery: func(sources.Query) error {
		if broken {
			return down("west")
		}
		return nil
	}}
	u := unordered(t, s)
	q := sources.Query{First: 5}
	for n, want := range []int{5, 5, -1, 5, 5} {
		broken = n == 1 || n == 2
		page, err := u.Query(t.Context(), q)
		if want < 0 {
			if sources.KindOf(err) != sources.KindUnavailable || !slices.Equal(sourcesOf([]error{err}), []string{"west"}) {
				t.Errorf("page %d: error %v, want west unavailable", n, err)
			}
			continue
		}
		if err != nil || len(page.Items) != want || len(page.Missing) > 0 || page.HasNext != (n < 4) {
			t.Fatalf("page %d: %d items without %v, more %v, error %v", n, len(page.Items), page.Missing, page.HasNext, err)
		}
		q.After = page.End.Cursor()
	}
}
