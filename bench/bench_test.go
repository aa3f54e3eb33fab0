package main_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/bench/cases"
	"github.com/galleria-graph/galleria/bench/limit"
	"github.com/galleria-graph/galleria/bench/ours"
	"github.com/galleria-graph/galleria/bench/plain"
	"github.com/galleria-graph/galleria/bench/upstream"
)

// world is the three servers over one small upstream.
type world struct {
	upstream *upstream.Server
	servers  map[string]http.Handler
}

func open(t testing.TB) *world {
	t.Helper()
	w := &world{upstream: upstream.New(upstream.Generate(upstream.Small()), 0), servers: map[string]http.Handler{}}
	back := httptest.NewServer(w.upstream)
	t.Cleanup(back.Close)
	byHand, err := limit.New(back.URL, cases.Source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(byHand.Close)
	w.servers["limit"] = byHand
	source := ours.Open(back.URL, cases.Source)
	t.Cleanup(func() { _ = source.Close() })
	if w.servers["ours"], err = ours.New(source, "127.0.0.1:0", slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	w.servers["plain"] = plain.New(back.URL)
	return w
}

// ask returns the answer, and how many calls to the upstream it took.
func (w *world) ask(t testing.TB, server string, body []byte) (answer []byte, calls int64) {
	t.Helper()
	before := w.upstream.Stats().Requests
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	w.servers[server].ServeHTTP(rec, r)
	if rec.Code != http.StatusOK {
		t.Errorf("%s answers %d: %s", server, rec.Code, rec.Body)
	}
	return bytes.TrimSuffix(rec.Body.Bytes(), []byte("\n")), w.upstream.Stats().Requests - before
}

func TestAllAnswerAlike(t *testing.T) {
	w := open(t)
	for _, c := range cases.All() {
		for n := range 8 {
			body := c.Body(upstream.Small(), n)
			want, _ := w.ask(t, "limit", body)
			if bytes.Contains(want, []byte(`"errors"`)) || len(want) < 60 {
				t.Fatalf("%s: %s", c.Name, want)
			}
			for name := range w.servers {
				if got, _ := w.ask(t, name, body); !bytes.Equal(got, want) {
					t.Fatalf("%s, request %d: %s answers\n%s\nwant\n%s", c.Name, n, name, cut(got), cut(want))
				}
			}
		}
	}
}

func cut(b []byte) string { return fmt.Sprintf("%d bytes: %.4000s", len(b), b) }

func TestFewestCalls(t *testing.T) {
	w := open(t)
	for _, c := range cases.All() {
		for _, server := range []string{"limit", "ours"} {
			if _, calls := w.ask(t, server, c.Body(upstream.Small(), 3)); calls != int64(c.Calls) {
				t.Errorf("%s: %s makes %d calls to the upstream, want %d", c.Name, server, calls, c.Calls)
			}
		}
	}
}

// The fewest calls are the fewest at any load: no batch is split because
// others are under way. Those who ask the same at one time share calls.
func TestFewestCallsUnderLoad(t *testing.T) {
	w := open(t)
	const clients, each = 16, 4
	for _, c := range cases.All() {
		before := w.upstream.Stats().Requests
		var running sync.WaitGroup
		for i := range clients {
			running.Go(func() {
				for n := range each {
					w.ask(t, "ours", c.Body(upstream.Small(), i*each+n))
				}
			})
		}
		running.Wait()
		if calls, most := w.upstream.Stats().Requests-before, int64(clients*each*c.Calls); calls > most {
			t.Errorf("%s: %d answers take %d calls, want at most %d", c.Name, clients*each, calls, most)
		}
	}
}
