package woocommerce_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// walk reads a listing to its end, and lets something happen between pages.
func walk[T any](t *testing.T, kind commerce.Kind[T], c sources.Collection[T], q sources.Query, between func(page int)) []string {
	t.Helper()
	var out []string
	for n := range 1000 {
		page, err := c.Query(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			out = append(out, kind.ID(item.Node).Key)
		}
		if !page.HasNext {
			return out
		}
		q.After = page.End.Cursor()
		between(n)
	}
	t.Fatal("the listing does not end")
	return nil
}

func nothing(int) {}

// TestCallsOfAListing holds what a page costs: one request, whatever its size.
func TestCallsOfAListing(t *testing.T) {
	s := simulate(t, woocommercesim.Options{})
	for i := range 250 {
		putOrder(s, makePlaced(i))
	}
	orders := s.open().Orders
	for _, q := range []sources.Query{
		{First: 100}, {First: 50, Sort: sources.Sort{Field: "placedAt", Desc: true}}, {First: 7, Sort: sources.Sort{Field: "placedAt"}},
	} {
		before := s.Requests()
		pages := 1
		got := walk(t, commerce.Orders, orders, q, func(int) { pages++ })
		if len(got) != 250 || int(s.Requests()-before) != pages {
			t.Errorf("%+v: %d orders in %d pages and %d requests", q, len(got), pages, s.Requests()-before)
		}
		if least := (250 + q.First - 1) / q.First; pages > least+1 {
			t.Errorf("%+v: %d pages, want at most %d", q, pages, least+1)
		}
	}
}

// TestManyRowsGoneBeforeThePlace removes more than a page looks back.
func TestManyRowsGoneBeforeThePlace(t *testing.T) {
	s := simulate(t, woocommercesim.Options{})
	var want []string
	for i := range 400 {
		o := makePlaced(i)
		putOrder(s, o)
		if i >= 300 {
			want = append(want, o.ID.Key)
		}
	}
	got := walk(t, commerce.Orders, s.open().Orders, sources.Query{First: 100}, func(page int) {
		for i := 0; page == 2 && i < 250; i++ {
			if err := s.DeleteOrder(numberOf(makePlaced(i).ID)); err != nil {
				t.Fatal(err)
			}
		}
	})
	for _, key := range want {
		if n := len(slices.DeleteFunc(slices.Clone(got), func(k string) bool { return k != key })); n != 1 {
			t.Errorf("order %s, which was there all the time, is listed %d times", key, n)
		}
	}
}

// TestManyRowsOfOneSecond is of an import: their time does not tell them apart.
func TestManyRowsOfOneSecond(t *testing.T) {
	s := simulate(t, woocommercesim.Options{})
	at := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	for i := range 230 {
		must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{ID: i + 1, Created: at}))
	}
	for _, desc := range []bool{false, true} {
		got := walk(t, commerce.Orders, s.open().Orders, sources.Query{First: 60, Sort: sources.Sort{Field: "placedAt", Desc: desc}}, nothing)
		slices.Sort(got)
		if len(got) != 230 || len(slices.Compact(got)) != 230 {
			t.Errorf("%d orders are listed", len(got))
		}
	}
}

// TestListingsOfABusyShop: whatever comes and goes between pages, what was there
// all the time is listed once, nothing is listed twice, and a page takes at most
// one request more than it has to.
func TestListingsOfABusyShop(t *testing.T) {
	for _, size := range []int{1, 7, 100} {
		for _, sort := range []sources.Sort{{}, {Field: "placedAt"}, {Field: "placedAt", Desc: true}} {
			random := rand.New(rand.NewPCG(uint64(size), 7))
			s := simulate(t, woocommercesim.Options{})
			rows := min(330, 60*size)
			put := func(id int) {
				at := time.Date(2026, 5, 1, 0, random.IntN(rows/4), 0, 0, time.UTC) // several of one second
				must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{ID: id, Created: at, Status: "processing"}))
			}
			for i := range rows {
				put(10 * (i + 1))
			}
			stays := func(id int) bool { return id%10 == 0 && id%30 != 0 }
			busy := func(int) {
				for range min(size, 20) {
					id := 10*random.IntN(rows+1) + 1 + random.IntN(9)
					put(id) // a new one, or one that is there already, with another time
					_ = s.DeleteOrder(30 * (1 + random.IntN(rows/3)))
					_ = s.DeleteOrder(10*random.IntN(rows) + 5)
				}
			}
			orders := s.open().Orders
			pages, before := 1, s.Requests()
			seen := map[string]int{}
			for _, key := range walk(t, commerce.Orders, orders, sources.Query{First: size, Sort: sort}, func(n int) { pages++; busy(n) }) {
				seen[key]++
			}
			if requests := int(s.Requests() - before); requests > 2*pages {
				t.Errorf("pages of %d by %q: %d requests for %d pages", size, sort.Field, requests, pages)
			}
			for i := range rows {
				if id := 10 * (i + 1); stays(id) && seen[strconv.Itoa(id)] != 1 {
					t.Errorf("pages of %d by %q: order %d, which was there all the time, is listed %d times", size, sort.Field, id, seen[strconv.Itoa(id)])
				}
			}
			for key, n := range seen {
				if id, _ := strconv.Atoi(key); n != 1 && (sort.Field == "" || id%10 == 0) {
					t.Errorf("pages of %d by %q: order %s is listed %d times", size, sort.Field, key, n)
				}
			}
		}
	}
}

// TestPlacesFarAway finds the place of a cursor whose offset has become wrong by
// thousands of rows, in either direction, in few requests.
func TestPlacesFarAway(t *testing.T) {
	const rows = 3000
	for _, gone := range []bool{true, false} {
		s := simulate(t, woocommercesim.Options{})
		put := func(id int) {
			must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{ID: id, Status: map[bool]string{true: "processing", false: "completed"}[gone || id > rows-50]}))
		}
		for i := range rows {
			put(i + 1)
		}
		q := sources.Query{First: 30, Where: []sources.Predicate{eq("status", "OPEN")}}
		orders := s.open().Orders
		var end sources.Place
		var want, last int
		if gone { // nearly all before the place go
			for page := range rows/100 - 1 {
				q.First = 100
				got, err := orders.Query(t.Context(), q)
				if err != nil {
					t.Fatal(page, err)
				}
				q.After, end, last = got.End.Cursor(), got.End, numberOf(got.Items[len(got.Items)-1].Node.ID)
			}
			want = max(rows-149, last+1)
			for i := range rows - 150 {
				if err := s.DeleteOrder(i + 1); err != nil {
					t.Fatal(err)
				}
			}
		} else { // thousands come before the place
			got, err := orders.Query(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			end, want = got.End, rows-19
			for i := range rows - 60 {
				if err := s.SetStatus(i+1, "processing"); err != nil {
					t.Fatal(err)
				}
			}
		}
		q.After = end.Cursor()
		before := s.Requests()
		got, err := orders.Query(t.Context(), q)
		if err != nil || len(got.Items) == 0 || got.Items[0].Node.ID.Key != strconv.Itoa(want) {
			t.Errorf("gone %v: %d rows, want to begin with %d, error %v: %v", gone, len(got.Items), want, err, dump(got.Items[:min(1, len(got.Items))]))
		}
		if n := s.Requests() - before; n < 2 || n > 14 {
			t.Errorf("gone %v: %d requests", gone, n)
		}
	}
}
