package woocommerce_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/woocommerce"
)

// oddities are texts in which types are others than promised.
var oddities = []string{
	`{}`, `[]`, `null`, `{"id":"7","total":"1e9999","currency":"EUR","status":"x"}`, `{"id":9007199254740993,"total":-0.0,"currency":"eur","status":true}`,
	`{"id":1,"status":"processing","currency":"EUR","total":"10","line_items":{"3":{"id":1,"quantity":"-2.5","total":"1"}},"refunds":[{"id":2,"total":"-1"},null,7]}`,
	`{"id":1,"meta_data":[{"value":{"a":[{"item_id":"4"}]},"key":"_items"},{"key":5,"value":[[]]}],"billing":[],"shipping":false,"refunds":null}`,
	`{"id":1,"manage_stock":"parent","stock_quantity":1.5,"price":"","regular_price":3,"attributes":{},"variations":["1",2,null],"weight":"1.25"}`,
	`{"id":1,"status":"processing","currency":"EUR","total":"5","date_created_gmt":"0000-00-00T00:00:00","date_paid_gmt":"2026-01-01T00:00:00Z"}`,
}

func FuzzDecode(f *testing.F) {
	readers := woocommerce.Readers()
	for _, text := range oddities {
		for kind := range readers {
			f.Add(kind, []byte(text))
		}
	}
	for kind, file := range map[string]string{
		"order": "order_get", "customer": "customer_get", "product": "product_variable", "variant": "variation_get", "item": "product_get", "refund": "refund_get",
	} {
		if raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "specs", "woocommerce", "examples", file+".json")); err == nil {
			f.Add(kind, raw)
		}
	}
	f.Fuzz(func(t *testing.T, kind string, text []byte) {
		read, ok := readers[kind]
		if !ok {
			return
		}
		e, isJSON := read(text)
		if json.Valid(text) && !isJSON {
			t.Errorf("%s: valid JSON is not read: %s", kind, text)
		}
		if !isJSON || e.Broken != "" || e.Order == nil {
			return
		}
		if id, err := commerce.ParseID(e.ID.String()); err != nil || id != e.ID || e.ID.Key[0] == '-' || e.ID.Key == "0" {
			t.Errorf("%s: an order of the id %q", text, e.ID)
		}
		if code := e.Order.Total.Shop.Currency; !commerce.ValidCurrency(code) || len(e.Order.Total.Shop.String()) > 200 {
			t.Errorf("%s: the total is %s", text, e.Order.Total.Shop)
		}
	})
}

// TestOddities reads each of the fuzz target's texts once without a fuzzer, and
// so that what is promised of one is there.
func TestOddities(t *testing.T) {
	readers := woocommerce.Readers()
	for _, tc := range []struct{ text, broken string }{{oddities[0], "currency"}, {oddities[3], "total"}, {oddities[5], ""}, {oddities[8], ""}} {
		e, ok := readers["order"]([]byte(tc.text))
		if !ok || e.Broken != tc.broken && (tc.broken != "currency" || e.Broken == "") {
			t.Errorf("%s: broken %q, want %q", tc.text, e.Broken, tc.broken)
		}
	}
	e, _ := readers["order"]([]byte(oddities[5]))
	if l := e.Order.LineItems; len(l) != 1 || l[0].Quantity.Ordered != -3 || len(e.Order.Refunds) != 1 {
		t.Errorf("%+v", e.Order)
	}
}
