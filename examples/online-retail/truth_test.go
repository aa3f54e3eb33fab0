package main_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"testing"
	_ "time/tzdata"
)

// TestGraphAnswersAsSQL asks the graph over each database random questions, and
// hand-written SQL the same: filters, sorts, pages forward and backward, at the
// root and below customers, orders and variants.
func TestGraphAnswersAsSQL(t *testing.T) {
	data := openData(t)
	for name, open := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			d.fill(t, data)
			d.audit(t, data)
			e := &examiner{database: d, graph: serve(t, d), generator: sample(t, d)}
			for i := range combinations {
				e.Rand = rand.New(rand.NewPCG(seed(t), uint64(i)))
				if e.examine(t, i); t.Failed() {
					t.FailNow() // the first question that differs says more than all of them
				}
			}
			t.Logf("%d questions, %d pages, %d nodes with %d nested ones, seed %d", combinations, e.pages, e.nodes, e.nested, seed(t))
			e.enough(t)
		})
	}
}

// seed chooses the questions; GALLERIA_TEST_SEED chooses others.
func seed(t *testing.T) uint64 {
	text, ok := os.LookupEnv("GALLERIA_TEST_SEED")
	if !ok {
		return 1
	}
	n, err := strconv.ParseUint(text, 10, 64)
	must(t, err)
	return n
}

type examiner struct {
	*database
	generator
	graph http.Handler

	number               int
	pages, nodes, nested int
}

// enough holds the questions to having been worth asking: most answers are not empty.
func (e *examiner) enough(t *testing.T) {
	if e.pages < combinations || e.nodes < 4*combinations || e.nested < combinations {
		t.Errorf("%d pages with %d nodes and %d nested ones are too few to prove anything", e.pages, e.nodes, e.nested)
	}
}

// examine asks the question of a number.
func (e *examiner) examine(t *testing.T, number int) {
	t.Helper()
	e.number = number
	all := []func() (listing, *relation){
		func() (listing, *relation) { return e.listing(orders(), 25), nil },
		func() (listing, *relation) { return e.listing(orders(), 100), nil },
		func() (listing, *relation) { return e.listing(orders(), 10), e.lineItems() },
		func() (listing, *relation) { return e.listing(customers(), 25), nil },
		func() (listing, *relation) { return e.listing(customers(), 10), e.ordersOfCustomer() },
		func() (listing, *relation) { return e.listing(products(), 25), nil },
		func() (listing, *relation) { return e.listing(variants(), 25), nil },
		func() (listing, *relation) { return e.listing(variants(), 6), e.ordersOfVariant() },
	}
	l, r := all[e.IntN(len(all))]()
	if (l.order.enum != "") && e.IntN(3) == 0 {
		e.walk(t, l, r, true)
		return
	}
	e.walk(t, l, r, false)
}

// walk follows a listing over some pages, from its beginning or its end, and goes back by one in the end.
func (e *examiner) walk(t *testing.T, l listing, r *relation, backward bool) {
	t.Helper()
	pages := 1 + e.IntN(4)
	text, args := l.statement(e.dialect, backward, pages*l.size+1)
	rows := e.query(t, text, args...)
	var cursor *string
	for i := range pages {
		want := rows[min(i*l.size, len(rows)):min((i+1)*l.size, len(rows))]
		more := len(rows) > (i+1)*l.size
		got := e.page(t, l, r, backward, cursor)
		e.compare(t, l, r, got, want, backward, [2]bool{more, cursor != nil}, text, args)
		cursor = got.PageInfo.EndCursor
		if backward {
			cursor = got.PageInfo.StartCursor
		}
		if back := got.PageInfo.StartCursor; i > 0 && !backward && l.order.enum != "" && len(want) > 0 {
			before := e.page(t, l, r, true, back)
			e.compare(t, l, r, before, reversed(rows[(i-1)*l.size:i*l.size]), true, [2]bool{i > 1, true}, text, args)
		}
		if !more {
			return
		}
	}
}

func reversed(rows [][]*string) [][]*string {
	out := make([][]*string, 0, len(rows))
	for i := len(rows) - 1; i >= 0; i-- {
		out = append(out, rows[i])
	}
	return out
}

func (e *examiner) page(t *testing.T, l listing, r *relation, backward bool, cursor *string) page {
	t.Helper()
	head := fmt.Sprintf("$first: Int, $after: Cursor, $last: Int, $before: Cursor, $filter: %[1]sFilter, $sort: %[1]sSort", l.input)
	variables := map[string]any{"first": l.size, "after": cursor, "filter": l.filter(), "sort": l.sort()}
	if backward {
		variables = map[string]any{"last": l.size, "before": cursor, "filter": l.filter(), "sort": l.sort()}
	}
	fields := l.fields
	if r != nil {
		fields += " " + r.selection
		head += r.head
		for name, value := range r.variables {
			variables[name] = value
		}
	}
	query := fmt.Sprintf(`query (%s) { %s(first: $first, after: $after, last: $last, before: $before, filter: $filter, sort: $sort) {
		nodes { %s } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`, head, l.field, fields)
	a := ask(t, e.graph, query, variables)
	if len(a.Errors) > 0 {
		t.Fatalf("%s: %s", e.about(query, variables), a.Errors)
	}
	var p page
	part, err := json.Marshal(a.Data[l.field])
	must(t, err)
	must(t, json.Unmarshal(part, &p))
	e.pages++
	return p
}

// compare holds a page to the rows, which are in the direction of the walk.
func (e *examiner) compare(t *testing.T, l listing, r *relation, got page, rows [][]*string, backward bool, more [2]bool, text string, args []any) {
	t.Helper()
	if backward {
		rows = reversed(rows)
	}
	if l := len(got.Nodes); l != len(rows) {
		t.Fatalf("%s: %d nodes, not %d\n%s", e.about(text, args), l, len(rows), got.Nodes)
	}
	for i, row := range rows {
		want := l.node(row)
		if r != nil {
			want[r.field] = r.want(t, *row[0])
		}
		e.same(t, fmt.Sprintf("%s: node %d", e.about(text, args), i), got.Nodes[i], want)
		e.nodes++
	}
	hasNext, hasPrevious := more[0], more[1]
	if backward {
		hasNext, hasPrevious = more[1], more[0]
	}
	if got.PageInfo.HasNextPage != hasNext || got.PageInfo.HasPreviousPage != hasPrevious {
		t.Fatalf("%s: next %v, previous %v, not %v and %v", e.about(text, args), got.PageInfo.HasNextPage, got.PageInfo.HasPreviousPage, hasNext, hasPrevious)
	}
}

// same compares JSON, written alike.
func (e *examiner) same(t *testing.T, about string, got json.RawMessage, want any) {
	t.Helper()
	var tree any
	must(t, json.Unmarshal(got, &tree))
	g, err := json.Marshal(tree)
	must(t, err)
	w, err := json.Marshal(want)
	must(t, err)
	if string(g) != string(w) {
		at := 0
		for at < min(len(g), len(w)) && g[at] == w[at] {
			at++
		}
		at = max(0, at-80)
		t.Errorf("%s\ngraph: …%.300s\nSQL:   …%.300s", about, g[at:], w[at:])
	}
}

func (e *examiner) about(text string, values any) string {
	v, _ := json.Marshal(values)
	return fmt.Sprintf("question %d of %s\n%s\n%s", e.number, e.system, text, v)
}
