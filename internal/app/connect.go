package app

import (
	"context"
	"fmt"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/sqldb"
	"github.com/galleria-graph/galleria/sources/stripe"
	"github.com/galleria-graph/galleria/sources/woocommerce"
)

// connect opens one source. This is the one list of connectors: a new one adds
// its case here.
func connect(ctx context.Context, name string, block config.Source, o Options) (*sources.Source, error) {
	switch c := block.(type) {
	case *config.SQL:
		conf := sqlConfig(name, c)
		if o.Late {
			conf.Late = func(err error) {
				o.Logger.WarnContext(ctx, "source cannot be reached and is opened when it answers", "source", name, "error", err)
			}
		}
		return sqldb.Open(ctx, conf)
	case *config.Shopify:
		return shopify.Open(shopify.Config{
			Name: name, Shop: c.Shop, AccessToken: c.AccessToken.Reveal(), ClientID: c.ClientID, ClientSecret: c.ClientSecret.Reveal(),
			APIVersion: c.APIVersion, URL: c.URL, Logger: o.Logger,
		})
	case *config.Stripe:
		return stripe.Open(stripe.Config{
			Name: name, SecretKey: c.SecretKey.Reveal(), Account: c.Account, URL: c.URL, OrderMetadata: c.OrderMetadata,
		})
	case *config.WooCommerce:
		return woocommerce.Open(woocommerce.Config{
			Name: name, URL: c.URL, ConsumerKey: c.ConsumerKey.Reveal(), ConsumerSecret: c.ConsumerSecret.Reveal(), PlainPermalinks: c.PlainPermalinks,
		})
	case *config.Magento:
		return magento.Open(magento.Config{
			Name: name, URL: c.URL, Store: c.Store, AccessToken: c.AccessToken.Reveal(), AccessTokenSecret: c.AccessTokenSecret.Reveal(),
			ConsumerKey: c.ConsumerKey.Reveal(), ConsumerSecret: c.ConsumerSecret.Reveal(),
			SalableStock: c.SalableStock, BarcodeAttribute: c.BarcodeAttribute, AdminPath: c.AdminPath,
		})
	}
	return nil, fmt.Errorf("open source %q: no connector for kind %q", name, block.SourceKind())
}

func sqlConfig(name string, c *config.SQL) sqldb.Config {
	return sqldb.Config{
		Name: name, System: sqlSystem(c.Kind), DSN: c.URL.Reveal(), Timeout: c.Timeout, MaxConns: c.Connections,
		Tables: sqldb.Tables{
			Customers: sqlTable(c.Tables.Customers),
			Orders:    sqlTable(c.Tables.Orders),
			Products:  sqlTable(c.Tables.Products),
			Variants:  sqlTable(c.Tables.Variants),
			Inventory: sqlTable(c.Tables.Inventory),
			Locations: sqlTable(c.Tables.Locations),
			Payments:  sqlTable(c.Tables.Payments),
		},
	}
}

func sqlSystem(k config.SourceKind) commerce.System {
	switch k {
	case config.KindPostgres:
		return commerce.SystemPostgreSQL
	case config.KindMySQL:
		return commerce.SystemMySQL
	case config.KindSQLite:
		return commerce.SystemSQLite
	}
	return commerce.SystemUnknown
}

func sqlTable(t *config.Table) *sqldb.Table {
	if t == nil {
		return nil
	}
	out := &sqldb.Table{Table: t.Table, Select: t.Select, ID: t.ID, Where: t.Where, Fields: sqlColumns(t.Fields, t.Values)}
	if len(t.Children) > 0 {
		out.Children = make(map[string]sqldb.Child, len(t.Children))
	}
	for name, c := range t.Children {
		out.Children[name] = sqldb.Child{
			Table: c.Table, Select: c.Select, Parent: c.Parent, ID: c.ID, Where: c.Where, Fields: sqlColumns(c.Fields, c.Values),
		}
	}
	return out
}

// sqlColumns gives each column its own words: those of the column, or else
// those that the table has for its field.
func sqlColumns(columns map[string]config.Column, words map[string]map[string]string) map[string]sqldb.Column {
	out := make(map[string]sqldb.Column, len(columns))
	for field, c := range columns {
		values := c.Values
		if values == nil {
			values = words[field]
		}
		out[field] = sqldb.Column{
			Name: c.Column, Type: sqldb.ColumnType(c.Type), Zone: c.Zone, Currency: c.Currency, CurrencyColumn: c.CurrencyColumn,
			MinorDigits: c.Scale, Default: c.Default, Values: values,
		}
	}
	return out
}
