package main_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/galleria-graph/galleria/bench/cases"
	"github.com/galleria-graph/galleria/bench/limit"
	"github.com/galleria-graph/galleria/bench/ours"
	"github.com/galleria-graph/galleria/bench/rest"
	"github.com/galleria-graph/galleria/bench/upstream"
)

// BenchmarkServer is one request to a server, with the upstream in the same
// process: for profiles of what is allocated.
func BenchmarkServer(b *testing.B) {
	back := httptest.NewServer(upstream.New(upstream.Generate(upstream.Small()), 0))
	defer back.Close()
	client, err := rest.New(back.URL)
	if err != nil {
		b.Fatal(err)
	}
	defer client.Close()
	served, err := ours.New(client, cases.Source, "127.0.0.1:0", slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	servers := map[string]http.Handler{"limit": limit.New(client, cases.Source), "ours": served}
	for _, c := range cases.All() {
		for _, name := range []string{"limit", "ours"} {
			b.Run(c.Name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for n := 0; b.Loop(); n++ {
					r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "http://127.0.0.1/graphql", bytes.NewReader(c.Body(upstream.Small(), n)))
					r.Header.Set("Content-Type", "application/json")
					servers[name].ServeHTTP(httptest.NewRecorder(), r)
				}
			})
		}
	}
}
