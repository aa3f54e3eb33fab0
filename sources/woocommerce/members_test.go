package woocommerce_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/woocommerce"
)

// specimens are the files of the documentation's answers by what reads them.
var specimens = map[string][]string{
	"order": {"order_get", "orders_list"}, "customer": {"customer_get", "customers_list"}, "product": {"product_get", "product_variable", "products_list"},
	"variation": {"variation_get", "variations_list"}, "refund": {"refund_get", "refunds_list", "order_refunds_list"}, "note": {"order_notes_list"},
	"fulfillment": {"order_fulfillments_list"},
}

// others are the documented answers of resources that are not read.
var others = []string{
	"data_currency_current", "error", "error_no_route", "payment_gateways_list", "webhook_deleted_payload", "webhook_get", "webhook_signature_vectors", "webhooks_list",
}

// definitions name the schema of each resource.
var definitions = map[string]string{
	"order": "order", "customer": "customer", "product": "product", "variation": "product_variation", "refund": "refund", "note": "order_note", "fulfillment": "order_fulfillment",
}

// leftOut reads the table of what is not carried: why, by member.
func leftOut(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("left_out.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 || !strings.Contains(cells[1], "`") {
			continue
		}
		for resource := range strings.SplitSeq(cells[0], ",") {
			for member := range strings.SplitSeq(cells[1], ",") {
				name := strings.TrimSpace(resource) + "." + strings.Trim(strings.TrimSpace(member), "`")
				if out[name] != "" || strings.TrimSpace(cells[2]) == "" {
					t.Errorf("%s stands twice in the table, or without a reason", name)
				}
				out[name] = strings.TrimSpace(cells[2])
			}
		}
	}
	return out
}

// carrier reads a resource into all that is made of it.
func carrier(resource string) func(text []byte) string {
	readers := woocommerce.Readers()
	kinds := map[string][]string{"product": {"product", "variant", "item"}, "variation": {"variant", "item"}, "fulfillment": {"fulfilment"}}[resource]
	if kinds == nil {
		kinds = []string{resource}
	}
	return func(text []byte) string {
		var b strings.Builder
		for _, kind := range kinds {
			e, ok := readers[kind](text)
			b.WriteString(fmt.Sprint(ok, e.ID, e.Broken, dump(e.Whole)))
		}
		return b.String()
	}
}

// objects returns the specimens of a resource: those of the documentation, and
// those of a simulated shop that has one of everything.
func objects(t *testing.T, resource string) []any {
	t.Helper()
	var out []any
	add := func(v any) {
		if list, ok := v.([]any); ok {
			out = append(out, list...)
		} else {
			out = append(out, v)
		}
	}
	sim := fullShop(t)
	for path, of := range map[string]string{
		"orders": "order", "customers?role=all": "customer", "products": "product", "variations": "variation", "refunds": "refund",
		"orders/100/notes": "note", "orders/100/fulfillments": "fulfillment", "products?sku=T,4711": "product",
	} {
		if of == resource {
			add(fromShop(t, sim, path))
		}
	}
	for _, file := range specimens[resource] {
		add(example[any](t, file+".json"))
	}
	return out
}

func fromShop(t *testing.T, s *simulation, path string) (out any) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "https://shop.example/wp-json/wc/v3/"+path, nil)
	r.SetBasicAuth(key, secret)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	raw, err := io.ReadAll(w.Body)
	if err != nil || w.Code != http.StatusOK || json.Unmarshal(raw, &out) != nil {
		t.Fatalf("%s: %d %s", path, w.Code, raw)
	}
	return out
}

// TestEveryMemberIsCarriedOrLeftOut changes each member of each specimen and
// looks whether what is made of it changes. What does not must be in the table,
// what does must not, and the table and the schema name nothing else.
func TestEveryMemberIsCarriedOrLeftOut(t *testing.T) {
	const enough = 6 // of each member: lists repeat themselves
	known := leftOut(t)
	named := map[string]bool{}
	for resource := range specimens {
		read := carrier(resource)
		carried, met := map[string]bool{}, map[string]int{}
		for _, specimen := range objects(t, resource) {
			before := read(encoded(t, specimen))
			visit(specimen, nil, func(path []any, value any) {
				member := resource + "." + nameOf(path)
				met[member]++
				if met[member] > enough {
					return
				}
				for _, other := range alternatives(value) {
					if !carried[member] && read(encoded(t, replaced(specimen, path, other))) != before {
						carried[member] = true
					}
				}
			})
		}
		for member := range met {
			reason, out := covered(known, member)
			if out != "" {
				named[out] = true
			}
			switch {
			case !carried[member] && reason == "":
				t.Errorf("%s is neither carried nor in the table", member)
			case carried[member] && out == member:
				t.Errorf("%s is carried, and in the table: %s", member, reason)
			}
		}
		for _, property := range properties(t, definitions[resource]) {
			member := resource + "." + property
			if _, out := covered(known, member); out != "" {
				named[out] = true
			} else if !carried[member] && !slices.ContainsFunc(mapsKeys(carried), func(m string) bool { return strings.HasPrefix(m, member+".") }) {
				t.Errorf("%s is in the schema, and neither carried by a specimen nor in the table", member)
			}
		}
	}
	for member := range known {
		if !named[member] {
			t.Errorf("%s is in the table, and no member of the documents", member)
		}
	}
}

// TestEveryExampleIsRead accounts for all files of the documentation.
func TestEveryExampleIsRead(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(specification(t), "examples", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	var read []string
	for resource, names := range specimens {
		read = append(read, names...)
		for _, file := range names {
			for _, o := range asList(example[any](t, file+".json")) {
				if got := carrier(resource)(encoded(t, o)); !strings.HasPrefix(got, "true") || strings.Contains(got, "<nil>") {
					t.Errorf("%s: %s", file, got)
				}
				for _, kind := range []string{"order", "customer"} {
					if e, ok := woocommerce.Readers()[kind](encoded(t, o)); kind == resource && (!ok || e.Broken != "") {
						t.Errorf("%s: broken %q", file, e.Broken)
					}
				}
			}
		}
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		if !slices.Contains(read, name) && !slices.Contains(others, name) {
			t.Errorf("%s is read by nobody", name)
		}
	}
}

// TestEveryWordIsRead puts each word that the schema knows, and one that nobody
// knows, into each specimen: none makes it unreadable.
func TestEveryWordIsRead(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(specification(t), "wc-v3.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Defs map[string]struct {
			Properties map[string]struct {
				Words []string `json:"x-known-values"`
			} `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	readers, tried := woocommerce.Readers(), 0
	for resource, definition := range definitions {
		specimens := objects(t, resource)[:1] // one will do: words say the same of all
		for property, p := range doc.Defs[definition].Properties {
			if len(p.Words) == 0 {
				continue
			}
			for _, word := range append(p.Words, sourcetest.UnknownWord) {
				for _, specimen := range specimens {
					changed := encoded(t, replaced(specimen, []any{property}, word))
					for kind, read := range readers {
						before, _ := read(encoded(t, specimen))
						if e, ok := read(changed); !ok || e.Broken != before.Broken {
							t.Errorf("%s.%s %q: %s is broken: %q", resource, property, word, kind, e.Broken)
						}
						tried++
					}
				}
			}
		}
	}
	if tried < 300 {
		t.Errorf("only %d texts", tried)
	}
}
