package app_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/galleria-graph/galleria/resolvers"
	"github.com/galleria-graph/galleria/schema"
)

// graphNames knows which fields of the graph read which fields of the vocabulary.
type graphNames struct {
	types map[string]*ast.Definition
	bound map[string]map[string]string // type, field: what gqlgen was told to read
}

func readGraphNames(t *testing.T) graphNames {
	t.Helper()
	doc, err := parser.ParseSchema(&ast.Source{Input: schema.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../gqlgen.yml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Models map[string]struct {
			Fields map[string]struct {
				FieldName string `yaml:"fieldName"`
			} `yaml:"fields"`
		} `yaml:"models"`
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	names := graphNames{types: map[string]*ast.Definition{}, bound: map[string]map[string]string{}}
	for _, d := range doc.Definitions {
		names.types[d.Name] = d
	}
	for name, model := range file.Models {
		names.bound[name] = map[string]string{}
		for field, of := range model.Fields {
			names.bound[name][field] = of.FieldName
		}
	}
	return names
}

// structField returns the struct's own field that a field of the graph reads: by
// its own name, by that of the method that tells it, or as a reference. What
// every entity has of its origin is none.
func (n graphNames) structField(typ reflect.Type, name string) (reflect.StructField, bool) {
	method := n.bound[typ.Name()][name]
	for _, candidate := range []string{
		name, method, strings.TrimSuffix(method, "Value"), strings.TrimSuffix(method, "Of"), strings.Replace(method, "GlobalID", "ID", 1), name + "ID",
	} {
		for field := range typ.Fields() {
			if !field.Anonymous && strings.EqualFold(field.Name, candidate) {
				return field, true
			}
		}
	}
	return reflect.StructField{}, false
}

// groupFill is what a connector fills of a group: fields of the graph, with
// those of the parts below them that stay empty.
type groupFill struct {
	Group         string
	Filled, Empty []string
	// Whole counts all fields of the graph, those of parts too, and Full those that are filled.
	Full, Whole int
}

// values are types that are told as a whole.
var values = []string{"Money", "MoneyBag", "Address"}

// fills returns what of a kind is written, its core first, then its groups. It
// leaves out the group that asks a merged view for its members.
func (n graphNames) fills(typ reflect.Type, groups []string, w written) []groupFill {
	out := make([]groupFill, 0, len(groups)+1)
	for bit, group := range append([]string{""}, groups...) {
		if group == "members" {
			continue
		}
		fill := groupFill{Group: group}
		for _, f := range n.types[typ.Name()].Fields {
			of := resolvers.GroupOf(typ.Name(), f.Name)
			if bit == 0 && of == 0 || bit > 0 && of == 1<<(bit-1) {
				n.add(&fill, typ, f.Name, "", w, []reflect.Type{typ})
			}
		}
		out = append(out, fill)
	}
	return out
}

// add notes a field, and if it is filled those of the part that it holds.
func (n graphNames) add(fill *groupFill, typ reflect.Type, name, below string, w written, way []reflect.Type) {
	field, ok := n.structField(typ, name)
	if !ok {
		return
	}
	fill.Whole++
	if !w[typ.Name()+"."+field.Name] {
		fill.Empty = append(fill.Empty, below+name)
		return
	}
	fill.Full++
	if below == "" {
		fill.Filled = append(fill.Filled, name)
	}
	part := field.Type
	for part.Kind() == reflect.Pointer || part.Kind() == reflect.Slice {
		part = part.Elem()
	}
	d := n.types[part.Name()]
	if part.Kind() != reflect.Struct || part.PkgPath() != vocabularyImport || d == nil || d.Kind != ast.Object ||
		slices.Contains(values, part.Name()) || slices.Contains(kindNames, part.Name()) || slices.Contains(way, part) {
		return
	}
	for _, f := range d.Fields {
		n.add(fill, part, f.Name, below+name+".", w, append(way, part))
	}
}
