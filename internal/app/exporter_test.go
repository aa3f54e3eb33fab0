package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// shopWithOrders is a simulated shop that counts the bulk operations it is asked for.
type shopWithOrders struct {
	url      string
	sim      *shopifysim.Sim
	requests atomic.Int32
	bulks    atomic.Int32
}

func openShop(t *testing.T, prefix string, orders int) *shopWithOrders {
	t.Helper()
	s := &shopWithOrders{}
	s.sim = shopifysim.New(shopifysim.Options{
		ReadAllOrders: true, Shop: shopifysim.Shop{CurrencyCode: "GBP"}, BulkTime: time.Millisecond,
		Recorder: func(_, query string, _ map[string]any) {
			s.requests.Add(1)
			if strings.Contains(query, "bulkOperationRunQuery") {
				s.bulks.Add(1)
			}
		},
	})
	price := shopifysim.MoneyBag{ShopMoney: shopifysim.Money("2.50", "GBP"), PresentmentMoney: shopifysim.Money("2.50", "GBP")}
	customer, err := s.sim.PutCustomer(shopifysim.Customer{Email: new(strings.ToLower(prefix[1:]) + "@example.com")})
	if err != nil {
		t.Fatal(err)
	}
	for n := range orders {
		if _, err := s.sim.PutOrder(shopifysim.Order{
			Name: fmt.Sprintf("%s%d", prefix, 1+n), Test: n%10 == 3, CustomerID: customer.ID, Email: customer.Email,
			LineItems: []shopifysim.LineItem{{Title: "Tea", Quantity: 1, OriginalUnitPriceSet: price}, {Title: "Cup", Quantity: 2, OriginalUnitPriceSet: price}},
		}); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(s.sim)
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func openExporter(t *testing.T, shops map[string]*shopWithOrders) *app.Exporter {
	t.Helper()
	cfg := config.Defaults()
	cfg.Sources = map[string]config.Source{}
	for name, s := range shops {
		cfg.Sources[name] = &config.Shopify{
			Kind: config.KindShopify, Upstream: config.Upstream{Timeout: 5 * time.Second, Concurrency: 10}, Shop: name + ".myshopify.com", URL: s.url,
			AccessToken: config.NewSecret("shpat_simulated", "TOKEN"), APIVersion: shopifysim.Version,
		}
	}
	e, err := app.OpenExporter(t.Context(), cfg, app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

type exportedOrder struct {
	Name, Source string
	LineItems    struct{ Nodes []struct{ Title string } }
	Customer     *struct{ Email string }
}

// exported runs a request and returns what came, by name, and the errors.
func exported(t *testing.T, e *app.Exporter, r app.ExportRequest) (map[string]exportedOrder, []string) {
	t.Helper()
	all := map[string]exportedOrder{}
	var errs []string
	if err := e.Run(t.Context(), r, func(part app.ExportPart) error {
		for _, e := range part.Errors {
			errs = append(errs, e.Message)
		}
		var data struct {
			Orders struct{ Nodes []exportedOrder }
		}
		if err := json.Unmarshal(part.Data, &data); err != nil {
			return err
		}
		for _, o := range data.Orders.Nodes {
			if _, twice := all[o.Name]; twice {
				t.Errorf("%s comes twice", o.Name)
			}
			all[o.Name] = o
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all, errs
}

// TestExportReadsAllOfAllSources: a long shop by a bulk operation, a short one by
// pages, and the graph resolves every row of both.
func TestExportReadsAllOfAllSources(t *testing.T) {
	long, short := openShop(t, "#L", 1500), openShop(t, "#S", 30)
	e := openExporter(t, map[string]*shopWithOrders{"long": long, "short": short})
	query := `query($test: Boolean) { orders(filter: {test: $test}) { nodes { name source lineItems { nodes { title } } customer { email } } } }`
	all, errs := exported(t, e, app.ExportRequest{Query: query})
	if len(all) != 1530 || len(errs) > 0 {
		t.Errorf("%d orders, errors %v", len(all), errs)
	}
	for name, o := range all {
		if strings.HasPrefix(name, "#L") != (o.Source == "long") || len(o.LineItems.Nodes) != 2 || o.Customer == nil || o.Customer.Email != strings.ToLower(name[1:2])+"@example.com" {
			t.Fatalf("%s is %+v", name, o)
		}
	}
	if b, s := long.bulks.Load(), short.bulks.Load(); b != 1 || s != 0 {
		t.Errorf("%d bulk operations in the long shop and %d in the short one, want 1 and 0", b, s)
	}
	before := short.requests.Load()
	tests, errs := exported(t, e, app.ExportRequest{Query: query, Variables: map[string]any{"test": true}, Sources: []string{"short"}})
	if len(tests) != 3 || len(errs) > 0 || short.requests.Load() == before {
		t.Errorf("%d test orders of the short shop, errors %v", len(tests), errs)
	}
	if tests["#S4"].Source != "short" {
		t.Errorf("the test orders are %v", tests)
	}
}

// TestExportTellsWhatIsMissing: a shop that is down takes its own orders with it.
func TestExportTellsWhatIsMissing(t *testing.T) {
	north, south := openShop(t, "#N", 5), openShop(t, "#S", 5)
	e := openExporter(t, map[string]*shopWithOrders{"north": north, "south": south})
	north.sim.SetFailure(shopifysim.Failure{Mode: shopifysim.FailServerError, Rate: 1})
	all, errs := exported(t, e, app.ExportRequest{Query: `{ orders { nodes { name source } } }`})
	if len(all) != 5 || all["#S1"].Source != "south" || len(errs) != 1 || !strings.Contains(errs[0], "north") {
		t.Errorf("%d orders, errors %q", len(all), errs)
	}
}

func TestExportRefuses(t *testing.T) {
	e := openExporter(t, map[string]*shopWithOrders{"north": openShop(t, "#N", 3)})
	for _, tc := range []struct {
		request app.ExportRequest
		want    string
	}{
		{app.ExportRequest{Query: `{ orders(first: 3) { nodes { name } } }`}, `leave out the argument "first"`},
		{app.ExportRequest{Query: `{ orders(sort: {field: PLACED_AT}) { nodes { name } } }`}, `leave out the argument "sort"`},
		{app.ExportRequest{Query: `{ orders { nodes { name } } products { nodes { title } } }`}, "one listing"},
		{app.ExportRequest{Query: `{ sources { name } }`}, "no listing that can be exported: take one of customers, inventoryItems"},
		{app.ExportRequest{Query: `subscription { orders { nodes { name } } }`}, "one listing"},
		{app.ExportRequest{Query: `{ orders { nodes { nome } } }`}, "nome"},
		{app.ExportRequest{Query: `{ orders {`}, "Expected Name"},
		{app.ExportRequest{Query: `{ orders { nodes { name } } }`, Sources: []string{"west"}}, `"west" is not in this listing: it reads north`},
		{app.ExportRequest{Query: `{ customers { nodes { email } } }`, Sources: []string{"north"}}, "leave out the source"},
		{app.ExportRequest{Query: `query A { orders { nodes { name } } }`, Operation: "B"}, "one listing"},
	} {
		err := e.Run(t.Context(), tc.request, func(app.ExportPart) error { t.Errorf("%s gives something", tc.request.Query); return nil })
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: error %v, want %q", tc.request.Query, err, tc.want)
		}
	}
}

// TestExportEnds: with its caller, and with its reader.
func TestExportEnds(t *testing.T) {
	e := openExporter(t, map[string]*shopWithOrders{"north": openShop(t, "#N", 250)})
	full := errors.New("the disk is full")
	parts := 0
	err := e.Run(t.Context(), app.ExportRequest{Query: `{ orders { nodes { name } } }`}, func(app.ExportPart) error { parts++; return full })
	if !errors.Is(err, full) || parts != 1 {
		t.Errorf("error %v after %d parts", err, parts)
	}
	ctx, cancel := context.WithCancel(t.Context())
	parts = 0
	err = e.Run(ctx, app.ExportRequest{Query: `{ orders { nodes { name } } }`}, func(app.ExportPart) error { parts++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || parts != 1 {
		t.Errorf("error %v after %d parts", err, parts)
	}
}

// TestExportOfAMergedView: its rows are those of the view, by pages.
func TestExportOfAMergedView(t *testing.T) {
	shop := openShop(t, "#N", 1)
	for n := range 120 {
		if _, err := shop.sim.PutCustomer(shopifysim.Customer{Email: new(fmt.Sprintf("c%d@example.com", n))}); err != nil {
			t.Fatal(err)
		}
	}
	e := openExporter(t, map[string]*shopWithOrders{"north": shop})
	seen := map[string]bool{}
	if err := e.Run(t.Context(), app.ExportRequest{Query: `{ customers { nodes { email orders(first: 1) { nodes { name } } } } }`}, func(part app.ExportPart) error {
		if len(part.Errors) > 0 {
			t.Error(part.Errors)
		}
		var data struct {
			Customers struct{ Nodes []struct{ Email string } }
		}
		if err := json.Unmarshal(part.Data, &data); err != nil {
			return err
		}
		for _, c := range data.Customers.Nodes {
			seen[c.Email] = true
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 121 { // with the one of the order
		t.Errorf("%d customers, want 121", len(seen))
	}
}
