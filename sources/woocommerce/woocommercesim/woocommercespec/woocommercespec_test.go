package woocommercespec_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim/woocommercespec"
)

// TestOfficialExamples holds the documented answers against the resources.
func TestOfficialExamples(t *testing.T) {
	spec := woocommercespec.Load(t)
	for file, resource := range map[string]string{
		"order_get": "order", "order_refunds_list": "refund", "refunds_list": "refund", "refund_get": "refund", "order_notes_list": "order_note",
		"order_fulfillments_list": "order_fulfillment", "customer_get": "customer", "customers_list": "customer", "product_get": "product",
		"product_variable": "product", "variation_get": "product_variation", "variations_list": "product_variation", "error": "error",
		"error_no_route": "error", "webhook_get": "webhook", "webhooks_list": "webhook", "payment_gateways_list": "payment_gateway",
	} {
		raw, err := os.ReadFile(filepath.Join(woocommercespec.Dir(t), "examples", file+".json"))
		if err != nil {
			t.Fatal(err)
		}
		items := []json.RawMessage{raw}
		if strings.HasPrefix(strings.TrimSpace(string(raw)), "[") {
			if err := json.Unmarshal(raw, &items); err != nil {
				t.Fatal(err)
			}
		}
		for _, item := range items {
			if err := spec.CheckObject(resource, item); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}

func TestCheckRequest(t *testing.T) {
	spec := woocommercespec.Load(t)
	for target, fits := range map[string]bool{
		"/wp-json/wc/v3/orders": true,
		"/shop/wp-json/wc/v3/orders?include=1,2&per_page=100&orderby=include&status=any": true,
		"/?rest_route=/wc/v3/orders/7": true,
		"/wp-json/wc/v3/orders?modified_after=2026-01-02T03:04:05&dates_are_gmt=true&orderby=modified&order=asc": true,
		"/wp-json/wc/v3/orders?_fields=id,total&consumer_key=ck&consumer_secret=cs&oauth_nonce=1":                true,
		"/wp-json/wc/v3/orders?status[]=pending&status[]=trash":                                                  true,
		"/wp-json/wc/v3/customers?role=all&email=a@b.c":                                                          true,
		"/wp-json/wc/v3/system_status":                                                                           true,
		"/wp-json/wc/v2/orders":                                                                                  false,
		"/wp-json/wc/v3/order":                                                                                   false,
		"/wp-json/wc/v3/orders/abc":                                                                              false,
		"/wp-json/wc/v3/orders?email=a@b.c":                                                                      false,
		"/wp-json/wc/v3/orders?per_page=101":                                                                     false,
		"/wp-json/wc/v3/orders?page=0":                                                                           false,
		"/wp-json/wc/v3/orders?order=up":                                                                         false,
		"/wp-json/wc/v3/orders?status=paid":                                                                      false,
		"/wp-json/wc/v3/orders?include=1,x":                                                                      false,
		"/wp-json/wc/v3/orders?after=2026-01-02T03:04:05Z":                                                       false,
		"/wp-json/wc/v3/orders?dates_are_gmt=yes":                                                                false,
		"/wp-json/wc/v3/orders?page=1&page=2":                                                                    false,
		"/wp-json/wc/v3/orders?page[]=1":                                                                         false,
		"/wp-json/wc/v3/customers?after=2026-01-02T03:04:05":                                                     false,
		"/wp-json/wc/v3/orders?page=%zz":                                                                         false,
	} {
		err := spec.CheckRequest(httptest.NewRequest(http.MethodGet, target, nil))
		if (err == nil) != fits {
			t.Errorf("%s: %v", target, err)
		}
	}
	for body, fits := range map[string]bool{`{"status":"completed"}`: true, `{"status":7}`: false, `{"statos":"completed"}`: false, ``: true} {
		err := spec.CheckRequest(httptest.NewRequest(http.MethodPut, "/wp-json/wc/v3/orders/7", strings.NewReader(body)))
		if (err == nil) != fits {
			t.Errorf("%s: %v", body, err)
		}
	}
	if spec.CheckRequest(httptest.NewRequest(http.MethodGet, "/wp-json/wc/v3/orders", strings.NewReader("{}"))) == nil {
		t.Error("a list takes a body")
	}
}

func TestCheckResponse(t *testing.T) {
	spec := woocommercespec.Load(t)
	totals := http.Header{"Content-Type": {"application/json; charset=UTF-8"}, "X-Wp-Total": {"1"}, "X-Wp-Totalpages": {"1"}}
	plain := http.Header{"Content-Type": {"application/json"}}
	for _, tc := range []struct {
		target string
		status int
		header http.Header
		body   string
		fits   bool
	}{
		{"orders", 200, totals, `[{"id":1}]`, true},
		{"orders", 200, plain, `[{"id":1}]`, false},
		{"orders", 200, totals, `{"id":1}`, false},
		{"orders", 200, totals, `[{"id":"1"}]`, false},
		{"orders", 200, totals, `[{"ids":1}]`, false},
		{"orders", 200, totals, `[{"line_items":[{"price":"3"}]}]`, false},
		{"orders", 200, totals, `[{"date_created_gmt":"2026-01-02T03:04:05Z"}]`, false},
		{"orders/1", 200, plain, `{"id":1,"_links":{}}`, true},
		{"orders/1", 200, http.Header{"Content-Type": {"text/html"}}, `{"id":1}`, false},
		{"orders/1", 200, plain, `{"id":1`, false},
		{"nothing", 200, plain, `{}`, false},
		{"nothing", 404, plain, `{"code":"rest_no_route","message":"No","data":{"status":404}}`, true},
		{"nothing", 404, plain, `{"code":"rest_no_route","message":"No","data":{"status":400}}`, false},
		{"nothing", 404, plain, `{"message":"No","data":{"status":404}}`, false},
		{"products/1/variations/2", 200, plain, `{"image":null}`, true},
		{"products/1/variations/2", 200, plain, `{"image":7}`, false},
		{"system_status", 200, plain, `{}`, true},
		{"system_status", 200, plain, `[]`, false},
	} {
		r := httptest.NewRequest(http.MethodGet, "/wp-json/wc/v3/"+tc.target, nil)
		if err := spec.CheckResponse(r, tc.status, tc.header, []byte(tc.body)); (err == nil) != tc.fits {
			t.Errorf("%d %s: %v", tc.status, tc.body, err)
		}
	}
}
