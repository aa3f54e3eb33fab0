package config_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/config"
)

// least is a configuration with nothing that can be left out. Lines appended to it are at the top level, indented ones are further sources.
const least = "sources:\n  a: {kind: stripe, secretKey: sk_test_x}\n"

// rich uses what the example does not: aliases, merge keys, every column setting, values beside a column, numbers as texts.
const rich = `
listen: "[::1]:0"
introspection: true
documents: {path: queries, only: true}
limits: &limits {body: 64KiB, tokens: 100, nesting: 5, depth: 1, aliases: 0, rootFields: 1, fields: 9, directives: 0, defers: 0, fragments: 0, operations: 1, first: 1000, list: 7, cost: 8, deadline: 1m30s}
sources:
  shop: &shop {kind: shopify, shop: a.myshopify.com, accessToken: "${T}", apiVersion: 2025-10, url: "http://127.0.0.1:9", timeout: 1s, retries: 0, concurrency: 3}
  shop-2:
    <<: *shop
    shop: b.myshopify.com
  pay: {kind: stripe, secretKey: "${S}", account: acct_1, url: "https://proxy.example/stripe", orderMetadata: [a]}
  db:
    kind: sqlite
    url: file:data.db
    tables:
      payments:
        table: p
        id: id
        fields:
          a: {column: a, type: text, default: 0}
          b: {column: b, currencyColumn: c, type: decimal}
          c: {column: c, values: {1: X, true: Y, off: Z}}
          d: {column: d, type: date, zone: UTC}
          e: {column: e, scale: 0, type: integer}
          f: &col {column: "$${literal}"}
          g: *col
          h: 7
        values: {a: {o: OPEN}}
        children:
          one: {table: t, parent: p, id: i, fields: {x: {column: x, default: ""}}}
          two: {table: t, parent: p, id: [i, j], fields: {x: x}}
views:
  payments: {union: [pay, db]}
`

// everything is an environment in which each variable has a value that is good for it.
func everything(name string) (string, bool) {
	if strings.HasSuffix(name, "_TIMEOUT") {
		return "3s", true
	}
	return "value-of-" + name, true
}

// nothing is an empty environment.
func nothing(string) (string, bool) { return "", false }

func parse(t *testing.T, text string, opts ...config.Option) *config.Config {
	t.Helper()
	c, err := config.Parse("galleria.yaml", []byte(text), everything, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParseFillsTheStructs(t *testing.T) {
	c := parse(t, rich)
	scale, zero := 0, "0"
	if want := (config.Limits{
		Body: 64 << 10, Tokens: 100, Nesting: 5, Depth: 1, RootFields: 1, Fields: 9, Operations: 1, First: 1000, List: 7, Cost: 8, Deadline: 90 * time.Second,
	}); c.Limits != want {
		t.Errorf("limits: got %+v, want %+v", c.Limits, want)
	}
	second := c.Sources["shop-2"].(*config.Shopify)
	if got := second.AccessToken.Reveal(); got != "value-of-T" {
		t.Errorf("token through a merge key: %q", got)
	}
	if second.Shop != "b.myshopify.com" || second.APIVersion != "2025-10" || second.Upstream != (config.Upstream{Timeout: time.Second, Concurrency: 3}) {
		t.Errorf("merged source: %+v", second)
	}
	table := c.Sources["db"].(*config.SQL).Tables.Payments
	want := map[string]config.Column{
		"a": {Column: "a", Type: config.ColumnText, Default: &zero},
		"b": {Column: "b", Type: config.ColumnDecimal, CurrencyColumn: "c"},
		"c": {Column: "c", Values: map[string]string{"1": "X", "true": "Y", "off": "Z"}},
		"d": {Column: "d", Type: config.ColumnDate, Zone: "UTC"},
		"e": {Column: "e", Type: config.ColumnInteger, Scale: &scale},
		"f": {Column: "${literal}"},
		"g": {Column: "${literal}"},
		"h": {Column: "7"},
	}
	if !reflect.DeepEqual(table.Fields, want) {
		t.Errorf("fields: got %+v, want %+v", table.Fields, want)
	}
	if want := map[string]map[string]string{"a": {"o": "OPEN"}}; !reflect.DeepEqual(table.Values, want) {
		t.Errorf("values: got %v", table.Values)
	}
	empty := ""
	if want := map[string]config.Child{
		"one": {Table: "t", Parent: "p", ID: []string{"i"}, Fields: map[string]config.Column{"x": {Column: "x", Default: &empty}}},
		"two": {Table: "t", Parent: "p", ID: []string{"i", "j"}, Fields: map[string]config.Column{"x": {Column: "x"}}},
	}; !reflect.DeepEqual(table.Children, want) {
		t.Errorf("children: got %+v", table.Children)
	}
	if want := (config.Documents{Path: "queries", Only: true}); *c.Documents != want {
		t.Errorf("documents: got %+v", c.Documents)
	}
	if c.Listen != "[::1]:0" || !c.Introspection || c.UI.Enabled {
		t.Errorf("top level: %+v", c)
	}
}

func TestDefaults(t *testing.T) {
	c, want := parse(t, least), config.Defaults()
	if c.Listen != want.Listen || c.Limits != want.Limits || c.UI != want.UI || c.Introspection || c.Documents != nil {
		t.Errorf("a file that says nothing differs from the defaults: %+v", c)
	}
	if got := *c.Sources["a"].Guard(); got != (config.Upstream{Timeout: 2 * time.Second, Retries: 2, Concurrency: 100}) {
		t.Errorf("guard: %+v", got)
	}
	if got := c.Sources["a"].(*config.Stripe).OrderMetadata; !reflect.DeepEqual(got, []string{"order_id", "order_name"}) {
		t.Errorf("order metadata: %v", got)
	}
	config.Defaults().Limits.Depth = 99
	if config.Defaults().Limits.Depth == 99 {
		t.Error("the defaults are shared")
	}
}

func TestTablesAndViewsInOrder(t *testing.T) {
	c := parse(t, string(config.Example()))
	var kinds []string
	for kind, table := range c.Sources["warehouse"].(*config.SQL).Tables.All() {
		kinds = append(kinds, kind+"="+table.ID)
	}
	for kind, view := range c.Views.All() {
		kinds = append(kinds, kind+"="+view.Primary)
	}
	if got := strings.Join(kinds, " "); got != "orders=order_id locations=id customers=crm orders=" {
		t.Error(got)
	}
	if got := strings.Join(c.SourceNames(), " "); got != "warehouse crm north pay" {
		t.Error(got)
	}
}

// A written configuration, read back, is the same configuration, and holds no secret.
func TestRedactedReadsBack(t *testing.T) {
	for name, text := range map[string]string{"example": string(config.Example()), "least": least, "rich": rich} {
		t.Run(name, func(t *testing.T) {
			c := parse(t, text)
			written, err := c.Redacted()
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(written), "value-of-T") || strings.Contains(string(written), "sk_test_x") {
				t.Errorf("a secret is in\n%s", written)
			}
			again := parse(t, string(written))
			rewritten, err := again.Redacted()
			if err != nil {
				t.Fatal(err)
			}
			if string(rewritten) != string(written) {
				t.Errorf("differs after a second time:\n%s\n---\n%s", written, rewritten)
			}
			if again.Limits != c.Limits || !reflect.DeepEqual(again.Auth, c.Auth) || !reflect.DeepEqual(again.Views, c.Views) || again.Listen != c.Listen {
				t.Errorf("%+v\nbecame\n%+v", c, again)
			}
			for _, source := range c.SourceNames() {
				if a, b := withoutSecrets(c.Sources[source]), withoutSecrets(again.Sources[source]); !reflect.DeepEqual(a, b) {
					t.Errorf("%s: %+v\nbecame\n%+v", source, a, b)
				}
			}
		})
	}
}

func withoutSecrets(s config.Source) any {
	switch s := s.(type) {
	case *config.SQL:
		c := *s
		c.URL = config.Secret{}
		return c
	case *config.Shopify:
		c := *s
		c.AccessToken = config.Secret{}
		return c
	case *config.Stripe:
		c := *s
		c.SecretKey = config.Secret{}
		return c
	}
	return nil
}

func TestRedactedGolden(t *testing.T) {
	c := config.Defaults()
	c.UI.Enabled = true
	c.Sources = map[string]config.Source{
		"north": &config.Shopify{
			Kind: config.KindShopify, Shop: "north.myshopify.com", AccessToken: config.NewSecret("shpat_1", ""), APIVersion: "2026-07", URL: "http://127.0.0.1:9101",
			Upstream: config.Upstream{Timeout: 2 * time.Second, Retries: 2, Concurrency: 100},
		},
		"pay": &config.Stripe{
			Kind: config.KindStripe, SecretKey: config.NewSecret("sk_test_1", "STRIPE_KEY"), OrderMetadata: []string{"order_id"},
			Upstream: config.Upstream{Timeout: time.Minute, Retries: 1, Concurrency: 7},
		},
		"ware_house": &config.SQL{
			Kind: config.KindSQLite, URL: config.NewSecret("demo.db", ""), Connections: 8,
			Upstream: config.Upstream{Timeout: 2 * time.Second, Retries: 2, Concurrency: 100},
			Tables: config.Tables{Orders: &config.Table{
				Table: "orders", ID: "id", Fields: map[string]config.Column{"name": {Column: "no"}, "total": {Column: "total", Currency: "GBP"}},
			}},
		},
	}
	c.Views.Orders = &config.View{Union: []string{"north", "ware_house"}}
	if err := c.Validate(); err != nil {
		t.Fatal(err)
	}
	text, err := c.Redacted()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/redacted.yaml", text)
}

func TestValidateWithoutAFile(t *testing.T) {
	c := config.Defaults()
	c.Sources = map[string]config.Source{"a": &config.Stripe{Kind: config.KindStripe, SecretKey: config.NewSecret("x", "")}}
	c.Views.Orders = &config.View{Union: []string{"b"}}
	err := c.Validate()
	var problems *config.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("%v", err)
	}
	var paths []string
	for _, p := range problems.List {
		paths = append(paths, p.Path)
		if p.Line != 0 || p.Snippet != "" {
			t.Errorf("a position without a file: %+v", p)
		}
	}
	if got := strings.Join(paths, " "); got != "sources.a.timeout sources.a.concurrency views.orders.union[0]" {
		t.Error(got)
	}
	if !strings.HasPrefix(err.Error(), "the configuration is not usable:\n") {
		t.Error(err)
	}
}

func TestReportPlacesProblemsOfOthers(t *testing.T) {
	c := parse(t, string(config.Example()))
	r := c.Report()
	if err := r.Err(); err != nil {
		t.Fatalf("an empty report is an error: %v", err)
	}
	r.Add("sources.warehouse.tables.orders.fields.total", config.Problem{Message: "orders have no field total", Suggestion: config.Nearest("totl", []string{"name", "total"})})
	r.Add("sources.warehouse.tables.orders.fields.absent.column", config.Problem{Message: "is not there"})
	golden(t, "testdata/report.txt", []byte(r.Err().Error()))
}

func TestResolve(t *testing.T) {
	for _, tc := range []struct{ file, path, want string }{
		{"/etc/galleria/galleria.yaml", "./queries", "/etc/galleria/queries"},
		{"/etc/galleria/galleria.yaml", "/srv/queries/", "/srv/queries"},
		{"galleria.yaml", "queries", "queries"},
		{"../shop/galleria.yaml", "../queries", "../queries"},
		{"", "./queries", "queries"},
	} {
		c, err := config.Parse(tc.file, []byte(least), everything)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Resolve(tc.path); got != tc.want {
			t.Errorf("%s in %s: got %s, want %s", tc.path, tc.file, got, tc.want)
		}
	}
	if got := config.Defaults().Resolve("./queries"); got != "queries" {
		t.Errorf("without a file: %s", got)
	}
}
