package guard

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Wrap puts a collection of the account behind the guard. A nil collection stays nil.
//
// A *[sources.Partial] passes with its data: what it lacks is not asked again,
// because the answer is usable and the caller may be content with it.
func Wrap[T any](g *Guard, kind commerce.Kind[T], inner sources.Collection[T]) sources.Collection[T] {
	if inner == nil {
		return nil
	}
	return &guarded[T]{guard: g, kind: kind.Name, inner: inner}
}

type guarded[T any] struct {
	guard *Guard
	kind  string
	inner sources.Collection[T]
}

func (c *guarded[T]) Traits() sources.Traits { return c.inner.Traits() }

func (c *guarded[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	return do(ctx, c.guard, Call{Kind: c.kind, Op: "get", Keys: len(ids)}, func(ctx context.Context) (map[commerce.ID]*T, error) {
		return c.inner.Get(ctx, ids, want)
	})
}

func (c *guarded[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	call := Call{Kind: c.kind, Op: "find", Field: field, Keys: len(values)}
	return do(ctx, c.guard, call, func(ctx context.Context) (map[string]sources.Page[T], error) {
		return c.inner.Find(ctx, field, values, q)
	})
}

func (c *guarded[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	return do(ctx, c.guard, Call{Kind: c.kind, Op: "query"}, func(ctx context.Context) (sources.Page[T], error) {
		return c.inner.Query(ctx, q)
	})
}
