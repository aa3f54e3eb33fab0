package resolvers

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/graph/scalar"
)

func (r *lineItemResolver) Variant(ctx context.Context, objs []*commerce.LineItem) ([]*commerce.ProductVariant, error) {
	out, errs := r.variantsOf(ctx, objs, wanted(ctx, commerce.ProductVariants.Name))
	return each(ctx, out, errs)
}

func (r *lineItemResolver) Product(ctx context.Context, objs []*commerce.LineItem) ([]*commerce.Product, error) {
	m := recall(ctx)
	want := wanted(ctx, m.products.kind.Name)
	ids := make([]commerce.ID, len(objs))
	for i, l := range objs {
		ids[i] = l.ProductID
	}
	out, errs := m.products.get(ctx, ids, want)
	fallback(out, errs, func(gaps []int) ([]*commerce.Product, []error) {
		return r.productsOfVariants(ctx, pick(objs, gaps), want)
	})
	return each(ctx, out, errs)
}

func (r *lineItemResolver) InventoryItem(ctx context.Context, objs []*commerce.LineItem) ([]*commerce.InventoryItem, error) {
	m := recall(ctx)
	if err := m.items.offered(); err != nil {
		return nil, err
	}
	want := wanted(ctx, m.items.kind.Name)
	skus := make([]string, len(objs))
	for i, l := range objs {
		skus[i] = string(l.SKU)
	}
	out, errs := one(ctx, m.items, "sku", skus, want)
	fallback(out, errs, func(gaps []int) ([]*commerce.InventoryItem, []error) {
		return r.itemsOfVariants(ctx, pick(objs, gaps), want)
	})
	return each(ctx, out, errs)
}

func (r *orderResolver) LineItems(ctx context.Context, objs []*commerce.Order, first *int, after *scalar.Cursor) ([]*model.Connection[commerce.LineItem], error) {
	orders, errs := ensure(ctx, recall(ctx).orders, objs, commerce.OrderLines)
	out := make([]*model.Connection[commerce.LineItem], len(orders))
	for i, o := range orders {
		if errs[i] == nil {
			out[i], errs[i] = within(o.LineItems, func(l *commerce.LineItem) string { return l.ID.Key }, first, after, recall(ctx).maxPage)
		}
	}
	return out, perParent(errs)
}

func (r *orderResolver) Customer(ctx context.Context, objs []*commerce.Order) ([]*commerce.Customer, error) {
	refs := make([]commerce.CustomerRef, len(objs))
	for i, o := range objs {
		refs[i] = o.Customer
		if refs[i].ID.IsZero() && refs[i].Email == "" { // a guest
			refs[i].Email = o.Email
		}
	}
	return customersOf(ctx, refs)
}

func (r *orderResolver) Payments(ctx context.Context, objs []*commerce.Order) ([][]*commerce.Payment, error) {
	out, errs := r.paymentsOf(ctx, objs, wanted(ctx, commerce.Payments.Name))
	return out, perParent(errs)
}

func (r *queryResolver) Order(ctx context.Context, id *commerce.GlobalID, name *string, source *string) (*commerce.Order, error) {
	m := recall(ctx)
	want := wanted(ctx, m.orders.kind.Name)
	if name != nil && id == nil {
		return r.orderByName(ctx, *name, source, want)
	}
	return byID(ctx, m.orders, id, name == nil && source == nil, want)
}

func (r *queryResolver) Orders(ctx context.Context, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor, filter *model.OrderFilter, sort *model.OrderSort) (*model.Connection[commerce.Order], error) {
	m := recall(ctx)
	l, err := list(ctx, m.orders, paging{first, after, last, before}, orderConditions(filter), orderSort(sort), newestOrders, wanted(ctx, m.orders.kind.Name))
	return root(ctx, m.orders, l, err)
}

func (r *Resolver) LineItem() graph.LineItemResolver { return &lineItemResolver{r} }

func (r *Resolver) Order() graph.OrderResolver { return &orderResolver{r} }

type (
	lineItemResolver struct{ *Resolver }
	orderResolver    struct{ *Resolver }
)
