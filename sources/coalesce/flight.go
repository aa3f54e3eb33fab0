package coalesce

import (
	"context"
	"fmt"
	"sync"
)

// flights are the calls of one form that are under way, by what was asked.
type flights[R any] struct {
	clone func(R) R

	mu    sync.Mutex
	under map[string]*flight[R]
}

// flight is one call, made by the first who asked, and by whom it is awaited.
type flight[R any] struct {
	landed chan struct{} // nil while nobody else waits

	result   R
	err      error
	panicked any
	given    bool // up: whoever made the call went away
}

// do makes the call, or waits for the same one that is under way. A call ends
// with whoever makes it; then one of those who wait for it makes it again.
func (f *flights[R]) do(ctx context.Context, key string, call func(context.Context) (R, error)) (R, error) {
	for {
		c, mine := f.board(key)
		if mine {
			return f.fly(ctx, key, c, call)
		}
		select {
		case <-c.landed:
		case <-ctx.Done():
			return call(ctx) // it says itself how it ends
		}
		switch {
		case c.given:
		case c.panicked != nil:
			panic(fmt.Sprintf("coalesce: %v", c.panicked))
		default:
			return f.clone(c.result), c.err
		}
	}
}

// board returns the flight of a key, and whether it is the caller's to fly.
func (f *flights[R]) board(key string) (c *flight[R], mine bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c, ok := f.under[key]; ok {
		if c.landed == nil {
			c.landed = make(chan struct{})
		}
		return c, false
	}
	if f.under == nil {
		f.under = map[string]*flight[R]{}
	}
	c = &flight[R]{}
	f.under[key] = c
	return c, true
}

// fly makes the call, and lands with its result where somebody waits for it.
func (f *flights[R]) fly(ctx context.Context, key string, c *flight[R], call func(context.Context) (R, error)) (result R, err error) {
	defer func() {
		p := recover()
		f.mu.Lock()
		delete(f.under, key)
		f.mu.Unlock()
		if c.landed != nil {
			c.result, c.err, c.panicked, c.given = result, err, p, ctx.Err() != nil
			result = f.clone(result) // nobody may have what others look at
			close(c.landed)
		}
		if p != nil {
			panic(fmt.Sprintf("coalesce: %v", p))
		}
	}()
	return call(ctx)
}
