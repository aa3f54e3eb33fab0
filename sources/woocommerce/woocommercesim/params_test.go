package woocommercesim_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim/woocommercespec"
)

// unjudged are the documented parameters whose value may be any text, and those
// that the simulation leaves out.
var unjudged = []string{
	"search", "slug", "sku", "search_sku", "category", "tag", "tax_class", "min_price", "max_price", "created_via", "include_meta", "exclude_meta",
	"shipping_class", "attribute", "attribute_term", "order_item_display_meta",
}

// TestEveryParameterIsKnown sends each documented parameter with a value that
// cannot fit, which WordPress ignores unless the route knows the parameter.
func TestEveryParameterIsKnown(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(woocommercespec.Dir(t), "wc-v3.endpoints.json"))
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		Endpoints []struct {
			Method, Path string
			Query        []struct{ Name string }
		}
	}
	if err := json.Unmarshal(raw, &table); err != nil {
		t.Fatal(err)
	}
	f := start(t, woocommercesim.Options{Fulfillments: true})
	f.order(woocommercesim.Order{ID: 1})
	judged := 0
	for _, e := range table.Endpoints {
		if e.Method != http.MethodGet {
			continue
		}
		path := strings.NewReplacer("/wp-json/wc/v3/", "", "{id}", "1", "{order_id}", "1", "{product_id}", "1").Replace(e.Path)
		for _, p := range e.Query {
			if slices.Contains(unjudged, p.Name) {
				continue
			}
			judged++
			answer := f.fail(path+"?"+p.Name+"=%3Fx%3F", http.StatusBadRequest)
			if at(answer, "data.params."+p.Name) == nil {
				t.Errorf("%s does not know %s: %v", path, p.Name, answer)
			}
		}
	}
	if judged < 100 {
		t.Errorf("only %d parameters were judged", judged)
	}
}
