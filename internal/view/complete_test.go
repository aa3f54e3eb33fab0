package view_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

const north = "north"

// trimmed is a memory of orders that holds only the groups which are asked for.
func trimmed(name string, seed []*commerce.Order, opts ...memory.Option) *memory.Collection[commerce.Order] {
	c := memory.New(commerce.Orders, name, seed, opts...)
	c.Trim(func(o *commerce.Order, want commerce.Groups) *commerce.Order {
		bare := *o
		bare.Holds = want
		if !want.Has(commerce.OrderLines) {
			bare.LineItems = nil
		}
		return &bare
	})
	return c
}

func TestCompleteKeepsTheContract(t *testing.T) {
	tests := map[string][]memory.Option{
		"over everything":     nil,
		"over nothing":        {memory.Filters(nil), memory.MaxPage(4), memory.MaxBatch(3)},
		"over pages of one":   {memory.Filters(nil), memory.MaxPage(1), memory.MaxBatch(1)},
		"over filters alone":  {memory.Joins(), memory.MaxPage(5)},
		"over some filters":   {memory.Filters(map[string]sources.Op{"status": sources.Eq, "email": sources.Eq, "placedAt": sources.Range}), memory.MaxPage(3)},
		"over offsets":        {memory.Filters(nil), memory.Offsets(), memory.MaxPage(3)},
		"over one direction":  {memory.Filters(nil), memory.OneWay(), memory.Sorts(sources.Sort{Field: "placedAt"})},
		"over what it needs":  {memory.Requires("currency"), memory.Joins("email"), memory.MaxPage(6)},
		"over a needed joint": {memory.Requires("email"), memory.Joins(), memory.MaxPage(6)},
	}
	for name, opts := range tests {
		t.Run(name, func(t *testing.T) {
			sourcetest.Run(t, sourcetest.Harness[commerce.Order]{
				Kind: commerce.Orders,
				Make: func(i int) *commerce.Order { return sourcetest.MakeOrder(north, i) },
				Open: func(_ *testing.T, seed []*commerce.Order) sources.Collection[commerce.Order] {
					return view.Complete(commerce.Orders, trimmed(north, seed, opts...), view.Budget(2))
				},
				Change: func(_ *testing.T, seed []*commerce.Order) (sources.Collection[commerce.Order], sourcetest.Changes[commerce.Order]) {
					c := trimmed(north, seed, opts...)
					return view.Complete(commerce.Orders, c, view.Budget(2)), changesOf(c)
				},
				Compare: strings.Compare,
				Loose:   true,
				Differs: []string{"sku"}, // Trim leaves it out of listings
			})
		})
	}
}

func changesOf[T any](c *memory.Collection[T]) sourcetest.Changes[T] {
	return sourcetest.Changes[T]{
		Put:    func(e *T) { c.Put(e) },
		Delete: func(id commerce.ID) { c.Delete(id) },
	}
}

// counting counts the calls that reach a collection, and the most at a time.
type counting[T any] struct {
	sources.Collection[T]
	gets, finds, queries, now, most atomic.Int64
	hold                            chan struct{} // when not nil, calls wait for it
}

func (c *counting[T]) enter(n *atomic.Int64) func() {
	n.Add(1)
	now := c.now.Add(1)
	for most := c.most.Load(); now > most && !c.most.CompareAndSwap(most, now); most = c.most.Load() {
	}
	if c.hold != nil {
		<-c.hold
	}
	return func() { c.now.Add(-1) }
}

func (c *counting[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	defer c.enter(&c.gets)()
	return c.Collection.Get(ctx, ids, want)
}

func (c *counting[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	defer c.enter(&c.finds)()
	return c.Collection.Find(ctx, field, values, q)
}

func (c *counting[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	defer c.enter(&c.queries)()
	return c.Collection.Query(ctx, q)
}

func family(name string, n int) []*commerce.Order {
	out := make([]*commerce.Order, n)
	for i := range out {
		out[i] = sourcetest.MakeOrder(name, i)
	}
	return out
}

func equals(field, value string) sources.Predicate {
	return sources.Predicate{Field: field, Op: sources.Eq, Values: []commerce.Value{commerce.String(value)}}
}

// TestCompleteSpendsItsBudget looks for an order that is far behind: each page
// costs the budget, is empty and has moved, until the order comes.
func TestCompleteSpendsItsBudget(t *testing.T) {
	inner := &counting[commerce.Order]{Collection: memory.New(commerce.Orders, north, family(north, 100), memory.Filters(nil), memory.MaxPage(10))}
	c := view.Complete[commerce.Order](commerce.Orders, inner, view.Budget(3))
	q := sources.Query{First: 5, Where: []sources.Predicate{equals("name", "#1096")}}
	for n := range 4 {
		page, err := c.Query(t.Context(), q)
		if err != nil {
			t.Fatalf("page %d: %v", n, err)
		}
		want := map[bool]int64{true: 3 * int64(n+1), false: 10}[n < 3]
		if got := inner.queries.Load(); got != want {
			t.Errorf("page %d: %d pages of the source are read so far, want %d", n, got, want)
		}
		if last := n == 3; len(page.Items) > 0 != last || page.HasNext == last || page.HasNext && page.End.Cursor() == q.After {
			t.Errorf("page %d: %d items, HasNext %v", n, len(page.Items), page.HasNext)
		}
		q.After = page.End.Cursor()
	}
}

func TestCompleteStopsWhenThePageIsFull(t *testing.T) {
	inner := &counting[commerce.Order]{Collection: memory.New(commerce.Orders, north, family(north, 100), memory.Filters(nil), memory.MaxPage(10))}
	c := view.Complete[commerce.Order](commerce.Orders, inner, view.Budget(50))
	page, err := c.Query(t.Context(), sources.Query{First: 3, Where: []sources.Predicate{equals("currency", "EUR")}})
	if err != nil || len(page.Items) != 3 || inner.queries.Load() != 1 {
		t.Errorf("%d items in %d pages of the source, error %v; want 3 in 1", len(page.Items), inner.queries.Load(), err)
	}
}

func TestCompleteSharesOneListingAmongValues(t *testing.T) {
	inner := &counting[commerce.Order]{Collection: memory.New(commerce.Orders, north, family(north, 40), memory.Filters(nil), memory.MaxPage(10))}
	c := view.Complete[commerce.Order](commerce.Orders, inner, view.Budget(4))
	pages, err := c.Find(t.Context(), "currency", []string{"EUR", "GBP", "XXX"}, sources.Query{First: 100})
	if err != nil || len(pages["EUR"].Items) != 13 || len(pages["GBP"].Items) != 14 || len(pages["XXX"].Items) != 0 {
		t.Errorf("found %d, %d and %d, error %v", len(pages["EUR"].Items), len(pages["GBP"].Items), len(pages["XXX"].Items), err)
	}
	if got := inner.queries.Load(); got != 4 {
		t.Errorf("%d pages of the source are read, want 4 for all values", got)
	}
}

func TestCompleteBoundsWhatRunsTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inner := &counting[commerce.Order]{
			Collection: memory.New(commerce.Orders, north, family(north, 20), memory.Joins(), memory.MaxBatch(2)),
			hold:       make(chan struct{}),
		}
		c := view.Complete[commerce.Order](commerce.Orders, inner, view.Parallel(3))
		var values []string
		var ids []commerce.ID
		for i := range 12 {
			values = append(values, fmt.Sprintf("#%d", 1001+i))
			ids = append(ids, commerce.ID{Source: north, Key: fmt.Sprint(1001 + i)})
		}
		var calls sync.WaitGroup
		calls.Go(func() {
			pages, err := c.Find(t.Context(), "name", values, sources.Query{First: 1})
			if err != nil || len(pages) != 12 {
				t.Errorf("found %d values, error %v; want 12", len(pages), err)
			}
			found, err := c.Get(t.Context(), ids, 0)
			if err != nil || len(found) != 12 {
				t.Errorf("got %d entities, error %v; want 12", len(found), err)
			}
		})
		synctest.Wait()
		if now := inner.now.Load(); now != 3 {
			t.Errorf("%d calls run together, want 3", now)
		}
		close(inner.hold)
		calls.Wait()
		if inner.queries.Load() != 12 || inner.gets.Load() != 6 || inner.most.Load() > 3 {
			t.Errorf("%d listings and %d batches, %d together; want 12 and 6, 3 together", inner.queries.Load(), inner.gets.Load(), inner.most.Load())
		}
	})
}

// TestCompleteDistrustsFilters gives it a source that ignores the filter it promises.
func TestCompleteDistrustsFilters(t *testing.T) {
	inner := deaf{memory.New(commerce.Orders, north, family(north, 30))}
	c := view.Complete[commerce.Order](commerce.Orders, inner)
	page, err := c.Query(t.Context(), sources.Query{First: 30, Where: []sources.Predicate{equals("currency", "EUR")}})
	if err != nil || len(page.Items) != 10 {
		t.Fatalf("%d items, error %v; want 10", len(page.Items), err)
	}
	for _, item := range page.Items {
		if item.Node.Total.Shop.Currency != "EUR" {
			t.Errorf("%s is in %s", item.Node.ID, item.Node.Total.Shop.Currency)
		}
	}
}

// deaf promises filters and does not apply them.
type deaf struct {
	sources.Collection[commerce.Order]
}

func (d deaf) Query(ctx context.Context, q sources.Query) (sources.Page[commerce.Order], error) {
	q.Where = nil
	return d.Collection.Query(ctx, q)
}

func TestCompleteSaysWhatIsRequired(t *testing.T) {
	c := view.Complete(commerce.Orders, memory.New(commerce.Orders, north, nil, memory.Requires("customer")))
	_, err := c.Query(t.Context(), sources.Query{First: 1})
	if sources.KindOf(err) != sources.KindInvalid || !strings.Contains(err.Error(), `add a condition on "customer"`) {
		t.Errorf("error is %v", err)
	}
}

func TestCompleteGetIsPartialWhereABatchFails(t *testing.T) {
	down := errors.New("connection refused")
	inner := &faulty[commerce.Order]{Collection: memory.New(commerce.Orders, north, family(north, 4), memory.MaxBatch(2)), failGet: func(ids []commerce.ID) error {
		if ids[0].Key == "1003" {
			return &sources.Error{Kind: sources.KindUnavailable, Source: north, Op: "get", Err: down}
		}
		return nil
	}}
	ids := []commerce.ID{{Source: north, Key: "1001"}, {Source: north, Key: "1002"}, {Source: north, Key: "1003"}, {Source: north, Key: "1004"}}
	found, err := view.Complete[commerce.Order](commerce.Orders, inner).Get(t.Context(), ids, 0)
	var partial *sources.Partial
	if !errors.As(err, &partial) || !errors.Is(err, down) || len(found) != 2 {
		t.Errorf("found %d, error %v; want 2 and a partial error", len(found), err)
	}
}
