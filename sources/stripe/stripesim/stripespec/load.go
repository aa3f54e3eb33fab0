package stripespec

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

const (
	openAPIFile  = "openapi_2026-08-26.trimmed.json"
	fixturesFile = "fixtures3_2026-08-26.trimmed.json"
)

// Version is the Stripe API version that the specification describes.
const Version = "2026-08-26.dahlia"

// Spec is Stripe's OpenAPI document. It is safe for concurrent use.
type Spec struct {
	doc *openapi3.T
	dir string
}

// The document has 1.6 MB and takes most of a second to read, so that a test
// process reads it once. It is never changed afterwards.
var loadOnce = sync.OnceValues(load)

// Load returns the specification. It skips the test with one line when the
// specification files are absent and fails it when they cannot be read.
// The files are sought in the folder named by GALLERIA_SHARED, or else in
// ../shared relative to the repository's root.
func Load(t testing.TB) *Spec {
	t.Helper()
	spec, err := loadOnce()
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("Stripe's specification is absent: set GALLERIA_SHARED to the folder that holds specs/stripe (%v)", err)
	}
	if err != nil {
		t.Fatalf("load Stripe's specification: %v", err)
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

func load() (*Spec, error) {
	dir, err := directory()
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(dir, openAPIFile))
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", openAPIFile, err)
	}
	closeObjects(doc)
	return &Spec{doc: doc, dir: dir}, nil
}

// closeObjects forbids properties that the specification does not know.
// OpenAPI allows them unless told otherwise, and then a misspelt property of a
// simulated answer would pass for an extension.
func closeObjects(doc *openapi3.T) {
	for _, ref := range doc.Components.Schemas {
		schema := ref.Value
		open := schema.AdditionalProperties.Has != nil || schema.AdditionalProperties.Schema != nil
		if len(schema.Properties) == 0 || open {
			continue
		}
		closed := false
		schema.AdditionalProperties.Has = &closed
	}
}

// Dir returns the folder that holds Stripe's specification files, or skips the
// test when it is absent.
func Dir(t testing.TB) string {
	t.Helper()
	return Load(t).dir
}

func directory() (string, error) {
	if shared := os.Getenv("GALLERIA_SHARED"); shared != "" {
		return filepath.Join(shared, "specs", "stripe"), nil
	}
	root, err := repositoryRoot()
	if err != nil {
		return "", err
	}
	return filepath.Join(root, "..", "shared", "specs", "stripe"), nil
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
