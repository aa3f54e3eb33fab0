package coalesce

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Wrap shares the calls of a collection. A nil collection stays nil.
//
// Entities are the same for all who share a call, and must not be changed; the
// maps and pages that hold them are each caller's own.
func Wrap[T any](inner sources.Collection[T]) sources.Collection[T] {
	if inner == nil {
		return nil
	}
	return &shared[T]{
		inner: inner,
		gets:  flights[map[commerce.ID]*T]{clone: maps.Clone[map[commerce.ID]*T]},
		finds: flights[map[string]sources.Page[T]]{clone: clonePages[T]},
		lists: flights[sources.Page[T]]{clone: clonePage[T]},
	}
}

type shared[T any] struct {
	inner sources.Collection[T]
	gets  flights[map[commerce.ID]*T]
	finds flights[map[string]sources.Page[T]]
	lists flights[sources.Page[T]]
}

func (c *shared[T]) Traits() sources.Traits { return c.inner.Traits() }

func (c *shared[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	key := strconv.AppendUint(make([]byte, 0, 32*(len(ids)+1)), uint64(want), 36)
	for _, id := range ids {
		key = appendText(appendText(key, id.Source), id.Key)
	}
	return c.gets.do(ctx, string(key), func(ctx context.Context) (map[commerce.ID]*T, error) {
		return c.inner.Get(ctx, ids, want)
	})
}

func (c *shared[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	key := appendText(appendText(make([]byte, 0, 32*(len(values)+2)), field), q.Key())
	for _, v := range values {
		key = appendText(key, v)
	}
	return c.finds.do(ctx, string(key), func(ctx context.Context) (map[string]sources.Page[T], error) {
		return c.inner.Find(ctx, field, values, q)
	})
}

func (c *shared[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	return c.lists.do(ctx, q.Key(), func(ctx context.Context) (sources.Page[T], error) { return c.inner.Query(ctx, q) })
}

// appendText appends a text with its length, so that no two lists of texts are written alike.
func appendText(key []byte, text string) []byte {
	key = append(strconv.AppendInt(append(key, ' '), int64(len(text)), 10), ':')
	return append(key, text...)
}

func clonePage[T any](p sources.Page[T]) sources.Page[T] {
	p.Items, p.Missing = slices.Clone(p.Items), slices.Clone(p.Missing)
	return p
}

func clonePages[T any](pages map[string]sources.Page[T]) map[string]sources.Page[T] {
	out := make(map[string]sources.Page[T], len(pages))
	for value, p := range pages {
		out[value] = clonePage(p)
	}
	return out
}
