package plain

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/bench/plain/graph"
)

// New returns the server over the upstream at the address, set up as gqlgen's
// own template does it.
func New(upstream string) http.Handler {
	a := newAPI(upstream)
	srv := handler.New(graph.NewExecutableSchema(graph.Config{Resolvers: &Resolver{api: a}}))
	srv.AddTransport(transport.Options{})
	srv.AddTransport(transport.GET{})
	srv.AddTransport(transport.POST{})
	srv.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	srv.Use(extension.Introspection{})
	srv.Use(extension.AutomaticPersistedQuery{Cache: lru.New[string](100)})
	return withLoaders(a, srv)
}
