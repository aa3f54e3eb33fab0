package shopifysim_test

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

const runBulk = `mutation($query: String!, $grouped: Boolean! = false) { bulkOperationRunQuery(query: $query, groupObjects: $grouped) { bulkOperation { id status } userErrors { code field message } } }`

const askBulk = `query($id: ID!) { bulkOperation(id: $id) { id status type query errorCode createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl } }`

// run starts a bulk operation and returns its id.
func (s *shop) runBulk(query string, grouped bool) string {
	s.t.Helper()
	payload := dig(s.t, s.data(runBulk, map[string]any{"query": query, "grouped": grouped}), "bulkOperationRunQuery")
	if problems := dig(s.t, payload, "userErrors").([]any); len(problems) > 0 {
		s.t.Fatalf("refused: %v", problems)
	}
	return dig(s.t, payload, "bulkOperation", "id").(string)
}

func (s *shop) bulk(id string) map[string]any {
	s.t.Helper()
	return dig(s.t, s.data(askBulk, map[string]any{"id": id}), "bulkOperation").(map[string]any)
}

func (s *shop) download(address any) (int, string) {
	s.t.Helper()
	response, err := http.Get(address.(string))
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// twoOrders puts two orders of two lines each, and a customer.
func twoOrders(t *testing.T, options shopifysim.Options) *shop {
	t.Helper()
	s := open(t, options)
	for n := range 2 {
		line := func(i int) shopifysim.LineItem {
			return shopifysim.LineItem{ID: gid("LineItem", 10*n+i), Title: "Tea", Quantity: i, OriginalUnitPriceSet: shopifysim.SameMoney("1.50", "EUR")}
		}
		must(s.PutOrder(shopifysim.Order{ID: gid("Order", 1+n), LineItems: []shopifysim.LineItem{line(1), line(2)}}))
	}
	must(s.PutCustomer(shopifysim.Customer{ID: gid("Customer", 1)}))
	return s
}

const ordersWithLines = `{ orders(sortKey: ID) { edges { node { id lineItems { edges { node { __typename quantity } } } } } } }`

func TestBulkRuns(t *testing.T) {
	const first, second = `{"id":"gid://shopify/Order/1"}`, `{"id":"gid://shopify/Order/2"}`
	line := func(quantity, order string) string {
		return `{"__typename":"LineItem","quantity":` + quantity + `,"__parentId":"gid://shopify/Order/` + order + `"}`
	}
	for name, row := range map[string]struct {
		grouped bool
		want    []string
	}{
		"grouped":    {true, []string{first, line("1", "1"), line("2", "1"), second, line("1", "2"), line("2", "2")}},
		"as it goes": {false, []string{first, second, line("1", "1"), line("2", "1"), line("1", "2"), line("2", "2")}},
	} {
		s := twoOrders(t, shopifysim.Options{BulkTime: 10 * time.Second})
		id := s.runBulk(ordersWithLines, row.grouped)
		for _, step := range []struct {
			after  time.Duration
			status string
			count  string
		}{{0, "CREATED", "0"}, {5 * time.Second, "RUNNING", "3"}, {5 * time.Second, "COMPLETED", "6"}} {
			s.now = s.now.Add(step.after)
			if o := s.bulk(id); o["status"] != step.status || o["objectCount"] != step.count || o["query"] != ordersWithLines || (o["url"] != nil) != (step.status == "COMPLETED") {
				t.Errorf("%s: after %v: %v, want %s with %s objects", name, step.after, o, step.status, step.count)
			}
		}
		o := s.bulk(id)
		status, file := s.download(o["url"])
		if got := strings.Split(strings.TrimSuffix(file, "\n"), "\n"); status != 200 || !slices.Equal(got, row.want) {
			t.Errorf("%s: status %d\n%s", name, status, file)
		}
		if size, _ := json.Number(o["fileSize"].(string)).Int64(); int(size) != len(file) || o["rootObjectCount"] != "2" || o["errorCode"] != nil || o["partialDataUrl"] != nil {
			t.Errorf("%s: %d bytes of %v", name, len(file), o)
		}
		current := dig(t, s.data(`{ currentBulkOperation { id } mutation: currentBulkOperation(type: MUTATION) { id } node(id: "`+id+`") { ... on BulkOperation { status } } }`, nil))
		if dig(t, current, "currentBulkOperation", "id") != id || dig(t, current, "mutation") != nil || dig(t, current, "node", "status") != "COMPLETED" {
			t.Errorf("%s: current %v", name, current)
		}
		s.now = s.now.Add(7 * 24 * time.Hour)
		if expired, _ := s.download(o["url"]); s.bulk(id)["status"] != "EXPIRED" || s.bulk(id)["url"] != nil || expired != http.StatusForbidden {
			t.Errorf("%s: a week later it is %v, and its file answers %d", name, s.bulk(id), expired)
		}
	}
}

// A bulk operation reads past the bounds of pages, and an empty one has no file.
func TestBulkReadsAll(t *testing.T) {
	s := open(t, shopifysim.Options{MaxDepth: 300})
	for range 700 {
		must(s.PutCustomer(shopifysim.Customer{}))
	}
	all, none := s.runBulk(`{ customers(first: 1) { edges { cursor node { id } } pageInfo { hasNextPage } } }`, false), s.runBulk(`{ customers(query: "email:nobody@example.com") { edges { node { id } } } }`, false)
	s.now = s.now.Add(time.Minute)
	if o := s.bulk(all); o["objectCount"] != "700" || o["url"] == nil {
		t.Errorf("all: %v", o)
	}
	if o := s.bulk(none); o["status"] != "COMPLETED" || o["url"] != nil || o["fileSize"] != nil {
		t.Errorf("none: %v", o)
	}
}

func TestBulkIsRefused(t *testing.T) {
	s := open(t, shopifysim.Options{})
	for name, row := range map[string]struct{ query, want string }{
		"syntax":           {`{ orders {`, "Invalid bulk query:"},
		"empty":            {``, "Invalid bulk query:"},
		"unknown field":    {`{ orders { edges { node { nope } } } }`, "Invalid bulk query:"},
		"mutation":         {`mutation { bulkOperationCancel(id: "1") { userErrors { message } } }`, "Invalid operation type"},
		"variables":        {`query($q: String) { orders(query: $q) { edges { node { id } } } }`, "variables"},
		"two fields":       {`{ orders { edges { node { id } } } customers { edges { node { id } } } }`, "single top level"},
		"no connection":    {`{ shop { id } }`, "at least one connection"},
		"node":             {`{ node(id: "gid://shopify/Order/1") { id } }`, "top level `node`"},
		"nodes":            {`{ orders { nodes { id } } }`, "Invalid connection fields: 'orders'"},
		"nodes inside":     {`{ orders { edges { node { id lineItems { nodes { id } } } } } }`, "Invalid connection fields: 'lineItems'"},
		"parent's id":      {`{ orders { edges { node { name lineItems { edges { node { id } } } } } } }`, "Connection fields without 'id': orders"},
		"alias of the id":  {`{ orders { edges { node { id: name lineItems { edges { node { id } } } } } } }`, "Connection fields without 'id': orders"},
		"in a list":        {`{ orders { edges { node { id refunds { refundLineItems { edges { node { quantity } } } } } } } }`, "connection field within a list field"},
		"no nodes at all":  {`{ orders { edges { node { id shippingLines { edges { node { title } } } } } } }`, "Node interface: shippingLines"},
		"too deep":         {`{ products { edges { node { id variants { edges { node { id product { id variants { edges { node { id product { id variants { edges { node { id } } } } } } } } } } } } } } }`, "nesting depth greater than 2"},
		"too many":         {`{ orders { edges { node { id a: lineItems { edges { node { id } } } b: lineItems { edges { node { id } } } c: lineItems { edges { node { id } } } d: lineItems { edges { node { id } } } e: lineItems { edges { node { id } } } } } } }`, "more than 5 connections"},
		"more than enough": {`{ orders { nodes { refunds { refundLineItems { nodes { quantity } } } } } }`, "Invalid connection fields: 'orders'"},
	} {
		payload := dig(t, s.data(runBulk, map[string]any{"query": row.query}), "bulkOperationRunQuery")
		problem := dig(t, payload, "userErrors", 0)
		if dig(t, payload, "bulkOperation") != nil || dig(t, problem, "code") != "INVALID" || !strings.Contains(dig(t, problem, "message").(string), row.want) {
			t.Errorf("%s: %v, want %q", name, payload, row.want)
		}
	}
}

func TestBulkLimit(t *testing.T) {
	for version, row := range map[string]struct {
		limit int
		code  string
	}{"2025-10": {1, "OPERATION_IN_PROGRESS"}, "2026-01": {5, "LIMIT_REACHED"}, "2026-07": {5, "LIMIT_REACHED"}} {
		s := twoOrders(t, shopifysim.Options{})
		start := func() any {
			body, err := json.Marshal(map[string]any{"query": runBulk, "variables": map[string]any{"query": ordersWithLines}})
			if err != nil {
				t.Fatal(err)
			}
			request, err := http.NewRequest(http.MethodPost, s.server.URL+strings.Replace(path, shopifysim.Version, version, 1), strings.NewReader(string(body)))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("X-Shopify-Access-Token", s.Token())
			return dig(t, s.send(request).Data, "bulkOperationRunQuery")
		}
		for range row.limit {
			if payload := start(); dig(t, payload, "bulkOperation") == nil {
				t.Errorf("%s: refused: %v", version, payload)
			}
		}
		if payload := start(); dig(t, payload, "bulkOperation") != nil || dig(t, payload, "userErrors", 0, "code") != row.code {
			t.Errorf("%s: one too many: %v", version, payload)
		}
		s.now = s.now.Add(time.Minute)
		if payload := start(); dig(t, payload, "bulkOperation") == nil {
			t.Errorf("%s: refused though the others are done: %v", version, payload)
		}
	}
}

func TestBulkEndsBadly(t *testing.T) {
	s := twoOrders(t, shopifysim.Options{})
	for _, code := range []string{"ACCESS_DENIED", "TIMEOUT", "INTERNAL_SERVER_ERROR"} {
		for keep, lines := range map[int]int{0: 0, 4: 4, 100: 6} {
			s.SetBulkFailure(shopifysim.BulkFailure{Code: code, Keep: keep})
			id := s.runBulk(ordersWithLines, true)
			s.now = s.now.Add(time.Minute)
			o := s.bulk(id)
			if o["status"] != "FAILED" || o["errorCode"] != code || o["url"] != nil || (o["partialDataUrl"] != nil) != (lines > 0) {
				t.Errorf("%s with %d: %v", code, keep, o)
			}
			if lines > 0 {
				if _, file := s.download(o["partialDataUrl"]); strings.Count(file, "\n") != lines {
					t.Errorf("%s with %d:\n%s", code, keep, file)
				}
			}
		}
	}
	s.SetBulkFailure(shopifysim.BulkFailure{})
	const cancel = `mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field message } } }`
	id := s.runBulk(ordersWithLines, true)
	if got := dig(t, s.data(cancel, map[string]any{"id": id}), "bulkOperationCancel", "bulkOperation", "status"); got != "CANCELING" {
		t.Errorf("canceled: %v", got)
	}
	s.now = s.now.Add(time.Minute)
	if o := s.bulk(id); o["status"] != "CANCELED" || o["url"] != nil {
		t.Errorf("a minute after it was canceled: %v", o)
	}
	if again := dig(t, s.data(cancel, map[string]any{"id": id}), "bulkOperationCancel", "userErrors").([]any); len(again) != 1 {
		t.Errorf("canceled again: %v", again)
	}
	if counts := s.BulkOperations(); counts["FAILED"] != 9 || counts["CANCELED"] != 1 {
		t.Errorf("counts %v", counts)
	}
	if status, _ := s.download(s.server.URL + "/bulk/nothing.jsonl"); status != http.StatusForbidden {
		t.Errorf("a file that is not there: %d", status)
	}
}

func TestBulkIsDenied(t *testing.T) {
	for _, query := range []string{ordersWithLines, `{ customers { edges { node { id orders { edges { node { id } } } } } } }`, `{ customers { edges { node { id lastOrder { id } } } } }`} {
		s := twoOrders(t, shopifysim.Options{Lacks: []string{"read_orders"}})
		must(s.PutOrder(shopifysim.Order{CustomerID: gid("Customer", 1)}))
		id := s.runBulk(query, true)
		s.now = s.now.Add(time.Minute)
		for range 2 {
			if o := s.bulk(id); o["status"] != "FAILED" || o["errorCode"] != "ACCESS_DENIED" || o["url"] != nil {
				t.Errorf("%s: %v", query, o)
			}
		}
	}
}

// What the simulator takes and answers for bulk operations is Shopify's.
func TestBulkIsOfTheSchema(t *testing.T) {
	spec := shopifyspec.Load(t)
	s := twoOrders(t, shopifysim.Options{Bucket: shopifysim.Bucket{Capacity: 1000, RestoreRate: 50}})
	check := func(query string, variables map[string]any) reply {
		t.Helper()
		if err := spec.CheckRequest(query, variables); err != nil {
			t.Error(err)
		}
		answer := s.query(query, variables)
		if err := spec.CheckResponse(query, variables, answer.Body); err != nil {
			t.Error(err)
		}
		return answer
	}
	answer := check(runBulk, map[string]any{"query": ordersWithLines})
	if cost := dig(t, answer.Extensions, "cost"); dig(t, cost, "requestedQueryCost") != 10.0 || dig(t, cost, "actualQueryCost") != 10.0 {
		t.Errorf("a mutation costs %v", cost)
	}
	id := dig(t, answer.Data, "bulkOperationRunQuery", "bulkOperation", "id")
	check(askBulk, map[string]any{"id": id})
	s.now = s.now.Add(time.Minute)
	if cost := dig(t, check(askBulk, map[string]any{"id": id}).Extensions, "cost"); dig(t, cost, "actualQueryCost") != 1.0 {
		t.Errorf("a look costs %v", cost)
	}
	check(runBulk, map[string]any{"query": "{"})
	if err := spec.CheckRequest(ordersWithLines, nil); err != nil {
		t.Error(err)
	}
}
