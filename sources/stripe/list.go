package stripe

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// position is where a listing goes on. Before are the objects that were
// created in the same second and came first: with them a listing goes on
// exactly even when Stripe no longer knows the object itself.
type position struct {
	ID      string   `json:"i"`
	Created int64    `json:"c"`
	Before  []string `json:"b,omitempty"`
}

// mostBefore bounds a cursor. Stripe lets an account create a hundred objects a second.
const mostBefore = 100

func (p *position) passed(id string) bool { return p.ID == id || slices.Contains(p.Before, id) }

// next is the position after an object that comes behind p; p may be nil.
func (p *position) next(id string, created int64) *position {
	out := &position{ID: id, Created: created}
	if p != nil && p.Created == created {
		out.Before = append(slices.Clone(p.Before), p.ID)
		out.Before = out.Before[max(0, len(out.Before)-mostBefore):]
	}
	return out
}

// row is an object of a listing. Its node is nil when it could not be read or
// is not what was asked for.
type row[T any] struct {
	id      string
	created int64
	node    *T
}

// batch is a part of a listing, in its order.
type batch[T any] struct {
	rows    []row[T]
	more    bool
	missing []error
}

// list returns a page that lists find: all objects, or those of some references.
func (c *collection[T, W]) list(ctx context.Context, op string, q sources.Query) (sources.Page[T], error) {
	after, err := c.readCursor(q)
	if err != nil {
		return sources.Page[T]{}, err
	}
	span := everything()
	var refs []string
	filtered := false
	for _, p := range q.Where {
		switch {
		case p.Field == "createdAt":
			span = span.within(p)
		case !filtered:
			refs, filtered = c.references(p.Values), true
		default:
			own := c.references(p.Values)
			refs = slices.DeleteFunc(refs, func(key string) bool { return !slices.Contains(own, key) })
		}
	}
	if span.empty() || filtered && len(refs) == 0 {
		return sources.Page[T]{}, nil
	}
	var b batch[T]
	switch len(refs) {
	case 0:
		b, err = c.listOne(ctx, op, q, span, "", after)
	case 1:
		b, err = c.listOne(ctx, op, q, span, refs[0], after)
	default:
		b, err = c.listMerged(ctx, op, q, span, refs, after)
	}
	if err != nil {
		return sources.Page[T]{}, err
	}
	return c.paged(q, b, after)
}

// references returns the different keys that can exist, in order.
func (c *collection[T, W]) references(values []commerce.Value) []string {
	var out []string
	for _, v := range values {
		id, err := commerce.ParseID(v.Text())
		if err == nil && id.Source == c.source && isKey(id.Key, c.prefix) {
			out = append(out, id.Key)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// listOne reads a page that goes on after the object of the position. Stripe
// refuses an object that it no longer knows; then the page goes on by time.
func (c *collection[T, W]) listOne(ctx context.Context, op string, q sources.Query, span window, ref string, after *position) (batch[T], error) {
	query := c.parameters(q.First, span, ref, q.Want)
	if after != nil {
		query.Set("starting_after", after.ID)
	}
	b, err := c.fetchPage(ctx, op, query, q, after)
	if missingIn(err, "starting_after") {
		return c.listByTime(ctx, op, q, span, ref, after)
	}
	return b, err
}

// listByTime goes on from the second of the position, without what was passed.
func (c *collection[T, W]) listByTime(ctx context.Context, op string, q sources.Query, span window, ref string, after *position) (batch[T], error) {
	limit := q.First
	if after != nil {
		span.to = min(span.to, after.Created)
		limit = min(maxPage, limit+len(after.Before)+1)
	}
	if span.empty() {
		return batch[T]{}, nil
	}
	return c.fetchPage(ctx, op, c.parameters(limit, span, ref, q.Want), q, after)
}

// listMerged reads a page of each reference and merges them, the newest first.
func (c *collection[T, W]) listMerged(ctx context.Context, op string, q sources.Query, span window, refs []string, after *position) (batch[T], error) {
	parts := make([]batch[T], len(refs))
	errs := c.each(len(refs), func(i int) (err error) {
		parts[i], err = c.listByTime(ctx, op, q, span, refs[i], after)
		return err
	})
	for _, err := range errs {
		if err != nil {
			return batch[T]{}, err
		}
	}
	return merge(parts, q.First), nil
}

// merge takes the newest rows of all parts; within a second, those of the first
// part first. Where a part has run out but has more to come, it stops: what
// follows may belong before the others' rows.
func merge[T any](parts []batch[T], most int) batch[T] {
	var out batch[T]
	for _, p := range parts {
		out.missing = append(out.missing, p.missing...)
		out.more = out.more || p.more
	}
	for len(out.rows) < most {
		newest := -1
		for i, p := range parts {
			switch {
			case len(p.rows) == 0 && p.more:
				return out
			case len(p.rows) > 0 && (newest < 0 || p.rows[0].created > parts[newest].rows[0].created):
				newest = i
			}
		}
		if newest < 0 {
			return out
		}
		out.rows = append(out.rows, parts[newest].rows[0])
		parts[newest].rows = parts[newest].rows[1:]
	}
	for _, p := range parts {
		out.more = out.more || len(p.rows) > 0
	}
	return out
}

func (c *collection[T, W]) parameters(limit int, span window, ref string, want commerce.Groups) url.Values {
	query := url.Values{"limit": {strconv.Itoa(limit)}}
	span.put(query)
	if ref != "" {
		query.Set(c.parameter, ref)
	}
	c.expandRows(query, want)
	return query
}

func (c *collection[T, W]) expandRows(query url.Values, want commerce.Groups) {
	for _, property := range c.expand(want) {
		query.Add("expand[]", "data."+property)
	}
}

// fetchPage reads a page and leaves out what the position has passed. A
// reference that Stripe does not know has no objects.
func (c *collection[T, W]) fetchPage(ctx context.Context, op string, query url.Values, q sources.Query, after *position) (batch[T], error) {
	answer, err := readPage(ctx, c.client, c.shape, op, c.path, query)
	if err != nil {
		if c.parameter != "" && missingIn(err, c.parameter) {
			return batch[T]{}, nil
		}
		return batch[T]{}, err
	}
	if answer.more && len(answer.objects) == 0 {
		return batch[T]{}, c.malformed(op, "a page that is not the last is empty")
	}
	b, err := c.rows(ctx, op, answer.objects, q)
	if err != nil {
		return batch[T]{}, err
	}
	b.more = answer.more
	if after != nil {
		b.rows = slices.DeleteFunc(b.rows, func(r row[T]) bool { return after.passed(r.id) })
	}
	return b, nil
}

// rows reads objects and checks each against all conditions again. A broken one
// is named as missing; a request beside them that failed fails them all, because
// it may succeed the next time.
func (c *collection[T, W]) rows(ctx context.Context, op string, objects []*object[W], q sources.Query) (batch[T], error) {
	b := batch[T]{rows: make([]row[T], 0, len(objects))}
	placed := make([]*object[W], 0, len(objects))
	for _, o := range objects {
		h, err := o.place()
		if err != nil {
			b.missing = append(b.missing, c.classify(op, err))
			continue
		}
		placed = append(placed, o)
		b.rows = append(b.rows, row[T]{id: h.ID, created: h.Created.Value})
	}
	for i, r := range c.read(ctx, placed, q.Want) {
		switch {
		case r.err != nil:
			err := c.classify(op, r.err)
			if isPassing(err) {
				return batch[T]{}, err
			}
			b.missing = append(b.missing, err)
		case sources.MatchesAll(c.kind, q.Where, r.node):
			b.rows[i].node = r.node
		}
	}
	return b, nil
}

// paged returns the first rows of a batch as the query's page.
func (c *collection[T, W]) paged(q sources.Query, b batch[T], after *position) (sources.Page[T], error) {
	page := sources.Page[T]{Missing: b.missing}
	more := b.more || len(b.rows) > q.First
	rows := b.rows[:min(len(b.rows), q.First)]
	places := sources.PositionsOf[*position](sources.CursorsOf(c.source, q), len(rows))
	var end sources.Place
	at := after
	for _, r := range rows {
		at = at.next(r.id, r.created)
		end = places.Add(at)
		if r.node != nil {
			page.Items = append(page.Items, sources.Item[T]{Node: r.node, Place: end})
		}
	}
	if !more {
		return page, nil
	}
	if end.IsZero() {
		return sources.Page[T]{}, c.malformed("list "+c.noun, "a page holds nothing that it had not held before")
	}
	page.HasNext, page.End = true, end
	return page, nil
}

func (c *collection[T, W]) readCursor(q sources.Query) (*position, error) {
	if q.After == "" {
		return nil, nil
	}
	var p position
	reversed, err := sources.CursorsOf(c.source, q).Read(q.After, &p)
	if err != nil {
		return nil, err
	}
	if reversed || !plain(p.ID) || p.ID == "" || len(p.ID) > longestKey || len(p.Before) > mostBefore {
		return nil, &sources.Error{
			Kind: sources.KindInvalid, Source: c.source, Op: "read cursor",
			Reason: "the cursor is not one of this listing: pass a cursor answered for the same filters and sort, unchanged",
		}
	}
	return &p, nil
}

// newestFirst orders rows as a listing that a search has found: by time, and
// within a second by id.
func newestFirst[T any](a, b row[T]) int {
	return cmp.Or(cmp.Compare(b.created, a.created), cmp.Compare(b.id, a.id))
}
