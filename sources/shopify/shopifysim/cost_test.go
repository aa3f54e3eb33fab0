package shopifysim_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

func TestCost(t *testing.T) {
	rows := map[string]struct {
		model     shopifysim.CostModel
		query     string
		requested float64
		actual    float64
	}{
		"scalars of an object":         {"", `{ shop { id name } }`, 1, 1},
		"object in an object":          {"", `{ shop { plan { publicDisplayName } } }`, 2, 2},
		"null costs nothing":           {"", `{ order(id: "gid://shopify/Order/404") { id } }`, 1, 0},
		"typename":                     {"", `{ __typename }`, 0, 0},
		"skipped":                      {"", `{ shop @skip(if: true) { id } products(first: 0) { nodes { id } } }`, 2, 2},
		"connection, linear":           {shopifysim.CostLinear, `{ orders(first: 10) { nodes { id } } }`, 12, 11},
		"edges, linear":                {shopifysim.CostLinear, `{ orders(first: 10) { edges { node { id } } pageInfo { hasNextPage } } }`, 12, 11},
		"last, linear":                 {shopifysim.CostLinear, `{ orders(last: 4) { nodes { id } } }`, 6, 6},
		"nested, linear":               {shopifysim.CostLinear, `{ orders(first: 3, sortKey: ID) { nodes { id lineItems(first: 5) { nodes { id } } } } }`, 2 + 3*(1+2+5), 2 + 3*(1+2) + 4},
		"plain list, linear":           {shopifysim.CostLinear, `{ order(id: "gid://shopify/Order/1") { refunds(first: 7) { id } } }`, 8, 2},
		"nodes, linear":                {shopifysim.CostLinear, `{ nodes(ids: ["gid://shopify/Order/1", "gid://shopify/Order/404"]) { id } }`, 2, 1},
		"dearest type, linear":         {shopifysim.CostLinear, `{ node(id: "gid://shopify/Customer/5") { ... on Order { customer { id } totalPriceSet { shopMoney { amount } } } ... on Customer { id } } }`, 4, 1},
		"what the vendor was seen at":  {"", `{ product(id: "gid://shopify/Product/404") { variants(first: 250) { nodes { inventoryItem { id tracked } } } } }`, 25, 0},
		"connection with one, default": {"", `{ customers(first: 1) { nodes { id } } }`, 3, 3},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			s := open(t, shopifysim.Options{Cost: row.model})
			seed(s)
			answer := s.query(row.query, nil)
			cost := dig(t, answer.Extensions, "cost")
			if requested := dig(t, cost, "requestedQueryCost"); requested != row.requested {
				t.Errorf("requested %v, want %v", requested, row.requested)
			}
			if actual := dig(t, cost, "actualQueryCost"); actual != row.actual {
				t.Errorf("actual %v, want %v", actual, row.actual)
			}
		})
	}
}

func TestThrottle(t *testing.T) {
	s := open(t, shopifysim.Options{Cost: shopifysim.CostLinear, Bucket: shopifysim.Bucket{Capacity: 100, RestoreRate: 10}})
	seed(s) // Nine orders.
	ask := func(first int) reply {
		return s.query(fmt.Sprintf(`{ orders(first: %d) { nodes { id } } }`, first), nil)
	}
	expect := func(answer reply, available float64, throttled bool) {
		t.Helper()
		if got := dig(t, answer.Extensions, "cost", "throttleStatus", "currentlyAvailable"); got != available {
			t.Errorf("available %v, want %v", got, available)
		}
		if code := codeOf(answer); (code == "THROTTLED") != throttled {
			t.Errorf("code %q", code)
		}
		if throttled && (answer.Data != nil || dig(t, answer.Extensions, "cost", "actualQueryCost") != nil) {
			t.Errorf("a throttled request was answered: %s", answer.Body)
		}
	}
	expect(ask(90), 89, false) // 92 requested, 11 used.
	expect(ask(88), 89, true)  // 90 requested.
	expect(ask(87), 78, false)
	s.now = s.now.Add(time.Second)
	expect(ask(86), 77, false) // 88 available again.
	s.now = s.now.Add(time.Hour)
	expect(ask(98), 89, false) // Not more than the capacity.
	status := dig(t, ask(1).Extensions, "cost", "throttleStatus")
	if dig(t, status, "maximumAvailable") != 100.0 || dig(t, status, "restoreRate") != 10.0 {
		t.Errorf("status %v", status)
	}
}

func TestMaxCost(t *testing.T) {
	s := open(t, shopifysim.Options{Cost: shopifysim.CostLinear})
	answer := s.query(`{ orders(first: 250) { nodes { lineItems(first: 3) { nodes { id } } } } }`, nil)
	if codeOf(answer) != "MAX_COST_EXCEEDED" || dig(t, answer.Errors[0], "extensions", "cost") != 2.0+250*(1+2+3) || dig(t, answer.Errors[0], "extensions", "maxCost") != 1000.0 {
		t.Errorf("%s", answer.Body)
	}
	if answer.Data != nil {
		t.Error("a query that is too dear was answered")
	}
}

func codeOf(answer reply) string {
	if len(answer.Errors) == 0 {
		return ""
	}
	extensions, _ := answer.Errors[0]["extensions"].(map[string]any)
	code, _ := extensions["code"].(string)
	return code
}
