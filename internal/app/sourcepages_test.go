package app_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/galleria-graph/galleria/commerce"
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

// kindPage is what a page shows of one kind.
type kindPage struct {
	Kind     string // its name
	Plural   string
	Traits   sources.Traits
	Fields   []fieldRow
	Unasked  []string // the fields that the system does not filter by
	Groups   []groupRow
	Notes    []string
	Mappable *sqldb.Mappable // nil where the system has its own fields
}

type fieldRow struct{ Name, Filter, Sort, Find string }

type groupRow struct {
	groupFill
	Rights []string
}

// kindView shows a kind of any connector.
type kindView struct {
	name, plural string
	fields       []string
	unlisted     commerce.Unlisted
	page         func(*sources.Source, graphNames, written) (kindPage, bool)
}

func kindViews() []kindView {
	return []kindView{
		viewOf("Customers", commerce.Customers, func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers }),
		viewOf("Orders", commerce.Orders, func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders }),
		viewOf("Products", commerce.Products, func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products }),
		viewOf("Variants", commerce.ProductVariants, func(s *sources.Source) sources.Collection[commerce.ProductVariant] { return s.Variants }),
		viewOf("Stock", commerce.InventoryItems, func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems }),
		viewOf("Locations", commerce.Locations, func(s *sources.Source) sources.Collection[commerce.Location] { return s.Locations }),
		viewOf("Payments", commerce.Payments, func(s *sources.Source) sources.Collection[commerce.Payment] { return s.Payments }),
	}
}

// kindNames are the kinds by the names that they and their types have.
var kindNames = []string{
	commerce.Customers.Name, commerce.Orders.Name, commerce.Products.Name, commerce.ProductVariants.Name,
	commerce.InventoryItems.Name, commerce.Locations.Name, commerce.Payments.Name,
}

func viewOf[T any](plural string, kind commerce.Kind[T], of func(*sources.Source) sources.Collection[T]) kindView {
	v := kindView{name: kind.Name, plural: plural, unlisted: kind.Unlisted}
	for _, f := range kind.Fields {
		v.fields = append(v.fields, f.Name)
	}
	v.page = func(s *sources.Source, names graphNames, w written) (kindPage, bool) {
		c := of(s)
		if c == nil {
			return kindPage{}, false
		}
		p := kindPage{Kind: kind.Name, Plural: plural, Traits: c.Traits()}
		for _, name := range v.fields {
			row := fieldRow{name, filterWords(p.Traits.Filters[name]), sortWords(p.Traits, name), ""}
			if slices.Contains(p.Traits.Joins, name) {
				row.Find = "yes"
			}
			if row != (fieldRow{Name: name}) {
				p.Fields = append(p.Fields, row)
			}
			if row.Filter == "" {
				p.Unasked = append(p.Unasked, name)
			}
		}
		for _, fill := range names.fills(reflect.TypeFor[T](), kind.Groups, w) {
			p.Groups = append(p.Groups, groupRow{groupFill: fill})
		}
		return p, true
	}
	return v
}

func filterWords(ops sources.Op) string {
	var words []string
	for _, op := range []struct {
		op   sources.Op
		word string
	}{{sources.Eq, "equal"}, {sources.Range, "range"}, {sources.Prefix, "prefix"}} {
		if ops&op.op != 0 {
			words = append(words, op.word)
		}
	}
	return strings.Join(words, ", ")
}

func sortWords(t sources.Traits, field string) string {
	up, down := t.Sortable(sources.Sort{Field: field}), t.Sortable(sources.Sort{Field: field, Desc: true})
	switch {
	case up && down:
		return "both ways"
	case up:
		return "ascending"
	case down:
		return "descending"
	}
	return ""
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
	written := func(file, shape string, data any) {
		var b strings.Builder
		if err := shapes.ExecuteTemplate(&b, shape, data); err != nil {
			t.Fatal(err)
		}
		samePage(t, file, strings.TrimRight(b.String(), "\n")+"\n")
	}
	for _, p := range pages {
		want[p.File+".md"] = true
		written(p.File+".md", "page.md.tmpl", p)
	}
	written("README.md", "index.md.tmpl", map[string]any{"Pages": pages, "Views": indexOf(pages)})
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
	configuration, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sourcePages(t) {
		if heading := "## " + p.About.Title + ": `sources.<name>`\n"; !strings.Contains(string(configuration), heading) {
			t.Errorf("%s: docs/configuration.md has no heading %q", p.File, heading)
		}
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
