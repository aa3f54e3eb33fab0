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

	"github.com/graph-gophers/dataloader/v7"
)

// Loader loads values by key. Make one for each response with [New]; it must
// not outlive it, because what it remembers was read under one caller's rights.
type Loader[K comparable, V any] struct {
	ctx      context.Context // the response's: batches run under it, whoever asked first
	limit    int
	read     dataloader.BatchFunc[K, V]
	schedule *Schedule // guards all below

	memory map[K]place[K, V]
	open   *batch[K, V] // collects keys; nil when there are none
	listed bool         // whether the schedule knows that there may be an open batch
}

// A place is where the value of a key stands, or will.
type place[K comparable, V any] struct {
	in *batch[K, V]
	at int
}

var _ dataloader.Interface[string, int] = (*Loader[string, int])(nil)

// New returns a loader for one response, whose batches run under ctx with at
// most limit keys each; 0 means no limit. The batch function answers one
// result for each key, in their order. The loader is of ctx's [Schedule];
// without one, batches leave as soon as somebody waits for one of their keys.
func New[K comparable, V any](ctx context.Context, limit int, read dataloader.BatchFunc[K, V]) *Loader[K, V] {
	s := scheduleOf(ctx)
	if s == nil {
		s = new(Schedule)
	} else {
		ctx = without(ctx) // a batch is no task: it must not count itself down
	}
	return &Loader[K, V]{ctx: ctx, limit: limit, read: read, schedule: s}
}

// Load asks for the value of a key. The thunk waits for it, at most as long as
// ctx lives; a caller that gives up disturbs no other.
func (l *Loader[K, V]) Load(ctx context.Context, key K) dataloader.Thunk[V] {
	l.schedule.mu.Lock()
	p := l.ask(key, 1)
	l.schedule.mu.Unlock()
	return func() (V, error) {
		l.wait(ctx, []place[K, V]{p})
		return p.value(ctx)
	}
}

// LoadMany asks for the values of keys at once, so that they share batches.
// The thunk answers values and errors by key; errors is nil when there is none.
func (l *Loader[K, V]) LoadMany(ctx context.Context, keys []K) dataloader.ThunkMany[V] {
	places := make([]place[K, V], len(keys))
	l.schedule.mu.Lock()
	for i, key := range keys {
		places[i] = l.ask(key, len(keys)-i)
	}
	l.schedule.mu.Unlock()
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
	l.schedule.mu.Lock()
	p, known := l.memory[key]
	l.schedule.mu.Unlock()
	if !known || !p.in.done.Load() || p.in.results[p.at].Error != nil {
		return value, false
	}
	return p.in.results[p.at].Data, true
}

// Clear forgets a key, so that it is read again. Who waits for it already gets
// what was asked.
func (l *Loader[K, V]) Clear(_ context.Context, key K) dataloader.Interface[K, V] {
	l.schedule.mu.Lock()
	defer l.schedule.mu.Unlock()
	delete(l.memory, key)
	return l
}

// ClearAll forgets everything.
func (l *Loader[K, V]) ClearAll() dataloader.Interface[K, V] {
	l.schedule.mu.Lock()
	defer l.schedule.mu.Unlock()
	clear(l.memory)
	return l
}

// Prime remembers a value that was read otherwise, unless the key is known already.
func (l *Loader[K, V]) Prime(_ context.Context, key K, value V) dataloader.Interface[K, V] {
	l.schedule.mu.Lock()
	defer l.schedule.mu.Unlock()
	if _, ok := l.memory[key]; !ok {
		l.remember(key, place[K, V]{in: arrived[K](value)}, 1)
	}
	return l
}

// ask returns the place of a key, the first of a number that are coming. The
// caller holds the schedule.
func (l *Loader[K, V]) ask(key K, coming int) place[K, V] {
	if p, ok := l.memory[key]; ok {
		return p
	}
	if l.open == nil {
		l.collect(coming)
	}
	p := place[K, V]{in: l.open, at: len(l.open.keys)}
	l.open.keys = append(l.open.keys, key)
	l.remember(key, p, coming)
	if len(l.open.keys) == l.limit {
		l.send() // it is full, and has nothing to wait for
	}
	return p
}

func (l *Loader[K, V]) remember(key K, p place[K, V], coming int) {
	if l.memory == nil {
		l.memory = make(map[K]place[K, V], coming)
	}
	l.memory[key] = p
}

// collect opens a batch for a number of keys.
func (l *Loader[K, V]) collect(coming int) {
	if l.limit > 0 {
		coming = min(coming, l.limit)
	}
	l.open = &batch[K, V]{keys: make([]K, 0, coming)}
	if !l.listed {
		l.schedule.queued, l.listed = append(l.schedule.queued, l), true
	}
}

// send starts the open batch, if there is one. The caller holds the schedule.
func (l *Loader[K, V]) send() {
	if b := l.open; b != nil {
		l.open = nil
		go l.run(b)
	}
}

// leave sends the open batch, and takes the loader off the schedule's list.
func (l *Loader[K, V]) leave() {
	l.listed = false
	l.send()
}
