package ui_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/galleria-graph/galleria/internal/server/ui"
)

// TestInBrowser runs the browser's tests in web/test against a server that has the pages, the schema and a GraphQL that
// answers __typename only: enough for the pages, which are what is tested here. It takes half a minute and is asked for by
// GALLERIA_BROWSER=1.
func TestInBrowser(t *testing.T) {
	if os.Getenv("GALLERIA_BROWSER") == "" {
		t.Skip("GALLERIA_BROWSER is not set: no browser is started")
	}
	web := filepath.Join(root, "web")
	if _, err := os.Stat(filepath.Join(web, "node_modules", "playwright-core")); err != nil {
		t.Skip("web/node_modules is not installed: run npm ci in web/ for the browser's tests")
	}
	chromium := os.Getenv("CHROMIUM")
	if chromium == "" {
		chromium = "/usr/bin/chromium"
	}
	if _, err := os.Stat(chromium); err != nil {
		t.Skip("chromium is not installed: the browser's tests need it")
	}
	mux := http.NewServeMux()
	mux.Handle(ui.Prefix, ui.Handler())
	mux.HandleFunc("GET /schema.graphql", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		for _, source := range schemaSources(t) {
			_, _ = w.Write([]byte(source.Input + "\n"))
		}
	})
	mux.HandleFunc("POST /graphql", func(w http.ResponseWriter, r *http.Request) {
		var request struct{ Query string }
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
			http.Error(w, "malformed request", http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"data":{"__typename":"Query"}}`))
	})
	schemaSources(t)
	server := httptest.NewServer(mux)
	defer server.Close()
	command := exec.CommandContext(t.Context(), "npm", "test")
	command.Dir = web
	command.Env = append(os.Environ(), "GALLERIA_URL="+server.URL)
	if output, err := command.CombinedOutput(); err != nil {
		t.Errorf("npm test: %v\n%s", err, output)
	}
}
