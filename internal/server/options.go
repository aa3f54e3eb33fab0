package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/internal/server/docguard"
)

// Options is everything that a server is made of. Schema, Limits, Listen and
// Logger are required.
type Options struct {
	// Schema executes operations.
	Schema graphql.ExecutableSchema
	// SDL is what /schema.graphql answers; empty means that the path does not exist.
	SDL string
	// Listen is the address that the server will be reached at. It decides
	// whether callers without a key are thinkable: only on loopback.
	Listen string
	// Keys are the callers. Without any, everyone is anonymous.
	Keys []Key
	// AnonymousRoles is what a caller may do while there are no keys.
	AnonymousRoles []Role
	// Hosts are the names, without port, that the Host header may have. On
	// loopback the loopback names are always allowed and nothing else is by
	// default; elsewhere an empty list allows every name.
	Hosts []string
	// CORS lists the origins, as scheme://host[:port], whose pages may read answers.
	CORS []string
	// Documents are known beforehand, from ReadDocuments; nil means none.
	Documents *Documents
	// DocumentsOnly refuses all other documents, for callers without RoleExplore.
	DocumentsOnly bool
	// Limits bounds every request.
	Limits Limits
	// UI serves /explore/; nil means that there are no pages.
	UI http.Handler
	// Introspection lets callers with RoleExplore read the schema.
	Introspection bool
	// Trace lets callers with RoleTrace ask for traces; see TraceRequested.
	Trace bool
	// Dev adds the text of causes to errors and logs. For loopback only: such
	// texts may hold what a source said.
	Dev bool
	// Extensions are gqlgen's hooks: loaders, traces. They run inside the
	// server's own checks.
	Extensions []graphql.HandlerExtension
	// Ready reports whether every required source has answered. It is asked
	// until it first says so; nil means ready at once.
	Ready func(context.Context) bool
	// Sources returns the state of the sources; nil means that there are none to show.
	Sources func(context.Context) []SourceState
	// Logger receives the access log and faults.
	Logger *slog.Logger
}

// Limits bounds what one request, and all together, may take.
type Limits struct {
	Document          docguard.Limits
	BodyBytes         int64         // of a request
	BodyTime          time.Duration // until the body has arrived
	Deadline          time.Duration // of an operation
	WriteTime         time.Duration // until a client has taken one part of an answer
	Concurrency       int           // operations at once; more are refused with 503
	Cost              int           // of an operation, see docguard.Estimator
	IntrospectionCost int           // objects of an introspection
	PageSize          int           // assumed for a connection that names no size
	ListSize          int           // assumed for a list that is no connection
	CacheBytes        int64         // memory for parsed documents
	CachedQueryBytes  int           // longer documents are not kept
	Errors            int           // in an answer to a bad request
	ErrorBytes        int           // of one message
}

// DefaultLimits returns the limits that Galleria ships with.
func DefaultLimits() Limits {
	return Limits{
		Document:          docguard.DefaultLimits(),
		BodyBytes:         1 << 20,
		BodyTime:          15 * time.Second,
		Deadline:          10 * time.Second,
		WriteTime:         15 * time.Second,
		Concurrency:       256,
		Cost:              2_000,
		IntrospectionCost: 200_000,
		PageSize:          20,
		ListSize:          5,
		CacheBytes:        64 << 20,
		CachedQueryBytes:  16 << 10,
		Errors:            10,
		ErrorBytes:        300,
	}
}

func (l Limits) validate() error {
	if err := l.Document.Validate(); err != nil {
		return err
	}
	for name, value := range map[string]int64{
		"BodyBytes": l.BodyBytes, "BodyTime": int64(l.BodyTime), "Deadline": int64(l.Deadline), "WriteTime": int64(l.WriteTime),
		"Concurrency": int64(l.Concurrency), "Cost": int64(l.Cost), "IntrospectionCost": int64(l.IntrospectionCost),
		"PageSize": int64(l.PageSize), "ListSize": int64(l.ListSize), "CacheBytes": l.CacheBytes,
		"CachedQueryBytes": int64(l.CachedQueryBytes), "Errors": int64(l.Errors), "ErrorBytes": int64(l.ErrorBytes),
	} {
		if value <= 0 {
			return fmt.Errorf("limit %s is %d: it must be positive", name, value)
		}
	}
	return nil
}

// ErrOpenToNetwork is returned for a server that anyone on a network could use.
var ErrOpenToNetwork = errors.New("listening on more than loopback needs keys")

// validate reports every reason not to serve with these options.
func (o Options) validate() error {
	var problems []error
	if o.Schema == nil {
		problems = append(problems, errors.New("a schema is required"))
	}
	if o.Logger == nil {
		problems = append(problems, errors.New("a logger is required"))
	}
	if o.Dev && !isLoopback(o.Listen) {
		problems = append(problems, errors.New("development mode shows causes of errors, so it is for loopback only"))
	}
	if len(o.Keys) > 0 && len(o.AnonymousRoles) > 0 {
		problems = append(problems, errors.New("anonymous roles and keys exclude one another: with keys, every caller needs one"))
	}
	if o.DocumentsOnly && o.Documents.Len() == 0 {
		problems = append(problems, errors.New("only stored documents may be run, and there are none"))
	}
	problems = append(problems, o.Limits.validate(), o.validateListen(), validateKeys(o.Keys), validateRoles("anonymous", o.AnonymousRoles))
	for _, origin := range o.CORS {
		problems = append(problems, validateOrigin(origin))
	}
	return errors.Join(problems...)
}

func (o Options) validateListen() error {
	if _, _, err := net.SplitHostPort(o.Listen); err != nil {
		return fmt.Errorf("listen address %q is not host:port", o.Listen)
	}
	if len(o.Keys) > 0 || isLoopback(o.Listen) {
		return nil
	}
	return fmt.Errorf("%w: %s is open to others, and no key is configured.\n"+
		"  listen: 127.0.0.1:8080      to stay on this machine, or\n"+
		"  keys: [{name: …, hash: …}]  to let in who has a key", ErrOpenToNetwork, o.Listen)
}

// isLoopback reports whether an address can be reached from this machine only.
func isLoopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// validateOrigin accepts exactly one web origin: no wildcard, no null, no path.
func validateOrigin(origin string) error {
	u, err := url.Parse(origin)
	if err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.Scheme+"://"+u.Host == origin {
		return nil
	}
	return fmt.Errorf("CORS origin %q is not of the form https://shop.example", origin)
}
