package sqldb

import "strings"

// dialect is what differs between databases.
type dialect interface {
	// quote writes a name.
	quote(name string) string
	// placeholder writes the n-th parameter, counted from 1, in a domain.
	placeholder(n int, d domain) string
	// value returns the driver's argument for a parameter given as text. It reports false for one that no column of the domain can hold.
	value(d domain, text string) (any, bool)
	// class returns the family of a type by the name that the driver gives it.
	class(databaseType string) class
	// read writes a column as text.
	read(c *column) string
	// show writes a compared expression as text, from which a placeholder makes it again.
	show(expr string, d domain) string
	// literal writes a constant of the configuration.
	literal(text string, d domain) string
	// operand returns the column as it compares. It reports false where the database cannot compare it exactly.
	operand(c *column) (operand, bool)
	// nulls writes how missing values become the least.
	nulls(desc bool) string
	// exact returns the operand in the form in which its equality with the texts is exact.
	exact(o operand, texts []string) operand
	// among writes that the operand equals one of the texts.
	among(b *builder, o operand, texts []string)
	// begins writes that a text begins with prefix.
	begins(b *builder, o operand, prefix string)
	// floats reports whether numbers that are not whole are kept as binary fractions at best.
	floats() bool
	// facts returns a statement that answers, for the table of the parameters,
	// its columns with whether they are NOT NULL and whether they alone are a key; "" where there is none.
	facts(table string) (statement string, args []any)
}

// quoteTable quotes a name that may have a schema in front.
func quoteTable(d dialect, name string) string {
	parts := strings.Split(name, ".")
	for i, p := range parts {
		parts[i] = d.quote(p)
	}
	return strings.Join(parts, ".")
}

// quoteWith doubles the quotes of a name. A database would end a name at a NUL.
func quoteWith(mark, name string) string {
	return mark + strings.ReplaceAll(strings.ReplaceAll(name, "\x00", ""), mark, mark+mark) + mark
}

// splitTable returns schema and table of a name; the schema may be empty.
func splitTable(name string) (schema, table string) {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return "", name
}

// fold writes the form in which addresses compare.
func fold(expr string) string { return "LOWER(TRIM(" + expr + "))" }

// successor returns the least text after all that begin with prefix; "" when there is none.
func successor(prefix string) string {
	p := []byte(prefix)
	for i := len(p) - 1; i >= 0; i-- {
		if p[i] < 0xff {
			p[i]++
			return string(p[:i+1])
		}
	}
	return ""
}

// likePrefix writes the pattern of the texts that begin with prefix, escaped by "!".
func likePrefix(prefix string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(prefix) + "%"
}

// within writes that an operand lies in the range of texts that begin with prefix.
func within(b *builder, o operand, prefix string) {
	b.compare(o, ">=", prefix)
	if next := successor(prefix); next != "" {
		b.write(" AND ")
		b.compare(o, "<", next)
	}
}
