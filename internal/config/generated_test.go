package config_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/galleria-graph/galleria/internal/config"
)

var update = flag.Bool("update", false, "rewrite the golden files, galleria.schema.json and docs/configuration.md")

// golden compares got with a committed file, or rewrites the file.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("%s is not up to date: run go test ./internal/config -update and look at the difference\n--- got\n%s", path, got)
	}
}

func TestSchemaIsCommitted(t *testing.T) {
	schema, err := config.Schema()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "../../galleria.schema.json", schema)
}

func TestReferenceIsCommitted(t *testing.T) {
	page, err := config.Reference()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "../../docs/configuration.md", []byte(page))
}

// compiled returns the schema ready to validate.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := config.Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("galleria.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("galleria.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asJSON turns YAML into what the schema library takes.
func asJSON(t *testing.T, text []byte) any {
	t.Helper()
	data, err := yaml.YAMLToJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestSchemaAcceptsWhatParseAccepts(t *testing.T) {
	schema := compiled(t)
	for name, text := range map[string]string{"example": string(config.Example()), "least": least, "rich": rich} {
		t.Run(name, func(t *testing.T) {
			if _, err := config.Parse(name, []byte(text), everything, config.AllowExposure()); err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(asJSON(t, []byte(text))); err != nil {
				t.Error(err)
			}
		})
	}
}

// Both must refuse these, so that an editor shows what the server would.
func TestSchemaRefusesWhatParseRefuses(t *testing.T) {
	schema := compiled(t)
	for name, text := range map[string]string{
		"unknown key":           least + "listn: x\n",
		"unknown key of source": least + "  b: {kind: stripe, secretKey: x, shop: y}\n",
		"unknown kind":          least + "  b: {kind: magento}\n",
		"no kind":               least + "  b: {secretKey: x}\n",
		"missing key":           least + "  b: {kind: shopify, shop: a.myshopify.com}\n",
		"number":                least + "limits: {depth: deep}\n",
		"range":                 least + "limits: {depth: 0}\n",
		"quoted number":         least + "limits: {depth: \"3\"}\n",
		"duration":              least + "limits: {deadline: 10}\n",
		"size":                  least + "limits: {body: 1 megabyte}\n",
		"role":                  least + "auth: {keys: [{name: a, hash: \"sha256:" + strings.Repeat("0", 64) + "\", roles: [read]}]}\n",
		"no roles":              least + "auth: {keys: [{name: a, hash: \"sha256:" + strings.Repeat("0", 64) + "\", roles: []}]}\n",
		"hash":                  least + "auth: {keys: [{name: a, hash: \"md5:00\", roles: [query]}]}\n",
		"documents":             least + "documents: {only: true}\n",
		"list":                  least + "views: {orders: {union: a}}\n",
		"no source":             "sources: {}\n",
		"no sources":            "listen: 127.0.0.1:1\n",
		"empty secret":          "sources: {a: {kind: stripe, secretKey: \"\"}}\n",
		"column":                least + "  b: {kind: sqlite, url: x, tables: {orders: {table: t, id: i, fields: {a: {type: text}}}}}\n",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := config.Parse(name, []byte(text), everything); err == nil {
				t.Error("Parse accepts it")
			}
			if err := schema.Validate(asJSON(t, []byte(text))); err == nil {
				t.Error("the schema accepts it")
			}
		})
	}
}

// Whoever adds a field says what it is.
func TestEverythingIsDescribed(t *testing.T) {
	text, err := config.Schema()
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	type block struct {
		Description string
		Properties  map[string]struct {
			Description string `json:"description"`
		}
		AnyOf []json.RawMessage
	}
	var check func(name string, raw json.RawMessage)
	count := 0
	check = func(name string, raw json.RawMessage) {
		var b block
		if err := json.Unmarshal(raw, &b); err != nil {
			t.Fatal(err)
		}
		for key, property := range b.Properties {
			if count++; property.Description == "" && name != "Source" {
				t.Errorf("%s.%s has no description", name, key)
			}
		}
		for _, part := range b.AnyOf {
			check(name, part)
		}
		if b.Description == "" && len(b.Properties) > 0 && !strings.HasPrefix(name, "Column") {
			t.Errorf("%s has no description", name)
		}
	}
	for name, raw := range schema.Defs {
		check(name, raw)
	}
	if count < 80 {
		t.Errorf("saw %d properties, so this test does not look where they are", count)
	}
}
