package upstream

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"
)

// orders is all orders, newest first.
type orders struct {
	rows       []orderRow
	byID       map[int64]int
	byEmail    map[string][]int // in the order of rows
	byCustomer map[int64][]int
}

type orderRow struct {
	id       int64
	placed   time.Time
	email    string
	customer int64
	encodedOrder
}

func (t *orders) fill(list []Order) {
	t.rows = make([]orderRow, len(list))
	for i, o := range list {
		t.rows[i] = orderRow{o.ID, o.PlacedAt, strings.ToLower(o.Email), o.Customer, encodeOrder(o)}
	}
	slices.SortFunc(t.rows, func(a, b orderRow) int {
		return cmp.Or(b.placed.Compare(a.placed), cmp.Compare(b.id, a.id))
	})
	t.byID, t.byEmail, t.byCustomer = make(map[int64]int, len(list)), map[string][]int{}, map[int64][]int{}
	for i, r := range t.rows {
		t.byID[r.id] = i
		t.byEmail[r.email] = append(t.byEmail[r.email], i)
		t.byCustomer[r.customer] = append(t.byCustomer[r.customer], i)
	}
}

func (t *orders) serve(q *question, out []byte) []byte {
	include := strings.Split(q.Get("include"), ",")
	lines, transactions := slices.Contains(include, "lines"), slices.Contains(include, "transactions")
	out = append(out, `{"rows":[`...)
	start := len(out)
	add := func(i int) {
		if len(out) > start {
			out = append(out, ',')
		}
		r := &t.rows[i]
		out = append(out, r.core...)
		if lines {
			out = append(out, r.lines...)
		}
		if transactions {
			out = append(out, r.transactions...)
		}
		out = append(out, '}')
	}
	more := false
	if q.Has("ids") {
		for _, raw := range q.list(q.Get("ids")) {
			if i, ok := t.byID[q.id(raw)]; ok {
				add(i)
			}
		}
	} else {
		more = t.page(q, add)
	}
	return closed(out, more)
}

// page adds the rows behind the given one that satisfy all conditions, and
// reports whether there are more.
func (t *orders) page(q *question, add func(int)) bool {
	c, limit := conditionsOf(q), q.limit()
	start := 0
	if q.Has("after") {
		at, ok := t.byID[q.id(q.Get("after"))]
		if q.bad = q.bad || !ok; q.bad {
			return false
		}
		start = at + 1
	}
	for i := range t.candidates(c) {
		if i < start || !c.hold(&t.rows[i]) {
			continue
		}
		if limit == 0 {
			return true
		}
		limit--
		add(i)
	}
	return false
}

// candidates gives the rows among which all are that satisfy the conditions.
func (t *orders) candidates(c conditions) func(yield func(int) bool) {
	if len(c.emails) > 0 && len(c.emails[0]) == 1 {
		return slices.Values(t.byEmail[c.emails[0][0]])
	}
	if len(c.customers) > 0 && len(c.customers[0]) == 1 {
		return slices.Values(t.byCustomer[c.customers[0][0]])
	}
	from := 0
	if !c.before.IsZero() {
		from, _ = slices.BinarySearchFunc(t.rows, c.before, func(r orderRow, at time.Time) int { return at.Compare(r.placed) })
	}
	return func(yield func(int) bool) {
		for i := from; i < len(t.rows) && !t.rows[i].placed.Before(c.from) && yield(i); i++ {
		}
	}
}

// conditions are what was asked; each list of alternatives must have the row's value.
type conditions struct {
	emails       [][]string
	customers    [][]int64
	from, before time.Time // from belongs to it, before does not
}

func conditionsOf(q *question) conditions {
	var c conditions
	for _, raw := range q.Values["email"] {
		c.emails = append(c.emails, q.list(strings.ToLower(raw)))
	}
	for _, raw := range q.Values["customer"] {
		var ids []int64
		for _, id := range q.list(raw) {
			ids = append(ids, q.id(id))
		}
		c.customers = append(c.customers, ids)
	}
	for _, raw := range q.Values["from"] {
		if at := q.time(raw); at.After(c.from) {
			c.from = at
		}
	}
	for _, raw := range q.Values["before"] {
		if at := q.time(raw); c.before.IsZero() || at.Before(c.before) {
			c.before = at
		}
	}
	return c
}

func (c conditions) hold(r *orderRow) bool {
	return all(c.emails, func(some []string) bool { return slices.Contains(some, r.email) }) &&
		all(c.customers, func(some []int64) bool { return slices.Contains(some, r.customer) }) &&
		!r.placed.Before(c.from) && (c.before.IsZero() || r.placed.Before(c.before))
}

func (q *question) time(raw string) time.Time {
	text, err := url.QueryUnescape(raw)
	at, parseErr := time.Parse(time.RFC3339Nano, text)
	if err != nil || parseErr != nil {
		q.bad = true
	}
	return at
}
