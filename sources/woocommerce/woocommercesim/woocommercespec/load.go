package woocommercespec

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const (
	schemaFile    = "wc-v3.schema.json"
	endpointsFile = "wc-v3.endpoints.json"
)

// Spec is the specification. It is safe for concurrent use.
type Spec struct {
	dir       string
	endpoints []endpoint
	resources map[string]*jsonschema.Schema
}

// The specification is the same for a whole test process, and never changed.
var loadOnce = sync.OnceValues(load)

// Load returns the specification. It skips the test with one line when the
// specification files are absent and fails it when they cannot be read.
// The files are sought in the folder named by GALLERIA_SHARED, or else in
// ../shared relative to the repository's root.
func Load(t testing.TB) *Spec {
	t.Helper()
	spec, err := loadOnce()
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("WooCommerce's specification is absent: set GALLERIA_SHARED to the folder that holds specs/woocommerce (%v)", err)
	}
	if err != nil {
		t.Fatalf("load WooCommerce's specification: %v", err)
	}
	return spec
}

// Find is Load for tests that are worth running without the specification: it
// returns nil when the files are absent instead of skipping.
func Find(t testing.TB) *Spec {
	t.Helper()
	if _, err := loadOnce(); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return Load(t)
}

// Dir returns the folder that holds the specification files, or skips the test
// when it is absent.
func Dir(t testing.TB) string {
	t.Helper()
	return Load(t).dir
}

func load() (*Spec, error) {
	dir, err := directory()
	if err != nil {
		return nil, err
	}
	s := &Spec{dir: dir, resources: map[string]*jsonschema.Schema{}}
	if s.endpoints, err = readEndpoints(filepath.Join(dir, endpointsFile)); err != nil {
		return nil, err
	}
	return s, s.compile()
}

func (s *Spec) compile() error {
	data, err := os.ReadFile(filepath.Join(s.dir, schemaFile))
	if err != nil {
		return err
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("parse %s: %w", schemaFile, err)
	}
	definitions, _ := document.(map[string]any)["$defs"].(map[string]any)
	correct(definitions)
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(schemaFile, document); err != nil {
		return fmt.Errorf("read %s: %w", schemaFile, err)
	}
	for name := range definitions {
		if s.resources[name], err = compiler.Compile(schemaFile + "#/$defs/" + name); err != nil {
			return fmt.Errorf("compile %s: %w", name, err)
		}
	}
	return nil
}

// correct forbids properties that the schema does not know, which it allows
// because plug-ins add some: a misspelt property of a simulated answer would
// pass for one. All resources have _links. A variation without a picture has
// null in its place, which the schema, made from an example, does not tell. Nor
// does it tell that the list of products, asked for SKUs, brings variations,
// with the option of each attribute, and stock that can be their product's
// (prepare_objects_query and get_attributes of the products' controller).
func correct(definitions map[string]any) {
	for _, definition := range definitions {
		object, _ := definition.(map[string]any)
		properties, _ := object["properties"].(map[string]any)
		if len(properties) == 0 {
			continue
		}
		properties["_links"] = map[string]any{"type": "object"}
		object["additionalProperties"] = false
	}
	extend(definitions, "product_attributes", "option", map[string]any{"type": "string"})
	extend(definitions, "product", "manage_stock", map[string]any{"enum": []any{true, false, "parent"}})
	variation, _ := definitions["product_variation"].(map[string]any)
	properties, _ := variation["properties"].(map[string]any)
	if image, ok := properties["image"]; ok {
		properties["image"] = map[string]any{"anyOf": []any{map[string]any{"type": "null"}, image}}
	}
}

// extend replaces a property of a definition that the schema has.
func extend(definitions map[string]any, name, property string, schema map[string]any) {
	definition, _ := definitions[name].(map[string]any)
	if properties, ok := definition["properties"].(map[string]any); ok {
		properties[property] = schema
	}
}

func readEndpoints(path string) ([]endpoint, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var table struct {
		Endpoints []endpoint `json:"endpoints"`
	}
	if err := json.Unmarshal(data, &table); err != nil {
		return nil, fmt.Errorf("parse %s: %w", endpointsFile, err)
	}
	return append(table.Endpoints, others...), nil
}

func directory() (string, error) {
	if shared := os.Getenv("GALLERIA_SHARED"); shared != "" {
		return filepath.Join(shared, "specs", "woocommerce"), nil
	}
	root, err := repositoryRoot()
	if err != nil {
		return "", err
	}
	return filepath.Join(root, "..", "shared", "specs", "woocommerce"), nil
}

// repositoryRoot walks up from the working folder, which go test sets to the
// folder of the package under test.
func repositoryRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the repository's root: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fmt.Errorf("find the repository's root: no go.mod above the working folder: %w", os.ErrNotExist)
		}
		dir = parent
	}
}
