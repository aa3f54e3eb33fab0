package server

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// accessLog gives every request its exchange and id, and logs one line when it
// ends. The line holds nothing that a caller chose freely: no query, variable,
// path or header.
func accessLog(logger *slog.Logger, traces bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			start := time.Now()
			e := &exchange{id: requestID(r.Header), tracing: traces && r.Header.Get(traceHeader) == "1"}
			w.Header().Set(requestIDHeader, e.id)
			wrapped := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
			r = r.WithContext(context.WithValue(r.Context(), exchangeKey, e))
			defer func() {
				if h := logger.Handler(); h.Enabled(r.Context(), slog.LevelInfo) {
					line := slog.NewRecord(time.Now(), slog.LevelInfo, "request", 0) // LogAttrs would look up its caller, for every line the same
					line.AddAttrs(requestAttrs(r, wrapped, e, time.Since(start))...)
					_ = h.Handle(r.Context(), line)
				}
			}()
			next.ServeHTTP(wrapped, r)
		})
	}
}

func requestAttrs(r *http.Request, w middleware.WrapResponseWriter, e *exchange, took time.Duration) []slog.Attr {
	status := w.Status()
	if status == 0 {
		status = http.StatusOK
	}
	attrs := append(make([]slog.Attr, 0, 10),
		slog.String("id", e.id),
		slog.String("method", knownMethod(r.Method)),
		slog.String("route", route(r)),
		slog.Int("status", status),
		slog.Float64("ms", float64(took.Microseconds())/1000),
		slog.Int("bytes", w.BytesWritten()),
	)
	caller := ""
	if e.caller != nil {
		caller = e.caller.Name
	}
	for _, a := range []struct{ key, value string }{
		{"caller", caller}, {"operation", e.operation}, {"name", e.name}, {"code", string(e.code)},
	} {
		if a.value != "" {
			attrs = append(attrs, slog.String(a.key, a.value))
		}
	}
	return attrs
}

func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

// route returns the pattern that served the request, never its path.
func route(r *http.Request) string {
	if c := chi.RouteContext(r.Context()); c != nil && c.RoutePattern() != "" && c.RoutePattern() != "/*" {
		return c.RoutePattern()
	}
	return "none"
}

const nameBytes = 64

// note records which operation a request ran. Names fit GraphQL's grammar by
// then: letters, digits and underscores.
func (e *exchange) note(operation, name string) {
	e.operation = operation
	e.name = name[:min(len(name), nameBytes)]
}
