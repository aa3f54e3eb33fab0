package server_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/server"
)

func FuzzBody(f *testing.F) {
	for _, body := range []string{`{"query":"{__typename}"}`, `[{}]`, `{"query":"{me{id}}","variables":{"a":[1,{"b":null}]}}`, "\uFEFF{}", `{"query":"\u0000"}`, `{"a":1,"a":2}`} {
		f.Add([]byte(body))
	}
	s := start(f, nil)
	f.Fuzz(func(t *testing.T, body []byte) {
		a := s.do(t, post(string(body)))
		if a.status >= 500 || a.Data == nil && len(a.Errors) == 0 {
			t.Fatalf("%q: status %d: %s", body, a.status, a.body)
		}
		// What encoding/json refuses must never run.
		if !json.Valid(body) && a.status == 200 {
			t.Fatalf("%q: invalid JSON was accepted", body)
		}
	})
}

func FuzzURL(f *testing.F) {
	for _, raw := range []string{"query=%7B__typename%7D", "query=%7Bme%7Bid%7D%7D&variables=%7B%22a%22%3A1%7D", "query=%ff", "query=a&query=b", "variables=[[[", "query=%00"} {
		f.Add(raw)
	}
	s := start(f, nil)
	f.Fuzz(func(t *testing.T, raw string) {
		r := request(http.MethodGet, "/graphql", "")
		r.URL.RawQuery = raw
		a := s.do(t, r)
		if a.status >= 500 || a.Data == nil && len(a.Errors) == 0 {
			t.Fatalf("%q: status %d: %s", raw, a.status, a.body)
		}
	})
}

// BenchmarkEdge is what the server adds to an operation that costs nothing:
// decoding, guard, cache, price, answer and log.
func BenchmarkEdge(b *testing.B) {
	const body = `{"query":"query Top($n:Int){users(first:$n){nodes{id name friend{id name}}} me{id name}}","variables":{"n":20}}`
	large := json.RawMessage(`{"nodes":["` + strings.Repeat("x", 1<<20) + `"]}`)
	for _, bb := range []struct {
		name, accept string
		fields       map[string]field
	}{
		{"plain", "", nil},
		{"accept", urql, nil},
		{"large", "", map[string]field{"users": func(context.Context, map[string]any) (json.RawMessage, error) { return large, nil }}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			s := start(b, bb.fields, func(o *server.Options) { o.Logger = slog.New(slog.DiscardHandler) })
			b.ReportAllocs()
			for b.Loop() {
				r := post(body)
				if bb.accept != "" {
					r.Header.Set("Accept", bb.accept)
				}
				w := discard{header: http.Header{}}
				s.ServeHTTP(&w, r)
				if w.status != http.StatusOK {
					b.Fatal(w.status)
				}
			}
		})
	}
}

// discard keeps nothing of an answer but its status.
type discard struct {
	header http.Header
	status int
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) WriteHeader(status int)      { d.status = status }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
