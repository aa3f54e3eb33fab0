package retail

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Options says what [Load] may do.
type Options struct {
	// Database is sqlite: and the path of a file, a postgres:// URL, or
	// user:password@tcp(host:port)/database for MySQL and MariaDB.
	Database string
	// Replace drops the tables of an earlier load first. Without it they are an error.
	Replace bool
}

// target is a database that is being loaded. What it has done counts when
// commit has returned.
type target interface {
	// system is the name of the database's files in ddl.
	system() string
	// exec runs one statement.
	exec(ctx context.Context, statement string) error
	// count runs a statement that answers one number.
	count(ctx context.Context, statement string) (int, error)
	// loaded is the statement that counts the tables of an earlier load.
	loaded() string
	// insert adds the rows of the table.
	insert(ctx context.Context, t table) error
	commit(ctx context.Context) error
	// close gives up what was not committed. It may be called after commit.
	close(ctx context.Context) error
}

//go:embed ddl/*.sql
var ddl embed.FS

// Load writes the book into tables of its own, whose names begin with retail_,
// and counts them afterwards. SQLite and PostgreSQL show either all of it or
// nothing; MySQL and MariaDB, which cannot create tables in a transaction, may
// be left with a part after an error, which Replace removes.
func Load(ctx context.Context, b *Book, o Options) (err error) {
	t, err := connect(ctx, o.Database)
	if err != nil {
		return fmt.Errorf("connect to database: %w", err)
	}
	defer func() { err = errors.Join(err, t.close(ctx)) }()
	tables := b.tables()
	if err := prepare(ctx, t, tables, o.Replace); err != nil {
		return err
	}
	for _, table := range tables {
		if err := t.insert(ctx, table); err != nil {
			return fmt.Errorf("fill table %s: %w", table.name, err)
		}
	}
	if err := script(ctx, t, "index"); err != nil {
		return err
	}
	if err := verify(ctx, t, tables); err != nil {
		return err
	}
	if err := t.commit(ctx); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func connect(ctx context.Context, database string) (target, error) {
	switch {
	case strings.HasPrefix(database, "postgres://"), strings.HasPrefix(database, "postgresql://"):
		return openPostgres(ctx, database)
	case strings.HasPrefix(database, "sqlite:"):
		return openSQLite(ctx, strings.TrimPrefix(database, "sqlite:"))
	case strings.Contains(database, "@"):
		return openMySQL(ctx, database)
	}
	return nil, errors.New("it is none that is known: write sqlite:PATH, postgres://… or user:password@tcp(host:port)/database")
}

func prepare(ctx context.Context, t target, tables []table, replace bool) error {
	if replace {
		for _, table := range slices.Backward(tables) {
			if err := t.exec(ctx, "DROP TABLE IF EXISTS "+table.name); err != nil {
				return fmt.Errorf("drop table %s: %w", table.name, err)
			}
		}
	}
	n, err := t.count(ctx, t.loaded())
	if err != nil {
		return fmt.Errorf("look for tables: %w", err)
	}
	if n > 0 {
		return errors.New("the tables of an earlier load are in the database: add --replace to drop them")
	}
	return script(ctx, t, "create")
}

// script runs the statements of a file of ddl.
func script(ctx context.Context, t target, step string) error {
	text, err := ddl.ReadFile("ddl/" + t.system() + "." + step + ".sql")
	if err != nil {
		return err
	}
	for statement := range strings.SplitSeq(string(text), ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if err := t.exec(ctx, statement); err != nil {
			return fmt.Errorf("run %s script: %w", step, err)
		}
	}
	return nil
}

// verify holds the tables to what was to be written.
func verify(ctx context.Context, t target, tables []table) error {
	for _, table := range tables {
		n, err := t.count(ctx, "SELECT COUNT(*) FROM "+table.name)
		if err != nil {
			return fmt.Errorf("count table %s: %w", table.name, err)
		}
		if n != table.count {
			return fmt.Errorf("count table %s: it has %d rows, not %d", table.name, n, table.count)
		}
	}
	return nil
}
