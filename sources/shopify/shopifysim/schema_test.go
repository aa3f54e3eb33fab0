package shopifysim_test

import (
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

// TestSchemaIsSubset proves that a document which is valid here is valid at
// Shopify: every definition equals the vendor's, and nothing required is
// missing.
func TestSchemaIsSubset(t *testing.T) {
	official := shopifyspec.Load(t).Schema()
	ours := gqlparser.MustLoadSchema(&ast.Source{Input: shopifysim.SDL()})
	for name, definition := range ours.Types {
		if definition.BuiltIn {
			continue
		}
		theirs := official.Types[name]
		if theirs == nil || theirs.Kind != definition.Kind {
			t.Errorf("%s: the vendor has no such %s", name, definition.Kind)
			continue
		}
		compareDefinition(t, definition, theirs)
	}
}

func compareDefinition(t *testing.T, ours, theirs *ast.Definition) {
	t.Helper()
	for _, value := range ours.EnumValues {
		if theirs.EnumValues.ForName(value.Name) == nil {
			t.Errorf("%s.%s: not a value of the vendor's enum", ours.Name, value.Name)
		}
	}
	for _, name := range slices.Concat(ours.Interfaces, ours.Types) {
		if !slices.Contains(slices.Concat(theirs.Interfaces, theirs.Types), name) {
			t.Errorf("%s: the vendor's does not have %s", ours.Name, name)
		}
	}
	if (ours.Directives.ForName("oneOf") == nil) != (theirs.Directives.ForName("oneOf") == nil) {
		t.Errorf("%s: @oneOf differs", ours.Name)
	}
	for _, field := range ours.Fields {
		if len(field.Name) > 2 && field.Name[:2] == "__" {
			continue
		}
		compareField(t, ours.Name+"."+field.Name, field, theirs.Fields.ForName(field.Name))
	}
	for _, field := range theirs.Fields {
		if ours.Kind == ast.InputObject && field.Type.NonNull && field.DefaultValue == nil && ours.Fields.ForName(field.Name) == nil {
			t.Errorf("%s.%s: required by the vendor, but missing", ours.Name, field.Name)
		}
	}
}

func compareField(t *testing.T, path string, ours, theirs *ast.FieldDefinition) {
	t.Helper()
	if theirs == nil {
		t.Errorf("%s: the vendor has no such field", path)
		return
	}
	if ours.Type.String() != theirs.Type.String() {
		t.Errorf("%s: type %s, the vendor's is %s", path, ours.Type, theirs.Type)
	}
	if (ours.Directives.ForName("deprecated") == nil) != (theirs.Directives.ForName("deprecated") == nil) {
		t.Errorf("%s: @deprecated differs", path)
	}
	for _, argument := range ours.Arguments {
		other := theirs.Arguments.ForName(argument.Name)
		if other == nil || argument.Type.String() != other.Type.String() || value(argument.DefaultValue) != value(other.DefaultValue) {
			t.Errorf("%s(%s): differs from the vendor's", path, argument.Name)
		}
	}
	for _, argument := range theirs.Arguments {
		if argument.Type.NonNull && argument.DefaultValue == nil && ours.Arguments.ForName(argument.Name) == nil {
			t.Errorf("%s(%s): required by the vendor, but missing", path, argument.Name)
		}
	}
}

func value(v *ast.Value) string {
	if v == nil {
		return ""
	}
	return v.String()
}
