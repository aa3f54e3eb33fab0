package executor

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// schemaIndex is what plans look up in the schema.
type schemaIndex struct {
	schema  *ast.Schema
	binding *Binding
	ids     map[string]TypeID
	// possible holds, for each composite type, the object types that its values can have.
	possible map[string][]TypeID
	conforms map[TypeID]map[string]bool
}

func newSchemaIndex(schema *ast.Schema, b *Binding) *schemaIndex {
	x := &schemaIndex{schema: schema, binding: b, ids: map[string]TypeID{}, possible: map[string][]TypeID{}, conforms: map[TypeID]map[string]bool{}}
	for i, t := range b.Types {
		x.ids[t.Name] = TypeID(i)
	}
	for name, def := range schema.Types {
		for _, object := range schema.GetPossibleTypes(def) {
			if id, ok := x.ids[object.Name]; ok {
				x.allow(id, name)
			}
		}
		if id, ok := x.ids[name]; ok {
			x.allow(id, name)
		}
	}
	return x
}

func (x *schemaIndex) allow(id TypeID, name string) {
	if x.conforms[id] == nil {
		x.conforms[id] = map[string]bool{"": true}
	}
	if !x.conforms[id][name] {
		x.conforms[id][name] = true
		x.possible[name] = append(x.possible[name], id)
	}
}

// satisfies reports whether a fragment on the condition applies to objects of the type.
func (x *schemaIndex) satisfies(id TypeID, condition string) bool { return x.conforms[id][condition] }

// objects returns the object types that values of the named type can have; none for a leaf.
func (x *schemaIndex) objects(name string) []TypeID { return x.possible[name] }

func (x *schemaIndex) fieldType(id TypeID, field string) *ast.Type {
	return x.schema.Types[x.binding.Types[id].Name].Fields.ForName(field).Type
}

func (x *schemaIndex) root(op ast.Operation) (TypeID, bool) {
	def := x.schema.Query
	switch op {
	case ast.Mutation:
		def = x.schema.Mutation
	case ast.Subscription:
		def = x.schema.Subscription
	}
	if def == nil {
		return 0, false
	}
	id, ok := x.ids[def.Name]
	return id, ok
}
