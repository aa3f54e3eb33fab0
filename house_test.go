// Package galleria_test holds the house to its plan.
package galleria_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"strings"
	"testing"
)

const module = "github.com/galleria-graph/galleria/"

// A room is a package, or all packages under a path that ends in "/…".
type room struct {
	path  string
	floor int
	// may names what the room may import of the house, beside itself and the
	// packages below it in its own folder.
	may []string
}

// house is the plan of DESIGN: a package imports lower floors only, and of
// these what its line allows. Connectors do not know one another, nor caching,
// guarding and merging; nothing but the assembly knows connectors.
var house = []room{
	{"commerce", 0, nil},
	{"sources", 1, []string{"commerce"}},
	{"sources/sourcetest", 2, []string{"commerce", "sources", "sources/memory"}},
	{"sources/memory", 2, []string{"commerce", "sources"}},
	{"sources/guard", 2, []string{"commerce", "sources", "sources/quota"}},
	{"sources/internal/…", 2, []string{"commerce", "sources"}},
	{"sources/internal/jsonxtest", 2, []string{"sources/internal/jsonx"}},
	{"sources/coalesce", 2, []string{"commerce", "sources"}},
	{"sources/quota", 2, []string{"sources"}},
	{"internal/view", 2, []string{"commerce", "sources"}},
	{"internal/loader", 2, nil},
	{"internal/httpx", 2, []string{"commerce", "sources"}},
	{"sources/…", 3, []string{"commerce", "sources", "sources/quota", "sources/internal/…", "internal/httpx"}}, // a connector
	{"sources/*/*", 3, nil},   // its simulator
	{"sources/*/*/*", 3, nil}, // and what holds both to the vendor's specification
	{"graph/scalar", 4, []string{"commerce", "sources", "internal/executor"}},
	{"graph/model", 4, []string{"commerce", "sources", "graph/scalar"}},
	{"internal/plangen", 4, nil},
	{"internal/plangen/…", 4, []string{"internal/plangen"}}, // the generator
	{"internal/executor", 4, []string{"internal/loader"}},
	{"internal/executor/…", 4, []string{"internal/executor", "internal/loader", "internal/plangen"}}, // what its tests ask
	{"graph", 4, []string{"commerce", "graph/scalar", "graph/model", "internal/executor"}},
	{"schema", 4, nil},
	{"resolvers", 5, []string{"commerce", "schema", "sources", "internal/loader", "graph", "graph/scalar", "graph/model", "internal/executor"}},
	{"internal/server", 6, []string{"sources", "internal/executor"}},
	{"internal/server/…", 6, nil},
	{"internal/config", 6, nil},
	{"internal/merchant", 6, nil},
	{"internal/app", 7, []string{"commerce", "schema", "sources", "sources/…", "sources/guard", "internal/view", "graph", "graph/model", "resolvers", "internal/server", "internal/server/…", "internal/config"}},
	{"internal/demo", 7, []string{"internal/config", "internal/merchant", "sources/*/*"}},
	{"cmd/…", 8, []string{"internal/app", "internal/demo", "internal/config", "internal/server", "schema"}},
	{"bench", 8, []string{"internal/app"}}, // to collect garbage as the server does
	{"bench/…", 8, []string{"bench/…", "commerce", "sources", "sources/…", "sources/guard", "sources/coalesce", "internal/httpx", "schema", "graph", "graph/model", "graph/scalar", "resolvers", "internal/app", "internal/server", "internal/view", "internal/executor"}},
	{"bench/*/*", 8, []string{"bench/*/*"}}, // what is generated of the server that ours is compared with
	{"examples/*/*", 8, nil},
	{"examples/…", 8, []string{"internal/app", "internal/config"}},
}

type pkg struct {
	ImportPath string
	Imports    []string
}

func TestHouse(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		from, ok := find(name)
		if !ok {
			t.Errorf("%s has no room in the house: give it a line here, with the reason in docs/decisions.md", name)
			continue
		}
		for _, imported := range p.Imports {
			target, inHouse := strings.CutPrefix(imported, module)
			if !inHouse || within(target, name) {
				continue
			}
			if to, ok := find(target); !ok || to.floor > from.floor || !allowed(from, target) {
				t.Errorf("%s (floor %d) imports %s, which its line does not allow", name, from.floor, target)
			}
		}
	}
}

// packages lists the packages of the module with the imports of their shipped files, tests left out.
func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,GoFiles", "./...").Output()
	if err != nil {
		t.Fatalf("list packages: %v", err)
	}
	var all []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			pkg
			GoFiles []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("read list of packages: %v", err)
		}
		if len(p.GoFiles) > 0 {
			all = append(all, p.pkg)
		}
	}
}

// find returns the first room whose path matches exactly, or else the first whose pattern does.
func find(name string) (room, bool) {
	for _, r := range house {
		if r.path == name {
			return r, true
		}
	}
	for _, r := range house {
		if matches(r.path, name) {
			return r, true
		}
	}
	return room{}, false
}

// matches reads "a/…" as the packages one level below a, and "*" as any one name.
func matches(pattern, name string) bool {
	ok, err := path.Match(strings.ReplaceAll(pattern, "…", "*"), name)
	return err == nil && ok
}

func allowed(from room, target string) bool {
	for _, m := range from.may {
		if m == target || matches(m, target) {
			return true
		}
	}
	return false
}

// within reports whether target lies below name's own folder.
func within(target, name string) bool { return strings.HasPrefix(target, name+"/") }

func TestHouseBites(t *testing.T) {
	for _, tc := range []struct{ from, to string }{
		{"sources/stripe", "sources/shopify"}, {"sources/stripe", "internal/view"}, {"sources/stripe", "sources/guard"},
		{"sources", "sources/memory"}, {"commerce", "sources"}, {"resolvers", "sources/stripe"}, {"internal/server", "internal/app"},
		{"sources/stripe/stripesim", "commerce"}, {"internal/view", "internal/loader"},
	} {
		from, _ := find(tc.from)
		if allowed(from, tc.to) && !within(tc.to, tc.from) {
			t.Errorf("%s may import %s", tc.from, tc.to)
		}
	}
}
