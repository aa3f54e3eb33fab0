package server_test

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

const (
	auditPackage = "graphql-http@1.23.1"
	auditCount   = 61
)

const auditScript = `
const { auditServer } = require('graphql-http');
auditServer({ url: process.argv[1] }).then(async (results) => {
  const list = [];
  for (const r of results) list.push({ id: r.id, name: r.name, status: r.status, reason: r.reason || '' });
  console.log(JSON.stringify(list));
}).catch((e) => { console.error(e); process.exit(1); });
`

// TestGraphQLOverHTTPAudits runs the audits of the specification's editors
// against the server: none may fail, and none may warn.
func TestGraphQLOverHTTPAudits(t *testing.T) {
	dir := auditFolder(t)
	s := httptest.NewServer(start(t, nil))
	defer s.Close()
	node := exec.CommandContext(t.Context(), "node", "-e", auditScript, s.URL+"/graphql")
	node.Dir = dir
	node.Stderr = os.Stderr
	out, err := node.Output()
	if err != nil {
		t.Fatalf("run the audits: %v", err)
	}
	var results []struct{ ID, Name, Status, Reason string }
	if err := json.Unmarshal(out, &results); err != nil {
		t.Fatal(err)
	}
	if len(results) != auditCount {
		t.Fatalf("%d audits, want %d", len(results), auditCount)
	}
	for _, r := range results {
		if r.Status != "ok" {
			t.Errorf("%s %s: %s: %s", r.ID, r.Name, r.Status, r.Reason)
		}
	}
}

// auditFolder returns a folder in which node finds the audits, kept between runs.
func auditFolder(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("the audits run node: skipped by -short")
	}
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("the audits of GraphQL over HTTP need %s, which is not installed", tool)
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skipf("no folder for the audits: %v", err)
	}
	dir := filepath.Join(cache, "galleria", "audits")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "graphql-http", "package.json")); err == nil {
		return dir
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Skipf("no folder for the audits: %v", err)
	}
	install := exec.CommandContext(t.Context(), "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", dir, auditPackage, "graphql@16")
	if err := install.Run(); err != nil {
		t.Skipf("%s cannot be installed: %v", auditPackage, err)
	}
	return dir
}
