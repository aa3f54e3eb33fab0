package main_test

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/examples/online-retail/retail"
)

// database is one that holds both what the loader wrote and what hand-written
// statements make of the same rows.
type database struct {
	dialect
	system string // in the names of files
	load   string // where the loader writes
	url    string // where the graph reads
	env    string // the variable of the configuration that says so
	sql    *sql.DB
}

const own = "galleria_online_retail_test" // the schema or database that a test makes and removes

// databases opens those that can be reached, by name. Each function skips where it cannot.
func databases() map[string]func(*testing.T) *database {
	return map[string]func(*testing.T) *database{"postgres": openPostgres, "mysql": openMySQL, "sqlite": openSQLite}
}

func openPostgres(t *testing.T) *database {
	url := cmp.Or(os.Getenv("GALLERIA_TEST_POSTGRES"), "postgres://postgres@127.0.0.1:5432/test?sslmode=disable")
	conf, err := pgx.ParseConfig(url)
	must(t, err)
	schema := own + strconv.Itoa(os.Getpid())
	conf.RuntimeParams["search_path"] = schema
	db := stdlib.OpenDB(*conf)
	if err := db.PingContext(t.Context()); err != nil {
		t.Skip("skipped: no PostgreSQL answers at GALLERIA_TEST_POSTGRES, or at 127.0.0.1:5432 without it")
	}
	owned(t, db, "CREATE SCHEMA "+schema, "DROP SCHEMA "+schema+" CASCADE")
	separator := "?"
	if strings.Contains(url, "?") {
		separator = "&"
	}
	url += separator + "search_path=" + schema
	return &database{postgresDialect{}, "postgres", url, url, "RETAIL_POSTGRES", db}
}

func openMySQL(t *testing.T) *database {
	conf, err := mysql.ParseDSN(cmp.Or(os.Getenv("GALLERIA_TEST_MYSQL"), "root@tcp(127.0.0.1:3306)/test"))
	must(t, err)
	must(t, conf.Apply(mysql.Charset("utf8mb4", "utf8mb4_bin")))
	conf.InterpolateParams = true
	name := own + strconv.Itoa(os.Getpid())
	makeOwn, err := mysql.NewConnector(conf)
	must(t, err)
	first := sql.OpenDB(makeOwn)
	if err := first.PingContext(t.Context()); err != nil {
		t.Skip("skipped: no MySQL answers at GALLERIA_TEST_MYSQL, or at 127.0.0.1:3306 without it")
	}
	owned(t, first, "CREATE DATABASE "+name, "DROP DATABASE "+name)
	conf.DBName = name
	connector, err := mysql.NewConnector(conf)
	must(t, err)
	db := sql.OpenDB(connector)
	t.Cleanup(func() { must(t, db.Close()) })
	url := cmp.Or(os.Getenv("GALLERIA_TEST_MYSQL"), "root@tcp(127.0.0.1:3306)/test")
	plain, err := mysql.ParseDSN(url)
	must(t, err)
	plain.DBName = name
	return &database{mysqlDialect{}, "mysql", plain.FormatDSN(), plain.FormatDSN(), "RETAIL_MYSQL", db}
}

func openSQLite(t *testing.T) *database {
	path := filepath.Join(t.TempDir(), "retail.db")
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(off)")
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return &database{sqliteDialect{}, "sqlite", "sqlite:" + path, path, "RETAIL_SQLITE", db}
}

// owned makes something of the test's own, and removes it in the end.
func owned(t *testing.T, db *sql.DB, create, drop string) {
	_, err := db.ExecContext(t.Context(), create)
	must(t, err)
	t.Cleanup(func() {
		if _, err := db.ExecContext(context.Background(), drop); err != nil {
			t.Error(err)
		}
		must(t, db.Close())
	})
}

// fill writes the data set into the tables of the loader and into those of the truth.
func (d *database) fill(t *testing.T, data dataset) {
	t.Helper()
	book, err := retail.Read(bytes.NewReader(data.text), 0)
	must(t, err)
	must(t, retail.Load(t.Context(), book, retail.Options{Database: d.load}))
	d.script(t, "rows")
	d.insert(t, data.rows)
	d.script(t, "truth")
	if d.analyze() != "" {
		_, err := d.sql.ExecContext(t.Context(), d.analyze())
		must(t, err)
	}
}

func (d *database) script(t *testing.T, name string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+"."+d.system+".sql"))
	must(t, err)
	for statement := range strings.SplitSeq(string(text), ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if _, err := d.sql.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s\n%v", statement, err)
		}
	}
}

// insert writes the rows of the data set as they are.
func (d *database) insert(t *testing.T, rows [][]string) {
	t.Helper()
	const perStatement = 25 // SQLite's driver looks for each parameter among all of a statement
	tx, err := d.sql.BeginTx(t.Context(), nil)
	must(t, err)
	for at := 0; at < len(rows); at += perStatement {
		part := rows[at:min(at+perStatement, len(rows))]
		args := make([]any, 0, len(part)*9)
		for i, r := range part {
			var customer any
			if r[6] != "" {
				customer = decimal.RequireFromString(r[6]).IntPart()
			}
			args = append(args, at+i+1, r[0], r[1], r[2], decimal.RequireFromString(r[3]).IntPart(), r[4], d.moneyArg(r[5]), customer, r[7])
		}
		text := "INSERT INTO truth_rows VALUES " + strings.TrimSuffix(strings.Repeat("(?, ?, ?, ?, ?, ?, ?, ?, ?), ", len(part)), ", ")
		_, err := tx.ExecContext(t.Context(), d.bind(text), args...)
		must(t, err)
	}
	must(t, tx.Commit())
}

// query answers the rows of a hand-written statement, each cell as text; nil for NULL.
func (d *database) query(t *testing.T, text string, args ...any) [][]*string {
	t.Helper()
	rows, err := d.sql.QueryContext(t.Context(), d.bind(text), args...)
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	must(t, err)
	var out [][]*string
	for rows.Next() {
		cells, into := make([]*string, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		must(t, rows.Scan(into...))
		out = append(out, cells)
	}
	must(t, rows.Err())
	return out
}

// dialect is what the hand-written statements write differently.
type dialect interface {
	bind(text string) string        // puts the database's placeholders for ?
	money(expr string) string       // shows an amount as a decimal text
	moneyArg(amount string) any     // an amount with up to three decimals, as a column holds it
	moneyAt(expr, op string) string // compares an amount with a parameter of moneyBound
	moneyBound(amount string) any   // an amount with any number of decimals, as a parameter
	analyze() string
}

type postgresDialect struct{}

func (postgresDialect) bind(text string) string {
	var b strings.Builder
	for i, part := range strings.Split(text, "?") {
		if i > 0 {
			fmt.Fprintf(&b, "$%d", i)
		}
		b.WriteString(part)
	}
	return b.String()
}
func (postgresDialect) money(expr string) string       { return "(" + expr + ")::text" }
func (postgresDialect) moneyArg(amount string) any     { return amount }
func (postgresDialect) moneyAt(expr, op string) string { return expr + " " + op + " ?::text::numeric" }
func (postgresDialect) moneyBound(amount string) any   { return amount }
func (postgresDialect) analyze() string                { return "ANALYZE" }

type mysqlDialect struct{}

func (mysqlDialect) bind(text string) string    { return text }
func (mysqlDialect) money(expr string) string   { return "CAST(" + expr + " AS CHAR)" }
func (mysqlDialect) moneyArg(amount string) any { return amount }
func (mysqlDialect) moneyAt(expr, op string) string {
	return expr + " " + op + " CAST(? AS DECIMAL(40, 12))"
}
func (mysqlDialect) moneyBound(amount string) any { return amount }
func (mysqlDialect) analyze() string              { return "" }

type sqliteDialect struct{}

func (sqliteDialect) bind(text string) string { return text }
func (sqliteDialect) money(expr string) string {
	return fmt.Sprintf("CASE WHEN %[1]s IS NOT NULL THEN CASE WHEN %[1]s < 0 THEN '-' ELSE '' END || printf('%%d.%%03d', abs(%[1]s) / 1000, abs(%[1]s) %% 1000) END", expr)
}
func (sqliteDialect) moneyArg(amount string) any {
	return decimal.RequireFromString(amount).Shift(3).IntPart()
}
func (sqliteDialect) moneyAt(expr, op string) string { return expr + " * 1000000 " + op + " ?" }
func (sqliteDialect) moneyBound(amount string) any {
	return decimal.RequireFromString(amount).Shift(9).IntPart()
}
func (sqliteDialect) analyze() string { return "ANALYZE" }
