// Package app assembles a server from its configuration. It is the only place
// that names every connector and builds every stack.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/server"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/guard"
	"github.com/galleria-graph/galleria/sources/sqldb"
)

// Options is what a configuration file does not say.
type Options struct {
	// Logger receives the access log and faults; nil discards them.
	Logger *slog.Logger
	// Dev adds the causes of errors to answers and logs, and serves the pages. For loopback only.
	Dev bool
	// Late opens a source that cannot be reached now when it is used. Without
	// it, that is an error of Open.
	Late bool
	// Observe is told of every call to a system. It may be nil.
	Observe func(context.Context, guard.Call)
}

// App is an assembled server over opened sources.
type App struct {
	accounts []*account // in the configured order
	server   *server.Server
	logger   *slog.Logger
}

// Open opens all sources and assembles the server over them. It fails, with
// every reason at once, when the configuration cannot work: a
// *[config.Problems] where the file can be mended, an *[OpenError] where a
// source that must be asked to be opened does not answer, unless it may be
// opened late, both joined where both are so. What [Vet] finds is told before any source is asked.
func Open(ctx context.Context, cfg *config.Config, o Options) (*App, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	documents, err := vet(cfg)
	if err != nil {
		return nil, err
	}
	accounts, err := openAll(ctx, cfg, o)
	if err != nil {
		return nil, err
	}
	a := &App{accounts: accounts, logger: o.Logger}
	views, err := assemble(cfg, accounts)
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	if a.server, err = server.New(a.serverOptions(cfg, o, views, documents)); err != nil {
		return nil, errors.Join(fmt.Errorf("assemble server: %w", err), a.Close())
	}
	return a, nil
}

// Handler serves the graph and its pages.
func (a *App) Handler() http.Handler { return a.server }

// Serve serves on the listener until ctx ends, then stops in order.
func (a *App) Serve(ctx context.Context, listener net.Listener) error {
	life := server.DefaultLifetimes()
	if isLoopback(listener.Addr()) {
		life.Notice = 0 // nobody balances load to this machine alone
	}
	return server.Serve(ctx, listener, a.server, life, a.logger)
}

func isLoopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// Close closes all sources.
func (a *App) Close() error { return closeAll(a.accounts) }

func closeAll(accounts []*account) error {
	var errs []error
	for _, acc := range accounts {
		if acc != nil && acc.source.Close != nil {
			if err := acc.source.Close(); err != nil {
				errs = append(errs, fmt.Errorf("close source %s: %w", acc.source.Name, err))
			}
		}
	}
	return errors.Join(errs...)
}

// OpenError says which sources could not be opened because of what they, or
// the way to them, answered.
type OpenError struct {
	Results []CheckResult
}

// Error lists the sources with what is wrong.
func (e *OpenError) Error() string {
	errs := make([]error, len(e.Results))
	for i, r := range e.Results {
		errs[i] = r.Err
	}
	return errors.Join(errs...).Error()
}

// openAll opens the sources side by side: some ask their system what it holds.
func openAll(ctx context.Context, cfg *config.Config, o Options) ([]*account, error) {
	names := cfg.SourceNames()
	accounts, errs := make([]*account, len(names)), make([]error, len(names))
	var group errgroup.Group
	for i, name := range names {
		group.Go(func() error {
			accounts[i], errs[i] = open(ctx, name, cfg.Sources[name], o)
			return nil
		})
	}
	_ = group.Wait() // its functions return nil: every error is wanted, not the first
	var failed []CheckResult
	report := cfg.Report()
	for i, err := range errs {
		var contradicted *sqldb.Problems
		switch block, ok := cfg.Sources[names[i]].(*config.SQL); {
		case err == nil:
		case ok && errors.As(err, &contradicted):
			reportSQL(report, names[i], block, contradicted.List)
		default:
			failed = append(failed, CheckResult{Name: names[i], Kind: string(cfg.Sources[names[i]].SourceKind()), Err: err})
		}
	}
	err := report.Err()
	if len(failed) > 0 {
		err = errors.Join(err, &OpenError{Results: failed})
	}
	if err != nil {
		return nil, errors.Join(err, closeAll(accounts))
	}
	return accounts, nil
}

func open(ctx context.Context, name string, block config.Source, o Options) (*account, error) {
	source, err := connect(ctx, name, block, o)
	if err != nil {
		return nil, err
	}
	u := block.Guard()
	return &account{
		source: source,
		kind:   string(block.SourceKind()),
		guard: guard.New(guard.Options{
			Source: name, Timeout: u.Timeout, Attempts: 1 + u.Retries, Concurrency: u.Concurrency, Observe: o.Observe,
		}),
	}, nil
}

// CheckResult is what asking one source has shown.
type CheckResult struct {
	Name    string
	Kind    string // the connector
	Latency time.Duration
	Err     error // nil when it answers; else it says what to mend
	// Warnings are what is to be mended although it answers.
	Warnings []string
}

// Check asks every source for as little as proves that it can be reached, side
// by side. The results are in the configured order.
func (a *App) Check(ctx context.Context) []CheckResult {
	results := make([]CheckResult, len(a.accounts))
	var group errgroup.Group
	for i, acc := range a.accounts {
		group.Go(func() error {
			start := time.Now()
			err := acc.check(ctx)
			results[i] = CheckResult{Name: acc.source.Name, Kind: acc.kind, Latency: time.Since(start), Err: err, Warnings: acc.warnings()}
			return nil
		})
	}
	_ = group.Wait() // its functions return nil
	return results
}

// warnings returns what is to be mended although the source answers.
func (a *account) warnings() []string {
	if a.source.Warnings == nil {
		return nil
	}
	return a.source.Warnings()
}

func (a *account) check(ctx context.Context) error {
	if a.source.Check == nil {
		return &sources.Error{Kind: sources.KindUnsupported, Source: a.source.Name, Op: "check", Reason: "this source cannot be checked"}
	}
	return a.guard.Check(ctx, a.source.Check)
}
