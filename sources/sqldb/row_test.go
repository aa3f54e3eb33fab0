package sqldb_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sqldb"
)

// TestFlawedRows leaves out what cannot be an order, names it, and lists the rest.
func TestFlawedRows(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		d.create(t, "orders", `id bigint PRIMARY KEY, total {DECIMAL}, currency {TEXT}, placed {TEXT}, closed {TEXT}, units {TEXT}`)
		d.create(t, "flawed_lines", `id bigint PRIMARY KEY, parent bigint, qty int, price {DECIMAL}`)
		for id, r := range []row{
			{"total": "1", "currency": "EUR", "placed": "2026-01-31 10:00:00", "closed": "soon"}, // an optional value that cannot be read is none
			{"total": nil, "currency": "EUR", "placed": "2026-01-31 10:00:00"},
			{"total": "2", "currency": "euro", "placed": "2026-01-31 10:00:00"},
			{"total": "2", "currency": nil, "placed": "2026-01-31 10:00:00"},
			{"total": "2", "currency": "EUR", "placed": "tomorrow"},
			{"total": "2", "currency": "EUR", "placed": nil},
			{"total": "-3.125", "currency": "eur", "placed": "2026-01-31T10:00:00+02:00"},
			{"total": "2", "currency": "EUR", "placed": "2026-01-31 10:00:00"}, // its line has no quantity
			{"total": "4", "currency": "KWD", "placed": "2026-01-31"},
		} {
			r["id"] = id
			d.insert(t, "orders", r)
		}
		d.insert(t, "flawed_lines", row{"id": 1, "parent": 0, "qty": -2, "price": "-0.125"})
		d.insert(t, "flawed_lines", row{"id": 2, "parent": 7, "qty": nil, "price": "1"})
		src := d.source(t, sqldb.Tables{Orders: &sqldb.Table{Table: d.table("orders"), ID: "id",
			Fields: with(columns("placedAt", "placed", "closedAt", "closed"), map[string]sqldb.Column{"total": money("total")}),
			Children: map[string]sqldb.Child{"lines": {Table: d.table("flawed_lines"), Parent: "parent", ID: []string{"parent", "id"},
				Fields: columns("quantity", "qty", "unitPrice", "price")}}}})

		var keys []string
		missing := make(map[string]bool)
		q := sources.Query{First: 2, Want: commerce.OrderLines}
		for pages := 0; ; pages++ {
			page, err := src.Orders.Query(t.Context(), q)
			if err != nil || pages > 5 {
				t.Fatalf("page %d: %v", pages, err)
			}
			for _, item := range page.Items {
				keys = append(keys, item.Node.ID.Key)
				checkSoundOrder(t, item.Node)
			}
			for _, m := range page.Missing {
				if sources.KindOf(m) != sources.KindMalformed {
					t.Errorf("missing is of kind %v: %v", sources.KindOf(m), m)
				}
				missing[m.Error()] = true
			}
			if !page.HasNext {
				break
			}
			q.After = page.End.Cursor()
		}
		if want := []string{"0", "6", "8"}; !slices.Equal(keys, want) {
			t.Errorf("listed %v, want %v", keys, want)
		}
		all := strings.Join(slices.Sorted(func(yield func(string) bool) {
			for m := range missing {
				yield(m)
			}
		}), "\n")
		for _, want := range []string{
			`orders: a row has no value in column "total"`, `orders: a row has a value that cannot be read in column "total"`,
			`orders: a row has no value in column "placed"`, `orders: a row has a value that cannot be read in column "placed"`,
			`lines of orders: a row has no value in column "qty"`,
		} {
			if !strings.Contains(all, want) {
				t.Errorf("%q is not named in\n%s", want, all)
			}
		}
		for _, value := range []string{"tomorrow", "euro", "soon"} {
			if strings.Contains(all, value) {
				t.Errorf("the value %q is in\n%s", value, all)
			}
		}
		ids := []commerce.ID{{Source: name, Key: "0"}, {Source: name, Key: "1"}, {Source: name, Key: "99"}}
		found, err := src.Orders.Get(t.Context(), ids, 0)
		var partial *sources.Partial
		if !errors.As(err, &partial) || len(partial.Errs) != 1 || len(found) != 1 {
			t.Errorf("get gives %d orders and %v, want 1 and a *Partial", len(found), err)
		}
	})
}

func checkSoundOrder(t *testing.T, o *commerce.Order) {
	t.Helper()
	total := map[string]string{"0": "1.00 EUR", "6": "-3.125 EUR", "8": "4.000 KWD"}[o.ID.Key]
	if o.Total.Shop.String() != total {
		t.Errorf("order %s: total is %s, want %s", o.ID.Key, o.Total.Shop, total)
	}
	placed := map[string]time.Time{
		"0": time.Date(2026, 1, 31, 10, 0, 0, 0, time.UTC), "6": time.Date(2026, 1, 31, 8, 0, 0, 0, time.UTC), "8": time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC),
	}[o.ID.Key]
	if !o.PlacedAt.Equal(placed) || !o.ClosedAt.IsZero() {
		t.Errorf("order %s: placed at %s, want %s; closed at %s", o.ID.Key, o.PlacedAt, placed, o.ClosedAt)
	}
	if o.ID.Key != "0" {
		return
	}
	if len(o.LineItems) != 1 || o.LineItems[0].ID.Key != "0/1" || o.LineItems[0].Total.Shop.String() != "0.25 EUR" || o.LineItems[0].Quantity.Ordered != -2 {
		t.Errorf("the lines are %+v", o.LineItems)
	}
}

// TestLocalTimes reads and compares wall clocks around the hours that clocks
// skip and repeat.
func TestLocalTimes(t *testing.T) {
	walls := []struct{ zone, wall, want string }{
		{"Europe/London", "2026-03-29 00:59:59.999999", "2026-03-29T00:59:59.999999Z"},
		{"Europe/London", "2026-03-29 01:00:00", "2026-03-29T01:00:00Z"}, // skipped: the moment of the change
		{"Europe/London", "2026-03-29 01:59:59", "2026-03-29T01:00:00Z"},
		{"Europe/London", "2026-03-29 02:00:00", "2026-03-29T01:00:00Z"},
		{"Europe/London", "2026-03-29 02:00:01", "2026-03-29T01:00:01Z"},
		{"Europe/London", "2026-10-25 00:59:59", "2026-10-24T23:59:59Z"},
		{"Europe/London", "2026-10-25 01:00:00", "2026-10-25T00:00:00Z"}, // twice: the first
		{"Europe/London", "2026-10-25 01:59:59", "2026-10-25T00:59:59Z"},
		{"Europe/London", "2026-10-25 02:00:00", "2026-10-25T02:00:00Z"},
		{"America/New_York", "2026-03-08 02:30:00", "2026-03-08T07:00:00Z"},
		{"America/New_York", "2026-11-01 01:30:00", "2026-11-01T05:30:00Z"},
		{"Australia/Lord_Howe", "2026-04-05 01:45:00", "2026-04-04T14:45:00Z"}, // half an hour
		{"Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30T10:00:00Z"},        // a whole day
		{"Africa/Cairo", "2026-04-24 00:00:00", "2026-04-23T22:00:00Z"},        // midnight
		{"Asia/Kolkata", "2026-01-01 05:30:00", "2026-01-01T00:00:00Z"},
	}
	eachDatabase(t, func(t *testing.T, d *database) {
		zones := make(map[string][]int)
		d.create(t, "walls", "id bigint PRIMARY KEY, total {DECIMAL}, at {WALL}, zone {TEXT}, day date")
		for i, w := range walls {
			zones[w.zone] = append(zones[w.zone], i)
			d.insert(t, "walls", row{"id": i, "total": "1", "at": w.wall, "zone": w.zone, "day": w.wall[:10]})
		}
		for zone, rows := range zones {
			src := d.source(t, sqldb.Tables{Orders: &sqldb.Table{Table: d.table("walls"), Where: "zone = '" + zone + "'", ID: "id", Fields: map[string]sqldb.Column{
				"total": {Name: "total", Currency: "GBP"}, "placedAt": {Name: "at", Type: sqldb.ColumnLocalTime, Zone: zone},
				"processedAt": {Name: "day", Type: sqldb.ColumnDate, Zone: zone},
			}}})
			all := list(t, src.Orders, sources.Query{First: 50})
			for i, o := range all {
				if got := o.PlacedAt.Format(time.RFC3339Nano); got != walls[rows[i]].want {
					t.Errorf("%s in %s is %s, want %s", walls[rows[i]].wall, zone, got, walls[rows[i]].want)
				}
			}
			checkAround(t, src.Orders, all)
		}
	})
}

// checkAround asks for all that lies before, at and after moments close to those of the orders.
func checkAround(t *testing.T, c sources.Collection[commerce.Order], all []*commerce.Order) {
	t.Helper()
	for _, field := range []string{"placedAt", "processedAt"} {
		f, _ := commerce.Orders.Field(field)
		for _, o := range all {
			for _, off := range []time.Duration{0, 1, -1, time.Second, 30 * time.Minute, -time.Hour, time.Hour, 25 * time.Hour} {
				v := commerce.Time(f.Values(o)[0].Instant().Add(off))
				at := &sources.Bound{Value: v}
				beyond := &sources.Bound{Value: v, Open: true}
				for _, p := range []sources.Predicate{
					{Field: field, Op: sources.Eq, Values: []commerce.Value{v}}, {Field: field, Op: sources.Range, From: at}, {Field: field, Op: sources.Range, From: beyond},
					{Field: field, Op: sources.Range, To: at}, {Field: field, Op: sources.Range, To: beyond},
				} {
					checkListing(t, c, sources.Query{First: 50, Sort: sources.Sort{Field: field}}.With(p), all)
				}
			}
		}
	}
}
