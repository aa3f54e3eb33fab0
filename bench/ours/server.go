package ours

import (
	"log/slog"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/internal/server"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/resolvers"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/coalesce"
	"github.com/galleria-graph/galleria/sources/guard"
)

// concurrency is how many calls to the upstream may be under way: more than
// the clients of a benchmark cause.
const concurrency = 256

// pages is the largest page, as the configuration's default has it.
const pages = 100

// New returns the server over the source, which will be reached at the address
// listen. It is assembled as the configuration of one source would assemble it.
func New(source *sources.Source, listen string, logger *slog.Logger) (*server.Server, error) {
	root := resolvers.New(views(source), pages)
	return server.New(server.Options{
		Schema:         graph.NewExecutor(graph.Config{Resolvers: root}),
		Listen:         listen,
		AnonymousRoles: []server.Role{server.RoleQuery, server.RoleExplore},
		Limits:         server.DefaultLimits(),
		Extensions:     []graphql.HandlerExtension{root.Memory()},
		Logger:         logger,
	})
}

func views(s *sources.Source) resolvers.Views {
	g := guard.New(guard.Options{Source: s.Name, Concurrency: concurrency})
	return resolvers.Views{
		Customers:      stack(g, commerce.Customers, s.Customers),
		Orders:         union(commerce.Orders, sources.Sort{Field: "placedAt", Desc: true}, stack(g, commerce.Orders, s.Orders)),
		InventoryItems: stack(g, commerce.InventoryItems, s.InventoryItems),
		Payments:       union(commerce.Payments, sources.Sort{}, stack(g, commerce.Payments, s.Payments)),
		Sources: []*model.Source{{
			Name: s.Name, System: s.System, Account: s.Account,
			Types: []string{commerce.Customers.Name, commerce.Orders.Name, commerce.InventoryItems.Name, commerce.Payments.Name},
		}},
	}
}

// stack is what the assembly puts around a collection of an account.
func stack[T any](g *guard.Guard, kind commerce.Kind[T], c sources.Collection[T]) sources.Collection[T] {
	return view.Complete(kind, coalesce.Wrap(guard.Wrap(g, kind, c)))
}

// union is the view of one member.
func union[T any](kind commerce.Kind[T], order sources.Sort, member sources.Collection[T]) sources.Collection[T] {
	u, err := view.Union(kind, order, member)
	if err != nil {
		panic(err) // one member of a name makes a union
	}
	return u
}
