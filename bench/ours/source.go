// Package ours is the server under test: the whole of Galleria's stack, as the
// assembly builds it, over a connector of the benchmark's upstream.
package ours

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

// The most that the upstream takes and gives at once.
const (
	maxBatch = 250
	maxPage  = 250
)

// Open returns the upstream at the address, such as http://127.0.0.1:8080, as a
// source of that name. It asks as every connector asks.
func Open(address, name string) *sources.Source {
	client := httpx.New(name, nil)
	traits := sources.Traits{Source: name, MaxBatch: maxBatch, MaxPage: maxPage}
	stock := traits
	stock.Filters, stock.Joins = map[string]sources.Op{"sku": sources.Eq}, []string{"sku"}
	sales := traits
	sales.Filters = map[string]sources.Op{"email": sources.Eq, "customer": sources.Eq, "placedAt": sources.Range}
	sales.Sorts = []sources.Sort{{Field: "placedAt", Desc: true}}
	return &sources.Source{
		Name: name, System: commerce.SystemUnknown, Account: "bench",
		Customers: &collection[commerce.Customer]{
			client: client, kind: commerce.Customers, url: address + "/customers?", traits: traits, row: readCustomer,
		},
		Orders: &collection[commerce.Order]{
			client: client, kind: commerce.Orders, url: address + "/orders?", traits: sales, row: readOrder, include: includeOrder,
		},
		Payments: &collection[commerce.Payment]{
			client: client, kind: commerce.Payments, url: address + "/payments?", traits: traits, row: readPayment,
		},
		InventoryItems: &collection[commerce.InventoryItem]{
			client: client, kind: commerce.InventoryItems, url: address + "/inventory?", traits: stock, row: readItem,
		},
		Check: func(ctx context.Context) error {
			const op = "check"
			return client.Do(ctx, request(address+"/stats"), op, func(r *httpx.Response) error { return refusal(r, name, op) })
		},
		Close: func() error { client.Close(); return nil },
	}
}
