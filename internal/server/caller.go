package server

import (
	"context"
	"slices"
)

// Caller is who asks. It is shared between requests and must not be changed.
type Caller struct {
	Name  string // "" for an anonymous caller
	Roles []Role
}

// Has reports whether the caller may do what the role stands for. A nil caller may do nothing.
func (c *Caller) Has(role Role) bool { return c != nil && slices.Contains(c.Roles, role) }

// contextKey is the type of the keys under which this package keeps values in contexts.
type contextKey int

const (
	exchangeKey contextKey = iota
	preparationKey
)

// CallerFrom returns the caller whom the context's request belongs to; nil
// outside a request, or before it is authenticated.
func CallerFrom(ctx context.Context) *Caller {
	if e, ok := ctx.Value(exchangeKey).(*exchange); ok {
		return e.caller
	}
	return nil
}
