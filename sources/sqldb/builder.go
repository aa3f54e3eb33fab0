package sqldb

import (
	"strconv"
	"strings"
)

// builder writes a statement. What comes from a caller goes through param and
// becomes a parameter; write takes only names and text of the configuration.
type builder struct {
	d    dialect
	sql  strings.Builder
	args []any
}

const (
	never  = "1 = 0"
	always = "1 = 1"
)

func (b *builder) write(parts ...string) {
	for _, p := range parts {
		b.sql.WriteString(p)
	}
}

// param writes a parameter.
func (b *builder) param(d domain, v any) {
	b.args = append(b.args, v)
	b.write(b.d.placeholder(len(b.args), d))
}

// compare writes one comparison of an operand with a text of its domain.
func (b *builder) compare(o operand, op, text string) {
	expr, dom := o.ord, o.dom
	if op == "=" {
		expr = o.eq
	}
	if w, ok := b.d.(weird); ok && dom == domText && w.weird(text) {
		expr, dom = w.bytes(o), domBytes
	}
	v, ok := b.d.value(dom, text)
	if !ok {
		b.write(never)
		return
	}
	b.write(expr, " ", op, " ")
	b.param(dom, v)
}

// weird is a dialect whose text cannot hold all that a Go string can.
type weird interface {
	weird(text string) bool
	// bytes writes a text operand so that it compares with domBytes.
	bytes(o operand) string
}

// either writes the conditions joined by OR, in parentheses; never for none.
func (b *builder) either(n int, write func(i int)) {
	if n == 0 {
		b.write(never)
		return
	}
	b.write("(")
	for i := range n {
		if i > 0 {
			b.write(" OR ")
		}
		write(i)
	}
	b.write(")")
}

// in writes expr IN (…).
func (b *builder) in(expr string, d domain, texts []string) {
	b.write(expr, " IN (")
	n := 0
	for _, t := range texts {
		v, ok := b.d.value(d, t)
		if !ok {
			continue
		}
		if n > 0 {
			b.write(", ")
		}
		b.param(d, v)
		n++
	}
	if n == 0 {
		b.write("NULL")
	}
	b.write(")")
}

func (b *builder) limit(n int) {
	b.args = append(b.args, int64(n))
	b.write(b.d.placeholder(len(b.args), domInt))
}

func isInt(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil && strconv.FormatInt(n, 10) == text
}
