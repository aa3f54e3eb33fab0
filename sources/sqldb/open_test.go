package sqldb_test

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sqldb"
	"github.com/go-sql-driver/mysql"
)

// refused opens a source that must be refused, and returns the reason.
func refused(t *testing.T, conf sqldb.Config, kind sources.ErrorKind) string {
	t.Helper()
	src, err := sqldb.Open(t.Context(), conf)
	if err == nil {
		_ = src.Close()
		t.Fatal("no error")
	}
	var e *sources.Error
	if !errors.As(err, &e) || e.Kind != kind || e.Source != conf.Name {
		t.Fatalf("error %v, want one of kind %v", err, kind)
	}
	return err.Error()
}

func TestOpenReportsAllProblems(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		d.create(t, "bad_orders", `id bigint PRIMARY KEY, total {DECIMAL}, placed_at {TIME}, noon bigint, ratio double precision, state {TEXT}, bytes `+
			pick(d.system == commerce.SystemPostgreSQL, "bytea", "blob"))
		tables := sqldb.Tables{
			Orders: &sqldb.Table{Table: d.table("bad_orders"), ID: "id", Fields: map[string]sqldb.Column{
				"total":       {Name: "total", Currency: "pounds"},
				"placedAt":    {Name: "placd_at"},
				"processedAt": {Name: "noon"},
				"updatedAt":   {Name: "placed_at", Type: sqldb.ColumnLocalTime, Zone: "Europe/Lundon"},
				"names":       {Name: "state"},
				"status":      {Name: "state", Values: map[string]string{"x": "OPNE"}},
				"test":        {Name: "state", Type: sqldb.ColumnUnix},
				"customer":    {Name: "state", Type: sqldb.ColumnInteger},
				"name":        {Name: "state", Default: new(string)},
			}, Children: map[string]sqldb.Child{
				"lines": {Table: d.table("bad_orders"), Parent: "order", ID: []string{"id"}, Fields: columns("quantity", "noon")},
				"lynes": {},
				"tags":  {Table: d.table("bad_orders"), ID: []string{"id"}},
			}},
			Customers: &sqldb.Table{Table: "x", Select: "SELECT 1", ID: "id"},
			Locations: &sqldb.Table{Table: d.table("bad_orders"), Fields: columns("name", "state")},
			Payments:  &sqldb.Table{Table: d.table("bad_orders"), ID: "id", Fields: columns("amount", "total")},
		}
		reason := refused(t, sqldb.Config{Name: name, System: d.system, DSN: d.dsn, Tables: tables}, sources.KindInvalid)
		vetted := sqldb.Vet(tables)
		if len(vetted) < 10 {
			t.Errorf("without the database there are only %d problems: %v", len(vetted), vetted)
		}
		for _, p := range vetted {
			if !strings.Contains(reason, p.String()) {
				t.Errorf("%q is found without the database, and not with it, in:\n%s", p, strings.ReplaceAll(reason, "; ", "\n"))
			}
		}
		for _, want := range []string{
			`orders: field "total": the currency "pounds" is no code of three capital letters`,
			`orders: field "placedAt": there is no column "placd_at": did you mean "placed_at"?`,
			`orders: field "processedAt": column "noon" holds no time`,
			`orders: field "updatedAt": there is no time zone "Europe/Lundon"`,
			`orders: there is no field "names": did you mean "name"?`,
			`orders: field "status": value "OPNE" is no word of the graph: did you mean "OPEN"?`,
			`orders: field "test": column "state" is read as unix`,
			`orders: field "customer": column "state" holds no whole numbers`,
			`orders: field "name": the default is empty, and an empty value is none`,
			`lines of orders: field "parent": there is no column "order"`,
			`lines of orders: field "unitPrice" is needed: name its column`,
			`orders: there are no children "lynes": did you mean "lines"?`,
			`tags of orders: name the column that holds the id of the row they belong to as parent`,
			`customers: name a table or give a select, one of the two`,
			`locations: name the column that identifies a row as id`,
			`payments: column "total" is an amount: give its currency`,
		} {
			if !strings.Contains(reason, want) {
				t.Errorf("%q is missing in:\n%s", want, strings.ReplaceAll(reason, "; ", "\n"))
			}
		}
	})
}

func TestOpenRefusesWhatTheDatabaseDoesNotHave(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		d.create(t, "there", "id int") // a file of SQLite begins with its first table
		tables := map[string]sqldb.Tables{
			"no table":  {Locations: &sqldb.Table{Table: d.table("nowhere"), ID: "id", Fields: columns("name", "name")}},
			"no syntax": {Locations: &sqldb.Table{Select: "SELEKT 1", ID: "id", Fields: columns("name", "name")}},
			"bad where": {Locations: &sqldb.Table{Select: "SELECT 1 AS id, 'x' AS name", Where: "size > 3", ID: "id", Fields: columns("name", "name")}},
			"nothing":   {},
		}
		for what, tables := range tables {
			t.Run(what, func(t *testing.T) {
				refused(t, sqldb.Config{Name: name, System: d.system, DSN: d.dsn, Tables: tables}, sources.KindInvalid)
			})
		}
	})
}

func TestOpenRefusesFloats(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		d.create(t, "floats", `id bigint PRIMARY KEY, amount double precision`)
		conf := sqldb.Config{Name: name, System: d.system, DSN: d.dsn, Tables: sqldb.Tables{Payments: &sqldb.Table{
			Table: d.table("floats"), ID: "id", Fields: map[string]sqldb.Column{"amount": {Name: "amount", Currency: "EUR"}}}}}
		if d.system != commerce.SystemSQLite {
			if reason := refused(t, conf, sources.KindInvalid); !strings.Contains(reason, "binary fraction") {
				t.Errorf("the reason is %s", reason)
			}
			return
		}
		d.insert(t, "floats", row{"id": 1, "amount": 0.1})
		d.insert(t, "floats", row{"id": 2, "amount": 1234567890.25})
		for i, p := range list(t, d.source(t, conf.Tables).Payments, sources.Query{First: 2}) {
			if want := []string{"0.10 EUR", "1234567890.25 EUR"}[i]; p.Amount.String() != want {
				t.Errorf("a REAL reads as %s, want %s", p.Amount, want)
			}
		}
	})
}

// TestOpenNamesTheDatabaseThatIsNotThere: the remedy is in the address, not in the tables.
func TestOpenNamesTheDatabaseThatIsNotThere(t *testing.T) {
	for _, system := range []commerce.System{commerce.SystemPostgreSQL, commerce.SystemMySQL} {
		t.Run(string(system), func(t *testing.T) {
			d := openDatabase(t, system)
			conf := sqldb.Config{Name: name, System: system, DSN: d.elsewhere(t, "nowhere_"+d.schema), Tables: sqldb.Tables{
				Locations: &sqldb.Table{Table: "sites", ID: "id", Fields: columns("name", "name")}}}
			if reason := refused(t, conf, sources.KindMalformed); !strings.Contains(reason, "there is no database of this name") {
				t.Errorf("the reason is %s", reason)
			}
		})
	}
}

// elsewhere is the address of another database of the same server.
func (d *database) elsewhere(t *testing.T, database string) string {
	t.Helper()
	if d.system == commerce.SystemMySQL {
		c, err := mysql.ParseDSN(d.dsn)
		if err != nil {
			t.Fatal("the DSN cannot be read")
		}
		c.DBName = database
		return c.FormatDSN()
	}
	u, err := url.Parse(d.dsn)
	if err != nil {
		t.Fatal("the DSN cannot be read")
	}
	u.Path = "/" + database
	return u.String()
}

const password = "hunter2-d41d8cd98f00"

func TestOpenDenied(t *testing.T) {
	d := openDatabase(t, commerce.SystemMySQL)
	c, err := mysql.ParseDSN(d.dsn)
	if err != nil {
		t.Fatal("the DSN cannot be read")
	}
	c.User, c.Passwd = "nobody_"+d.schema[:16], password
	conf := sqldb.Config{Name: name, System: d.system, DSN: c.FormatDSN(), Tables: sqldb.Tables{Locations: &sqldb.Table{Table: "t", ID: "id"}}}
	if reason := refused(t, conf, sources.KindDenied); strings.Contains(reason, password) {
		t.Errorf("the password is in %q", reason)
	}
}

func TestOpenUnreachable(t *testing.T) {
	dsns := map[commerce.System]string{
		commerce.SystemPostgreSQL: "postgres://user:" + password + "@127.0.0.1:1/shop",
		commerce.SystemMySQL:      "user:" + password + "@tcp(127.0.0.1:1)/shop",
		commerce.SystemSQLite:     filepath.Join(t.TempDir(), password),
	}
	for system, dsn := range dsns {
		t.Run(string(system), func(t *testing.T) {
			reason := refused(t, sqldb.Config{Name: name, System: system, DSN: dsn}, sources.KindUnavailable)
			if strings.Contains(reason, password) || strings.Contains(reason, "127.0.0.1") {
				t.Errorf("the DSN is in %q", reason)
			}
		})
	}
}

func TestOpenMalformed(t *testing.T) {
	for system, dsn := range map[commerce.System]string{
		commerce.SystemPostgreSQL: "postgres://user:" + password + "@host:port/x?sslmode=maybe",
		commerce.SystemMySQL:      "user:" + password + "@@@",
		commerce.SystemSQLite:     "file:x?%zz=" + password,
		commerce.SystemShopify:    password,
	} {
		t.Run(string(system), func(t *testing.T) {
			if reason := refused(t, sqldb.Config{Name: name, System: system, DSN: dsn}, sources.KindInvalid); strings.Contains(reason, password) {
				t.Errorf("the DSN is in %q", reason)
			}
		})
	}
	file := filepath.Join(t.TempDir(), "text.db")
	if err := os.WriteFile(file, []byte(strings.Repeat("no database ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, sqldb.Config{Name: name, System: commerce.SystemSQLite, DSN: file}, sources.KindMalformed)
}

// TestReadOnly has the configuration itself try to write.
func TestReadOnly(t *testing.T) {
	d := openDatabase(t, commerce.SystemPostgreSQL)
	d.exec(t, "CREATE SEQUENCE "+d.schema+".s")
	src := d.source(t, sqldb.Tables{Locations: &sqldb.Table{Select: "SELECT nextval('" + d.schema + ".s') AS id, 'x'::text AS name", ID: "id", Fields: columns("name", "name")}})
	_, err := src.Locations.Query(t.Context(), sources.Query{First: 1})
	if sources.KindOf(err) != sources.KindDenied {
		t.Errorf("a statement that writes: %v, want kind %v", err, sources.KindDenied)
	}
}

// TestSlow has each database work for long, and stops it.
func TestSlow(t *testing.T) {
	slow := map[commerce.System]string{
		commerce.SystemSQLite:     "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 1000000000) SELECT MAX(id) AS id, 'x' AS name FROM n",
		commerce.SystemPostgreSQL: "SELECT 1 AS id, 'x'::text AS name FROM pg_sleep(20) OFFSET 0",
		commerce.SystemMySQL:      "SELECT SLEEP(20) AS id, 'x' AS name FROM information_schema.TABLES LIMIT 1",
	}
	eachDatabase(t, func(t *testing.T, d *database) {
		d.create(t, "gate", "id int")
		gated := slow[d.system]
		if d.system == commerce.SystemSQLite { // the others do not evaluate what gives no rows
			gated = strings.Replace(gated, "WHERE id <", "WHERE (SELECT COUNT(*) FROM gate) > 0 AND id <", 1)
		}
		tables := sqldb.Tables{Locations: &sqldb.Table{Select: gated, ID: "id", Fields: columns("name", "name")}}
		ctx := t.Context()
		src, err := sqldb.Open(ctx, sqldb.Config{Name: name, System: d.system, DSN: d.dsn, Tables: tables, Timeout: 300_000_000})
		if err != nil {
			t.Skipf("the database evaluates the slow statement when it is checked: %v", err)
		}
		t.Cleanup(func() { _ = src.Close() })
		d.insert(t, "gate", row{"id": 1})
		if _, err := src.Locations.Query(ctx, sources.Query{First: 1}); sources.KindOf(err) != sources.KindTimeout {
			t.Errorf("after the timeout: %v, want kind %v", err, sources.KindTimeout)
		}
		canceled, cancel := context.WithCancel(ctx)
		src2 := d.source(t, sqldb.Tables{Locations: &sqldb.Table{Table: d.table("gate"), ID: "id", Fields: columns("name", "id")}}, func(c *sqldb.Config) {
			c.Trace = func(_ context.Context, statement string) {
				if strings.Contains(statement, "LIMIT") {
					cancel()
				}
			}
		})
		if _, err := src2.Locations.Query(canceled, sources.Query{First: 1}); sources.KindOf(err) != sources.KindCanceled {
			t.Errorf("after the caller went away: %v, want kind %v", err, sources.KindCanceled)
		}
	})
}

func TestCheck(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		tables := createVariants(t, d)
		src := d.source(t, tables)
		if err := src.Check(t.Context()); err != nil {
			t.Errorf("check: %v", err)
		}
		if src.Account == "" || strings.Contains(src.Account, "/") || src.System != d.system {
			t.Errorf("the source is %q of %s", src.Account, src.System)
		}
		d.exec(t, "DROP TABLE "+d.table("variants"))
		if err := src.Check(t.Context()); sources.KindOf(err) != sources.KindMalformed {
			t.Errorf("check without the table: %v, want kind %v", err, sources.KindMalformed)
		}
		if err := src.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
}
