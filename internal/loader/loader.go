// Package loader is the memory of one response: it merges the keys that
// different branches of an operation ask for into batches, and remembers what
// was read.
//
// It stands behind dataloader v7's interface with another scheduler. A timer
// costs its window at every level, and splits batches under load; so does
// yielding to other goroutines. Here whoever runs the resolvers says how many
// tasks may still ask: when all of them wait, or are done, batches leave. That
// is at once, it is the same however busy the machine is, and nobody asks in
// vain for company. See [Schedule].
package loader

import (
	"context"
	"sync"

	"github.com/graph-gophers/dataloader/v7"
)

// Loader loads values by key. Make one for each response with [New]; it must
// not outlive it, because what it remembers was read under one caller's rights.
type Loader[K comparable, V any] struct {
	ctx   context.Context // the response's: batches run under it, whoever asked first
	limit int
	read  dataloader.BatchFunc[K, V]

	mu     sync.Mutex // is taken before that of a schedule, never behind it
	memory map[K]place[K, V]
	open   *batch[K, V] // collects keys; nil when there are none
}

// A place is where the value of a key stands, or will.
type place[K comparable, V any] struct {
	in *batch[K, V]
	at int
}

var _ dataloader.Interface[string, int] = (*Loader[string, int])(nil)

// New returns a loader for one response, whose batches run under ctx with at
// most limit keys each; 0 means no limit. The batch function answers one
// result for each key, in their order.
//
// When batches leave is for the [Schedule] to say that the callers' contexts
// have. For a caller without one they leave as soon as it waits.
func New[K comparable, V any](ctx context.Context, limit int, read dataloader.BatchFunc[K, V]) *Loader[K, V] {
	return &Loader[K, V]{ctx: unscheduled(ctx), limit: limit, read: read}
}

// Load asks for the value of a key. The thunk waits for it, at most as long as
// ctx lives; a caller that gives up disturbs no other.
func (l *Loader[K, V]) Load(ctx context.Context, key K) dataloader.Thunk[V] {
	s := scheduleOf(ctx)
	l.mu.Lock()
	p := l.ask(s, key, 1)
	l.mu.Unlock()
	return func() (V, error) {
		l.wait(ctx, []place[K, V]{p})
		return p.value(ctx)
	}
}

// LoadMany asks for the values of keys at once, so that they share batches.
// The thunk answers values and errors by key; errors is nil when there is none.
func (l *Loader[K, V]) LoadMany(ctx context.Context, keys []K) dataloader.ThunkMany[V] {
	s := scheduleOf(ctx)
	places := make([]place[K, V], len(keys))
	l.mu.Lock()
	for i, key := range keys {
		places[i] = l.ask(s, key, len(keys)-i)
	}
	l.mu.Unlock()
	return func() ([]V, []error) {
		l.wait(ctx, places)
		values := make([]V, len(places))
		var errs []error
		for i, p := range places {
			v, err := p.value(ctx)
			values[i] = v
			if err != nil {
				if errs == nil {
					errs = make([]error, len(places))
				}
				errs[i] = err
			}
		}
		return values, errs
	}
}

// Peek returns the value of a key if it was read, and without an error. It
// asks for nothing.
func (l *Loader[K, V]) Peek(key K) (value V, ok bool) {
	l.mu.Lock()
	p, known := l.memory[key]
	l.mu.Unlock()
	if !known || !p.in.done.Load() || p.in.results[p.at].Error != nil {
		return value, false
	}
	return p.in.results[p.at].Data, true
}

// Clear forgets a key, so that it is read again. Who waits for it already gets
// what was asked.
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
		l.remember(key, place[K, V]{in: arrived[K](value)}, 1)
	}
	return l
}

// ask returns the place of a key, the first of a number that are coming, for a
// task of the schedule. The caller holds mu.
func (l *Loader[K, V]) ask(s *Schedule, key K, coming int) place[K, V] {
	p, ok := l.memory[key]
	if !ok {
		p = l.add(key, coming)
		l.remember(key, p, coming)
	}
	if !ok && len(p.in.keys) == l.limit {
		l.send() // it is full, and has nothing to wait for
	}
	if p.in == l.open {
		p.in.list(s)
	}
	return p
}

// add puts a key into the open batch.
func (l *Loader[K, V]) add(key K, coming int) place[K, V] {
	if l.open == nil {
		if l.limit > 0 {
			coming = min(coming, l.limit)
		}
		l.open = &batch[K, V]{of: l, keys: make([]K, 0, coming)}
	}
	l.open.keys = append(l.open.keys, key)
	return place[K, V]{in: l.open, at: len(l.open.keys) - 1}
}

func (l *Loader[K, V]) remember(key K, p place[K, V], coming int) {
	if l.memory == nil {
		l.memory = make(map[K]place[K, V], coming)
	}
	l.memory[key] = p
}

// send starts the open batch. The caller holds mu.
func (l *Loader[K, V]) send() {
	b := l.open
	l.open = nil
	go b.run()
}
