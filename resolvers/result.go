package resolvers

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/graph-gophers/dataloader/v7"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/sources"
)

// results spreads the answer of a batch over its keys. What a partial answer
// lacks gets the first of its errors that concerns the key.
func results[K comparable, V any](keys []K, found map[K]V, err error, concerns func(K, *sources.Error) bool) []*dataloader.Result[V] {
	var partial *sources.Partial
	whole := err != nil && !errors.As(err, &partial)
	out := make([]*dataloader.Result[V], len(keys))
	for i, k := range keys {
		out[i] = &dataloader.Result[V]{}
		v, ok := found[k]
		switch {
		case whole:
			out[i].Error = err
		case ok:
			out[i].Data = v
		case partial != nil:
			out[i].Error = firstOf(partial.Errs, k, concerns)
		}
	}
	return out
}

func firstOf[K any](errs []error, key K, concerns func(K, *sources.Error) bool) error {
	for _, err := range errs {
		if e := new(sources.Error); !errors.As(err, &e) || e.Source == "" || concerns(key, e) {
			return err
		}
	}
	return nil
}

// perParent returns the errors in the form in which gqlgen sets each at its own
// parent; nil when there is none.
func perParent(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return graphql.BatchErrorList(errs)
		}
	}
	return nil
}

// report adds errors beside data: what is missing in an answer that still has a value.
func report(ctx context.Context, errs []error) {
	for _, err := range errs {
		graphql.AddError(ctx, err)
	}
}

// reportAt is report for the i-th parent of a batch.
func reportAt(ctx context.Context, i int, errs []error) {
	for _, err := range errs {
		graphql.AddError(ctx, gqlerror.WrapPath(graphql.BatchPathWithIndex(ctx, i), err))
	}
}
