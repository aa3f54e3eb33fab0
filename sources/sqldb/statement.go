package sqldb

import (
	"maps"
	"slices"
	"strconv"

	"github.com/galleria-graph/galleria/sources"
)

// cells writes the columns of a row as text, named c0, c1 ….
func (b *builder) cells(cells []*column) {
	for i, c := range cells {
		if i > 0 {
			b.write(", ")
		}
		b.write(b.d.read(c), " AS c", strconv.Itoa(i))
	}
}

// order is how a listing runs.
type order struct {
	sort *operand // nil for the order of keys
	key  operand
	desc bool
}

func (o order) expr() string {
	if o.sort.sort != "" {
		return o.sort.sort
	}
	return o.sort.ord
}

// nullable reports whether missing values are NULL, and not the empty text.
func (o order) nullable() bool {
	return o.sort.nullable && o.sort.sort == ""
}

// by writes the order.
func (b *builder) by(o order) {
	way := pick(o.desc, " DESC", " ASC")
	b.write(" ORDER BY ")
	if o.sort != nil {
		b.write(o.expr(), way)
		if o.nullable() {
			b.write(b.d.nulls(o.desc))
		}
		b.write(", ")
	}
	b.write(o.key.ord, way)
}

// after writes the condition that a row comes after the position. It begins
// with a comparison of the sort value alone, which an index can serve.
func (b *builder) after(o order, p *position) {
	strict, loose := pick(o.desc, "<", ">"), pick(o.desc, "<=", ">=")
	if o.sort == nil {
		b.compare(o.key, strict, string(p.Key))
		return
	}
	value := operand{col: o.sort.col, dom: o.sort.dom, eq: o.expr(), ord: o.expr()}
	if p.Value == nil {
		b.write("(", value.ord, pick(o.desc, " IS NULL AND ", " IS NOT NULL OR "))
		b.compare(o.key, strict, string(p.Key))
		b.write(")")
		return
	}
	b.write("(")
	b.compare(value, loose, string(*p.Value))
	b.write(" AND (")
	b.compare(value, strict, string(*p.Value))
	b.write(" OR ")
	b.compare(o.key, strict, string(p.Key))
	b.write(")")
	if o.desc && o.nullable() {
		b.write(" OR ", value.ord, " IS NULL")
	}
	b.write(")")
}

// where writes the conditions of a listing, each with AND in front.
func (c *collection[T]) where(b *builder, where []sources.Predicate) {
	for _, p := range where {
		b.write(" AND ")
		c.condition(b, p)
	}
	c.unlisted(b, where)
}

// unlisted leaves out what the kind does not list, where the configuration has words for it.
func (c *collection[T]) unlisted(b *builder, where []sources.Predicate) {
	hidden := c.kind.Unlisted
	if hidden.Word == "" || !c.traits.Unlists(hidden, where) {
		return
	}
	o := c.fields[hidden.Field].operand
	var raws []string
	for _, raw := range slices.Sorted(maps.Keys(o.col.words)) {
		if o.col.words[raw] == hidden.Word {
			raws = append(raws, raw)
		}
	}
	if len(raws) > 0 {
		b.write(" AND ")
		b.noneOf(o, raws)
	}
}

func (c *collection[T]) condition(b *builder, p sources.Predicate) {
	f := c.fields[p.Field]
	b.write("(")
	defer b.write(")")
	if f.of == nil {
		b.predicate(c.name, f.operand, p)
		return
	}
	b.write("EXISTS (SELECT 1 FROM ", f.of.from(), " WHERE ", f.join, " AND ")
	b.predicate(c.name, f.operand, p)
	b.write(")")
}

// list writes the statement of a page of one more than First.
func (c *collection[T]) list(b *builder, q sources.Query, o order, at *position) {
	b.write("SELECT ")
	b.cells(c.mapping.cells)
	if o.sort != nil {
		b.write(", ", b.d.show(o.expr(), o.sort.dom), " AS s")
	}
	b.write(" FROM ", c.mapping.from, " WHERE ", c.idColumn().sql, " IS NOT NULL")
	c.where(b, q.Where)
	if at != nil {
		b.write(" AND ")
		b.after(o, at)
	}
	b.by(o)
	b.write(" LIMIT ")
	b.limit(q.First + 1)
}

// get writes the statement of entities by key.
func (c *collection[T]) get(b *builder, keys []string) {
	b.write("SELECT ")
	b.cells(c.mapping.cells)
	b.write(" FROM ", c.mapping.from, " WHERE ")
	b.among(c.id, keys)
}

// find writes the statement of the first rows for each of many values: the
// rows are numbered within their value, and those after the page cut off.
func (c *collection[T]) find(b *builder, f field, texts []string, q sources.Query, o order) {
	value := b.d.exact(f.operand, texts)
	b.write("SELECT * FROM (SELECT ")
	b.cells(c.mapping.cells)
	if o.sort != nil {
		b.write(", ", b.d.show(o.expr(), o.sort.dom), " AS s")
	}
	v := value.eq
	if f.of != nil {
		v = "j.v"
	}
	b.write(", ", b.d.show(v, value.dom), " AS v, ROW_NUMBER() OVER (PARTITION BY ", v)
	b.by(o)
	b.write(") AS n FROM ", c.mapping.from)
	if f.of != nil {
		b.write(" JOIN (SELECT DISTINCT ", f.of.parent().sql, " AS p, ", value.eq, " AS v FROM ", f.of.from(), " WHERE ")
		b.among(value, texts)
		b.write(") AS j ON ", f.match)
	}
	b.write(" WHERE ", c.idColumn().sql, " IS NOT NULL")
	if f.of == nil {
		b.write(" AND ")
		b.among(value, texts)
	}
	c.where(b, q.Where)
	b.write(") AS w WHERE w.n <= ")
	b.limit(q.First + 1)
	b.write(" ORDER BY w.v, w.n")
}
