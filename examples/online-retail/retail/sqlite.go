package retail

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"time"

	_ "modernc.org/sqlite" // the driver
)

// sqlite loads a file. SQLite has neither decimals nor times, so amounts are
// whole thousandths of a pound and times seconds since 1970, which an index serves.
type sqlite struct {
	transaction
	zone *time.Location
}

const sqliteRows = 20 // the driver looks for each parameter among all of a statement

func openSQLite(ctx context.Context, path string) (target, error) {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		return nil, fmt.Errorf("find time zone: %w", err)
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &sqlite{transaction{db, tx}, zone}, nil
}

func (*sqlite) system() string { return "sqlite" }

func (*sqlite) loaded() string {
	return `SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name LIKE 'retail!_%' ESCAPE '!'`
}

func (s *sqlite) insert(ctx context.Context, t table) error {
	return insertMany(ctx, s.tx, t, sqliteRows, func(v any) any {
		switch v := v.(type) {
		case Mills:
			return int64(v)
		case time.Time:
			return time.Date(v.Year(), v.Month(), v.Day(), v.Hour(), v.Minute(), v.Second(), 0, s.zone).Unix()
		}
		return v
	})
}
