package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"

	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/internal/config"
)

func queries(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("queries", "*.graphql"))
	must(t, err)
	if len(paths) < 5 {
		t.Fatalf("there are %d queries", len(paths))
	}
	return paths
}

// TestQueriesAreOfTheSchema also holds each to beginning with its title and its lesson.
func TestQueriesAreOfTheSchema(t *testing.T) {
	sdl := graph.NewExecutableSchema(graph.Config{}).Schema()
	for _, path := range queries(t) {
		text := readFile(t, path)
		if lines := strings.SplitN(text, "\n", 3); !strings.HasPrefix(lines[0], "# title: ") || !strings.HasPrefix(lines[1], "# lesson: ") {
			t.Errorf("%s does not begin with its title and its lesson", path)
		}
		if _, err := gqlparser.LoadQueryWithRules(sdl, text, nil); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestQueriesAnswer asks all of them over all the data.
func TestQueriesAnswer(t *testing.T) {
	d, data := openSQLite(t), openData(t)
	d.fill(t, data)
	server := serve(t, d)
	for _, path := range queries(t) {
		a := ask(t, server, readFile(t, path), nil)
		if len(a.Errors) > 0 {
			t.Errorf("%s: %s", path, a.Errors)
		}
		for field, value := range a.Data {
			c, _ := value.(map[string]any)
			if nodes, listed := c["nodes"].([]any); value == nil || listed && len(nodes) == 0 {
				text, _ := json.Marshal(a.Data)
				t.Errorf("%s: %s answers nothing: %.300s", path, field, text)
			}
		}
	}
}

func TestConfigurationsAreValid(t *testing.T) {
	for _, system := range []string{"postgres", "mysql", "sqlite"} {
		if _, err := config.Load("galleria."+system+".yaml", func(string) (string, bool) { return "", false }); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat("galleria.yaml"); err == nil {
		t.Error("galleria.yaml would be found instead of the one that is named")
	}
}
