package resolvers_test

import (
	"sync"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Many responses over the same views answer each what it answers alone.
func TestResponsesDoNotDisturbOneAnother(t *testing.T) {
	views := merchant()
	queries := []string{
		`{ orders(first: 25) { edges { node { name customer { displayName orders(first: 3) { nodes { name } } } payments { id } } } } }`,
		`{ customers { nodes { a: orders(first: 1) { nodes { name } } b: orders(first: 2, sort: {field: PLACED_AT}) { nodes { name lineItems { nodes { variant { sku } } } } } payments { nodes { id } } } } }`,
		`{ nodes(ids: ["` + id("Order", "ob") + `", "` + id("Customer", "c1") + `", "` + id("Payment", "pay2") + `"]) { id ... on Customer { orders { nodes { name } } } ... on Payment { order { name } } } }`,
		`{ productVariants { nodes { sku inventoryItem { available variants { nodes { sku } } } orders(last: 2) { nodes { name } } } } }`,
	}
	want := make([]string, len(queries))
	for i, q := range queries {
		want[i] = ask(t, q, nil)
	}
	var clients sync.WaitGroup
	for i := range 64 {
		clients.Go(func() {
			q := i % len(queries)
			if got, errs := answer(t, views, queries[q], nil); got != want[q] {
				t.Errorf("%s: errors %v\ngot  %s\nwant %s", queries[q], errs, got, want[q])
			}
		})
	}
	clients.Wait()
}
