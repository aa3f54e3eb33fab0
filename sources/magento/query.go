package magento

import (
	"context"
	"errors"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// maxRounds bounds how many requests one after another a page is worth. Then it
// comes back short, with a cursor that has moved.
const maxRounds = 8

// lane is one listing under way.
type lane[T, W any] struct {
	value   string // of a lookup
	query   sources.Query
	entries []entry[T, W]
	last    place // of the last entry
	missing errorList
	hasNext bool
	done    bool
}

// Query implements [sources.Collection].
func (c *collection[T, W]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	op := "list " + c.noun
	if err := c.traits.CheckQuery(q); err != nil {
		return sources.Page[T]{}, err
	}
	from, err := placeOf(c.kind, c.source, q)
	if err != nil {
		return sources.Page[T]{}, err
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return sources.Page[T]{}, err
	}
	l := &lane[T, W]{query: q}
	r, end, err := c.run(ctx, op, []*lane[T, W]{l}, from, q.Where)
	if err == nil {
		err = l.drop(c.complete(ctx, op, r, l.entries))
	}
	if err != nil {
		return sources.Page[T]{}, err
	}
	return c.pageOf(l, end), nil
}

// drop leaves out the entries that could not be completed. It fails when the
// same request may succeed another time; what the shop keeps broken is only
// named, or the listing would end there.
func (l *lane[T, W]) drop(failed map[*T]error) error {
	var passing []error
	l.entries = slices.DeleteFunc(l.entries, func(e entry[T, W]) bool {
		err := failed[e.node]
		if err != nil && sources.KindOf(err) != sources.KindMalformed {
			passing = append(passing, err)
		} else {
			l.missing.add(err)
		}
		return err != nil
	})
	return joined(passing)
}

// Find implements [sources.Collection]: one listing for many values, from which
// a value is left out as soon as its page is full.
func (c *collection[T, W]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	op := "find " + c.noun
	if err := c.traits.CheckFind(field, values, q); err != nil {
		return nil, err
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return nil, err
	}
	f, _ := c.kind.Field(field)
	lanes := make([]*lane[T, W], 0, len(values))
	for _, value := range slices.Compact(slices.Sorted(slices.Values(values))) {
		p, err := sources.Equals(f, value)
		if err != nil {
			return nil, &sources.Error{Kind: sources.KindInvalid, Source: c.source, Op: op, Err: err}
		}
		lanes = append(lanes, &lane[T, W]{value: value, query: q.With(p)})
	}
	parts := c.parts(lanes)
	out := make(map[string]sources.Page[T], len(lanes))
	pages := make([]map[string]sources.Page[T], len(parts))
	errs := each(len(parts), func(i int) (err error) {
		pages[i], err = c.findSome(ctx, op, parts[i], q.Where)
		return err
	})
	var failed errorList
	failed.add(errs...)
	answered := false
	for i, some := range pages {
		answered = answered || errs[i] == nil
		for value, page := range some {
			out[value] = page
		}
	}
	if len(failed.list) == 0 {
		return out, nil
	}
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return nil, err
	}
	err := failed.result(answered)
	var partial *sources.Partial
	if !errors.As(err, &partial) {
		return nil, err
	}
	return out, err
}

// parts divides lanes so that the values of each part fit one address.
func (c *collection[T, W]) parts(lanes []*lane[T, W]) [][]*lane[T, W] {
	byValue := make(map[string]*lane[T, W], len(lanes))
	values := make([]string, len(lanes))
	for i, l := range lanes {
		values[i], byValue[l.value] = l.value, l
	}
	var out [][]*lane[T, W]
	for _, part := range batches(values, maxSKUs) {
		some := make([]*lane[T, W], len(part))
		for i, value := range part {
			some[i] = byValue[value]
		}
		out = append(out, some)
	}
	return out
}

func (c *collection[T, W]) findSome(ctx context.Context, op string, lanes []*lane[T, W], where []sources.Predicate) (map[string]sources.Page[T], error) {
	r, end, err := c.run(ctx, op, lanes, place{}, where)
	if err != nil {
		return nil, err
	}
	var all []entry[T, W]
	seen := map[*T]bool{}
	for _, l := range lanes {
		for _, e := range l.entries {
			if !seen[e.node] {
				seen[e.node] = true
				all = append(all, e)
			}
		}
	}
	failed := c.complete(ctx, op, r, all)
	out := make(map[string]sources.Page[T], len(lanes))
	errs := make([]error, len(lanes))
	for i, l := range lanes {
		errs[i] = l.drop(failed)
		out[l.value] = c.pageOf(l, end)
	}
	if err := joined(errs); err != nil {
		return nil, err
	}
	return out, nil
}

// run lists all lanes, which share a beginning, an order and a size, until each
// has its page or is at its end. End is where the listing stopped.
func (c *collection[T, W]) run(ctx context.Context, op string, lanes []*lane[T, W], from place, where []sources.Predicate) (*reader, place, error) {
	q := lanes[0].query
	r, err := c.reader(ctx, op, q.Want|c.groupsOf(q.Where))
	if err != nil {
		return nil, from, err
	}
	for range maxRounds {
		open, missing := unfinished(lanes)
		if len(open) == 0 {
			return r, from, nil
		}
		p, err := c.plan(ctx, op, r, open, where, from)
		if err != nil {
			return nil, from, err
		}
		if p.none {
			finish(open)
			return r, from, nil
		}
		size := min(missing+len(open), maxRows+1)
		entries, broken, full, err := c.readAll(ctx, op, r, p.searches, q.Sort, from, size)
		if err != nil {
			return nil, from, err
		}
		before := from
		for _, e := range entries {
			if !e.at.behind(from, q.Sort.Desc) {
				continue // a repetition
			}
			from = e.at
			if e.node == nil {
				continue
			}
			for _, l := range open {
				l.take(c.kind, e)
			}
		}
		for _, l := range open {
			l.missing.add(broken...)
		}
		if full && from == before && len(broken) > 0 { // there is no way past them
			return nil, from, joined(broken)
		}
		switch {
		case !full && p.reach > 0: // behind it are entities that have not been named yet
			from = place{id: p.reach}
		case !full || from == before:
			finish(open)
		}
	}
	return r, from, nil
}

// groupsOf returns the groups without which the conditions cannot be compared.
func (c *collection[T, W]) groupsOf(where []sources.Predicate) (want commerce.Groups) {
	for _, p := range where {
		f, _ := c.kind.Field(p.Field)
		want |= f.Group
	}
	return want
}

func unfinished[T, W any](lanes []*lane[T, W]) (open []*lane[T, W], missing int) {
	for _, l := range lanes {
		if !l.done {
			open = append(open, l)
			missing += l.query.First - len(l.entries)
		}
	}
	return open, missing
}

func finish[T, W any](lanes []*lane[T, W]) {
	for _, l := range lanes {
		l.done = true
	}
}

// take adds an entry that is the lane's. One more than fits tells that there is more.
func (l *lane[T, W]) take(k commerce.Kind[T], e entry[T, W]) {
	switch {
	case l.done || !sources.MatchesAll(k, l.query.Where, e.node):
	case len(l.entries) == l.query.First:
		l.hasNext, l.done = true, true
	default:
		l.entries, l.last = append(l.entries, e), e.at
	}
}

// pageOf returns what a lane has. One that is not done stopped where the listing did.
func (c *collection[T, W]) pageOf(l *lane[T, W], end place) sources.Page[T] {
	at := sources.PositionsOf[position](sources.CursorsOf(c.source, l.query), len(l.entries)+1)
	page := sources.Page[T]{HasNext: l.hasNext || !l.done, Missing: l.missing.list}
	for _, e := range l.entries {
		page.Items = append(page.Items, sources.Item[T]{Node: e.node, Place: at.Add(e.at.position())})
	}
	switch {
	case l.hasNext:
		page.End = at.Add(l.last.position())
	case !l.done:
		page.End = at.Add(end.position())
	}
	return page
}

// readAll reads the next rows of all searches in their common order. Where
// one has more to give, nothing behind its last row counts.
func (c *collection[T, W]) readAll(ctx context.Context, op string, r *reader, plans [][][]filter, sort sources.Sort, from place, size int) (entries []entry[T, W], missing []error, full bool, err error) {
	if len(plans) == 1 {
		return c.readOne(ctx, op, r, plans[0], sort, from, size)
	}
	parts := make([][]entry[T, W], len(plans))
	fulls := make([]bool, len(plans))
	broken := make([][]error, len(plans))
	readers := make([]*reader, len(plans))
	for i := range readers {
		own := *r
		readers[i] = &own
	}
	errs := each(len(plans), func(i int) (err error) {
		parts[i], broken[i], fulls[i], err = c.readOne(ctx, op, readers[i], plans[i], sort, from, size)
		return err
	})
	if err := joined(errs); err != nil { // a part less would be rows passed over
		return nil, nil, false, err
	}
	for i, part := range parts {
		entries, missing, full = append(entries, part...), append(missing, broken[i]...), full || fulls[i]
	}
	slices.SortStableFunc(entries, func(a, b entry[T, W]) int {
		if sort.Desc {
			a, b = b, a
		}
		return a.at.compare(b.at)
	})
	for i, part := range parts {
		if !fulls[i] || len(part) == 0 {
			continue
		}
		last := part[len(part)-1].at
		entries = slices.DeleteFunc(entries, func(e entry[T, W]) bool { return e.at.behind(last, sort.Desc) })
	}
	return entries, missing, full, nil
}

func (c *collection[T, W]) readOne(ctx context.Context, op string, r *reader, groups [][]filter, sort sources.Sort, from place, size int) ([]entry[T, W], []error, bool, error) {
	q := criteria{groups: groupsAfter(slices.Clone(groups), c.key, sort, c.columns[sort.Field], from), size: size}
	return c.read(ctx, op, r, q, sort)
}
