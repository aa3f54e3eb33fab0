package woocommerce

import (
	"context"
	"maps"
	"net/url"
	"strconv"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

// mostSteps bounds how often a list is asked for the place of a cursor, when it
// has changed a lot since.
const mostSteps = 40

// partByID reads what comes behind the position in the order of ids. It begins
// at the row before the place: when that was not passed, rows before it have
// gone and others have moved up, so it looks for the place: in steps that grow,
// and then between them.
func (c *collection[T, W]) partByID(ctx context.Context, op string, l lane, i, size int, after *position) (part[W], error) {
	offset, last := after.offset(i), after.lastID()
	from, at := max(0, offset-1), search{}
	size = min(maxPage, size+offset-from)
	for range mostSteps {
		rows, more, err := c.fetch(ctx, op, l, from, size, "id", "asc")
		if err != nil {
			return part[W]{}, err
		}
		size = maxPage
		if from > 0 && (len(rows) == 0 || c.head(rows[0]).ID > last) {
			from = at.before(from)
			continue
		}
		p := part[W]{more: more}
		for n, w := range rows {
			h := c.head(w)
			if p.broken = p.broken || h.ID <= 0; h.ID > last {
				p.rows = append(p.rows, row[W]{wire: w, head: h, lane: i, upTo: from + n + 1})
			}
		}
		if len(p.rows) > 0 || !more {
			return p, nil
		}
		from = at.behind(from + len(rows) - 1)
	}
	return part[W]{}, c.lost(op)
}

// search looks for a place in a list of unknown length: from is the row that a
// request begins with.
type search struct {
	low, high int // it is behind the row low and, when high is not 0, not behind the row high
	step      int
}

// before returns where to look when the place is before the row from.
func (s *search) before(from int) int {
	if s.high == 0 || from < s.high {
		s.high = from
	}
	if s.low >= s.high { // the list changes while it is read
		s.low = 0
	}
	if s.low == 0 {
		s.step = max(maxPage-1, 4*s.step)
		return max(0, s.high-s.step)
	}
	return s.between()
}

// behind returns where to look when the place is behind the row.
func (s *search) behind(row int) int {
	s.low = max(s.low, row)
	if s.high > s.low {
		return s.between()
	}
	s.high, s.step = 0, max(maxPage-1, 4*s.step)
	return s.low + s.step
}

// between halves what lies between, or begins with the last row that was passed
// when all the rest comes at once.
func (s *search) between() int {
	if s.high-s.low < maxPage {
		return s.low
	}
	return s.low + (s.high-s.low)/2
}

// partByTime reads what comes behind the position in the order of time: of a
// window that begins with the second of the last row, without what was passed.
func (c *collection[T, W]) partByTime(ctx context.Context, op string, l lane, i int, q sources.Query, after *position) (part[W], error) {
	order, size := "asc", q.First
	if q.Sort.Desc {
		order = "desc"
	}
	if after != nil {
		at := time.Unix(after.At, 0).UTC()
		l.span = l.span.within(at, q.Sort.Desc)
		size = min(maxPage, size+len(after.Same))
	}
	from := 0
	for range mostSteps {
		rows, more, err := c.fetch(ctx, op, l, from, size, "date", order)
		if err != nil {
			return part[W]{}, err
		}
		p := part[W]{more: more}
		for n, w := range rows {
			h := c.head(w)
			switch {
			case h.ID <= 0 || h.Created.IsZero():
				p.broken = p.broken || !c.hidden(w, nil)
			case !after.passed(h, q.Sort.Desc):
				p.rows = append(p.rows, row[W]{wire: w, head: h, lane: i, upTo: from + n + 1})
			}
		}
		if len(p.rows) > 0 || !more {
			return p, nil
		}
		from, size = from+len(rows), maxPage
	}
	return part[W]{}, c.lost(op)
}

func (p *position) passed(h *head, desc bool) bool {
	if p == nil {
		return false
	}
	at := h.Created.Unix()
	if at == p.At {
		return p.Same.has(h.ID)
	}
	return (at > p.At) == desc
}

func (c *client) lost(op string) error {
	return &sources.Error{
		Kind: sources.KindInvalid, Source: c.source, Op: op,
		Reason: "the list has changed too much since the cursor was given: begin it again",
	}
}

// fetch reads rows of a lane from an offset. More reports that others follow.
func (c *collection[T, W]) fetch(ctx context.Context, op string, l lane, from, size int, orderBy, order string) (rows []*W, more bool, err error) {
	if l.path == allVariations && c.variations.holds() {
		return nil, false, c.tooOld(op)
	}
	query := maps.Clone(l.query)
	l.span.put(query)
	query.Set("orderby", orderBy)
	query.Set("order", order)
	query.Set("per_page", strconv.Itoa(size))
	if from > 0 {
		query.Set("offset", strconv.Itoa(from))
	}
	rows, t, err := readRows(ctx, c.client, op, l.path, query, c.decode)
	if err != nil {
		if isMissing(err) || c.gone != nil && c.gone(err, l) { // the first is of the product whose variations were asked for
			return nil, false, nil
		}
		return nil, false, err
	}
	if c.from != nil {
		for _, w := range rows {
			c.from(w, l)
		}
	}
	if t.total >= 0 {
		return rows, len(rows) > 0 && from+len(rows) < t.total, nil
	}
	return rows, len(rows) == size, nil
}

// span is the time that a list is asked for.
type span struct {
	after, before         time.Time // of date_created
	changed, changedUntil time.Time // of date_modified
}

// The years that four digits write, of which a cursor may be.
var (
	minTime = time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC).Unix()
	maxTime = time.Date(9999, 12, 30, 0, 0, 0, 0, time.UTC).Unix()
)

// within narrows the span to the second and what comes behind it.
func (s span) within(at time.Time, desc bool) span {
	if before := at.Add(time.Second); desc && (s.before.IsZero() || before.Before(s.before)) {
		s.before = before
	}
	if after := at.Add(-time.Second); !desc && after.After(s.after) {
		s.after = after
	}
	return s
}

// put writes the span. Without dates_are_gmt the shop takes times for its own,
// even with a zone behind them.
func (s span) put(query url.Values) {
	for _, b := range []struct {
		name string
		at   time.Time
	}{{"after", s.after}, {"before", s.before}, {"modified_after", s.changed}, {"modified_before", s.changedUntil}} {
		if !b.at.IsZero() && b.at.Unix() >= minTime && b.at.Unix() <= maxTime {
			query.Set(b.name, b.at.UTC().Format(layout))
			query.Set("dates_are_gmt", "true")
		}
	}
}
