package sqldb_test

import (
	"fmt"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// BenchmarkOrders reads the 100 newest of 1000 orders, with their lines.
func BenchmarkOrders(b *testing.B) {
	for _, system := range []commerce.System{commerce.SystemSQLite, commerce.SystemPostgreSQL, commerce.SystemMySQL} {
		b.Run(string(system), func(b *testing.B) {
			d := openDatabase(b, system)
			tables := createOrders(b, d)
			d.exec(b, "CREATE INDEX lines_of_order ON "+d.table("order_lines")+" (order_id)")
			d.exec(b, "CREATE INDEX tags_of_order ON "+d.table("order_tags")+" (order_id)")
			d.exec(b, "CREATE INDEX newest_orders ON "+d.table("orders")+" (placed_at, id)")
			d.batch(b, func() {
				for i := range 1000 {
					putOrder(b, d, sourcetest.MakeOrder(name, i))
				}
			})
			c := d.source(b, tables).Orders
			b.Run("page", func(b *testing.B) { benchmarkPage(b, c) })
			b.Run("get", func(b *testing.B) { benchmarkGet(b, c) })
			b.Run("find", func(b *testing.B) { benchmarkFind(b, c) })
		})
	}
}

func benchmarkPage(b *testing.B, c sources.Collection[commerce.Order]) {
	b.ReportAllocs()
	for b.Loop() {
		page, err := c.Query(b.Context(), sources.Query{First: 100, Sort: sources.Sort{Field: "placedAt", Desc: true}, Want: commerce.OrderLines})
		if err != nil || len(page.Items) != 100 {
			b.Fatalf("%d items, %v", len(page.Items), err)
		}
	}
}

func benchmarkGet(b *testing.B, c sources.Collection[commerce.Order]) {
	ids := make([]commerce.ID, 100)
	for i := range ids {
		ids[i] = commerce.ID{Source: name, Key: fmt.Sprint(1001 + 7*i)}
	}
	b.ReportAllocs()
	for b.Loop() {
		found, err := c.Get(b.Context(), ids, commerce.OrderLines)
		if err != nil || len(found) != 100 {
			b.Fatalf("%d orders, %v", len(found), err)
		}
	}
}

func benchmarkFind(b *testing.B, c sources.Collection[commerce.Order]) {
	values := make([]string, 7)
	for i := range values {
		values[i] = fmt.Sprintf("%s:%d", name, 1001+i)
	}
	b.ReportAllocs()
	for b.Loop() {
		pages, err := c.Find(b.Context(), "customer", values, sources.Query{First: 10, Sort: sources.Sort{Field: "placedAt", Desc: true}})
		if err != nil || len(pages) != 7 {
			b.Fatalf("%d pages, %v", len(pages), err)
		}
	}
}
