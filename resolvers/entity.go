package resolvers

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
)

func (r *entityResolver) FindManyCustomerByIDs(ctx context.Context, reps []*model.CustomerByIDsInput) ([]*commerce.Customer, error) {
	ids := make([]commerce.GlobalID, len(reps))
	for i, rep := range reps {
		ids[i] = rep.ID
	}
	return represented(ctx, recall(ctx).customers, ids)
}

func (r *entityResolver) FindManyCustomerByEmails(ctx context.Context, reps []*model.CustomerByEmailsInput) ([]*commerce.Customer, error) {
	keys := make([]string, len(reps))
	for i, rep := range reps {
		keys[i] = commerce.FoldEmail(string(rep.Email))
	}
	out, errs := one(ctx, recall(ctx).customers, "email", keys, wantedUnder(ctx, recall(ctx).customers.kind.Name))
	return out, perParent(errs)
}

func (r *entityResolver) FindManyInventoryItemByIDs(ctx context.Context, reps []*model.InventoryItemByIDsInput) ([]*commerce.InventoryItem, error) {
	ids := make([]commerce.GlobalID, len(reps))
	for i, rep := range reps {
		ids[i] = rep.ID
	}
	return represented(ctx, recall(ctx).items, ids)
}

func (r *entityResolver) FindManyInventoryItemBySkus(ctx context.Context, reps []*model.InventoryItemBySkusInput) ([]*commerce.InventoryItem, error) {
	keys := make([]string, len(reps))
	for i, rep := range reps {
		keys[i] = string(rep.Sku)
	}
	out, errs := one(ctx, recall(ctx).items, "sku", keys, wantedUnder(ctx, recall(ctx).items.kind.Name))
	return out, perParent(errs)
}

func (r *entityResolver) FindManyLocationByIDs(ctx context.Context, reps []*model.LocationByIDsInput) ([]*commerce.Location, error) {
	ids := make([]commerce.GlobalID, len(reps))
	for i, rep := range reps {
		ids[i] = rep.ID
	}
	return represented(ctx, recall(ctx).locations, ids)
}

func (r *entityResolver) FindManyOrderByIDs(ctx context.Context, reps []*model.OrderByIDsInput) ([]*commerce.Order, error) {
	ids := make([]commerce.GlobalID, len(reps))
	for i, rep := range reps {
		ids[i] = rep.ID
	}
	return represented(ctx, recall(ctx).orders, ids)
}

func (r *entityResolver) FindManyPaymentByIDs(ctx context.Context, reps []*model.PaymentByIDsInput) ([]*commerce.Payment, error) {
	ids := make([]commerce.GlobalID, len(reps))
	for i, rep := range reps {
		ids[i] = rep.ID
	}
	return represented(ctx, recall(ctx).payments, ids)
}

func (r *entityResolver) FindManyProductByIDs(ctx context.Context, reps []*model.ProductByIDsInput) ([]*commerce.Product, error) {
	ids := make([]commerce.GlobalID, len(reps))
	for i, rep := range reps {
		ids[i] = rep.ID
	}
	return represented(ctx, recall(ctx).products, ids)
}

func (r *entityResolver) FindManyProductVariantByIDs(ctx context.Context, reps []*model.ProductVariantByIDsInput) ([]*commerce.ProductVariant, error) {
	ids := make([]commerce.GlobalID, len(reps))
	for i, rep := range reps {
		ids[i] = rep.ID
	}
	return represented(ctx, recall(ctx).variants, ids)
}

func (r *entityResolver) FindManyProductVariantBySkus(ctx context.Context, reps []*model.ProductVariantBySkusInput) ([]*commerce.ProductVariant, error) {
	keys := make([]string, len(reps))
	for i, rep := range reps {
		keys[i] = string(rep.Sku)
	}
	out, errs := one(ctx, recall(ctx).variants, "sku", keys, wantedUnder(ctx, recall(ctx).variants.kind.Name))
	return out, perParent(errs)
}

func (r *Resolver) Entity() graph.EntityResolver { return &entityResolver{r} }

type entityResolver struct{ *Resolver }
