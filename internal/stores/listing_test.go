package stores_test

import (
	"cmp"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

const (
	pageOf = 50
	// mostCalls is how often one source may be asked for a page: as often as
	// the page is longer than what it gives at once, and once more.
	mostCalls = 1 + 1
)

// opening is two hours before New York puts its clocks back.
var opening = time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC)

// history is the orders of a mall, placed within a time in which many are
// placed in the same second, in one shop and in several.
type history struct {
	*mall[commerce.Order]
	members []member
	span    time.Duration
	dice    *rand.Rand
	made    int
	lasting []commerce.ID
}

func trade(t testing.TB, members []member, n int) *history {
	t.Helper()
	h := &history{members: members, span: time.Duration(2*n) * time.Second, dice: rand.New(rand.NewPCG(1, uint64(n)))}
	h.mall = orders().open(t, members, nil)
	for range n {
		h.lasting = append(h.lasting, h.place(t, h.anyone(), h.anytime()))
	}
	return h
}

func (h *history) anyone() member { return h.members[h.dice.IntN(len(h.members))] }

func (h *history) anytime() time.Time {
	return opening.Add(time.Duration(h.dice.Int64N(int64(h.span)))).Truncate(time.Second)
}

// place puts one more order into a member's shop, and returns its id.
func (h *history) place(t testing.TB, in member, at time.Time) commerce.ID {
	t.Helper()
	o := sourcetest.MakeOrder(in.name, h.made)
	h.made++
	o.LineItems = o.LineItems[:1]
	in.vendor.order(o)
	o.PlacedAt, o.UpdatedAt = at, at
	h.put(t, o)
	return o.ID
}

// before is the order of the view: by time, then by the name of the source.
// Of one second, a source has an order of its own.
func before(a, b *commerce.Order) int {
	return cmp.Or(a.PlacedAt.Compare(b.PlacedAt), cmp.Compare(a.ID.Source, b.ID.Source))
}

// reader reads a history page by page, and holds each page against what was
// there all the time.
type reader struct {
	*history
	query  sources.Query
	page   int
	seen   map[commerce.ID]bool
	last   *commerce.Order // the last lasting one
	must   map[commerce.ID]bool
	called map[string]int64 // in all
	spare  map[string]int64 // calls that a source may take beside one for each page
	worst  int64
}

func (h *history) reader(desc bool) *reader {
	r := &reader{
		history: h, query: sources.Query{First: pageOf, Sort: sources.Sort{Field: newest.Field, Desc: desc}},
		seen: make(map[commerce.ID]bool), must: make(map[commerce.ID]bool),
		called: make(map[string]int64), spare: make(map[string]int64),
	}
	for _, id := range h.lasting {
		r.must[id] = true
	}
	for name := range h.shops {
		r.spare[name] = 3 // to learn what a page costs
	}
	return r
}

// next reads a page, and reports whether there is another one.
func (r *reader) next(t *testing.T) (items []sources.Item[commerce.Order], more bool) {
	t.Helper()
	before := r.calls()
	page, err := r.all.Query(t.Context(), r.query)
	if err != nil || len(page.Missing) > 0 {
		t.Fatalf("page %d: error %v, without %v", r.page, err, page.Missing)
	}
	for name, n := range r.calls() {
		n -= before[name]
		r.called[name] += n
		if r.worst = max(r.worst, n); n > mostCalls {
			t.Errorf("page %d takes %d calls to %s, want at most %d", r.page, n, name, mostCalls)
		}
	}
	for _, item := range page.Items {
		r.take(t, item.Node)
	}
	r.page++
	r.query.After = page.End.Cursor()
	return page.Items, page.HasNext
}

func (r *reader) take(t *testing.T, o *commerce.Order) {
	t.Helper()
	if r.seen[o.ID] {
		t.Fatalf("page %d: %s is listed twice", r.page, o.ID)
	}
	r.seen[o.ID] = true
	if !r.must[o.ID] {
		return
	}
	if d := 0; r.last != nil {
		if d = before(r.last, o); d > 0 && !r.query.Sort.Desc || d < 0 && r.query.Sort.Desc {
			t.Fatalf("page %d: %s of %v comes behind %s of %v", r.page, o.ID, o.PlacedAt, r.last.ID, r.last.PlacedAt)
		}
	}
	r.last = o
}

// end fails for each order that was there all the time and is not listed, and
// for a source that took more calls than there are pages.
func (r *reader) end(t *testing.T) {
	t.Helper()
	for name, n := range r.called {
		if n > int64(r.page)+r.spare[name] {
			t.Errorf("%d pages take %d calls to %s", r.page, n, name)
		}
	}
	lost := 0
	for id := range r.must {
		if !r.seen[id] {
			if lost++; lost < 10 {
				t.Errorf("%s was there all the time and is not listed", id)
			}
		}
	}
	t.Logf("%d orders on %d pages, %d of %d lost; calls %v, at most %d for a page", len(r.seen), r.page, lost, len(r.must), r.called, r.worst)
}

func (r *reader) calls() map[string]int64 {
	out := make(map[string]int64, len(r.shops))
	for name, s := range r.shops {
		out[name] = s.requests.Load()
	}
	return out
}

// ahead reports whether what is placed at a time comes behind all that is read.
func (r *reader) ahead(at, reached time.Time) bool {
	return at.Before(reached) && r.query.Sort.Desc || at.After(reached) && !r.query.Sort.Desc
}

// TestTenThousandOrdersWhileShopsSell reads them to the end, newest first of five
// accounts and oldest first of three, while each shop goes on selling, and orders of another time come in:
// at both ends, in the second that was reached, and anywhere.
func TestTenThousandOrdersWhileShopsSell(t *testing.T) {
	for _, test := range []struct {
		name    string
		desc    bool
		members []member
	}{{"newest first", true, mixed}, {"oldest first", false, trio}} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			h := trade(t, test.members, sales)
			r := h.reader(test.desc)
			first, last := opening, opening.Add(h.span)
			for {
				items, more := r.next(t)
				if !more {
					break
				}
				reached := items[len(items)-1].Node.PlacedAt
				first, last = first.Add(-time.Second), last.Add(time.Second)
				in := h.members[r.page%len(h.members)]
				for _, at := range []time.Time{first, last, reached, h.anytime()} {
					if r.page > sales/pageOf*3/4 && r.ahead(at, reached) {
						continue // else it would never end
					}
					if id := h.place(t, in, at); r.ahead(at, reached) {
						r.must[id] = true
					}
				}
			}
			r.end(t)
		})
	}
}

// TestOrdersOfOneSecond has each shop take many orders in the same second, in
// which only the shop's own order tells them apart, and goes on in it.
func TestOrdersOfOneSecond(t *testing.T) {
	t.Parallel()
	h := trade(t, mixed, 100)
	rush := opening.Add(h.span / 2)
	for i := range 60 * len(mixed) {
		h.lasting = append(h.lasting, h.place(t, mixed[i%len(mixed)], rush))
	}
	for _, desc := range []bool{true, false} {
		r := h.reader(desc)
		for more := true; more; {
			_, more = r.next(t)
			h.place(t, mixed[r.page%len(mixed)], rush) // it may be listed
		}
		r.end(t)
	}
}

// TestListsWithoutAnOrder reads what the vendors have no common order of, shop
// after shop: a page that goes on in one asks no other.
func TestListsWithoutAnOrder(t *testing.T) {
	t.Run("customers", func(t *testing.T) { asksInTurn(t, customers()) })
	t.Run("products", func(t *testing.T) { asksInTurn(t, products()) })
	t.Run("variants", func(t *testing.T) { asksInTurn(t, variants()) })
	t.Run("inventory items", func(t *testing.T) { asksInTurn(t, items()) })
}

func asksInTurn[T any](t *testing.T, k kindOf[T]) {
	t.Parallel()
	const size, first = 700, 20
	seed := make([]*T, size)
	for i := range seed {
		seed[i] = k.made(mixed, i)
	}
	m := k.open(t, mixed, seed)
	seen := make(map[commerce.ID]bool)
	calls, pages, inside := map[string]int64{}, 0, ""
	for q, more := (sources.Query{First: first}), true; more; pages++ {
		page, err := m.all.Query(t.Context(), q)
		if err != nil || len(page.Missing) > 0 {
			t.Fatalf("page %d: error %v, without %v", pages, err, page.Missing)
		}
		for _, item := range page.Items {
			seen[k.kind.ID(item.Node)] = true
		}
		from, to := k.ends(page.Items)
		for name, other := range m.shops {
			n := other.requests.Swap(0)
			if calls[name] += n; n > 0 && from == inside && to == inside && name != inside {
				t.Errorf("page %d goes on in %s, and %s is asked", pages, inside, name)
			}
		}
		inside = to
		q.After, more = page.End.Cursor(), page.HasNext
	}
	if len(seen) != size {
		t.Errorf("%d are listed, want %d", len(seen), size)
	}
	t.Logf("%d of kind %s on %d pages, calls %v", len(seen), k.kind.Name, pages, calls)
}

// ends returns the sources of the first and the last item; none of no items.
func (k kindOf[T]) ends(items []sources.Item[T]) (first, last string) {
	if len(items) == 0 {
		return "", ""
	}
	return k.kind.ID(items[0].Node).Source, k.kind.ID(items[len(items)-1].Node).Source
}
