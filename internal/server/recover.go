package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"runtime"
	"strings"

	"github.com/go-chi/chi/v5/middleware"
)

// recoverPanics answers a panic of any handler with 500 and the request's id.
func recoverPanics(logger *slog.Logger, respond *responder) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer func() {
				value := recover()
				if value == nil {
					return
				}
				if err, ok := value.(error); ok && err == http.ErrAbortHandler { //nolint:errorlint // net/http compares it the same way
					panic(value)
				}
				logPanic(r.Context(), logger, value)
				if started(w) {
					panic(http.ErrAbortHandler) // a broken connection is plainer than an answer with an error inside
				}
				respond.fail(w, r, CodeInternal, "internal error")
			}()
			next.ServeHTTP(w, r)
		})
	}
}

func started(w http.ResponseWriter) bool {
	wrapped, ok := w.(middleware.WrapResponseWriter)
	return ok && wrapped.Status() != 0
}

// logPanic logs a panic by the type of its value and by where it happened. The
// value itself may hold data of a person.
func logPanic(ctx context.Context, logger *slog.Logger, value any) {
	logger.ErrorContext(ctx, "panic", slog.String("id", exchangeFrom(ctx).id),
		slog.String("type", fmt.Sprintf("%T", value)), slog.Any("stack", stack()))
}

const stackDepth = 24

// stack returns the frames above the panic, as function, file and line without
// folders and arguments.
func stack() []string {
	pcs := make([]uintptr, stackDepth)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs)])
	var lines []string
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") {
			lines = append(lines, fmt.Sprintf("%s %s:%d", path.Base(f.Function), path.Base(f.File), f.Line))
		}
		if !more {
			return lines
		}
	}
}
