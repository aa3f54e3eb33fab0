package main_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
)

// serve assembles the server of the example's configuration over the database.
func serve(t *testing.T, d *database) http.Handler {
	t.Helper()
	c, err := config.Load("galleria."+d.system+".yaml", func(name string) (string, bool) { return d.url, name == d.env })
	must(t, err)
	c.Limits.Cost = 1_000_000 // the questions are larger than one would let a stranger ask
	a, err := app.Open(t.Context(), c, app.Options{})
	must(t, err)
	t.Cleanup(func() { must(t, a.Close()) })
	return a.Handler()
}

// answer is what the graph answers.
type answer struct {
	Data   map[string]any    `json:"data"`
	Errors []json.RawMessage `json:"errors"`
}

func ask(t *testing.T, graph http.Handler, query string, variables map[string]any) answer {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	must(t, err)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Host = "127.0.0.1:8080"
	w := httptest.NewRecorder()
	graph.ServeHTTP(w, r)
	var a answer
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	return a
}

// page is one connection of an answer.
type page struct {
	Nodes    []json.RawMessage `json:"nodes"`
	PageInfo struct {
		HasNextPage     bool    `json:"hasNextPage"`
		HasPreviousPage bool    `json:"hasPreviousPage"`
		StartCursor     *string `json:"startCursor"`
		EndCursor       *string `json:"endCursor"`
	} `json:"pageInfo"`
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return string(text)
}
