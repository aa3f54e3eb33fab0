package resolvers

import (
	"context"
	"fmt"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
)

func (r *queryResolver) Node(ctx context.Context, id commerce.GlobalID) (model.Node, error) {
	return recall(ctx).node(ctx, id)
}

func (r *queryResolver) Nodes(ctx context.Context, ids []*commerce.GlobalID) ([]model.Node, error) {
	if len(ids) > maxValues {
		return nil, invalid(fmt.Sprintf("nodes takes %d ids at once, not %d", maxValues, len(ids)))
	}
	return recall(ctx).nodes(ctx, ids), nil
}

func (r *queryResolver) Sources(ctx context.Context) ([]*model.Source, error) {
	return r.views.Sources, nil
}

func (r *Resolver) Query() graph.QueryResolver { return &queryResolver{r} }

type queryResolver struct{ *Resolver }
