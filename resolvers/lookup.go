package resolvers

import (
	"context"
	"fmt"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// byID answers one entity by its global id. Exactly says whether it is the only argument.
func byID[T any](ctx context.Context, r *reader[T], id *commerce.GlobalID, exactly bool, want commerce.Groups) (*T, error) {
	if id == nil || !exactly {
		return nil, invalid("give exactly one of the arguments that name the " + r.kind.Name)
	}
	if err := ofKind(*id, r.kind.Name); err != nil {
		return nil, err
	}
	out, errs := r.get(ctx, []commerce.ID{id.ID}, want)
	return alone(ctx, out, errs)
}

// byKey answers one entity by a natural key.
func byKey[T any](ctx context.Context, r *reader[T], field, value string, want commerce.Groups) (*T, error) {
	if err := r.lookupable(field, value); err != nil {
		return nil, err
	}
	out, errs := one(ctx, r, field, []string{value}, want)
	return alone(ctx, out, errs)
}

// lookupable returns why the kind cannot be looked up by the value of the field; nil when it can.
func (r *reader[T]) lookupable(field, value string) error {
	switch {
	case value == "":
		return invalid(field + " is empty")
	case r.view == nil:
		return r.offered()
	case !r.joins(field):
		return &sources.Error{
			Kind: sources.KindUnsupported, Source: r.view.Traits().Source, Op: "find " + r.kind.Name,
			Reason: fmt.Sprintf("not every source of %s can look it up by %s", r.kind.Name, field),
		}
	}
	return nil
}

// orderByName answers the order that bears the name, in the store if one is
// given. Several are not guessed among.
func (r *Resolver) orderByName(ctx context.Context, name string, source *string, want commerce.Groups) (*commerce.Order, error) {
	if source != nil && r.sources[*source] == nil {
		return nil, invalid("source: no source of this graph has that name")
	}
	page, err := named(ctx, recall(ctx).orders, "name", name, want)
	if err != nil {
		return nil, failed(ctx, err)
	}
	if source != nil {
		elsewhere := func(name string) bool { return name != "" && name != *source }
		page.Items = slices.DeleteFunc(page.Items, func(o sources.Item[commerce.Order]) bool { return elsewhere(o.Node.ID.Source) })
		page.Missing = slices.DeleteFunc(page.Missing, func(err error) bool { return elsewhere(sourceOf(err)) })
	}
	switch {
	case len(page.Items) > 1:
		return nil, ambiguous("order", "several orders bear this name: give source with it, or ask orders(filter: {name: {eq: …}})")
	case len(page.Items) == 1:
		report(ctx, page.Missing)
		return page.Items[0].Node, nil
	}
	return nil, failed(ctx, recall(ctx).orders.doubt("name", page, nil))
}

// named returns the first entities that have the value, of every source that
// answers. The page is the caller's to change.
func named[T any](ctx context.Context, r *reader[T], field, value string, want commerce.Groups) (sources.Page[T], error) {
	if err := r.lookupable(field, value); err != nil {
		return sources.Page[T]{}, err
	}
	pages, errs := r.find(ctx, field, []string{value}, sources.Query{First: r.most(), Want: want})
	page := pages[0]
	page.Items, page.Missing = slices.Clone(page.Items), slices.Clone(page.Missing)
	return page, errs[0]
}

// variantBySKU answers the variant with the SKU, of the first store in the configured order.
func (r *Resolver) variantBySKU(ctx context.Context, sku string, want commerce.Groups) (*commerce.ProductVariant, error) {
	if err := recall(ctx).variants.lookupable("sku", sku); err != nil {
		return nil, err
	}
	out, errs := r.variantsBySKU(ctx, []string{sku}, want)
	return alone(ctx, out, errs)
}

// productsOfVariants answers the products of lines by way of their variants.
func (r *Resolver) productsOfVariants(ctx context.Context, lines []*commerce.LineItem, want commerce.Groups) ([]*commerce.Product, []error) {
	variants, errs := r.variantsOf(ctx, lines, 0)
	ids := make([]commerce.ID, len(variants))
	for i, v := range variants {
		if v != nil {
			ids[i] = v.ProductID
		}
	}
	out, failed := recall(ctx).products.get(ctx, ids, want)
	for i := range errs {
		if errs[i] == nil {
			errs[i] = failed[i]
		}
	}
	return out, errs
}

// itemsOfVariants answers the stock of lines by way of their variants.
func (r *Resolver) itemsOfVariants(ctx context.Context, lines []*commerce.LineItem, want commerce.Groups) ([]*commerce.InventoryItem, []error) {
	variants, errs := r.variantsOf(ctx, lines, 0)
	out, failed := itemsOf(ctx, variants, want)
	for i := range errs {
		if errs[i] == nil {
			errs[i] = failed[i]
		}
	}
	return out, errs
}
