package resolvers

import (
	"context"
	"fmt"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
)

func (r *queryResolver) Node(ctx context.Context, id commerce.GlobalID) (model.Node, error) {
	finders := r.finders(ctx)
	out, errs := resolve(ctx, finders, []reference{idReference(finders, id)})
	if out[0] == nil {
		return nil, failed(ctx, errs[0])
	}
	report(ctx, errs)
	return out[0], nil
}

func (r *queryResolver) Nodes(ctx context.Context, ids []*commerce.GlobalID) ([]model.Node, error) {
	if len(ids) > maxValues {
		return nil, invalid(fmt.Sprintf("nodes takes %d ids at once, not %d", maxValues, len(ids)))
	}
	finders := r.finders(ctx)
	refs := make([]reference, len(ids))
	for i, id := range ids {
		refs[i] = idReference(finders, *id)
	}
	found, errs := resolve(ctx, finders, refs)
	reportElements(ctx, errs)
	out := make([]model.Node, len(found))
	for i, e := range found {
		if e != nil {
			out[i] = e
		}
	}
	return out, nil
}

func (r *queryResolver) Sources(ctx context.Context) ([]*model.Source, error) {
	return r.views.Sources, nil
}

func (r *Resolver) Query() graph.QueryResolver { return &queryResolver{r} }

type queryResolver struct{ *Resolver }
