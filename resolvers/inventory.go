package resolvers

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/graph/scalar"
	"github.com/galleria-graph/galleria/sources"
)

func (r *inventoryItemResolver) Variants(ctx context.Context, objs []*commerce.InventoryItem, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor) ([]*model.Connection[commerce.ProductVariant], error) {
	m := recall(ctx)
	l, err := list(ctx, m.variants, paging{first, after, last, before}, conditions{}, sources.Sort{}, sources.Sort{}, wanted(ctx, m.variants.kind.Name))
	if err != nil {
		return nil, err
	}
	return under(ctx, m.variants, variantsOfItems(objs), l)
}

func (r *inventoryLevelResolver) Location(ctx context.Context, objs []*commerce.InventoryLevel) ([]*commerce.Location, error) {
	ids := make([]commerce.ID, len(objs))
	for i, l := range objs {
		ids[i] = l.LocationID
	}
	out, errs := recall(ctx).locations.get(ctx, ids, 0)
	return each(ctx, out, errs)
}

func (r *queryResolver) InventoryItem(ctx context.Context, id *commerce.GlobalID, sku *string) (*commerce.InventoryItem, error) {
	m := recall(ctx)
	want := wanted(ctx, m.items.kind.Name)
	if sku != nil && id == nil {
		return byKey(ctx, m.items, "sku", *sku, want)
	}
	return byID(ctx, m.items, id, sku == nil, want)
}

func (r *queryResolver) InventoryItems(ctx context.Context, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor, filter *model.InventoryItemFilter, sort *model.InventoryItemSort) (*model.Connection[commerce.InventoryItem], error) {
	m := recall(ctx)
	l, err := list(ctx, m.items, paging{first, after, last, before}, itemConditions(filter), itemSort(sort), sources.Sort{}, wanted(ctx, m.items.kind.Name))
	return root(ctx, m.items, l, err)
}

func (r *queryResolver) Location(ctx context.Context, id commerce.GlobalID) (*commerce.Location, error) {
	return byID(ctx, recall(ctx).locations, &id, true, 0)
}

func (r *queryResolver) Locations(ctx context.Context, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor) (*model.Connection[commerce.Location], error) {
	m := recall(ctx)
	l, err := list(ctx, m.locations, paging{first, after, last, before}, conditions{}, sources.Sort{}, sources.Sort{}, 0)
	return root(ctx, m.locations, l, err)
}

func (r *Resolver) InventoryItem() graph.InventoryItemResolver { return &inventoryItemResolver{r} }

func (r *Resolver) InventoryLevel() graph.InventoryLevelResolver { return &inventoryLevelResolver{r} }

type (
	inventoryItemResolver  struct{ *Resolver }
	inventoryLevelResolver struct{ *Resolver }
)
