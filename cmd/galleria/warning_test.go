package main_test

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// What is to be mended although a source answers is told, and is no error.
func TestCheckWarns(t *testing.T) {
	server := httptest.NewServer(shopifysim.New(shopifysim.Options{}))
	defer server.Close()
	path := filepath.Join(t.TempDir(), "galleria.yaml")
	text := "sources:\n  north: {kind: shopify, shop: north.myshopify.com, accessToken: shpat_simulated, apiVersion: 2026-10, url: \"" + server.URL + "\"}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	const warning = "API version 2026-10 is a release candidate"
	if o := execute(t, nil, "check", path, "--connect").want(t, 0); !strings.Contains(o.stdout, "\n  ▲ "+warning) {
		t.Errorf("printed:\n%s", o.stdout)
	}
	var report struct {
		Sources []struct{ Warnings []string }
	}
	o := execute(t, nil, "check", path, "--connect", "--json").want(t, 0)
	if err := json.Unmarshal([]byte(o.stdout), &report); err != nil || len(report.Sources) != 1 || len(report.Sources[0].Warnings) != 1 || !strings.HasPrefix(report.Sources[0].Warnings[0], warning) {
		t.Errorf("printed:\n%s", o.stdout)
	}
	facts := start(t, false, nil, "serve", "-c", path, "--listen", "127.0.0.1:0").ready(t)
	if o := execute(t, []string{"GALLERIA_URL", facts.GraphQL}, "sources").want(t, 0); !strings.Contains(o.stdout, "\n▲ north: "+warning) {
		t.Errorf("printed:\n%s", o.stdout)
	}
}
