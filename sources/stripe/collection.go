package stripe

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/parallel"
)

// The most that one call of the contract takes. Stripe reads one object a
// request: a batch is as many requests and has to end before its deadline.
const (
	maxBatch = 50
	maxPage  = 100 // Stripe: objects in a page
)

// resource says how one kind of Stripe's objects is asked for and read. W is its wire type.
type resource[T, W any] struct {
	kind commerce.Kind[T]
	// noun is what errors call the objects; path is where they are listed.
	noun, path string
	// locate returns where the object with the key is read.
	locate func(key string) (place, bool)
	// expand names the properties of an object to expand for the groups.
	expand func(commerce.Groups) []string
	// parameter is the field that lists are filtered by with a parameter of the
	// same name, a reference to objects whose ids begin with prefix. It may be empty.
	parameter, prefix string
	// searched is the field that only a search finds; clauses looks for a value of it.
	searched string
	clauses  func(value string, index int) []clause
	// shape is how the objects are read from an answer.
	shape shape[W]
	// read translates objects. Its results have the same indexes.
	read func(ctx context.Context, objects []*object[W], want commerce.Groups) []result[T]
}

// place is where one object is read.
type place struct {
	path string
	// inner is the property of the answer that holds the object; empty when it is the answer.
	inner string
}

// result is an object that was read, or why it could not be.
type result[T any] struct {
	node *T
	err  error
}

// collection is the objects of one kind as the contract has them.
type collection[T, W any] struct {
	*client
	resource[T, W]
	traits sources.Traits
}

func newCollection[T, W any](c *client, r resource[T, W]) *collection[T, W] {
	filters := map[string]sources.Op{"createdAt": sources.Range}
	var joins []string
	for _, field := range []string{r.searched, r.parameter} {
		if field != "" {
			filters[field] = sources.Eq
			joins = append(joins, field)
		}
	}
	return &collection[T, W]{client: c, resource: r, traits: sources.Traits{
		Source:   c.source,
		MaxBatch: maxBatch,
		MaxPage:  maxPage,
		Filters:  filters,
		Sorts:    []sources.Sort{{Field: "createdAt", Desc: true}},
		Joins:    joins,
		Stable:   true,
	}}
}

// Traits implements [sources.Collection].
func (c *collection[T, W]) Traits() sources.Traits { return c.traits }

// Get implements [sources.Collection]: a request for each id.
func (c *collection[T, W]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	op := "get " + c.noun
	if err := c.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return nil, err
	}
	ids, places := c.locateAll(ids)
	objects := make([]*object[W], len(ids))
	errs := c.each(len(ids), func(i int) (err error) {
		objects[i], err = c.fetch(ctx, op, places[i], want)
		return err
	})
	out, failed := c.readFound(ctx, op, ids, objects, want)
	answered := len(out) > 0 || slices.ContainsFunc(errs, func(err error) bool { return err == nil }) && len(failed) == 0
	if err := parallel.Gather(ctx, c.source, op, append(errs, failed...), answered); err != nil {
		return partly(out, err)
	}
	return out, nil
}

// partly returns what was found only beside an error that leaves it usable.
func partly[K comparable, V any](out map[K]V, err error) (map[K]V, error) {
	var partial *sources.Partial
	if errors.As(err, &partial) {
		return out, err
	}
	return nil, err
}

// locateAll returns the different ids that can exist, and where.
func (c *collection[T, W]) locateAll(ids []commerce.ID) ([]commerce.ID, []place) {
	var kept []commerce.ID
	var places []place
	seen := make(map[commerce.ID]bool, len(ids))
	for _, id := range ids {
		p, ok := c.locate(id.Key)
		if id.Source == c.source && ok && !seen[id] {
			seen[id] = true
			kept, places = append(kept, id), append(places, p)
		}
	}
	return kept, places
}

// fetch reads one object; nil when it does not exist.
func (c *collection[T, W]) fetch(ctx context.Context, op string, p place, want commerce.Groups) (*object[W], error) {
	query := url.Values{}
	if p.inner != "" {
		query.Add("expand[]", p.inner)
	}
	for _, property := range c.expand(want) {
		if p.inner != "" {
			property = p.inner + "." + property
		}
		query.Add("expand[]", property)
	}
	o, err := readOne(ctx, c.client, c.shape, op, p.path, p.inner, query)
	if missingIn(err, "") {
		return nil, nil
	}
	return o, err
}

// readFound translates the objects that exist and are not marked as deleted.
func (c *collection[T, W]) readFound(ctx context.Context, op string, ids []commerce.ID, objects []*object[W], want commerce.Groups) (map[commerce.ID]*T, []error) {
	out := make(map[commerce.ID]*T, len(ids))
	found := make([]*object[W], 0, len(objects))
	asked := make([]commerce.ID, 0, len(objects))
	for i, o := range objects {
		if o != nil && !o.Deleted {
			found, asked = append(found, o), append(asked, ids[i])
		}
	}
	var failed []error
	for i, r := range c.read(ctx, found, want) {
		p, _ := c.locate(asked[i].Key)
		switch {
		case r.err != nil:
			failed = append(failed, c.classify(op, r.err))
		case p.inner == "" && c.kind.ID(r.node) != asked[i]:
			failed = append(failed, c.malformed(op, "another object came than was asked for"))
		default:
			out[asked[i]] = r.node
		}
	}
	return out, failed
}

// errShape is what is wrong with an object that has a field of another type
// than Stripe promises.
var errShape = errors.New("an object is not of the shape that Stripe promises")

// classify makes an error of the mapping one of the contract.
func (c *client) classify(op string, err error) error {
	var known *sources.Error
	if errors.As(err, &known) {
		return err
	}
	reason := errShape.Error()
	var b *brokenField
	if errors.As(err, &b) {
		reason = b.Error()
	}
	return c.malformed(op, reason)
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
	return c.listing(ctx, op, q)
}

// listing returns one page, from a search when a condition needs one.
func (c *collection[T, W]) listing(ctx context.Context, op string, q sources.Query) (sources.Page[T], error) {
	i := slices.IndexFunc(q.Where, func(p sources.Predicate) bool { return p.Field == c.searched && p.Op == sources.Eq })
	if i < 0 {
		return c.list(ctx, op, q)
	}
	return c.listSearched(ctx, op, q, q.Where[i].Values)
}

// Find implements [sources.Collection]: a few searches for all values of a
// searched field, otherwise a list for each value.
func (c *collection[T, W]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	op := "find " + c.noun
	if err := c.traits.CheckFind(field, values, q); err != nil {
		return nil, err
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return nil, err
	}
	values = slices.Compact(slices.Sorted(slices.Values(values)))
	queries, err := c.narrowed(field, values, q)
	if err != nil {
		return nil, err
	}
	if field == c.searched {
		return c.findSearched(ctx, op, values, queries, q.Want)
	}
	return c.findListed(ctx, op, values, queries)
}

// narrowed returns the query with the field equal to each value.
func (c *collection[T, W]) narrowed(field string, values []string, q sources.Query) ([]sources.Query, error) {
	f, _ := c.kind.Field(field)
	out := make([]sources.Query, len(values))
	for i, value := range values {
		p, err := sources.Equals(f, value)
		if err != nil {
			return nil, &sources.Error{Kind: sources.KindInvalid, Source: c.source, Op: "find " + c.noun, Err: err}
		}
		out[i] = q.With(p)
	}
	return out, nil
}

func (c *collection[T, W]) findListed(ctx context.Context, op string, values []string, queries []sources.Query) (map[string]sources.Page[T], error) {
	pages := make([]sources.Page[T], len(values))
	errs := c.each(len(values), func(i int) (err error) {
		pages[i], err = c.listing(ctx, op, queries[i])
		return err
	})
	out := make(map[string]sources.Page[T], len(values))
	for i, value := range values {
		if errs[i] == nil {
			out[value] = pages[i]
		}
	}
	if err := parallel.Gather(ctx, c.source, op, errs, len(out) > 0); err != nil {
		return partly(out, err)
	}
	return out, nil
}
