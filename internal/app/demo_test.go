package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/demo"
)

// wire is what passes between the server and one system over HTTP.
type wire struct {
	proxy *httptest.Server

	mu      sync.Mutex
	seen    int
	hold    chan struct{} // requests wait here until it is closed; set before the first one
	arrived func(n int)   // is told of the n-th request; set before the first one
	gone    func()        // is told of a request that was given up while it waited; set before the first one
}

func tap(t *testing.T, target string) *wire {
	t.Helper()
	u, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{}
	forward := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(u)
		r.Out.Host = r.In.Host // which signatures hold
	}}
	w.proxy = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.enter(r)
		forward.ServeHTTP(rw, r)
	}))
	t.Cleanup(w.proxy.Close)
	return w
}

func (w *wire) enter(r *http.Request) {
	w.mu.Lock()
	w.seen++
	n := w.seen
	w.mu.Unlock()
	if w.arrived != nil {
		w.arrived(n)
	}
	if w.hold != nil {
		body, _ := io.ReadAll(r.Body) // a server sees that its client has gone only behind the body
		r.Body = io.NopCloser(bytes.NewReader(body))
		select {
		case <-w.hold:
		case <-r.Context().Done():
			if w.gone != nil {
				w.gone()
			}
		}
	}
}

// take returns how many requests there were since it was last asked.
func (w *wire) take() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := w.seen
	w.seen = 0
	return n
}

// whole is the demo's merchant behind a server, with a tap on every wire.
type whole struct {
	handler http.Handler
	wires   map[string]*wire
}

// merchant is one demo for all tests: none of them changes it.
var merchant *demo.Demo

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) (code int) {
	var err error
	if merchant, err = demo.Start(context.Background(), demo.Options{Seed: 7, Clock: blackFriday}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code = m.Run()
	if err := merchant.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

func blackFriday() time.Time { return time.Date(2026, time.November, 27, 19, 30, 0, 0, time.UTC) }

func open(t *testing.T) *whole {
	t.Helper()
	cfg := merchant.Config()
	w := &whole{wires: map[string]*wire{}}
	for name, block := range cfg.Sources {
		switch s := block.(type) {
		case *config.Shopify:
			w.wires[name] = tap(t, s.URL)
			s.URL = w.wires[name].proxy.URL
		case *config.Stripe:
			w.wires[name] = tap(t, s.URL)
			s.URL = w.wires[name].proxy.URL
		case *config.Magento:
			w.wires[name] = tap(t, s.URL)
			s.URL = w.wires[name].proxy.URL
		case *config.WooCommerce:
			w.wires[name] = tap(t, s.URL)
			s.URL = w.wires[name].proxy.URL
		}
	}
	a, err := app.Open(t.Context(), cfg, app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	w.handler = a.Handler()
	return w
}

type answer struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Extensions struct {
			Code, Source string
			Retryable    bool
		}
	}
}

func (w *whole) ask(t *testing.T, query string) answer {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1:8080/graphql", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	var a answer
	if err := json.Unmarshal(rec.Body.Bytes(), &a); err != nil {
		t.Fatalf("%s: %v", rec.Body, err)
	}
	return a
}

const fourSystems = `{ orders(first: %d) { nodes { name total { shopMoney { amount currencyCode } } customer { email } payments { status }
	lineItems(first: 3) { nodes { sku inventoryItem { available } } } } } }`

// ordersPage is what is looked at in an answer to fourSystems.
type ordersPage struct {
	Orders *struct {
		Nodes []struct {
			Name     string
			Customer *struct{ Email string }
			Payments []struct{ Status string }
			// LineItems are the lines, with what the warehouse says of each.
			LineItems struct {
				Nodes []struct {
					InventoryItem *struct{ Available *int }
				}
			}
		}
	}
}

func (a answer) page(t *testing.T) ordersPage {
	t.Helper()
	var p ordersPage
	if err := json.Unmarshal(a.Data, &p); err != nil {
		t.Fatalf("%s: %v", a.Data, err)
	}
	return p
}

// answered counts how many orders have what each system says.
func (p ordersPage) answered() (customers, paid, stocked int) {
	for _, o := range p.Orders.Nodes {
		if o.Customer != nil {
			customers++
		}
		if len(o.Payments) > 0 {
			paid++
		}
		for _, l := range o.LineItems.Nodes {
			if l.InventoryItem != nil && l.InventoryItem.Available != nil {
				stocked++
				break
			}
		}
	}
	return customers, paid, stocked
}

// What the query costs in requests to the systems over HTTP: one for each
// source, relation and level, divided by the system's limits. A store is asked
// for its orders, then for the customers of all of them; the gateway for its
// customers, and for each payment, because it has no batch.
func TestUpstreamCallsOfOneQuery(t *testing.T) {
	w := open(t)
	for _, tc := range []struct {
		first int
		calls map[string]int
	}{
		{5, map[string]int{"north": 3, "south": 3, "pay": 5, "trade": 5, "outlet": 2}},
		{100, map[string]int{"north": 6, "south": 3, "pay": 101, "trade": 5, "outlet": 15}},
	} {
		a := w.ask(t, fmt.Sprintf(fourSystems, tc.first))
		if len(a.Errors) > 0 {
			t.Fatalf("first %d: %+v", tc.first, a.Errors[0])
		}
		p := a.page(t)
		customers, paid, stocked := p.answered()
		if len(p.Orders.Nodes) != tc.first || customers < tc.first*8/10 || paid < tc.first*6/10 || stocked < tc.first*8/10 {
			t.Errorf("%d orders: %d with a customer, %d with a payment, %d with stock", len(p.Orders.Nodes), customers, paid, stocked)
		}
		calls := map[string]int{}
		for name, wire := range w.wires {
			calls[name] = wire.take()
		}
		if !maps.Equal(calls, tc.calls) {
			t.Errorf("first %d: the requests are %v, want %v", tc.first, calls, tc.calls)
		}
	}
}

// While the gateway keeps a request waiting, the stores are asked for customers:
// neither relation waits for the other.
func TestIndependentSourcesAreAskedTogether(t *testing.T) {
	w := open(t)
	pay, stores := w.wires["pay"], []*wire{w.wires["north"], w.wires["south"]}
	pay.hold = make(chan struct{})
	asked := make(chan struct{}, len(stores))
	for _, s := range stores {
		s.arrived = func(n int) {
			if n == 2 { // its orders, then its customers
				asked <- struct{}{}
			}
		}
	}
	done := make(chan answer, 1)
	go func() { done <- w.ask(t, fmt.Sprintf(fourSystems, 20)) }()
	<-asked // hangs, and fails by the test's deadline, where one waits for the other
	close(pay.hold)
	a := <-done
	if len(a.Errors) > 0 {
		t.Errorf("%+v", a.Errors[0])
	}
}

func TestSystemThatIsDownSpoilsItsFieldsOnly(t *testing.T) {
	w := open(t)
	query := fmt.Sprintf(fourSystems, 10)
	before := w.ask(t, query).page(t)
	w.wires["pay"].proxy.Close()
	a := w.ask(t, query)
	after := a.page(t)
	if len(after.Orders.Nodes) != 10 || len(a.Errors) == 0 {
		t.Fatalf("%d orders, %d errors", len(after.Orders.Nodes), len(a.Errors))
	}
	for i, o := range after.Orders.Nodes {
		if o.Name != before.Orders.Nodes[i].Name || len(o.LineItems.Nodes) != len(before.Orders.Nodes[i].LineItems.Nodes) {
			t.Errorf("order %d is another one", i)
		}
		if o.Payments != nil {
			t.Errorf("order %d has payments of a gateway that is down", i)
		}
	}
	for _, e := range a.Errors {
		if e.Extensions.Code != "SOURCE_UNAVAILABLE" || e.Extensions.Source != "pay" || !e.Extensions.Retryable || len(e.Path) < 4 || strings.Contains(e.Message, "127.0.0.1") {
			t.Errorf("%+v", e)
		}
	}
}

func TestStoreThatIsDownIsNamedAndTheOtherIsListed(t *testing.T) {
	w := open(t)
	w.wires["north"].proxy.Close()
	a := w.ask(t, `{ orders(first: 10) { nodes { name } pageInfo { hasNextPage } } }`)
	p := a.page(t)
	if len(p.Orders.Nodes) != 10 || !strings.HasPrefix(p.Orders.Nodes[0].Name, "#S") {
		t.Errorf("%s", a.Data)
	}
	if len(a.Errors) != 1 || a.Errors[0].Extensions.Code != "SOURCE_UNAVAILABLE" || a.Errors[0].Extensions.Source != "north" || fmt.Sprint(a.Errors[0].Path) != "[orders]" {
		t.Errorf("%+v", a.Errors)
	}
}
