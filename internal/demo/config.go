package demo

import (
	"slices"
	"time"

	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// Config returns a new configuration of a server that reads from the demo, such
// as a person would write for these systems. It is for this machine only and
// asks for no keys.
func (d *Demo) Config() *config.Config {
	c := config.Defaults()
	c.UI.Enabled, c.Introspection = true, true
	guard := config.Upstream{Timeout: 2 * time.Second, Retries: 2, Concurrency: 100}
	self := config.Upstream{Timeout: 30 * time.Second, Retries: 2, Concurrency: 20} // of shops that merchants run themselves
	shop := func(index int, token, variable string) *config.Shopify {
		return &config.Shopify{
			Kind: config.KindShopify, Upstream: guard, Shop: d.systems.merchant.Stores[index].Domain, AccessToken: config.NewSecret(token, variable),
			APIVersion: shopifysim.Version, URL: d.servers[index].url,
		}
	}
	c.Sources = map[string]config.Source{
		north: shop(merchant.North, northToken, "NORTH_TOKEN"),
		south: shop(merchant.South, southToken, "SOUTH_TOKEN"),
		trade: &config.Magento{
			Kind: config.KindMagento, Upstream: self, URL: d.servers[merchant.Trade].url, Store: "all",
			AccessToken: config.NewSecret(tradeToken, "TRADE_TOKEN"), AccessTokenSecret: config.NewSecret(tradeTokenSecret, "TRADE_TOKEN_SECRET"),
			ConsumerKey: config.NewSecret(tradeKey, "TRADE_KEY"), ConsumerSecret: config.NewSecret(tradeSecret, "TRADE_SECRET"),
			SalableStock: int(d.systems.stores[merchant.Trade].(*magentoShop).stock), BarcodeAttribute: barcodeAttribute,
		},
		outlet: &config.WooCommerce{
			Kind: config.KindWooCommerce, Upstream: self, URL: d.servers[merchant.Outlet].url,
			ConsumerKey: config.NewSecret(outletKey, "OUTLET_KEY"), ConsumerSecret: config.NewSecret(outletSecret, "OUTLET_SECRET"),
		},
		pay: &config.Stripe{
			Kind: config.KindStripe, Upstream: guard, SecretKey: config.NewSecret(payKey, "STRIPE_KEY"), URL: d.servers[len(d.servers)-1].url,
			OrderMetadata: []string{"order_name"},
		},
		warehouse: file(d.systems.warehouse, guard, "WAREHOUSE_URL", warehouseTables()),
		crm:       file(d.systems.crm, guard, "CRM_URL", crmTables()),
	}
	shops := []string{north, south, trade, outlet}
	c.Views = config.Views{
		Customers: &config.View{Primary: crm, Secondaries: slices.Concat(shops, []string{pay}), Match: "email"},
		Inventory: &config.View{Primary: warehouse, Secondaries: shops, Match: "sku"},
		Orders:    &config.View{Union: shops},
		Products:  &config.View{Union: shops},
		Variants:  &config.View{Union: shops},
	}
	return c
}

func file(db *database, guard config.Upstream, variable string, tables config.Tables) *config.SQL {
	const connections = 4
	return &config.SQL{Kind: config.KindSQLite, Upstream: guard, URL: config.NewSecret(db.path, variable), Connections: connections, Tables: tables}
}

func columns(names map[string]string) map[string]config.Column {
	made := make(map[string]config.Column, len(names))
	for field, name := range names {
		made[field] = config.Column{Column: name}
	}
	return made
}

func unix(name string) config.Column { return config.Column{Column: name, Type: config.ColumnUnix} }

func crmTables() config.Tables {
	contacts := columns(map[string]string{
		"firstName": "given_name", "lastName": "family_name", "email": "email", "phone": "phone", "state": "status", "note": "note", "locale": "language",
		"defaultAddress.firstName": "given_name", "defaultAddress.lastName": "family_name",
		"defaultAddress.company": "company", "defaultAddress.address1": "street", "defaultAddress.address2": "extra", "defaultAddress.city": "city",
		"defaultAddress.province": "province", "defaultAddress.provinceCode": "region", "defaultAddress.zip": "postcode", "defaultAddress.countryCode": "country",
	})
	contacts["createdAt"], contacts["updatedAt"] = unix("created_at"), unix("changed_at")
	return config.Tables{Customers: &config.Table{
		Table: "contacts", ID: "contact_id", Fields: contacts,
		Values: map[string]map[string]string{"state": {"active": "ENABLED", "blocked": "DISABLED"}},
		Children: map[string]config.Child{
			"addresses": {Table: "contact_addresses", Parent: "contact_id", ID: []string{"address_id"}, Fields: columns(map[string]string{
				"firstName": "given_name", "lastName": "family_name", "company": "company", "address1": "street", "address2": "extra", "city": "city",
				"province": "province", "provinceCode": "region", "zip": "postcode", "countryCode": "country", "phone": "phone",
			})},
			"tags": {Table: "contact_segments", Parent: "contact_id", ID: []string{"contact_id", "segment"}, Fields: columns(map[string]string{"value": "segment"})},
		},
	}}
}

func warehouseTables() config.Tables {
	articles := columns(map[string]string{"sku": "sku", "tracked": "counted"})
	articles["createdAt"], articles["updatedAt"] = unix("created_at"), unix("changed_at")
	levels := columns(map[string]string{
		"location": "site_id", "available": "available", "onHand": "on_hand", "committed": "committed", "damaged": "damaged", "incoming": "incoming",
	})
	levels["updatedAt"] = unix("counted_at")
	return config.Tables{
		Inventory: &config.Table{Table: "articles", ID: "article_id", Fields: articles, Children: map[string]config.Child{
			"levels": {Table: "stock", Parent: "article_id", ID: []string{"article_id", "site_id"}, Fields: levels},
		}},
		Locations: &config.Table{
			Table: "sites", ID: "site_id", Values: map[string]map[string]string{"kind": {"own": "WAREHOUSE", "partner": "FULFILLMENT_SERVICE"}},
			Fields: columns(map[string]string{
				"name": "name", "kind": "kind", "isActive": "active", "address.address1": "street", "address.city": "city", "address.zip": "postcode",
				"address.countryCode": "country",
			}),
		},
	}
}
