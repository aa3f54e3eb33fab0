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

// BenchmarkUnion measures a page of 100 items by the number of members. Finding
// the next item is cheap; what grows with the members is each item's cursor,
// which holds two cursors of each.
func BenchmarkUnion(b *testing.B) {
	for _, k := range []int{2, 4, 8, 16} {
		b.Run(fmt.Sprintf("%d members", k), func(b *testing.B) {
			members := make([]sources.Collection[commerce.Order], k)
			for i := range members {
				members[i] = readyMember(b, fmt.Sprintf("store-%02d", i))
			}
			u, err := view.Union(commerce.Orders, newest, members...)
			if err != nil {
				b.Fatal(err)
			}
			q := sources.Query{First: 100}
			b.ReportAllocs()
			for b.Loop() {
				if page, err := u.Query(b.Context(), q); err != nil || len(page.Items) != 100 {
					b.Fatal(len(page.Items), err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*100), "ns/item")
		})
	}
}

func readyMember(b *testing.B, name string) sources.Collection[commerce.Order] {
	b.Helper()
	c := memory.New(commerce.Orders, name, family(name, 100))
	page, err := c.Query(b.Context(), sources.Query{First: 100, Sort: newest})
	if err != nil {
		b.Fatal(err)
	}
	return ready{Collection: c, page: page}
}
