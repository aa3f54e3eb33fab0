package sqldb

import (
	"context"
	"database/sql"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

// client runs statements on one database.
type client struct {
	name    string
	d       dialect
	db      *sql.DB
	timeout time.Duration
	trace   func(ctx context.Context, statement string)
}

func (c *client) builder() *builder { return &builder{d: c.d} }

// call bounds one call of a collection, with all its statements.
func (c *client) call(ctx context.Context, op string, do func(ctx context.Context) error) error {
	if err := sources.FromContext(ctx, c.name, op); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	return do(ctx)
}

// query calls row for each row of a statement, with its cells as text, nil for
// NULL. They are valid during the call only.
func (c *client) query(ctx context.Context, op string, b *builder, row func(cells []sql.RawBytes)) error {
	text := b.sql.String()
	if c.trace != nil {
		c.trace(ctx, text)
	}
	rows, err := c.db.QueryContext(ctx, text, b.args...)
	if err != nil {
		return c.classify(ctx, op, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return c.classify(ctx, op, err)
	}
	cells := make([]sql.RawBytes, len(names))
	into := make([]any, len(names))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return c.classify(ctx, op, err)
		}
		row(cells)
	}
	if err := rows.Err(); err != nil {
		return c.classify(ctx, op, err)
	}
	return nil
}

// check proves that the database can be reached and still has the tables.
func (c *client) check(probes []string) func(ctx context.Context) error {
	return func(ctx context.Context) error {
		const op = "check"
		return c.call(ctx, op, func(ctx context.Context) error {
			if err := c.db.PingContext(ctx); err != nil {
				return c.classify(ctx, op, err)
			}
			for _, p := range probes {
				b := c.builder()
				b.write(p)
				if err := c.query(ctx, op, b, func([]sql.RawBytes) {}); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func (c *client) invalid(op, reason string) error {
	return &sources.Error{Kind: sources.KindInvalid, Source: c.name, Op: op, Reason: reason}
}
