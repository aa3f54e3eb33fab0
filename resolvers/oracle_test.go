package resolvers_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/internal/executor/operations"
	"github.com/galleria-graph/galleria/internal/executor/oracle"
	"github.com/galleria-graph/galleria/resolvers"
	"github.com/galleria-graph/galleria/sources"
)

// mood decides what a collection cannot answer, by the seed, the kind and the
// key alone: how keys are batched makes no difference.
type mood struct{ seed uint64 }

// is true for so many of a hundred places.
func (m mood) is(percent uint64, place ...string) bool {
	h := fnv.New64a()
	fmt.Fprint(h, m.seed, place)
	return h.Sum64()>>8%100 < percent
}

// moody is a collection that fails, loses entities and leaves doubts.
type moody[T any] struct {
	sources.Collection[T]
	mood
	kind string
}

func (c moody[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	if c.is(4, c.kind, "get is down") {
		return nil, down(shop)
	}
	found, err := c.Collection.Get(ctx, ids, want)
	if err != nil {
		return found, err
	}
	for id := range found {
		if c.is(7, c.kind, id.Key) {
			delete(found, id)
		}
	}
	if c.is(15, c.kind, "get is partial") {
		return found, &sources.Partial{Errs: []error{down(shop), down("south")}}
	}
	return found, nil
}

func (c moody[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	if c.is(4, c.kind, "find is down") {
		return nil, down(shop)
	}
	pages, err := c.Collection.Find(ctx, field, values, q)
	if err != nil {
		return pages, err
	}
	for _, v := range values {
		p := pages[v]
		if c.is(10, c.kind, field, v, "missing") {
			p.Missing = []error{down("south")}
		}
		if c.is(5, c.kind, field, v, "given up") {
			p.Items, p.HasNext = nil, true
		}
		pages[v] = p
	}
	return pages, nil
}

func (c moody[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	if c.is(4, c.kind, "query is down") {
		return sources.Page[T]{}, down(shop)
	}
	page, err := c.Collection.Query(ctx, q)
	if err == nil && c.is(15, c.kind, "query is partial") {
		page.Missing = append(page.Missing, down("south"), down("north"))
	}
	return page, err
}

// moods is the merchant in the mood of a seed.
func moods(v resolvers.Views, seed uint64) resolvers.Views {
	m := mood{seed}
	v.Customers = moody[commerce.Customer]{v.Customers, m, "customer"}
	v.Orders = moody[commerce.Order]{v.Orders, m, "order"}
	v.Products = moody[commerce.Product]{v.Products, m, "product"}
	v.Variants = moody[commerce.ProductVariant]{v.Variants, m, "variant"}
	v.InventoryItems = moody[commerce.InventoryItem]{v.InventoryItems, m, "item"}
	v.Locations = moody[commerce.Location]{v.Locations, m, "location"}
	v.Payments = moody[commerce.Payment]{v.Payments, m, "payment"}
	if m.is(5, "no payments") {
		v.Payments = nil
	}
	return v
}

// anID is the global id of something, most often of something that is there.
func anID(r *rand.Rand) any {
	all := []string{
		id("Customer", "c1"), id("Customer", "c2"), id("Order", "oa"), id("Order", "ob"), id("Product", "p1"), id("ProductVariant", "v1"), id("InventoryItem", "i1"),
		id("Location", "w1"), id("Payment", "pay1"), id("Payment", "pay2"), id("Customer", "none"), "not an id",
	}
	return all[r.IntN(len(all))]
}

var graphScalars = map[string]operations.Scalar{
	"ID": anID,
	"_Any": func(r *rand.Rand) any {
		kinds := []string{"Customer", "Order", "Product", "ProductVariant", "InventoryItem", "Location", "Payment", "Nobody"}
		key := map[string]any{"__typename": kinds[r.IntN(len(kinds))]}
		switch r.IntN(4) {
		case 0:
			key["sku"] = []any{"CUP", "none", 1}[r.IntN(3)]
		case 1:
			key["email"] = "ada@example.com"
		default:
			key["id"] = anID(r)
		}
		return key
	},
	"DateTime": func(r *rand.Rand) any { return day(r.IntN(30)).Format(time.RFC3339) },
	"Decimal":  func(r *rand.Rand) any { return []any{"12.5", "0", "-1", "many"}[r.IntN(4)] },
	"Int":      func(r *rand.Rand) any { return []any{1, 2, 3, 5, 30, 100, 0, -1, 101}[r.IntN(9)] },
}

// The graph answers the same by both executors, whatever is asked and whatever
// its sources do. GALLERIA_ORACLE says how long to go on, or how many
// operations to ask; what it asks then is new every time.
func TestGraphUnderBothExecutors(t *testing.T) {
	count, patience, seed := uint64(3000), 4*time.Second, uint64(0)
	if testing.Short() {
		patience = time.Second
	}
	if text := os.Getenv("GALLERIA_ORACLE"); text != "" {
		seed = rand.Uint64() >> 1
		n, err := strconv.ParseUint(text, 10, 64)
		d, notDuration := time.ParseDuration(text)
		switch {
		case err == nil:
			count, patience = n, 24*time.Hour
		case notDuration == nil:
			count, patience = math.MaxUint64, d
		default:
			t.Fatalf("GALLERIA_ORACLE is neither a number nor a duration: %q", text)
		}
	}
	g := operations.New(graph.NewExecutableSchema(graph.Config{}).Schema(), operations.Options{
		Depth: 7, Fields: 40, Introspection: 10, Scalars: graphScalars,
		Strings: []string{shop, "ada@example.com", "bjork@example.com", "#A", "#B", "#C", "CUP", "SAUCER", "pay1", "Teacup"},
	})
	views := merchant() // its entities are read at one time
	start, done := time.Now(), uint64(0)
	for ; done < count && time.Since(start) < patience && !t.Failed(); done++ {
		judge(t, g, views, seed+done)
	}
	t.Logf("%d operations from seed %d on, %.0f a second", done, seed, float64(done)/time.Since(start).Seconds())
}

func judge(t *testing.T, g *operations.Generator, views resolvers.Views, seed uint64) {
	op := g.Generate(rand.New(rand.NewPCG(seed, 0)))
	verdict := func(p graphql.RawParams) string {
		cache := graphql.MapCache[*ast.QueryDocument]{}
		ask := func(executable func(graph.Config) graphql.ExecutableSchema) oracle.Answer {
			r := resolvers.New(moods(views, seed), 100)
			return oracle.New(executable(graph.Config{Resolvers: r}), cache, r.Memory()).Answer(t.Context(), p)
		}
		want := ask(graph.NewExecutableSchema)
		got := ask(func(c graph.Config) graphql.ExecutableSchema { return graph.NewExecutor(c) })
		if oracle.Equal(want, got) {
			return ""
		}
		return fmt.Sprintf("oracle: %sours:   %s", want, got)
	}
	params := graphql.RawParams{Query: op.Query, OperationName: op.Name, Variables: op.Variables}
	first := verdict(params)
	if first == "" {
		return
	}
	schema := graph.NewExecutableSchema(graph.Config{}).Schema()
	small := oracle.Shrink(schema, params, func(p graphql.RawParams) bool { return verdict(p) != "" })
	t.Errorf("seed %d, operation %q, variables %v\n%s\n%s\nshrunk to\n%s\n%s", seed, op.Name, op.Variables, op.Query, first, small.Query, verdict(small))
}
