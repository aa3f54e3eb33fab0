package server

import "context"

// traceHeader asks for a trace of the operation when it is "1".
const traceHeader = "X-Galleria-Trace"

// TraceRequested reports whether the answer to the context's request should
// hold a trace: traces are on, the request asks for one, and the caller has
// RoleTrace.
func TraceRequested(ctx context.Context) bool {
	e, ok := ctx.Value(exchangeKey).(*exchange)
	return ok && e.tracing && e.caller.Has(RoleTrace)
}
