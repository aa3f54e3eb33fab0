package operations

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// document is what is being made. Variables, fragments and response keys are
// known to all of it: a key stands for the same field wherever it is used, so
// that any two selections merge.
type document struct {
	*Generator
	r         *rand.Rand
	buf       []byte
	keys      map[string]*slot
	variables []variable
	fragments []fragment
	uses      uint64 // the variables of the operation or fragment that is being written
	fields    int    // written up to now
	lists     int    // lists of the introspection around the selection
	aliases   int
}

type fragment struct {
	name  string
	on    *composite
	depth int // of fields below it
	uses  uint64
	body  []byte
}

// Generate makes one operation.
func (g *Generator) Generate(r *rand.Rand) Operation {
	d := &document{Generator: g, r: r, keys: map[string]*slot{}}
	several := d.chance(80)
	op := Operation{Kind: d.kind()}
	if several || d.chance(500) {
		op.Name = "Op"
	}
	asked, uses := d.operation(op.Kind, op.Name)
	parts := [][]byte{asked}
	for i := range d.r.IntN(3) {
		if several {
			other, _ := d.operation(d.kind(), "Other"+strconv.Itoa(i))
			parts = append(parts, other)
		}
	}
	for _, f := range d.fragments {
		parts = append(parts, f.body)
	}
	d.r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	for _, p := range parts {
		d.buf = append(append(d.buf, p...), '\n')
	}
	op.Query = string(d.buf)
	op.Variables = d.values(uses)
	for range d.opts.Again {
		op.Again = append(op.Again, d.values(uses))
	}
	if len(parts) == 1+len(d.fragments) && d.chance(300) {
		op.Name = "" // who asks need not name the one there is
	}
	return op
}

func (d *document) kind() ast.Operation {
	switch n := d.r.IntN(1000); {
	case n < d.opts.Mutations && d.schema.Mutation != nil:
		return ast.Mutation
	case n < d.opts.Mutations+d.opts.Subscriptions && d.schema.Subscription != nil:
		return ast.Subscription
	default:
		return ast.Query
	}
}

// operation writes an operation with what its variables need, and returns it
// with the set of its variables.
func (d *document) operation(kind ast.Operation, name string) ([]byte, uint64) {
	root, at := d.schema.Query, ast.LocationQuery
	switch kind {
	case ast.Mutation:
		root, at = d.schema.Mutation, ast.LocationMutation
	case ast.Subscription:
		root, at = d.schema.Subscription, ast.LocationSubscription
	}
	d.buf, d.uses = nil, 0
	d.directives(at, 150)
	directives := d.take()
	if kind == ast.Subscription {
		d.stream(d.types[root.Name])
	} else {
		d.selection(d.types[root.Name], d.opts.Depth, 0)
	}
	body := d.take()
	uses := d.uses
	if kind != ast.Query || name != "" || uses != 0 || len(directives) > 0 || d.chance(100) {
		d.text(string(kind))
	}
	if name != "" {
		d.text(" ", name)
	}
	d.declare(uses)
	d.buf = append(append(d.buf, directives...), body...)
	return d.take(), uses
}

// take returns what was written, and starts anew.
func (d *document) take() []byte {
	b := d.buf
	d.buf = nil
	return b
}

func (d *document) text(parts ...string) {
	for _, p := range parts {
		d.buf = append(d.buf, p...)
	}
}

// chance is true for so many of a thousand.
func (d *document) chance(n int) bool { return d.r.IntN(1000) < n }

func pick[T any](d *document, from []T) T { return from[d.r.IntN(len(from))] }

func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
