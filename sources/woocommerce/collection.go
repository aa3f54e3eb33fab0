package woocommerce

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/parallel"
)

// The most that one call of the contract takes.
const (
	maxBatch = 100 // WooCommerce: ids in include, as many as rows in a page
	maxPage  = 100 // WooCommerce: per_page
)

// resource says how one kind of entity is asked for and read. W is its wire type.
type resource[T, W any] struct {
	kind commerce.Kind[T]
	// noun is what errors call the entities.
	noun   string
	decode func(*W, *jsonx.Reader)
	head   func(*W) *head
	// filters and joins are promised; timed is the field of the order of time,
	// which goes by date_created, or empty.
	filters map[string]sources.Op
	joins   []string
	timed   string
	// most returns how many rows a page has at most; nil means maxPage.
	most func(want commerce.Groups) int
	// lanes returns the lists that together hold all that satisfies the
	// predicates; none when nothing can.
	lanes func(want commerce.Groups, where []sources.Predicate) []lane
	// hidden reports what a list brings that nobody wants to see.
	hidden func(w *W, where []sources.Predicate) bool
	// lookup reads at most maxBatch entities by id.
	lookup func(ctx context.Context, op string, ids []int64, want commerce.Groups) ([]*W, error)
	// valueOf returns the value that a row has of a field whose values can be
	// looked up together; nil when there is no such field.
	valueOf func(field string, w *W) string
	// from notes of a row which lane it came from; it may be nil.
	from func(w *W, l lane)
	// gone reports that a list which is not there holds nothing; nil when all are there.
	gone func(err error, l lane) bool
	// read translates entities. Its results have the same indexes.
	read func(ctx context.Context, op string, wires []*W, want commerce.Groups) ([]result[T], error)
}

// lane is one list of the API, with the filters that it evaluates itself.
type lane struct {
	path  string
	query url.Values
	span  span
	// parent is the product that the rows are variations of; 0 where it is not known.
	parent int64
}

// result is an entity that was read, or what of it could not be.
type result[T any] struct {
	node   *T
	broken string
}

// collection is the entities of one kind as the contract has them.
type collection[T, W any] struct {
	*client
	resource[T, W]
	traits sources.Traits
}

func newCollection[T, W any](c *client, r resource[T, W]) *collection[T, W] {
	t := sources.Traits{
		Source: c.source, MaxBatch: maxBatch, MaxPage: maxPage, Filters: r.filters, Joins: r.joins, Stable: true,
	}
	if r.timed != "" {
		t.Sorts = sources.BothWays(r.timed)
	}
	return &collection[T, W]{client: c, resource: r, traits: t}
}

// Traits implements [sources.Collection].
func (c *collection[T, W]) Traits() sources.Traits { return c.traits }

// Get implements [sources.Collection]: a request for all ids.
func (c *collection[T, W]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	op := "get " + c.noun
	if err := c.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return nil, err
	}
	numbers := c.numbers(ids)
	if len(numbers) == 0 {
		return map[commerce.ID]*T{}, nil
	}
	wires, err := c.lookup(ctx, op, numbers, want)
	if err != nil {
		return nil, err
	}
	wires = slices.DeleteFunc(wires, func(w *W) bool { return !slices.Contains(numbers, c.head(w).ID) })
	results, err := c.read(ctx, op, wires, want)
	if err != nil {
		return nil, err
	}
	out := make(map[commerce.ID]*T, len(results))
	var errs []error
	for _, r := range results {
		if r.broken != "" {
			errs = append(errs, c.brokenEntity(op, r.broken))
		} else if r.node != nil {
			out[c.kind.ID(r.node)] = r.node
		}
	}
	return partly(out, parallel.Gather(ctx, c.source, op, errs, len(out) > 0))
}

// numbers returns the different ids of this source that can exist.
func (c *collection[T, W]) numbers(ids []commerce.ID) []int64 {
	out := make([]int64, 0, len(ids))
	for _, id := range ids {
		if n, ok := number(id.Key); ok && id.Source == c.source && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// number reads the key of an entity: an id as WooCommerce writes it.
func number(key string) (int64, bool) {
	n, err := strconv.ParseInt(key, 10, 64)
	return n, err == nil && n > 0 && n < 1<<53 && strconv.FormatInt(n, 10) == key
}

func keyOf(n int64) string { return strconv.FormatInt(n, 10) }

func (c *client) brokenEntity(op, field string) error {
	return c.malformed(op, "an entity came without a readable "+field)
}

// Query implements [sources.Collection].
func (c *collection[T, W]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	op := "list " + c.noun
	if err := c.traits.CheckQuery(q); err != nil {
		return sources.Page[T]{}, err
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return sources.Page[T]{}, err
	}
	return c.list(ctx, op, q)
}

// Find implements [sources.Collection]: a list for each value, or one for all
// where the API takes several.
func (c *collection[T, W]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	op := "find " + c.noun
	if err := c.traits.CheckFind(field, values, q); err != nil {
		return nil, err
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return nil, err
	}
	values = slices.Compact(slices.Sorted(slices.Values(values)))
	queries, err := c.narrowed(op, field, values, q)
	if err != nil {
		return nil, err
	}
	if c.valueOf != nil && len(values) > 1 {
		if pages, err := c.findTogether(ctx, op, field, values, queries); pages != nil || err != nil {
			return pages, err
		}
	}
	pages := make([]sources.Page[T], len(values))
	errs := each(len(values), func(i int) (err error) {
		pages[i], err = c.list(ctx, op, queries[i])
		return err
	})
	out := make(map[string]sources.Page[T], len(values))
	for i, value := range values {
		if errs[i] == nil {
			out[value] = pages[i]
		}
	}
	return partly(out, parallel.Gather(ctx, c.source, op, errs, len(out) > 0))
}

// narrowed returns the query with the field equal to each value.
func (c *collection[T, W]) narrowed(op, field string, values []string, q sources.Query) ([]sources.Query, error) {
	f, _ := c.kind.Field(field)
	out := make([]sources.Query, len(values))
	for i, value := range values {
		p, err := sources.Equals(f, value)
		if err != nil {
			return nil, &sources.Error{Kind: sources.KindInvalid, Source: c.source, Op: op, Err: err}
		}
		out[i] = q.With(p)
	}
	return out, nil
}
