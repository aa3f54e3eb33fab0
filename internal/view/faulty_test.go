package view_test

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// faulty fails the calls that its hooks say an error for.
type faulty[T any] struct {
	sources.Collection[T]
	failGet   func(ids []commerce.ID) error
	failFind  func(values []string) error
	failQuery func(q sources.Query) error
}

func (f *faulty[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	if f.failGet != nil {
		if err := f.failGet(ids); err != nil {
			return nil, err
		}
	}
	return f.Collection.Get(ctx, ids, want)
}

func (f *faulty[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	if f.failFind != nil {
		if err := f.failFind(values); err != nil {
			return nil, err
		}
	}
	return f.Collection.Find(ctx, field, values, q)
}

func (f *faulty[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	if f.failQuery != nil {
		if err := f.failQuery(q); err != nil {
			return sources.Page[T]{}, err
		}
	}
	return f.Collection.Query(ctx, q)
}
