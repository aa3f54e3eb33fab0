package coalesce_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/coalesce"
	"github.com/galleria-graph/galleria/sources/memory"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

const shop = "shop"

func TestContract(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness[commerce.Order]{
		Kind: commerce.Orders,
		Make: func(i int) *commerce.Order { return sourcetest.MakeOrder(shop, i) },
		Open: func(_ *testing.T, seed []*commerce.Order) sources.Collection[commerce.Order] {
			return coalesce.Wrap(sources.Collection[commerce.Order](memory.New(commerce.Orders, shop, seed)))
		},
	})
}

// slow is a collection whose calls take a second, unless they are given up.
type slow struct {
	sources.Collection[commerce.Order]
	calls, gone atomic.Int64
	fail        any // an error to return, or a value to panic with
}

func (s *slow) wait(ctx context.Context) error {
	s.calls.Add(1)
	select {
	case <-time.After(time.Second):
	case <-ctx.Done():
		s.gone.Add(1)
		return ctx.Err()
	}
	if err, ok := s.fail.(error); ok || s.fail == nil {
		return err
	}
	panic(s.fail)
}

func (s *slow) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*commerce.Order, error) {
	if err := s.wait(ctx); err != nil {
		return nil, err
	}
	return s.Collection.Get(ctx, ids, want)
}

func (s *slow) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[commerce.Order], error) {
	if err := s.wait(ctx); err != nil {
		return nil, err
	}
	return s.Collection.Find(ctx, field, values, q)
}

func (s *slow) Query(ctx context.Context, q sources.Query) (sources.Page[commerce.Order], error) {
	if err := s.wait(ctx); err != nil {
		return sources.Page[commerce.Order]{}, err
	}
	return s.Collection.Query(ctx, q)
}

func open() (*slow, sources.Collection[commerce.Order]) {
	var seed []*commerce.Order
	for i := range 20 {
		seed = append(seed, sourcetest.MakeOrder(shop, i))
	}
	s := &slow{Collection: memory.New(commerce.Orders, shop, seed)}
	return s, coalesce.Wrap[commerce.Order](s)
}

func ids(keys ...int) []commerce.ID {
	var out []commerce.ID
	for _, k := range keys {
		out = append(out, sourcetest.MakeOrder(shop, k).ID)
	}
	return out
}

func TestIdenticalCallsAreOne(t *testing.T) {
	for name, call := range map[string]func(ctx context.Context, c sources.Collection[commerce.Order]) (int, error){
		"get": func(ctx context.Context, c sources.Collection[commerce.Order]) (int, error) {
			found, err := c.Get(ctx, ids(1, 2, 3), 0)
			n := len(found)
			clear(found) // each caller's own
			return n, err
		},
		"find": func(ctx context.Context, c sources.Collection[commerce.Order]) (int, error) {
			pages, err := c.Find(ctx, "name", []string{sourcetest.MakeOrder(shop, 1).Name}, sources.Query{First: 3})
			n := len(pages)
			clear(pages)
			return n, err
		},
		"query": func(ctx context.Context, c sources.Collection[commerce.Order]) (int, error) {
			page, err := c.Query(ctx, sources.Query{First: 5})
			n := len(page.Items)
			clear(page.Items)
			return n, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, c := open()
				var all sync.WaitGroup
				var found [100]int
				for i := range found {
					all.Go(func() {
						n, err := call(t.Context(), c)
						if err != nil {
							t.Error(err)
						}
						found[i] = n
					})
				}
				all.Wait()
				for _, n := range found {
					if n == 0 || n != found[0] {
						t.Fatalf("found %v", found)
					}
				}
				if n := s.calls.Load(); n != 1 {
					t.Errorf("%d calls", n)
				}
				if _, err := call(t.Context(), c); err != nil || s.calls.Load() != 2 {
					t.Errorf("after it ended: %v, %d calls", err, s.calls.Load())
				}
			})
		})
	}
}

// What differs in anything is another call.
func TestOthersAreCallsOfTheirOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, c := open()
		var all sync.WaitGroup
		calls := []func() error{
			func() error { _, err := c.Get(t.Context(), ids(1, 2), 0); return err },
			func() error { _, err := c.Get(t.Context(), ids(2, 1), 0); return err },
			func() error { _, err := c.Get(t.Context(), ids(1, 2), commerce.OrderLines); return err },
			func() error { _, err := c.Get(t.Context(), ids(1), 0); return err },
			func() error { _, err := c.Get(t.Context(), []commerce.ID{{Source: shop, Key: "1 1:2"}}, 0); return err },
			func() error {
				_, err := c.Get(t.Context(), []commerce.ID{{Source: shop, Key: "1"}, {Key: "2"}}, 0)
				return err
			},
			func() error {
				_, err := c.Find(t.Context(), "name", []string{"a", "b"}, sources.Query{First: 1})
				return err
			},
			func() error {
				_, err := c.Find(t.Context(), "name", []string{"a"}, sources.Query{First: 1})
				return err
			},
			func() error {
				_, err := c.Find(t.Context(), "name", []string{"a"}, sources.Query{First: 2})
				return err
			},
			func() error {
				_, err := c.Find(t.Context(), "email", []string{"a"}, sources.Query{First: 1})
				return err
			},
			func() error { _, err := c.Query(t.Context(), sources.Query{First: 1}); return err },
			func() error { _, err := c.Query(t.Context(), sources.Query{First: 2}); return err },
		}
		for _, call := range calls {
			all.Go(func() {
				if err := call(); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := s.calls.Load(); n != int64(len(calls)) {
			t.Errorf("%d calls for %d questions", n, len(calls))
		}
	})
}

// One that gives up leaves the others theirs; the last ends the call.
func TestWhoGivesUpDisturbsNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, c := open()
		first, giveUp := context.WithCancel(t.Context())
		errs := make(chan error, 3)
		get := func(ctx context.Context) { _, err := c.Get(ctx, ids(1), 0); errs <- err }
		go get(first) // it begins the call
		synctest.Wait()
		go get(t.Context())
		synctest.Wait()
		giveUp()
		if err := <-errs; !errors.Is(err, context.Canceled) {
			t.Errorf("who gave up: %v", err)
		}
		if err := <-errs; err != nil || s.gone.Load() != 1 || s.calls.Load() != 2 {
			t.Errorf("the other: %v; %d calls, %d of them given up", err, s.calls.Load(), s.gone.Load())
		}

		s, c = open()
		both, giveUp := context.WithCancel(t.Context())
		go get(both)
		go get(both)
		synctest.Wait()
		giveUp()
		synctest.Wait()
		if s.gone.Load() == 0 {
			t.Error("the call goes on with nobody waiting")
		}
		if n := s.calls.Load(); n > 2 {
			t.Errorf("%d calls", n)
		}
		<-errs
		<-errs
		go get(t.Context()) // what is being given up is not joined
		if err := <-errs; err != nil {
			t.Error(err)
		}
	})
}

func TestFailuresAreShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, c := open()
		s.fail = &sources.Error{Kind: sources.KindUnavailable, Source: shop}
		errs := make(chan error, 2)
		for range cap(errs) {
			go func() { _, err := c.Query(t.Context(), sources.Query{First: 1}); errs <- err }()
		}
		for range cap(errs) {
			if err := <-errs; sources.KindOf(err) != sources.KindUnavailable {
				t.Error(err)
			}
		}
		s.fail = "at the disco"
		panics := make(chan any, 2)
		for range cap(panics) {
			go func() {
				defer func() { panics <- recover() }()
				_, _ = c.Query(t.Context(), sources.Query{First: 1})
			}()
		}
		for range cap(panics) {
			if p := <-panics; fmt.Sprint(p) != "coalesce: at the disco" {
				t.Error(p)
			}
		}
	})
}

func BenchmarkGet(b *testing.B) {
	for _, n := range []int{1, 100} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var keys []int
			for i := range n {
				keys = append(keys, i)
			}
			asked, c := ids(keys...), coalesce.Wrap[commerce.Order](nothing{})
			b.ReportAllocs()
			for b.Loop() {
				_, _ = c.Get(b.Context(), asked, 0)
			}
		})
	}
}

// nothing answers at once, and with nothing.
type nothing struct {
	sources.Collection[commerce.Order]
}

func (nothing) Get(context.Context, []commerce.ID, commerce.Groups) (map[commerce.ID]*commerce.Order, error) {
	return nil, nil
}
