package loader

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/graph-gophers/dataloader/v7"
)

// A batch is keys that are read in one call, and then their values.
type batch[K comparable, V any] struct {
	of      *Loader[K, V] // guards what follows until done is set
	keys    []K
	listed  []*Schedule // those that send the batch
	waiters []*waiter
	// results stand by key. They are whole, and never change, once done is set.
	results []*dataloader.Result[V]
	done    atomic.Bool
}

// arrived returns the batch of one value that is there already.
func arrived[K comparable, V any](value V) *batch[K, V] {
	b := &batch[K, V]{results: []*dataloader.Result[V]{{Data: value}}}
	b.done.Store(true)
	return b
}

// value returns the value of the place; of one that was given up, ctx's end.
func (p place[K, V]) value(ctx context.Context) (V, error) {
	if !p.in.done.Load() {
		var zero V
		return zero, ctx.Err()
	}
	r := p.in.results[p.at]
	return r.Data, r.Error
}

// list lets a schedule send the batch, whose tasks have asked for a part of it.
func (b *batch[K, V]) list(s *Schedule) {
	if s != nil && !slices.Contains(b.listed, s) {
		b.listed = append(b.listed, s)
		s.list(b)
	}
}

// due takes the batch out of its loader, unless it has left.
func (b *batch[K, V]) due() bool {
	b.of.mu.Lock()
	defer b.of.mu.Unlock()
	if b.of.open != b {
		return false
	}
	b.of.open = nil
	return true
}

// run reads the batch and wakes who waits for it alone. All of them count again
// before the first one runs, so that what they ask next leaves together.
func (b *batch[K, V]) run() {
	l := b.of
	results := l.call(b.keys)
	l.mu.Lock()
	b.results = results
	b.done.Store(true)
	woken := b.waiters[:0]
	for _, w := range b.waiters {
		if w.arrive() {
			woken = append(woken, w)
		}
	}
	b.keys, b.listed, b.waiters = nil, nil, nil
	l.mu.Unlock()
	for _, w := range woken {
		close(w.ready)
	}
}

// call runs the batch function and makes its result whole: a panic, a short
// answer and a nil result become errors of the keys concerned.
func (l *Loader[K, V]) call(keys []K) (results []*dataloader.Result[V]) {
	n := len(keys)
	defer func() {
		if r := recover(); r != nil {
			results = failed[V](n, &PanicError{Value: r})
		}
	}()
	results = l.read(l.ctx, keys)
	if len(results) != n {
		return failed[V](n, fmt.Errorf("load batch: %d results for %d keys", len(results), n))
	}
	for i, r := range results {
		if r == nil {
			results[i] = &dataloader.Result[V]{Error: errors.New("load batch: no result for a key")}
		}
	}
	return results
}

func failed[V any](n int, err error) []*dataloader.Result[V] {
	r := &dataloader.Result[V]{Error: err}
	out := make([]*dataloader.Result[V], n)
	for i := range out {
		out[i] = r
	}
	return out
}

// PanicError is a panic of a batch function, as an error of each of its keys.
type PanicError struct {
	Value any
}

// Error says that there was a panic, and not with what: the value may hold data.
func (e *PanicError) Error() string { return "load batch: panic" }
