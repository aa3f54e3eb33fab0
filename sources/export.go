package sources

import (
	"context"
	"iter"

	"github.com/galleria-graph/galleria/commerce"
)

// Export reads a whole listing in one go, for who wants all of it and can wait:
// it is for exports and reconciliations, never for a page. It gives every entity
// that satisfies q.Where, and was there all the time, exactly once, with at least
// the groups of q.Want, in no order; q.First, q.After and q.Sort are not looked
// at. An error stands in place of an entity that could not be read, and what
// follows it, if anything does, is still good. Every error is, or wraps, an
// *[Error]. Before the first entity an error means that nothing was given and
// pages may do better; of KindUnsupported it says that the listing is too short
// for an export to pay, or asks for what cannot be exported.
type Export[T any] func(ctx context.Context, q Query) iter.Seq2[*T, error]

// Exports are the kinds that a source reads in another way than by pages when
// all of them are wanted. A nil one is read by pages only.
type Exports struct {
	Customers      Export[commerce.Customer]
	Orders         Export[commerce.Order]
	Products       Export[commerce.Product]
	Variants       Export[commerce.ProductVariant]
	InventoryItems Export[commerce.InventoryItem]
}

// Walk gives all entities that satisfy q.Where, as an [Export] does: by the
// export, if there is one and it pays, else page by page in the order of q.Sort.
// A query with an order or a cursor goes by pages. What a page has left out is
// told by errors in between; an error of the listing itself is the last.
func Walk[T any](ctx context.Context, c Collection[T], export Export[T], q Query) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		if export != nil && q.Sort == (Sort{}) && q.After == "" && exported(ctx, export, q, yield) {
			return
		}
		q.First = c.Traits().MaxPage
		for {
			page, err := c.Query(ctx, q)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, missing := range page.Missing {
				if !yield(nil, missing) {
					return
				}
			}
			for _, item := range page.Items {
				if !yield(item.Node, nil) {
					return
				}
			}
			if !page.HasNext {
				return
			}
			q.After = page.End.Cursor()
		}
	}
}

// exported gives what the export gives, and reports whether that was all there
// is to do: not when it failed before its first entity, while somebody waits.
func exported[T any](ctx context.Context, export Export[T], q Query, yield func(*T, error) bool) bool {
	given := false
	for e, err := range export(ctx, q) {
		if err != nil && !given && ctx.Err() == nil {
			return false
		}
		given = true
		if !yield(e, err) {
			return true
		}
	}
	return true
}
