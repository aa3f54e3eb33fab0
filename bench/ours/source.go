// Package ours is the server under test: the whole of Galleria's stack, as the
// assembly builds it, over a connector of the benchmark's upstream.
package ours

import (
	"context"

	"github.com/galleria-graph/galleria/bench/rest"
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// The most that the upstream takes and gives at once.
const (
	maxBatch = 250
	maxPage  = 250
)

// Open returns the upstream behind the client as a source of that name.
func Open(client *rest.Client, name string) *sources.Source {
	traits := sources.Traits{Source: name, MaxBatch: maxBatch, MaxPage: maxPage}
	stock := traits
	stock.Filters, stock.Joins = map[string]sources.Op{"sku": sources.Eq}, []string{"sku"}
	sales := traits
	sales.Filters = map[string]sources.Op{"email": sources.Eq, "customer": sources.Eq, "placedAt": sources.Range}
	sales.Sorts = []sources.Sort{{Field: "placedAt", Desc: true}}
	return &sources.Source{
		Name: name, System: commerce.SystemUnknown, Account: "bench",
		Customers: &collection[commerce.Customer]{
			client: client, kind: commerce.Customers, path: "/customers", traits: traits, row: readCustomer,
		},
		Orders: &collection[commerce.Order]{
			client: client, kind: commerce.Orders, path: "/orders", traits: sales, row: readOrder, include: includeOrder,
		},
		Payments: &collection[commerce.Payment]{
			client: client, kind: commerce.Payments, path: "/payments", traits: traits, row: readPayment,
		},
		InventoryItems: &collection[commerce.InventoryItem]{
			client: client, kind: commerce.InventoryItems, path: "/inventory", traits: stock, row: readItem,
		},
		Check: func(ctx context.Context) error {
			body, err := client.Get(ctx, "/stats", "")
			if err != nil {
				return failure(ctx, name, "check", err)
			}
			body.Release()
			return nil
		},
		Close: func() error { client.Close(); return nil },
	}
}
