package server

import "net/http"

// transport takes requests of one kind.
type transport interface {
	supports(r *http.Request) bool
	serve(w http.ResponseWriter, r *http.Request, exec *guarded)
}

// endpoint is /graphql: it picks the executor for the caller's rights and the
// transport for the request.
type endpoint struct {
	transports []transport
	plain      *guarded // for callers who may not read the schema
	exploring  *guarded // for callers who may: it suggests names
	explore    bool
	respond    *responder
}

// ServeHTTP answers one request.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Accept")
	for _, transport := range e.transports {
		if transport.supports(r) {
			transport.serve(w, r, e.executor(r))
			return
		}
	}
	e.respond.fail(w, r, CodeMethodNotAllowed, "send GET or POST")
}

func (e *endpoint) executor(r *http.Request) *guarded {
	if e.explore && CallerFrom(r.Context()).Has(RoleExplore) {
		return e.exploring
	}
	return e.plain
}
