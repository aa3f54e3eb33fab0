package app_test

import (
	"database/sql"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/sources"
)

// TestOpenLate serves while a database is not there, and asks it when it is.
func TestOpenLate(t *testing.T) { synctest.Test(t, openLate) }

func openLate(t *testing.T) {
	file := filepath.Join(t.TempDir(), "late.db")
	cfg := parse(t, `
sources:
  late: {kind: sqlite, url: "`+file+`", tables: {locations: {table: sites, id: id, fields: {name: name}}}}
`)
	var log strings.Builder
	a, err := app.Open(t.Context(), cfg, app.Options{Late: true, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	if !strings.Contains(log.String(), "level=WARN") || !strings.Contains(log.String(), "source=late") {
		t.Errorf("the log says %q, want a warning", log.String())
	}
	if r := a.Check(t.Context()); sources.KindOf(r[0].Err) != sources.KindUnavailable {
		t.Errorf("check: %v, want kind %v", r[0].Err, sources.KindUnavailable)
	}
	if s := state(t, a); s != "not answering" {
		t.Errorf("the source is %q", s)
	}
	body := post(t, a, `{ locations(first: 1) { nodes { name } } }`)
	if !strings.Contains(body, `"locations":null`) || !strings.Contains(body, "SOURCE_UNAVAILABLE") {
		t.Errorf("without the database: %s", body)
	}
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), `CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO sites VALUES (1, 'Quay')`); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Second) // the pause between two attempts
	if err := a.Check(t.Context())[0].Err; err != nil {
		t.Errorf("check of the database that is there: %v", err)
	}
	if s := state(t, a); s == "not answering" {
		t.Errorf("the source is %q", s)
	}
	if body := post(t, a, `{ locations(first: 1) { nodes { name } } }`); !strings.Contains(body, `"name":"Quay"`) {
		t.Errorf("with the database: %s", body)
	}
}

func state(t *testing.T, a *app.App) string {
	t.Helper()
	w := httptest.NewRecorder()
	a.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/api/sources", nil))
	var s struct{ Sources []struct{ State string } }
	if err := json.Unmarshal(w.Body.Bytes(), &s); err != nil || len(s.Sources) != 1 {
		t.Fatalf("sources: %s, %v", w.Body, err)
	}
	return s.Sources[0].State
}

func post(t *testing.T, a *app.App, query string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost/graphql", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	a.Handler().ServeHTTP(w, r)
	return w.Body.String()
}
