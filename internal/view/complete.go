package view

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// The defaults of Complete.
const (
	defaultBudget   = 5
	defaultParallel = 4
	// minBatch and minPage are what a complete collection takes at least,
	// whatever the source takes at once.
	minBatch = 1000
	minPage  = 100
)

// CompleteOption changes how Complete works.
type CompleteOption func(*limits)

type limits struct {
	budget   int
	parallel int
}

// Budget sets how many pages of the source are read at most for one page out; 5 without it.
func Budget(pages int) CompleteOption { return func(l *limits) { l.budget = max(1, pages) } }

// Parallel sets how many calls one call makes to the source at a time; 4 without it.
func Parallel(calls int) CompleteOption { return func(l *limits) { l.parallel = max(1, calls) } }

// Complete returns a collection that filters by every field of the kind and
// joins by every text and reference, whatever inner can do. What inner cannot
// filter is filtered here, by reading up to a budget of its pages; when the
// budget is spent, the page is short and its End has moved. It never sorts.
// Every row is checked against all predicates that can be told from the groups
// it holds, because some systems ignore a filter that they do not know.
func Complete[T any](kind commerce.Kind[T], inner sources.Collection[T], opts ...CompleteOption) sources.Collection[T] {
	c := &complete[T]{
		kind: kind, inner: inner, weak: inner.Traits(),
		limits: limits{budget: defaultBudget, parallel: defaultParallel},
	}
	for _, o := range opts {
		o(&c.limits)
	}
	c.traits = completed(kind, c.weak)
	return c
}

type complete[T any] struct {
	kind   commerce.Kind[T]
	inner  sources.Collection[T]
	weak   sources.Traits
	traits sources.Traits
	limits
}

func completed[T any](kind commerce.Kind[T], weak sources.Traits) sources.Traits {
	full := weak
	full.MaxBatch = max(weak.MaxBatch, minBatch)
	full.MaxPage = max(weak.MaxPage, minPage)
	full.Filters = maps.Clone(weak.Filters)
	if full.Filters == nil {
		full.Filters = make(map[string]sources.Op)
	}
	full.Joins = slices.Clone(weak.Joins)
	for _, f := range kind.Fields {
		full.Filters[f.Name] |= operators(f.Type)
		if joinable(f.Type) && !slices.Contains(full.Joins, f.Name) {
			full.Joins = append(full.Joins, f.Name)
		}
	}
	return full
}

func operators(t commerce.FieldType) sources.Op {
	switch t {
	case commerce.PlainText:
		return sources.Eq | sources.Range | sources.Prefix
	case commerce.Number, commerce.Instant:
		return sources.Eq | sources.Range
	default:
		return sources.Eq
	}
}

func joinable(t commerce.FieldType) bool {
	return t == commerce.PlainText || t == commerce.FoldedText || t == commerce.Reference
}

// Traits returns those of the source with all that is added here.
func (c *complete[T]) Traits() sources.Traits { return c.traits }

// Get asks for the ids in batches that the source takes, some at a time.
func (c *complete[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	if err := c.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	return getAll(ctx, c.inner, ids, want, c.parallel)
}

// Query lists what the source finds, and drops what does not satisfy all predicates.
func (c *complete[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	if err := c.check("list", q); err != nil {
		return sources.Page[T]{}, err
	}
	s, err := c.scan(q)
	if err != nil {
		return sources.Page[T]{}, err
	}
	return s.page(ctx, q.First)
}

// check refuses a missing required predicate as the caller's mistake, with what to do.
func (c *complete[T]) check(op string, q sources.Query) error {
	for _, field := range c.traits.Requires {
		if !hasEq(q.Where, field) {
			return &sources.Error{
				Kind: sources.KindInvalid, Source: c.traits.Source, Op: op,
				Reason: fmt.Sprintf("add a condition on %q: the source lists only by it", field),
			}
		}
	}
	return c.traits.CheckQuery(q)
}

func hasEq(where []sources.Predicate, field string) bool {
	return slices.ContainsFunc(where, func(p sources.Predicate) bool { return p.Field == field && p.Op == sources.Eq })
}

// widened returns the groups that must be fetched so that the predicates can be told.
func widened[T any](kind commerce.Kind[T], want commerce.Groups, where []sources.Predicate) commerce.Groups {
	for _, p := range where {
		if f, ok := kind.Field(p.Field); ok {
			want |= f.Group
		}
	}
	return want
}

// whole reports whether all items of the source's page satisfy the predicates, and are not too many.
func (c *complete[T]) whole(where []sources.Predicate, page sources.Page[T], first int) bool {
	return len(page.Items) <= first &&
		!slices.ContainsFunc(page.Items, func(i sources.Item[T]) bool { return !satisfies(&c.kind, where, i.Node) })
}

// satisfies reports whether the entity satisfies all predicates on groups that it holds.
func satisfies[T any](kind *commerce.Kind[T], where []sources.Predicate, e *T) bool {
	for i := range where {
		f, ok := kind.Field(where[i].Field)
		if ok && kind.Origin(e).Holds.Has(f.Group) && !sources.Satisfies(f, where[i], e) {
			return false
		}
	}
	return true
}
