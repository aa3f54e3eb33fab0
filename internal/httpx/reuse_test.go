package httpx_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

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

// Every answer is read to its end, so that one after another needs one connection.
func TestConnectionIsReused(t *testing.T) {
	var from places
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		from.note(r)
		status, err := strconv.Atoi(r.URL.Query().Get("status"))
		if err != nil {
			t.Error(err)
		}
		w.WriteHeader(status)
		fmt.Fprint(w, strings.Repeat("x", 100<<10))
	})
	x := exchange(t)
	for _, status := range []string{"200", "404", "500", "200"} {
		if _, err := do(x, get(context.Background(), t, server+"?status="+status)); err != nil {
			t.Fatal(err)
		}
	}
	if len(from.seen) != 1 {
		t.Errorf("four requests came over %d connections", len(from.seen))
	}
}

// With HTTP/2 many calls at once share one connection.
func TestHTTP2SharesOneConnection(t *testing.T) {
	const calls = 30
	var from places
	var together sync.WaitGroup
	together.Add(calls)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from.note(r)
		if r.ProtoMajor != 2 {
			t.Errorf("the request came over %s", r.Proto)
		}
		if r.URL.Path == "/together" {
			together.Done()
			together.Wait()
		}
		fmt.Fprint(w, "{}")
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	x := exchange(t)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	x.Client.Transport.(*http.Transport).TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots}
	if _, err := do(x, get(context.Background(), t, server.URL)); err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	for range calls {
		running.Go(func() {
			if _, err := do(x, get(context.Background(), t, server.URL+"/together")); err != nil {
				t.Error(err)
			}
		})
	}
	running.Wait()
	if len(from.seen) != 1 {
		t.Errorf("%d calls at once came over %d connections, want 1", calls, len(from.seen))
	}
}

// The room of a body goes from answer to answer, never to two at once.
func TestBodiesAreNotMixed(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		letter := r.URL.Query().Get("letter")
		size, err := strconv.Atoi(r.URL.Query().Get("size"))
		if err != nil {
			t.Error(err)
		}
		if size%2 == 0 {
			w.Header().Set("Content-Length", strconv.Itoa(size))
		}
		fmt.Fprint(w, strings.Repeat(letter, size))
	})
	x := exchange(t)
	var running sync.WaitGroup
	for worker := range 8 {
		running.Go(func() {
			letter := string(rune('a' + worker))
			for n := range 20 {
				size := 1 + (worker*7919+n*104729)%200_000
				err := x.Do(get(context.Background(), t, fmt.Sprintf("%s?letter=%s&size=%d", server, letter, size)), "read", func(r *httpx.Response) error {
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
}

func TestErrorOfUseIsReturned(t *testing.T) {
	mine := errors.New("mine")
	err := exchange(t).Do(get(context.Background(), t, serve(t, func(http.ResponseWriter, *http.Request) {})), "read", func(*httpx.Response) error { return mine })
	if !errors.Is(err, mine) {
		t.Errorf("got %v", err)
	}
}

// transport answers without a network.
type transport func(r *http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// An answer that announces too much is refused unread; one that announces much
// and is small costs little room.
func TestAnnouncedLength(t *testing.T) {
	for name, row := range map[string]struct {
		announced int64
		body      io.Reader
		refused   bool
		want      sources.ErrorKind
	}{
		"too much, unread":   {httpx.MaxBody + 1, unreadable{}, true, sources.KindMalformed},
		"much, and little":   {httpx.MaxBody, strings.NewReader("{}"), false, 0},
		"little, and much":   {1, strings.NewReader(strings.Repeat("x", 2<<20)), false, 0},
		"none, and too much": {-1, strings.NewReader(strings.Repeat("x", httpx.MaxBody+1)), true, sources.KindMalformed},
		"none, and the most": {-1, strings.NewReader(strings.Repeat("x", httpx.MaxBody)), false, 0},
		"ends too soon":      {-1, io.MultiReader(strings.NewReader("{"), failing{io.ErrUnexpectedEOF}), true, sources.KindUnavailable},
	} {
		x := &httpx.Exchange{Source: "north", Client: &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, ContentLength: row.announced, Body: io.NopCloser(row.body)}, nil
		})}}
		_, err := do(x, get(context.Background(), t, "http://north.example"))
		if row.refused != (err != nil) || row.refused && sources.KindOf(err) != row.want {
			t.Errorf("%s: got %v, want %v", name, err, row.want)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

type unreadable struct{}

func (unreadable) Read([]byte) (int, error) { return 0, errors.New("it was read") }

// A caller who goes while the body arrives is not kept waiting, and what has
// come for nobody is not decoded.
func TestCallerGoesWhileTheBodyArrives(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	begun := make(chan struct{})
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, strings.Repeat("x", 64<<10))
		w.(http.Flusher).Flush()
		close(begun)
		<-r.Context().Done()
	})
	go func() {
		<-begun
		cancel()
	}()
	err := exchange(t).Do(get(ctx, t, server), "read", func(*httpx.Response) error {
		t.Error("the answer was used")
		return nil
	})
	if sources.KindOf(err) != sources.KindCanceled {
		t.Errorf("got %v, want canceled", err)
	}
	ctx, cancel = context.WithCancel(context.Background())
	x := &httpx.Exchange{Source: "north", Client: &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) {
		cancel()
		return &http.Response{StatusCode: http.StatusOK, ContentLength: 2, Body: io.NopCloser(strings.NewReader("{}"))}, nil
	})}}
	err = x.Do(get(ctx, t, "http://north.example"), "read", func(*httpx.Response) error {
		t.Error("the answer was used")
		return nil
	})
	if sources.KindOf(err) != sources.KindCanceled {
		t.Errorf("got %v, want canceled", err)
	}
}

// BenchmarkDo is one exchange of a 100 kB answer.
func BenchmarkDo(b *testing.B) {
	answer := []byte(strings.Repeat("x", 100<<10))
	server := serve(b, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
		w.Write(answer)
	})
	x := exchange(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := x.Do(get(context.Background(), b, server), "read", func(*httpx.Response) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
