package resolvers

import (
	"context"
	"sync"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/loader"
)

// readings is one way to read a kind in one response: a loader for each choice
// of groups, because a batch wants the same of all its keys. What was read with
// these groups and more is not read again.
type readings[K comparable, V any] struct {
	open  func(commerce.Groups) *loader.Loader[K, V]
	whole func(V) bool // whether nothing is missing in what was read without an error

	mu   sync.Mutex
	made []reading[K, V] // grows only
}

type reading[K comparable, V any] struct {
	want   commerce.Groups
	loader *loader.Loader[K, V]
}

// of returns the loader that wants these groups, and all that were made so far.
func (r *readings[K, V]) of(want commerce.Groups) (*loader.Loader[K, V], []reading[K, V]) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range r.made {
		if m.want == want {
			return m.loader, r.made
		}
	}
	l := r.open(want)
	r.made = append(r.made, reading[K, V]{want, l})
	return l, r.made
}

// load returns the values of keys, and why one could not be read.
func (r *readings[K, V]) load(ctx context.Context, keys []K, want commerce.Groups) ([]V, []error) {
	l, made := r.of(want)
	if len(made) == 1 { // its own
		values, errs := l.LoadMany(ctx, keys)()
		if errs == nil {
			errs = make([]error, len(keys))
		}
		return values, errs
	}
	values, errs := make([]V, len(keys)), make([]error, len(keys))
	asked, at := make([]K, 0, len(keys)), make([]int, 0, len(keys))
	for i, key := range keys {
		if v, ok := r.richer(made, key, want); ok {
			values[i] = v
		} else {
			asked, at = append(asked, key), append(at, i)
		}
	}
	found, failed := l.LoadMany(ctx, asked)()
	for j, i := range at {
		values[i] = found[j]
		if failed != nil {
			errs[i] = failed[j]
		}
	}
	return values, errs
}

// richer returns what was read of the key with the groups and more, if nothing
// is missing in it.
func (r *readings[K, V]) richer(made []reading[K, V], key K, want commerce.Groups) (value V, ok bool) {
	for _, m := range made {
		if m.want != want && m.want.Has(want) {
			if v, ok := m.loader.Peek(key); ok && r.whole(v) {
				return v, true
			}
		}
	}
	return value, false
}
