package magento

import (
	"context"
	"errors"
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
	// enrich adds what the groups ask for, for all entities at once. It may be nil.
	enrich func(ctx context.Context, op string, r *reader, entries []entry[T, W]) error
	// within lists all of few entities that the values of a field name, when no
	// column holds the field.
	within map[string]func(ctx context.Context, op string, keys []string) (ids []owned, err error)
}

// owned is the id of an entity that another one names as a part of it.
type owned struct {
	id    int64
	owner int64
}

// entry is an entity with what it was read from.
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
		MaxBatch:   maxBatch,
		MaxPage:    maxPage,
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
	_ = each(len(parts), func(i int) error { // each part keeps its errors in the list
		entries, missing, err := c.getSome(ctx, op, parts[i], want)
		mu.Lock()
		defer mu.Unlock()
		failed.add(append(missing, err)...)
		answered = answered || err == nil && (len(entries) > 0 || len(missing) == 0)
		for _, e := range entries {
			out[c.kind.ID(e.node)] = e.node
		}
		return nil
	})
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
			if e.at.id <= from.id || !asked[c.kind.ID(e.node).Key] {
				continue
			}
			out, from = append(out, e), e.at
		}
		if !full || from == before {
			break
		}
	}
	return out, missing, c.complete(ctx, op, r, out)
}

// read reads and translates one page of rows. Full reports that more may follow.
func (c *collection[T, W]) read(ctx context.Context, op string, r *reader, q criteria, sort sources.Sort) (entries []entry[T, W], missing []error, full bool, err error) {
	q.sorts = []order{{c.key, sort.Desc}}
	if column, ok := c.columns[sort.Field]; ok {
		q.sorts = []order{{column.name, sort.Desc}, {c.key, sort.Desc}}
	}
	q.fields = c.fields(r.holds)
	rows, err := list(ctx, c.client, op, c.path, q, c.decode)
	if err != nil {
		return nil, nil, false, err
	}
	f, sorted := c.kind.Field(sort.Field)
	for i := range rows {
		w := &rows[i].wire
		r.broken = ""
		if rows[i].wrong || c.id(w) <= 0 {
			missing = append(missing, c.malformed(op, "an entry is not of the shape that Magento promises"))
			continue
		}
		node := c.translate(r, w)
		if r.broken != "" {
			missing = append(missing, c.malformed(op, "an entry's "+r.broken+" is not what Magento promises"))
			continue
		}
		e := entry[T, W]{node: node, wire: w, at: place{id: c.id(w)}}
		if sorted {
			e.at.value = f.Value(node)
		}
		entries = append(entries, e)
	}
	return entries, missing, len(rows) >= q.size, nil
}

// complete adds the groups that were asked for.
func (c *collection[T, W]) complete(ctx context.Context, op string, r *reader, entries []entry[T, W]) error {
	if c.enrich == nil || len(entries) == 0 || r.holds == 0 {
		return nil
	}
	r.broken = ""
	if err := c.enrich(ctx, op, r, entries); err != nil {
		return err
	}
	if r.broken != "" {
		return c.malformed(op, "an entry's "+r.broken+" is not what Magento promises")
	}
	return nil
}
