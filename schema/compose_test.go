package schema_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/schema"
)

const compositionPackage = "@apollo/composition@2.14.4"

// reviews is another team's subgraph: it knows customers by e-mail address and
// goods by SKU, and adds to both.
const reviews = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
type Customer @key(fields: "email") { email: String reviews: [Review!]! }
type ProductVariant @key(fields: "sku") { sku: String rating: Float }
type Order @key(fields: "id", resolvable: false) { id: ID! }
type Review { text: String! author: Customer variant: ProductVariant order: Order }
type Query { latestReviews: [Review!]! }
`

const composeScript = `
const { composeServices } = require('@apollo/composition');
const { parse } = require('graphql');
const [galleria, reviews] = process.argv.slice(1).map((path) => parse(require('fs').readFileSync(path, 'utf8')));
const { errors, hints, supergraphSdl } = composeServices([
  { name: 'galleria', url: 'http://galleria', typeDefs: galleria },
  { name: 'reviews', url: 'http://reviews', typeDefs: reviews },
]);
for (const e of errors || []) console.log('error: ' + e.message);
for (const h of hints || []) console.log('hint: ' + h);
if (!supergraphSdl) console.log('error: no supergraph');
`

// TestComposesWithAnotherSubgraph has the composition of Apollo's own router
// compose the graph with a subgraph that adds to it, without a word against it.
func TestComposesWithAnotherSubgraph(t *testing.T) {
	modules := compositionFolder(t)
	dir := t.TempDir()
	paths := []string{filepath.Join(dir, "galleria.graphql"), filepath.Join(dir, "reviews.graphql")}
	for i, text := range []string{schema.SDL(), reviews} {
		if err := os.WriteFile(paths[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	node := exec.CommandContext(t.Context(), "node", "-e", composeScript, paths[0], paths[1])
	node.Dir = modules
	var stderr bytes.Buffer
	node.Stderr = &stderr
	out, err := node.Output()
	if err != nil {
		t.Fatalf("compose: %v\n%s", err, stderr.Bytes())
	}
	if said := strings.TrimSpace(string(out)); said != "" {
		t.Error(said)
	}
}

// compositionFolder returns a folder in which node finds the composition, kept between runs.
func compositionFolder(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("composition runs node: skipped by -short")
	}
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("composing with another subgraph needs %s, which is not installed", tool)
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skipf("no folder for the composition: %v", err)
	}
	dir := filepath.Join(cache, "galleria", "composition")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "@apollo", "composition", "package.json")); err == nil {
		return dir
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Skipf("no folder for the composition: %v", err)
	}
	install := exec.CommandContext(t.Context(), "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", dir, compositionPackage, "graphql@16")
	if err := install.Run(); err != nil {
		t.Skipf("%s cannot be installed: %v", compositionPackage, err)
	}
	return dir
}
