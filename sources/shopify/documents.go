package shopify

import (
	"strconv"
	"strings"
)

// maxRequest is the most points that Shopify lets one request ask for, less a
// little for what the count below leaves out.
const maxRequest = 980

// fields is a selection with what it costs: an object is one point, a scalar
// is free, and a connection takes its objects as often as it asks for. That is
// never less than Shopify takes by its published rule; how much less it really
// takes is learned from the answers.
type fields struct {
	text string
	// points of one object with these fields, and how many more for each object
	// that an inner connection asks for.
	points, inner float64
}

// selection joins selections; a plain text of scalar fields is free.
func selection(parts ...fields) fields {
	var out fields
	texts := make([]string, 0, len(parts))
	for _, p := range parts {
		texts = append(texts, p.text)
		out.points += p.points
		out.inner += p.inner
	}
	out.text = strings.Join(texts, " ")
	return out
}

func scalars(text string) fields { return fields{text: text} }

// object is a field that is one object.
func object(name string, f fields) fields {
	return fields{text: name + "{" + f.text + "}", points: 1 + f.points, inner: f.inner}
}

// on is what one type of an interface has.
func on(typ string, f fields) fields {
	f.text = "... on " + typ + "{" + f.text + "}"
	return f
}

// list is a field that is a plain list, which cannot be paged and is always
// asked for whole. It is priced as if it had that many elements.
func list(name string, expected float64, f fields) fields {
	return fields{text: name + "{" + f.text + "}", points: expected * (1 + f.points), inner: expected * f.inner}
}

// inner is a field that is a connection inside an entity: its first page, as
// long as the variable $inner says. What is longer is fetched by a tail.
func inner(name string, f fields) fields { return innerBy(name, "", f) }

// innerBy is inner with constant arguments, which begin with a comma.
func innerBy(name, arguments string, f fields) fields {
	return fields{
		text:   name + "(first: $inner" + arguments + "){nodes{" + f.text + "} pageInfo{hasNextPage endCursor}}",
		points: 3,
		inner:  1 + f.points,
	}
}

// few is a connection inside an entity of which there are seldom more than n.
// Its objects may have inner connections of their own.
func few(name string, n int, f fields) fields {
	return fields{
		text:   name + "(first: " + strconv.Itoa(n) + "){nodes{" + f.text + "} pageInfo{hasNextPage endCursor}}",
		points: 3 + float64(n)*(1+f.points),
		inner:  float64(n) * f.inner,
	}
}

// bag is a field that is an amount in both currencies.
func bag(name string) fields {
	return object(name, selection(object("shopMoney", scalars(moneyFields)), object("presentmentMoney", scalars(moneyFields))))
}

const moneyFields = "amount currencyCode"

// document is a composed document. It is made once for a set of groups and a
// number of lanes, and holds no value: these go in variables.
type document struct {
	text  string
	lanes int
	// fixed is the price of what does not depend on the variables; node is one
	// entity of a lane.
	fixed float64
	node  fields
}

// price returns what the document costs with n entities in each lane.
func (d *document) price(n, innerSize int) float64 {
	return d.fixed + float64(d.lanes)*(2+float64(n)*d.node.each(innerSize))
}

// each returns the price of one object with that many objects in its inner connections.
func (f fields) each(innerSize int) float64 { return 1 + f.points + f.inner*float64(innerSize) }

// writer composes a document.
type writer struct {
	variables []string
	body      strings.Builder
}

func (w *writer) declare(name, typ string) { w.variables = append(w.variables, "$"+name+": "+typ) }

func (w *writer) document() string {
	head := "query"
	if len(w.variables) > 0 {
		head += "(" + strings.Join(w.variables, ", ") + ")"
	}
	return head + " {" + w.body.String() + "}"
}

// getDocument reads entities by id.
func (r *resource[T, W]) getDocument(node fields) *document {
	var w writer
	w.declare("ids", "[ID!]!")
	if node.inner > 0 {
		w.declare("inner", "Int!")
	}
	w.body.WriteString(r.beside + " nodes(ids: $ids){... on " + r.typ + "{" + node.text + "}}")
	return &document{text: w.document(), lanes: 1, fixed: 1, node: node}
}

// listDocument reads as many listings at once as it has lanes, which differ in
// search and position only.
func (r *resource[T, W]) listDocument(node fields, lanes int, backward bool) *document {
	var w writer
	size, from := "first", "after"
	if backward {
		size, from = "last", "before"
	}
	w.declare("n", "Int!")
	if node.inner > 0 {
		w.declare("inner", "Int!")
	}
	arguments := size + ": $n"
	if r.sortEnum != "" {
		w.declare("sortKey", r.sortEnum+"!")
		arguments += ", sortKey: $sortKey"
	}
	w.declare("reverse", "Boolean!")
	arguments += ", reverse: $reverse" + r.arguments
	w.body.WriteString(r.beside)
	for i := range lanes {
		at := strconv.Itoa(i)
		w.declare("q"+at, "String")
		w.declare("at"+at, "String")
		w.body.WriteString(" " + laneName(i) + ": " + r.root + "(" + arguments + ", query: $q" + at + ", " + from + ": $at" + at + ")")
		w.body.WriteString("{edges{cursor node{...entity}} pageInfo{hasNextPage hasPreviousPage}}")
	}
	text := w.document() + " fragment entity on " + r.typ + " {" + node.text + "}"
	return &document{text: text, lanes: lanes, fixed: 1, node: node}
}

func laneName(i int) string { return "l" + strconv.Itoa(i) }
