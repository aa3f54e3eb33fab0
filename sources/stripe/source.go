package stripe

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/quota"
)

// Version is the version of Stripe's API that the connector was written
// against. Every request asks for it, whatever the account's default is.
const Version = "2026-08-26.dahlia"

const (
	defaultURL      = "https://api.stripe.com"
	defaultParallel = 20
	mostParallel    = 100
	mostPerSecond   = 10_000
	mostMetadataKey = 40 // Stripe: characters in a key of metadata
)

// DefaultOrderMetadata returns the keys of metadata that are taken for the
// name of an order when Config.OrderMetadata is empty.
func DefaultOrderMetadata() []string { return []string{"order_name", "order_id", "order_number"} }

// Config is what opens an account.
type Config struct {
	// Name is the source's name in ids, errors and metrics.
	Name string
	// SecretKey is a secret key (sk_…) or, better, a restricted key (rk_…) that
	// may read payment intents, charges and customers, and balance transactions
	// for fees.
	SecretKey string
	// Account is the connected account (acct_…) to read, for platforms; empty
	// means the account of the key.
	Account string
	// URL replaces the address of the API, without a path, for proxies and tests.
	URL string
	// OrderMetadata are the keys of a payment's metadata whose value names the
	// order; empty means [DefaultOrderMetadata]. Each key beyond the first makes
	// lookups by order name dearer: one search holds ten pairs of key and name.
	OrderMetadata []string
	// HTTPClient sends the requests; nil means one of its own, which costs less. A given
	// client must not follow redirects, or the key could leave Stripe.
	HTTPClient *http.Client
	// MaxParallel is how many requests run at once, 1 to 100; 0 means 20.
	MaxParallel int
	// RequestsPerSecond is the pace of requests, 1 to 10,000. 0 means four fifths
	// of Stripe's limit for the key's mode, and no pace with another URL.
	RequestsPerSecond int
}

// account tells this account apart from others: by the connected account, or
// else by whose money it is. The key's own account has a name only Stripe knows.
func (cfg *Config) account() string {
	switch {
	case cfg.Account != "":
		return cfg.Account
	case strings.Contains(cfg.SecretKey, "_test_"):
		return "test"
	}
	return "live"
}

// Open returns the account as a source. It makes no request: see Source.Check.
// It fails only for a configuration that can never work.
func Open(cfg Config) (*sources.Source, error) {
	if err := cfg.validate(); err != nil {
		return nil, fmt.Errorf("open Stripe account %q: %w", cfg.Name, err)
	}
	c := newClient(cfg)
	keys := slices.Clone(cfg.OrderMetadata)
	if len(keys) == 0 {
		keys = DefaultOrderMetadata()
	}
	return &sources.Source{
		Name:    cfg.Name,
		System:  commerce.SystemStripe,
		Account: cfg.account(),

		Customers: newCollection(c, customers(c)),
		Payments:  newCollection(c, payments(c, keys)),

		Check: c.check,
		Close: func() error {
			c.http.Close()
			return nil
		},
	}, nil
}

func (cfg *Config) validate() error {
	switch {
	case cfg.Name == "":
		return errors.New("it has no name")
	case cfg.SecretKey == "":
		return errors.New("secret key is empty: give a restricted key (rk_…) with read permissions, or a secret key (sk_…)")
	case strings.HasPrefix(cfg.SecretKey, "pk_"):
		return errors.New("the key is a publishable key (pk_…): give a restricted key (rk_…) or a secret key (sk_…)")
	case !strings.HasPrefix(cfg.SecretKey, "sk_") && !strings.HasPrefix(cfg.SecretKey, "rk_"):
		return errors.New("secret key must begin with sk_ or rk_")
	case !plain(cfg.SecretKey):
		return errors.New("secret key has a space or another character that no key has")
	case cfg.Account != "" && (!strings.HasPrefix(cfg.Account, "acct_") || !plain(cfg.Account)):
		return errors.New("account must be the id of a connected account (acct_…)")
	case cfg.MaxParallel < 0 || cfg.MaxParallel > mostParallel:
		return fmt.Errorf("max parallel must be 1 to %d, or 0 for %d", mostParallel, defaultParallel)
	case cfg.RequestsPerSecond < 0 || cfg.RequestsPerSecond > mostPerSecond:
		return fmt.Errorf("requests per second must be 1 to %d, or 0 for Stripe's limits", mostPerSecond)
	}
	for _, key := range cfg.OrderMetadata {
		if key == "" || len(key) > mostMetadataKey || !searchable(key) {
			return fmt.Errorf("order metadata key %q must be 1 to %d characters without control characters", key, mostMetadataKey)
		}
	}
	return cfg.validateURL()
}

func (cfg *Config) validateURL() error {
	if cfg.URL == "" {
		return nil
	}
	u, err := url.Parse(cfg.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return errors.New("URL must be an absolute http or https address without a path")
	}
	return nil
}

// plain reports whether the text has only letters, digits and underscores.
func plain(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
}

func newClient(cfg Config) *client {
	base := strings.TrimRight(cfg.URL, "/")
	if base == "" {
		base = defaultURL
	}
	parallel := cfg.MaxParallel
	if parallel == 0 {
		parallel = defaultParallel
	}
	return &client{
		pace:    cfg.pace(),
		source:  cfg.Name,
		base:    base,
		header:  cfg.header(),
		account: cfg.Account,
		http:    httpx.New(cfg.Name, cfg.HTTPClient),
		slots:   quota.NewSlots(parallel),
	}
}

// header is what every request says.
func (cfg *Config) header() []httpx.Field {
	header := []httpx.Field{
		{Name: "Authorization", Value: "Bearer " + cfg.SecretKey},
		{Name: "Stripe-Version", Value: Version},
		{Name: "Accept", Value: "application/json"},
	}
	if cfg.Account != "" {
		header = append(header, httpx.Field{Name: "Stripe-Account", Value: cfg.Account})
	}
	return header
}
