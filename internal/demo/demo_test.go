package demo_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/demo"
)

// blackFriday is a clock that stands still in the evening of a Black Friday.
func blackFriday() time.Time { return time.Date(2026, time.November, 27, 19, 30, 0, 0, time.UTC) }

// shared is one demo for the tests that only look at it.
var shared *demo.Demo

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if shared, err = demo.Start(context.Background(), demo.Options{Seed: 7, Clock: blackFriday}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	dir := shared.Dir()
	code := m.Run()
	err = shared.Close()
	if _, gone := os.Stat(dir); !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, fmt.Errorf("look for the directory: %w", cmp.Or(gone, os.ErrExist)))
	}
	http.DefaultClient.CloseIdleConnections()
	if err := errors.Join(err, shared.Close(), goleak.Find()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

func TestFacts(t *testing.T) {
	if got, want := shared.Facts().String(), "1,200 customers, 19,000 orders, 90 days, seed 7"; got != want {
		t.Errorf("facts are %q, want %q", got, want)
	}
	facts := demo.Facts{Customers: 999, Orders: 1_000_000, Days: 1, Life: true}
	if got, want := facts.String(), "999 customers, 1,000,000 orders, 1 days, seed 0; orders keep changing"; got != want {
		t.Errorf("facts are %q, want %q", got, want)
	}
}

// secrets are what the printed configuration takes from the environment.
func secrets(c *config.Config) map[string]string {
	trade, outlet := c.Sources["trade"].(*config.Magento), c.Sources["outlet"].(*config.WooCommerce)
	return map[string]string{
		"NORTH_TOKEN": c.Sources["north"].(*config.Shopify).AccessToken.Reveal(), "SOUTH_TOKEN": c.Sources["south"].(*config.Shopify).AccessToken.Reveal(),
		"STRIPE_KEY": c.Sources["pay"].(*config.Stripe).SecretKey.Reveal(), "CRM_URL": c.Sources["crm"].(*config.SQL).URL.Reveal(),
		"WAREHOUSE_URL": c.Sources["warehouse"].(*config.SQL).URL.Reveal(),
		"TRADE_TOKEN":   trade.AccessToken.Reveal(), "TRADE_TOKEN_SECRET": trade.AccessTokenSecret.Reveal(),
		"TRADE_KEY": trade.ConsumerKey.Reveal(), "TRADE_SECRET": trade.ConsumerSecret.Reveal(),
		"OUTLET_KEY": outlet.ConsumerKey.Reveal(), "OUTLET_SECRET": outlet.ConsumerSecret.Reveal(),
	}
}

func TestConfigIsWhatAPersonWouldWrite(t *testing.T) {
	c := shared.Config()
	if err := errors.Join(c.Validate(), c.CheckExposure()); err != nil {
		t.Fatal(err)
	}
	text, err := c.Redacted()
	if err != nil {
		t.Fatal(err)
	}
	known := secrets(c)
	for name, secret := range known {
		if !strings.Contains(string(text), "${"+name+"}") || strings.Contains(string(text), secret) {
			t.Errorf("%s does not stand in place of its value", name)
		}
	}
	read, err := config.Parse("demo.yaml", text, func(name string) (string, bool) {
		value, ok := known[name]
		return value, ok
	})
	if err != nil {
		t.Fatal(err)
	}
	checkAnswers(t, read)
}

// checkAnswers opens the real connectors over a configuration.
func checkAnswers(t *testing.T, c *config.Config) {
	t.Helper()
	a, err := app.Open(t.Context(), c, app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, result := range a.Check(t.Context()) {
		if result.Err != nil {
			t.Errorf("%s: %v", result.Name, result.Err)
		}
	}
}

func TestGraphOverTheDemo(t *testing.T) {
	a, err := app.Open(t.Context(), shared.Config(), app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	spelled := shared.Merchant().People[shared.Merchant().Oddities.Spelled[0]].CRM
	for _, tc := range []struct{ query, want string }{
		{`{ orders(first: 2) { nodes { name source payments { status } customer { displayName } lineItems { nodes { sku } } } } }`, `"name":"#`},
		{`{ customers(first: 1, filter: {email: {eq: \"` + spelled.Email + `\"}}) { nodes { displayName sources { source } conflicts { field values { source value } } } } }`, `"source":"south"`},
		{`{ inventoryItems(first: 1, filter: {sku: {eq: \"HE-500\"}}) { nodes { sku conflicts { field } levels { location { name } quantities { name quantity } } } } }`, `"quantity":-`},
		{`{ products(first: 1) { nodes { title variants { nodes { sku price { amount currencyCode } } } } } }`, `"currencyCode":"`},
		{`{ locations(first: 20) { nodes { name kind } } }`, `FULFILLMENT_SERVICE`},
	} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1/graphql", strings.NewReader(`{"query": "`+tc.query+`"}`))
		request.Header.Set("Content-Type", "application/json")
		answer := httptest.NewRecorder()
		a.Handler().ServeHTTP(answer, request)
		if text := answer.Body.String(); !strings.Contains(text, tc.want) || strings.Contains(text, `"errors"`) {
			t.Errorf("%s\nanswers %s\nwant %s in it", tc.query, text, tc.want)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, tc := range []struct{ source, path string }{
		{"north", "/admin/api/2026-07/graphql.json"}, {"pay", "/v1/balance"}, {"trade", "/rest/V1/orders"}, {"outlet", "/wp-json/wc/v3/orders"},
	} {
		before := ask(t, tc.source, tc.path)
		if err := shared.Fail(tc.source, 1); err != nil {
			t.Fatal(err)
		}
		if got := ask(t, tc.source, tc.path); got != http.StatusBadGateway && got != http.StatusServiceUnavailable || before == got {
			t.Errorf("%s answers %d when it fails, %d before", tc.source, got, before)
		}
		if err := shared.Throttle(tc.source, 1); err != nil {
			t.Fatal(err)
		}
		if got := ask(t, tc.source, tc.path); got != http.StatusTooManyRequests {
			t.Errorf("%s answers %d when it is throttled", tc.source, got)
		}
		if err := shared.Heal(tc.source); err != nil {
			t.Fatal(err)
		}
		if got := ask(t, tc.source, tc.path); got != before {
			t.Errorf("%s answers %d when it is healed, %d before", tc.source, got, before)
		}
	}
}

// ask returns the status of an answer.
func ask(t *testing.T, source, path string) int {
	t.Helper()
	address := ""
	switch block := shared.Config().Sources[source].(type) {
	case *config.Shopify:
		address = strings.TrimSuffix(block.URL, path)
	case *config.Stripe:
		address = block.URL
	case *config.Magento:
		address = block.URL
	case *config.WooCommerce:
		address = block.URL
	}
	answer, err := http.Get(address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode
}

func TestFaultsThatCannotBe(t *testing.T) {
	for _, source := range []string{"crm", "warehouse"} {
		if err := shared.Slow(source, time.Second); !errors.Is(err, demo.ErrNotHTTP) {
			t.Errorf("slowing %s: %v", source, err)
		}
		if err := shared.Fail(source, 0.5); !errors.Is(err, demo.ErrNotHTTP) {
			t.Errorf("failing %s: %v", source, err)
		}
		if err := shared.Throttle(source, 0.5); !errors.Is(err, demo.ErrNotHTTP) {
			t.Errorf("throttling %s: %v", source, err)
		}
		if err := shared.Heal(source); err != nil {
			t.Errorf("healing %s: %v", source, err)
		}
	}
	zero := 0.0
	for name, err := range map[string]error{
		"unknown source": shared.Slow("orders", time.Second), "unknown source to fail": shared.Fail("orders", 1), "unknown source to heal": shared.Heal("orders"),
		"negative time": shared.Slow("north", -1), "rate above 1": shared.Fail("north", 20), "throttled more than always": shared.Throttle("trade", 2), "no number": shared.Fail("north", zero/zero),
	} {
		if err == nil || errors.Is(err, demo.ErrNotHTTP) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, options := range []demo.Options{{Slow: map[string]time.Duration{"crm": time.Second}}, {Throttle: map[string]float64{"crm": 1}}} {
		if d, err := demo.Start(t.Context(), options); !errors.Is(err, demo.ErrNotHTTP) || d != nil {
			t.Errorf("starting with a slow or busy database: %v", err)
		}
	}
}

func TestStartStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if d, err := demo.Start(ctx, demo.Options{}); err == nil || d != nil {
		t.Errorf("started without time to do so: %v", err)
	}
}

func TestTemporaryFilesAnywhere(t *testing.T) {
	dir := t.TempDir() + "/100% of ours? #1"
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", dir)
	d, err := demo.Start(t.Context(), demo.Options{Seed: 3, Clock: blackFriday})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	if !strings.HasPrefix(d.Dir(), dir) {
		t.Skip("this system has its directory for temporary files elsewhere")
	}
	checkAnswers(t, d.Config())
}
