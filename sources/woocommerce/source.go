package woocommerce

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/quota"
)

// Config is what opens a shop.
type Config struct {
	// Name is the source's name in ids, errors and metrics.
	Name string
	// URL is the shop's address, with the folder that WordPress lives in if it
	// has one: "https://shop.example", "https://example.org/shop". Over https the
	// key is sent as it is; over http each request is signed (OAuth 1.0a).
	URL string
	// ConsumerKey and ConsumerSecret are a REST API key of WooCommerce (ck_…, cs_…).
	// Permission to read is enough. It acts as the user that it was made for, who
	// must be allowed to see orders and customers: a shop manager.
	ConsumerKey    string
	ConsumerSecret string
	// PlainPermalinks asks for ?rest_route=/wc/v3/… instead of /wp-json/wc/v3/…,
	// for shops whose permalinks are set to "plain".
	PlainPermalinks bool
	// HTTPClient sends the requests; nil means one of its own, which costs less. A
	// given client must not follow redirects, or the key could leave the shop.
	HTTPClient *http.Client
}

// Open returns the shop as a source. It makes no request: see Source.Check. It
// fails only for a configuration that can never work.
func Open(cfg Config) (*sources.Source, error) {
	base, err := cfg.validate()
	if err != nil {
		return nil, fmt.Errorf("open WooCommerce shop %q: %w", cfg.Name, err)
	}
	c := newClient(cfg, base)
	return &sources.Source{
		Name:    cfg.Name,
		System:  commerce.SystemWooCommerce,
		Account: c.account,

		Customers:      newCollection(c, customers(c)),
		Orders:         newCollection(c, orders(c)),
		Products:       newCollection(c, products(c)),
		Variants:       newCollection(c, variants(c)),
		InventoryItems: newCollection(c, inventoryItems(c)),
		Locations:      &locations{client: c},

		Check: c.check,
		Close: func() error {
			c.http.Close()
			return nil
		},
	}, nil
}

// validate returns the shop's address without a slash at its end.
func (cfg *Config) validate() (*url.URL, error) {
	if cfg.Name == "" {
		return nil, errors.New("it has no name")
	}
	u, err := url.Parse(strings.TrimSpace(cfg.URL))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("URL must be the shop's http or https address, such as https://shop.example, without user and query")
	}
	u.Path = strings.TrimSuffix(strings.TrimRight(u.Path, "/"), "/wp-json")
	u.RawPath = ""
	for _, part := range []struct{ name, value, prefix string }{
		{"consumer key", cfg.ConsumerKey, "ck_"}, {"consumer secret", cfg.ConsumerSecret, "cs_"},
	} {
		switch {
		case !strings.HasPrefix(part.value, part.prefix):
			return nil, fmt.Errorf("%s must begin with %s: make a key under WooCommerce, Settings, Advanced, REST API", part.name, part.prefix)
		case strings.ContainsFunc(part.value, func(r rune) bool { return r <= ' ' || r > '~' || r == ':' }):
			return nil, fmt.Errorf("%s has a space or another character that none has", part.name)
		}
	}
	return u, nil
}

func newClient(cfg Config, base *url.URL) *client {
	return &client{
		source:  cfg.Name,
		account: base.Host + base.Path,
		shop:    base.String(),
		plain:   cfg.PlainPermalinks,
		auth:    newAuth(base.Scheme == "https", cfg.ConsumerKey, cfg.ConsumerSecret),
		http:    httpx.New(cfg.Name, cfg.HTTPClient),
		slots:   quota.NewSlots(mostRequests),
	}
}
