package app_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
)

func TestVetTellsWhatIsWrongWithStoredDocuments(t *testing.T) {
	const file = "testdata/vet/documents.yaml"
	cfg := load(t, file, nil)
	told(t, file, app.Vet(cfg))
	_, err := app.Open(t.Context(), cfg, app.Options{})
	told(t, file, err)
}

func TestFoldersWithoutDocuments(t *testing.T) {
	secret := filepath.Join(t.TempDir(), canary)
	for want, folder := range map[string]string{"cannot be read: no such file": secret, "there is no *.graphql file": t.TempDir()} {
		cfg, err := config.Parse("", []byte("documents: {path: \"${FOLDER}\"}\nsources: {pay: {kind: stripe, secretKey: x}}\n"), func(string) (string, bool) { return folder, true })
		if err != nil {
			t.Fatal(err)
		}
		if err := app.Vet(cfg); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), folder) || strings.Contains(err.Error(), canary) {
			t.Errorf("got %v", err)
		}
	}
}

// TestStoredDocumentIsServed asks the demo for a document that it has beforehand.
func TestStoredDocumentIsServed(t *testing.T) {
	dir := t.TempDir()
	const text = "query Newest { orders(first: 2) { nodes { name } } }\n"
	if err := os.WriteFile(filepath.Join(dir, "newest.graphql"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := merchant.Config()
	cfg.Documents = &config.Documents{Path: dir}
	a, err := app.Open(t.Context(), cfg, app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	rec := httptest.NewRecorder()
	a.Handler().ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1:8080/graphql?documentId=newest", nil))
	if rec.Code != http.StatusOK || strings.Count(rec.Body.String(), `"name":"#`) != 2 {
		t.Fatalf("status %d: %s", rec.Code, rec.Body)
	}
}
