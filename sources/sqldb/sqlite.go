package sqldb

import (
	"strings"
)

type sqlite struct{}

func (sqlite) quote(name string) string { return quoteWith(`"`, name) }

func (sqlite) placeholder(int, domain) string { return "?" }

func (sqlite) value(d domain, text string) (any, bool) {
	if d == domInt {
		n, ok := isInt(text)
		return n, ok
	}
	return text, true
}

// class is the affinity of a declared type, and what else the name tells.
func (sqlite) class(name string) class {
	name = strings.ToUpper(name)
	has := func(part string) bool { return strings.Contains(name, part) }
	switch {
	case has("INT"):
		return classInteger
	case has("CHAR"), has("CLOB"), has("TEXT"):
		return classText
	case name == "", has("BLOB"):
		return classOther
	case has("REAL"), has("FLOA"), has("DOUBLE"):
		return classFloat
	}
	return classDecimal // NUMERIC: decimals, dates, booleans
}

func (sqlite) read(c *column) string { return "CAST(" + c.sql + " AS TEXT)" }

func (sqlite) show(expr string, _ domain) string { return "CAST(" + expr + " AS TEXT)" }

func (sqlite) literal(text string, d domain) string {
	if d == domInt {
		return text // digits, checked when the configuration was read
	}
	return quoteWith("'", text)
}

// operand compares numbers and times by keys in their order, which functions
// of the connection make: see sqlite_functions.go.
func (s sqlite) operand(c *column) (operand, bool) {
	o := operand{col: c, nullable: true}
	text := c.sql
	if c.class != classText {
		text = s.read(c)
	}
	switch {
	case c.use == useList:
		return o, false
	case c.store == storeInteger || c.store == storeUnix || c.store == storeUnixMilli:
		o.dom, o.eq, o.nullable = domInt, c.sql, c.nullable
	case c.use.numeric():
		o.eq = "galleria_number(" + s.read(c) + ")"
	case c.use == useInstant:
		o.eq = "galleria_clock(" + s.read(c) + ", " + s.literal(c.zone.String(), domText) + ")"
	case c.use == useFolded:
		o.eq = fold(text)
		o.ord = "galleria_fold(" + s.read(c) + ") COLLATE BINARY"
		o.sort = o.ord
		return o, true
	default:
		o.eq, o.nullable = text, c.nullable
	}
	o.ord = o.eq
	if o.dom == domText {
		o.ord += " COLLATE BINARY"
		o.eq, o.sort = o.ord, s.sorted(c, o.eq)
	}
	return o, true
}

// sorted writes how a text that may be NULL sorts.
func (sqlite) sorted(c *column, expr string) string {
	if c.use == useText && c.nullable {
		return "COALESCE(" + expr + ", '') COLLATE BINARY"
	}
	return ""
}

func (sqlite) nulls(bool) string { return "" }

// exact leaves it to Go to fold addresses beyond ASCII, which SQLite's LOWER does not.
func (s sqlite) exact(o operand, texts []string) operand {
	if o.col.use == useFolded && !allASCII(texts) {
		o.eq = "galleria_fold(" + s.read(o.col) + ")"
	}
	return o
}

func (sqlite) among(b *builder, o operand, texts []string) { b.in(o.eq, o.dom, texts) }

func (sqlite) begins(b *builder, o operand, prefix string) { within(b, o, prefix) }

func (sqlite) floats() bool { return true }

func (sqlite) facts(table string) (string, []any) {
	schema, name := splitTable(table)
	if schema == "" {
		schema = "main"
	}
	return `SELECT c.name, c."notnull" OR (c.pk = 1 AND UPPER(c.type) = 'INTEGER'), c.pk = 1 AND (SELECT COUNT(*) FROM pragma_table_info(?, ?) WHERE pk > 0) = 1` +
		` FROM pragma_table_info(?, ?) c`, []any{name, schema, name, schema}
}

func allASCII(texts []string) bool {
	for _, t := range texts {
		for i := range len(t) {
			if t[i] >= 0x80 {
				return false
			}
		}
	}
	return true
}
