package guard

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/quota"
)

// Options says how an account is guarded. Zero values take the defaults named.
type Options struct {
	// Source is the source's name, for errors.
	Source string
	// Timeout bounds one attempt, without what it waits for its turn under a quota. 2 s.
	Timeout time.Duration
	// Attempts is the most tries of one call, the first included. 3.
	Attempts int
	// Concurrency is the most calls in flight. 100.
	Concurrency int
	// Queue is the most callers that wait for a call in flight to end, and
	// QueueTime how long each waits at most. 50 and 100 ms.
	Queue     int
	QueueTime time.Duration
	// Observe is told of every attempt when it has ended, by the goroutine that made it. It may be nil.
	Observe func(context.Context, Call)
}

// Call is one attempt of a call to the system.
type Call struct {
	Source  string
	Kind    string // the kind of entity; "" for a check
	Op      string // get, find, query, check
	Field   string // of a find: the field looked up by
	Keys    int    // how many ids or values were asked for; 0 for a query
	Attempt int    // from 1
	Started time.Time
	Took    time.Duration
	// Err is nil when the attempt succeeded; it is, or wraps, a *[sources.Error].
	Err error
}

// Guard guards one account. It is safe for concurrent use.
type Guard struct {
	options Options
	lanes   lanes
	budget  budget
	pause   pause
	stats   stats
}

// New returns a guard of the account.
func New(o Options) *Guard {
	o.Timeout = orDefault(o.Timeout, 2*time.Second)
	o.Attempts = orDefault(o.Attempts, 3)
	o.Concurrency = orDefault(o.Concurrency, 100)
	o.Queue = orDefault(o.Queue, 50)
	o.QueueTime = orDefault(o.QueueTime, 100*time.Millisecond)
	return &Guard{options: o, lanes: newLanes(o), budget: newBudget(time.Now())}
}

func orDefault[N int | time.Duration](n, otherwise N) N {
	if n > 0 {
		return n
	}
	return otherwise
}

// Check asks the system whether it answers: one attempt, with its deadline.
func (g *Guard) Check(ctx context.Context, check func(context.Context) error) error {
	_, err := attempt(ctx, g, Call{Source: g.options.Source, Op: "check", Attempt: 1}, nil, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, check(ctx)
	})
	return err
}

// do makes a call, as often as it takes and may.
func do[R any](ctx context.Context, g *Guard, c Call, call func(context.Context) (R, error)) (R, error) {
	var zero R
	c.Source = g.options.Source
	g.budget.earn(time.Now())
	for c.Attempt = 1; ; c.Attempt++ {
		if err := g.admit(ctx, c.Op); err != nil {
			return zero, err
		}
		r, err := attempt(ctx, g, c, g.lanes.slots, call)
		g.lanes.leave()
		if err == nil || isPartial(err) {
			return r, err
		}
		if !g.retry(ctx, err, c.Attempt) {
			return zero, err
		}
	}
}

// admit waits until a call may be sent, and takes a lane for it. Its error says
// why it may not. The source may ask to be left alone while a caller waits, so
// that the pause is looked at again once there is a lane.
func (g *Guard) admit(ctx context.Context, op string) error {
	for {
		if err := g.waitOut(ctx, op); err != nil {
			return err
		}
		switch err := g.lanes.enter(ctx); {
		case errors.Is(err, errBusy):
			return g.limited(op, "busy: too many calls to this source are under way", 0)
		case err != nil:
			return sources.FromContext(ctx, g.options.Source, op)
		}
		if g.pause.left() <= 0 {
			return nil
		}
		g.lanes.leave()
	}
}

// waitOut waits for the end of the pause that the source has asked for.
func (g *Guard) waitOut(ctx context.Context, op string) error {
	for {
		if err := sources.FromContext(ctx, g.options.Source, op); err != nil {
			return err
		}
		left := g.pause.left()
		switch {
		case left <= 0:
			return nil
		case !fits(ctx, left):
			return g.limited(op, "the source asked to be left alone for a while", left)
		}
		if err := sleep(ctx, left); err != nil {
			return sources.FromContext(ctx, g.options.Source, op)
		}
	}
}

func (g *Guard) limited(op, reason string, after time.Duration) error {
	return &sources.Error{Kind: sources.KindLimited, Source: g.options.Source, Op: op, Reason: reason, RetryAfter: after}
}

// attempt makes one call under its own deadline, and notes what came of it. The
// lane, if it has one, is free while it waits for its turn.
func attempt[R any](ctx context.Context, g *Guard, c Call, lane *quota.Slots, call func(context.Context) (R, error)) (r R, err error) {
	bounded, clock := startClock(ctx, g.options.Timeout, lane)
	defer clock.stop()
	c.Started = time.Now()
	r, err = recovered(bounded, call)
	c.Took = time.Since(c.Started)
	if err != nil {
		err = g.classify(ctx, bounded, c.Op, err)
		g.heed(err)
	}
	c.Err = err
	g.stats.note(c)
	if g.options.Observe != nil {
		g.options.Observe(ctx, c)
	}
	return r, err
}

// recovered turns a panic of a connector into an error that holds where it
// was, and not with what: the value may be data.
func recovered[R any](ctx context.Context, call func(context.Context) (R, error)) (r R, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &sources.Error{Kind: sources.KindInternal, Err: fmt.Errorf("panic in %s", panicSite())}
		}
	}()
	return call(ctx)
}

// panicSite returns the function that panicked, as far as the stack tells.
func panicSite() string {
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for seen := false; ; {
		f, more := frames.Next()
		if seen && f.Function != "" && !isRuntime(f.Function) {
			return f.Function
		}
		seen = seen || f.Function == "runtime.gopanic"
		if !more {
			return "a connector"
		}
	}
}

func isRuntime(function string) bool { return len(function) > 8 && function[:8] == "runtime." }

// classify makes every error one of the contract, and tells whose deadline ended a call.
func (g *Guard) classify(ctx, bounded context.Context, op string, err error) error {
	if isPartial(err) {
		return err
	}
	kind := sources.KindOf(err)
	if kind == sources.KindCanceled || kind == sources.KindTimeout {
		if ended := sources.FromContext(ctx, g.options.Source, op); ended != nil {
			return ended
		}
		if bounded.Err() != nil {
			return &sources.Error{
				Kind: sources.KindTimeout, Source: g.options.Source, Op: op, Reason: fmt.Sprintf("did not answer within %v", g.options.Timeout), Err: err,
			}
		}
	}
	var e *sources.Error
	if !errors.As(err, &e) {
		return &sources.Error{Kind: kind, Source: g.options.Source, Op: op, Err: err}
	}
	if e.Source == "" {
		named := *e
		named.Source = g.options.Source
		if named.Op == "" {
			named.Op = op
		}
		return &named
	}
	return err
}

func isPartial(err error) bool {
	var p *sources.Partial
	return errors.As(err, &p)
}
