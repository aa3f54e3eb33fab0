package schema_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/galleria-graph/galleria/schema"
)

func document(t *testing.T) *ast.SchemaDocument {
	t.Helper()
	doc, err := parser.ParseSchema(&ast.Source{Input: schema.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestEverythingIsDescribed(t *testing.T) {
	doc := document(t)
	for _, d := range doc.Definitions {
		described(t, d.Name, d.Description)
		members(t, d)
	}
	for _, d := range doc.Extensions {
		members(t, d)
	}
	for _, d := range doc.Directives {
		described(t, "@"+d.Name, d.Description)
	}
}

func members(t *testing.T, d *ast.Definition) {
	t.Helper()
	for _, f := range d.Fields {
		described(t, d.Name+"."+f.Name, f.Description)
		for _, a := range f.Arguments {
			described(t, d.Name+"."+f.Name+"("+a.Name+":)", a.Description)
		}
	}
	for _, v := range d.EnumValues {
		described(t, d.Name+"."+v.Name, v.Description)
	}
}

func described(t *testing.T, what, description string) {
	t.Helper()
	if strings.TrimSpace(description) == "" {
		t.Errorf("%s has no description", what)
	} else if !strings.ContainsAny(description[len(description)-1:], ".:`") {
		t.Errorf("the description of %s is no sentence: %q", what, description)
	}
}

func TestEveryEntityHasAKey(t *testing.T) {
	for _, d := range document(t).Definitions {
		for _, i := range d.Interfaces {
			if i == "Node" && d.Directives.ForName("key") == nil {
				t.Errorf("%s is a node without @key", d.Name)
			}
		}
	}
}

func TestMoneyIsDecimal(t *testing.T) {
	for _, d := range document(t).Definitions {
		for _, f := range d.Fields {
			if f.Type.Name() == "Float" {
				t.Errorf("%s.%s is a float", d.Name, f.Name)
			}
		}
	}
}

func TestEveryOpenEnumHasUnknown(t *testing.T) {
	closed := map[string]bool{"SortDirection": true}
	for _, d := range document(t).Definitions {
		if d.Kind == ast.Enum && !closed[d.Name] && !strings.HasSuffix(d.Name, "SortField") && d.EnumValues.ForName("UNKNOWN") == nil {
			t.Errorf("%s has no UNKNOWN", d.Name)
		}
	}
}
