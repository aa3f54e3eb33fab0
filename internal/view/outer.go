package view

import (
	"context"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// outer is the full outer join of all sources: the union of the primary's
// entities and, of each secondary's, those that no source before it has.
type outer[T any] struct {
	*union[T]
	things *prefer[T]
}

// Get takes ids of all sources, whichever one stands for the thing.
func (o outer[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	if err := o.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	return o.things.Get(ctx, ids, want)
}

func newOuter[T any](p *prefer[T], order sources.Sort) (sources.Collection[T], error) {
	parts := make([]member[T], len(p.sources))
	for i, name := range p.names {
		part := *p
		part.base, part.lone = i, false
		parts[i] = member[T]{name: name, Collection: &part}
		if i > 0 {
			parts[i].Collection = only[T]{&part}
		}
	}
	u, err := newUnion(p.merge.Kind, order, parts)
	if err != nil {
		return nil, err
	}
	return outer[T]{u, p}, nil
}

// only is an anti-join: a secondary's things without those that a source
// before it has, each by its oldest record. Its pages may be short.
type only[T any] struct {
	*prefer[T]
}

// Query drops from a page what is listed elsewhere.
func (o only[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	page, err := o.prefer.Query(ctx, q)
	if err != nil {
		return page, err
	}
	pages, err := o.drop(ctx, map[string]sources.Page[T]{"": page})
	return pages[""], err
}

// Find drops from the pages what is found elsewhere.
func (o only[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	pages, failed := o.prefer.Find(ctx, field, values, q)
	if lost(failed) {
		return nil, failed
	}
	pages, err := o.drop(ctx, pages)
	if err != nil {
		return nil, err
	}
	return pages, failed
}

// drop asks every source up to the base's own once for the keys of all items.
// It needs all of them to answer: without, what is listed twice cannot be told.
func (o only[T]) drop(ctx context.Context, pages map[string]sources.Page[T]) (map[string]sources.Page[T], error) {
	var keys []string
	for _, page := range pages {
		for _, item := range page.Items {
			if key := o.key(item.Node); key != "" {
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	if len(keys) == 0 {
		return pages, nil
	}
	found, errs := make(records[T], o.base+1), make([]error, o.base+1)
	together(indexes(o.base+1), o.base+1, func(s int) { found[s], errs[s] = o.recordsIn(ctx, s, keys, 0) })
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	out := make(map[string]sources.Page[T], len(pages))
	for value, page := range pages {
		page.Items = slices.DeleteFunc(slices.Clone(page.Items), func(item sources.Item[T]) bool {
			return o.elsewhere(item.Node, found)
		})
		out[value] = page
	}
	return out, nil
}

// elsewhere reports that another record stands for the thing.
func (o only[T]) elsewhere(e *T, found records[T]) bool {
	key := o.key(e)
	if key == "" {
		return false
	}
	for s := range o.base {
		if len(found[s][key]) > 0 {
			return true
		}
	}
	own := found[o.base][key]
	return len(own) > 0 && o.merge.Kind.ID(own[0]) != o.merge.Kind.ID(e)
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
