package stripesim

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/shopspring/decimal"
)

// Version is the only Stripe API version that the simulation speaks. It is the
// account's default version too.
const Version = "2026-08-26.dahlia"

// Options configures a [Sim]. The zero value is a test-mode account with test
// mode's limits, the secret key "sk_test_sim" and the wall clock.
type Options struct {
	// SecretKey is the key with all permissions.
	SecretKey string
	// RestrictedKeys gives further keys, each with its permissions.
	RestrictedKeys map[string][]Permission
	// Account is the account behind the keys; empty fields get defaults.
	Account Account
	// ConnectedAccounts are the ids besides the account's own that the header
	// Stripe-Account may name. They all see the same data. When it is empty any
	// id is accepted.
	ConnectedAccounts []string
	// Clock tells the time of changes, limits and balances; nil is time.Now.
	Clock func() time.Time
	// Livemode is reported on every object and chooses the default limits.
	Livemode bool
	// Limits overrides the rate limits.
	Limits Limits
	// SearchLag is how long a change stays unseen by search. Seeds are seen at
	// once.
	SearchLag time.Duration
	// Fees is what Stripe takes; nil is 1.5 % + 20 and 1500 per dispute.
	Fees *Fees
	// SettlementCurrency is the currency of the balance, lower case. When it is
	// empty every payment settles in its own currency.
	SettlementCurrency string
	// ExchangeRates gives per foreign currency, lower case, the price of one
	// unit in the settlement currency. Amounts in a currency without a rate
	// settle in their own currency.
	ExchangeRates map[string]decimal.Decimal
	// Seed makes the choice of failing requests repeatable.
	Seed uint64
	// Recorder sees every request before it is judged; it must not keep the
	// request's body.
	Recorder func(*http.Request)
	// OnEvent receives every event as it would be delivered to a webhook
	// endpoint, in order, on the goroutine that made the change. It must not
	// change the simulation itself.
	OnEvent func(event []byte)
}

// Account describes the account behind the keys.
type Account struct {
	ID              string // default acct_1Sim000000000001
	Country         string // ISO 3166-1 alpha-2, default US
	DefaultCurrency string // lower case, default usd
	Email           string
	BusinessName    string
	Created         time.Time
}

// Sim is a simulated Stripe. It is safe for concurrent use.
type Sim struct {
	options   Options
	clock     func() time.Time
	resources []resource
	limiter   *limiter
	faults    *faults
	requests  atomic.Int64
	requestID atomic.Int64
	recorder  atomic.Pointer[func(*http.Request)]

	// deliver keeps the events of concurrent changes in order without holding
	// mu while a receiver runs.
	deliver sync.Mutex
	mu      sync.RWMutex
	store   *store
}

// New returns an empty simulated Stripe.
func New(options Options) *Sim {
	options = options.withDefaults()
	s := &Sim{
		options:   options,
		clock:     options.Clock,
		resources: resources(),
		limiter:   newLimiter(options.Limits, options.Livemode, options.Clock),
		faults:    newFaults(options.Seed),
		store:     newStore(),
	}
	s.SetRecorder(options.Recorder)
	return s
}

func (o Options) withDefaults() Options {
	if o.SecretKey == "" {
		o.SecretKey = "sk_test_sim"
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Fees == nil {
		o.Fees = defaultFees()
	}
	o.Account = o.Account.withDefaults(o.Clock())
	return o
}

func (a Account) withDefaults(now time.Time) Account {
	if a.ID == "" {
		a.ID = "acct_1Sim000000000001"
	}
	if a.Country == "" {
		a.Country = "US"
	}
	if a.DefaultCurrency == "" {
		a.DefaultCurrency = "usd"
	}
	if a.Created.IsZero() {
		a.Created = now
	}
	return a
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
