package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
)

// entity is what has a global id, and what other subgraphs may refer to.
type entity interface {
	model.Node
	model.Entity
}

// pointer is a pointer to an entity.
type pointer[T any] interface {
	*T
	entity
}

// finder finds the entities of one kind: nil where there is none, with an error
// where that could not be found out, or only a part of it.
type finder struct {
	byID func(context.Context, []commerce.ID) ([]entity, []error)
	// key is the natural key, which several systems share; "" where there is none.
	key   string
	byKey func(context.Context, []string) ([]entity, []error)
}

// finders returns the finder of each kind.
func (r *Resolver) finders(ctx context.Context) map[string]finder {
	m := recall(ctx)
	return map[string]finder{
		m.customers.kind.Name: finderOf(m.customers).by("email", func(ctx context.Context, emails []string) ([]entity, []error) {
			return foundBy(ctx, m.customers, "email", emails)
		}),
		m.orders.kind.Name:   finderOf(m.orders),
		m.products.kind.Name: finderOf(m.products),
		m.variants.kind.Name: finderOf(m.variants).by("sku", func(ctx context.Context, skus []string) ([]entity, []error) {
			out, errs := r.variantsBySKU(ctx, skus, wanted(ctx, m.variants.kind.Name))
			return entities(out), errs
		}),
		m.items.kind.Name: finderOf(m.items).by("sku", func(ctx context.Context, skus []string) ([]entity, []error) {
			return foundBy(ctx, m.items, "sku", skus)
		}),
		m.locations.kind.Name: finderOf(m.locations),
		m.payments.kind.Name:  finderOf(m.payments),
	}
}

func (f finder) by(key string, find func(context.Context, []string) ([]entity, []error)) finder {
	f.key, f.byKey = key, find
	return f
}

func finderOf[T any, P pointer[T]](r *reader[T]) finder {
	return finder{byID: func(ctx context.Context, ids []commerce.ID) ([]entity, []error) {
		out, errs := r.get(ctx, ids, wanted(ctx, r.kind.Name))
		return entities[T, P](out), errs
	}}
}

func foundBy[T any, P pointer[T]](ctx context.Context, r *reader[T], key string, values []string) ([]entity, []error) {
	out, errs := one(ctx, r, key, values, wanted(ctx, r.kind.Name))
	return entities[T, P](out), errs
}

// entities returns the pointers as entities, nil ones as nil.
func entities[T any, P pointer[T]](list []*T) []entity {
	out := make([]entity, len(list))
	for i, e := range list {
		if e != nil {
			out[i] = P(e)
		}
	}
	return out
}

// reference names one entity by its id, or by the natural key of its kind.
type reference struct {
	kind string
	id   commerce.ID
	key  string
	err  error // why it names nothing
}

// idReference reads an id that names a node.
func idReference(finders map[string]finder, id commerce.GlobalID) reference {
	if _, ok := finders[id.Kind]; !ok {
		return reference{err: invalid("the id names no node: a " + id.Kind + " is read with what it is a part of")}
	}
	return reference{kind: id.Kind, id: id.ID}
}

// resolve answers every reference, each kind of them in one batch.
func resolve(ctx context.Context, finders map[string]finder, refs []reference) ([]entity, []error) {
	out, errs := make([]entity, len(refs)), make([]error, len(refs))
	byID, byKey := map[string][]int{}, map[string][]int{}
	for i, ref := range refs {
		switch errs[i] = ref.err; {
		case ref.err != nil:
		case ref.key != "":
			byKey[ref.kind] = append(byKey[ref.kind], i)
		default:
			byID[ref.kind] = append(byID[ref.kind], i)
		}
	}
	put := func(chosen []int, found []entity, failed []error) {
		for j, i := range chosen {
			out[i], errs[i] = found[j], failed[j]
		}
	}
	var jobs []func()
	for kind, chosen := range byID {
		jobs = append(jobs, func() {
			found, failed := finders[kind].byID(ctx, mapped(refs, chosen, func(ref reference) commerce.ID { return ref.id }))
			put(chosen, found, failed)
		})
	}
	for kind, chosen := range byKey {
		jobs = append(jobs, func() {
			found, failed := finders[kind].byKey(ctx, mapped(refs, chosen, func(ref reference) string { return ref.key }))
			put(chosen, found, failed)
		})
	}
	if err := sideBySide(ctx, jobs); err != nil {
		report(ctx, []error{err})
	}
	return out, errs
}

func mapped[E, V any](all []E, chosen []int, value func(E) V) []V {
	out := make([]V, len(chosen))
	for j, i := range chosen {
		out[j] = value(all[i])
	}
	return out
}

// reportElements adds the error of each element of the current field's list.
func reportElements(ctx context.Context, errs []error) {
	for i, err := range errs {
		for _, cause := range causes(err) {
			path := append(append(ast.Path{}, graphql.GetPath(ctx)...), ast.PathIndex(i))
			graphql.AddError(ctx, gqlerror.WrapPath(path, cause))
		}
	}
}
