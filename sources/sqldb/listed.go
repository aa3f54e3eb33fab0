package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// listed is one row that was read: an entity, or what is wrong with it.
type listed[T any] struct {
	number int
	at     position
	joined string // the value by which it was found
	entity *T
	flaw   *flaw
}

func (p position) key() string { return string(p.Key) }

// row makes an entity of a row.
func (c *collection[T]) row(cells []sql.RawBytes, sort int, in scope) *listed[T] {
	r := &listed[T]{}
	key, bad := c.mapping.key(cells)
	r.at = positionOf(key, cells, sort)
	if last := len(c.mapping.cells) + pick(sort >= 0, 1, 0); last < len(cells) {
		r.joined = string(cells[last])
	}
	if bad != nil {
		r.flaw = bad
		return r
	}
	e := new(T)
	*c.kind.Origin(e) = commerce.Origin{ID: commerce.ID{Source: c.name, Key: key}, Type: c.mapping.typ, Reading: in.reading}
	if c.spec.start != nil {
		c.spec.start(e)
	}
	if r.flaw = c.mapping.fill(e, cells, in); r.flaw == nil {
		r.entity = e
	}
	return r
}

// complete reads the children that are wanted, and drops the entities that
// they spoil. It returns an error for each flaw, once for each column.
func (c *collection[T]) complete(ctx context.Context, op string, rows []*listed[T], want commerce.Groups) ([]error, error) {
	want &= c.kind.AllGroups()
	byID := make(map[commerce.ID]*listed[T], len(rows))
	entities := make([]*T, 0, len(rows))
	for _, r := range rows {
		if r.entity == nil {
			continue
		}
		id := c.kind.ID(r.entity)
		if first := byID[id]; first != nil { // found by several values: one entity serves them all
			r.entity = first.entity
			continue
		}
		byID[id] = r
		c.kind.Origin(r.entity).Holds = want | c.kind.AllGroups()&^c.lazy
		entities = append(entities, r.entity)
	}
	in := scope{source: c.name, reading: commerce.ReadNow()}
	for _, child := range c.children {
		if child.table.load == nil || len(entities) == 0 || child.group != 0 && want&child.group == 0 {
			continue
		}
		flaws, err := child.table.load(ctx, c.client, op, entities, in)
		if err != nil {
			return nil, err
		}
		for id, f := range flaws {
			byID[id].flaw = f
		}
	}
	if c.spec.finish != nil {
		for _, e := range entities {
			c.spec.finish(e)
		}
	}
	for _, r := range rows {
		if r.entity != nil && byID[c.kind.ID(r.entity)].flaw != nil {
			r.flaw = byID[c.kind.ID(r.entity)].flaw
		}
	}
	return c.flaws(op, rows), nil
}

func (c *collection[T]) flaws(op string, rows []*listed[T]) []error {
	var seen []flaw
	for _, r := range rows {
		if r.flaw != nil {
			r.entity = nil
			if !slices.Contains(seen, *r.flaw) {
				seen = append(seen, *r.flaw)
			}
		}
	}
	slices.SortFunc(seen, func(a, b flaw) int { return strings.Compare(a.what+a.column+a.why, b.what+b.column+b.why) })
	errs := make([]error, len(seen))
	for i, f := range seen {
		errs[i] = f.err(c.name, op)
	}
	return errs
}

// page makes a page of rows. Each is looked at again: a database's LOWER is not quite Go's.
func (c *collection[T]) page(cursors sources.Cursors, rows []*listed[T], next bool, where []sources.Predicate) sources.Page[T] {
	page := sources.Page[T]{HasNext: next, Items: make([]sources.Item[T], 0, len(rows))}
	places := sources.PositionsOf[position](cursors, len(rows))
	for i, r := range rows {
		keep := r.entity != nil && c.matches(r.entity, where)
		last := next && i == len(rows)-1
		if !keep && !last {
			continue
		}
		place := places.Add(r.at)
		if keep {
			page.Items = append(page.Items, sources.Item[T]{Node: r.entity, Place: place})
		}
		if last {
			page.End = place
		}
	}
	return page
}

func (c *collection[T]) matches(e *T, where []sources.Predicate) bool {
	for _, p := range where {
		if f, _ := c.kind.Field(p.Field); c.kind.Origin(e).Holds.Has(f.Group) && !sources.Matches(c.kind, p, e) {
			return false
		}
	}
	return true
}

// joinValues returns the texts that the values come to in the database, with the values that come to each.
func (c *collection[T]) joinValues(name string, values []string) (asked map[string][]string, texts []string, err error) {
	asked = make(map[string][]string, len(values))
	kf, _ := c.kind.Field(name)
	f := c.fields[name]
	for _, value := range values {
		v, err := sources.ParseValue(kf.Type, value)
		if err != nil {
			return nil, nil, c.invalid("find "+c.spec.key, fmt.Sprintf("a value of %q is none that the field could have", name))
		}
		text := v.Text()
		if kf.Type == commerce.Reference {
			text = strings.Join(keysOf(c.name, []commerce.Value{v}), "")
		}
		if _, ok := c.d.value(f.operand.dom, text); !ok || text == "" {
			continue
		}
		if asked[text] == nil {
			texts = append(texts, text)
		}
		if !slices.Contains(asked[text], value) {
			asked[text] = append(asked[text], value)
		}
	}
	return asked, texts, nil
}

// group sorts rows by the value that they were found by, in their order.
func (c *collection[T]) group(name string, rows []*listed[T]) map[string][]*listed[T] {
	groups := make(map[string][]*listed[T])
	typ := c.fields[name].typ
	for i, r := range rows {
		r.number = i
		text := r.joined
		if typ == commerce.FoldedText {
			text = commerce.FoldEmail(text)
		}
		groups[text] = append(groups[text], r)
	}
	return groups
}

// pagesOf adds the page of one text, with cursors of the listing that each of its values begins.
func (c *collection[T]) pagesOf(pages map[string]sources.Page[T], name string, values []string, q sources.Query, rows []*listed[T], next bool) error {
	kf, _ := c.kind.Field(name)
	for _, value := range values {
		p, err := sources.Equals(kf, value)
		if err != nil {
			return err
		}
		listing := q.With(p)
		page := c.page(sources.CursorsOf(c.name, listing), rows, next, listing.Where)
		page.Missing = c.flaws("find "+c.spec.key, rows)
		pages[value] = page
	}
	return nil
}
