package plain

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/graph-gophers/dataloader/v7"

	"github.com/galleria-graph/galleria/bench/plain/model"
)

// wait is how long a loader collects keys: that of the example in gqlgen's
// documentation. The library's own default is 16 ms.
const wait = time.Millisecond

type loaders struct {
	customers *dataloader.Loader[int, *model.Customer]
	payments  *dataloader.Loader[int, *model.Payment]
	items     *dataloader.Loader[string, *model.InventoryItem]
}

type loadersKey struct{}

func loadersOf(ctx context.Context) *loaders { return ctx.Value(loadersKey{}).(*loaders) }

// withLoaders gives every request loaders of its own.
func withLoaders(a *api, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l := &loaders{
			customers: dataloader.NewBatchedLoader(batch(a, "/customers", "ids", func(c *model.Customer) int { return c.Key }),
				dataloader.WithWait[int, *model.Customer](wait)),
			payments: dataloader.NewBatchedLoader(batch(a, "/payments", "ids", func(p *model.Payment) int { return p.Key }),
				dataloader.WithWait[int, *model.Payment](wait)),
			items: dataloader.NewBatchedLoader(batch(a, "/inventory", "skus", func(i *model.InventoryItem) string { return i.Sku }),
				dataloader.WithWait[string, *model.InventoryItem](wait)),
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), loadersKey{}, l)))
	})
}

// batch gets entities by their keys, in the order of these.
func batch[K comparable, T any](a *api, path, name string, keyOf func(*T) K) dataloader.BatchFunc[K, *T] {
	return func(ctx context.Context, keys []K) []*dataloader.Result[*T] {
		texts := make([]string, len(keys))
		for i, k := range keys {
			texts[i] = fmt.Sprint(k)
		}
		found, err := get[T](ctx, a, path, name+"="+strings.Join(texts, ","))
		byKey := make(map[K]*T, len(found))
		for _, e := range found {
			byKey[keyOf(e)] = e
		}
		out := make([]*dataloader.Result[*T], len(keys))
		for i, k := range keys {
			out[i] = &dataloader.Result[*T]{Data: byKey[k], Error: err}
		}
		return out
	}
}
