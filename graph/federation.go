package graph

import (
	"context"

	"github.com/galleria-graph/galleria/graph/model"
)

// FederationResolver resolves what a federation asks of every subgraph. The
// root resolver must be one: gqlgen gives these two fields no resolver of their own.
type FederationResolver interface {
	// Entities returns what the representations refer to, one each, in their
	// order: nil where there is none, or where an error was added.
	Entities(ctx context.Context, representations []map[string]any) []model.Entity
	// Service returns this graph as a subgraph. It fails for a caller who may not read the schema.
	Service(ctx context.Context) (model.Service, error)
}

// The generated executor calls the two methods below by these names.

func (ec *executionContext) __resolve_entities(ctx context.Context, representations []map[string]any) []model.Entity {
	return ec.Resolvers.(FederationResolver).Entities(ctx, representations)
}

func (ec *executionContext) __resolve__service(ctx context.Context) (model.Service, error) {
	return ec.Resolvers.(FederationResolver).Service(ctx)
}
