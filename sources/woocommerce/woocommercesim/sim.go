package woocommercesim

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Options configures a [Sim]. The zero value is a shop in dollars at UTC whose
// one key is ck_sim with the secret cs_sim, as if reached over HTTPS.
type Options struct {
	// Keys are the API keys by consumer key.
	Keys map[string]Key
	// Version is the plug-in's version, DefaultVersion when empty.
	Version string
	// Directory is the path below which WordPress is installed, such as "/shop".
	Directory string
	// PlainPermalinks leaves ?rest_route= as the only way to the API.
	PlainPermalinks bool
	// PlainHTTP takes requests without TLS for what they are: only OAuth 1.0a
	// signs in then. Otherwise a proxy in front is taken to end TLS.
	PlainHTTP bool
	// StripAuthorization drops the header Authorization, as some hosts do.
	StripAuthorization bool
	// Fulfillments switches the feature of that name on, and its route.
	Fulfillments bool
	// Zone is the site's time zone, UTC when nil.
	Zone *time.Location
	// Currency is the shop's, in capitals, USD when empty.
	Currency string
	// Decimals is the shop's number of decimals; nil is 2.
	Decimals *int
	// PricesIncludeTax is reported on orders that are seeded without their own.
	PricesIncludeTax bool
	// Statuses are order statuses that plug-ins registered.
	Statuses []string
	// Translate returns an error's message in the site's language; nil leaves it in English.
	Translate func(message string) string
	// Clock tells the time of changes; nil is time.Now.
	Clock func() time.Time
	// SignatureClock is what the times of signatures are held against, where that
	// is not the clock of the shop; nil is Clock.
	SignatureClock func() time.Time
	// Seed makes the choice of failing requests repeatable.
	Seed uint64
	// Recorder sees every request before it is judged; it must not keep the
	// request's body.
	Recorder func(*http.Request)
}

// Sim is a simulated shop. It is safe for concurrent use.
type Sim struct {
	options  Options
	version  version
	decimals int
	routes   []route
	faults   *faults
	nonces   *nonces
	requests atomic.Int64
	recorder atomic.Pointer[func(*http.Request)]

	mu    sync.RWMutex
	store *store
}

// New returns an empty shop.
func New(options Options) *Sim {
	options = options.withDefaults()
	s := &Sim{
		options:  options,
		version:  parseVersion(options.Version),
		decimals: *options.Decimals,
		faults:   newFaults(options.Seed),
		nonces:   newNonces(),
		store:    newStore(),
	}
	s.routes = s.offered()
	s.SetRecorder(options.Recorder)
	return s
}

func (o Options) withDefaults() Options {
	if len(o.Keys) == 0 {
		o.Keys = map[string]Key{"ck_sim": {Secret: "cs_sim"}}
	}
	if o.Version == "" {
		o.Version = DefaultVersion
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Currency == "" {
		o.Currency = "USD"
	}
	if o.Decimals == nil {
		decimals := 2
		o.Decimals = &decimals
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.SignatureClock == nil {
		o.SignatureClock = o.Clock
	}
	return o
}

// SetRecorder replaces Options.Recorder; nil removes it.
func (s *Sim) SetRecorder(recorder func(*http.Request)) {
	if recorder == nil {
		recorder = func(*http.Request) {}
	}
	s.recorder.Store(&recorder)
}

// Requests counts the requests received, failed ones included.
func (s *Sim) Requests() int64 { return s.requests.Load() }

// now is the shop's time: WordPress stores whole seconds.
func (s *Sim) now() time.Time { return s.options.Clock().UTC().Truncate(time.Second) }
