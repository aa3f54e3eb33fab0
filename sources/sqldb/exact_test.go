package sqldb_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sqldb"
)

// What is stored: texts that collations call equal, wildcards, quotes, spaces, no value in both ways.
var stored = []any{
	"a", "A", "á", "a ", " a", "ab", "a%", "a_", "a!b", `a\b`, "a'b", `a"b`, "ß", "ss", "SS", "straße", "😀", "\U0010ffff", "ﬀ", "ff", "İ", "i", "I", "~", "a\tb",
	"", nil, "Ⅷ", "b", "B", "\u0301", "日本", "zz",
}

// What callers send: all of that, and what no text of a database can be.
var hostile = []string{
	"\x00", "a\x00", "a\x00b", "\xff", "a\xff", "\xc3", "a\xf4\x8f\xbf", "%", "_", "!", `\`, "'", `"`, "' OR '1'='1", "'; DROP TABLE orders; --", "$1", "?", "${x}", "?::text",
	"\\'", "\u2028", strings.Repeat("a", 5000), "9223372036854775808", "-1", "NaN", "NULL", "null", "a%b", "a", "🏴",
}

// TestExact asks random questions about values that lie close together, and
// compares the answers with what sources.Matches and sources.Order say about
// the entities. So the values that were read are the measure, and a database
// that compares in another way than it is read fails.
func TestExact(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		src := d.source(t, sqldb.Tables{Orders: oddOrders(t, d)})
		all := list(t, src.Orders, sources.Query{First: 250})
		if len(all) != len(stored)*3 {
			t.Fatalf("%d orders are listed, want %d", len(all), len(stored)*3)
		}
		random := rand.New(rand.NewPCG(7, 11))
		for range 600 {
			q := sources.Query{First: 1 + random.IntN(40)}
			for range 1 + random.IntN(2) {
				q = q.With(oddPredicate(random, all))
			}
			if sorts := src.Orders.Traits().Sorts; random.IntN(3) > 0 {
				q.Sort = sorts[random.IntN(len(sorts))]
			}
			checkListing(t, src.Orders, q, all)
		}
	})
}

// oddOrders makes a table whose columns are as odd as the system allows.
func oddOrders(t *testing.T, d *database) *sqldb.Table {
	otherwise := "0.125"
	d.create(t, "odd", `id {TEXT} NOT NULL, name {TEXT}, email {TEXT}, country {TEXT}, total {DECIMAL}, placed {TIME} NOT NULL, processed {WALL}, updated bigint, status {TEXT}, test {FLAG}, buyer {TEXT}`)
	random := rand.New(rand.NewPCG(3, 5))
	base := time.Date(2026, 3, 28, 23, 59, 59, 0, time.UTC)
	d.batch(t, func() {
		for i := range 3 * len(stored) {
			text := stored[i%len(stored)]
			at := base.Add(time.Duration(random.IntN(4)) * time.Microsecond)
			d.insert(t, "odd", row{
				"id": fmt.Sprintf("%c%d", "aA"[i%2], i/2), "name": text, "country": stored[(i*7)%len(stored)], "email": oddEmail(d, text),
				"total": []any{nil, "0.1250", "0.1251", "-0.1", "1000000000000.0001", "1000000000000", "0"}[random.IntN(7)], "placed": at,
				"processed": wall(base.Add(time.Duration(random.IntN(40)) * 7 * time.Minute)), "updated": []any{nil, at.UnixMilli(), at.UnixMilli() + 1}[random.IntN(3)],
				"status": []any{"open", "done", "odd", "", nil}[random.IntN(5)], "test": []any{true, false, nil}[random.IntN(3)],
				"buyer": []any{"7", "a:b", "", nil, "A:B"}[random.IntN(5)],
			})
		}
	})
	return &sqldb.Table{Table: d.table("odd"), ID: "id", Fields: with(columns("name", "name", "email", "email", "placedAt", "placed", "shippingAddress.countryCode", "country",
		"test", "test", "customer", "buyer"), map[string]sqldb.Column{
		"total":       {Name: "total", Currency: "BHD", Default: &otherwise},
		"processedAt": {Name: "processed", Type: sqldb.ColumnLocalTime, Zone: "Europe/London"},
		"updatedAt":   {Name: "updated", Type: sqldb.ColumnUnixMilli},
		"status":      {Name: "status", Values: map[string]string{"open": "OPEN", "done": "COMPLETED", "Done": "CANCELLED"}},
	})}
}

// oddEmail keeps to letters that all systems fold alike; SQLite folds as Go
// does, but for the letter whose small form is in ASCII.
func oddEmail(d *database, text any) any {
	s, _ := text.(string)
	if s == "İ" {
		return nil
	}
	if d.system != commerce.SystemSQLite && strings.ContainsAny(s, "İIⅧẞﬀ\t\u0301") {
		return nil
	}
	return s + "@X.com"
}

// wall is a time that is stored as the clocks show it.
func wall(t time.Time) string { return t.Format("2006-01-02 15:04:05.999999") }

func oddPredicate(random *rand.Rand, all []*commerce.Order) sources.Predicate {
	fields := []string{"name", "email", "country", "total", "placedAt", "processedAt", "updatedAt", "status", "test", "customer", "currency"}
	f, _ := commerce.Orders.Field(fields[random.IntN(len(fields))])
	value := func() commerce.Value { return oddValue(random, f, all) }
	p := sources.Predicate{Field: f.Name, Op: sources.Eq, Values: []commerce.Value{value(), value()}}
	comparable := f.Type != commerce.EnumText && f.Type != commerce.Boolean && f.Type != commerce.Reference
	switch random.IntN(3) {
	case 0:
		if comparable {
			p = sources.Predicate{Field: f.Name, Op: sources.Range}
			if random.IntN(3) > 0 {
				p.From = &sources.Bound{Value: value(), Open: random.IntN(2) == 0}
			}
			if p.From == nil || random.IntN(2) == 0 {
				p.To = &sources.Bound{Value: value(), Open: random.IntN(2) == 0}
			}
		}
	case 1:
		if v := value(); v.Text() != "" && comparable {
			text := v.Text()
			p = sources.Predicate{Field: f.Name, Op: sources.Prefix, Values: []commerce.Value{commerce.String(text[:1+random.IntN(len(text))])}}
		}
	}
	return p
}

func parsed(text string) commerce.Decimal {
	d, err := commerce.ParseDecimal(text)
	if err != nil {
		panic(err)
	}
	return d
}

// oddValue returns a value that some order has, or one beside it.
func oddValue(random *rand.Rand, f commerce.Field[commerce.Order], all []*commerce.Order) commerce.Value {
	var v commerce.Value
	if vs := f.Values(all[random.IntN(len(all))]); len(vs) > 0 {
		v = vs[0]
	}
	switch f.Type {
	case commerce.Number:
		tiny := []string{"0", "0.00001", "-0.00001", "1e-40", "-1e-40", "1e-2000", "1e2000", "-1e2000", "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001"}
		return commerce.Num(v.Decimal().Add(parsed(tiny[random.IntN(6)])).Add(pick(random.IntN(8) == 0, parsed(tiny[random.IntN(len(tiny))]), commerce.Decimal{})))
	case commerce.Instant:
		if random.IntN(12) == 0 {
			return commerce.Time([]time.Time{{}, time.Unix(1<<38-1, 0), time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC)}[random.IntN(4)])
		}
		return commerce.Time(v.Instant().Add([]time.Duration{0, 0, 1, -1, 500, time.Microsecond, time.Millisecond, -time.Hour, time.Hour}[random.IntN(9)]))
	case commerce.Boolean:
		return commerce.Bool(random.IntN(2) == 0)
	case commerce.EnumText:
		return commerce.String([]string{"OPEN", "COMPLETED", "CANCELLED", "UNKNOWN", "PENDING", "open"}[random.IntN(6)])
	case commerce.FoldedText:
		if random.IntN(3) == 0 {
			return commerce.Folded(hostile[random.IntN(len(hostile))])
		}
	case commerce.Reference:
		if random.IntN(4) == 0 {
			return commerce.String(name + ":" + hostile[random.IntN(len(hostile))])
		}
	default:
		if random.IntN(3) == 0 {
			return commerce.String(hostile[random.IntN(len(hostile))])
		}
	}
	return v
}

// list reads a whole listing.
func list[T any](t testing.TB, c sources.Collection[T], q sources.Query) []*T {
	t.Helper()
	var out []*T
	for {
		page, err := c.Query(t.Context(), q)
		if err != nil {
			t.Fatalf("list where %+v: %v", q.Where, err)
		}
		for _, err := range page.Missing {
			t.Fatalf("list where %+v: missing: %v", q.Where, err)
		}
		for _, item := range page.Items {
			out = append(out, item.Node)
		}
		if !page.HasNext {
			return out
		}
		q.After = page.End.Cursor()
	}
}

// checkListing compares a listing with the reference.
func checkListing(t testing.TB, c sources.Collection[commerce.Order], q sources.Query, all []*commerce.Order) {
	t.Helper()
	got := list(t, c, q)
	var want []string
	for _, o := range all {
		if sources.MatchesAll(commerce.Orders, q.Where, o) {
			want = append(want, o.ID.Key)
		}
	}
	keys := make([]string, len(got))
	for i, o := range got {
		keys[i] = o.ID.Key
	}
	if !slices.IsSortedFunc(got, sources.Order(commerce.Orders, q.Sort)) {
		t.Errorf("sorted by %+v where %s: the order is wrong: %v", q.Sort, describe(q.Where), keys)
	}
	slices.Sort(want)
	slices.Sort(keys)
	if !slices.Equal(keys, want) {
		t.Errorf("sorted by %+v where %s:\n%v, want\n%v", q.Sort, describe(q.Where), keys, want)
	}
}

func describe(where []sources.Predicate) string {
	var parts []string
	for _, p := range where {
		text := fmt.Sprintf("%s %d", p.Field, p.Op)
		for _, v := range p.Values {
			text += fmt.Sprintf(" %.60q", v.Format())
		}
		for _, b := range []*sources.Bound{p.From, p.To} {
			if b != nil {
				text += fmt.Sprintf(" bound %.60q open %v", b.Value.Format(), b.Open)
			}
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " and ")
}
