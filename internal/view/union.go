package view

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Union returns the collection of all that the members hold, in one order;
// order is the one that the zero Sort stands for. With the zero Sort as order,
// they are listed one after another, by the name of their source, each in its
// own order, and asked when their turn comes. It keeps no state: a cursor
// holds where each member stands, so nothing is listed twice and nothing that
// was there all the time is lost, as far as the members are stable. Items that
// are equal in the order come by the name of their source.
//
// A member that cannot answer a listing's first page is left out of the whole
// listing, and named in each page's Missing. One that fails later fails the
// page that needs it, which can be asked for again.
//
// It offers what all members do, and of their orders those that all sources
// evaluate alike: by times and numbers. One member alone is returned as it is,
// with order as its own order where it has it; a cursor of it is none of a
// union, so listings start anew when a second source is configured.
//
// It fails when there is no member, when two have one name or one has none,
// or when order is none that all of them have.
func Union[T any](kind commerce.Kind[T], order sources.Sort, members ...sources.Collection[T]) (sources.Collection[T], error) {
	named := make([]member[T], len(members))
	for i, c := range members {
		named[i] = member[T]{name: c.Traits().Source, Collection: c}
	}
	if len(named) == 1 {
		return withOrder(named[0].Collection, order), nil
	}
	return newUnion(kind, order, named)
}

// member is one collection of a union, under the name that its cursor has there.
type member[T any] struct {
	sources.Collection[T]
	name string
	rank int // of the name among those of all members
}

type union[T any] struct {
	kind    commerce.Kind[T]
	order   sources.Sort
	members []member[T]
	keys    [][]byte // the members' names in JSON
	traits  sources.Traits
}

func newUnion[T any](kind commerce.Kind[T], order sources.Sort, members []member[T]) (*union[T], error) {
	if len(members) == 0 {
		return nil, errors.New("a union needs a member")
	}
	u := &union[T]{kind: kind, order: order, members: members, traits: common(kind, members)}
	if err := u.index(); err != nil {
		return nil, err
	}
	if !u.traits.Sortable(order) {
		return nil, fmt.Errorf("not all members of the union of kind %s can sort by %q in that direction", kind.Name, order.Field)
	}
	return u, nil
}

// index gives the members their ranks and keys.
func (u *union[T]) index() error {
	names := make([]string, len(u.members))
	for i, m := range u.members {
		if m.name == "" || slices.Contains(names[:i], m.name) {
			return fmt.Errorf("the members of a union need names that differ: %q does not", m.name)
		}
		names[i] = m.name
		key, err := json.Marshal(m.name)
		if err != nil {
			return fmt.Errorf("write name %q: %w", m.name, err)
		}
		u.keys = append(u.keys, key)
	}
	slices.Sort(names)
	for i := range u.members {
		u.members[i].rank = slices.Index(names, u.members[i].name)
	}
	return nil
}

// common returns what all members can do.
func common[T any](kind commerce.Kind[T], members []member[T]) sources.Traits {
	t := members[0].Traits()
	t.Source = ""
	t.Filters = make(map[string]sources.Op)
	for field, ops := range members[0].Traits().Filters {
		for _, m := range members[1:] {
			ops &= m.Traits().Filters[field]
		}
		if ops != 0 {
			t.Filters[field] = ops
		}
	}
	t.Sorts, t.Joins, t.Requires = slices.Clone(t.Sorts), slices.Clone(t.Joins), slices.Clone(t.Requires)
	for _, m := range members[1:] {
		mt := m.Traits()
		t.MaxBatch = min(t.MaxBatch, mt.MaxBatch)
		t.MaxPage = min(t.MaxPage, mt.MaxPage)
		t.Stable = t.Stable && mt.Stable
		t.Reversible = t.Reversible && mt.Reversible
		t.Sorts = slices.DeleteFunc(t.Sorts, func(s sources.Sort) bool { return !slices.Contains(mt.Sorts, s) })
		t.Joins = slices.DeleteFunc(t.Joins, func(f string) bool { return !slices.Contains(mt.Joins, f) })
		t.Requires = append(t.Requires, mt.Requires...)
	}
	slices.Sort(t.Requires)
	t.Requires = slices.Compact(t.Requires)
	t.Sorts = slices.DeleteFunc(t.Sorts, func(s sources.Sort) bool {
		f, ok := kind.Field(s.Field)
		return !ok || f.Many || !f.Type.Comparable()
	})
	return t
}

// Traits returns what all members can do.
func (u *union[T]) Traits() sources.Traits { return u.traits }

// Get asks each member for the ids of its source.
func (u *union[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	if err := u.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	if err := sources.FromContext(ctx, "", "get"); err != nil {
		return nil, err
	}
	bySource := make(map[string][]commerce.ID)
	for _, id := range ids {
		bySource[id.Source] = append(bySource[id.Source], id)
	}
	asked := u.having(func(m member[T]) bool { return len(bySource[m.name]) > 0 })
	all := collect[commerce.ID, *T](len(ids))
	together(asked, len(u.members), func(m member[T]) { all.add(m.Get(ctx, bySource[m.name], want)) })
	return all.result(ctx, "", "get")
}

func (u *union[T]) having(ok func(member[T]) bool) []member[T] {
	var out []member[T]
	for _, m := range u.members {
		if ok(m) {
			out = append(out, m)
		}
	}
	return out
}

// Query merges the members' listings.
func (u *union[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	if err := sources.FromContext(ctx, "", "list"); err != nil {
		return sources.Page[T]{}, err
	}
	if err := u.traits.CheckQuery(q); err != nil {
		return sources.Page[T]{}, err
	}
	q.Sort = u.sort(q.Sort)
	m, err := u.resume(q)
	if err != nil {
		return sources.Page[T]{}, err
	}
	return m.page(ctx)
}

func (u *union[T]) sort(s sources.Sort) sources.Sort {
	if s == (sources.Sort{}) {
		return u.order
	}
	return s
}

// withOrder has the zero Sort stand for order, where the collection has it.
func withOrder[T any](c sources.Collection[T], order sources.Sort) sources.Collection[T] {
	if order == (sources.Sort{}) || !c.Traits().Sortable(order) {
		return c
	}
	return ordered[T]{c, order}
}

type ordered[T any] struct {
	sources.Collection[T]
	order sources.Sort
}

func (o ordered[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	return o.Collection.Query(ctx, o.sorted(q))
}

func (o ordered[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	return o.Collection.Find(ctx, field, values, o.sorted(q))
}

func (o ordered[T]) sorted(q sources.Query) sources.Query {
	if q.Sort == (sources.Sort{}) {
		q.Sort = o.order
	}
	return q
}
