// Package server is the edge: it puts an executable GraphQL schema behind HTTP.
// It decides who may ask what, bounds what one request and all together may
// take, words every error that leaves the process, and answers for the health
// of the whole. It knows nothing of the sources but their errors and what it is
// told of their state.
package server

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/galleria-graph/galleria/internal/executor"
)

// Server serves one graph. It is an http.Handler; Serve gives it a life.
type Server struct {
	handler   http.Handler
	readiness *readiness
}

// New returns a server, or every reason why the options are not usable.
func New(o Options) (*Server, error) {
	if err := o.validate(); err != nil {
		return nil, fmt.Errorf("server options: %w", err)
	}
	if err := validateExtensions(o); err != nil {
		return nil, fmt.Errorf("server options: %w", err)
	}
	recent, err := newDocumentCache(o.Limits.CacheBytes, o.Limits.CachedQueryBytes)
	if err != nil {
		return nil, fmt.Errorf("make document cache: %w", err)
	}
	s := &Server{readiness: &readiness{ask: o.Ready}}
	s.handler = s.routes(o, &library{stored: o.Documents, only: o.DocumentsOnly, recent: recent})
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Drain makes the server say that it is not ready, for good. It goes on serving.
func (s *Server) Drain() { s.readiness.stopping.Store(true) }

// validateExtensions asks what gqlgen would otherwise panic over, and refuses
// what would never be called, or would change what has been checked.
func validateExtensions(o Options) error {
	var problems []error
	for _, e := range o.Extensions {
		problems = append(problems, executor.CheckExtension(e))
		switch e.(type) {
		case graphql.OperationParameterMutator:
			problems = append(problems, fmt.Errorf("extension %s changes the parameters of requests, whose documents have been checked by then", e.ExtensionName()))
		case graphql.OperationContextMutator, graphql.OperationInterceptor, graphql.RootFieldInterceptor, graphql.FieldInterceptor, graphql.ResponseInterceptor:
			if err := e.Validate(o.Schema); err != nil {
				problems = append(problems, fmt.Errorf("extension %s: %w", e.ExtensionName(), err))
			}
		default:
			problems = append(problems, fmt.Errorf("extension %T hooks into nothing", e))
		}
	}
	return errors.Join(problems...)
}

func (s *Server) routes(o Options, documents *library) http.Handler {
	respond := &responder{codes: Codes()}
	auth := newAuthenticator(o, respond)
	share := cors{o.CORS}

	r := chi.NewRouter()
	r.Use(accessLog(o.Logger, o.Trace), secureHeaders, recoverPanics(o.Logger, respond), s.readiness.closing,
		newHostCheck(o, respond).middleware, share.middleware, middleware.GetHead)
	r.NotFound(func(w http.ResponseWriter, r *http.Request) {
		respond.fail(w, r, CodeNotFound, "nothing is served at this path")
	})
	r.MethodNotAllowed(func(w http.ResponseWriter, req *http.Request) {
		notAllowed(respond, allowed(r, req.URL.Path))(w, req)
	})
	r.Get(healthPath, serveHealth)
	r.Get(readyPath, s.readiness.serveReady)

	query := pagesFirst(o, auth.require(RoleQuery)(newEndpoint(o, documents, respond, share)))
	r.Method(http.MethodPost, "/graphql", query)
	r.Method(http.MethodGet, "/graphql", query)
	r.Method(http.MethodHead, "/graphql", notAllowed(respond, "GET, POST"))

	explore := r.With(auth.require(RoleExplore))
	explore.Get("/api/sources", serveSources(o.Sources))
	if o.SDL != "" {
		explore.Get("/schema.graphql", serveSDL(o.SDL))
	}
	if o.UI != nil {
		r.Get("/", redirect)
		r.Get("/explore", redirect)
		r.With(auth.requirePage(RoleExplore)).Handle("/explore/*", o.UI)
	}
	return r
}

func newEndpoint(o Options, documents *library, respond *responder, share cors) *endpoint {
	p := &presenter{codes: respond.codes, logger: o.Logger, dev: o.Dev, maxBytes: o.Limits.ErrorBytes}
	one := single{limits: o.Limits, respond: respond, logger: o.Logger, accepts: &negotiator{}, slots: make(chan struct{}, o.Limits.Concurrency)}
	return &endpoint{
		transports: []transport{postTransport{one}, getTransport{one, share}},
		plain:      newGuarded(o, documents, p, false),
		exploring:  newGuarded(o, documents, p, true),
		explore:    o.Introspection,
		respond:    respond,
	}
}

// pagesFirst sends a browser that navigates to the endpoint to the pages.
func pagesFirst(o Options, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.UI != nil && r.Method == http.MethodGet && wantsPage(r) {
			redirect(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// redirect keeps the query of the address: a link to an operation holds it there.
func redirect(w http.ResponseWriter, r *http.Request) {
	target := "/explore/"
	if r.URL.RawQuery != "" {
		target += "?" + r.URL.RawQuery
	}
	http.Redirect(w, r, target, http.StatusFound)
}

// allowed lists the methods that a path takes.
func allowed(routes chi.Routes, path string) string {
	var methods []string
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
		if routes.Match(chi.NewRouteContext(), method, path) {
			methods = append(methods, method)
		}
	}
	return strings.Join(methods, ", ")
}

func notAllowed(respond *responder, allow string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", allow)
		respond.fail(w, r, CodeMethodNotAllowed, "the path takes "+allow)
	}
}
