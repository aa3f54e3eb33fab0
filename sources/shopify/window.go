package shopify

import (
	"context"
	"slices"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

const (
	// orderWindow is how far back orders reach for an app without the scope that
	// opens all of them.
	orderWindow = 60 * 24 * time.Hour
	scopeOfAll  = "read_all_orders"

	reasonWindow = "orders placed more than 60 days ago are outside the window of this app: all are there for one with the scope " + scopeOfAll
)

// What the shop says of the app's scopes holds for so long, and a failure to
// find out is left alone for a while.
const (
	scopesKept   = time.Hour
	scopesPaused = time.Minute
)

const scopesDocument = "query {currentAppInstallation{accessScopes{handle}}}"

// reach is whether the app sees all orders. Whoever holds the turn finds out.
type reach struct {
	turn  chan struct{}
	known bool
	all   bool
	until time.Time
}

func newReach() *reach { return &reach{turn: make(chan struct{}, 1)} }

// learn keeps what a shop has said of the app's scopes.
func (r *reach) learn(ctx context.Context, scopes []string) {
	select {
	case r.turn <- struct{}{}:
		r.set(scopes)
		<-r.turn
	case <-ctx.Done():
	}
}

func (r *reach) set(scopes []string) {
	r.known, r.all, r.until = true, slices.Contains(scopes, scopeOfAll), time.Now().Add(scopesKept)
}

// isWindowed reports whether the app is known not to see orders of more than 60
// days ago. Where that cannot be found out it is not.
func (c *client) isWindowed(ctx context.Context, op string) bool {
	r := c.reach
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return false
	}
	if time.Now().After(r.until) {
		var in installed
		_, err := c.do(ctx, request{op: op, document: scopesDocument, price: checkPrice, read: in.decode})
		switch {
		case err == nil && in.app && !in.wrong:
			r.set(in.scopes)
		case ctx.Err() == nil:
			r.until = time.Now().Add(scopesPaused)
		}
	}
	return r.known && !r.all
}

// outsideWindow is why an order that may exist is not there; nil when it would
// be, or when nobody can tell.
func (c *collection[T, W]) outsideWindow(ctx context.Context, op string) error {
	if !c.windowed || !c.isWindowed(ctx, op) {
		return nil
	}
	return &sources.Error{Kind: sources.KindDenied, Source: c.source, Op: op, Reason: reasonWindow}
}

// isRecent reports whether only orders can satisfy the predicates that every app sees.
func isRecent(where []sources.Predicate) bool {
	return slices.ContainsFunc(where, func(p sources.Predicate) bool {
		return p.Field == "placedAt" && p.Op == sources.Range && p.From != nil && time.Since(p.From.Value.Instant()) < orderWindow
	})
}
