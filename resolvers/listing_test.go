package resolvers_test

import (
	"slices"
	"strings"
	"testing"
)

type ordersPage struct {
	Orders struct {
		Edges []struct {
			Cursor string
			Node   struct{ Name string }
		}
		PageInfo struct {
			HasNextPage, HasPreviousPage bool
			StartCursor, EndCursor       *string
		}
	}
}

func (p ordersPage) names() []string {
	var out []string
	for _, e := range p.Orders.Edges {
		out = append(out, e.Node.Name)
	}
	return out
}

const pageQuery = `query($first: Int, $after: Cursor, $last: Int, $before: Cursor, $filter: OrderFilter, $sort: OrderSort) {
	orders(first: $first, after: $after, last: $last, before: $before, filter: $filter, sort: $sort) {
		edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

func TestPagesForwardAndBackward(t *testing.T) {
	page := func(vars map[string]any) ordersPage { return decode[ordersPage](t, ask(t, pageQuery, vars)) }
	var forward []string
	vars := map[string]any{"first": 7}
	for {
		p := page(vars)
		forward = append(forward, p.names()...)
		if !p.Orders.PageInfo.HasNextPage {
			break
		}
		vars["after"] = *p.Orders.PageInfo.EndCursor
	}
	if len(forward) != 25 {
		t.Fatalf("%d orders forward, want 25", len(forward))
	}
	var backward []string
	vars = map[string]any{"last": 4}
	for {
		p := page(vars)
		backward = append(p.names(), backward...)
		if !p.Orders.PageInfo.HasPreviousPage {
			break
		}
		vars["before"] = *p.Orders.PageInfo.StartCursor
	}
	if !slices.Equal(forward, backward) {
		t.Errorf("forward  %v\nbackward %v", forward, backward)
	}
	p := page(map[string]any{"first": 3, "after": page(map[string]any{"first": 3}).Orders.Edges[1].Cursor})
	if !slices.Equal(p.names(), forward[2:5]) || !p.Orders.PageInfo.HasPreviousPage {
		t.Errorf("after the second: %v", p)
	}
}

func TestFilters(t *testing.T) {
	count := func(filter string) int {
		return strings.Count(ask(t, `{ orders(first: 100, filter: `+filter+`) { nodes { name } } }`, nil), `"name"`)
	}
	for filter, want := range map[string]int{
		`{}`:                               25,
		`{name: {eq: "#A"}}`:               2,
		`{name: {in: ["#A", "#B"]}}`:       3,
		`{name: {startsWith: "#"}}`:        25,
		`{email: {eq: "ADA@EXAMPLE.COM"}}`: 9,
		`{customer: ["` + id("Customer", "c3") + `"]}`: 8,
		`{paymentStatus: [PAID]}`:                      25,
		`{paymentStatus: [PENDING]}`:                   0,
		`{status: [UNKNOWN]}`:                          25,
		`{test: false}`:                                25,
		`{sku: {eq: "SAUCER"}}`:                        25,
		`{total: {eq: "12.5"}, currency: {eq: "GBP"}}`: 25,
		`{total: {gt: 12, lte: "12.50"}}`:              25,
		`{total: {gt: "12.50"}}`:                       0,
		`{placedAt: {gte: "2026-03-02T09:00:00Z", lt: "2026-03-04T09:00:00Z"}}`: 2,
		`{placedAt: {gt: "2026-03-02T10:00:00+01:00"}}`:                         23,
	} {
		if got := count(filter); got != want {
			t.Errorf("%s: %d orders, want %d", filter, got, want)
		}
	}
}

func TestBadArgumentsAreSaid(t *testing.T) {
	for query, want := range map[string]string{
		`{ orders(first: 0) { nodes { id } } }`:                                          "1 to 100 items, not 0",
		`{ orders(first: 101) { nodes { id } } }`:                                        "1 to 100 items, not 101",
		`{ orders(last: -1) { nodes { id } } }`:                                          "not -1",
		`{ orders(first: 1, last: 1) { nodes { id } } }`:                                 "first or last, not both",
		`{ orders(first: 1, before: "x") { nodes { id } } }`:                             "first with after, or last with before",
		`{ orders(after: "garbage") { nodes { id } } }`:                                  "not one of this listing",
		`{ orders(after: "") { nodes { id } } }`:                                         "the cursor is empty",
		`{ orders(filter: {email: {eq: null}}) { nodes { id } } }`:                       "filter.email: give eq or in a value",
		`{ orders(filter: {name: {in: []}}) { nodes { id } } }`:                          "filter.name: give 1 to 250 values, not 0",
		`{ orders(filter: {name: {eq: ""}}) { nodes { id } } }`:                          "filter.name: a value is empty",
		`{ orders(filter: {name: {startsWith: ""}}) { nodes { id } } }`:                  "filter.name: startsWith is empty",
		`{ orders(filter: {placedAt: {}}) { nodes { id } } }`:                            "filter.placedAt: give gt, gte, lt or lte",
		`{ orders(filter: {total: {gt: 1, gte: 1}}) { nodes { id } } }`:                  "filter.total: give each end once",
		`{ orders(filter: {total: {gt: 1.5}}) { nodes { id } } }`:                        `written as a string`,
		`{ orders(filter: {total: {gt: "1e999999999"}}) { nodes { id } } }`:              `plain digits`,
		`{ orders(filter: {placedAt: {gt: "yesterday"}}) { nodes { id } } }`:             "RFC 3339",
		`{ orders(filter: {customer: ["` + id("Order", "ob") + `"]}) { nodes { id } } }`: "does not name a thing of type Customer",
		`{ order(id: "` + id("Customer", "c1") + `") { id } }`:                           "does not name a thing of type Order",
		`{ order(id: "nonsense!") { id } }`:                                              "not an id of this graph",
		`{ order { id } }`:                                                               "give exactly one",
		`{ order(id: "` + id("Order", "ob") + `", name: "#B") { id } }`:                  "give exactly one",
		`{ order(name: "#A", source: "nowhere") { id } }`:                                "no source of this graph",
		`{ customer(email: "") { id } }`:                                                 "email is empty",
		`{ node(id: "` + id("LineItem", "l1") + `") { id } }`:                            "names no node",
		`{ order(name: "#B") { lineItems(after: "AAAA") { nodes { id } } } }`:            "not one of this list",
	} {
		_, errs := answer(t, merchant(), query, nil)
		if len(errs) == 0 || !strings.Contains(errs[0].Message, want) {
			t.Errorf("%s: errors %v, want one that says %q", query, errs, want)
		}
		for _, e := range errs {
			if e.Extensions["kind"] == "internal" {
				t.Errorf("%s: an error of ours: %v", query, e)
			}
		}
	}
}
