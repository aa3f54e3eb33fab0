package retail

import (
	"context"
	"database/sql"
	"iter"
	"strings"
)

// pull returns the table's rows one by one, each cell as the database takes it.
func pull(t table, convert func(any) any) (next func() ([]any, bool), stop func()) {
	return iter.Pull(func(yield func([]any) bool) {
		for row := range t.rows {
			for i, cell := range row {
				row[i] = convert(cell)
			}
			if !yield(row) {
				return
			}
		}
	})
}

// insertMany adds the rows of a table with statements of up to perStatement rows.
func insertMany(ctx context.Context, tx *sql.Tx, t table, perStatement int, convert func(any) any) error {
	next, stop := pull(t, convert)
	defer stop()
	group := "(?" + strings.Repeat(", ?", len(t.columns)-1) + ")"
	head := "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES "
	full, err := tx.PrepareContext(ctx, head+group+strings.Repeat(", "+group, perStatement-1))
	if err != nil {
		return err
	}
	defer func() { _ = full.Close() }() // it ends with the transaction
	args := make([]any, 0, perStatement*len(t.columns))
	for {
		row, more := next()
		args = append(args, row...)
		switch n := len(args) / len(t.columns); {
		case n == perStatement:
			_, err = full.ExecContext(ctx, args...)
			args = args[:0]
		case !more && n > 0:
			_, err = tx.ExecContext(ctx, head+group+strings.Repeat(", "+group, n-1), args...)
		}
		if err != nil || !more {
			return err
		}
	}
}

// transaction is the part of a target that the databases behind database/sql share.
type transaction struct {
	db *sql.DB
	tx *sql.Tx
}

func (t *transaction) exec(ctx context.Context, statement string) error {
	_, err := t.tx.ExecContext(ctx, statement)
	return err
}

func (t *transaction) count(ctx context.Context, statement string) (n int, err error) {
	err = t.tx.QueryRowContext(ctx, statement).Scan(&n)
	return n, err
}

func (t *transaction) commit(context.Context) error { return t.tx.Commit() }

func (t *transaction) close(context.Context) error {
	_ = t.tx.Rollback() // what is committed stays, what is not is given up with the connection
	return t.db.Close()
}
