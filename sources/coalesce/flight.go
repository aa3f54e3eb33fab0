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

// flight is one call, and how many wait for it.
type flight[R any] struct {
	cancel  context.CancelFunc
	waiting int
	shared  bool // more than one ever waited: nobody may have the result itself
	done    chan struct{}

	result   R
	err      error
	panicked any
}

// do makes the call, or waits for the same one that is under way. The call
// lives as long as one of those who wait for it: whoever gives up disturbs no
// other.
func (f *flights[R]) do(ctx context.Context, key string, call func(context.Context) (R, error)) (R, error) {
	if err := ctx.Err(); err != nil {
		return call(ctx) // it says itself how it ends
	}
	c := f.join(ctx, key, call)
	select {
	case <-c.done:
	case <-ctx.Done():
		if f.leave(key, c) {
			<-c.done // nobody else waits: the call says how it ended
			break
		}
		return call(ctx)
	}
	if c.panicked != nil {
		panic(fmt.Sprintf("coalesce: %v", c.panicked))
	}
	if c.shared {
		return f.clone(c.result), c.err
	}
	return c.result, c.err
}

// join returns the flight of a key; a new one begins where there is none.
func (f *flights[R]) join(ctx context.Context, key string, call func(context.Context) (R, error)) *flight[R] {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c, ok := f.under[key]; ok {
		c.waiting++
		c.shared = true
		return c
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	c := &flight[R]{cancel: cancel, waiting: 1, done: make(chan struct{})}
	if f.under == nil {
		f.under = map[string]*flight[R]{}
	}
	f.under[key] = c
	go f.run(ctx, key, c, call)
	return c
}

func (f *flights[R]) run(ctx context.Context, key string, c *flight[R], call func(context.Context) (R, error)) {
	defer func() {
		c.panicked = recover()
		f.mu.Lock()
		if f.under[key] == c {
			delete(f.under, key)
		}
		f.mu.Unlock()
		c.cancel()
		close(c.done)
	}()
	c.result, c.err = call(ctx)
}

// leave takes a caller off a flight. The last ends the call, which nobody joins
// any more, and is told so.
func (f *flights[R]) leave(key string, c *flight[R]) (last bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c.waiting--; c.waiting > 0 {
		return false
	}
	if f.under[key] == c {
		delete(f.under, key)
	}
	c.cancel()
	return true
}
