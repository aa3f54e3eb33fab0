package view

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// collected gathers the parts of an answer from calls that run together.
type collected[K comparable, V any] struct {
	mu    sync.Mutex
	found map[K]V
	calls int
	errs  []error
}

func collect[K comparable, V any](size int) *collected[K, V] {
	return &collected[K, V]{found: make(map[K]V, size)}
}

// add takes what one call answered. An answer beside a *Partial is kept.
func (c *collected[K, V]) add(part map[K]V, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls++
	for k, v := range part {
		c.found[k] = v
	}
	if err != nil {
		c.errs = append(c.errs, err)
	}
}

// result returns what was found. When no call gave a usable answer, the errors
// stand as they are; otherwise they make the answer partial, unless the caller
// has gone, or the request could not be answered as it was put.
func (c *collected[K, V]) result(ctx context.Context, source, op string) (map[K]V, error) {
	if len(c.errs) == 0 {
		return c.found, nil
	}
	if err := sources.FromContext(ctx, source, op); err != nil {
		return nil, err
	}
	usable := c.calls
	for _, err := range c.errs {
		if faulty(err) {
			return nil, err
		}
		if lost(err) {
			usable--
		}
	}
	switch {
	case usable == 0:
		return nil, joinedErrors(c.errs)
	case c.calls == 1:
		return c.found, c.errs[0]
	}
	return c.found, &sources.Partial{Errs: c.errs}
}

// joinedErrors returns one error as it is, and several as one.
func joinedErrors(errs []error) error {
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}

// faulty reports that the request itself is at fault, so that no source could answer it.
func faulty(err error) bool {
	kind := sources.KindOf(err)
	return kind == sources.KindInvalid || kind == sources.KindUnsupported || kind == sources.KindCanceled
}

// together runs do for each part, at most limit at a time, and waits for all.
func together[E any](parts []E, limit int, do func(E)) {
	if len(parts) == 1 {
		do(parts[0])
		return
	}
	var running sync.WaitGroup
	if limit >= len(parts) {
		for _, part := range parts {
			running.Go(func() { do(part) })
		}
		running.Wait()
		return
	}
	free := make(chan struct{}, limit)
	for _, part := range parts {
		free <- struct{}{}
		running.Go(func() {
			defer func() { <-free }()
			do(part)
		})
	}
	running.Wait()
}

// lost returns whether err leaves nothing to answer: it is none that comes
// beside a usable answer.
func lost(err error) bool {
	var partial *sources.Partial
	return err != nil && !errors.As(err, &partial)
}

// partialOf returns the error beside a usable answer; nil when nothing failed.
func partialOf(errs []error) error {
	if len(errs) == 0 {
		return nil
	}
	return &sources.Partial{Errs: errs}
}

// getAll gets any number of ids, in batches that the collection takes.
func getAll[T any](ctx context.Context, c sources.Collection[T], ids []commerce.ID, want commerce.Groups, parallel int) (map[commerce.ID]*T, error) {
	traits := c.Traits()
	if err := sources.FromContext(ctx, traits.Source, "get"); err != nil {
		return nil, err
	}
	return inBatches(ctx, traits, "get", ids, parallel, func(batch []commerce.ID) (map[commerce.ID]*T, error) {
		return c.Get(ctx, batch, want)
	})
}

// findAll finds any number of values, in batches that the collection takes.
func findAll[T any](ctx context.Context, c sources.Collection[T], field string, values []string, q sources.Query, parallel int) (map[string]sources.Page[T], error) {
	traits := c.Traits()
	if err := sources.FromContext(ctx, traits.Source, "find"); err != nil {
		return nil, err
	}
	return inBatches(ctx, traits, "find", values, parallel, func(batch []string) (map[string]sources.Page[T], error) {
		return c.Find(ctx, field, batch, q)
	})
}

// inBatches asks for the keys, as many at once as the traits allow.
func inBatches[K comparable, V any](ctx context.Context, traits sources.Traits, op string, keys []K, parallel int, ask func([]K) (map[K]V, error)) (map[K]V, error) {
	if n := len(keys); 0 < n && n <= traits.MaxBatch {
		found, err := ask(keys)
		if err == nil {
			return found, nil
		}
		one := &collected[K, V]{found: found, calls: 1, errs: []error{err}}
		return one.result(ctx, traits.Source, op)
	}
	all := collect[K, V](len(keys))
	together(slices.Collect(slices.Chunk(keys, traits.MaxBatch)), parallel, func(batch []K) { all.add(ask(batch)) })
	return all.result(ctx, traits.Source, op)
}
