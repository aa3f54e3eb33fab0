package httpx_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/internal/httpx"
)

var quiet = log.New(io.Discard, "", 0)

// places counts from how many connections requests came.
type places struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (p *places) note(r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	p.seen[r.RemoteAddr] = true
}

func (p *places) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.seen)
}

// Every answer is read to its end, so that one after another needs one connection.
func TestConnectionIsReused(t *testing.T) {
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		var from places
		server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			from.note(r)
			status, err := strconv.Atoi(r.URL.Query().Get("status"))
			if err != nil {
				t.Error(err)
			}
			if status == 201 {
				w.Header().Set("Content-Length", strconv.Itoa(100<<10))
			}
			w.WriteHeader(status)
			fmt.Fprint(w, strings.Repeat("x", 100<<10))
		})
		x := open(t)
		for _, status := range []string{"200", "404", "500", "201", "200"} {
			if res, err := do(t.Context(), x, get(server+"?status="+status)); err != nil || len(res.body) != 100<<10 {
				t.Fatal(len(res.body), err)
			}
		}
		if from.count() != 1 {
			t.Errorf("five requests came over %d connections", from.count())
		}
	})
}

// secureServer is a server that the exchange trusts. It may refuse a client's greeting.
func secureServer(t testing.TB, x *httpx.Exchange, http2 bool, h http.HandlerFunc, greet ...func(*tls.ClientHelloInfo) error) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(h)
	server.EnableHTTP2 = http2
	for _, refuse := range greet {
		server.TLS = &tls.Config{GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) { return nil, refuse(hello) }}
	}
	server.Config.ErrorLog = quiet
	server.StartTLS()
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	x.Trust(roots)
	return server
}

// With HTTP/2 many calls at once share one connection, and the host stays with net/http.
func TestHTTP2SharesOneConnection(t *testing.T) {
	const calls = 30
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		var from places
		var together sync.WaitGroup
		together.Add(calls)
		x := open(t)
		server := secureServer(t, x, true, func(w http.ResponseWriter, r *http.Request) {
			from.note(r)
			if r.ProtoMajor != 2 {
				t.Errorf("the request came over %s", r.Proto)
			}
			if r.URL.Path == "/together" {
				together.Done()
				together.Wait()
			}
			fmt.Fprint(w, "{}")
		})
		if _, err := do(t.Context(), x, get(server.URL)); err != nil {
			t.Fatal(err)
		}
		var running sync.WaitGroup
		for range calls {
			running.Go(func() {
				if _, err := do(t.Context(), x, get(server.URL+"/together")); err != nil {
					t.Error(err)
				}
			})
		}
		running.Wait()
		if from.count() != 1 {
			t.Errorf("%d calls at once came over %d connections, want 1", calls, from.count())
		}
		if x.IsOwn() && x.IsDirect(server.URL) {
			t.Error("a host that speaks HTTP/2 is asked directly")
		}
	})
}

// The room of a body goes from answer to answer, never to two at once.
func TestBodiesAreNotMixed(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		letter := r.URL.Query().Get("letter")
		size, err := strconv.Atoi(r.URL.Query().Get("size"))
		if err != nil {
			t.Error(err)
		}
		body := []byte(strings.Repeat(letter, size))
		switch size % 3 {
		case 0:
			w.Header().Set("Content-Length", strconv.Itoa(size))
		case 1:
			body = zipped(t, body)
			w.Header().Set("Content-Encoding", "gzip")
		}
		w.Write(body)
	})
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		x := open(t)
		var running sync.WaitGroup
		for worker := range 8 {
			running.Go(func() {
				letter := string(rune('a' + worker))
				for n := range 20 {
					size := 1 + (worker*7919+n*104729)%200_000
					err := x.Do(t.Context(), get(fmt.Sprintf("%s?letter=%s&size=%d", server, letter, size)), "read", func(r *httpx.Response) error {
						if len(r.Body) != size || bytes.Count(r.Body, []byte(letter)) != size {
							t.Errorf("an answer of %d times %s has %d bytes", size, letter, len(r.Body))
						}
						return nil
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		running.Wait()
	})
}

// A kept connection that the server closes is replaced without an error, also
// for a POST that is marked to be a read.
func TestClosedKeepAliveIsReplaced(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.Header["Idempotency-Key"]) > 0 {
			t.Error("the mark was sent")
		}
	}))
	defer server.Close()
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		x := open(t)
		for range 60 {
			req := &httpx.Request{Method: http.MethodPost, URL: server.URL, Body: []byte("{}"), ReadOnly: true}
			if _, err := do(t.Context(), x, req); err != nil {
				t.Fatal(err)
			}
			server.CloseClientConnections()
		}
	})
}
