package main_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/schema"
)

func read(t *testing.T, path ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestInit(t *testing.T) {
	t.Chdir(t.TempDir())
	o := execute(t, nil, "init", "shop").want(t, 0)
	golden(t, "init.txt", filepath.ToSlash(o.stdout))
	if o.stderr != "" {
		t.Errorf("stderr: %s", o.stderr)
	}
	var wrote []string
	for _, m := range regexp.MustCompile(`(?m)^wrote (.*)$`).FindAllStringSubmatch(o.stdout, -1) {
		wrote = append(wrote, m[1])
	}
	var found []string
	if err := filepath.WalkDir("shop", func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found = append(found, path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(wrote)
	if !slices.Equal(wrote, found) {
		t.Errorf("says that it wrote %q, wrote %q", wrote, found)
	}
	want, err := config.Schema()
	if err != nil {
		t.Fatal(err)
	}
	if read(t, "shop", "galleria.schema.json") != string(want) {
		t.Error("the JSON Schema is another one")
	}
}

// Nothing is overwritten, and nothing is written beside what is there.
func TestInitOverwritesNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "compose.yaml", "mine")
	o := execute(t, nil, "init").want(t, 1)
	if o.stdout != "" || !strings.Contains(o.stderr, "compose.yaml would be overwritten, so nothing was written") || read(t, "compose.yaml") != "mine" {
		t.Errorf("got %q and %q", o.stdout, o.stderr)
	}
	if entries, _ := os.ReadDir("."); len(entries) != 1 {
		t.Errorf("wrote %v", entries)
	}
}

// The configuration is usable as it stands, and with all that it has commented out.
func TestInitConfiguration(t *testing.T) {
	t.Chdir(t.TempDir())
	execute(t, nil, "init").want(t, 0)
	env := []string{"SHOP_URL", "postgres://reader@127.0.0.1/shop", "NORTH_TOKEN", "t", "STRIPE_KEY", "k"}
	execute(t, env[:2], "check").want(t, 0)
	text := read(t, "galleria.yaml")
	all := regexp.MustCompile(`(?m)^  # ((?:north|pay|  \w+):.*)$`).ReplaceAllString(text, "  $1")
	cfg, err := config.Parse("galleria.yaml", []byte(all), environment(env...))
	if err != nil {
		t.Fatal(err)
	}
	if names := slices.Sorted(maps.Keys(cfg.Sources)); !slices.Equal(names, []string{"north", "pay", "shop"}) {
		t.Errorf("with all comments there are %q", names)
	}
}

// federation defines the directives that the schema imports, as far as it uses them.
const federation = `
scalar FieldSet
directive @link(url: String!, import: [String!]) repeatable on SCHEMA
directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
directive @shareable on OBJECT | FIELD_DEFINITION
`

func TestInitQueries(t *testing.T) {
	t.Chdir(t.TempDir())
	execute(t, nil, "init").want(t, 0)
	known, err := gqlparser.LoadSchema(&ast.Source{Input: schema.SDL()}, &ast.Source{Input: federation})
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("queries/*.graphql")
	if len(files) != 2 {
		t.Fatalf("queries %q", files)
	}
	for _, file := range files {
		if _, err := gqlparser.LoadQueryWithRules(known, read(t, file), rules.NewDefaultRules()); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// The database of compose.yaml is one that galleria.yaml can read, and both queries answer from it.
func TestInitAgainstItsDatabase(t *testing.T) {
	dsn := os.Getenv("GALLERIA_TEST_POSTGRES")
	if dsn == "" {
		dsn = "postgres://postgres@127.0.0.1:5432/test?sslmode=disable"
	}
	t.Chdir(t.TempDir())
	execute(t, nil, "init").want(t, 0)
	var compose struct {
		Configs map[string]struct{ Content string }
	}
	if err := yaml.Unmarshal([]byte(read(t, "compose.yaml")), &compose); err != nil {
		t.Fatal(err)
	}
	env := []string{"SHOP_URL", database(t, dsn, compose.Configs["shop"].Content)}
	if o := execute(t, env, "check", "--connect").want(t, 0); !strings.Contains(o.stdout, "● shop ") {
		t.Errorf("got %s", o.stdout)
	}
	endpoint := start(t, false, env, "serve", "--dev", "--listen", ":0").ready(t).GraphQL
	o := execute(t, nil, "query", "--url", endpoint, "queries/latest-orders.graphql", "-v", "first=2", "-o", "csv").want(t, 0)
	if !strings.Contains(o.stdout, "\r\n#1003,2026-02-03T11:05:00Z,CANCELLED,ada@example.com,38.50,EUR,[1]\r\n#1002,") || strings.Contains(o.stdout, "#1001") {
		t.Errorf("got\n%s", o.stdout)
	}
	o = execute(t, nil, "query", "--url", endpoint, "queries/orders-of-customer.graphql", "-v", "email=ada@example.com", "-o", "ndjson").want(t, 0)
	if rows := lines(o.stdout); len(rows) != 2 || !strings.Contains(rows[0], `"#1003"`) {
		t.Errorf("got\n%s", o.stdout)
	}
}

// database makes the tables in a schema of the test's own and returns its address.
func database(t *testing.T, dsn, statements string) string {
	t.Helper()
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close()
		t.Skip("no PostgreSQL answers; GALLERIA_TEST_POSTGRES says where one is")
	}
	name := "galleria_init_" + strings.ToLower(rand.Text()[:12])
	t.Cleanup(func() {
		if _, err := db.ExecContext(context.WithoutCancel(t.Context()), "DROP SCHEMA "+name+" CASCADE"); err != nil {
			t.Error(err)
		}
		_ = db.Close()
	})
	if _, err := db.ExecContext(t.Context(), "CREATE SCHEMA "+name+"; SET search_path TO "+name+"; "+statements+"; RESET search_path"); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}
