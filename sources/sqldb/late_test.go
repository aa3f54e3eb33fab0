package sqldb_test

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/sqldb"
	_ "modernc.org/sqlite"
)

// lateSource opens a source whose database is not there, and returns what makes
// it appear. Attempts follow one another without a pause, unless conf says otherwise.
func lateSource(t *testing.T, d *database, tables sqldb.Tables, change ...func(*sqldb.Config)) (src *sources.Source, appear func()) {
	t.Helper()
	dsn := filepath.Join(t.TempDir(), "gone.db")
	if d.system == commerce.SystemSQLite {
		appear = func() { d.exec(t, "VACUUM INTO '"+dsn+"'") }
	} else {
		p := newProxy(t, d.address(t))
		p.reset.Store(true)
		dsn = d.through(t, p.listener.Addr().String())
		appear = func() { p.reset.Store(false) }
	}
	told := false
	src = d.source(t, tables, append(change, func(c *sqldb.Config) {
		c.DSN = dsn
		c.Late = func(err error) { told = sources.KindOf(err) == sources.KindUnavailable }
		if c.Pause == 0 {
			c.Pause = time.Nanosecond
		}
	})...)
	if !told {
		t.Error("nobody is told that the database is away")
	}
	return src, appear
}

// TestOpenLate has the database appear after the source was opened.
func TestOpenLate(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		tables := createOrders(t, d)
		putOrder(t, d, sourcetest.MakeOrder(name, 1))
		whole := d.source(t, tables)
		src, appear := lateSource(t, d, tables)
		if got, want := src.Orders.Traits(), whole.Orders.Traits(); !reflect.DeepEqual(got, want) {
			t.Errorf("the mapping promises %+v, and the database has %+v", got, want)
		}
		if src.Customers != nil || src.Account == "" && d.system != commerce.SystemSQLite {
			t.Errorf("account %q, customers %v", src.Account, src.Customers)
		}
		id := sourcetest.MakeOrder(name, 1).ID
		calls := map[string]func(context.Context) (int, error){
			"get": func(ctx context.Context) (int, error) {
				found, err := src.Orders.Get(ctx, []commerce.ID{id}, 0)
				return len(found), err
			},
			"find": func(ctx context.Context) (int, error) {
				found, err := src.Orders.Find(ctx, "name", []string{sourcetest.MakeOrder(name, 1).Name}, sources.Query{First: 1})
				return len(found), err
			},
			"list": func(ctx context.Context) (int, error) {
				page, err := src.Orders.Query(ctx, sources.Query{First: 1})
				return len(page.Items), err
			},
			"check": func(ctx context.Context) (int, error) { return 1, src.Check(ctx) },
		}
		for what, call := range calls {
			if _, err := call(t.Context()); sources.KindOf(err) != sources.KindUnavailable {
				t.Errorf("%s before the database is there: %v, want kind %v", what, err, sources.KindUnavailable)
			}
		}
		if _, err := src.Orders.Query(t.Context(), sources.Query{}); sources.KindOf(err) == sources.KindUnavailable {
			t.Error("what could never be answered is not refused")
		}
		appear()
		for what, call := range calls {
			if n, err := call(t.Context()); n != 1 || err != nil {
				t.Errorf("%s when the database is there: %d, %v", what, n, err)
			}
		}
	})
}

// TestContractOfALateSource runs the suite over a source that became whole after it was opened.
func TestContractOfALateSource(t *testing.T) {
	s := openShelf(t, commerce.SystemPostgreSQL, orderFamily()) // skips where it cannot be reached
	change := func(t *testing.T, seed []*commerce.Order) (sources.Collection[commerce.Order], sourcetest.Changes[commerce.Order]) {
		s.fill(t, seed)
		src, appear := lateSource(t, s.database, s.tables)
		appear()
		return src.Orders, s.changes(t)
	}
	sourcetest.Run(t, sourcetest.Harness[commerce.Order]{
		Kind: commerce.Orders,
		Make: func(i int) *commerce.Order { return sourcetest.MakeOrder(name, i) },
		Open: func(t *testing.T, seed []*commerce.Order) sources.Collection[commerce.Order] {
			c, _ := change(t, seed)
			return c
		},
		Change:      change,
		Compare:     strings.Compare,
		IgnoreLeaks: ignoreLeaks,
	})
}

// TestOpenLateContradicted has a database appear that lacks what is configured, and mends it.
func TestOpenLateContradicted(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		if d.system == commerce.SystemSQLite {
			t.Skip("the file would have to be copied again")
		}
		tables := sqldb.Tables{Locations: &sqldb.Table{Table: d.table("sites"), ID: "id", Fields: columns("name", "title")}}
		src, appear := lateSource(t, d, tables)
		d.create(t, "sites", "id bigint PRIMARY KEY, name {TEXT}")
		appear()
		if _, err := src.Locations.Query(t.Context(), sources.Query{First: 1}); sources.KindOf(err) != sources.KindMalformed {
			t.Errorf("list: %v, want kind %v", err, sources.KindMalformed)
		}
		var problems *sqldb.Problems
		if err := src.Check(t.Context()); !errors.As(err, &problems) || len(problems.List) != 1 || problems.List[0].Column != "title" {
			t.Errorf("check: %v, want the column that is not there", err)
		}
		d.exec(t, "ALTER TABLE "+d.table("sites")+" ADD COLUMN title "+d.types().Replace("{TEXT}"))
		if _, err := src.Locations.Query(t.Context(), sources.Query{First: 1}); err != nil {
			t.Errorf("list when the column is there: %v", err)
		}
	})
}

// TestOpenLateOfNumbersInText: only the database can tell that it keeps a number as text.
func TestOpenLateOfNumbersInText(t *testing.T) {
	d := openDatabase(t, commerce.SystemPostgreSQL)
	d.create(t, "pays", "id bigint PRIMARY KEY, amount text")
	d.insert(t, "pays", row{"id": 1, "amount": "12.50"})
	tables := sqldb.Tables{Payments: &sqldb.Table{Table: d.table("pays"), ID: "id", Fields: map[string]sqldb.Column{"amount": {Name: "amount", Currency: "EUR"}}}}
	src, appear := lateSource(t, d, tables)
	appear()
	if page, err := src.Payments.Query(t.Context(), sources.Query{First: 1}); err != nil || page.Items[0].Node.Amount.String() != "12.50 EUR" {
		t.Fatalf("list: %v", err)
	}
	byAmount := sources.Sort{Field: "amount"}
	if !slices.Contains(src.Payments.Traits().Sorts, byAmount) {
		t.Skip("payments have no order by amount")
	}
	if _, err := src.Payments.Query(t.Context(), sources.Query{First: 1, Sort: byAmount}); sources.KindOf(err) != sources.KindMalformed {
		t.Errorf("by amount: %v, want kind %v", err, sources.KindMalformed)
	}
}

// TestOpenLateTriesOnceAPause asks from many sides while the database stays away.
func TestOpenLateTriesOnceAPause(t *testing.T) {
	d := openDatabase(t, commerce.SystemPostgreSQL)
	src, appear := lateSource(t, d, createOrders(t, d), func(c *sqldb.Config) { c.Pause = time.Hour })
	appear()
	var running sync.WaitGroup
	for range 8 {
		running.Go(func() {
			if err := src.Check(t.Context()); sources.KindOf(err) != sources.KindUnavailable {
				t.Errorf("within the pause: %v, want the last attempt's error", err)
			}
		})
	}
	running.Wait()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := src.Check(gone); sources.KindOf(err) != sources.KindCanceled {
		t.Errorf("a caller who has gone: %v", err)
	}
}

// TestOpenLateVets has nothing wrong wait for the database that needs none to be found.
func TestOpenLateVets(t *testing.T) {
	conf := sqldb.Config{
		Name: name, System: commerce.SystemSQLite, DSN: filepath.Join(t.TempDir(), "gone.db"), Late: func(error) {},
		Tables: sqldb.Tables{Locations: &sqldb.Table{Table: "sites", ID: "id", Fields: columns("titel", "name")}},
	}
	if text := refused(t, conf, sources.KindInvalid); !strings.Contains(text, "titel") {
		t.Errorf("the error is %s", text)
	}
	conf.Tables.Locations.Fields = columns("name", "name")
	src, err := sqldb.Open(t.Context(), conf)
	if err != nil {
		t.Fatal(err)
	}
	if err := src.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	if err := src.Check(t.Context()); err == nil {
		t.Error("a closed source answers")
	}
}
