package resolvers

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/sources"
)

// ensure returns the entities with the groups that a field needs. Whoever read
// them has usually asked for these already; the others are read again, at once.
// The entities are not the caller's to change.
func ensure[T any](ctx context.Context, r *reader[T], es []*T, need commerce.Groups) ([]*T, []error) {
	errs := make([]error, len(es))
	var ids []commerce.ID
	var at []int
	for i, e := range es {
		if o := r.kind.Origin(e); !o.Holds.Has(need) {
			ids, at = append(ids, o.ID), append(at, i)
		}
	}
	if len(ids) == 0 {
		return es, errs
	}
	out := slices.Clone(es)
	again, failed := r.get(ctx, ids, need)
	for j, i := range at {
		errs[i] = failed[j]
		if again[j] != nil {
			out[i] = again[j]
		}
	}
	return out, errs
}

// complete gives the entities of connections the groups that they need. Parents
// hold their parts without those; all of one level are read at once. A
// connection with an entity that cannot be read fails.
func complete[T any](ctx context.Context, r *reader[T], of []*model.Connection[T], errs []error, need commerce.Groups) {
	var all []*T
	for _, c := range of {
		if c != nil {
			all = append(all, c.Nodes...)
		}
	}
	whole, failed := ensure(ctx, r, all, need)
	for i, c := range of {
		if c == nil {
			continue
		}
		n := len(c.Nodes)
		c.Nodes = whole[:n:n]
		for j := range n {
			c.Edges[j].Node = whole[j]
		}
		if err := errors.Join(failed[:n]...); err != nil && errs[i] == nil {
			of[i], errs[i] = nil, err
		}
		whole, failed = whole[n:], failed[n:]
	}
}

// one looks up at most one entity by the value of a field, for each of values:
// nil where there is none, or where the value is empty.
func one[T any](ctx context.Context, r *reader[T], field string, values []string, want commerce.Groups) ([]*T, []error) {
	return best(ctx, r, field, values, sources.Query{First: 1, Want: want}, func(items []sources.Item[T]) *T { return items[0].Node })
}

// best is one with a choice among the first entities that have the value.
func best[T any](ctx context.Context, r *reader[T], field string, values []string, q sources.Query, choose func([]sources.Item[T]) *T) ([]*T, []error) {
	out, errs := make([]*T, len(values)), make([]error, len(values))
	asked, at := make([]string, 0, len(values)), make([]int, 0, len(values))
	for i, v := range values {
		if v != "" {
			asked, at = append(asked, v), append(at, i)
		}
	}
	if len(asked) == 0 {
		return out, errs
	}
	if err := r.lookupable(field, asked[0]); err != nil {
		for _, i := range at {
			errs[i] = err
		}
		return out, errs
	}
	pages, failed := r.find(ctx, field, asked, q)
	for j, i := range at {
		if errs[i] = r.doubt(field, pages[j], failed[j]); len(pages[j].Items) > 0 {
			out[i] = choose(pages[j].Items)
		}
	}
	return out, errs
}

// doubt returns why a page of a lookup may not be all that there is, or not all of it.
func (r *reader[T]) doubt(field string, page sources.Page[T], failed error) error {
	switch {
	case failed != nil:
		return failed
	case len(page.Missing) > 0:
		return errors.Join(page.Missing...)
	case page.HasNext && len(page.Items) == 0:
		return r.unfound(field)
	}
	return nil
}

// unfound is the error of a lookup that was given up before the end: that
// nothing was found so far does not say that there is nothing.
func (r *reader[T]) unfound(field string) error {
	return &sources.Error{
		Kind: sources.KindUnsupported, Op: "find " + r.kind.Name,
		Reason: fmt.Sprintf("a source of %s cannot look it up by %s, and reading all of it would cost too much", r.kind.Name, field),
	}
}

// fallback fills the gaps of a first try with a second one, and keeps the first
// try's error only where the second found nothing either.
func fallback[T any](out []*T, errs []error, second func(gaps []int) ([]*T, []error)) {
	var gaps []int
	for i, e := range out {
		if e == nil {
			gaps = append(gaps, i)
		}
	}
	if len(gaps) == 0 {
		return
	}
	found, failed := second(gaps)
	for j, i := range gaps {
		switch {
		case found[j] != nil:
			out[i], errs[i] = found[j], nil
		case errs[i] == nil:
			errs[i] = failed[j]
		}
	}
}

// pick returns the chosen elements.
func pick[T any](all []T, chosen []int) []T {
	out := make([]T, len(chosen))
	for j, i := range chosen {
		out[j] = all[i]
	}
	return out
}

// customersOf resolves references to customers: by e-mail address, which all
// systems share, and else by the id in the reference's own source.
func customersOf(ctx context.Context, refs []commerce.CustomerRef) ([]*commerce.Customer, error) {
	r, want := recall(ctx).customers, wanted(ctx, commerce.Customers.Name)
	emails, ids := make([]string, len(refs)), make([]commerce.ID, len(refs))
	for i, ref := range refs {
		emails[i], ids[i] = commerce.FoldEmail(string(ref.Email)), ref.ID
	}
	out, errs := one(ctx, r, "email", emails, want)
	fallback(out, errs, func(gaps []int) ([]*commerce.Customer, []error) {
		return r.get(ctx, pick(ids, gaps), want)
	})
	return each(ctx, out, errs)
}

// variantsOf resolves a line's variant: by the store's id, and else by SKU.
func (r *Resolver) variantsOf(ctx context.Context, lines []*commerce.LineItem, want commerce.Groups) ([]*commerce.ProductVariant, []error) {
	ids, skus := make([]commerce.ID, len(lines)), make([]string, len(lines))
	for i, l := range lines {
		ids[i], skus[i] = l.VariantID, string(l.SKU)
	}
	out, errs := recall(ctx).variants.get(ctx, ids, want)
	fallback(out, errs, func(gaps []int) ([]*commerce.ProductVariant, []error) {
		return r.variantsBySKU(ctx, pick(skus, gaps), want)
	})
	return out, errs
}

// variantsBySKU answers the variant with each SKU. Of several stores that sell
// it, the first in the configured order answers.
func (r *Resolver) variantsBySKU(ctx context.Context, skus []string, want commerce.Groups) ([]*commerce.ProductVariant, []error) {
	variants := recall(ctx).variants
	return best(ctx, variants, "sku", skus, sources.Query{First: variants.most(), Want: want}, func(items []sources.Item[commerce.ProductVariant]) *commerce.ProductVariant {
		return slices.MinFunc(items, func(a, b sources.Item[commerce.ProductVariant]) int {
			return r.rank[a.Node.ID.Source] - r.rank[b.Node.ID.Source]
		}).Node
	})
}

// itemsOf resolves a variant's stock: by SKU, which all systems share, and else
// by the item's id in the variant's own source. A nil variant has none.
func itemsOf(ctx context.Context, variants []*commerce.ProductVariant, want commerce.Groups) ([]*commerce.InventoryItem, []error) {
	items := recall(ctx).items
	skus, ids := make([]string, len(variants)), make([]commerce.ID, len(variants))
	for i, v := range variants {
		if v != nil {
			skus[i], ids[i] = string(v.SKU), v.InventoryItemID
		}
	}
	out, errs := one(ctx, items, "sku", skus, want)
	fallback(out, errs, func(gaps []int) ([]*commerce.InventoryItem, []error) {
		return items.get(ctx, pick(ids, gaps), want)
	})
	return out, errs
}
