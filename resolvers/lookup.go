package resolvers

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
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
	return out[0], errs[0]
}

// byKey answers one entity by a natural key.
func byKey[T any](ctx context.Context, r *reader[T], field, value string, want commerce.Groups) (*T, error) {
	if err := r.lookupable(field, value); err != nil {
		return nil, err
	}
	out, errs := one(ctx, r, field, []string{value}, want)
	return out[0], errs[0]
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

// candidates returns the first entities that have the value, of every source that answers.
func candidates[T any](ctx context.Context, r *reader[T], field, value string, want commerce.Groups) ([]*T, []error, error) {
	if err := r.lookupable(field, value); err != nil {
		return nil, nil, err
	}
	pages, errs := r.find(ctx, field, []string{value}, sources.Query{First: min(defaultPage, r.view.Traits().MaxPage), Want: want})
	if errs[0] != nil {
		return nil, nil, errs[0]
	}
	out := make([]*T, len(pages[0].Items))
	for i, item := range pages[0].Items {
		out[i] = item.Node
	}
	return out, pages[0].Missing, nil
}

// orderByName answers the order that bears the name, in the store if one is
// given. Several are not guessed among.
func (r *Resolver) orderByName(ctx context.Context, name string, source *string, want commerce.Groups) (*commerce.Order, error) {
	if source != nil && r.sources[*source] == nil {
		return nil, invalid("source: no source of this graph has that name")
	}
	orders, missing, err := candidates(ctx, recall(ctx).orders, "name", name, want)
	if err != nil {
		return nil, err
	}
	if source != nil {
		orders = slices.DeleteFunc(orders, func(o *commerce.Order) bool { return o.ID.Source != *source })
	}
	report(ctx, missing)
	switch len(orders) {
	case 0:
		return nil, nil // GraphQL's null
	case 1:
		return orders[0], nil
	}
	return nil, ambiguous("order", "several orders bear this name: give source with it, or ask orders(filter: {name: {eq: …}})")
}

// variantBySKU answers the variant with the SKU, of the first store in the configured order.
func (r *Resolver) variantBySKU(ctx context.Context, sku string, want commerce.Groups) (*commerce.ProductVariant, error) {
	variants, missing, err := candidates(ctx, recall(ctx).variants, "sku", sku, want)
	if err != nil {
		return nil, err
	}
	report(ctx, missing)
	if len(variants) == 0 {
		return nil, nil // GraphQL's null
	}
	return slices.MinFunc(variants, func(a, b *commerce.ProductVariant) int {
		return r.rank[a.ID.Source] - r.rank[b.ID.Source]
	}), nil
}

// payersOf returns, for each customer, the ids of their records at sources of payments.
func (r *Resolver) payersOf(customers []*commerce.Customer) [][]string {
	out := make([][]string, len(customers))
	for i, c := range customers {
		for _, o := range c.Sources() {
			if slices.Contains(r.payers, o.ID.Source) {
				out[i] = append(out[i], o.ID.String())
			}
		}
	}
	return out
}

// variantsOfItems lists variants by the item's SKU, which all systems share,
// and else by the item's id in its own source.
func variantsOfItems(items []*commerce.InventoryItem) branch {
	b := branch{field: "sku", values: make([][]string, len(items))}
	for i, item := range items {
		if item.SKU != "" {
			b.values[i] = []string{string(item.SKU)}
		}
	}
	if b.complete() {
		return b
	}
	b.field = "inventoryItem"
	for i, item := range items {
		b.values[i] = []string{item.ID.String()}
	}
	return b
}

// productsOfVariants answers the products of lines by way of their variants.
func productsOfVariants(ctx context.Context, lines []*commerce.LineItem, want commerce.Groups) ([]*commerce.Product, []error) {
	variants, errs := variantsOf(ctx, lines, 0)
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

// represented answers entities that another subgraph refers to by id.
func represented[T any](ctx context.Context, r *reader[T], ids []commerce.GlobalID) ([]*T, error) {
	own := make([]commerce.ID, len(ids))
	for i, id := range ids {
		if id.Kind == r.kind.Name {
			own[i] = id.ID
		}
	}
	out, errs := r.get(ctx, own, wantedUnder(ctx, r.kind.Name))
	return out, perParent(errs)
}

// node answers the entity with the global id, whatever its kind.
func (m *memory) node(ctx context.Context, id commerce.GlobalID) (model.Node, error) {
	find, ok := m.finders()[id.Kind]
	if !ok {
		return nil, invalid("the id names no node: a " + id.Kind + " is read with what it is a part of")
	}
	return find(ctx, id.ID)
}

// nodes answers the entities with the global ids, each kind in one batch; an
// id that cannot be answered is null, with an error.
func (m *memory) nodes(ctx context.Context, ids []*commerce.GlobalID) []model.Node {
	out := make([]model.Node, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids { // the loaders make one batch of each kind
		wg.Go(func() {
			n, err := m.node(ctx, *id)
			if err != nil {
				graphql.AddError(ctx, gqlerror.WrapPath(elementPath(ctx, i), err))
				return
			}
			out[i] = n
		})
	}
	wg.Wait()
	return out
}

func elementPath(ctx context.Context, i int) ast.Path {
	return append(slices.Clone(graphql.GetPath(ctx)), ast.PathIndex(i))
}

func (m *memory) finders() map[string]func(context.Context, commerce.ID) (model.Node, error) {
	return map[string]func(context.Context, commerce.ID) (model.Node, error){
		m.customers.kind.Name: finder(m.customers),
		m.orders.kind.Name:    finder(m.orders),
		m.products.kind.Name:  finder(m.products),
		m.variants.kind.Name:  finder(m.variants),
		m.items.kind.Name:     finder(m.items),
		m.locations.kind.Name: finder(m.locations),
		m.payments.kind.Name:  finder(m.payments),
	}
}

// pointer is a pointer to an entity that is a node.
type pointer[T any] interface {
	*T
	model.Node
}

func finder[T any, P pointer[T]](r *reader[T]) func(context.Context, commerce.ID) (model.Node, error) {
	return func(ctx context.Context, id commerce.ID) (model.Node, error) {
		out, errs := r.get(ctx, []commerce.ID{id}, wanted(ctx, r.kind.Name))
		if out[0] == nil {
			return nil, errs[0]
		}
		return P(out[0]), nil
	}
}
