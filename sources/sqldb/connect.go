package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// Sessions are pinned to what the statements rely on, and may not write.

// sessionPostgres makes texts of times and numbers what parseClock and parseNumber read.
const sessionPostgres = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; SET TIME ZONE 'UTC'; SET datestyle = 'ISO, YMD';" +
	" SET standard_conforming_strings = on; SET lc_monetary = 'C'"

// sessionMySQL returns the statements of a session, one each. Sorting looks at
// the first kilobyte of a value only, unless it is told otherwise.
func sessionMySQL() []string {
	return []string{"SET SESSION TRANSACTION READ ONLY", "SET time_zone = '+00:00'", "SET max_sort_length = 16384"}
}

// connect returns a pool that has not connected yet, its dialect, and the database's name.
func connect(conf Config) (*sql.DB, dialect, string, error) {
	var (
		connector driver.Connector
		d         dialect
		account   string
		err       error
	)
	switch conf.System {
	case commerce.SystemPostgreSQL:
		connector, account, err = connectPostgres(conf)
		d = postgres{}
	case commerce.SystemMySQL:
		connector, account, err = connectMySQL(conf)
		d = mariadb{}
	case commerce.SystemSQLite:
		connector, account, err = connectSQLite(conf)
		d = sqlite{}
	default:
		err = refusal(conf.Name, "the system "+quoted(string(conf.System))+" is no SQL database: it is POSTGRESQL, MYSQL or SQLITE")
	}
	if err != nil {
		return nil, nil, "", err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(conf.MaxConns)
	db.SetMaxIdleConns(conf.MaxConns)
	db.SetConnMaxIdleTime(5 * time.Minute)
	db.SetConnMaxLifetime(time.Hour)
	return db, d, account, nil
}

func refusal(source, reason string) error {
	return &sources.Error{Kind: sources.KindInvalid, Source: source, Op: "open", Reason: reason}
}

func connectPostgres(conf Config) (driver.Connector, string, error) {
	c, err := pgx.ParseConfig(conf.DSN)
	if err != nil { // its text holds the DSN
		return nil, "", refusal(conf.Name, "the DSN cannot be read: write postgres://user@host:5432/database or host=… dbname=…")
	}
	return stdlib.GetConnector(*c, stdlib.OptionAfterConnect(func(ctx context.Context, conn *pgx.Conn) error {
		_, err := conn.PgConn().Exec(ctx, sessionPostgres).ReadAll()
		return err
	})), c.Database, nil
}

func connectMySQL(conf Config) (driver.Connector, string, error) {
	c, err := mysql.ParseDSN(conf.DSN)
	if err != nil {
		return nil, "", refusal(conf.Name, "the DSN cannot be read: write user:password@tcp(host:3306)/database")
	}
	c.ParseTime, c.MultiStatements, c.InterpolateParams, c.AllowAllFiles = false, false, false, false
	c.Logger = &mysql.NopLogger{}
	if err := c.Apply(mysql.Charset("utf8mb4", "")); err != nil {
		return nil, "", refusal(conf.Name, "the DSN's character set cannot be used: leave it out")
	}
	inner, err := mysql.NewConnector(c)
	if err != nil {
		return nil, "", refusal(conf.Name, "the DSN's parameters contradict each other")
	}
	return sessionConnector{inner, sessionMySQL()}, c.DBName, nil
}

// sessionConnector runs statements on each new connection.
type sessionConnector struct {
	driver.Connector
	statements []string
}

// Connect opens a connection and runs the statements.
func (s sessionConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := s.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	for _, statement := range s.statements {
		if _, err := conn.(driver.ExecerContext).ExecContext(ctx, statement, nil); err != nil {
			_ = conn.Close()
			return nil, err
		}
	}
	return conn, nil
}

func connectSQLite(conf Config) (driver.Connector, string, error) {
	name, err := sqliteURI(conf.DSN)
	if err != nil {
		return nil, "", refusal(conf.Name, "the DSN cannot be read: write the path of the database file")
	}
	d, err := newSQLiteDriver()
	if err != nil {
		return nil, "", &sources.Error{Kind: sources.KindInternal, Source: conf.Name, Op: "open"}
	}
	path, _, _ := strings.Cut(strings.TrimPrefix(conf.DSN, "file:"), "?")
	return dsnConnector{d, name}, filepath.Base(path), nil
}

// sqliteURI opens a file for reading only, whatever else its name asks for.
// A database in memory, which lives as long as a connection, is left as it is.
func sqliteURI(dsn string) (string, error) {
	path, query, _ := strings.Cut(strings.TrimPrefix(dsn, "file:"), "?")
	if !strings.HasPrefix(dsn, "file:") {
		path, query = (&url.URL{Path: dsn}).EscapedPath(), ""
	}
	q, err := url.ParseQuery(query)
	if err != nil {
		return "", err
	}
	if q.Get("mode") != "memory" {
		q.Set("mode", "ro")
	}
	q.Set("_pragma", "query_only(1)")
	q.Add("_pragma", "busy_timeout(5000)")
	return "file:" + path + "?" + q.Encode(), nil
}

type dsnConnector struct {
	d   driver.Driver
	dsn string
}

// Connect opens the file.
func (c dsnConnector) Connect(context.Context) (driver.Conn, error) { return c.d.Open(c.dsn) }

// Driver returns the driver with our functions.
func (c dsnConnector) Driver() driver.Driver { return c.d }
