package resolvers

import (
	"context"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/sources"
)

// branch is a listing under one parent: the entities of which the field has one
// of the values. It depends on the parent alone, never on its siblings, so that
// a cursor goes on wherever it is used.
type branch struct {
	field  string
	values []string
	err    error // why it cannot be listed
	// missing is why values may be lacking.
	missing []error
}

// under answers the listing for every parent. Parents with one value each are
// looked up together; a parent with several, and every later page, is a query
// of its own.
func under[T any](ctx context.Context, r *reader[T], branches []branch, l listing) ([]*model.Connection[T], error) {
	pages, errs := make([]sources.Page[T], len(branches)), make([]error, len(branches))
	together, single := map[string][]int{}, []int(nil)
	for i, b := range branches {
		switch errs[i] = b.err; {
		case b.err != nil || len(b.values) == 0:
		case len(b.values) == 1 && !l.started && r.joins(b.field):
			together[b.field] = append(together[b.field], i)
		default:
			single = append(single, i)
		}
	}
	var jobs []func()
	for field, chosen := range together {
		jobs = append(jobs, func() { r.lookup(ctx, field, chosen, branches, l, pages, errs) })
	}
	for _, i := range single {
		jobs = append(jobs, func() { pages[i], errs[i] = r.page(ctx, branches[i], l) })
	}
	if err := sideBySide(ctx, jobs); err != nil {
		return nil, err
	}
	out := make([]*model.Connection[T], len(branches))
	for i := range branches {
		if errs[i] == nil {
			reportAt(ctx, i, slices.Concat(branches[i].missing, pages[i].Missing))
			out[i] = connection(l, pages[i])
		}
	}
	return out, perParent(errs)
}

// lookup finds the first pages of the chosen branches, which have one field in common.
func (r *reader[T]) lookup(ctx context.Context, field string, chosen []int, branches []branch, l listing, pages []sources.Page[T], errs []error) {
	values := make([]string, len(chosen))
	for j, i := range chosen {
		values[j] = branches[i].values[0]
	}
	found, failed := r.find(ctx, field, values, l.query)
	for j, i := range chosen {
		pages[i], errs[i] = found[j], failed[j]
	}
}

// page lists one branch.
func (r *reader[T]) page(ctx context.Context, b branch, l listing) (sources.Page[T], error) {
	f, _ := r.kind.Field(b.field)
	p, err := sources.Equals(f, b.values...)
	if err != nil {
		return sources.Page[T]{}, err
	}
	return r.query(ctx, l.query.With(p))
}

// ordersOf lists the orders of each customer: by e-mail address where the
// customer has one and orders can be looked up by it, which finds them in every
// store, and else by the ids of the customer's records.
func ordersOf(ctx context.Context, customers []*commerce.Customer) []branch {
	m := recall(ctx)
	out := make([]branch, len(customers))
	byEmail := m.orders.joins("email")
	var others []int
	for i, c := range customers {
		if e := commerce.FoldEmail(string(c.Email)); e != "" && byEmail {
			out[i] = branch{field: "email", values: []string{e}}
		} else {
			others = append(others, i)
		}
	}
	for j, b := range membersOf(ctx, pick(customers, others), func(commerce.ID) bool { return true }) {
		out[others[j]] = b
	}
	return out
}

// membersOf lists by the ids of the customers' records that are kept.
func membersOf(ctx context.Context, customers []*commerce.Customer, keep func(commerce.ID) bool) []branch {
	whole, errs := ensure(ctx, recall(ctx).customers, customers, commerce.CustomerMembers)
	out := make([]branch, len(customers))
	for i, c := range whole {
		out[i].field = "customer"
		if errs[i] != nil && c.Holds.Has(commerce.CustomerMembers) {
			out[i].missing = []error{errs[i]}
		} else {
			out[i].err = errs[i]
		}
		for _, o := range c.Sources() {
			if keep(o.ID) {
				out[i].values = append(out[i].values, o.ID.String())
			}
		}
	}
	return out
}

// paidBy lists the payments of each customer: those under the customer's
// records at sources of payments.
func (r *Resolver) paidBy(ctx context.Context, customers []*commerce.Customer) []branch {
	return membersOf(ctx, customers, func(id commerce.ID) bool { return slices.Contains(r.payers, id.Source) })
}

// variantsOfItems lists the variants of each item: by its SKU, which all
// systems share, and else by the item's id in its own source.
func variantsOfItems(items []*commerce.InventoryItem) []branch {
	out := make([]branch, len(items))
	for i, item := range items {
		if item.SKU != "" {
			out[i] = branch{field: "sku", values: []string{string(item.SKU)}}
		} else {
			out[i] = branch{field: "inventoryItem", values: []string{item.ID.String()}}
		}
	}
	return out
}

// ordersWith lists the orders in which each variant's SKU stands.
func ordersWith(variants []*commerce.ProductVariant) []branch {
	out := make([]branch, len(variants))
	for i, v := range variants {
		out[i].field = "sku"
		if v.SKU != "" {
			out[i].values = []string{string(v.SKU)}
		}
	}
	return out
}
