package shopify

import (
	"context"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// maxRounds bounds how many requests one after another a page is worth. Then it
// comes back short, with a cursor that has moved.
const maxRounds = 8

// Query lists one page. Rows that Shopify found and that do not satisfy the
// query are left out, so a page can be short although more follows.
func (c *collection[T, W]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	if err := c.promised.CheckQuery(q); err != nil {
		return sources.Page[T]{}, err
	}
	op := "list " + c.noun + "s"
	l, err := c.open(q)
	if err != nil {
		return sources.Page[T]{}, err
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return sources.Page[T]{}, err
	}
	c.run(ctx, op, []*lane[T]{l}, q)
	return l.page, l.err
}

// Find looks up many values at once: each is a lane of its own in the same requests.
func (c *collection[T, W]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	if err := c.promised.CheckFind(field, values, q); err != nil {
		return nil, err
	}
	op := "find " + c.noun + "s"
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return nil, err
	}
	lanes, err := c.lanes(field, values, q)
	if err != nil {
		return nil, err
	}
	c.run(ctx, op, lanes, q)
	found := make(map[string]sources.Page[T], len(lanes))
	var missing errorList
	for _, l := range lanes {
		if l.err != nil {
			missing.add(l.err)
			continue
		}
		found[l.value] = l.page
	}
	return found, missing.result(ctx, c.source, op, len(found) > 0)
}

func (c *collection[T, W]) lanes(field string, values []string, q sources.Query) ([]*lane[T], error) {
	f, _ := c.kind.Field(field) // CheckFind knows that there is one
	lanes := make([]*lane[T], 0, len(values))
	seen := make(map[string]bool, len(values))
	for _, value := range values {
		if seen[value] || value == "" {
			continue
		}
		seen[value] = true
		p, err := sources.Equals(f, value)
		if err != nil {
			return nil, err
		}
		l, err := c.open(q.With(p))
		if err != nil {
			return nil, err
		}
		l.value = value
		lanes = append(lanes, l)
	}
	return lanes, nil
}

// run lists all lanes until each has its page, is at its end, or has failed.
func (c *collection[T, W]) run(ctx context.Context, op string, lanes []*lane[T], q sources.Query) {
	want := q.Want | c.needed(q.Where)
	for _, l := range lanes {
		want |= c.needed(l.query.Where)
	}
	for range maxRounds {
		open := unfinishedLanes(lanes)
		if len(open) == 0 {
			break
		}
		permitted := c.lacks.permitted(want)
		n, innerSize, size := c.plan(permitted, open)
		var calls errgroup.Group
		calls.SetLimit(concurrency)
		for chunk := range slices.Chunk(open, size) {
			calls.Go(func() error {
				c.advance(ctx, op, chunk, permitted, n, innerSize)
				return nil
			})
		}
		_ = calls.Wait() // each lane keeps its own error
	}
	for _, l := range lanes {
		c.conclude(ctx, op, l, want)
	}
}

func unfinishedLanes[T any](lanes []*lane[T]) []*lane[T] {
	var out []*lane[T]
	for _, l := range lanes {
		if !l.done && l.err == nil {
			out = append(out, l)
		}
	}
	return out
}

// conclude ends a lane. What it has is worth more than the error that it met
// later: the next page will meet that again. Unless the caller has gone.
func (c *collection[T, W]) conclude(ctx context.Context, op string, l *lane[T], want commerce.Groups) {
	if l.err != nil && l.page.HasNext {
		l.err = nil
		if ended := sources.FromContext(ctx, c.source, op); ended != nil {
			l.err = ended
		}
	}
	l.close()
	if l.err != nil {
		l.page = sources.Page[T]{}
		return
	}
	c.complain(ctx, op, l, want)
}

// complain says what a page lacks: groups that the token may not see, and at
// the end of a listing what is too old for it.
func (c *collection[T, W]) complain(ctx context.Context, op string, l *lane[T], want commerce.Groups) {
	var lost commerce.Groups
	for _, item := range l.page.Items {
		lost |= want &^ c.kind.Origin(item.Node).Holds
	}
	missing := errorList{l.page.Missing}
	missing.add(c.denials(op, lost)...)
	if l.asked && !l.page.HasNext && !isRecent(l.query.Where) {
		missing.add(c.outsideWindow(ctx, op))
	}
	l.page.Missing = missing.list
}

// fewest is how many entities a lane asks for at least, so that a lookup of
// many values does not take a round for each of them.
const fewest = 2

// maxLanes bounds the length of a document.
const maxLanes = 100

// plan divides the price of a request among the lanes: n entities for each,
// so many lanes in each request.
func (c *collection[T, W]) plan(want commerce.Groups, open []*lane[T]) (n, innerSize, lanes int) {
	most := 0
	for _, l := range open {
		most = max(most, l.missing())
	}
	node := c.fields(want)
	innerSize, fit := c.size(want, node, most*len(open))
	n = min(most, max(fit/len(open), min(fewest, fit)))
	points := c.most() / c.prices.scaleOf(family(want))
	lanes = int((points - 1) / (2 + float64(n)*node.each(innerSize)))
	return n, innerSize, min(max(1, lanes), maxLanes)
}

// advance asks for the next entities of some lanes in one request. When Shopify
// finds it too dear, it asks for less.
func (c *collection[T, W]) advance(ctx context.Context, op string, lanes []*lane[T], want commerce.Groups, n, innerSize int) {
	backward := lanes[0].backward // only Query goes backward, and has one lane
	key := "list " + family(want) + " " + strconv.Itoa(len(lanes)) + " " + strconv.FormatBool(backward)
	d := c.composed(key, func() *document { return c.listDocument(c.fields(want), len(lanes), backward) })
	lists := make([]laneAnswer[W], len(lanes))
	a, err := c.send(ctx, op, want, shape{d, n, innerSize}, c.variables(lanes, n), func(r *jsonx.Reader) {
		if i, ok := laneOf(r.Name()); ok && i >= 0 && i < len(lists) {
			lists[i].decode(ctx, r, c.decode)
		}
	})
	if denied := c.deniedGroups(a, want); denied != 0 {
		c.advance(ctx, op, lanes, want&^denied, n, innerSize)
		return
	}
	switch half := len(lanes) / 2; {
	case isTooDear(err) && half > 0:
		c.advance(ctx, op, lanes[:half], want, n, innerSize)
		c.advance(ctx, op, lanes[half:], want, n, innerSize)
		return
	case isTooDear(err) && n > 1:
		c.advance(ctx, op, lanes, want, n/2, innerSize)
		return
	}
	for i, l := range lanes {
		if err != nil {
			l.err = err
			continue
		}
		l.err = c.take(ctx, op, a, laneName(i), &lists[i], l, want)
	}
}

func (c *collection[T, W]) variables(lanes []*lane[T], n int) map[string]any {
	sort := lanes[0].query.Sort
	v := map[string]any{"n": n, "reverse": lanes[0].from.Reverse}
	if c.sortEnum != "" {
		v["sortKey"] = c.ownKey
		if key := c.keys[sort.Field]; key != "" {
			v["sortKey"] = key
		}
	}
	for i, l := range lanes {
		at := strconv.Itoa(i)
		v["q"+at], v["at"+at] = orNull(l.search), orNull(l.from.Cursor)
	}
	return v
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// take adds what an answer holds for a lane, and moves it on.
func (c *collection[T, W]) take(ctx context.Context, op string, a *answer, name string, from *laneAnswer[W], l *lane[T], want commerce.Groups) error {
	cursors, list, more, err := c.edges(op, a, name, from, l.backward)
	if err != nil {
		return err
	}
	place := func(at int) []string { return []string{name, "edges", strconv.Itoa(at), "node"} }
	entities, errs := c.translate(ctx, op, a, list, place, want)
	missing := errorList{l.page.Missing}
	missing.add(errs...)
	l.page.Missing, l.page.HasNext, l.asked = missing.list, more, true
	for i, e := range entities {
		if l.missing() == 0 { // another lane wanted more
			l.page.HasNext = true
			break
		}
		c.append(l, e, position{Cursor: cursors[i], Reverse: l.from.Reverse})
	}
	l.done = !l.page.HasNext || l.missing() == 0
	return nil
}

// edges returns the entities of a lane with their cursors, in the order of the
// lane, and whether more follow.
func (c *collection[T, W]) edges(op string, a *answer, name string, from *laneAnswer[W], backward bool) (cursors []string, list []*entity[W], more bool, err error) {
	if !from.there {
		return nil, nil, false, c.faultError(op, a.under(name), nil)
	}
	page := &from.page.Value
	if from.wrong != nil || !from.edges.OK || !page.HasNext.OK || !page.HasPrevious.OK {
		return nil, nil, false, c.malformed(op, "list")
	}
	for _, e := range from.edges.Value {
		if e.cursor == "" {
			return nil, nil, false, c.malformed(op, "cursor")
		}
		cursors, list = append(cursors, e.cursor), append(list, e.node)
	}
	more = page.HasNext.Value
	if backward {
		more = page.HasPrevious.Value
		slices.Reverse(cursors)
		slices.Reverse(list)
	}
	if more && len(list) == 0 {
		return nil, nil, false, c.malformed(op, "list that goes on")
	}
	return cursors, list, more, nil
}

// append adds an entity that satisfies the query, and moves the lane behind it.
func (c *collection[T, W]) append(l *lane[T], e *T, at position) {
	l.from = at
	if e == nil || !sources.MatchesAll(c.kind, l.query.Where, e) {
		return
	}
	l.page.Items = append(l.page.Items, sources.Item[T]{Node: e, Place: l.places.Add(at)})
}
