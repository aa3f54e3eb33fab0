package woocommerce

import (
	"context"
	"slices"

	"github.com/galleria-graph/galleria/sources"
)

// row is a row of a listing, of a lane in which so many rows lie up to its end.
type row[W any] struct {
	wire *W
	head *head
	lane int
	upTo int
}

// part is what one lane gives to a page, in order.
type part[W any] struct {
	rows   []row[W]
	more   bool
	broken bool // a row without an id, or without a time where that is the order
}

// list returns a page, merged of all lanes.
func (c *collection[T, W]) list(ctx context.Context, op string, q sources.Query) (sources.Page[T], error) {
	lanes := c.lanes(q.Want, q.Where)
	after, err := c.readCursor(q, len(lanes))
	if err != nil || len(lanes) == 0 {
		return sources.Page[T]{}, err
	}
	parts := make([]part[W], len(lanes))
	errs := each(len(lanes), func(i int) (err error) {
		if q.Sort.Field == "" {
			parts[i], err = c.partByID(ctx, op, lanes, i, q.First, after)
		} else {
			parts[i], err = c.partByTime(ctx, op, lanes, i, q, after)
		}
		return err
	})
	if err := first(errs); err != nil {
		return sources.Page[T]{}, err
	}
	rows, more := merge(parts, q.First, orderOf[W](q.Sort))
	page, err := c.paged(ctx, op, q, rows, more, after.orBeginning(len(lanes)))
	if err == nil && slices.ContainsFunc(parts, func(p part[W]) bool { return p.broken }) {
		page.Missing = append(page.Missing, c.brokenEntity(op, "id and date"))
	}
	return page, err
}

// orderOf compares rows in the order of the listing.
func orderOf[W any](s sources.Sort) func(a, b row[W]) int {
	switch {
	case s.Field == "":
		return func(a, b row[W]) int { return int(min(1, max(-1, a.head.ID-b.head.ID))) }
	case s.Desc:
		return func(a, b row[W]) int { return b.head.Created.Compare(a.head.Created) }
	}
	return func(a, b row[W]) int { return a.head.Created.Compare(b.head.Created) }
}

// merge takes the next rows of all parts; of equal ones, those of the first part
// first. Where a part has run out but has more to come, it stops: what follows
// may belong before the others' rows. A row that several lanes have follows
// itself then, and is left out when the page is made.
func merge[W any](parts []part[W], most int, compare func(a, b row[W]) int) (out []row[W], more bool) {
	if len(parts) == 1 {
		rows := parts[0].rows
		return rows[:min(len(rows), most)], parts[0].more || len(rows) > most
	}
	for _, p := range parts {
		more = more || p.more
	}
	for len(out) < most {
		next := -1
		for i := range parts {
			switch rows := parts[i].rows; {
			case len(rows) == 0 && parts[i].more:
				return out, true
			case len(rows) > 0 && (next < 0 || compare(rows[0], parts[next].rows[0]) < 0):
				next = i
			}
		}
		if next < 0 {
			return out, more
		}
		out = append(out, parts[next].rows[0])
		parts[next].rows = parts[next].rows[1:]
	}
	for _, p := range parts {
		more = more || len(p.rows) > 0
	}
	return out, more
}

// paged translates rows and checks each against all conditions again.
func (c *collection[T, W]) paged(ctx context.Context, op string, q sources.Query, rows []row[W], more bool, at *position) (sources.Page[T], error) {
	var page sources.Page[T]
	if len(rows) == 0 {
		if more {
			return page, c.malformed(op, "a page that is not the last is empty")
		}
		return page, nil
	}
	wires := make([]*W, 0, len(rows))
	shown := make([]int, len(rows)) // where a row is among the wires; -1 when it is left out
	seen := make(map[int64]bool, len(rows))
	for i, r := range rows {
		shown[i] = -1
		if !seen[r.head.ID] && !c.hidden(r.wire, q.Where) {
			shown[i] = len(wires)
			wires = append(wires, r.wire)
		}
		seen[r.head.ID] = true
	}
	results, err := c.read(ctx, op, wires, q.Want)
	if err != nil {
		return page, err
	}
	places := sources.PositionsOf[*position](sources.CursorsOf(c.source, q), len(rows))
	var end sources.Place
	for i, r := range rows {
		if at, err = at.next(q.Sort, r.head, r.lane, r.upTo); err != nil {
			return page, c.tooManyAtOnce(op)
		}
		end = places.Add(at)
		if shown[i] < 0 {
			continue
		}
		switch got := results[shown[i]]; {
		case got.broken != "":
			page.Missing = append(page.Missing, c.brokenEntity(op, got.broken))
		case got.node != nil && sources.MatchesAll(c.kind, q.Where, got.node):
			page.Items = append(page.Items, sources.Item[T]{Node: got.node, Place: end})
		}
	}
	if more {
		page.HasNext, page.End = true, end
	}
	return page, nil
}
