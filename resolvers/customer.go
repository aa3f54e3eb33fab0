package resolvers

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/graph/scalar"
	"github.com/galleria-graph/galleria/sources"
)

func (r *customerResolver) Orders(ctx context.Context, objs []*commerce.Customer, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor, filter *model.OrderFilter, sort *model.OrderSort) ([]*model.Connection[commerce.Order], error) {
	m := recall(ctx)
	l, err := list(ctx, m.orders, paging{first, after, last, before}, orderConditions(filter), orderSort(sort), newestOrders, wanted(ctx, m.orders.kind.Name))
	if err != nil {
		return nil, err
	}
	return under(ctx, m.orders, ordersOf(ctx, objs), l)
}

func (r *customerResolver) Payments(ctx context.Context, objs []*commerce.Customer, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor, filter *model.PaymentFilter, sort *model.PaymentSort) ([]*model.Connection[commerce.Payment], error) {
	m := recall(ctx)
	l, err := list(ctx, m.payments, paging{first, after, last, before}, paymentConditions(filter), paymentSort(sort), newestPayments, wanted(ctx, m.payments.kind.Name))
	if err != nil {
		return nil, err
	}
	return under(ctx, m.payments, r.paidBy(ctx, objs), l)
}

func (r *queryResolver) Customer(ctx context.Context, id *commerce.GlobalID, email *string) (*commerce.Customer, error) {
	m := recall(ctx)
	want := wanted(ctx, m.customers.kind.Name)
	if email != nil && id == nil {
		return byKey(ctx, m.customers, "email", commerce.FoldEmail(*email), want)
	}
	return byID(ctx, m.customers, id, email == nil, want)
}

func (r *queryResolver) Customers(ctx context.Context, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor, filter *model.CustomerFilter, sort *model.CustomerSort) (*model.Connection[commerce.Customer], error) {
	m := recall(ctx)
	l, err := list(ctx, m.customers, paging{first, after, last, before}, customerConditions(filter), customerSort(sort), sources.Sort{}, wanted(ctx, m.customers.kind.Name))
	return root(ctx, m.customers, l, err)
}

func (r *Resolver) Customer() graph.CustomerResolver { return &customerResolver{r} }

type customerResolver struct{ *Resolver }
