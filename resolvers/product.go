package resolvers

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/graph/scalar"
	"github.com/galleria-graph/galleria/sources"
)

func (r *productResolver) Variants(ctx context.Context, objs []*commerce.Product, first *int, after *scalar.Cursor) ([]*model.Connection[commerce.ProductVariant], error) {
	m := recall(ctx)
	products, errs := ensure(ctx, m.products, objs, commerce.ProductWithVariants)
	out := make([]*model.Connection[commerce.ProductVariant], len(products))
	for i, p := range products {
		if errs[i] == nil {
			out[i], errs[i] = within(p.Variants, func(v *commerce.ProductVariant) string { return v.ID.Key }, first, after, m.maxPage)
		}
	}
	if want := wanted(ctx, commerce.ProductVariants.Name); want != 0 {
		complete(ctx, m.variants, out, errs, want)
	}
	return out, perParent(errs)
}

func (r *productVariantResolver) Product(ctx context.Context, objs []*commerce.ProductVariant) ([]*commerce.Product, error) {
	m := recall(ctx)
	ids := make([]commerce.ID, len(objs))
	for i, v := range objs {
		ids[i] = v.ProductID
	}
	out, errs := m.products.get(ctx, ids, wanted(ctx, m.products.kind.Name))
	return each(ctx, out, errs)
}

func (r *productVariantResolver) InventoryItem(ctx context.Context, objs []*commerce.ProductVariant) ([]*commerce.InventoryItem, error) {
	out, errs := itemsOf(ctx, objs, wanted(ctx, commerce.InventoryItems.Name))
	return each(ctx, out, errs)
}

func (r *productVariantResolver) Orders(ctx context.Context, objs []*commerce.ProductVariant, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor, filter *model.OrderFilter, sort *model.OrderSort) ([]*model.Connection[commerce.Order], error) {
	m := recall(ctx)
	l, err := list(ctx, m.orders, paging{first, after, last, before}, orderConditions(filter), orderSort(sort), newestOrders, wanted(ctx, m.orders.kind.Name))
	if err != nil {
		return nil, err
	}
	return under(ctx, m.orders, ordersWith(objs), l)
}

func (r *queryResolver) Product(ctx context.Context, id commerce.GlobalID) (*commerce.Product, error) {
	m := recall(ctx)
	return byID(ctx, m.products, &id, true, wanted(ctx, m.products.kind.Name))
}

func (r *queryResolver) Products(ctx context.Context, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor, filter *model.ProductFilter, sort *model.ProductSort) (*model.Connection[commerce.Product], error) {
	m := recall(ctx)
	l, err := list(ctx, m.products, paging{first, after, last, before}, productConditions(filter), productSort(sort), sources.Sort{}, wanted(ctx, m.products.kind.Name))
	return root(ctx, m.products, l, err)
}

func (r *queryResolver) ProductVariant(ctx context.Context, id *commerce.GlobalID, sku *string) (*commerce.ProductVariant, error) {
	m := recall(ctx)
	want := wanted(ctx, m.variants.kind.Name)
	if sku != nil && id == nil {
		return r.variantBySKU(ctx, *sku, want)
	}
	return byID(ctx, m.variants, id, sku == nil, want)
}

func (r *queryResolver) ProductVariants(ctx context.Context, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor, filter *model.ProductVariantFilter, sort *model.ProductVariantSort) (*model.Connection[commerce.ProductVariant], error) {
	m := recall(ctx)
	l, err := list(ctx, m.variants, paging{first, after, last, before}, variantConditions(filter), variantSort(sort), sources.Sort{}, wanted(ctx, m.variants.kind.Name))
	return root(ctx, m.variants, l, err)
}

func (r *Resolver) Product() graph.ProductResolver { return &productResolver{r} }

func (r *Resolver) ProductVariant() graph.ProductVariantResolver { return &productVariantResolver{r} }

type (
	productResolver        struct{ *Resolver }
	productVariantResolver struct{ *Resolver }
)
