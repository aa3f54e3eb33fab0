package magento

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// The most that one call of the contract takes, and that one request brings:
// an order with all that belongs to it is some ten kB.
const (
	maxBatch = 200
	maxPage  = 100
	maxRows  = 100
)

// resource says how one kind of Magento's entities is asked for and read. W is its wire type.
type resource[T, W any] struct {
	kind commerce.Kind[T]
	noun string // what errors call the entities
	path string
	key  string // the column of the id, which is unique and by which lists can be continued
	// batch and page are the most that one call takes and gives; 0 is maxBatch and maxPage.
	batch, page int
	// scope is what all entities of the kind have in common.
	scope   [][]filter
	columns map[string]column
	joins   []string
	priced  bool // whether the entities have prices, whose currency the shop says
	fields  func(commerce.Groups) string
	decode  func(*W, *jsonx.Reader)
	id      func(*W) int64
	// translate reads one entity without what the groups add.
	translate func(r *reader, w *W) *T
	// enrich adds what the groups ask for, for all entities at once, and returns
	// an error for each that it could not complete. It may be nil.
	enrich func(ctx context.Context, op string, r *reader, entries []entry[T, W]) []error
	// within names the entities that have a value of a field which no column holds.
	within map[string]within
}

// within names entities by what else has the values: those behind the id, in the
// order of their ids when the listing has its own order. Reach is the id up to
// which all are named; everywhere when it is 0, and nowhere when it is below:
// then there are too many to name.
type within func(ctx context.Context, op string, values []string, after int64, own bool) (ids []owned, reach int64, err error)

// everywhere names all of few entities.
func everywhere(all func(ctx context.Context, op string, values []string) ([]owned, error)) within {
	return func(ctx context.Context, op string, values []string, _ int64, _ bool) ([]owned, int64, error) {
		ids, err := all(ctx, op, values)
		return ids, 0, err
	}
}

// owned is the id of an entity, and of the one that names it as a part of itself, if one does.
type owned struct {
	id    int64
	owner int64
}

// entry is an entity with what it was read from. One that could not be read has
// no node, and is only a place that the listing has passed.
type entry[T, W any] struct {
	node *T
	wire *W
	at   place
}

// collection is the entities of one kind as the contract has them.
type collection[T, W any] struct {
	*client
	resource[T, W]
	traits sources.Traits
}

var _ sources.Collection[commerce.Order] = (*collection[commerce.Order, orderWire])(nil)

func newCollection[T, W any](c *client, r resource[T, W]) *collection[T, W] {
	filters := map[string]sources.Op{}
	var sorts []string
	for field, column := range r.columns {
		filters[field] = column.ops
		if column.sorts {
			sorts = append(sorts, field)
		}
	}
	for field := range r.within {
		filters[field] = sources.Eq
	}
	return &collection[T, W]{client: c, resource: r, traits: sources.Traits{
		Source:     c.source,
		MaxBatch:   cmp.Or(r.batch, maxBatch),
		MaxPage:    cmp.Or(r.page, maxPage),
		Filters:    filters,
		Sorts:      sources.BothWays(sortedTexts(sorts)...),
		Joins:      r.joins,
		Stable:     true,
		Reversible: true,
	}}
}

// Traits implements [sources.Collection].
func (c *collection[T, W]) Traits() sources.Traits { return c.traits }

// Get implements [sources.Collection]: a list of the ids, a hundred in a request.
func (c *collection[T, W]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	op := "get " + c.noun
	if err := c.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return nil, err
	}
	parts := batches(c.keysOf(ids), maxRows)
	var (
		mu       sync.Mutex
		out      = make(map[commerce.ID]*T, len(ids))
		failed   errorList
		answered bool
	)
	errs := each(len(parts), func(i int) error {
		entries, missing, err := c.getSome(ctx, op, parts[i], want)
		mu.Lock()
		defer mu.Unlock()
		failed.add(missing...)
		answered = answered || err == nil && (len(entries) > 0 || len(missing) == 0)
		for _, e := range entries {
			out[c.kind.ID(e.node)] = e.node
		}
		return err
	})
	failed.add(errs...)
	if len(failed.list) == 0 {
		return out, nil
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return nil, err
	}
	err := failed.result(answered)
	var partial *sources.Partial
	if !errors.As(err, &partial) {
		out = nil
	}
	return out, err
}

// keysOf returns the ids of this source that can exist, each once.
func (c *collection[T, W]) keysOf(ids []commerce.ID) []string {
	keys := make([]string, 0, len(ids))
	seen := make(map[string]bool, len(ids))
	for _, id := range ids {
		if id.Source == c.source && isKey(id.Key) && !seen[id.Key] {
			seen[id.Key] = true
			keys = append(keys, id.Key)
		}
	}
	return keys
}

// isKey reports whether the text is an entity id in its one form.
func isKey(s string) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	return err == nil && n > 0 && formatInt(n) == s
}

// getSome reads the entities of one request, by a size that no answer fills
// unless rows are repeated.
func (c *collection[T, W]) getSome(ctx context.Context, op string, keys []string, want commerce.Groups) ([]entry[T, W], []error, error) {
	r, err := c.reader(ctx, op, want)
	if err != nil {
		return nil, nil, err
	}
	asked := make(map[string]bool, len(keys))
	for _, key := range keys {
		asked[key] = true
	}
	var out []entry[T, W]
	var missing []error
	from := place{}
	for {
		q := criteria{groups: append(groupsAfter(nil, c.key, sources.Sort{}, column{}, from), c.scope...), size: len(keys) + 1}
		q.groups = append(q.groups, oneOf(c.key, keys))
		entries, broken, full, err := c.read(ctx, op, r, q, sources.Sort{})
		if err != nil {
			return nil, nil, err
		}
		missing = append(missing, broken...)
		before := from
		for _, e := range entries {
			if e.at.id <= from.id {
				continue
			}
			from = e.at
			if e.node != nil && asked[c.kind.ID(e.node).Key] {
				out = append(out, e)
			}
		}
		if !full || from == before {
			break
		}
	}
	failed := c.complete(ctx, op, r, out)
	for _, err := range failed {
		missing = append(missing, err)
	}
	return slices.DeleteFunc(out, func(e entry[T, W]) bool { return failed[e.node] != nil }), missing, nil
}

// read reads and translates one page of rows. Full reports that more may follow.
func (c *collection[T, W]) read(ctx context.Context, op string, r *reader, q criteria, sort sources.Sort) (entries []entry[T, W], missing []error, full bool, err error) {
	q.sorts = []order{{c.key, sort.Desc}}
	if column, ok := c.columns[sort.Field]; ok {
		q.sorts = []order{{column.name, sort.Desc}, {c.key, sort.Desc}}
	}
	q.fields = c.fields(r.holds)
	rows, full, err := list(ctx, c.client, op, c.path, q, c.decode)
	if err != nil {
		return nil, nil, false, err
	}
	f, sorted := c.kind.Field(sort.Field)
	for i := range rows {
		w := &rows[i].wire
		e := entry[T, W]{wire: w, at: place{id: c.id(w)}}
		var err error
		e.node, err = c.readRow(op, r, &rows[i])
		if err != nil {
			missing = append(missing, err)
		}
		if sorted && e.node != nil {
			e.at.value = f.Value(e.node)
		}
		if e.node != nil || e.at.id > 0 && !sorted {
			entries = append(entries, e)
		}
	}
	return entries, missing, full, nil
}

// readRow translates one row.
func (c *collection[T, W]) readRow(op string, r *reader, row *row[W]) (*T, error) {
	if row.wrong || c.id(&row.wire) <= 0 {
		return nil, c.wrongRow(op)
	}
	r.broken = ""
	node := c.translate(r, &row.wire)
	if r.broken != "" {
		return nil, c.wrongField(op, r.broken)
	}
	return node, nil
}

// complete adds the groups that were asked for, and returns the errors of the
// entities that do not hold them, which must not be used.
func (c *collection[T, W]) complete(ctx context.Context, op string, r *reader, entries []entry[T, W]) map[*T]error {
	if c.enrich == nil || len(entries) == 0 {
		return nil
	}
	failed := make(map[*T]error)
	for i, err := range c.enrich(ctx, op, r, entries) {
		if err != nil {
			failed[entries[i].node] = err
		}
	}
	return failed
}

// failAll returns the error for each of so many entities.
func failAll(n int, err error) []error { return slices.Repeat([]error{err}, n) }
