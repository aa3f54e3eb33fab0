package shopifysim_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// BenchmarkOrders reads a page of 100 orders with their lines out of 20,000.
func BenchmarkOrders(b *testing.B) {
	sim := shopifysim.New(shopifysim.Options{Clock: func() time.Time { return today }, Bucket: shopifysim.Bucket{Capacity: 1e12}, MaxQueryCost: 1e6})
	for i := 1; i <= 1500; i++ {
		must(sim.PutCustomer(shopifysim.Customer{ID: gid("Customer", i), Email: new(fmt.Sprintf("c%d@mail.example", i))}))
	}
	for i := 1; i <= 20_000; i++ {
		o := shopifysim.Order{ID: gid("Order", i), Number: i, CustomerID: gid("Customer", 1+i%1500), Email: new(fmt.Sprintf("c%d@mail.example", 1+i%1500)), CreatedAt: today.Add(-time.Duration(i) * time.Minute)}
		for range 3 {
			o.LineItems = append(o.LineItems, shopifysim.LineItem{Title: "Thing", SKU: new("S"), Quantity: 2, OriginalUnitPriceSet: eur("9.90")})
		}
		must(sim.PutOrder(o))
	}
	const fields = `nodes { id name email createdAt updatedAt displayFinancialStatus customer { id } totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
		lineItems(first: 50) { nodes { id title sku quantity currentQuantity originalUnitPriceSet { shopMoney { amount currencyCode } } discountedTotalSet { shopMoney { amount currencyCode } } } pageInfo { hasNextPage endCursor } } } pageInfo { hasNextPage endCursor }`
	rows := map[string]string{
		"page":        `{ orders(first: 100, sortKey: UPDATED_AT, reverse: true) { ` + fields + ` } }`,
		"by customer": `{ orders(first: 100, query: "customer_id:700") { ` + fields + ` } }`,
		"by email":    `{ orders(first: 100, query: "email:\"c7@mail.example\"") { ` + fields + ` } }`,
		"since":       `{ orders(first: 100, sortKey: UPDATED_AT, query: "updated_at:>='2026-07-10T00:00:00Z'") { ` + fields + ` } }`,
	}
	for name, query := range rows {
		b.Run(name, func(b *testing.B) {
			s := &shop{Sim: sim}
			for b.Loop() {
				if answer := s.raw(query); len(answer) < 1000 {
					b.Fatalf("%s", answer)
				}
			}
		})
	}
}
