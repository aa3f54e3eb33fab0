package shopify

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

// DefaultAPIVersion is the version of the Admin API that the connector was written against.
const DefaultAPIVersion = "2026-07"

// Config is what opens a shop.
type Config struct {
	// Name is the source's name in ids, errors and metrics.
	Name string
	// Shop is the shop's permanent domain: "north.myshopify.com", or "north" alone.
	Shop string
	// AccessToken is an Admin API access token of that shop. Without it, ClientID and
	// ClientSecret are those of an app of the shop's own organization that is
	// installed there: they are exchanged for tokens, which live for a day.
	AccessToken            string
	ClientID, ClientSecret string
	// APIVersion is a quarterly version such as "2026-07"; empty means [DefaultAPIVersion].
	APIVersion string
	// URL replaces "https://<shop>" in front of the API's path, for proxies and simulators.
	URL string
	// HTTPClient sends the requests; nil means one of its own, which costs less. A given
	// client must not follow redirects, or the token could leave the shop.
	HTTPClient *http.Client
	// Logger is told, once each, of search terms that the shop ignored and of what
	// Source.Warnings says; it may be nil.
	Logger *slog.Logger
}

var (
	shopHandle = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)
	apiVersion = regexp.MustCompile(`^(20[0-9]{2}-(01|04|07|10)|unstable)$`)
)

// Open returns the shop as a source. It makes no request: see Source.Check. It
// fails only for a configuration that can never work.
func Open(cfg Config) (*sources.Source, error) {
	if cfg.APIVersion == "" {
		cfg.APIVersion = DefaultAPIVersion
	}
	domain, err := cfg.validate()
	if err != nil {
		return nil, fmt.Errorf("open shop %q: %w", cfg.Name, err)
	}
	c := newClient(cfg, domain)
	buyers, sales, goods := newCollection(c, customers()), newOrderCollection(c), newCollection(c, products())
	kinds, stock := newCollection(c, variants()), newCollection(c, inventoryItems())
	return &sources.Source{
		Name:    cfg.Name,
		System:  commerce.SystemShopify,
		Account: domain,

		Customers:      buyers,
		Orders:         sales,
		Products:       goods,
		Variants:       kinds,
		InventoryItems: stock,
		Locations:      newCollection(c, locations()),
		Exports: sources.Exports{
			Customers:      exportCustomers(buyers),
			Orders:         exportOrders(sales.orders),
			Products:       exportProducts(goods),
			Variants:       exportVariants(kinds),
			InventoryItems: exportItems(stock),
		},

		Check:    c.check,
		Warnings: c.warnings,
		Close: func() error {
			c.background.close()
			c.http.Close()
			return nil
		},
	}, nil
}

// validate returns the shop's domain.
func (cfg *Config) validate() (domain string, err error) {
	if cfg.Name == "" {
		return "", errors.New("it has no name")
	}
	handle := strings.TrimSuffix(strings.ToLower(strings.TrimSpace(cfg.Shop)), ".myshopify.com")
	if !shopHandle.MatchString(handle) {
		return "", errors.New("shop must be the permanent domain, such as north.myshopify.com, without https:// and path")
	}
	if err := cfg.validateCredentials(); err != nil {
		return "", err
	}
	if !apiVersion.MatchString(cfg.APIVersion) {
		return "", errors.New("API version must be a quarter such as " + DefaultAPIVersion)
	}
	if cfg.URL != "" {
		u, err := url.Parse(cfg.URL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return "", errors.New("URL must be an absolute http or https address")
		}
	}
	return handle + ".myshopify.com", nil
}

// validateCredentials says why there is no token, nor a way to one. It quotes no secret.
func (cfg *Config) validateCredentials() error {
	switch {
	case cfg.AccessToken != "" && (cfg.ClientID != "" || cfg.ClientSecret != ""):
		return errors.New("there is an access token as well as client credentials: give one of both")
	case cfg.AccessToken != "":
		return checkToken(cfg.AccessToken)
	case cfg.ClientID == "" && cfg.ClientSecret == "":
		return errors.New("access token is empty: give the token of an app that is installed in the shop, or its client id and secret")
	case cfg.ClientID == "" || cfg.ClientSecret == "":
		return errors.New("client credentials are a client id and a client secret: one of both is missing")
	}
	return nil
}

func newClient(cfg Config, domain string) *client {
	base := cfg.URL
	if base == "" {
		base = "https://" + domain
	}
	base = strings.TrimSuffix(base, "/")
	exchange, behind := httpx.New(cfg.Name, cfg.HTTPClient), newBackground()
	return &client{
		source:   cfg.Name,
		domain:   domain,
		endpoint: base + "/admin/api/" + cfg.APIVersion + "/graphql.json",
		tokens:   newKeyring(cfg, base, exchange, behind),
		version:  cfg.APIVersion,
		budget:   newBudget(cfg.Name),
		reach:    newReach(),
		http:     exchange,
		logger:   cfg.Logger,
		watch:    newVersionWatch(),

		background: behind,
	}
}
