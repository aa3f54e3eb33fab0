package sqldb

import (
	"context"
	"database/sql"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// collection is the entities of one kind.
type collection[T any] struct {
	*client
	kind     commerce.Kind[T]
	spec     spec[T]
	mapping  *mapping[T]
	id       operand
	fields   map[string]field
	children []boundChild[T]
	traits   sources.Traits
	// lazy are the groups that cost a statement.
	lazy commerce.Groups
}

type boundChild[T any] struct {
	group commerce.Groups
	table childTable[T] // empty where it is not mapped
}

func (c *collection[T]) idColumn() *column { return c.mapping.cells[c.mapping.ids[0]] }

// Traits says what the mapped columns can do.
func (c *collection[T]) Traits() sources.Traits { return c.traits }

// Get reads the rows of the ids in one statement, and one for each table of children.
func (c *collection[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	op := "get " + c.spec.key
	if err := c.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	found := make(map[commerce.ID]*T, len(ids))
	asked := make(map[string]bool, len(ids))
	var keys []string
	for _, id := range ids {
		if _, ok := c.d.value(c.id.dom, id.Key); ok && id.Source == c.name && id.Key != "" && !asked[id.Key] {
			asked[id.Key] = true
			keys = append(keys, id.Key)
		}
	}
	var errs []error
	err := c.call(ctx, op, func(ctx context.Context) error {
		if len(keys) == 0 {
			return nil
		}
		b := c.builder()
		c.get(b, keys)
		rows, err := c.read(ctx, op, b, -1)
		if err != nil {
			return err
		}
		errs, err = c.complete(ctx, op, rows, want)
		for _, r := range rows {
			if r.entity != nil && asked[r.at.key()] {
				found[c.kind.ID(r.entity)] = r.entity
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(errs) > 0 {
		return found, &sources.Partial{Errs: errs}
	}
	return found, nil
}

// Query reads one page in one statement, and one for each table of children.
func (c *collection[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	op := "list " + c.spec.key
	var page sources.Page[T]
	if err := c.check(op, q, c.traits.CheckQuery(q)); err != nil {
		return page, err
	}
	o := c.order(q.Sort)
	cursors := sources.CursorsOf(c.name, q)
	var at *position
	if q.After != "" {
		var err error
		if at, err = c.readPosition(cursors, q.After, o.sort); err != nil {
			return page, err
		}
	}
	err := c.call(ctx, op, func(ctx context.Context) error {
		b := c.builder()
		c.list(b, q, o, at)
		rows, err := c.read(ctx, op, b, c.sortCell(o))
		if err != nil {
			return err
		}
		next := len(rows) > q.First
		rows = rows[:min(len(rows), q.First)]
		errs, err := c.complete(ctx, op, rows, q.Want)
		if err != nil {
			return err
		}
		page = c.page(cursors, rows, next, q.Where)
		page.Missing = errs
		return nil
	})
	if err != nil {
		return sources.Page[T]{}, err
	}
	return page, nil
}

// Find reads the first rows for all values in one statement, and one for each table of children.
func (c *collection[T]) Find(ctx context.Context, name string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	op := "find " + c.spec.key
	if err := c.check(op, q, c.traits.CheckFind(name, values, q)); err != nil {
		return nil, err
	}
	asked, texts, err := c.joinValues(name, values)
	if err != nil {
		return nil, err
	}
	pages := make(map[string]sources.Page[T], len(values))
	err = c.call(ctx, op, func(ctx context.Context) error {
		if len(texts) == 0 {
			return nil
		}
		o := c.order(q.Sort)
		b := c.builder()
		c.find(b, c.fields[name], texts, q, o)
		rows, err := c.read(ctx, op, b, c.sortCell(o))
		if err != nil {
			return err
		}
		groups := c.group(name, rows)
		kept, more := cut(groups, q.First)
		if _, err = c.complete(ctx, op, kept, q.Want); err != nil { // each page names its own flaws
			return err
		}
		for text, group := range groups {
			if err := c.pagesOf(pages, name, asked[text], q, group, more[text]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return pages, nil
}

// check refuses a query that the traits refuse, or with values of another type than their field's.
func (c *collection[T]) check(op string, q sources.Query, refusal error) error {
	if refusal != nil {
		return refusal
	}
	return c.checkValues(op, q.Where)
}

func (c *collection[T]) order(s sources.Sort) order {
	o := order{key: c.id, desc: s.Desc}
	if s.Field != "" {
		sort := c.fields[s.Field].operand
		o.sort = &sort
	}
	return o
}

// sortCell is where the sort value stands in a row; -1 without one.
func (c *collection[T]) sortCell(o order) int {
	if o.sort == nil {
		return -1
	}
	return len(c.mapping.cells)
}

// read runs a statement whose cells begin with the mapping's.
func (c *collection[T]) read(ctx context.Context, op string, b *builder, sort int) ([]*listed[T], error) {
	var rows []*listed[T]
	in := scope{source: c.name, reading: commerce.ReadNow()}
	err := c.query(ctx, op, b, func(cells []sql.RawBytes) {
		rows = append(rows, c.row(cells, sort, in))
	})
	return rows, err
}

func cut[T any](groups map[string][]*listed[T], first int) (kept []*listed[T], more map[string]bool) {
	more = make(map[string]bool)
	for text, rows := range groups {
		if len(rows) > first {
			more[text] = true
			groups[text] = rows[:first]
		}
		kept = append(kept, groups[text]...)
	}
	slices.SortFunc(kept, func(a, b *listed[T]) int { return a.number - b.number })
	return kept, more
}
