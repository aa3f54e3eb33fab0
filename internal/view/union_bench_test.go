package view_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

// ready answers the same page at once, so that a benchmark measures the merge alone.
type ready struct {
	sources.Collection[commerce.Order]
	page sources.Page[commerce.Order]
}

func (r ready) Query(context.Context, sources.Query) (sources.Page[commerce.Order], error) {
	return r.page, nil
}

// BenchmarkUnion measures a page by the number of members: its items alone,
// and with the cursor of each. A cursor holds two of each member; one member
// is no union.
func BenchmarkUnion(b *testing.B) {
	for _, cursors := range []bool{false, true} {
		for _, size := range []int{20, 250} {
			for _, k := range []int{1, 2, 4, 8, 16} {
				b.Run(fmt.Sprintf("cursors=%v/page=%d/members=%d", cursors, size, k), func(b *testing.B) {
					u := readyUnion(b, k, size)
					benchmarkPage(b, u, sources.Query{First: size}, cursors)
				})
			}
		}
	}
}

func benchmarkPage(b *testing.B, u sources.Collection[commerce.Order], q sources.Query, cursors bool) {
	b.Helper()
	long := 0
	b.ReportAllocs()
	for b.Loop() {
		page, err := u.Query(b.Context(), q)
		if err != nil || len(page.Items) != q.First {
			b.Fatal(len(page.Items), err)
		}
		for i := range page.Items {
			if !cursors {
				break
			}
			long = max(long, len(page.Items[i].Cursor()))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*q.First), "ns/item")
	if cursors {
		b.ReportMetric(float64(long), "B/cursor")
	}
}

func readyUnion(b *testing.B, k, size int) sources.Collection[commerce.Order] {
	b.Helper()
	members := make([]sources.Collection[commerce.Order], k)
	for i := range members {
		name := fmt.Sprintf("store-%02d", i)
		c := memory.New(commerce.Orders, name, family(name, size))
		page, err := c.Query(b.Context(), sources.Query{First: size, Sort: newest})
		if err != nil {
			b.Fatal(err)
		}
		members[i] = ready{Collection: c, page: page}
	}
	u, err := view.Union(commerce.Orders, newest, members...)
	if err != nil {
		b.Fatal(err)
	}
	return u
}
