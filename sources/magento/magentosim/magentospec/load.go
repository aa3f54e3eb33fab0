package magentospec

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

const swaggerFile = "admin-rest_2.4.9.trimmed.swagger2.json"

// Spec is the Swagger document. It is safe for concurrent use.
type Spec struct {
	paths       map[string]map[string]operation // by path and lower-case method
	definitions map[string]*schema
	dir         string
}

type operation struct {
	Parameters []parameter
	Responses  map[string]struct{ Schema *schema }
}

type parameter struct {
	Name, In, Type string
	Required       bool
}

// schema is the part of a Swagger schema that the document uses.
type schema struct {
	Ref        string `json:"$ref"`
	Type       string
	Items      *schema
	Properties map[string]*schema
	Required   []string
}

// The document is read once in a process and never changed afterwards.
var loadOnce = sync.OnceValues(load)

// Load returns the specification. It skips the test with one line when the
// specification files are absent and fails it when they cannot be read. The
// files are sought in the folder named by GALLERIA_SHARED, or else in ../shared
// relative to the repository's root.
func Load(t testing.TB) *Spec {
	t.Helper()
	spec, err := loadOnce()
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("Magento's specification is absent: set GALLERIA_SHARED to the folder that holds specs/magento (%v)", err)
	}
	if err != nil {
		t.Fatalf("load Magento's specification: %v", err)
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

// Example returns an official example by its file's name, or skips the test.
func Example(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(Load(t).dir, "examples", name))
	if err != nil {
		t.Fatalf("read an example: %v", err)
	}
	return data
}

// Currencies returns the facts about currencies that lie beside the
// specifications, or skips the test.
func Currencies(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(Load(t).dir, "..", "currencies.json"))
	if err != nil {
		t.Fatalf("read the currencies: %v", err)
	}
	return data
}

// Examples returns the names of all official examples, or skips the test.
func Examples(t testing.TB) []string {
	t.Helper()
	files, err := os.ReadDir(filepath.Join(Load(t).dir, "examples"))
	if err != nil {
		t.Fatalf("read the examples: %v", err)
	}
	names := make([]string, len(files))
	for i, file := range files {
		names[i] = file.Name()
	}
	return names
}

func load() (*Spec, error) {
	dir, err := directory()
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(dir, swaggerFile))
	if err != nil {
		return nil, err
	}
	var doc struct {
		Paths       map[string]map[string]operation
		Definitions map[string]*schema
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("parse %s: %w", swaggerFile, err)
	}
	spec := &Spec{paths: doc.Paths, definitions: doc.Definitions, dir: dir}
	spec.addUntold()
	return spec, nil
}

// addUntold adds the one call that Adobe documents in its pages and that the
// trimmed document leaves out.
func (s *Spec) addUntold() {
	s.definitions["are-products-salable-result"] = &schema{Type: "object", Required: []string{"sku", "stock_id", "salable"}, Properties: map[string]*schema{
		"sku": {Type: "string"}, "stock_id": {Type: "integer"}, "salable": {Type: "boolean"},
	}}
	s.paths["/V1/inventory/are-products-salable"] = map[string]operation{"get": {
		Parameters: []parameter{{Name: "skus", In: "query", Type: "array", Required: true}, {Name: "stockId", In: "query", Type: "integer", Required: true}},
		Responses:  map[string]struct{ Schema *schema }{"200": {&schema{Type: "array", Items: &schema{Ref: "#/definitions/are-products-salable-result"}}}},
	}}
}

func directory() (string, error) {
	if shared := os.Getenv("GALLERIA_SHARED"); shared != "" {
		return filepath.Join(shared, "specs", "magento"), nil
	}
	root, err := repositoryRoot()
	if err != nil {
		return "", err
	}
	return filepath.Join(root, "..", "shared", "specs", "magento"), nil
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
