package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/sqldb"
	"github.com/galleria-graph/galleria/sources/stripe"
	"github.com/galleria-graph/galleria/sources/woocommerce"
)

const pagesFolder = "../../docs/sources"

// connector is one page.
type connector struct {
	file  string // the page's name, and that of the package
	about sources.About
	// whole is the configuration whose traits are shown, where the example's are not all.
	whole string
}

func connectors() []connector {
	return []connector{
		{file: "shopify", about: shopify.About()},
		{file: "woocommerce", about: woocommerce.About()},
		{file: "magento", about: magento.About()},
		{file: "stripe", about: stripe.About()},
		{file: "sqldb", about: sqldb.About(), whole: everyColumn("postgres", "postgres://127.0.0.1:1/x")},
	}
}

// sourcePage is what a page shows.
type sourcePage struct {
	File   string
	About  sources.About
	Anchor string // of the connector in docs/configuration.md
	Kinds  []kindPage
}

// openPage opens the source of a configuration, offline, and describes it.
func openPage(t *testing.T, c connector, text string, names graphNames, w written) sourcePage {
	t.Helper()
	cfg, err := config.Parse(c.file+".yaml", []byte(text), pageVariable)
	if err != nil {
		t.Fatal(err)
	}
	name := cfg.SourceNames()[0]
	source, err := app.Connect(t.Context(), name, cfg.Sources[name], app.Options{Late: true, Logger: nobody})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = source.Close() })
	p := sourcePage{File: c.file, About: c.about, Anchor: anchor(c.about.Title + ": `sources.<name>`")}
	for _, view := range kindViews() {
		if kind, ok := view.page(source, names, w); ok {
			p.Kinds = append(p.Kinds, kind)
		}
	}
	return p
}

// pageVariable gives the variables of the examples values that could be theirs.
func pageVariable(name string) (string, bool) {
	value, ok := map[string]string{
		"SHOP_KEY": "ck_1", "SHOP_SECRET": "cs_1", "STRIPE_KEY": "rk_test_1", "WAREHOUSE_URL": "postgres://127.0.0.1:1/x",
	}[name]
	if !ok {
		value = "x"
	}
	return value, true
}

// tell adds what the connector says of its kinds.
func (p *sourcePage) tell(t *testing.T) {
	t.Helper()
	mappables := sqldb.Mappables()
	for i := range p.Kinds {
		k := &p.Kinds[i]
		at := slices.IndexFunc(p.About.Kinds, func(said sources.AboutKind) bool { return said.Kind == k.Kind })
		if at < 0 {
			t.Errorf("%s offers %s and says nothing of it", p.File, k.Plural)
			continue
		}
		k.Notes = p.About.Kinds[at].Notes
		for group := range p.About.Kinds[at].Rights {
			if !slices.ContainsFunc(k.Groups, func(g groupRow) bool { return g.Group == group }) {
				t.Errorf("%s says what rights the group %q of %s needs, which there is not", p.File, group, k.Plural)
			}
		}
		for j := range k.Groups {
			k.Groups[j].Rights = p.About.Kinds[at].Rights[k.Groups[j].Group]
		}
		if m := slices.IndexFunc(mappables, func(m sqldb.Mappable) bool { return m.Kind == k.Kind }); p.File == "sqldb" && m >= 0 {
			k.Mappable = &mappables[m]
		}
	}
	if len(p.About.Kinds) != len(p.Kinds) {
		t.Errorf("%s says something of %d kinds, and offers %d", p.File, len(p.About.Kinds), len(p.Kinds))
	}
}

// sourcePages opens all connectors.
func sourcePages(t *testing.T) []sourcePage {
	t.Helper()
	names := readGraphNames(t)
	var paths []string
	for _, c := range connectors() {
		paths = append(paths, module+"sources/"+c.file)
	}
	writes := writtenBy(t, paths...)
	var pages []sourcePage
	for i, c := range connectors() {
		page := openPage(t, c, c.about.Example, names, writes[paths[i]])
		if c.whole != "" {
			page = openPage(t, c, c.whole, names, writes[paths[i]])
		}
		page.tell(t)
		pages = append(pages, page)
	}
	return pages
}

// TestSourcePages keeps docs/sources equal to what the connectors are.
func TestSourcePages(t *testing.T) {
	pages := sourcePages(t)
	shapes, err := template.New("").Funcs(template.FuncMap{
		"codes": codes, "anchor": anchor, "cell": matrixCell, "fill": fillCell, "feeds": feedRows,
	}).ParseGlob("testdata/sources/*.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"README.md": true}
	put := func(file, shape string, data any) {
		var b strings.Builder
		if err := shapes.ExecuteTemplate(&b, shape, data); err != nil {
			t.Fatal(err)
		}
		samePage(t, file, strings.TrimRight(b.String(), "\n")+"\n")
	}
	for _, p := range pages {
		want[p.File+".md"] = true
		put(p.File+".md", "page.md.tmpl", p)
	}
	put("README.md", "index.md.tmpl", map[string]any{"Pages": pages, "Views": indexOf(pages)})
	entries, err := os.ReadDir(pagesFolder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !want[e.Name()] {
			t.Errorf("%s is no page of a connector", filepath.Join(pagesFolder, e.Name()))
		}
	}
}

func samePage(t *testing.T, file, want string) {
	t.Helper()
	path := filepath.Join(pagesFolder, file)
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("docs/sources/%s differs from what the connector says: run go test ./internal/app -run SourcePages -update", file)
	}
}

// What a connector says of itself is said of what there is.
func TestWhatConnectorsSayHolds(t *testing.T) {
	for _, p := range sourcePages(t) {
		for _, link := range p.About.Links {
			if !strings.HasPrefix(link.URL, "https://") || link.Text == "" {
				t.Errorf("%s: link %+v", p.File, link)
			}
		}
		for _, k := range p.Kinds {
			if k.Groups[0].Full == 0 {
				t.Errorf("%s fills nothing of %s", p.File, k.Plural)
			}
		}
	}
}
