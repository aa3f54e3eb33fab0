package main_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// condition is a condition of the graph beside the SQL of the same.
type condition struct {
	field  string
	filter any
	sql    string
	args   []any
}

// generator makes random questions out of what is in the data.
type generator struct {
	*rand.Rand
	d dialect

	invoices, customerIDs, codes, tags, countries, words, totals, times, titles, kinds []string
}

// sample reads what questions are made of.
func sample(t *testing.T, d *database) generator {
	column := func(text string) []string {
		var out []string
		for _, row := range d.query(t, text) {
			if *row[0] != "" {
				out = append(out, *row[0])
			}
		}
		return out
	}
	return generator{
		d:           d.dialect,
		invoices:    column("SELECT invoice_no FROM truth_orders ORDER BY 1"),
		customerIDs: column("SELECT customer_id FROM truth_customers ORDER BY 1"),
		codes:       column("SELECT stock_code FROM truth_products ORDER BY 1"),
		tags:        column("SELECT DISTINCT tag FROM truth_tags ORDER BY 1"),
		countries:   column("SELECT DISTINCT country_code FROM truth_orders WHERE country_code IS NOT NULL ORDER BY 1"),
		words:       column("SELECT DISTINCT Country FROM truth_rows ORDER BY 1"),
		totals:      column("SELECT DISTINCT " + d.money("total") + " FROM truth_orders ORDER BY 1"),
		times:       column("SELECT placed_at FROM truth_orders UNION SELECT updated_at FROM truth_orders ORDER BY 1"),
		titles:      column("SELECT DISTINCT title FROM truth_products ORDER BY 1"),
		kinds:       column("SELECT DISTINCT kind FROM truth_products ORDER BY 1"),
	}
}

func (g *generator) one(list []string) string { return list[g.IntN(len(list))] }

func (g *generator) some(list []string, most int) []string {
	out := make([]string, 1+g.IntN(most))
	for i := range out {
		out[i] = g.one(list)
	}
	return out
}

// matching wraps a comparison of one expression into a condition on a row of the listing.
type matching func(compare func(expr string) string) string

func plain(expr string) matching {
	return func(compare func(string) string) string { return compare(expr) }
}

// existing is a condition on other rows.
func existing(from, join, expr string) matching {
	return func(compare func(string) string) string {
		return "EXISTS (SELECT 1 FROM " + from + " WHERE " + join + " AND " + compare(expr) + ")"
	}
}

// inRows is a condition on the rows of an order.
func inRows(table, column string) matching {
	return existing(table+" x", "x.invoice_no = o.invoice_no", "x."+column)
}

func (g *generator) text(field string, m matching, from []string) condition {
	c := condition{field: field}
	switch g.IntN(3) {
	case 0:
		value := g.one(from)
		if g.IntN(12) == 0 {
			value = strings.ToLower(value) // which is another text, and in the data often another code
		}
		c.filter, c.args = map[string]any{"eq": value}, []any{value}
		c.sql = m(func(expr string) string { return expr + " = ?" })
	case 1:
		values := append(g.some(from, 8), "no such value")
		for _, v := range values {
			c.args = append(c.args, v)
		}
		c.filter = map[string]any{"in": values}
		c.sql = m(func(expr string) string { return expr + " IN (?" + strings.Repeat(", ?", len(values)-1) + ")" })
	default:
		runes := []rune(g.one(from))
		prefix := string(runes[:1+g.IntN(min(4, len(runes)))])
		c.filter, c.args = map[string]any{"startsWith": prefix}, []any{prefix}
		c.sql = m(func(expr string) string {
			return fmt.Sprintf("SUBSTR(%s, 1, %d) = ?", expr, utf8.RuneCountInString(prefix))
		})
	}
	return c
}

func (g *generator) customers() condition {
	c := condition{field: "customer"}
	var ids []string
	for _, number := range g.some(g.customerIDs, 20) {
		ids = append(ids, id("Customer", number))
		c.args = append(c.args, whole(number))
	}
	c.filter = ids
	c.sql = "o.customer_id IN (?" + strings.Repeat(", ?", len(ids)-1) + ")"
	return c
}

func (g *generator) states(field, expr string, from []string) condition {
	c := condition{field: field}
	values := g.some(from, 2)
	for _, v := range values {
		c.args = append(c.args, v)
	}
	c.filter, c.sql = values, expr+" IN (?"+strings.Repeat(", ?", len(values)-1)+")"
	return c
}

// ends chooses the ends of a range, each with its operator in the graph and in SQL.
func (g *generator) ends() [][2]string {
	lower, upper := [][2]string{{"gt", ">"}, {"gte", ">="}}[g.IntN(2)], [][2]string{{"lt", "<"}, {"lte", "<="}}[g.IntN(2)]
	switch g.IntN(4) {
	case 0:
		return [][2]string{lower}
	case 1:
		return [][2]string{upper}
	}
	return [][2]string{lower, upper}
}

func (g *generator) money(field, expr string, from []string) condition {
	near := func() string {
		value := decimal.RequireFromString(g.one(from))
		if g.IntN(3) == 0 { // between two amounts that a column can hold
			value = value.Add(decimal.New(int64(g.IntN(21)-10), -4-int32(g.IntN(4))))
		}
		return value.String()
	}
	if g.IntN(6) == 0 {
		value := near()
		return condition{
			field: field, filter: map[string]any{"eq": value}, sql: g.d.moneyAt(expr, "="), args: []any{g.d.moneyBound(value)},
		}
	}
	c, filter, parts := condition{field: field}, make(map[string]any), []string{}
	for _, op := range g.ends() {
		value := near()
		filter[op[0]] = value
		c.args = append(c.args, g.d.moneyBound(value))
		parts = append(parts, g.d.moneyAt(expr, op[1]))
	}
	c.filter, c.sql = filter, "("+strings.Join(parts, " AND ")+")"
	return c
}

func (g *generator) time(field, expr string, from []string) condition {
	c, filter, parts := condition{field: field}, make(map[string]any), []string{}
	for _, op := range g.ends() {
		at, _ := time.Parse(time.RFC3339, g.one(from))
		at = at.Add([]time.Duration{0, 0, time.Second, -time.Second, time.Hour, -time.Hour, 13 * time.Hour}[g.IntN(7)])
		asked, sqlOp := at, op[1]
		if g.IntN(8) == 0 { // within a second, in which nothing happens: then each end is the next full one
			asked, at = at.Add(time.Duration(1+g.IntN(999_999_999))), at.Add(time.Second)
			sqlOp = map[string]string{">": ">=", ">=": ">=", "<": "<", "<=": "<"}[sqlOp]
		}
		filter[op[0]] = asked.In(time.FixedZone("", []int{0, 0, 3600, -18000}[g.IntN(4)])).Format(time.RFC3339Nano)
		parts = append(parts, expr+" "+sqlOp+" ?")
		c.args = append(c.args, at.Format(time.RFC3339))
	}
	c.filter, c.sql = filter, "("+strings.Join(parts, " AND ")+")"
	return c
}

// listing is a random question for pages of a kind.
type listing struct {
	*kind
	where []condition
	order ordering
	named bool // the sort is asked for
	size  int
}

func (g *generator) listing(k *kind, most int) listing {
	l := listing{kind: k, order: k.natural, size: 1 + g.IntN(most)}
	for _, i := range g.Perm(len(k.filters))[:g.IntN(min(4, len(k.filters)+1))] {
		l.where = append(l.where, k.filters[i](g))
	}
	if g.IntN(5) > 0 {
		l.order, l.named = k.sorts[g.IntN(len(k.sorts))], true
		l.order.desc = g.IntN(2) == 0
	}
	return l
}

func (l listing) filter() any {
	if len(l.where) == 0 {
		return nil
	}
	filter := make(map[string]any)
	for _, c := range l.where {
		filter[c.field] = c.filter
	}
	return filter
}

func (l listing) sort() any {
	if !l.named {
		return nil
	}
	return map[string]any{"field": l.order.enum, "direction": direction(l.order.desc)}
}

func direction(desc bool) string {
	if desc {
		return "DESC"
	}
	return "ASC"
}

// statement is the hand-written SQL of the first rows of the listing, or of its last ones, the last one first.
func (l listing) statement(d dialect, fromEnd bool, rows int, also ...condition) (string, []any) {
	var b strings.Builder
	var args []any
	fmt.Fprintf(&b, "SELECT %s FROM %s o", l.columns(d), l.table)
	for i, c := range append(also, l.where...) {
		b.WriteString([]string{" WHERE ", " AND "}[min(i, 1)] + c.sql)
		args = append(args, c.args...)
	}
	b.WriteString(" ORDER BY ")
	way := direction(l.order.desc != fromEnd)
	if l.order.column != "" && l.order.column != l.key {
		fmt.Fprintf(&b, "o.%s %s, ", l.order.column, way)
	}
	fmt.Fprintf(&b, "o.%s %s LIMIT %d", l.key, way, rows)
	return b.String(), args
}
