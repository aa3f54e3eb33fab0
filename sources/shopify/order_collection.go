package shopify

import (
	"context"
	"maps"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// orderCollection is the orders of a shop with its drafts, which Shopify keeps
// apart. A draft is found by its id, and listed where its state is asked for.
type orderCollection struct {
	source string
	orders *collection[commerce.Order, orderWire]
	drafts *collection[commerce.Order, draftWire]
}

func newOrderCollection(c *client) *orderCollection {
	return &orderCollection{source: c.source, orders: newCollection(c, orders()), drafts: newCollection(c, drafts())}
}

// Traits says what the shop does itself.
func (c *orderCollection) Traits() sources.Traits { return c.orders.Traits() }

// asked returns which of both lists can hold what satisfies the predicates.
func asked(where []sources.Predicate) (orders, drafts bool) {
	orders = true
	for _, p := range where {
		if p.Field != "status" {
			continue
		}
		draft := slices.ContainsFunc(p.Values, func(v commerce.Value) bool { return v.Text() == string(commerce.OrderStatusDraft) })
		drafts, orders = draft, orders && (!draft || len(p.Values) > 1)
		if !draft {
			return orders, false
		}
	}
	return orders, drafts
}

// Get reads orders and drafts, each by their own ids.
func (c *orderCollection) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*commerce.Order, error) {
	if err := c.Traits().CheckGet(len(ids)); err != nil {
		return nil, err
	}
	var ofDrafts, ofOrders []commerce.ID
	for _, id := range ids {
		if _, ok := numberOf(id.Key, draftType); ok {
			ofDrafts = append(ofDrafts, id)
		} else {
			ofOrders = append(ofOrders, id)
		}
	}
	if len(ofDrafts) == 0 {
		return c.orders.Get(ctx, ids, want)
	}
	if len(ofOrders) == 0 {
		return c.drafts.Get(ctx, ofDrafts, want)
	}
	var (
		found map[commerce.ID]*commerce.Order
		err   error
		call  sync.WaitGroup
	)
	call.Go(func() { found, err = c.drafts.Get(ctx, ofDrafts, want) })
	more, failed := c.orders.Get(ctx, ofOrders, want)
	call.Wait()
	if found == nil {
		found = map[commerce.ID]*commerce.Order{}
	}
	maps.Copy(found, more)
	var missing errorList
	missing.add(causes(err)...)
	missing.add(causes(failed)...)
	return found, missing.result(ctx, c.source, "get orders", answered(err) || answered(failed))
}

// answered reports whether a call has found something out, if not all.
func answered(err error) bool {
	_, partly := err.(*sources.Partial) //nolint:errorlint // only an error made here is meant, never one that wraps it
	return err == nil || partly
}

// causes returns the errors of which one is made up.
func causes(err error) []error {
	if partial, ok := err.(*sources.Partial); ok { //nolint:errorlint // as above
		return partial.Errs
	}
	return []error{err}
}

// Query lists one page of orders, of drafts, or of both together.
func (c *orderCollection) Query(ctx context.Context, q sources.Query) (sources.Page[commerce.Order], error) {
	if err := c.Traits().CheckQuery(q); err != nil {
		return sources.Page[commerce.Order]{}, err
	}
	switch orders, drafts := asked(q.Where); {
	case !drafts:
		return c.orders.Query(ctx, q)
	case !orders:
		return c.drafts.Query(ctx, q)
	}
	return c.both(ctx, q)
}

// Find looks up many values at once. Where drafts are asked for beside orders,
// each value is a listing of its own.
func (c *orderCollection) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[commerce.Order], error) {
	if err := c.Traits().CheckFind(field, values, q); err != nil {
		return nil, err
	}
	switch orders, drafts := asked(q.Where); {
	case !drafts:
		return c.orders.Find(ctx, field, values, q)
	case !orders:
		return c.drafts.Find(ctx, field, values, q)
	}
	f, _ := commerce.Orders.Field(field) // CheckFind knows that there is one
	var (
		found   = make(map[string]sources.Page[commerce.Order], len(values))
		missing errorList
		mu      sync.Mutex
		calls   errgroup.Group
	)
	calls.SetLimit(concurrency)
	for _, value := range slices.Compact(slices.Sorted(slices.Values(values))) {
		if value == "" {
			continue
		}
		p, err := sources.Equals(f, value)
		if err != nil {
			return nil, err
		}
		calls.Go(func() error {
			page, err := c.both(ctx, q.With(p))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				found[value] = page
			}
			missing.add(err)
			return nil
		})
	}
	_ = calls.Wait() // each call keeps its error in the list
	return found, missing.result(ctx, c.source, "find orders", len(found) > 0)
}
