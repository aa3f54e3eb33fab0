package guard

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

// Backoff grows from the first to the second bound, with full jitter.
const (
	minBackoff = 50 * time.Millisecond
	maxBackoff = time.Second
	// maxPause bounds what a source may ask for, and what a caller without a deadline waits.
	maxPause = time.Minute
	patience = 10 * time.Second
)

// retry decides whether a call that failed is tried again, and waits for it.
func (g *Guard) retry(ctx context.Context, err error, attempt int) bool {
	kind := sources.KindOf(err)
	wait := backoff(attempt)
	if after := retryAfter(err); after > 0 {
		wait = after
	}
	switch {
	case attempt >= g.options.Attempts:
		return false
	case kind == sources.KindMalformed:
		if attempt > 1 { // once: a broken answer may be a broken moment
			return false
		}
	case !kind.Retryable():
		return false
	}
	if ctx.Err() != nil || !fits(ctx, wait) || !g.budget.spend(time.Now()) {
		return false
	}
	return sleep(ctx, wait) == nil
}

// heed notes that the source has asked to be left alone, were it in a part of
// an answer: because its quota is spent, or for the time that it is down.
func (g *Guard) heed(err error) {
	var partial *sources.Partial
	if errors.As(err, &partial) {
		for _, part := range partial.Errs {
			g.heed(part)
		}
		return
	}
	kind := sources.KindOf(err)
	asked := kind == sources.KindLimited && !errors.Is(err, sources.ErrTurn) || kind == sources.KindUnavailable
	if after := retryAfter(err); after > 0 && asked {
		g.pause.until(time.Now().Add(after))
	}
}

// retryAfter is how long the source asks to wait before the same request; 0 when it does not say.
func retryAfter(err error) time.Duration {
	var e *sources.Error
	if !errors.As(err, &e) {
		return 0
	}
	return min(e.RetryAfter, maxPause)
}

func backoff(attempt int) time.Duration {
	limit := min(minBackoff<<(attempt-1), maxBackoff)
	return time.Duration(rand.Int64N(int64(limit) + 1))
}

// fits reports whether the caller will still be there after the wait.
func fits(ctx context.Context, wait time.Duration) bool {
	deadline, ok := ctx.Deadline()
	if !ok {
		return wait <= patience
	}
	return time.Now().Add(wait).Before(deadline)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// The retry budget: so many a second, and a share of the calls. It keeps a
// source that fails altogether from being asked three times as often.
const (
	budgetPerSecond = 10.0
	budgetPerCall   = 0.1
	budgetMost      = 20.0
)

type budget struct {
	mu     sync.Mutex
	tokens float64
	at     time.Time
}

func newBudget(now time.Time) budget { return budget{tokens: budgetPerSecond, at: now} }

func (b *budget) earn(now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill(now)
	b.tokens = min(b.tokens+budgetPerCall, budgetMost)
}

func (b *budget) spend(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill(now)
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

func (b *budget) fill(now time.Time) {
	b.tokens = min(b.tokens+now.Sub(b.at).Seconds()*budgetPerSecond, budgetMost)
	b.at = now
}

// pause is the time until which the source has asked to be left alone.
type pause struct {
	mu  sync.Mutex
	end time.Time
}

func (p *pause) until(t time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t.After(p.end) {
		p.end = t
	}
}

func (p *pause) left() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.end.IsZero() {
		return 0 // nothing was ever asked, as is usual
	}
	return time.Until(p.end)
}
