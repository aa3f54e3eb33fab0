package server_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
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
	s := start(b, nil, func(o *server.Options) { o.Logger = slog.New(slog.DiscardHandler) })
	body := `{"query":"query Top($n:Int){users(first:$n){nodes{id name friend{id name}}} me{id name}}","variables":{"n":20}}`
	b.ReportAllocs()
	for b.Loop() {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, post(body))
		if w.Code != http.StatusOK {
			b.Fatal(w.Body)
		}
	}
}
