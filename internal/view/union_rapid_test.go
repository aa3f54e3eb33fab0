package view_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
	"pgregory.net/rapid"
)

// world is a few stores with orders that stay and orders that come and go.
type world struct {
	stores []*memory.Collection[commerce.Order]
	lasting,
	passing []*commerce.Order
	made  int
	tests bool // some orders are tests, which no listing shows
}

func newWorld(t *rapid.T, tests bool, opts func(i int) []memory.Option) *world {
	w := &world{tests: tests}
	for i := range rapid.IntRange(2, 4).Draw(t, "stores") {
		w.stores = append(w.stores, memory.New(commerce.Orders, fmt.Sprintf("store-%d", i), nil, opts(i)...))
	}
	for range rapid.IntRange(0, 25).Draw(t, "lasting") {
		if o := w.put(t); o.Test {
			w.passing = append(w.passing, o)
		} else {
			w.lasting = append(w.lasting, o)
		}
	}
	slices.SortFunc(w.lasting, before)
	return w
}

// put adds an order at one of a few times, so that many are equal, or without a time.
func (w *world) put(t *rapid.T) *commerce.Order {
	w.made++
	s := w.stores[rapid.IntRange(0, len(w.stores)-1).Draw(t, "store")]
	key := fmt.Sprintf("%02d-%d", rapid.IntRange(0, 99).Draw(t, "key"), w.made)
	o := &commerce.Order{Origin: commerce.Origin{ID: commerce.ID{Source: s.Traits().Source, Key: key}}}
	o.Test = w.tests && rapid.Bool().Draw(t, "test")
	if at := rapid.IntRange(0, 8).Draw(t, "time"); at > 0 {
		o.PlacedAt = time.Unix(int64(1_700_000_000+at), 0).UTC()
	}
	s.Put(o)
	return o
}

// change adds and removes some of what may come and go.
func (w *world) change(t *rapid.T) {
	for range rapid.IntRange(0, 3).Draw(t, "inserts") {
		w.passing = append(w.passing, w.put(t))
	}
	for range rapid.IntRange(0, 2).Draw(t, "deletes") {
		if len(w.passing) == 0 {
			return
		}
		i := rapid.IntRange(0, len(w.passing)-1).Draw(t, "deleted")
		for _, s := range w.stores {
			s.Delete(w.passing[i].ID)
		}
		w.passing = slices.Delete(w.passing, i, i+1)
	}
}

func (w *world) union(t *rapid.T, wrap func(sources.Collection[commerce.Order]) sources.Collection[commerce.Order]) sources.Collection[commerce.Order] {
	members := make([]sources.Collection[commerce.Order], len(w.stores))
	for i, s := range w.stores {
		members[i] = wrap(s)
	}
	u, err := view.Union(commerce.Orders, sources.Sort{Field: "placedAt"}, members...)
	if err != nil {
		t.Fatalf("unite: %v", err)
	}
	return u
}

// before is the union's order: by time, then source, then the source's own.
func before(a, b *commerce.Order) int {
	return cmp.Or(a.PlacedAt.Compare(b.PlacedAt), cmp.Compare(a.ID.Source, b.ID.Source), cmp.Compare(a.ID.Key, b.ID.Key))
}

// reader pages through a union to and fro. Behind it are the first of the
// lasting orders, ahead of it all others.
type reader struct {
	w      *world
	u      sources.Collection[commerce.Order]
	q      sources.Query
	behind int
	seen   map[commerce.ID]bool // since it last turned round
}

// step reads a page and checks that of the lasting orders it has exactly the
// next ones, in their order, and that none comes twice on one way.
func (r *reader) step(t *rapid.T) (sources.Page[commerce.Order], bool) {
	r.q.First = rapid.IntRange(1, 6).Draw(t, "first")
	page, err := r.u.Query(context.Background(), r.q)
	if err != nil {
		t.Fatalf("query: %v", err)
	}
	lasting := 0
	for _, item := range page.Items {
		if r.seen[item.Node.ID] {
			t.Fatalf("%s comes twice", item.Node.ID)
		}
		if slices.ContainsFunc(r.w.lasting, func(o *commerce.Order) bool { return o.ID == item.Node.ID }) {
			if want := r.next(lasting); want == nil || want.ID != item.Node.ID {
				t.Fatalf("%s comes where %v should", item.Node.ID, want)
			}
			lasting++
		}
	}
	if !page.HasNext && r.next(lasting) != nil {
		t.Fatalf("the listing ends before %s", r.next(lasting).ID)
	}
	return page, page.HasNext
}

// next returns the lasting order that is n further on; nil behind the last.
func (r *reader) next(n int) *commerce.Order {
	i := r.behind + n
	if r.q.Sort.Desc {
		i = r.behind - 1 - n
	}
	if i < 0 || i >= len(r.w.lasting) {
		return nil
	}
	return r.w.lasting[i]
}

// moveTo takes the items up to and with the i-th as read.
func (r *reader) moveTo(page sources.Page[commerce.Order], i int) {
	for _, item := range page.Items[:i+1] {
		r.seen[item.Node.ID] = true
		if n := r.next(0); n != nil && n.ID == item.Node.ID {
			if r.q.Sort.Desc {
				r.behind--
			} else {
				r.behind++
			}
		}
	}
	if i >= 0 {
		r.q.After = page.Items[i].Cursor()
	}
}

// turn goes the other way from the item just read, which is then neither
// behind nor ahead.
func (r *reader) turn(last *commerce.Order) {
	desc := r.q.Sort.Desc
	if i := slices.IndexFunc(r.w.lasting, func(o *commerce.Order) bool { return o.ID == last.ID }); i >= 0 {
		r.behind = i
		if desc {
			r.behind = i + 1
		}
	}
	r.q.Sort.Desc = !desc
	r.seen = map[commerce.ID]bool{last.ID: true}
}

func TestUnionLosesAndRepeatsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, false, func(int) []memory.Option { return []memory.Option{memory.MaxPage(6)} })
		toAndFro(t, &reader{w: w, u: w.union(t, bare), q: sources.Query{}})
	})
}

// TestUnionOfFilteredMembers has members that filter after the fact, so that
// their pages, and the union's, are short and empty.
func TestUnionOfFilteredMembers(t *testing.T) {
	real := sources.Predicate{Field: "test", Op: sources.Eq, Values: []commerce.Value{commerce.Bool(false)}}
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, true, func(int) []memory.Option {
			return []memory.Option{memory.Filters(nil), memory.MaxPage(rapid.IntRange(1, 3).Draw(t, "page"))}
		})
		weak := func(c sources.Collection[commerce.Order]) sources.Collection[commerce.Order] {
			return view.Complete(commerce.Orders, c, view.Budget(1))
		}
		toAndFro(t, &reader{w: w, u: w.union(t, weak), q: sources.Query{Where: []sources.Predicate{real}}})
	})
}

// toAndFro reads on and back while orders come and go.
func toAndFro(t *rapid.T, r *reader) {
	r.seen = make(map[commerce.ID]bool)
	r.q.Sort = sources.Sort{Field: "placedAt", Desc: rapid.Bool().Draw(t, "down")}
	if r.q.Sort.Desc {
		r.behind = len(r.w.lasting)
	}
	for range 16 {
		page, more := r.step(t)
		last := len(page.Items) - 1
		if last < 0 && !more {
			return
		}
		if more && rapid.Bool().Draw(t, "to the end") {
			r.moveTo(page, last)
			r.q.After = page.End.Cursor()
		} else if last >= 0 {
			i := rapid.IntRange(0, last).Draw(t, "stop at")
			r.moveTo(page, i)
			if !more || rapid.IntRange(0, 3).Draw(t, "turn") == 0 {
				r.turn(page.Items[i].Node)
			}
		}
		r.w.change(t)
	}
}

// TestUnionOfUnstableMembers has some members count items. While nothing
// changes, the listing is exact all the same.
func TestUnionOfUnstableMembers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, false, func(i int) []memory.Option {
			opts := []memory.Option{memory.MaxPage(6)}
			if i == 0 || rapid.Bool().Draw(t, "offsets") {
				opts = append(opts, memory.Offsets())
			}
			return opts
		})
		u := w.union(t, bare)
		if u.Traits().Stable || u.Traits().Reversible {
			t.Fatalf("the union promises more than its members: %+v", u.Traits())
		}
		r := &reader{w: w, u: u, seen: make(map[commerce.ID]bool)}
		for more := true; more; {
			var page sources.Page[commerce.Order]
			page, more = r.step(t)
			if len(page.Items) > 0 {
				r.moveTo(page, len(page.Items)-1)
			}
		}
		if r.behind != len(w.lasting) {
			t.Fatalf("%d of %d are listed", r.behind, len(w.lasting))
		}
	})
}
