package stripe_test

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
	"github.com/galleria-graph/galleria/sources/stripe"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
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
	p.mu.Lock()
	defer p.mu.Unlock()
	key := r.URL.RequestURI()
	known := p.answers[key]
	if known == nil {
		known = httptest.NewRecorder()
		p.sim.ServeHTTP(known, r)
		p.answers[key] = known
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

// overTape runs a benchmark over the network and without it.
func overTape(b *testing.B, u *upstream, run func(b *testing.B, s *sources.Source)) {
	tape := &tape{sim: u.Sim, answers: map[string]*httptest.ResponseRecorder{}}
	server := httptest.NewServer(tape)
	b.Cleanup(server.Close)
	measure := func(b *testing.B, change func(*stripe.Config)) {
		s := u.open(b, func(c *stripe.Config) { c.URL = server.URL }, change)
		run(b, s)
		tape.mu.Lock()
		defer tape.mu.Unlock()
		b.ReportMetric(float64(tape.bytes)/float64(tape.requests), "bytes/request")
		tape.bytes, tape.requests = 0, 0
	}
	b.Run("http", func(b *testing.B) {
		measure(b, func(c *stripe.Config) { c.HTTPClient = nil })
	})
	b.Run("memory", func(b *testing.B) {
		measure(b, func(c *stripe.Config) { c.HTTPClient = &http.Client{Transport: tape} })
	})
}

// BenchmarkPayments reads a page of 100 payments with their latest charges.
func BenchmarkPayments(b *testing.B) {
	u := simulate(b, stripesim.Options{})
	for i := range 100 {
		u.putPayments(b, makePayment(i))
	}
	for name, want := range map[string]commerce.Groups{"core": 0, "refunds and fees": commerce.PaymentRefunds | commerce.PaymentFees} {
		b.Run(name, func(b *testing.B) {
			overTape(b, u, func(b *testing.B, s *sources.Source) { benchmarkPage(b, s.Payments, want) })
		})
	}
}

// BenchmarkCustomers reads a page of 100 customers.
func BenchmarkCustomers(b *testing.B) {
	u := simulate(b, stripesim.Options{})
	for i := range 100 {
		u.putCustomers(b, makeCustomer(i))
	}
	overTape(b, u, func(b *testing.B, s *sources.Source) { benchmarkPage(b, s.Customers, 0) })
}

// BenchmarkGet reads one payment, where the request is most of the work.
func BenchmarkGet(b *testing.B) {
	u := simulate(b, stripesim.Options{})
	p := makePayment(0)
	u.putPayments(b, p)
	overTape(b, u, func(b *testing.B, s *sources.Source) {
		b.ReportAllocs()
		for b.Loop() {
			if found, err := s.Payments.Get(b.Context(), []commerce.ID{p.ID}, 0); err != nil || len(found) != 1 {
				b.Fatalf("%d payments, %v", len(found), err)
			}
		}
	})
}

func benchmarkPage[T any](b *testing.B, c sources.Collection[T], want commerce.Groups) {
	b.ReportAllocs()
	for b.Loop() {
		page, err := c.Query(b.Context(), sources.Query{First: 100, Want: want})
		if err != nil || len(page.Items) != 100 {
			b.Fatalf("%d items, %v", len(page.Items), err)
		}
	}
}
