package guard_test

import (
	"context"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/guard"
)

// instant answers at once, with nothing.
type instant struct {
	sources.Collection[commerce.Order]
}

func (instant) Get(context.Context, []commerce.ID, commerce.Groups) (map[commerce.ID]*commerce.Order, error) {
	return nil, nil
}

func (instant) Query(context.Context, sources.Query) (sources.Page[commerce.Order], error) {
	return sources.Page[commerce.Order]{}, nil
}

// BenchmarkCall is what the guard adds to a call that succeeds.
func BenchmarkCall(b *testing.B) {
	orders := guard.Wrap(guard.New(guard.Options{Source: "shop"}), commerce.Orders, sources.Collection[commerce.Order](instant{}))
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	b.Run("get", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := orders.Get(ctx, nil, 0); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("query", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := orders.Query(ctx, sources.Query{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
