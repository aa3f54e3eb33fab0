package sources

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrorKind says what went wrong in the only terms that guard, cache, merge and
// the error presenter may decide on.
type ErrorKind uint8

const (
	// KindInternal is an error that no connector classified: a fault of ours.
	KindInternal ErrorKind = iota
	// KindInvalid is a request the source can never answer as it was put: a bad cursor, a malformed value.
	KindInvalid
	// KindUnsupported is a request that the collection's Traits do not promise.
	KindUnsupported
	// KindDenied means that the credentials were refused or lack a permission.
	KindDenied
	// KindLimited means that the source's quota is spent; RetryAfter says when to come back, if it is known.
	KindLimited
	// KindUnavailable means that the source could not be reached, or failed to answer.
	KindUnavailable
	// KindMalformed means that the source answered with something that is not what it promises to answer.
	KindMalformed
	// KindTimeout means that no answer came within the deadline.
	KindTimeout
	// KindCanceled means that the caller went away.
	KindCanceled
	// KindAmbiguous means that several records answer where one was asked for, and none is guessed.
	KindAmbiguous
)

var kindNames = [...]string{
	KindInternal:    "internal",
	KindInvalid:     "invalid",
	KindUnsupported: "unsupported",
	KindDenied:      "denied",
	KindLimited:     "limited",
	KindUnavailable: "unavailable",
	KindMalformed:   "malformed",
	KindTimeout:     "timeout",
	KindCanceled:    "canceled",
	KindAmbiguous:   "ambiguous",
}

// String returns the kind in one lower-case word.
func (k ErrorKind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Retryable reports whether the same request may succeed when it is sent again.
func (k ErrorKind) Retryable() bool {
	return k == KindLimited || k == KindUnavailable || k == KindTimeout
}

// Error is what every collection returns. It is made once, at the edge of the
// connector, and never holds a text of the upstream system, a secret or a
// value of a person: Err is for wrapping errors of our own and of the standard
// library, and is not shown to clients.
type Error struct {
	Kind   ErrorKind
	Source string // the source's configured name; "" for a virtual collection
	Op     string // what was attempted: "list orders", "get customers"
	// Reason is a sentence for the client, safe to show: what is wrong and what to do. It may be empty.
	Reason string
	// RetryAfter is how long to wait before the next request; 0 when it is not known.
	RetryAfter time.Duration
	Err        error
}

// Error returns source, attempt, kind and reason in one line.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Source != "" {
		b.WriteString(e.Source + ": ")
	}
	if e.Op != "" {
		b.WriteString(e.Op + ": ")
	}
	b.WriteString(e.Kind.String())
	if e.Reason != "" {
		b.WriteString(": " + e.Reason)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of the first *Error in err's tree. A context's own
// errors count as KindCanceled and KindTimeout; anything else is KindInternal.
func KindOf(err error) ErrorKind {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e.Kind
	case errors.Is(err, context.Canceled):
		return KindCanceled
	case errors.Is(err, context.DeadlineExceeded):
		return KindTimeout
	}
	return KindInternal
}

// FromContext classifies the end of ctx as an error of the source and attempt.
// It returns nil while ctx lives.
func FromContext(ctx context.Context, source, op string) error {
	err := ctx.Err()
	if err == nil {
		return nil
	}
	return &Error{Kind: KindOf(err), Source: source, Op: op, Err: err}
}

// Partial is returned beside a usable result when a part of what was asked is
// missing. Errs names each part's failure; each is or wraps an *Error.
type Partial struct {
	Errs []error
}

// Error lists the failures.
func (p *Partial) Error() string {
	return fmt.Sprintf("answer is partial: %v", errors.Join(p.Errs...))
}

// Unwrap returns the failures.
func (p *Partial) Unwrap() []error { return p.Errs }
