package sqldb

import (
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mariadb is MySQL's dialect as both MySQL and MariaDB understand it.
type mariadb struct{}

func (mariadb) quote(name string) string { return quoteWith("`", name) }

func (mariadb) placeholder(_ int, d domain) string {
	switch d {
	case domText:
		return "CAST(? AS BINARY)"
	case domBytes:
		return "UNHEX(?)"
	case domNumber:
		return "CAST(? AS DECIMAL(65, 30))"
	case domZoned, domWall:
		return "CAST(? AS DATETIME(6))"
	case domDate:
		return "CAST(? AS DATE)"
	}
	return "?"
}

func (m mariadb) value(d domain, text string) (any, bool) {
	switch d {
	case domInt:
		if n, ok := isInt(text); ok {
			return n, true
		}
		n, err := strconv.ParseUint(text, 10, 64)
		return n, err == nil && strconv.FormatUint(n, 10) == text
	case domBytes:
		return hex.EncodeToString([]byte(text)), true
	case domText:
		return text, !m.weird(text)
	}
	return text, true
}

// weird: MySQL refuses what is not UTF-8 in a text.
func (mariadb) weird(text string) bool { return !utf8.ValidString(text) }

func (mariadb) bytes(o operand) string { return o.ord }

func (mariadb) class(name string) class {
	switch strings.TrimPrefix(name, "UNSIGNED ") {
	case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT", "YEAR":
		return classInteger
	case "DECIMAL":
		return classDecimal
	case "FLOAT", "DOUBLE":
		return classFloat
	case "VARCHAR", "CHAR", "TEXT", "TINYTEXT", "MEDIUMTEXT", "LONGTEXT", "ENUM", "SET":
		return classText
	case "DATETIME":
		return classWall
	case "TIMESTAMP":
		return classZoned
	case "DATE":
		return classDate
	case "BIT":
		return classBits
	case "BINARY", "VARBINARY", "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB", "GEOMETRY":
		return classBinary
	}
	return classOther
}

func (mariadb) read(c *column) string {
	switch c.class {
	case classText:
		return c.sql
	case classBits:
		return "CAST(" + c.sql + " + 0 AS CHAR)"
	}
	return "CAST(" + c.sql + " AS CHAR)"
}

func (mariadb) show(expr string, d domain) string {
	if d == domText {
		return "CONVERT(" + expr + " USING utf8mb4)"
	}
	return "CAST(" + expr + " AS CHAR)"
}

// literal needs no escape, and so not to know the server's mode.
func (mariadb) literal(text string, d domain) string {
	quoted := "CONVERT(X'" + hex.EncodeToString([]byte(text)) + "' USING utf8mb4)"
	switch d {
	case domText:
		return quoted
	case domInt:
		return text // digits, checked when the configuration was read
	}
	return strings.Replace(mariadb{}.placeholder(0, d), "?", quoted, 1)
}

func (m mariadb) operand(c *column) (operand, bool) {
	o := operand{col: c, nullable: c.nullable, eq: c.sql}
	switch c.store {
	case storeText:
		if c.use.numeric() || c.use == useInstant || c.use == useList {
			return o, false
		}
		return m.text(c, o), true
	case storeInteger, storeUnix, storeUnixMilli:
		o.dom = domInt
	case storeDecimal:
		o.dom = domNumber
	case storeStamp:
		o.dom = domWall
	case storeDate:
		o.dom = domDate
	default:
		return o, false
	}
	o.ord = o.eq
	return o, true
}

// text compares bytes of UTF-8, without the padding and folding of the
// column's collation. Where bytes are equal the collation agrees, so the
// column as it is serves as a hint for an index.
func (m mariadb) text(c *column, o operand) operand {
	raw := m.read(c)
	if c.use == useFolded {
		raw = fold(raw)
	}
	o.hint = raw
	o.eq = "CAST(CONVERT(" + raw + " USING utf8mb4) AS BINARY)"
	o.ord = o.eq
	switch {
	case c.use == useKey && c.unique:
		o.ord = raw // any order will do that is always the same, and this one has an index
	case c.use.textual() && c.nullable:
		o.sort = "COALESCE(" + o.eq + ", '')"
	}
	return o
}

func (mariadb) exact(o operand, _ []string) operand { return o }

func (mariadb) nulls(bool) string { return "" }

func (m mariadb) among(b *builder, o operand, texts []string) {
	if o.hint != "" {
		b.write(o.hint, " IN (")
		b.plain(m, texts)
		b.write(") AND ")
	}
	b.in(o.eq, o.dom, texts)
}

// plain writes the texts as they are, in the connection's character set.
func (b *builder) plain(m mariadb, texts []string) {
	n := 0
	for _, t := range texts {
		if m.weird(t) {
			continue
		}
		if n > 0 {
			b.write(", ")
		}
		b.args = append(b.args, t)
		b.write("?")
		n++
	}
	if n == 0 {
		b.write("NULL")
	}
}

func (m mariadb) begins(b *builder, o operand, prefix string) {
	if o.hint != "" && !m.weird(prefix) {
		b.write(o.hint, " LIKE ")
		b.args = append(b.args, likePrefix(prefix))
		b.write("? ESCAPE '!' AND ")
	}
	within(b, o, prefix)
}

func (mariadb) floats() bool { return false }

// facts joins with the keys of the table, which a subquery would gather anew for each column.
func (mariadb) facts(table string) (string, []any) {
	schema, name := splitTable(table)
	const of = `TABLE_SCHEMA = COALESCE(NULLIF(?, ''), DATABASE()) AND TABLE_NAME = ?`
	return `SELECT c.COLUMN_NAME, c.IS_NULLABLE = 'NO', k.COLUMN_NAME IS NOT NULL FROM information_schema.COLUMNS c` +
			` LEFT JOIN (SELECT DISTINCT MAX(COLUMN_NAME) AS COLUMN_NAME FROM information_schema.STATISTICS WHERE ` + of + ` AND NON_UNIQUE = 0` +
			` GROUP BY INDEX_NAME HAVING COUNT(*) = 1 AND MAX(SUB_PART) IS NULL) k ON k.COLUMN_NAME = c.COLUMN_NAME WHERE ` + of,
		[]any{schema, name, schema, name}
}
