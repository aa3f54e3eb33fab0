// Package shopifyspec checks GraphQL requests and responses against Shopify's
// own Admin schema, so that neither a connector nor a simulator is believed on
// its own word. It is a test helper: production code never imports it. The
// schema is the vendor's and is not part of this project; it is read from a
// folder beside the repository, and tests that need it skip where it is absent.
package shopifyspec

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Version is the Admin API version whose schema Load reads.
const Version = "2026-07"

// schemaFile is the complete schema, without descriptions, inside the shared
// folder.
const schemaFile = "specs/shopify/admin_" + Version + ".full-no-descriptions.graphql"

// Spec is Shopify's Admin schema with the checks that use it. It is safe for
// concurrent use.
type Spec struct {
	schema *ast.Schema
}

// Load reads the official schema and returns the checks on it. The folder of
// vendor specifications is GALLERIA_SHARED when that is set, else the folder
// "shared" beside the repository. Load skips the test when the schema is not
// there and fails it when the schema cannot be read. Parsing takes some tenths
// of a second: load once a test and share the result among its subtests.
func Load(tb testing.TB) *Spec {
	tb.Helper()
	path, err := SharedPath(schemaFile)
	if err != nil {
		tb.Fatalf("locate the Shopify schema: %v", err)
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		tb.Skipf("skipped: no Shopify schema at %s (set GALLERIA_SHARED to the folder that holds specs/)", schemaFile)
	}
	if err != nil {
		tb.Fatalf("read the Shopify schema: %v", err)
	}
	spec, err := Parse(schemaFile, string(text))
	if err != nil {
		tb.Fatal(err)
	}
	return spec
}

// Parse returns the checks on a schema given as SDL text; name is used in
// error messages only.
func Parse(name, sdl string) (*Spec, error) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: name, Input: sdl})
	if err != nil {
		return nil, fmt.Errorf("parse schema %s: %w", name, err)
	}
	return &Spec{schema: schema}, nil
}

// SharedPath returns where a file of the shared folder would be, whether it
// exists or not: under GALLERIA_SHARED, else under "shared" beside the
// repository, whose root is the nearest folder upwards that holds go.mod.
func SharedPath(name string) (string, error) {
	if dir := os.Getenv("GALLERIA_SHARED"); dir != "" {
		return filepath.Join(dir, filepath.FromSlash(name)), nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the repository root: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared", filepath.FromSlash(name)), nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("find the repository root: no go.mod in this folder or above it")
		}
		dir = parent
	}
}

// Schema returns the parsed schema. It must not be changed.
func (s *Spec) Schema() *ast.Schema { return s.schema }

// CheckRequest reports whether Shopify would accept the document and its
// variables: the text parses, every field, argument and type exists and fits,
// and the variables have the declared types. A document of several operations
// is checked as a whole; variables are then checked against the first one.
func (s *Spec) CheckRequest(query string, variables map[string]any) error {
	_, _, err := s.prepare(query, variables)
	return err
}

// prepare parses and validates a document and coerces its variables.
func (s *Spec) prepare(query string, variables map[string]any) (*ast.OperationDefinition, map[string]any, error) {
	doc, err := parser.ParseQuery(&ast.Source{Name: "request", Input: query})
	if err != nil {
		return nil, nil, fmt.Errorf("parse request: %w", err)
	}
	if errs := validator.ValidateWithRules(s.schema, doc, rules.NewDefaultRules()); len(errs) > 0 {
		return nil, nil, fmt.Errorf("validate request: %w", errs)
	}
	if len(doc.Operations) == 0 {
		return nil, nil, errors.New("validate request: the document holds no operation")
	}
	operation := doc.Operations[0]
	values, err := validator.VariableValues(s.schema, operation, variables)
	if err != nil {
		return nil, nil, fmt.Errorf("check variables: %w", err)
	}
	return operation, values, nil
}
