package magentosim

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Options configures a [Sim]. The zero value is a shop with one store view in
// USD, the access token "magento-sim-token" and the wall clock.
type Options struct {
	// Integration is what may ask; empty fields get defaults.
	Integration Integration
	// BearerOff refuses the access token alone, as installations do since 2.4.4
	// unless they are told otherwise. Requests must then be signed.
	BearerOff bool
	// DeniedStatus is the status of an answer to who may not see something: 401,
	// as Magento says, or 403, as some installations do. 0 means 401.
	DeniedStatus int
	// Websites, Groups and Stores are the shop's structure; nil means one of
	// each. The first store view is the default one.
	Websites []Website
	Groups   []Group
	Stores   []StoreView
	// InputLimits switches optional input limiting on: pages of at most
	// MaxPageSize (300) and of DefaultPageSize (20) where the request says none.
	InputLimits     bool
	MaxPageSize     int
	DefaultPageSize int
	// EmptyPastTheEnd answers a page past the end with no rows. Without it the
	// last page is repeated, as Magento's collections do.
	EmptyPastTheEnd bool
	// BareProductLists leaves a product's options and children out of lists, so
	// that they must be asked for.
	BareProductLists bool
	// NoSources leaves the calls of inventory sources out, as in shops before
	// 2.3 or with those modules switched off.
	NoSources bool
	// DeveloperMode shows traces and the texts of internal errors.
	DeveloperMode bool
	// Clock tells the time of changes and of signatures; nil is time.Now.
	Clock func() time.Time
	// Seed makes the choice of failing requests repeatable.
	Seed uint64
	// Recorder sees every request before it is judged. It may be called by
	// several goroutines at once.
	Recorder func(*http.Request)
}

// Integration holds the four credentials of an integration and its rights.
type Integration struct {
	ConsumerKey       string // "magento-sim-consumer-key"
	ConsumerSecret    string // "magento-sim-consumer-secret"
	AccessToken       string // "magento-sim-token"
	AccessTokenSecret string // "magento-sim-token-secret"
	// Resources are the rights, such as "Magento_Sales::sales". A right includes
	// those below it. Nil means all.
	Resources []string
}

// Sim is a simulated Magento. It is safe for concurrent use.
type Sim struct {
	options  Options
	clock    func() time.Time
	routes   []route
	nonces   nonces
	faults   *faults
	requests atomic.Int64
	reports  atomic.Int64

	mu    sync.RWMutex
	store *store
}

var _ http.Handler = (*Sim)(nil)

// New returns a shop without customers, products and orders. It has the source
// "default" and the stock 1, which serves all websites from it.
func New(options Options) *Sim {
	options = options.withDefaults()
	s := &Sim{
		options: options,
		clock:   options.Clock,
		routes:  routes(options.NoSources),
		nonces:  nonces{used: map[string]bool{}},
		faults:  newFaults(options.Seed),
		store:   newStore(),
	}
	s.seed()
	return s
}

func (o Options) withDefaults() Options {
	setDefault(&o.Integration.ConsumerKey, "magento-sim-consumer-key")
	setDefault(&o.Integration.ConsumerSecret, "magento-sim-consumer-secret")
	setDefault(&o.Integration.AccessToken, "magento-sim-token")
	setDefault(&o.Integration.AccessTokenSecret, "magento-sim-token-secret")
	setDefault(&o.DeniedStatus, http.StatusUnauthorized)
	const maxPageSize, defaultPageSize = 300, 20
	setDefault(&o.MaxPageSize, maxPageSize)
	setDefault(&o.DefaultPageSize, defaultPageSize)
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Recorder == nil {
		o.Recorder = func(*http.Request) {}
	}
	return o.withStores()
}

// Requests counts the requests received, failed ones included.
func (s *Sim) Requests() int64 { return s.requests.Load() }

// AccessToken returns the access token that is accepted.
func (s *Sim) AccessToken() string { return s.options.Integration.AccessToken }

// setDefault gives an unset value.
func setDefault[T comparable](value *T, otherwise T) {
	var unset T
	if *value == unset {
		*value = otherwise
	}
}
