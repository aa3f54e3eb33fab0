package sources

import (
	"context"
	"errors"
	"time"
)

// What stands around a call is found in its context: for whom it is, and the
// attempt that a guard has given it.

type (
	callerKey  struct{}
	attemptKey struct{}
)

// WithCaller says for whom what follows is done: the name of an API key, not a
// secret and not a person. Requests that wait for a source are served fairly
// between callers.
func WithCaller(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, callerKey{}, name)
}

// CallerFrom returns for whom the context's work is done; "" where nobody has said.
func CallerFrom(ctx context.Context) string {
	name, _ := ctx.Value(callerKey{}).(string)
	return name
}

// Attempt is what a guard lets the call know that it bounds. A context of its
// own has ended when the attempt has.
type Attempt struct {
	// Caller is the context of the caller, whose deadline is the last.
	Caller context.Context
	// Hold stops the clock of the attempt until resume is called.
	Hold func() (resume func())
}

// WithAttempt returns the context of an attempt.
func WithAttempt(ctx context.Context, a *Attempt) context.Context {
	return context.WithValue(ctx, attemptKey{}, a)
}

// Waiting says that the call waits for its turn, and not for the source: until
// the returned function is called, the time does not count against the attempt.
// Outside a guard it does nothing.
func Waiting(ctx context.Context) (resume func()) {
	if a, ok := ctx.Value(attemptKey{}).(*Attempt); ok {
		return a.Hold()
	}
	return func() {}
}

// ErrTurn is wrapped by an error of KindLimited that is not the source's word: a
// request could not be sent in time, because others wait for the same budget.
var ErrTurn = errors.New("no turn in time")

// Deadline returns when the caller will not wait any more: later than the end
// of an attempt that could wait for its turn.
func Deadline(ctx context.Context) (time.Time, bool) {
	if a, ok := ctx.Value(attemptKey{}).(*Attempt); ok {
		return a.Caller.Deadline()
	}
	return ctx.Deadline()
}
