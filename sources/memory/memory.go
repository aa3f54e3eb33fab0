// Package memory is the reference collection: entities in a map, with every
// filter, sort and join of their kind. It is what the contract means, in the
// fewest lines; tests compare others with it, and weaken it to stand for
// systems that can do less.
package memory

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Collection holds entities of one source in memory. It is stable and
// reversible, unless options say otherwise.
type Collection[T any] struct {
	kind    commerce.Kind[T]
	traits  sources.Traits
	offsets bool
	trim    func(e *T, want commerce.Groups) *T

	mu       sync.RWMutex
	entities map[commerce.ID]*T
}

var _ sources.Collection[commerce.Order] = (*Collection[commerce.Order])(nil)

// New returns a collection of the source of that name that holds the entities.
// It panics when one of them has an id of another source.
func New[T any](kind commerce.Kind[T], name string, entities []*T, opts ...Option) *Collection[T] {
	s := settings{traits: Traits(kind, name)}
	for _, o := range opts {
		o(&s)
	}
	c := &Collection[T]{
		kind: kind, traits: s.traits, offsets: s.offsets,
		trim:     func(e *T, _ commerce.Groups) *T { return e },
		entities: make(map[commerce.ID]*T, len(entities)),
	}
	c.Put(entities...)
	return c
}

// Trim has every answer pass through f, which returns what a source that was
// asked for the groups would answer: a copy without the others. Call it before use.
func (c *Collection[T]) Trim(f func(e *T, want commerce.Groups) *T) { c.trim = f }

// Put adds the entities, or replaces those of the same id. What is kept is a
// copy that says it holds all groups; the entities themselves stay the
// caller's. It panics when one has an id of another source.
func (c *Collection[T]) Put(entities ...*T) {
	reading := commerce.ReadNow()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, e := range entities {
		kept := *e
		origin := c.kind.Origin(&kept)
		if origin.ID.Source != c.traits.Source || origin.ID.Key == "" {
			panic(fmt.Sprintf("memory: %s has the id %q, which is none of source %q", c.kind.Name, origin.ID, c.traits.Source))
		}
		origin.Holds = c.kind.AllGroups()
		if origin.Reading == nil {
			origin.Reading = reading
		}
		c.entities[origin.ID] = &kept
	}
}

// Delete removes the entities of these ids. One that is not there is no error.
func (c *Collection[T]) Delete(ids ...commerce.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		delete(c.entities, id)
	}
}

// Traits returns what the options have left of everything.
func (c *Collection[T]) Traits() sources.Traits { return c.traits }

// Get returns the entities that are there.
func (c *Collection[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	if err := c.ready(ctx, "get"); err != nil {
		return nil, err
	}
	if err := c.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	found := make(map[commerce.ID]*T, len(ids))
	for _, id := range ids {
		if e, ok := c.entities[id]; ok {
			found[id] = c.trim(e, want)
		}
	}
	return found, nil
}

// Query returns one page of the entities that satisfy all predicates.
func (c *Collection[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	if err := c.ready(ctx, "list"); err != nil {
		return sources.Page[T]{}, err
	}
	if err := c.traits.CheckQuery(q); err != nil {
		return sources.Page[T]{}, err
	}
	return c.page(c.matching(q.Where), q)
}

// Find returns the first page of each value.
func (c *Collection[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	if err := c.ready(ctx, "find"); err != nil {
		return nil, err
	}
	if err := c.traits.CheckFind(field, values, q); err != nil {
		return nil, err
	}
	f, _ := c.kind.Field(field)
	having := groupBy(f, c.matching(q.Where))
	pages := make(map[string]sources.Page[T], len(values))
	for _, value := range values {
		p, err := sources.Equals(f, value)
		if err != nil {
			return nil, err
		}
		entities := having[p.Values[0].Format()]
		if len(entities) == 0 {
			continue
		}
		if pages[value], err = c.page(slices.Clone(entities), q.With(p)); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

func (c *Collection[T]) ready(ctx context.Context, op string) error {
	return sources.FromContext(ctx, c.traits.Source, op)
}

func (c *Collection[T]) matching(where []sources.Predicate) []*T {
	c.mu.RLock()
	defer c.mu.RUnlock()
	var out []*T
	for _, e := range c.entities {
		if sources.MatchesAll(c.kind, where, e) && !sources.Unlisted(c.kind, c.traits, where, e) {
			out = append(out, e)
		}
	}
	return out
}

func groupBy[T any](f commerce.Field[T], entities []*T) map[string][]*T {
	groups := make(map[string][]*T)
	for _, e := range entities {
		seen := make(map[string]bool)
		for _, v := range f.Values(e) {
			if key := v.Format(); !seen[key] {
				seen[key] = true
				groups[key] = append(groups[key], e)
			}
		}
	}
	return groups
}

// page cuts the query's page out of all entities of its listing, which it reorders.
func (c *Collection[T]) page(entities []*T, q sources.Query) (sources.Page[T], error) {
	compare := c.order(q.Sort)
	slices.SortFunc(entities, compare)
	codec := sources.CursorsOf(c.traits.Source, q)
	start := 0
	if q.After != "" {
		var err error
		if start, err = c.resume(codec, entities, q); err != nil {
			return sources.Page[T]{}, err
		}
	}
	rest := entities[min(start, len(entities)):]
	taken := rest[:min(len(rest), q.First)]
	page := sources.Page[T]{Items: make([]sources.Item[T], 0, len(taken)), HasNext: len(rest) > q.First}
	places := sources.PositionsOf[position](codec, len(taken))
	for i, e := range taken {
		place := places.Add(c.positionOf(e, start+i+1, q.Sort))
		page.Items = append(page.Items, sources.Item[T]{Node: c.trim(e, q.Want), Place: place})
	}
	if page.HasNext {
		page.End = page.Items[len(page.Items)-1].Place
	}
	return page, nil
}

// order puts entities in the order of the sort, and equal ones in that of
// their keys, in the same direction: so the other direction is the exact reverse.
func (c *Collection[T]) order(s sources.Sort) func(a, b *T) int {
	byValue := sources.Order(c.kind, s)
	return func(a, b *T) int {
		if d := byValue(a, b); d != 0 {
			return d
		}
		d := cmp.Compare(c.kind.ID(a).Key, c.kind.ID(b).Key)
		if s.Desc {
			return -d
		}
		return d
	}
}
