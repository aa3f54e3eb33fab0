package resolvers

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
)

func (r *fulfillmentResolver) Location(ctx context.Context, objs []*commerce.Fulfillment) ([]*commerce.Location, error) {
	ids := make([]commerce.ID, len(objs))
	for i, f := range objs {
		ids[i] = f.LocationID
	}
	out, errs := recall(ctx).locations.get(ctx, ids, 0)
	return each(ctx, out, errs)
}

func (r *Resolver) Fulfillment() graph.FulfillmentResolver { return &fulfillmentResolver{r} }

type fulfillmentResolver struct{ *Resolver }
