package docguard

import "github.com/vektah/gqlparser/v2/ast"

// introspectionSizes is how long the lists of introspection are, on average for
// those of a type, so that a query of the schema can be priced by the schema.
type introspectionSizes map[string]int

func sizesOf(schema *ast.Schema) introspectionSizes {
	var fields, args, values, interfaces, inputs, objects, inputObjects, enums int
	for _, def := range schema.Types {
		switch def.Kind {
		case ast.Object, ast.Interface:
			objects++
			fields += len(def.Fields)
			interfaces += len(def.Interfaces)
			for _, f := range def.Fields {
				args += len(f.Arguments)
			}
		case ast.InputObject:
			inputObjects++
			inputs += len(def.Fields)
		case ast.Enum:
			enums++
			values += len(def.EnumValues)
		}
	}
	possible := 0
	for _, list := range schema.PossibleTypes {
		possible = max(possible, len(list))
	}
	return introspectionSizes{
		"types":         len(schema.Types),
		"directives":    len(schema.Directives),
		"fields":        average(fields, objects),
		"args":          average(args, fields),
		"interfaces":    average(interfaces, objects),
		"inputFields":   average(inputs, inputObjects),
		"enumValues":    average(values, enums),
		"possibleTypes": max(possible, 1),
	}
}

// average rounds up and is at least 1.
func average(sum, count int) int {
	if count == 0 {
		return 1
	}
	return max((sum+count-1)/count, 1)
}

// introspection counts the objects below a field of the schema's schema.
func (p *pricing) introspection(m *merged) int {
	if len(m.sets) == 0 {
		return 0
	}
	each := 1
	for _, child := range p.collector.collect(m.sets) {
		each = plus(each, p.introspection(child))
	}
	count := p.sizes[m.fields[0].Name]
	return times(max(count, 1), each)
}
