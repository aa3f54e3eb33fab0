package sqldb_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sqldb"
	"github.com/go-sql-driver/mysql"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

const name = "warehouse"

// database is a place of a test's own in one of the systems, which the test may write.
type database struct {
	system commerce.System
	dsn    string
	schema string // in front of table names; "" for SQLite
	db     *sql.DB
	tx     *sql.Tx // while batch runs
}

// eachDatabase runs a test on SQLite, and on PostgreSQL and MySQL where they can be reached.
func eachDatabase(t *testing.T, test func(t *testing.T, d *database)) {
	for _, system := range []commerce.System{commerce.SystemSQLite, commerce.SystemPostgreSQL, commerce.SystemMySQL} {
		t.Run(strings.ToLower(string(system)), func(t *testing.T) { test(t, openDatabase(t, system)) })
	}
}

func openDatabase(t testing.TB, system commerce.System) *database {
	t.Helper()
	switch system {
	case commerce.SystemPostgreSQL:
		return openPostgres(t)
	case commerce.SystemMySQL:
		return openMySQL(t)
	}
	file := filepath.Join(t.TempDir(), "shop #1.db")
	d := &database{system: system, dsn: file, db: open(t, "sqlite", "file:"+(&url.URL{Path: file}).EscapedPath()+"?_pragma=synchronous(0)&_pragma=journal_mode(memory)&_pragma=busy_timeout(5000)")}
	return d
}

func openPostgres(t testing.TB) *database {
	t.Helper()
	d := &database{system: commerce.SystemPostgreSQL, dsn: env("GALLERIA_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test?sslmode=disable"), schema: unique()}
	d.db = open(t, "pgx", hasty(d.dsn))
	d.reach(t, "GALLERIA_TEST_POSTGRES")
	d.exec(t, `CREATE SCHEMA `+d.schema)
	t.Cleanup(func() { d.drop(t, `DROP SCHEMA `+d.schema+` CASCADE`) })
	return d
}

// hasty has what the test writes not wait for the disk; its tables are dropped in the end.
func hasty(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil || u.Scheme == "" {
		return dsn
	}
	q := u.Query()
	q.Set("synchronous_commit", "off")
	u.RawQuery = q.Encode()
	return u.String()
}

func openMySQL(t testing.TB) *database {
	t.Helper()
	d := &database{system: commerce.SystemMySQL, dsn: env("GALLERIA_TEST_MYSQL", "root@tcp(127.0.0.1:3306)/test"), schema: unique()}
	quiet, err := mysql.ParseDSN(d.dsn)
	if err != nil {
		t.Fatal("GALLERIA_TEST_MYSQL cannot be read")
	}
	quiet.Logger, quiet.MultiStatements, quiet.InterpolateParams = &mysql.NopLogger{}, true, true
	quiet.Params = map[string]string{"time_zone": "'+00:00'"}
	d.db = open(t, "mysql", quiet.FormatDSN())
	d.reach(t, "GALLERIA_TEST_MYSQL")
	d.exec(t, `CREATE DATABASE `+d.schema+` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci`)
	t.Cleanup(func() { d.drop(t, `DROP DATABASE `+d.schema) })
	return d
}

func open(t testing.TB, driver, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatalf("open %s: %v", driver, err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func (d *database) reach(t testing.TB, variable string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := d.db.PingContext(ctx); err != nil {
		t.Skipf("no %s answers at %s or its default", strings.ToLower(string(d.system)), variable)
	}
}

func (d *database) exec(t testing.TB, statement string, args ...any) {
	t.Helper()
	exec := d.db.ExecContext
	if d.tx != nil {
		exec = d.tx.ExecContext
	}
	if _, err := exec(t.Context(), statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// batch runs statements in one transaction.
func (d *database) batch(t testing.TB, do func()) {
	t.Helper()
	tx, err := d.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatalf("begin: %v", err)
	}
	d.tx = tx
	do()
	d.tx = nil
	if err := tx.Commit(); err != nil {
		t.Fatalf("commit: %v", err)
	}
}

func (d *database) drop(t testing.TB, statement string) {
	t.Helper()
	if _, err := d.db.ExecContext(context.Background(), statement); err != nil {
		t.Errorf("%s: %v", statement, err)
	}
}

// create makes a table. The words in capitals between braces are types that the systems name differently.
func (d *database) create(t testing.TB, table, columns string) string {
	t.Helper()
	d.exec(t, "CREATE TABLE "+d.table(table)+" ("+d.types().Replace(columns)+")")
	return d.table(table)
}

func (d *database) types() *strings.Replacer {
	switch d.system {
	case commerce.SystemPostgreSQL:
		return strings.NewReplacer("{TEXT}", "text", "{TIME}", "timestamptz", "{WALL}", "timestamp", "{DECIMAL}", "numeric(18, 4)", "{FLAG}", "boolean")
	case commerce.SystemMySQL:
		return strings.NewReplacer("{TEXT}", "varchar(250)", "{TIME}", "datetime(6)", "{WALL}", "datetime(6)", "{DECIMAL}", "decimal(18, 4)", "{FLAG}", "boolean")
	}
	return strings.NewReplacer("{TEXT}", "text", "{TIME}", "text", "{WALL}", "text", "{DECIMAL}", "text", "{FLAG}", "boolean")
}

func (d *database) table(name string) string {
	if d.schema == "" {
		return name
	}
	return d.schema + "." + name
}

// row is what is inserted, by column. Times become what the system writes.
type row map[string]any

func (d *database) insert(t testing.TB, table string, r row) {
	t.Helper()
	var columns, marks []string
	var args []any
	for _, column := range slices.Sorted(maps.Keys(r)) { // always the same statement, which is prepared once
		columns = append(columns, column)
		args = append(args, d.value(r[column]))
		marks = append(marks, pick(d.system == commerce.SystemPostgreSQL, fmt.Sprintf("$%d", len(args)), "?"))
	}
	d.exec(t, "INSERT INTO "+d.table(table)+" ("+strings.Join(columns, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", args...)
}

func (d *database) value(v any) any {
	switch v := v.(type) {
	case time.Time:
		if v.IsZero() {
			return nil
		}
		if d.system == commerce.SystemPostgreSQL {
			return v
		}
		return v.UTC().Format("2006-01-02 15:04:05.999999999")
	case commerce.Text:
		return string(v)
	case commerce.ID:
		if v.IsZero() {
			return nil
		}
		return v.Key
	case *int:
		if v == nil {
			return nil
		}
		return *v
	case *bool:
		if v == nil {
			return nil
		}
		return *v
	case commerce.Money:
		return commerce.FormatDecimal(v.Amount)
	case *commerce.Money:
		if v == nil {
			return nil
		}
		return commerce.FormatDecimal(v.Amount)
	case commerce.MoneyBag:
		return commerce.FormatDecimal(v.Shop.Amount)
	case *commerce.MoneyBag:
		if v == nil {
			return nil
		}
		return commerce.FormatDecimal(v.Shop.Amount)
	case *commerce.Decimal:
		if v == nil {
			return nil
		}
		return v.String()
	}
	return v
}

// source opens a source over the database, and closes it with the test.
func (d *database) source(t testing.TB, tables sqldb.Tables, change ...func(*sqldb.Config)) *sources.Source {
	t.Helper()
	conf := sqldb.Config{Name: name, System: d.system, DSN: d.dsn, Tables: tables, MaxConns: 4}
	for _, f := range change {
		f(&conf)
	}
	src, err := sqldb.Open(t.Context(), conf)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { _ = src.Close() })
	return src
}

func env(variable, otherwise string) string {
	if v := os.Getenv(variable); v != "" {
		return v
	}
	return otherwise
}

func unique() string { return "galleria_test_" + strings.ToLower(rand.Text()[:12]) }

func pick[V any](cond bool, yes, no V) V {
	if cond {
		return yes
	}
	return no
}

func columns(pairs ...string) map[string]sqldb.Column {
	out := make(map[string]sqldb.Column)
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = sqldb.Column{Name: pairs[i+1]}
	}
	return out
}
