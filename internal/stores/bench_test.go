package stores_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// BenchmarkPageOfOrders reads pages of 50 of three shops, by the groups that
// are wanted. Calls and bytes are counted at the shops' doors. What a shop has
// answered once it answers again from memory, so that time and allocations are
// those of the reading, and of HTTP.
func BenchmarkPageOfOrders(b *testing.B) {
	members := []member{trio[0], {"boutique", wooCommerceWith(woocommercesim.Options{Fulfillments: true})}, trio[2]}
	for i, name := range append([]string{"core"}, commerce.Orders.Groups...) {
		want := commerce.Groups(1) << i >> 1
		b.Run(name, func(b *testing.B) { benchmarkPages(b, members, want) })
	}
}

func benchmarkPages(b *testing.B, members []member, want commerce.Groups) {
	b.Helper()
	h := trade(b, members, 600)
	for _, s := range h.shops {
		s.inside = &echo{Handler: s.inside, said: map[string]*httptest.ResponseRecorder{}}
	}
	q := sources.Query{First: pageOf, Want: want}
	turn := func() {
		page, err := h.all.Query(b.Context(), q)
		if err != nil || len(page.Items) != pageOf {
			b.Fatal(len(page.Items), err)
		}
		if q.After = page.End.Cursor(); !page.HasNext {
			q.After = ""
		}
	}
	for range 2 * len(h.lasting) / pageOf { // all have their prices, and their answers
		turn()
	}
	for _, s := range h.shops {
		s.requests.Store(0)
		s.bytes.Store(0)
	}
	b.ReportAllocs()
	for b.Loop() {
		turn()
	}
	for _, m := range members {
		s := h.shops[m.name]
		b.ReportMetric(float64(s.requests.Load())/float64(b.N), m.name+"-calls")
		b.ReportMetric(float64(s.bytes.Load())/float64(b.N)/1024, m.name+"-KiB")
	}
}

// echo answers what was asked before as it was answered then.
type echo struct {
	http.Handler
	mu   sync.Mutex
	said map[string]*httptest.ResponseRecorder
}

func (e *echo) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	asked := question(r.URL) + "\n" + string(body)
	e.mu.Lock()
	said := e.said[asked]
	e.mu.Unlock()
	if said == nil {
		said = httptest.NewRecorder()
		e.Handler.ServeHTTP(said, r)
		e.mu.Lock()
		e.said[asked] = said
		e.mu.Unlock()
	}
	for name, values := range said.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(said.Code)
	_, _ = w.Write(said.Body.Bytes()) // who asked may be gone
}

// question is an address without its signature.
func question(u *url.URL) string {
	parts := strings.Split(u.RawQuery, "&")
	kept := parts[:0]
	for _, p := range parts {
		if !strings.HasPrefix(p, "oauth_") {
			kept = append(kept, p)
		}
	}
	return u.Path + "?" + strings.Join(kept, "&")
}
