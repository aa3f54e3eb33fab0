// Package loader is the memory of one response: it merges the keys that
// different branches of an operation ask for into batches, and remembers what
// was read.
//
// It stands behind dataloader v7's interface with another scheduler. A timer
// costs its window at every level and splits batches under load; this one
// yields instead, so that a lone key leaves at once and a busy server collects
// more.
package loader

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/graph-gophers/dataloader/v7"
)

// A batch leaves once the queue was found unchanged this many times in a row,
// with every other runnable goroutine let through in between, or once patience
// has run out: on saturated processors yielding alone could take for ever.
const (
	quiet    = 16
	patience = 5 * time.Millisecond
)

// Loader loads values by key. Make one for each response with [New]; it must
// not outlive it, because what it remembers was read under one caller's rights.
type Loader[K comparable, V any] struct {
	ctx   context.Context // the response's: batches run under it, whoever asked first
	limit int
	batch dataloader.BatchFunc[K, V]

	mu      sync.Mutex
	memory  map[K]*entry[V]
	queue   []K
	waiting []*entry[V] // of each key in the queue: Clear must not orphan who waits
	running bool
}

type entry[V any] struct {
	done   chan struct{}
	result dataloader.Result[V]
}

var _ dataloader.Interface[string, int] = (*Loader[string, int])(nil)

// New returns a loader for one response, whose batches run under ctx with at
// most limit keys each; 0 means no limit. The batch function answers one
// result for each key, in their order.
func New[K comparable, V any](ctx context.Context, limit int, batch dataloader.BatchFunc[K, V]) *Loader[K, V] {
	return &Loader[K, V]{ctx: ctx, limit: limit, batch: batch, memory: map[K]*entry[V]{}}
}

// Load asks for the value of a key. The thunk waits for it, at most as long as
// ctx lives; a caller that gives up disturbs no other.
func (l *Loader[K, V]) Load(ctx context.Context, key K) dataloader.Thunk[V] {
	e := l.ask([]K{key})[0]
	return func() (V, error) { return e.wait(ctx) }
}

// LoadMany asks for the values of keys at once, so that they share batches.
// The thunk answers values and errors by key; errors is nil when there is none.
func (l *Loader[K, V]) LoadMany(ctx context.Context, keys []K) dataloader.ThunkMany[V] {
	entries := l.ask(keys)
	return func() ([]V, []error) {
		values := make([]V, len(entries))
		var errs []error
		for i, e := range entries {
			v, err := e.wait(ctx)
			values[i] = v
			if err != nil {
				if errs == nil {
					errs = make([]error, len(entries))
				}
				errs[i] = err
			}
		}
		return values, errs
	}
}

// Clear forgets a key, so that it is read again.
func (l *Loader[K, V]) Clear(_ context.Context, key K) dataloader.Interface[K, V] {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.memory, key)
	return l
}

// ClearAll forgets everything.
func (l *Loader[K, V]) ClearAll() dataloader.Interface[K, V] {
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.memory)
	return l
}

// Prime remembers a value that was read otherwise, unless the key is known already.
func (l *Loader[K, V]) Prime(_ context.Context, key K, value V) dataloader.Interface[K, V] {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.memory[key]; !ok {
		e := &entry[V]{done: make(chan struct{}), result: dataloader.Result[V]{Data: value}}
		close(e.done)
		l.memory[key] = e
	}
	return l
}

func (l *Loader[K, V]) ask(keys []K) []*entry[V] {
	entries := make([]*entry[V], len(keys))
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, key := range keys {
		e, ok := l.memory[key]
		if !ok {
			e = &entry[V]{done: make(chan struct{})}
			l.memory[key] = e
			l.queue = append(l.queue, key)
			l.waiting = append(l.waiting, e)
		}
		entries[i] = e
	}
	if len(l.queue) > 0 && !l.running {
		l.running = true
		go l.dispatch()
	}
	return entries
}

func (e *entry[V]) wait(ctx context.Context) (V, error) {
	select {
	case <-e.done:
		return e.result.Data, e.result.Error
	default:
	}
	select {
	case <-e.done:
		return e.result.Data, e.result.Error
	case <-ctx.Done():
		var zero V
		return zero, ctx.Err()
	}
}

func (l *Loader[K, V]) dispatch() {
	l.settle()
	l.mu.Lock()
	queue, entries := l.queue, l.waiting
	l.queue, l.waiting, l.running = nil, nil, false
	l.mu.Unlock()
	for len(queue) > 0 {
		n := len(queue)
		if l.limit > 0 {
			n = min(n, l.limit)
		}
		go l.run(queue[:n:n], entries[:n:n])
		queue, entries = queue[n:], entries[n:]
	}
}

// settle returns when nobody else seems about to ask.
func (l *Loader[K, V]) settle() {
	deadline := time.Now().Add(patience)
	for last, still := 0, 0; still < quiet; still++ {
		runtime.Gosched()
		l.mu.Lock()
		n := len(l.queue)
		l.mu.Unlock()
		if l.limit > 0 && n >= l.limit || time.Now().After(deadline) {
			return
		}
		if n != last {
			last, still = n, -1
		}
	}
}

func (l *Loader[K, V]) run(keys []K, entries []*entry[V]) {
	results := l.call(keys)
	for i, e := range entries {
		e.result = *results[i]
		close(e.done)
	}
}

// call runs the batch function and makes its result whole: a panic, a short
// answer and a nil result become errors of the keys concerned.
func (l *Loader[K, V]) call(keys []K) (results []*dataloader.Result[V]) {
	defer func() {
		if r := recover(); r != nil {
			results = failed[V](len(keys), &PanicError{Value: r})
		}
	}()
	results = l.batch(l.ctx, keys)
	if len(results) != len(keys) {
		return failed[V](len(keys), fmt.Errorf("load batch: %d results for %d keys", len(results), len(keys)))
	}
	for i, r := range results {
		if r == nil {
			results[i] = &dataloader.Result[V]{Error: errors.New("load batch: no result for a key")}
		}
	}
	return results
}

func failed[V any](n int, err error) []*dataloader.Result[V] {
	out := make([]*dataloader.Result[V], n)
	for i := range out {
		out[i] = &dataloader.Result[V]{Error: err}
	}
	return out
}

// PanicError is a panic of a batch function, as an error of each of its keys.
type PanicError struct {
	Value any
}

// Error says that there was a panic, and not with what: the value may hold data.
func (e *PanicError) Error() string { return "load batch: panic" }
