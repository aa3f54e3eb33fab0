package main_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// shopFile writes the configuration of a simulated shop of so many orders.
func shopFile(t *testing.T, orders int) (path string, sim *shopifysim.Sim) {
	t.Helper()
	sim = shopifysim.New(shopifysim.Options{ReadAllOrders: true})
	for n := range orders {
		if _, err := sim.PutOrder(shopifysim.Order{Name: fmt.Sprintf("#%d", 1001+n)}); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	path = filepath.Join(t.TempDir(), "galleria.yaml")
	text := "sources:\n  north:\n    kind: shopify\n    shop: north.myshopify.com\n    accessToken: ${TOKEN}\n    url: " + server.URL + "\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, sim
}

func TestExportCommand(t *testing.T) {
	path, sim := shopFile(t, 250)
	env := []string{"TOKEN", "shpat_simulated"}
	const query = `{ orders { nodes { name source } } }`

	lines := strings.Split(strings.TrimSpace(execute(t, env, "export", query, "-c", path).want(t, 0).stdout), "\n")
	seen := map[string]bool{}
	for _, line := range lines {
		var row struct{ Name, Source string }
		if err := json.Unmarshal([]byte(line), &row); err != nil || row.Source != "north" {
			t.Fatalf("%s: %v", line, err)
		}
		seen[row.Name] = true
	}
	if len(lines) != 250 || len(seen) != 250 {
		t.Errorf("%d lines of %d orders", len(lines), len(seen))
	}

	csv := execute(t, env, "export", query, "-c", path, "-o", "csv").want(t, 0).stdout
	if n := strings.Count(csv, "\r\n"); n != 251 || !strings.HasPrefix(csv, "name,source\r\n") || strings.Count(csv, "name,source") != 1 {
		t.Errorf("%d lines of CSV, which begins %.40q", n, csv)
	}

	sim.SetFailure(shopifysim.Failure{Mode: shopifysim.FailServerError, Rate: 1})
	if o := execute(t, env, "export", query, "-c", path).want(t, 1); o.stdout != "" || !strings.Contains(o.stderr, "north") {
		t.Errorf("output %q, errors %q", o.stdout, o.stderr)
	}
	sim.SetFailure(shopifysim.Failure{})
	for name, args := range map[string][]string{
		"leave out the argument": {"export", `{ orders(first: 2) { nodes { name } } }`, "-c", path},
		"is not in this listing": {"export", query, "-c", path, "--source", "south"},
		"nonsense":               {"export", `{ orders { nodes { nonsense } } }`, "-c", path},
	} {
		if o := execute(t, env, args...).want(t, 1); !strings.Contains(o.stderr, name) {
			t.Errorf("%v: %s", args, o.stderr)
		}
	}
	execute(t, env, "export", query, "-c", path, "-o", "table").want(t, 2)
	execute(t, env, "export", query, "-c", path+".none").want(t, 3)
}
