package config

import (
	"reflect"
	"time"
)

// Source is the configuration of one system: a *SQL, *Shopify, *Stripe, *WooCommerce or *Magento.
type Source interface {
	// SourceKind returns what the key `kind` says.
	SourceKind() SourceKind
	// Guard returns the settings that all sources have.
	Guard() *Upstream
}

// SourceKind names a connector.
type SourceKind string

// The kinds of sources.
const (
	KindPostgres    SourceKind = "postgres"
	KindMySQL       SourceKind = "mysql"
	KindSQLite      SourceKind = "sqlite"
	KindShopify     SourceKind = "shopify"
	KindStripe      SourceKind = "stripe"
	KindWooCommerce SourceKind = "woocommerce"
	KindMagento     SourceKind = "magento"
)

func (SourceKind) values() []string {
	return []string{string(KindPostgres), string(KindMySQL), string(KindSQLite), string(KindShopify), string(KindStripe), string(KindWooCommerce), string(KindMagento)}
}

// newSource returns the defaults of a kind, or nil when there is no such kind.
func newSource(kind SourceKind) Source {
	guard := Upstream{Timeout: 2 * time.Second, Retries: 2, Concurrency: 100}
	switch kind {
	case KindPostgres, KindMySQL, KindSQLite:
		return &SQL{Kind: kind, Upstream: guard, Connections: 8}
	case KindShopify:
		return &Shopify{Kind: kind, Upstream: guard, APIVersion: "2026-07"}
	case KindStripe:
		return &Stripe{Kind: kind, Upstream: guard, OrderMetadata: []string{"order_id", "order_name"}}
	case KindWooCommerce:
		guard.Timeout, guard.Concurrency = 30*time.Second, 20 // a shop is one machine, and may take seconds for a page
		return &WooCommerce{Kind: kind, Upstream: guard}
	case KindMagento:
		guard.Timeout, guard.Concurrency = 30*time.Second, 20 // a page of orders takes a shop seconds
		return &Magento{Kind: kind, Upstream: guard, Store: "all"}
	}
	return nil
}

// sourceGroup is the block that several kinds of sources share.
type sourceGroup struct {
	title string
	kinds []SourceKind
}

func sourceGroups() []sourceGroup {
	return []sourceGroup{
		{"SQL databases", []SourceKind{KindPostgres, KindMySQL, KindSQLite}},
		{"Shopify", []SourceKind{KindShopify}},
		{"Stripe", []SourceKind{KindStripe}},
		{"WooCommerce", []SourceKind{KindWooCommerce}},
		{"Magento", []SourceKind{KindMagento}},
	}
}

// groupOf returns the group whose sources are of the type.
func groupOf(t reflect.Type) (sourceGroup, bool) {
	for _, group := range sourceGroups() {
		if reflect.TypeOf(newSource(group.kinds[0])).Elem() == t {
			return group, true
		}
	}
	return sourceGroup{}, false
}

// Upstream is what every source has: how calls to the system are guarded.
type Upstream struct {
	// Time for one call to the system, all of its answer included.
	Timeout time.Duration `yaml:"timeout" range:"10ms..1m"`
	// Further tries of a read that failed for a passing reason, after the first one.
	Retries int `yaml:"retries" range:"0..5"`
	// Calls in flight at once. More wait for a moment, then fail as busy.
	Concurrency int `yaml:"concurrency" range:"1..1000"`
}

// Guard returns u itself, for the sources that embed it.
func (u *Upstream) Guard() *Upstream { return u }

// Shopify is one shop, read through the Admin GraphQL API.
type Shopify struct {
	// `shopify`.
	Kind     SourceKind `yaml:"kind" required:"true"`
	Upstream `yaml:",inline"`
	// Domain of the shop.
	Shop string `yaml:"shop" required:"true" example:"north-shop.myshopify.com"`
	// Admin API access token of a custom app that may read what is to be shown. A shop has this or the client id and secret.
	AccessToken Secret `yaml:"accessToken" example:"${NORTH_TOKEN}"`
	// Client id of an app of the shop's own organization, from the Dev Dashboard. It is exchanged, with the secret, for access tokens that live for a day.
	ClientID string `yaml:"clientId" example:"f85632530bf277ec9ac6f649fc327f17"`
	// Client secret of the same app.
	ClientSecret Secret `yaml:"clientSecret" example:"${NORTH_SECRET}"`
	// Version of the Admin API.
	APIVersion string `yaml:"apiVersion" example:"2026-07"`
	// Address to call instead of `https://<shop>`, for simulators and proxies.
	URL string `yaml:"url" example:"http://127.0.0.1:9101"`
}

// SourceKind returns KindShopify.
func (s *Shopify) SourceKind() SourceKind { return s.Kind }

func (*Shopify) oneOf() [][]string {
	return [][]string{{"accessToken"}, {"clientId", "clientSecret"}}
}

// Stripe is one account.
type Stripe struct {
	// `stripe`.
	Kind     SourceKind `yaml:"kind" required:"true"`
	Upstream `yaml:",inline"`
	// Secret key, or better a restricted one that may only read.
	SecretKey Secret `yaml:"secretKey" required:"true" example:"${STRIPE_KEY}"`
	// Connected account to read instead of the account of the key.
	Account string `yaml:"account" example:"acct_1032D82eZvKYlo2C"`
	// Address to call instead of `https://api.stripe.com`, for simulators and proxies.
	URL string `yaml:"url" example:"http://127.0.0.1:9102"`
	// Keys of a payment's metadata that hold the id or the name of its order, the best first.
	OrderMetadata []string `yaml:"orderMetadata" example:"[order_id, order_name]"`
}

// SourceKind returns KindStripe.
func (s *Stripe) SourceKind() SourceKind { return s.Kind }

// WooCommerce is one shop, read through the REST API (wc/v3).
type WooCommerce struct {
	// `woocommerce`.
	Kind     SourceKind `yaml:"kind" required:"true"`
	Upstream `yaml:",inline"`
	// Address of the shop, with the folder of WordPress if it has one. Over https the key is sent, over http requests are signed with it.
	URL string `yaml:"url" required:"true" example:"https://shop.example"`
	// Consumer key of a REST API key that may read, made for a shop manager.
	ConsumerKey Secret `yaml:"consumerKey" required:"true" example:"${SHOP_KEY}"`
	// Consumer secret of the same key.
	ConsumerSecret Secret `yaml:"consumerSecret" required:"true" example:"${SHOP_SECRET}"`
	// Ask for `?rest_route=` instead of `/wp-json`, for shops whose permalinks are set to plain.
	PlainPermalinks bool `yaml:"plainPermalinks"`
}

// SourceKind returns KindWooCommerce.
func (s *WooCommerce) SourceKind() SourceKind { return s.Kind }

// Magento is one shop of Magento Open Source or Adobe Commerce, read through the REST API V1.
type Magento struct {
	// `magento`.
	Kind     SourceKind `yaml:"kind" required:"true"`
	Upstream `yaml:",inline"`
	// Address of the shop, without `/rest`.
	URL string `yaml:"url" required:"true" example:"https://shop.example"`
	// Code of the store view whose names and prices are read; `all` for those that hold where no store view has its own. Sales and customers are of all stores.
	Store string `yaml:"store" example:"default"`
	// Access token of an integration that may read. Alone it is sent as Bearer, which a shop must allow.
	AccessToken Secret `yaml:"accessToken" required:"true" example:"${MAGENTO_TOKEN}"`
	// Access token secret of the integration. With it and the consumer's two, every request is signed, which every shop allows.
	AccessTokenSecret Secret `yaml:"accessTokenSecret" example:"${MAGENTO_TOKEN_SECRET}"`
	// Consumer key of the integration.
	ConsumerKey Secret `yaml:"consumerKey" example:"${MAGENTO_KEY}"`
	// Consumer secret of the integration.
	ConsumerSecret Secret `yaml:"consumerSecret" example:"${MAGENTO_SECRET}"`
	// Id of the stock whose salable quantity is what is available; 0 asks for none. It is a request for each item.
	SalableStock int `yaml:"salableStock" range:"0..1000000" example:"1"`
	// Code of the product attribute that holds the barcode.
	BarcodeAttribute string `yaml:"barcodeAttribute" example:"ean"`
	// Path of the administration, for links to it.
	AdminPath string `yaml:"adminPath" example:"admin_1x2y3z"`
}

// SourceKind returns KindMagento.
func (s *Magento) SourceKind() SourceKind { return s.Kind }
