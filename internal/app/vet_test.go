package app_test

import (
	"database/sql"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
)

var update = flag.Bool("update", false, "write the golden files anew")

// canary is what variables stand for. No problem may hold it.
const canary = "canary_of_a_variable"

func load(t *testing.T, file string, variables map[string]string) *config.Config {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse(filepath.Base(file), text, func(name string) (string, bool) {
		value, ok := variables[name]
		return value, ok
	})
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// told compares the problems of a configuration with the golden file beside it.
func told(t *testing.T, file string, err error) {
	t.Helper()
	var problems *config.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("not refused as a configuration: %v", err)
	}
	got := problems.Error()
	if strings.Contains(got, canary) {
		t.Errorf("what a variable stands for is in\n%s", got)
	}
	path := strings.TrimSuffix(file, ".yaml") + ".txt"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("read golden file (go test -update writes it): %v", err)
	}
	if got != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// What no database is needed to find is told with its line, in all sources at
// once, and Open tells the same before it asks any source.
func TestVetTellsWhatIsWrongWithTheMapping(t *testing.T) {
	const file = "testdata/vet/mapping.yaml"
	cfg := load(t, file, map[string]string{"COLUMN": canary, "WORD": canary})
	told(t, file, app.Vet(cfg))
	_, err := app.Open(t.Context(), cfg, app.Options{})
	var unopened *app.OpenError
	if errors.As(err, &unopened) {
		t.Error("the sources were asked")
	}
	told(t, file, err)
}

// What contradicts the database is told with its line, too.
func TestOpenTellsWhatTheDatabaseContradicts(t *testing.T) {
	const file = "testdata/open/contradicted.yaml"
	cfg := load(t, file, map[string]string{"FILE": database(t), "COLUMN": canary})
	if err := app.Vet(cfg); err != nil {
		t.Fatal(err)
	}
	_, err := app.Open(t.Context(), cfg, app.Options{})
	told(t, file, err)
}

func database(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), `
		CREATE TABLE orders (id INTEGER PRIMARY KEY, email TEXT, placed INTEGER, total TEXT);
		CREATE TABLE lines (order_id INTEGER, line INTEGER, quantity INTEGER, price TEXT, currency TEXT)`); err != nil {
		t.Fatal(err)
	}
	return path
}

// A source that is not there does not hide what is wrong with the file of another.
func TestOpenTellsBothKindsOfErrors(t *testing.T) {
	_, err := app.Open(t.Context(), parse(t, `
sources:
  shop: {kind: sqlite, url: "`+database(t)+`", tables: {locations: {table: orders, id: id, fields: {name: emial}}}}
  gone: {kind: sqlite, url: "`+filepath.Join(t.TempDir(), "gone.db")+`", tables: {locations: {table: sites, id: id, fields: {name: name}}}}
`), app.Options{})
	var problems *config.Problems
	if !errors.As(err, &problems) || len(problems.List) != 1 || problems.List[0].Suggestion != "email" || problems.List[0].Line != 3 {
		t.Errorf("problems: %v", err)
	}
	var unopened *app.OpenError
	if !errors.As(err, &unopened) || len(unopened.Results) != 1 || unopened.Results[0].Name != "gone" {
		t.Errorf("unopened: %v", err)
	}
}

// Without a file there are no lines, but the problems are the same.
func TestVetOfAConfigurationWithoutAFile(t *testing.T) {
	cfg := config.Defaults()
	cfg.Sources = map[string]config.Source{"shop": &config.SQL{Kind: config.KindSQLite, Tables: config.Tables{Locations: &config.Table{
		Table: "sites", ID: "id", Fields: map[string]config.Column{"titel": {Column: "name"}},
	}}}}
	var problems *config.Problems
	if err := app.Vet(cfg); !errors.As(err, &problems) || len(problems.List) != 2 || problems.List[0].Line != 0 {
		t.Errorf("got %v", err)
	}
}

func TestVetAcceptsWhatWorks(t *testing.T) {
	files, err := filepath.Glob("../../examples/online-retail/*.yaml")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	for _, file := range files {
		if err := app.Vet(load(t, file, nil)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	if err := app.Vet(merchant.Config()); err != nil {
		t.Errorf("the demo: %v", err)
	}
	reference, err := os.ReadFile("../config/example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse("example.yaml", reference, func(name string) (string, bool) {
		if name == "WAREHOUSE_TIMEOUT" {
			return "", false // it has a default
		}
		return "x", true
	}, config.AllowExposure())
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Vet(cfg); err != nil {
		t.Errorf("the reference: %v", err)
	}
}
