// Package operations makes random operations that are valid for a schema, to
// judge executors by: with fragments, aliases, fields that merge, variables,
// arguments of every form and directives.
package operations

import (
	"math/rand/v2"

	"github.com/vektah/gqlparser/v2/ast"
)

// Operation is a document, which of its operations is asked, and its variables.
type Operation struct {
	Query     string
	Name      string // empty where the document has one operation
	Kind      ast.Operation
	Variables map[string]any // as they are decoded from JSON

	Again []map[string]any // other variables, to ask the same again
}

// Scalar makes a value of a custom scalar, as it is decoded from JSON: text,
// int, float64, bool, []any or map[string]any. Some of the values may be ones
// that the scalar refuses.
type Scalar func(*rand.Rand) any

// Options bound and direct what is made. The zero value makes queries of a modest size.
type Options struct {
	Depth  int // of fields within fields; 5 where it is zero
	Fields int // of a document, about; 30 where it is zero

	// Of a thousand operations, so many are mutations and subscriptions, if the schema has them.
	Mutations, Subscriptions int
	// Of a thousand fields of the root of a query, so many ask for the schema.
	Introspection int
	// How many times each is to be asked again, with other variables.
	Again int
	// Whether fragments may be deferred.
	Defer bool

	// What to make of custom scalars, by name; text where there is nothing.
	Scalars map[string]Scalar
	// What to take text and ids from, beside a few common ones.
	Strings []string
}

// Generate makes one operation. Whoever needs many keeps a [Generator].
func Generate(r *rand.Rand, schema *ast.Schema, opts Options) Operation {
	return New(schema, opts).Generate(r)
}

// Generator makes operations for one schema. It is safe for concurrent use.
type Generator struct {
	schema  *ast.Schema
	opts    Options
	types   map[string]*composite
	runtime map[ast.DirectiveLocation][]*ast.DirectiveDefinition
	strings []string
	names   []string // of types
}

// composite is a type with fields or members.
type composite struct {
	def      *ast.Definition
	leaves   fields
	branches fields
	overlaps []*composite // what fragments in a selection of this type may be on
	meta     bool         // of the introspection
}

// fields are those of a type, with or without fields of their own.
type fields struct {
	all   ast.FieldList
	asked ast.FieldList // those with arguments
}

func (f *fields) add(field *ast.FieldDefinition) {
	f.all = append(f.all, field)
	if len(field.Arguments) > 0 {
		f.asked = append(f.asked, field)
	}
}

func (c *composite) object() bool { return c.def.Kind == ast.Object }

// New returns a generator for the schema.
func New(schema *ast.Schema, opts Options) *Generator {
	if opts.Depth == 0 {
		opts.Depth = 5
	}
	if opts.Fields == 0 {
		opts.Fields = 30
	}
	g := &Generator{
		schema: schema, opts: opts, types: map[string]*composite{}, runtime: map[ast.DirectiveLocation][]*ast.DirectiveDefinition{},
		strings: append([]string{"", "a", "some text", "1", `"\"`, "é\n☃"}, opts.Strings...), names: sorted(schema.Types),
	}
	for _, name := range g.names {
		if def := schema.Types[name]; def.IsCompositeType() {
			g.types[name] = g.composite(def)
		}
	}
	for _, name := range g.names {
		if c := g.types[name]; c != nil {
			c.overlaps = g.overlaps(c)
		}
	}
	for _, name := range sorted(schema.Directives) {
		switch name {
		case "skip", "include", "defer":
			continue
		}
		for _, at := range schema.Directives[name].Locations {
			g.runtime[at] = append(g.runtime[at], schema.Directives[name])
		}
	}
	return g
}

func (g *Generator) composite(def *ast.Definition) *composite {
	c := &composite{def: def, meta: meta(def.Name)}
	for _, f := range def.Fields {
		switch {
		case meta(f.Name): // asked for where the option says
		case g.schema.Types[f.Type.Name()].IsCompositeType():
			c.branches.add(f)
		default:
			c.leaves.add(f)
		}
	}
	return c
}

// overlaps lists the types that share an object with c, c first.
func (g *Generator) overlaps(c *composite) []*composite {
	out := []*composite{c}
	for _, name := range g.names {
		other := g.types[name]
		if other == nil || other == c {
			continue
		}
		for _, p := range g.schema.GetPossibleTypes(c.def) {
			if contains(g.schema.GetPossibleTypes(other.def), p) {
				out = append(out, other)
				break
			}
		}
	}
	return out
}

func contains(all []*ast.Definition, d *ast.Definition) bool {
	for _, other := range all {
		if other.Name == d.Name {
			return true
		}
	}
	return false
}

func meta(name string) bool { return len(name) > 2 && name[:2] == "__" }
