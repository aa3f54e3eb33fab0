package server

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql"
)

// endpoint is /graphql: it picks the executor for the caller's rights and the
// transport for the request.
type endpoint struct {
	transports []graphql.Transport
	plain      graphql.GraphExecutor // for callers who may not read the schema
	exploring  graphql.GraphExecutor // for callers who may: it suggests names
	explore    bool
	respond    *responder
}

// ServeHTTP answers one request.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Accept")
	r = r.WithContext(graphql.StartOperationTrace(r.Context()))
	for _, transport := range e.transports {
		if transport.Supports(r) {
			transport.Do(w, r, e.executor(r))
			return
		}
	}
	e.respond.fail(w, r, CodeMethodNotAllowed, "send GET or POST")
}

func (e *endpoint) executor(r *http.Request) graphql.GraphExecutor {
	if e.explore && CallerFrom(r.Context()).Has(RoleExplore) {
		return e.exploring
	}
	return e.plain
}
