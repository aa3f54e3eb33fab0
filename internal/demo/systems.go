package demo

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"

	_ "modernc.org/sqlite" // the databases' driver
)

// The names of the sources.
const (
	north     = "north"
	south     = "south"
	trade     = "trade"
	outlet    = "outlet"
	pay       = "pay"
	warehouse = "warehouse"
	crm       = "crm"
)

// systems are the merchant's systems with the data in them, without servers.
type systems struct {
	merchant  *merchant.Merchant
	clock     func() time.Time
	stores    []store // as the merchant has them
	gateway   *stripesim.Sim
	crm       *database
	warehouse *database
}

// open fills all systems at the same time.
func open(ctx context.Context, m *merchant.Merchant, dir string, clock func() time.Time) (*systems, error) {
	s := &systems{merchant: m, clock: clock}
	group, ctx := errgroup.WithContext(ctx)
	var err error
	if s.stores, err = newStores(m, clock); err != nil {
		return nil, err
	}
	for _, shop := range s.stores {
		group.Go(shop.load)
	}
	s.gateway = newGateway(m, clock)
	group.Go(func() error { return loadGateway(s.gateway, m) })
	group.Go(func() (err error) {
		if s.crm, err = create(ctx, filepath.Join(dir, "crm.sqlite")); err != nil {
			return err
		}
		return s.crm.fill(ctx, crmSchema, func(w *writer) { writeCRM(w, m) })
	})
	group.Go(func() (err error) {
		if s.warehouse, err = create(ctx, filepath.Join(dir, "warehouse.sqlite")); err != nil {
			return err
		}
		return s.warehouse.fill(ctx, warehouseSchema, func(w *writer) { writeWarehouse(w, m) })
	})
	if err := group.Wait(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// newStores returns the merchant's shops, which are empty.
func newStores(m *merchant.Merchant, clock func() time.Time) ([]store, error) {
	outlet, err := newWoo(m, merchant.Outlet, clock)
	if err != nil {
		return nil, err
	}
	return []store{
		merchant.North: newShopify(m, merchant.North, clock), merchant.South: newShopify(m, merchant.South, clock),
		merchant.Trade: newMagento(m, merchant.Trade, clock), merchant.Outlet: outlet,
	}, nil
}

// handlers are what answers for the stores, and for the gateway behind them.
func (s *systems) handlers() []http.Handler {
	var handlers []http.Handler
	for _, shop := range s.stores {
		handlers = append(handlers, shop.handler())
	}
	return append(handlers, s.gateway)
}

func (s *systems) close() error {
	var problems []error
	for _, db := range []*database{s.crm, s.warehouse} {
		if db != nil {
			problems = append(problems, db.Close())
		}
	}
	return errors.Join(problems...)
}

// database is a SQLite file.
type database struct {
	*sql.DB
	path string
}

// create opens a new file. Readers do not wait for writers there, and as the
// file is gone with the process, nothing waits for the disk.
func create(ctx context.Context, path string) (*database, error) {
	place := url.URL{Path: filepath.ToSlash(path)}
	db, err := sql.Open("sqlite", "file:"+place.EscapedPath()+"?_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_pragma=busy_timeout(5000)")
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(path), err)
	}
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("create %s: %w", filepath.Base(path), err), db.Close())
	}
	return &database{DB: db, path: path}, nil
}

// fill makes tables, unless the schema is empty, and rows in one transaction.
func (db *database) fill(ctx context.Context, schema string, write func(*writer)) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("fill %s: %w", filepath.Base(db.path), err)
	}
	defer tx.Rollback()
	w := &writer{ctx: ctx, tx: tx}
	if schema != "" {
		w.exec(schema)
	}
	write(w)
	if w.err != nil {
		return fmt.Errorf("fill %s: %w", filepath.Base(db.path), w.err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("fill %s: %w", filepath.Base(db.path), err)
	}
	return nil
}

// writer writes rows until something goes wrong. It lives as long as one
// transaction, whose context it holds.
type writer struct {
	ctx context.Context
	tx  *sql.Tx
	err error
}

func (w *writer) exec(statement string, values ...any) {
	if w.err == nil {
		_, w.err = w.tx.ExecContext(w.ctx, statement, values...)
	}
}

// rows prepares a statement and runs it for each list of values that add is
// called with.
func (w *writer) rows(statement string, each func(add func(values ...any))) {
	if w.err != nil {
		return
	}
	prepared, err := w.tx.PrepareContext(w.ctx, statement)
	if err != nil {
		w.err = err
		return
	}
	defer func() { _ = prepared.Close() }() // the transaction tells what went wrong
	each(func(values ...any) {
		if w.err == nil {
			_, w.err = prepared.ExecContext(w.ctx, values...)
		}
	})
}

// orNull makes a missing text NULL.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}
