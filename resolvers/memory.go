package resolvers

import (
	"context"
	"slices"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/graph-gophers/dataloader/v7"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/loader"
	"github.com/galleria-graph/galleria/sources"
)

// memory is what one response has read: one reader a kind.
type memory struct {
	maxPage   int
	customers *reader[commerce.Customer]
	orders    *reader[commerce.Order]
	products  *reader[commerce.Product]
	variants  *reader[commerce.ProductVariant]
	items     *reader[commerce.InventoryItem]
	locations *reader[commerce.Location]
	payments  *reader[commerce.Payment]

	// room is where the readers are, so that a response makes them in one piece.
	room struct {
		customers reader[commerce.Customer]
		orders    reader[commerce.Order]
		products  reader[commerce.Product]
		variants  reader[commerce.ProductVariant]
		items     reader[commerce.InventoryItem]
		locations reader[commerce.Location]
		payments  reader[commerce.Payment]
	}
}

type memoryKey struct{}

// Memory is the gqlgen extension that the resolvers need: it gives every
// response a memory of its own, and each event of a subscription a fresh one.
func (r *Resolver) Memory() graphql.HandlerExtension { return extension{r} }

type extension struct{ resolver *Resolver }

// ExtensionName names the extension in gqlgen's messages.
func (extension) ExtensionName() string { return "ResponseMemory" }

// Validate accepts every schema.
func (extension) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse runs around the making of each response.
func (e extension) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	return next(e.resolver.Remember(ctx))
}

// Remember returns a context in which the resolvers share what they read.
func (r *Resolver) Remember(ctx context.Context) context.Context {
	m, v := &memory{maxPage: r.maxPage}, &r.views
	m.customers = m.room.customers.of(ctx, &commerce.Customers, v.Customers)
	m.orders = m.room.orders.of(ctx, &commerce.Orders, v.Orders)
	m.products = m.room.products.of(ctx, &commerce.Products, v.Products)
	m.variants = m.room.variants.of(ctx, &commerce.ProductVariants, v.Variants)
	m.items = m.room.items.of(ctx, &commerce.InventoryItems, v.InventoryItems)
	m.locations = m.room.locations.of(ctx, &commerce.Locations, v.Locations)
	m.payments = m.room.payments.of(ctx, &commerce.Payments, v.Payments)
	return context.WithValue(ctx, memoryKey{}, m)
}

// recall returns the memory of the response. The server installs [Resolver.Memory];
// without it nothing can be resolved.
func recall(ctx context.Context) *memory { return ctx.Value(memoryKey{}).(*memory) }

// reader reads one kind through the loaders of one response, which are made
// when they are first asked.
type reader[T any] struct {
	kind *commerce.Kind[T]
	view sources.Collection[T]
	ctx  context.Context // the response's
	byID readings[commerce.ID, *T]

	mu    sync.Mutex
	pages map[string]*readings[string, sources.Page[T]] // by field and query
}

func (r *reader[T]) of(ctx context.Context, kind *commerce.Kind[T], view sources.Collection[T]) *reader[T] {
	r.kind, r.view, r.ctx = kind, view, ctx
	return r
}

// offered returns the error of a kind that no source offers.
func (r *reader[T]) offered() error {
	if r.view != nil {
		return nil
	}
	return &sources.Error{Kind: sources.KindUnsupported, Op: "read " + r.kind.Name, Reason: "no source of this graph offers " + r.kind.Name}
}

// joins reports whether the entities can be looked up by the field.
func (r *reader[T]) joins(field string) bool {
	if r.view == nil {
		return false
	}
	return slices.Contains(r.view.Traits().Joins, field)
}

// lacks reports whether the error can be why an id is absent: its source
// failed, or, for what several sources make up, any of them.
func (r *reader[T]) lacks(id commerce.ID, e *sources.Error) bool {
	return e.Source == "" || e.Source == id.Source || r.merged()
}

// spoils reports whether the error can be why a part of an entity is missing.
func (r *reader[T]) spoils(id commerce.ID, e *sources.Error) bool {
	return r.merged() && e.Source != id.Source
}

// merged reports whether an entity can be made up of several sources' records.
func (r *reader[T]) merged() bool { return slices.Contains(r.kind.Groups, "members") }

// most returns how many entities a lookup asks for where it needs all. Of a kind
// that no source offers, nothing is asked in the end.
func (r *reader[T]) most() int {
	if r.view == nil {
		return defaultPage
	}
	return min(defaultPage, r.view.Traits().MaxPage)
}

// get returns the entities by id, in the order of ids: nil where there is none,
// an error where that could not be found out, both where only a part could. A
// zero id is nobody's.
func (r *reader[T]) get(ctx context.Context, ids []commerce.ID, want commerce.Groups) ([]*T, []error) {
	out, errs := make([]*T, len(ids)), make([]error, len(ids))
	asked, at := make([]commerce.ID, 0, len(ids)), make([]int, 0, len(ids))
	for i, id := range ids {
		if !id.IsZero() {
			asked, at = append(asked, id), append(at, i)
		}
	}
	if len(asked) == 0 {
		return out, errs
	}
	if err := r.offered(); err != nil {
		for _, i := range at {
			errs[i] = err
		}
		return out, errs
	}
	found, failed := r.ids().load(ctx, asked, want)
	for j, i := range at {
		out[i], errs[i] = found[j], failed[j]
	}
	return out, errs
}

// find returns, for each value, the first entities whose field has it. The
// query has no cursor.
func (r *reader[T]) find(ctx context.Context, field string, values []string, q sources.Query) ([]sources.Page[T], []error) {
	return r.lookups(field, q).load(ctx, values, q.Want)
}

// query lists entities. It is a call of its own, beside the loaders.
func (r *reader[T]) query(ctx context.Context, q sources.Query) (page sources.Page[T], err error) {
	loader.Outside(ctx, func() { page, err = r.view.Query(ctx, q) })
	return page, err
}

// ids returns the readings by id.
func (r *reader[T]) ids() *readings[commerce.ID, *T] {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byID.open == nil {
		r.byID.open, r.byID.whole = r.entities, func(*T) bool { return true }
	}
	return &r.byID
}

// entities returns a loader by id that wants the groups.
func (r *reader[T]) entities(want commerce.Groups) *loader.Loader[commerce.ID, *T] {
	return loader.New(r.ctx, r.view.Traits().MaxBatch, func(ctx context.Context, ids []commerce.ID) []*dataloader.Result[*T] {
		found, err := r.view.Get(ctx, ids, want)
		// A source may deny a part of an entity, and give the rest.
		spoils := func(id commerce.ID, e *sources.Error) bool {
			return r.spoils(id, e) || e.Kind == sources.KindDenied && e.Source == id.Source && !r.kind.Origin(found[id]).Holds.Has(want)
		}
		return results(ids, found, err, r.lacks, spoils)
	})
}

// lookups returns the readings by the values of a field that answer the query,
// whatever groups it wants.
func (r *reader[T]) lookups(field string, q sources.Query) *readings[string, sources.Page[T]] {
	q.Want = 0
	key := field + "\x00" + q.Key()
	r.mu.Lock()
	defer r.mu.Unlock()
	pages, ok := r.pages[key]
	if !ok {
		pages = &readings[string, sources.Page[T]]{
			open: func(want commerce.Groups) *loader.Loader[string, sources.Page[T]] {
				rich := q
				rich.Want = want
				return r.found(field, rich)
			},
			whole: func(p sources.Page[T]) bool { return len(p.Missing) == 0 },
		}
		if r.pages == nil {
			r.pages = map[string]*readings[string, sources.Page[T]]{}
		}
		r.pages[key] = pages
	}
	return pages
}

// found returns a loader of lookups by the values of a field.
func (r *reader[T]) found(field string, q sources.Query) *loader.Loader[string, sources.Page[T]] {
	return loader.New(r.ctx, r.view.Traits().MaxBatch, func(ctx context.Context, values []string) []*dataloader.Result[sources.Page[T]] {
		found, err := r.view.Find(ctx, field, values, q)
		always, never := func(string, *sources.Error) bool { return true }, func(string, *sources.Error) bool { return false }
		return results(values, found, err, always, never) // a page says itself what it lacks
	})
}
