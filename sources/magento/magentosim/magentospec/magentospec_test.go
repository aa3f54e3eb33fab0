package magentospec_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/magento/magentosim/magentospec"
)

func request(target string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Header.Set("Authorization", "Bearer t")
	return r
}

func judge(t *testing.T, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("refused: %v", err)
	case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
		t.Errorf("error %v, want %q in it", err, want)
	}
}

func TestCheckRequest(t *testing.T) {
	spec := magentospec.Load(t)
	const filter = "searchCriteria[filter_groups][0][filters][0]"
	for _, test := range []struct{ target, want string }{
		{"/rest/V1/orders?searchCriteria=", ""},
		{"/rest/all/V1/orders?" + filter + "[field]=entity_id&" + filter + "[value]=1,2&" + filter + "[condition_type]=in&searchCriteria[pageSize]=100&searchCriteria[currentPage]=2&fields=items[entity_id],total_count", ""},
		{"/rest/V1/orders?searchCriteria[filterGroups][0][filters][0][field]=x&searchCriteria[filterGroups][0][filters][0][conditionType]=null", ""},
		{"/rest/V1/orders?searchCriteria[sortOrders][0][field]=entity_id&searchCriteria[sortOrders][0][direction]=ASC", ""},
		{"/rest/V1/orders/7", ""},
		{"/rest/V1/products/a%2Fb?storeId=1", ""},
		{"/rest/V1/inventory/are-products-salable?skus[]=a&skus[]=b&stockId=1", ""},
		{"/rest/V1/orders", "needs searchCriteria"},
		{"/rest/V1/orders/7?searchCriteria=", "is no search"},
		{"/rest/V1/order/7", "no such path"},
		{"/V1/orders/7", "not below /rest"},
		{"/rest/V1/orders/7?x=1", `unknown parameter "x"`},
		{"/rest/V1/orders?searchCriteria[size]=1", "unknown parameter"},
		{"/rest/V1/orders?searchCriteria[pageSize]=0", "above 0"},
		{"/rest/V1/orders?searchCriteria[pageSize]=1&searchCriteria[pageSize]=2", "there twice"},
		{"/rest/V1/orders?" + filter + "[value]=1", "no field"},
		{"/rest/V1/orders?" + filter + "[field]=x", "no value"},
		{"/rest/V1/orders?" + filter + "[field]=x&" + filter + "[value]=1&" + filter + "[condition_type]=equals", "unknown condition type"},
		{"/rest/V1/orders?" + filter + "[field]=updated_at&" + filter + "[value]=2026-01-02T03:04:05Z&" + filter + "[condition_type]=gt", "no time"},
		{"/rest/V1/orders?searchCriteria[sortOrders][0][direction]=up", "neither ASC nor DESC"},
		{"/rest/V1/orders?searchCriteria=&fields=items[a", "fields"},
		{"/rest/V1/products/a?storeId=b", "want an integer"},
		{"/rest/V1/inventory/are-products-salable?stockId=1", `"skus" is missing`},
	} {
		t.Run(test.target, func(t *testing.T) { judge(t, spec.CheckRequest(request(test.target)), test.want) })
	}
	bare := httptest.NewRequest(http.MethodGet, "/rest/V1/orders/7", nil)
	judge(t, spec.CheckRequest(bare), "Authorization")
	judge(t, spec.CheckRequest(httptest.NewRequest(http.MethodDelete, "/rest/V1/orders/7", nil)), "no such method")
}

func TestCheckResponse(t *testing.T) {
	spec := magentospec.Load(t)
	for _, test := range []struct {
		target string
		status int
		body   string
		want   string
	}{
		{"/rest/V1/stockStatuses/a", 200, `{"product_id":1,"stock_id":1,"qty":2,"stock_status":1,"stock_item":null,"extension_attributes":[]}`, ""},
		{"/rest/V1/orders/1?fields=state", 200, `{"state":"new"}`, ""},
		{"/rest/V1/orders/1?fields=none", 200, `[]`, ""},
		{"/rest/V1/orders/1/statuses", 200, `"new"`, ""},
		{"/rest/V1/products/a?fields=custom_attributes", 200, `{"custom_attributes":[{"attribute_code":"a","value":["1"]}]}`, ""},
		{"/rest/V1/orders/1", 404, `{"message":"m %1","parameters":["a"]}`, ""},
		{"/rest/V1/orders/1", 404, `{"message":"m %a","parameters":{"a":"b"},"trace":"t"}`, ""},
		{"/rest/V9/none", 404, `{"message":"m"}`, ""},
		{"/rest/V1/orders/1", 200, `{"state":"new"}`, "is missing"},
		{"/rest/V1/orders/1?fields=state", 200, `{"state":1}`, "is no string"},
		{"/rest/V1/orders/1?fields=store_id", 200, `{"store_id":1.5}`, "is no integer"},
		{"/rest/V1/orders/1?fields=mood", 200, `{"mood":1}`, "unknown property"},
		{"/rest/V1/orders/1?fields=items", 200, `{"items":{}}`, "want a list"},
		{"/rest/V1/orders/1?fields=items", 200, `{"items":[null]}`, "null in a list"},
		{"/rest/V1/orders/1?fields=payment", 200, `{"payment":"x"}`, "want an object"},
		{"/rest/V1/orders/1", 404, `{"message":"m","parameters":[{}]}`, "plain values"},
		{"/rest/V1/orders/1", 404, `{"code":1}`, "is missing"},
		{"/rest/V1/orders/1", 200, `{"state":`, "read JSON"},
		{"/rest/V1/orders/1", 200, `{} {}`, "more than one"},
		{"/rest/V1/orders/1", 201, `{}`, "status is not"},
	} {
		header := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
		t.Run(test.target+test.body, func(t *testing.T) {
			judge(t, spec.CheckResponse(request(test.target), test.status, header, []byte(test.body)), test.want)
		})
	}
	judge(t, spec.CheckResponse(request("/rest/V1/orders/1"), 200, http.Header{"Content-Type": {"text/html"}}, nil), "media type")
}

// TestExamples: the official answers pass, but for what their pages cut.
func TestExamples(t *testing.T) {
	spec := magentospec.Load(t)
	for file, name := range map[string]string{
		"order_get.json": "sales-data-order-interface", "invoice_get.json": "sales-data-invoice-interface", "customer_get.json": "customer-data-customer-interface",
		"product_simple.json": "catalog-data-product-interface", "product_configurable.json": "catalog-data-product-interface", "product_bundle.json": "catalog-data-product-interface",
		"source_items_search.json": "inventory-api-data-source-item-search-results-interface", "stocks_search.json": "inventory-api-data-stock-search-results-interface",
		"sources_search.json": "inventory-api-data-source-search-results-interface", "error.json": "error-response",
	} {
		t.Run(file, func(t *testing.T) { judge(t, spec.CheckObject(name, magentospec.Example(t, file)), "") })
	}
	judge(t, spec.CheckObject("none", []byte(`{}`)), "is not in the specification")
}

// FuzzCheckRequest judges any query string without crashing.
func FuzzCheckRequest(f *testing.F) {
	spec := magentospec.Load(f)
	for _, text := range []string{"searchCriteria[filter_groups][0][filters][0][field]=x", "fields=a[b]]", "searchCriteria[=1", "%zz", "searchCriteria[]=&searchCriteria[]=1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := request("/rest/V1/orders")
		r.URL.RawQuery = text
		first, second := spec.CheckRequest(r), spec.CheckRequest(r)
		if (first == nil) != (second == nil) {
			t.Errorf("%q: judged as %v, then as %v", text, first, second)
		}
	})
}
