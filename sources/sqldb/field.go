package sqldb

import (
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// field is a field of a kind that the database compares.
type field struct {
	operand operand
	typ     commerce.FieldType
	// of holds the field in rows of children; nil where the row itself does.
	of tableOfChildren
	// join relates a child to its row, match the key p of a joined table.
	join, match string
}

// bindFields finds the fields that the columns of the mapping answer.
func (c *collection[T]) bindFields(spec spec[T]) {
	c.fields = make(map[string]field)
	for _, b := range c.mapping.bound {
		if b.field == "" {
			continue
		}
		c.bindField(b.field, c.mapping.cells[b.cell], nil)
		if b.use == useMoney {
			if col := currencyColumn(c.d, c.mapping.cells, c.mapping.cells[b.cell]); col != nil {
				c.bindField("currency", col, nil)
			}
		}
	}
	for i, child := range spec.children {
		for name, attribute := range child.fields {
			if table := c.children[i].table; table.tableOfChildren != nil {
				if col := table.column(attribute); col != nil {
					c.bindField(name, col, table.tableOfChildren)
				}
			}
		}
	}
}

func (c *collection[T]) bindField(name string, col *column, of tableOfChildren) {
	o, ok := operandOf(c.d, col)
	if !ok {
		return
	}
	kf, _ := c.kind.Field(name)
	f := field{operand: o, typ: kf.Type}
	if of != nil {
		f.of = of
		f.join = relate(c.d, of.parent(), of.parent().sql, c.idColumn())
		f.match = relate(c.d, of.parent(), "j.p", c.idColumn())
	}
	c.fields[name] = f
}

// relate writes that a child's parent column, under the name that it has in the place, is the row's id.
func relate(d dialect, parent *column, name string, id *column) string {
	if parent.store != id.store {
		p := *parent
		p.sql = name
		return d.read(&p) + " = " + d.read(id)
	}
	plain := name + " = " + id.sql
	p := *parent
	p.sql = name
	child, _ := d.operand(&p)
	row, _ := d.operand(id)
	if child.hint != "" { // the collation may call different keys equal
		return plain + " AND " + child.eq + " = " + row.eq
	}
	return plain
}

// ops returns what the field can be asked.
func (f field) ops() sources.Op {
	switch f.typ {
	case commerce.PlainText, commerce.FoldedText:
		return sources.Eq | sources.Range | sources.Prefix
	case commerce.Number, commerce.Instant:
		return sources.Eq | sources.Range
	}
	return sources.Eq
}

func (f field) sortable(many bool) bool {
	return !many && (f.typ == commerce.PlainText || f.typ == commerce.FoldedText || f.typ.Comparable())
}

func (f field) joinable() bool {
	return f.typ == commerce.PlainText || f.typ == commerce.FoldedText || f.typ == commerce.Reference
}

const (
	maxBatch = 500
	maxPage  = 250
)

// makeTraits promises what the mapped columns can do.
func (c *collection[T]) makeTraits() {
	t := sources.Traits{
		Source: c.name, MaxBatch: maxBatch, MaxPage: maxPage, Filters: make(map[string]sources.Op), Stable: true, Reversible: true,
	}
	var sorts []string
	for _, kf := range c.kind.Fields {
		f, ok := c.fields[kf.Name]
		if !ok {
			continue
		}
		t.Filters[kf.Name] = f.ops()
		if f.sortable(kf.Many) {
			sorts = append(sorts, kf.Name)
		}
		if f.joinable() {
			t.Joins = append(t.Joins, kf.Name)
		}
	}
	t.Sorts = sources.BothWays(sorts...)
	c.traits = t
}

// checkValues refuses values of another type than the field's.
func (c *collection[T]) checkValues(op string, where []sources.Predicate) error {
	for _, p := range where {
		want := c.fields[p.Field].typ
		values := slices.Clone(p.Values)
		for _, b := range []*sources.Bound{p.From, p.To} {
			if b != nil {
				values = append(values, b.Value)
			}
		}
		if len(values) > maxValues {
			return c.invalid(op, "the condition on "+quoted(p.Field)+" has too many values: ask in parts")
		}
		for _, v := range values {
			if !v.IsZero() && !sameType(want, v.Type()) {
				return c.invalid(op, "the condition on "+quoted(p.Field)+" has a value of another type than the field")
			}
			if e := v.Decimal().Exponent(); e > maxExponent || e < -maxExponent {
				return c.invalid(op, "the condition on "+quoted(p.Field)+" has a number with more digits than any amount")
			}
		}
	}
	return nil
}

// maxExponent bounds the numbers that are compared at all: a few characters,
// 1e999999999, would be written out by the first comparison.
const maxExponent = 10_000

// maxValues bounds the parameters of one condition.
const maxValues = 10_000

func sameType(field, value commerce.FieldType) bool {
	textual := func(t commerce.FieldType) bool {
		return t != commerce.Number && t != commerce.Instant && t != commerce.Boolean
	}
	return field == value || textual(field) && textual(value)
}
