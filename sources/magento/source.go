package magento

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
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
	// URL is the shop's own address, without "/rest": "https://shop.example.com".
	URL string
	// Store is the code of the store view whose names and prices are read; empty
	// means "all", those that hold where no store view has its own. Sales and
	// customers are of all stores, whatever it says.
	Store string

	// AccessToken is the access token of an integration that may read sales,
	// customers, the catalogue and its stock. Alone it is sent as Bearer, which a
	// shop must allow: Stores, Configuration, Services, OAuth.
	AccessToken string
	// AccessTokenSecret, ConsumerKey and ConsumerSecret are the other three
	// credentials of the integration. With them every request is signed (OAuth
	// 1.0a, HMAC-SHA256), which every shop allows.
	AccessTokenSecret string
	ConsumerKey       string
	ConsumerSecret    string

	// SalableStock is the id of the stock whose salable quantity is AVAILABLE; 0
	// asks for none. It is one request for each item whose levels are read.
	SalableStock int
	// BarcodeAttribute is the code of the product attribute that holds the
	// barcode, such as "ean"; empty for none. It must be one that lists filter by.
	BarcodeAttribute string
	// AdminPath is the path of the administration, such as "admin_1x2y3z", for
	// links to it; empty for none.
	AdminPath string
	// HTTPClient sends the requests; nil means one of its own, which costs less. A
	// given client must not follow redirects, or the token could leave the shop.
	HTTPClient *http.Client
}

const defaultStore = "all"

var (
	storeCode     = regexp.MustCompile(`^[a-z][a-z0-9_]{0,31}$`)
	attributeCode = regexp.MustCompile(`^[a-z][a-z0-9_]{0,59}$`)
	adminPath     = regexp.MustCompile(`^[A-Za-z0-9_/-]*$`)
)

// Open returns the shop as a source. It makes no request: see Source.Check. It
// fails only for a configuration that can never work.
func Open(cfg Config) (*sources.Source, error) {
	if cfg.Store == "" {
		cfg.Store = defaultStore
	}
	if err := cfg.validate(); err != nil {
		return nil, fmt.Errorf("open Magento shop %q: %w", cfg.Name, err)
	}
	c := newClient(cfg)
	return &sources.Source{
		Name:    cfg.Name,
		System:  commerce.SystemMagento,
		Account: cfg.account(),

		Customers:      newCollection(c, customers()),
		Orders:         newCollection(c, orders(c)),
		Products:       newCollection(c, products(c)),
		Variants:       newCollection(c, variants(c)),
		InventoryItems: newCollection(c, inventory(c)),
		Locations:      newLocations(c),

		Check: c.check,
		Close: func() error {
			c.http.Close()
			return nil
		},
	}, nil
}

// account is the shop's host, with the store view where one was chosen.
func (cfg *Config) account() string {
	u, _ := url.Parse(cfg.URL) // validate has read it
	name := u.Host + strings.TrimRight(u.Path, "/")
	if cfg.Store != defaultStore {
		name += "/" + cfg.Store
	}
	return name
}

func (cfg *Config) validate() error {
	signed := 0
	for _, s := range []string{cfg.ConsumerKey, cfg.ConsumerSecret, cfg.AccessTokenSecret} {
		if s != "" {
			signed++
		}
	}
	switch {
	case cfg.Name == "":
		return errors.New("it has no name")
	case cfg.AccessToken == "":
		return errors.New("access token is empty: give the access token of an integration (System, Integrations)")
	case signed != 0 && signed != 3:
		return errors.New("consumer key, consumer secret and access token secret belong together: give all three, or none to send the access token alone")
	case !printable(cfg.AccessToken) || !printable(cfg.ConsumerKey):
		return errors.New("access token or consumer key has a space or another character that none has")
	case !storeCode.MatchString(cfg.Store):
		return errors.New("store must be the code of a store view, such as default, or all")
	case cfg.BarcodeAttribute != "" && !attributeCode.MatchString(cfg.BarcodeAttribute):
		return errors.New("barcode attribute must be the code of an attribute, such as ean")
	case cfg.SalableStock < 0:
		return errors.New("salable stock must be the id of a stock, or 0 for none")
	case !adminPath.MatchString(cfg.AdminPath):
		return errors.New("admin path must be a path without host and query")
	}
	return cfg.validateURL()
}

func (cfg *Config) validateURL() error {
	u, err := url.Parse(cfg.URL)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return errors.New("URL must be the shop's absolute http or https address, such as https://shop.example.com")
	case strings.Contains(u.Path+"/", "/rest/"):
		return errors.New("URL must be the shop's own address, without /rest")
	}
	return nil
}

func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

func newClient(cfg Config) *client {
	base := strings.TrimRight(cfg.URL, "/")
	admin := ""
	if path := strings.Trim(cfg.AdminPath, "/"); path != "" {
		admin = base + "/" + path
	}
	return &client{
		source: cfg.Name,
		base:   base + "/rest/" + cfg.Store,
		admin:  admin,
		store:  cfg.Store,
		credentials: credentials{
			consumerKey: cfg.ConsumerKey, consumerSecret: cfg.ConsumerSecret,
			token: cfg.AccessToken, tokenSecret: cfg.AccessTokenSecret,
		},
		http:    httpx.New(cfg.Name, cfg.HTTPClient),
		slots:   quota.NewSlots(mostRequests),
		stock:   cfg.SalableStock,
		barcode: cfg.BarcodeAttribute,
	}
}
