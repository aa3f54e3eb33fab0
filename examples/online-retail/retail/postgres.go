package retail

import (
	"context"
	"errors"
	"math/big"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// postgres loads everything in one transaction, with COPY.
type postgres struct {
	conn *pgx.Conn
	tx   pgx.Tx
}

func openPostgres(ctx context.Context, url string) (target, error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return nil, err
	}
	tx, err := conn.Begin(ctx)
	if err != nil {
		return nil, errors.Join(err, conn.Close(ctx))
	}
	return &postgres{conn, tx}, nil
}

func (*postgres) system() string { return "postgres" }

func (p *postgres) exec(ctx context.Context, statement string) error {
	_, err := p.tx.Exec(ctx, statement)
	return err
}

func (p *postgres) count(ctx context.Context, statement string) (n int, err error) {
	err = p.tx.QueryRow(ctx, statement).Scan(&n)
	return n, err
}

func (*postgres) loaded() string {
	return "SELECT COUNT(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename LIKE 'retail\\_%'"
}

func (p *postgres) insert(ctx context.Context, t table) error {
	next, stop := pull(t, func(v any) any {
		if m, ok := v.(Mills); ok {
			return pgtype.Numeric{Int: big.NewInt(int64(m)), Exp: -3, Valid: true}
		}
		return v
	})
	defer stop()
	_, err := p.tx.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, pgx.CopyFromFunc(func() ([]any, error) {
		row, _ := next()
		return row, nil
	}))
	return err
}

func (p *postgres) commit(ctx context.Context) error { return p.tx.Commit(ctx) }

func (p *postgres) close(ctx context.Context) error {
	err := p.tx.Rollback(context.WithoutCancel(ctx))
	if errors.Is(err, pgx.ErrTxClosed) {
		err = nil
	}
	return errors.Join(err, p.conn.Close(context.WithoutCancel(ctx)))
}
