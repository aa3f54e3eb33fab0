package ui_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// federation defines the directives that the schema imports from Apollo's specification, as far as it uses them.
const federation = `
scalar FieldSet
directive @link(url: String!, import: [String!]) repeatable on SCHEMA
directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
directive @shareable on OBJECT | FIELD_DEFINITION
`

// schemaSources reads the project's schema.
func schemaSources(t *testing.T) []*ast.Source {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(root, "schema", "*.graphqls"))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skip("schema/*.graphqls is not there: examples cannot be checked")
	}
	var sources []*ast.Source
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, &ast.Source{Name: name, Input: string(content)})
	}
	return sources
}

func loadSchema(t *testing.T) *ast.Schema {
	t.Helper()
	schema, err := gqlparser.LoadSchema(append(schemaSources(t), &ast.Source{Name: "federation", Input: federation})...)
	if err != nil {
		t.Fatalf("load schema: %v", err)
	}
	return schema
}

// variablesOf reads the "# variables: {…}" line at the head of an example.
func variablesOf(t *testing.T, example string) map[string]any {
	t.Helper()
	variables := map[string]any{}
	for line := range strings.Lines(example) {
		text, found := strings.CutPrefix(strings.TrimSpace(line), "# variables: ")
		if !found {
			continue
		}
		if err := json.Unmarshal([]byte(text), &variables); err != nil {
			t.Fatalf("read variables: %v", err)
		}
	}
	return variables
}

// An example that the graph refuses is the first thing a newcomer would see of it.
func TestExamplesFitTheSchema(t *testing.T) {
	schema := loadSchema(t)
	names, err := filepath.Glob(filepath.Join(root, "web", "src", "examples", "*.graphql"))
	if err != nil || len(names) < 5 {
		t.Fatalf("want five examples or more, have %q (%v)", names, err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			document, problems := gqlparser.LoadQueryWithRules(schema, string(content), rules.NewDefaultRules())
			if problems != nil {
				t.Fatal(problems)
			}
			if len(document.Operations) != 1 || document.Operations[0].Name == "" {
				t.Fatal("want exactly one operation, with a name")
			}
			if _, err := validator.VariableValues(schema, document.Operations[0], variablesOf(t, string(content))); err != nil {
				t.Errorf("variables: %v", err)
			}
		})
	}
}
