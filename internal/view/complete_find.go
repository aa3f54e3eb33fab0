package view

import (
	"context"
	"maps"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Find asks the source's own Find where it has one, else one listing per value
// where it filters by the field, else it reads one listing for all values.
func (c *complete[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	if err := c.checkFind(field, values, q); err != nil {
		return nil, err
	}
	if err := sources.FromContext(ctx, c.traits.Source, "find"); err != nil {
		return nil, err
	}
	f, _ := c.kind.Field(field)
	values = distinct(values)
	equal, err := sources.Equals(f, values...)
	if err != nil {
		return nil, err
	}
	switch {
	case slices.Contains(c.weak.Joins, field):
		return c.findBatched(ctx, f, values, equal, q)
	case c.weak.Filters[field]&sources.Eq != 0:
		return c.findEach(ctx, values, equal, q)
	default:
		return c.findInOne(ctx, f, values, equal, q)
	}
}

func (c *complete[T]) checkFind(field string, values []string, q sources.Query) error {
	for _, required := range c.traits.Requires {
		if required != field && !hasEq(q.Where, required) {
			return c.check("find", q)
		}
	}
	return c.traits.CheckFind(field, values, q)
}

// distinct returns the values without repetition.
func distinct(values []string) []string {
	if len(values) < 2 {
		return values
	}
	seen := make(map[string]struct{}, len(values))
	out := make([]string, 0, len(values))
	for _, v := range values {
		if _, ok := seen[v]; !ok {
			seen[v] = struct{}{}
			out = append(out, v)
		}
	}
	return out
}

// alone returns the predicate with its i-th value alone.
func alone(p sources.Predicate, i int) sources.Predicate {
	p.Values = p.Values[i : i+1 : i+1]
	return p
}

// findBatched uses the source's own Find, and drops from its pages what the
// remaining predicates do not want. Such a page may be short; its cursors
// continue in Query. A page of which nothing is dropped stands as it is.
func (c *complete[T]) findBatched(ctx context.Context, f commerce.Field[T], values []string, equal sources.Predicate, q sources.Query) (map[string]sources.Page[T], error) {
	base, err := c.scan(q)
	if err != nil {
		return nil, err
	}
	found, err := findAll(ctx, c.inner, f.Name, values, base.inner, c.parallel)
	if found == nil {
		return nil, err
	}
	own := !base.wrapped && c.weak.Handles(equal)
	where, last := q.With(equal).Where, len(q.Where)
	answered := 0
	for i, value := range values {
		page, ok := found[value]
		if !ok {
			continue
		}
		answered++
		where[last] = alone(equal, i)
		if own && c.whole(where, page, q.First) {
			continue
		}
		s, failed := c.scan(q.With(where[last]))
		if failed != nil {
			return nil, failed
		}
		found[value] = s.keep(page, q.First)
	}
	if answered < len(found) {
		maps.DeleteFunc(found, func(value string, _ sources.Page[T]) bool { return !slices.Contains(values, value) })
	}
	return found, err
}

// keep returns what remains of a page that the source found.
func (s *scan[T]) keep(page sources.Page[T], first int) sources.Page[T] {
	out := sources.Page[T]{HasNext: page.HasNext, Missing: page.Missing}
	for i, item := range page.Items {
		if !satisfies(&s.c.kind, s.asked.Where, item.Node) {
			continue
		}
		s.take(&out, item)
		if len(out.Items) == first {
			out.HasNext = page.HasNext || i < len(page.Items)-1
			out.End = endOf(&out)
			return out
		}
	}
	if page.HasNext {
		out.End = s.place(page.End)
	}
	return out
}

// findEach lists by each value, some at a time.
func (c *complete[T]) findEach(ctx context.Context, values []string, equal sources.Predicate, q sources.Query) (map[string]sources.Page[T], error) {
	all := collect[string, sources.Page[T]](len(values))
	together(indexes(len(values)), c.parallel, func(i int) {
		page, err := c.Query(ctx, q.With(alone(equal, i)))
		if err != nil {
			all.add(nil, err)
			return
		}
		all.add(map[string]sources.Page[T]{values[i]: page}, nil)
	})
	return all.result(ctx, c.traits.Source, "find")
}

// findInOne reads one listing, within the budget, and deals its items out.
func (c *complete[T]) findInOne(ctx context.Context, f commerce.Field[T], values []string, equal sources.Predicate, q sources.Query) (map[string]sources.Page[T], error) {
	deal := dealer[T]{field: f, first: q.First, asking: make(map[string][]string), scans: make(map[string]*scan[T]), pages: make(map[string]sources.Page[T])}
	for i, value := range values {
		p := alone(equal, i)
		s, err := c.scan(q.With(p))
		if err != nil {
			return nil, err
		}
		key := p.Values[0].Format()
		deal.scans[value], deal.asking[key] = s, append(deal.asking[key], value)
	}
	if len(values) == 0 {
		return deal.pages, nil
	}
	inner := deal.scans[values[0]].inner
	for range c.budget {
		page, err := c.inner.Query(ctx, inner)
		if err != nil {
			return nil, err
		}
		deal.out(c, q.Where, page)
		if !page.HasNext || deal.full() {
			break
		}
		inner.After = page.End.Cursor()
	}
	return deal.pages, nil
}

// dealer gives the items of one listing to the values that asked for them.
type dealer[T any] struct {
	field  commerce.Field[T]
	first  int
	asking map[string][]string // a value's canonical form to how it was asked for
	scans  map[string]*scan[T]
	pages  map[string]sources.Page[T]
}

func (d *dealer[T]) out(c *complete[T], where []sources.Predicate, page sources.Page[T]) {
	for i, item := range page.Items {
		if !satisfies(&c.kind, where, item.Node) {
			continue
		}
		more := page.HasNext || i < len(page.Items)-1
		for _, v := range d.field.Values(item.Node) {
			d.give(d.asking[v.Format()], item, more)
		}
	}
	for value, s := range d.scans {
		p := d.pages[value]
		if len(p.Items) == d.first {
			continue
		}
		p.HasNext, p.End = page.HasNext, sources.Place{}
		if page.HasNext {
			p.End = s.place(page.End)
		}
		d.pages[value] = p
	}
}

// give adds the item to the pages of those who asked, unless they are full or have it.
func (d *dealer[T]) give(values []string, item sources.Item[T], more bool) {
	for _, value := range values {
		p := d.pages[value]
		if n := len(p.Items); n == d.first || n > 0 && p.Items[n-1].Node == item.Node {
			continue
		}
		d.scans[value].take(&p, item)
		if len(p.Items) == d.first {
			p.HasNext = more
			p.End = endOf(&p)
		}
		d.pages[value] = p
	}
}

func (d *dealer[T]) full() bool {
	for value := range d.scans {
		if len(d.pages[value].Items) < d.first {
			return false
		}
	}
	return true
}
