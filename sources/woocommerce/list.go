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
	after, err := c.readCursor(q)
	if err != nil {
		return sources.Page[T]{}, err
	}
	if c.most != nil {
		q.First = min(q.First, c.most(q.Want))
	}
	parts, err := c.parts(ctx, op, q, after)
	if err != nil || len(parts) == 0 {
		return sources.Page[T]{}, err
	}
	return c.page(ctx, op, q, parts, after)
}

// parts reads of each lane what comes behind the position.
func (c *collection[T, W]) parts(ctx context.Context, op string, q sources.Query, after *position) ([]part[W], error) {
	lanes := c.lanes(q.Want, q.Where)
	parts := make([]part[W], len(lanes))
	errs := each(len(lanes), func(i int) (err error) {
		if q.Sort.Field == "" {
			parts[i], err = c.partByID(ctx, op, lanes[i], i, q.First, after)
		} else {
			parts[i], err = c.partByTime(ctx, op, lanes[i], i, q, after)
		}
		return err
	})
	for i, err := range errs {
		// Where WooCommerce is switched off, the list of products is not there either.
		if isNoRoute(err) && lanes[i].path == allVariations && errs[0] == nil {
			c.variations.note()
			return c.parts(ctx, op, q, after) // by the lists that old shops have
		}
	}
	return parts, first(errs)
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

// page merges the parts, translates their rows and checks each against all
// conditions again.
func (c *collection[T, W]) page(ctx context.Context, op string, q sources.Query, parts []part[W], after *position) (sources.Page[T], error) {
	var page sources.Page[T]
	if slices.ContainsFunc(parts, func(p part[W]) bool { return p.broken }) {
		page.Missing = append(page.Missing, c.brokenEntity(op, "id and date"))
	}
	rows, more := merge(parts, q.First, orderOf[W](q.Sort))
	if len(rows) == 0 {
		if more {
			return sources.Page[T]{}, c.malformed(op, "a page that is not the last is empty")
		}
		return page, nil
	}
	wires, shown := c.visible(q, rows)
	results, err := c.read(ctx, op, wires, q.Want)
	if err != nil {
		return sources.Page[T]{}, err
	}
	at := after.inLanes(len(parts))
	places := sources.PositionsOf[*position](sources.CursorsOf(c.source, q), len(rows))
	var end sources.Place
	for i, r := range rows {
		if at, err = at.next(q.Sort, r.head, r.lane, r.upTo); err != nil {
			return sources.Page[T]{}, c.tooManyAtOnce(op)
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

// visible returns the rows that are to be translated, each once, and where each
// row is among them; -1 when it is left out.
func (c *collection[T, W]) visible(q sources.Query, rows []row[W]) (wires []*W, shown []int) {
	wires = make([]*W, 0, len(rows))
	shown = make([]int, len(rows))
	seen := make(map[int64]bool, len(rows))
	for i, r := range rows {
		shown[i] = -1
		if !seen[r.head.ID] && !c.hidden(r.wire, q.Where) {
			shown[i] = len(wires)
			wires = append(wires, r.wire)
		}
		seen[r.head.ID] = true
	}
	return wires, shown
}
