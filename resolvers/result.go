package resolvers

import (
	"context"
	"errors"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/graph-gophers/dataloader/v7"

	"github.com/galleria-graph/galleria/internal/executor"
	"github.com/galleria-graph/galleria/sources"
)

// results spreads the answer of a batch over its keys. What a partial answer
// lacks gets those of its errors that concern the key; what it has keeps those
// that spoil it, beside the value.
func results[K comparable, V any](keys []K, found map[K]V, err error, concerns, spoils func(K, *sources.Error) bool) []*dataloader.Result[V] {
	var partial *sources.Partial
	whole := err != nil && !errors.As(err, &partial)
	block, out := make([]dataloader.Result[V], len(keys)), make([]*dataloader.Result[V], len(keys))
	for i, k := range keys {
		out[i] = &block[i]
		v, ok := found[k]
		switch {
		case whole:
			out[i].Error = err
		case ok:
			out[i].Data = v
			if partial != nil {
				out[i].Error = relevant(partial.Errs, k, spoils)
			}
		case partial != nil:
			out[i].Error = relevant(partial.Errs, k, concerns)
		}
	}
	return out
}

func relevant[K any](errs []error, key K, concerns func(K, *sources.Error) bool) error {
	var out []error
	for _, err := range leaves(errors.Join(errs...)) {
		e := new(sources.Error)
		if !errors.As(err, &e) {
			e = &sources.Error{}
		}
		if concerns(key, e) {
			out = append(out, err)
		}
	}
	return errors.Join(out...)
}

// perParent returns the errors in the form in which gqlgen sets each at its own
// parent; nil when there is none.
func perParent(errs []error) error {
	if !slices.ContainsFunc(errs, func(err error) bool { return err != nil }) {
		return nil
	}
	out := make(graphql.BatchErrorList, len(errs))
	for i, err := range errs {
		out[i] = listed(err)
	}
	return out
}

// report adds errors beside data: what is missing in an answer that still has a value.
func report(ctx context.Context, errs []error) {
	for _, err := range causes(errors.Join(errs...)) {
		graphql.AddError(ctx, err)
	}
}

// reportAt is report for the i-th parent of a batch.
func reportAt(ctx context.Context, i int, errs []error) {
	for _, err := range causes(errors.Join(errs...)) {
		executor.AddErrorAt(ctx, i, err)
	}
}

// each answers an entity for every parent of a batch. An error beside an entity
// says that a part of it is missing: the entity stays.
func each[T any](ctx context.Context, out []*T, errs []error) ([]*T, error) {
	for i, err := range errs {
		if err != nil && out[i] != nil {
			reportAt(ctx, i, []error{err})
			errs[i] = nil
		}
	}
	return out, perParent(errs)
}

// alone is each for a field of the root.
func alone[T any](ctx context.Context, out []*T, errs []error) (*T, error) {
	if out[0] == nil {
		return nil, failed(ctx, errs[0])
	}
	report(ctx, errs)
	return out[0], nil
}

// failed returns why a field of the root has no value, and adds the other
// reasons where there are several.
func failed(ctx context.Context, err error) error {
	all := causes(err)
	if len(all) < 2 {
		return err
	}
	report(ctx, all[1:])
	return all[0]
}
