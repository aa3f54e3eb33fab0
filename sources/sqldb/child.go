package sqldb

import (
	"context"
	"database/sql"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
)

// childSpec is what the children of a kind may be mapped to.
type childSpec[T any] struct {
	key   string // in the configuration
	group commerce.Groups
	// fields of the kind that the children answer, with the attribute that does.
	fields  map[string]string
	feeds   []Feed
	compile func(c *compiler, of string, conf Child, origin func(*T) *commerce.Origin) childTable[T]
}

// childTable reads the children of a page of entities.
type childTable[T any] struct {
	tableOfChildren
	// load attaches their children to the entities. What is wrong with a child spoils its parent.
	load func(ctx context.Context, c *client, op string, parents []*T, in scope) (map[commerce.ID]*flaw, error)
}

// tableOfChildren is what statements need of a table of children.
type tableOfChildren interface {
	// usable reports whether there was no problem with it.
	usable() bool
	from() string
	parent() *column
	// column returns the column of an attribute, nil without.
	column(attribute string) *column
	// statement writes what reads the children of the parents.
	statement(b *builder, parents []string)
}

// child describes children of type C. currency returns that of their parent; nil when they have no amounts.
func child[T, C any](key string, group commerce.Groups, p part[C], currency func(*T) string, attach func(*T, []*C)) childSpec[T] {
	return childSpec[T]{key: key, group: group, feeds: feedsOf(p.attributes), compile: func(c *compiler, of string, conf Child, origin func(*T) *commerce.Origin) childTable[T] {
		t := &children[T, C]{part: p, currency: currency, attach: attach, origins: origin}
		r := relation{
			what: key + " of " + of, place: Place{Table: of, Child: key}, alias: "c", table: conf.Table, query: conf.Select, where: conf.Where,
			ids: conf.ID, parent: conf.Parent, fields: conf.Fields, inherit: currency != nil,
		}
		if conf.Parent == "" {
			c.problem(r.whole("parent"), "name the column that holds the id of the row they belong to as parent", "")
		}
		before := len(c.problems)
		if m := compile(c, r, p.lead, p.attributes); conf.Parent != "" {
			t.mapping = m
		}
		if conf.shared { // each of these problems is one of the table that it shares, too
			c.problems = c.problems[:before]
		}
		return childTable[T]{t, t.load}
	}}
}

// word is a child that is one text: a tag.
type word struct{ text string }

// words describes children that are texts, which answer a field of the kind.
func words[T any](key string, group commerce.Groups, field string, at func(*T) *[]string) childSpec[T] {
	p := part[word]{attributes: []attribute[word]{plain("value", "", func(w *word) *string { return &w.text })}}
	p.attributes[0].needed = true
	s := child(key, group, p, nil, func(e *T, rows []*word) {
		for _, w := range rows {
			if w.text != "" {
				*at(e) = append(*at(e), w.text)
			}
		}
	})
	s.fields = map[string]string{field: "value"}
	return s
}

type children[T, C any] struct {
	part[C]
	mapping  *mapping[C]
	currency func(*T) string
	attach   func(*T, []*C)
	origins  func(*T) *commerce.Origin
}

func (t *children[T, C]) usable() bool { return t.mapping != nil }

func (t *children[T, C]) from() string { return t.mapping.from }

func (t *children[T, C]) parent() *column { return t.mapping.cells[t.mapping.parent] }

func (t *children[T, C]) column(name string) *column {
	for _, b := range t.mapping.bound {
		if b.name == name {
			return t.mapping.cells[b.cell]
		}
	}
	return nil
}

func (t *children[T, C]) statement(b *builder, parents []string) {
	b.write("SELECT ")
	b.cells(t.mapping.cells)
	b.write(" FROM ", t.mapping.from, " WHERE ")
	parent, _ := operandOf(b.d, t.parent())
	b.among(parent, parents)
	b.write(" ORDER BY ")
	for i, id := range t.mapping.ids {
		if i > 0 {
			b.write(", ")
		}
		o, _ := operandOf(b.d, t.mapping.cells[id])
		b.write(o.ord)
	}
}

// maxParents bounds the parameters of one statement.
const maxParents = 10_000

func (t *children[T, C]) load(ctx context.Context, c *client, op string, parents []*T, in scope) (map[commerce.ID]*flaw, error) {
	byKey := make(map[string]*T, len(parents))
	keys := make([]string, 0, len(parents))
	for _, p := range parents {
		key := t.origins(p).ID.Key
		byKey[key] = p
		keys = append(keys, key)
	}
	rows := make(map[string][]*C, len(parents))
	flaws := make(map[commerce.ID]*flaw)
	for chunk := range slices.Chunk(keys, maxParents) {
		b := c.builder()
		t.statement(b, chunk)
		err := c.query(ctx, op, b, func(cells []sql.RawBytes) {
			if p := byKey[string(cells[t.mapping.parent])]; p != nil {
				t.row(p, cells, in, rows, flaws)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	for key, p := range byKey {
		t.attach(p, rows[key])
	}
	return flaws, nil
}

func (t *children[T, C]) row(p *T, cells []sql.RawBytes, in scope, rows map[string][]*C, flaws map[commerce.ID]*flaw) {
	e := new(C)
	id := t.origins(p).ID
	if t.currency != nil {
		in.currency = t.currency(p)
	}
	key, bad := t.mapping.key(cells)
	if bad == nil {
		if t.origin != nil {
			*t.origin(e) = commerce.Origin{ID: commerce.ID{Source: in.source, Key: key}, Type: t.mapping.typ, Reading: in.reading}
		}
		bad = t.mapping.fill(e, cells, in)
	}
	if bad != nil {
		flaws[id] = bad
		return
	}
	if t.finish != nil {
		t.finish(e)
	}
	rows[id.Key] = append(rows[id.Key], e)
}

// values returns what the rows of children point to.
func values[C any](rows []*C) []C {
	out := make([]C, len(rows))
	for i, r := range rows {
		out[i] = *r
	}
	return out
}
