package resolvers

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/graph/scalar"
)

func (r *paymentResolver) Order(ctx context.Context, objs []*commerce.Payment) ([]*commerce.Order, error) {
	out, errs := orderOf(ctx, objs, wanted(ctx, commerce.Orders.Name))
	return each(ctx, out, errs)
}

func (r *paymentResolver) Customer(ctx context.Context, objs []*commerce.Payment) ([]*commerce.Customer, error) {
	refs := make([]commerce.CustomerRef, len(objs))
	for i, p := range objs {
		refs[i] = p.Customer
	}
	return customersOf(ctx, refs)
}

func (r *queryResolver) Payment(ctx context.Context, id commerce.GlobalID) (*commerce.Payment, error) {
	m := recall(ctx)
	return byID(ctx, m.payments, &id, true, wanted(ctx, m.payments.kind.Name))
}

func (r *queryResolver) Payments(ctx context.Context, first *int, after *scalar.Cursor, last *int, before *scalar.Cursor, filter *model.PaymentFilter, sort *model.PaymentSort) (*model.Connection[commerce.Payment], error) {
	m := recall(ctx)
	l, err := list(ctx, m.payments, paging{first, after, last, before}, paymentConditions(filter), paymentSort(sort), newestPayments, wanted(ctx, m.payments.kind.Name))
	return root(ctx, m.payments, l, err)
}

func (r *Resolver) Payment() graph.PaymentResolver { return &paymentResolver{r} }

type paymentResolver struct{ *Resolver }
