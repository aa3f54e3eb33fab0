package resolvers_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/schema"
	"github.com/galleria-graph/galleria/sources/memory"
)

const entitiesQuery = `query($r: [_Any!]!) { _entities(representations: $r) { __typename
	... on Customer { firstName orders(first: 1) { nodes { name } } }
	... on Order { name customer { firstName } }
	... on ProductVariant { externalId orders(first: 1) { nodes { name } } }
	... on InventoryItem { available } } }`

func representation(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

// Keys of one type are mixed, and what is missing or wrong stands between what is there.
func TestEntitiesOfAnyKeyInOneBatch(t *testing.T) {
	reps := []any{
		representation("__typename", "Customer", "id", id("Customer", "none")),
		representation("__typename", "Customer", "email", "ADA@example.com "),
		representation("__typename", "Customer", "id", id("Customer", "c3"), "email", nil),
		representation("__typename", "Customer", "id", nil, "email", "bjork@example.com"),
		representation("__typename", "Customer", "email", "nobody@example.com"),
		representation("__typename", "Customer", "id", "nonsense!"),
		representation("__typename", "Customer", "id", id("Order", "ob")),
		representation("__typename", "Customer", "email", nil),
		representation("__typename", "LineItem", "id", id("LineItem", "l1")),
		representation("id", id("Customer", "c1")),
		representation("__typename", "ProductVariant", "sku", "SAUCER"),
		representation("__typename", "ProductVariant", "id", id("ProductVariant", "v1")),
		representation("__typename", "Order", "id", id("Order", "oa")),
		representation("__typename", "Order", "name", "#A"),
		representation("__typename", "InventoryItem", "sku", "CUP"),
	}
	data, errs := answer(t, merchant(), entitiesQuery, map[string]any{"r": reps})
	const want = `{"_entities":[null,` +
		`{"__typename":"Customer","firstName":"Ada","orders":{"nodes":[{"name":"#A"}]}},` +
		`{"__typename":"Customer","firstName":"No","orders":{"nodes":[{"name":"#W"}]}},` +
		`{"__typename":"Customer","firstName":"Björk","orders":{"nodes":[]}},` +
		`null,null,null,null,null,null,` +
		`{"__typename":"ProductVariant","externalId":"v3","orders":{"nodes":[{"name":"#A"}]}},` +
		`{"__typename":"ProductVariant","externalId":"v1","orders":{"nodes":[{"name":"#A"}]}},` +
		`{"__typename":"Order","name":"#A","customer":{"firstName":"Ada"}},null,` +
		`{"__typename":"InventoryItem","available":5}]}`
	if data != want {
		t.Errorf("got  %s\nwant %s", data, want)
	}
	wantErrors(t, errs, map[string]string{
		"_entities[5]": "not an id of this graph", "_entities[6]": "does not name a thing of type Customer",
		"_entities[7]": "needs an id, or its email", "_entities[8]": "not that of an entity", "_entities[9]": "not that of an entity",
		"_entities[13]": "needs an id",
	})
	for _, e := range errs {
		if e.Extensions["kind"] != "invalid" {
			t.Errorf("%s: kind %v", e.Path, e.Extensions["kind"])
		}
	}
}

func TestEntitiesOfOneKindAreOneCall(t *testing.T) {
	views := merchant()
	orders := &counting[commerce.Order]{Collection: views.Orders}
	views.Orders = orders
	var reps []any
	for i := range 25 {
		reps = append(reps, representation("__typename", "Order", "id", id("Order", "o"+string(rune('a'+i)))))
	}
	data, errs := answer(t, views, `query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { name } } }`, map[string]any{"r": reps})
	if errs != nil || strings.Count(data, `"name"`) != 25 || orders.calls.Load() != 1 {
		t.Errorf("%d calls, errors %v, data %s", orders.calls.Load(), errs, data)
	}
}

// A source that answers no more than it was asked for shows whether the groups
// are asked for wherever a selection stands.
func TestGroupsAreAskedForWhereverTheSelectionStands(t *testing.T) {
	views := merchant()
	orders := views.Orders.(*memory.Collection[commerce.Order])
	orders.Trim(trimmedOrder)
	for name, query := range map[string]string{
		"entities in a fragment of the root": `query($r: [_Any!]!, $id: ID!) { ...f node(id: $id) { id } } fragment f on Query { _entities(representations: $r) { ... on Order { transactions { id } } } }`,
		"entities in an inline fragment":     `query($r: [_Any!]!, $id: ID!) { ... { _entities(representations: $r) { ... { ... on Order { transactions { id } } } } } node(id: $id) { id } }`,
		"node by its interfaces":             `query($r: [_Any!]!, $id: ID!) { node(id: $id) { ... on Sourced { ... on Order { transactions { id } } } } _entities(representations: $r) { __typename } }`,
		"node in two selections":             `query($r: [_Any!]!, $id: ID!) { node(id: $id) { id } node(id: $id) { ... on Order { transactions { id } } } _entities(representations: $r) { __typename } }`,
		"an edge by an alias":                `query($r: [_Any!]!, $id: ID!) { a: orders(first: 100) { e: edges { n: node { ... on Node { ... on Order { t: transactions { id } } } } } } node(id: $id) { id } _entities(representations: $r) { __typename } }`,
		"included":                           `query($r: [_Any!]!, $id: ID!, $y: Boolean = true) { node(id: $id) { ... on Order @include(if: $y) { transactions @skip(if: false) { id } } } _entities(representations: $r) { __typename } }`,
		"a relation that needs it":           `query($r: [_Any!]!, $id: ID!) { node(id: $id) { ... on Order { payments { transactions { id } } t: transactions { id } } } _entities(representations: $r) { __typename } }`,
	} {
		vars := map[string]any{"id": id("Order", "oa"), "r": []any{representation("__typename", "Order", "id", id("Order", "oa"))}}
		data, errs := answer(t, views, query, vars)
		if errs != nil || !strings.Contains(data, id("Transaction", "t1")) {
			t.Errorf("%s: errors %v, data %s", name, errs, data)
		}
	}
}

// trimmedOrder is what a source answers that was asked for the groups alone.
func trimmedOrder(o *commerce.Order, want commerce.Groups) *commerce.Order {
	kept := *o
	kept.Holds = want
	if !want.Has(commerce.OrderTransactions) {
		kept.Transactions = nil
	}
	if !want.Has(commerce.OrderLines) {
		kept.LineItems = nil
	}
	return &kept
}

func TestServiceAnswersThePublishedSchema(t *testing.T) {
	data := decode[struct {
		Service struct{ SDL string } `json:"_service"`
	}](t, ask(t, `{ _service { sdl } }`, nil))
	if data.Service.SDL != schema.SDL() {
		t.Errorf("the subgraph's schema is another one: %d bytes, want %d", len(data.Service.SDL), len(schema.SDL()))
	}
}

func TestIntrospectionShowsTheGraphAlone(t *testing.T) {
	var shown struct {
		Schema struct {
			Types []struct{ Name string }
		} `json:"__schema"`
	}
	if err := json.Unmarshal([]byte(ask(t, `{ __schema { types { name } } }`, nil)), &shown); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range shown.Schema.Types {
		names = append(names, d.Name)
	}
	if !slices.Contains(names, "Customer") || !slices.Contains(names, "_Entity") {
		t.Fatalf("types: %v", names)
	}
	for _, name := range names {
		if name == "Entity" || strings.HasSuffix(name, "sInput") {
			t.Errorf("%s is no type of the graph", name)
		}
	}
}
