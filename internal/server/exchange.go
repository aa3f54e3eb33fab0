package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"sync/atomic"
)

// exchange is what the server knows about one request. Fields but faults are
// written by the goroutine that serves the request only, and the caller before
// there is any other.
type exchange struct {
	id        string
	caller    *Caller // nil until it is known
	operation string  // query, mutation or subscription
	name      string  // the operation's name, shortened
	code      Code    // of the first error answered
	tracing   bool    // traces are on, and the header that asks for one was sent

	faults atomic.Int32 // internal errors logged so far
}

// exchangeFrom returns the note of the context's request, or a new one that
// nobody logs when the context belongs to none.
func exchangeFrom(ctx context.Context) *exchange {
	if e, ok := ctx.Value(exchangeKey).(*exchange); ok {
		return e
	}
	return &exchange{id: newID()}
}

// RequestIDFrom returns the id that names the context's request in the log and
// in answers; "" outside a request.
func RequestIDFrom(ctx context.Context) string {
	if e, ok := ctx.Value(exchangeKey).(*exchange); ok {
		return e.id
	}
	return ""
}

const (
	requestIDHeader = "X-Request-Id"
	requestIDBytes  = 64
)

// requestID takes the caller's id when it is safe to log and to send back, and
// makes one otherwise.
func requestID(header http.Header) string {
	if ids := header.Values(requestIDHeader); len(ids) == 1 && safeID(ids[0]) {
		return ids[0]
	}
	return newID()
}

func newID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails: it ends the process instead
	return hex.EncodeToString(b)
}

func safeID(id string) bool {
	if id == "" || len(id) > requestIDBytes {
		return false
	}
	for i := range len(id) {
		c := id[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.':
		default:
			return false
		}
	}
	return true
}
