package shopify_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// tape is the simulation with what it has answered, so that a benchmark reads
// real answers and does not count the time that makes them.
type tape struct {
	sim      http.Handler
	mu       sync.Mutex
	answers  map[string]*httptest.ResponseRecorder
	requests int
	bytes    int
}

func (p *tape) answer(r *http.Request) *httptest.ResponseRecorder {
	asked, err := io.ReadAll(r.Body)
	if err != nil {
		panic(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	known := p.answers[string(asked)]
	if known == nil {
		known = httptest.NewRecorder()
		r.Body = io.NopCloser(bytes.NewReader(asked))
		p.sim.ServeHTTP(known, r)
		p.answers[string(asked)] = known
	}
	p.requests++
	p.bytes += known.Body.Len()
	return known
}

// ServeHTTP answers over the network.
func (p *tape) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	known := p.answer(r)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(known.Body.Len()))
	w.WriteHeader(known.Code)
	w.Write(known.Body.Bytes())
}

// RoundTrip answers without a network, to show what the connector itself takes.
func (p *tape) RoundTrip(r *http.Request) (*http.Response, error) {
	known := p.answer(r)
	return &http.Response{
		StatusCode: known.Code, Header: known.Header(), ContentLength: int64(known.Body.Len()),
		Body: io.NopCloser(bytes.NewReader(known.Body.Bytes())), Request: r,
	}, nil
}

// benchmark reads one page over the network and without it, after the prices
// of the documents are known.
func benchmark[T any](b *testing.B, sim *shopifysim.Sim, of func(*sources.Source) sources.Collection[T], q sources.Query, want int) {
	tape := &tape{sim: sim, answers: map[string]*httptest.ResponseRecorder{}}
	server := httptest.NewServer(tape)
	b.Cleanup(server.Close)
	for name, client := range map[string]*http.Client{"http": nil, "memory": {Transport: tape}} {
		b.Run(name, func(b *testing.B) {
			source, err := shopify.Open(shopify.Config{
				Name: sourceName, Shop: "galleria-demo", AccessToken: sim.Token(), URL: server.URL, HTTPClient: client,
			})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = source.Close() })
			read := func() {
				page, err := of(source).Query(b.Context(), q)
				if err != nil || len(page.Items) != want {
					b.Fatalf("%d items, %v", len(page.Items), err)
				}
			}
			for range 3 {
				read()
			}
			tape.bytes, tape.requests = 0, 0
			b.ReportAllocs()
			for b.Loop() {
				read()
			}
			b.ReportMetric(float64(tape.bytes)/float64(tape.requests), "bytes/request")
			b.ReportMetric(float64(tape.requests)/float64(b.N), "requests/op")
		})
	}
}

// BenchmarkOrders reads a page of 50 orders, with their lines and whole.
func BenchmarkOrders(b *testing.B) {
	s := openShop(b, priced())
	for i, n := 0, 0; n < 50; i++ {
		if o := makeOrder(i); o.StatusValue() != commerce.OrderStatusDraft {
			putOrder(b, s, o)
			n++
		}
	}
	orders := func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders }
	b.Run("lines", func(b *testing.B) {
		benchmark(b, s.Sim, orders, sources.Query{First: 50, Want: commerce.OrderLines}, 50)
	})
	b.Run("whole", func(b *testing.B) {
		benchmark(b, s.Sim, orders, sources.Query{First: 50, Want: commerce.Orders.AllGroups()}, 50)
	})
}

// BenchmarkCustomers reads a page of 100 whole customers.
func BenchmarkCustomers(b *testing.B) {
	s := openShop(b, priced())
	for i := range 100 {
		putCustomer(b, s, makeCustomer(i))
	}
	benchmark(b, s.Sim, func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers },
		sources.Query{First: 100, Want: commerce.Customers.AllGroups()}, 100)
}

// BenchmarkProducts reads a page of 50 whole products with their variants.
func BenchmarkProducts(b *testing.B) {
	s := openShop(b, priced())
	for i := range 50 {
		putProduct(b, s, makeProduct(i))
	}
	benchmark(b, s.Sim, func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products },
		sources.Query{First: 50, Want: commerce.Products.AllGroups()}, 50)
}

// BenchmarkInventory reads a page of 100 items with their levels.
func BenchmarkInventory(b *testing.B) {
	s := openShop(b, priced())
	for i := range 100 {
		putItem(b, s, makeItem(i))
	}
	benchmark(b, s.Sim, func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems },
		sources.Query{First: 100, Want: commerce.InventoryLevels}, 100)
}
