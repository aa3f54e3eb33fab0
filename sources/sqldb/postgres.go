package sqldb

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

type postgres struct{}

func (postgres) quote(name string) string { return quoteWith(`"`, name) }

func (postgres) placeholder(n int, d domain) string { return "$" + strconv.Itoa(n) + "::" + pgType(d) }

func pgType(d domain) string {
	switch d {
	case domBytes:
		return "bytea"
	case domInt:
		return "bigint"
	case domNumber:
		return "numeric"
	case domZoned:
		return "timestamptz"
	case domWall:
		return "timestamp"
	case domDate:
		return "date"
	case domUUID:
		return "uuid"
	}
	return "text"
}

func (p postgres) value(d domain, text string) (any, bool) {
	switch d {
	case domBytes:
		return []byte(text), true
	case domInt:
		n, ok := isInt(text)
		return n, ok
	case domText:
		return text, !p.weird(text)
	case domUUID:
		return text, isUUID(text)
	}
	return text, true
}

// weird: PostgreSQL refuses a NUL and what is not UTF-8 in a text, so no row has it, but rows lie before and after.
func (postgres) weird(text string) bool {
	return strings.IndexByte(text, 0) >= 0 || !utf8.ValidString(text)
}

func (postgres) bytes(o operand) string { return "convert_to(" + o.eq + ", 'UTF8')" }

func (postgres) class(name string) class {
	switch name {
	case "TEXT", "VARCHAR", "BPCHAR", "NAME":
		return classText
	case "INT2", "INT4", "INT8":
		return classInteger
	case "NUMERIC":
		return classDecimal
	case "FLOAT4", "FLOAT8":
		return classFloat
	case "790", "MONEY": // the driver knows money by its number only
		return classMoney
	case "BOOL":
		return classFlag
	case "TIMESTAMPTZ":
		return classZoned
	case "TIMESTAMP":
		return classWall
	case "DATE":
		return classDate
	case "UUID":
		return classUUID
	case "BYTEA":
		return classBinary
	}
	if strings.HasPrefix(name, "_") {
		return classArray
	}
	return classOther
}

func (postgres) read(c *column) string {
	switch c.class {
	case classArray:
		return "array_to_json(" + c.sql + ")::text"
	case classMoney:
		return c.sql + "::numeric::text"
	}
	return c.sql + "::text"
}

func (postgres) show(expr string, _ domain) string { return "(" + expr + ")::text" }

func (postgres) literal(text string, d domain) string {
	return quoteWith("'", text) + "::" + pgType(d)
}

func (p postgres) operand(c *column) (operand, bool) {
	o := operand{col: c, nullable: c.nullable, eq: c.sql}
	switch c.store {
	case storeText:
		if c.use.numeric() || c.use == useInstant || c.use == useList {
			return o, false
		}
		return p.text(c, o), true
	case storeInteger, storeUnix, storeUnixMilli:
		o.dom = domInt
	case storeDecimal:
		o.dom = domNumber
		if c.class == classMoney {
			o.eq += "::numeric"
		}
	case storeStamp:
		o.dom = domWall
		if c.class == classZoned {
			o.dom = domZoned
		}
	case storeDate:
		o.dom = domDate
	case storeUUID:
		o.dom = domUUID
	case storeArray:
		return o, false
	}
	o.ord = o.eq
	return o, true
}

// text compares equality in the column's own collation, in which only equal
// bytes are equal, and order byte by byte. A key may come in any order that
// is always the same, and keeps its index.
func (postgres) text(c *column, o operand) operand {
	if c.class != classText {
		o.eq += "::text"
	}
	if c.use == useFolded {
		o.eq = fold(o.eq)
	}
	o.ord = o.eq
	if c.use != useKey {
		o.ord += ` COLLATE "C"`
		o.sort = o.ord
	}
	if c.use.textual() && c.nullable {
		o.sort = "COALESCE(" + o.eq + `, '') COLLATE "C"`
	}
	return o
}

func (postgres) nulls(desc bool) string {
	if desc {
		return " NULLS LAST"
	}
	return " NULLS FIRST"
}

func (postgres) exact(o operand, _ []string) operand { return o }

// among sends all values as one array, so that the statement's text, and with
// it its plan, is the same for any number of them.
func (p postgres) among(b *builder, o operand, texts []string) {
	texts = slices.DeleteFunc(slices.Clone(texts), func(t string) bool {
		_, ok := p.value(o.dom, t)
		return !ok
	})
	b.args = append(b.args, texts)
	b.write(o.eq, " = ANY($", strconv.Itoa(len(b.args)), "::text[]")
	if o.dom != domText {
		b.write("::", pgType(o.dom), "[]")
	}
	b.write(")")
}

func (p postgres) begins(b *builder, o operand, prefix string) {
	if p.weird(prefix) {
		within(b, o, prefix)
		return
	}
	b.write(o.ord, " LIKE ")
	b.param(domText, likePrefix(prefix))
	b.write(" ESCAPE '!'")
}

func (postgres) floats() bool { return false }

func (p postgres) facts(table string) (string, []any) {
	return `SELECT a.attname::text, a.attnotnull, EXISTS (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique` +
		` AND i.indpred IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum)` +
		` FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid` +
		` WHERE c.oid = to_regclass($1::text) AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`, []any{quoteTable(p, table)}
}

// isUUID reports whether text is a UUID as PostgreSQL writes it.
func isUUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i := range len(text) {
		switch c := text[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case (c < '0' || c > '9') && (c < 'a' || c > 'f'):
			return false
		}
	}
	return true
}
