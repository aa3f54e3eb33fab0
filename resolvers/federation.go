package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/schema"
	"github.com/galleria-graph/galleria/sources"
)

var _ graph.FederationResolver = (*Resolver)(nil)

// Entities answers what other subgraphs refer to: see [graph.FederationResolver].
func (r *Resolver) Entities(ctx context.Context, representations []map[string]any) []model.Entity {
	finders := r.finders(ctx)
	refs := make([]reference, len(representations))
	for i, rep := range representations {
		refs[i] = represented(finders, rep)
	}
	found, errs := resolve(ctx, finders, refs)
	reportElements(ctx, errs)
	out := make([]model.Entity, len(found))
	for i, e := range found {
		if e != nil {
			out[i] = e
		}
	}
	return out
}

// represented reads a representation: the name of a type, and its id or natural key.
func represented(finders map[string]finder, rep map[string]any) reference {
	kind, _ := rep["__typename"].(string)
	f, ok := finders[kind]
	if !ok {
		return reference{err: invalid("__typename is not that of an entity of this graph")}
	}
	if text, ok := rep["id"].(string); ok {
		id, err := commerce.ParseGlobalID(text)
		if err != nil {
			return reference{err: invalid(err.Error())}
		}
		return reference{kind: kind, id: id.ID, err: ofKind(id, kind)}
	}
	value, _ := rep[f.key].(string)
	if kind == commerce.Customers.Name {
		value = commerce.FoldEmail(value)
	}
	if f.key != "" && value != "" {
		return reference{kind: kind, key: value}
	}
	if f.key == "" {
		return reference{err: invalid("a representation of type " + kind + " needs an id")}
	}
	return reference{err: invalid("a representation of type " + kind + " needs an id, or its " + f.key)}
}

// Service answers the schema of this subgraph.
func (r *Resolver) Service(ctx context.Context) (model.Service, error) {
	if graphql.GetOperationContext(ctx).DisableIntrospection {
		return model.Service{}, &sources.Error{Kind: sources.KindDenied, Op: "read schema", Reason: "the schema may not be read here"}
	}
	return model.Service{SDL: schema.SDL()}, nil
}
