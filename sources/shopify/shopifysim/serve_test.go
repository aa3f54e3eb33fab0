package shopifysim_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

func TestTransport(t *testing.T) {
	s := open(t, shopifysim.Options{})
	rows := map[string]struct {
		method, path, token, kind, body string
		status                          int
		want, version                   string
	}{
		"answered":          {"POST", path, s.Token(), "application/json", simple, 200, `{"data":{"shop":{"id":"gid://shopify/Shop/1"}}`, "2026-07"},
		"bare document":     {"POST", path, s.Token(), "application/graphql", `{ shop { id } }`, 200, `{"data":{"shop":`, "2026-07"},
		"wrong token":       {"POST", path, "shpat_wrong", "application/json", simple, 401, `{"errors":"[API] Invalid API key`, ""},
		"no token":          {"POST", path, "", "application/json", simple, 401, `{"errors":"[API]`, ""},
		"no JSON":           {"POST", path, s.Token(), "application/json", `query`, 400, `{"errors":{"query":"Required parameter missing or invalid"}}`, "2026-07"},
		"no query":          {"POST", path, s.Token(), "application/json", `{}`, 400, `{"errors":{"query":`, "2026-07"},
		"too long":          {"POST", path, s.Token(), "application/json", `{"query":"` + strings.Repeat(" ", 2<<20) + `"}`, 400, `{"errors":{"query":`, "2026-07"},
		"older version":     {"POST", strings.Replace(path, "2026-07", "2026-01", 1), s.Token(), "application/json", simple, 200, `{"data":`, "2026-01"},
		"version gone by":   {"POST", strings.Replace(path, "2026-07", "2023-01", 1), s.Token(), "application/json", simple, 200, `{"data":`, "2025-10"},
		"version to come":   {"POST", strings.Replace(path, "2026-07", "2030-01", 1), s.Token(), "application/json", simple, 404, `{"errors":"Not Found"}`, ""},
		"no version":        {"POST", strings.Replace(path, "2026-07", "latest", 1), s.Token(), "application/json", simple, 404, `{"errors":"Not Found"}`, ""},
		"other path":        {"POST", "/admin/api/2026-07/orders.json", s.Token(), "application/json", simple, 404, `{"errors":"Not Found"}`, ""},
		"other method":      {"GET", path, s.Token(), "", "", 404, `{"errors":"Not Found"}`, ""},
		"syntax error":      {"POST", path, s.Token(), "application/json", `{"query":"{ shop { "}`, 200, `{"errors":[{"message":`, "2026-07"},
		"unknown field":     {"POST", path, s.Token(), "application/json", `{"query":"{ shop { nope } }"}`, 200, `"code":"undefinedField"`, "2026-07"},
		"unknown argument":  {"POST", path, s.Token(), "application/json", `{"query":"{ orders(firsst: 1) { nodes { id } } }"}`, 200, `"code":"argumentNotAccepted"`, "2026-07"},
		"missing variable":  {"POST", path, s.Token(), "application/json", `{"query":"query($id: ID!) { order(id: $id) { id } }"}`, 200, `"code":"INVALID_VARIABLE"`, "2026-07"},
		"mutation":          {"POST", path, s.Token(), "application/json", `{"query":"mutation { orderClose { id } }"}`, 200, `{"errors":[{"message":`, "2026-07"},
		"which operation":   {"POST", path, s.Token(), "application/json", `{"query":"query A { shop { id } } query B { shop { name } }"}`, 200, `An operation name is required`, "2026-07"},
		"this operation":    {"POST", path, s.Token(), "application/json", `{"query":"query A { shop { id } } query B { shop { name } }","operationName":"B"}`, 200, `{"data":{"shop":{"name":`, "2026-07"},
		"no such operation": {"POST", path, s.Token(), "application/json", `{"query":"query A { shop { id } }","operationName":"B"}`, 200, `An operation name is required`, "2026-07"},
		"other kind of id":  {"POST", path, s.Token(), "application/json", `{"query":"{ order(id: \"gid://shopify/Customer/1\") { id } }"}`, 200, `"code":"RESOURCE_NOT_FOUND"`, "2026-07"},
		"introspection":     {"POST", path, s.Token(), "application/json", `{"query":"{ __schema { types { name } } }"}`, 200, `does not answer __schema`, "2026-07"},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			s.t = t
			request, err := http.NewRequest(row.method, s.server.URL+row.path, strings.NewReader(row.body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("X-Shopify-Access-Token", row.token)
			request.Header.Set("Content-Type", row.kind)
			answer := s.send(request)
			if answer.Status != row.status || !strings.Contains(string(answer.Body), row.want) {
				t.Errorf("status %d, body %.300s", answer.Status, answer.Body)
			}
			if version := answer.Header.Get("X-Shopify-API-Version"); version != row.version {
				t.Errorf("version %q, want %q", version, row.version)
			}
		})
	}
}

func TestRecorderAndCounter(t *testing.T) {
	var names []string
	var seen []map[string]any
	s := open(t, shopifysim.Options{Recorder: func(name, query string, variables map[string]any) {
		names, seen = append(names, name+" "+query), append(seen, variables)
	}})
	s.post(`{"query":"query A($id: ID!) { node(id: $id) { id } }","operationName":"A","variables":{"id":9007199254740993}}`)
	s.post(`no JSON`)
	if s.Requests() != 2 || len(names) != 1 || names[0] != "A query A($id: ID!) { node(id: $id) { id } }" {
		t.Errorf("%d requests, recorded %v", s.Requests(), names)
	}
	if len(seen) != 1 || seen[0]["id"] == nil {
		t.Errorf("variables %v", seen)
	}
}

// TestExecution covers what a GraphQL executor has to do with any document.
func TestExecution(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	rows := map[string]struct{ query, want string }{
		"aliases":            {`{ a: shop { x: id } b: shop { id } }`, `{"a":{"x":"gid://shopify/Shop/1"},"b":{"id":"gid://shopify/Shop/1"}}`},
		"merged":             {`{ shop { id } shop { myshopifyDomain } }`, `{"shop":{"id":"gid://shopify/Shop/1","myshopifyDomain":"galleria-demo.myshopify.com"}}`},
		"skip and include":   {`query($yes: Boolean = true) { shop { id @skip(if: $yes) currencyCode @include(if: $yes) ... @include(if: false) { name } } }`, `{"shop":{"currencyCode":"USD"}}`},
		"fragments":          {`{ node(id: "gid://shopify/Order/1") { ...F ... on LegacyInteroperability { legacyResourceId } ... on Customer { email } } } fragment F on Node { __typename id }`, `{"node":{"__typename":"Order","id":"gid://shopify/Order/1","legacyResourceId":"1"}}`},
		"union":              {`{ order(id: "gid://shopify/Order/1") { discountApplications(first: 5) { nodes { index value { __typename ... on MoneyV2 { amount } ... on PricingPercentageValue { percentage } } ... on DiscountCodeApplication { code } } } } }`, `{"order":{"discountApplications":{"nodes":[{"index":0,"value":{"__typename":"PricingPercentageValue","percentage":10},"code":"SPRING"},{"index":1,"value":{"__typename":"MoneyV2","amount":"1.0"}}]}}}`},
		"escapes":            {`{ order(id: "gid://shopify/Order/1") { note } }`, `{"order":{"note":"Please \"hurry\" – danke"}}`},
		"scalars":            {`{ product(id: "gid://shopify/Product/10") { publishedAt variants(first: 1) { nodes { price compareAtPrice } } } }`, `{"product":{"publishedAt":"2026-07-15T12:00:00Z","variants":{"nodes":[{"price":"9.90","compareAtPrice":"12.00"}]}}}`},
		"JSON as text":       {`{ order(id: "gid://shopify/Order/1") { transactions(first: 1) { receiptJson } } }`, `{"order":{"transactions":[{"receiptJson":"{\"a\":1}"}]}}`},
		"gone product":       {`{ order(id: "gid://shopify/Order/1") { lineItems(first: 5, reverse: true) { nodes { sku product { id } variant { id } } } } }`, `{"order":{"lineItems":{"nodes":[{"sku":"CUP","product":null,"variant":null},{"sku":"TEA-0","product":{"id":"gid://shopify/Product/10"},"variant":{"id":"gid://shopify/ProductVariant/20"}}]}}}`},
		"identifier":         {`{ a: customerByIdentifier(identifier: {emailAddress: "ADA@shop.example"}) { id } b: customerByIdentifier(identifier: {phoneNumber: "+4930123456"}) { id } c: productByIdentifier(identifier: {handle: "green-tea"}) { id } d: orderByIdentifier(identifier: {id: "gid://shopify/Order/1"}) { id } e: customerByIdentifier(identifier: {emailAddress: "x@y.z"}) { id } }`, `{"a":{"id":"gid://shopify/Customer/5"},"b":{"id":"gid://shopify/Customer/5"},"c":{"id":"gid://shopify/Product/10"},"d":{"id":"gid://shopify/Order/1"},"e":null}`},
		"primary location":   {`{ location { id } locations(first: 5) { nodes { name } } }`, `{"location":{"id":"gid://shopify/Location/1"},"locations":{"nodes":[{"name":"Berlin"}]}}`},
		"quantities":         {`{ inventoryItem(id: "gid://shopify/InventoryItem/30") { inventoryLevel(locationId: "gid://shopify/Location/1") { quantities(names: ["available", "on_hand", "reserved"]) { name quantity } } } }`, `{"inventoryItem":{"inventoryLevel":{"quantities":[{"name":"available","quantity":10},{"name":"on_hand","quantity":11},{"name":"reserved","quantity":0}]}}}`},
		"error beside data":  {`{ shop { id } customer(id: "x") { id } }`, `{"shop":{"id":"gid://shopify/Shop/1"},"customer":null}`},
		"null goes upwards":  {`{ product(id: "gid://shopify/Product/77") { title } variant: productVariant(id: "gid://shopify/ProductVariant/77") { sku product { id } } }`, `{"product":null,"variant":null}`},
		"limited count":      {`{ ordersCount(limit: 3) { count precision } }`, `{"ordersCount":{"count":3,"precision":"AT_LEAST"}}`},
		"transactions first": {`{ order(id: "gid://shopify/Order/1") { transactions(first: 0) { id } refunds(first: 1) { id } } }`, `{"order":{"transactions":[],"refunds":[{"id":"gid://shopify/Refund/140"}]}}`},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			s.t = t
			answer := s.query(row.query, nil)
			if !strings.HasPrefix(string(answer.Body), `{"data":`+row.want+`,"e`) {
				t.Errorf("%s\nwant %s", answer.Body, row.want)
			}
			if wantError := name == "error beside data"; (len(answer.Errors) > 0) != wantError {
				t.Errorf("errors %v", answer.Errors)
			}
		})
	}
}
