package httpx_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestStatusMeansKind(t *testing.T) {
	for status, want := range map[int]sources.ErrorKind{
		301: sources.KindMalformed, 302: sources.KindMalformed,
		400: sources.KindInternal, 404: sources.KindInternal, 422: sources.KindInternal,
		401: sources.KindDenied, 402: sources.KindDenied, 403: sources.KindDenied,
		408: sources.KindUnavailable, 423: sources.KindUnavailable,
		429: sources.KindLimited,
		500: sources.KindUnavailable, 502: sources.KindUnavailable, 503: sources.KindUnavailable, 504: sources.KindUnavailable, 599: sources.KindUnavailable,
	} {
		r := &httpx.Response{Status: status, Header: http.Header{}, Body: []byte("secret words of the upstream")}
		err := r.Err("north", "list orders")
		if err == nil || err.Kind != want {
			t.Errorf("status %d is %v, want %v", status, err, want)
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("status %d quotes the body: %v", status, err)
		}
	}
	if err := (&httpx.Response{Status: 204}).Err("north", "x"); err != nil {
		t.Errorf("status 204 is an error: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"":                              0,
		"0":                             0,
		"2":                             2 * time.Second,
		"2.5":                           2500 * time.Millisecond,
		" 7 ":                           7 * time.Second,
		"-3":                            0,
		"86400":                         time.Minute,
		"1e300":                         time.Minute,
		"NaN":                           0,
		"soon":                          0,
		"Sun, 01 Mar 2026 12:00:09 GMT": 9 * time.Second,
		"Sun, 01 Mar 2026 11:00:00 GMT": 0,
		"Sun, 01 Mar 2036 12:00:00 GMT": time.Minute,
	} {
		if got := httpx.RetryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("Retry-After %q is %v, want %v", value, got, want)
		}
	}
}

func TestBodyIsBoundedAfterInflating(t *testing.T) {
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	if _, err := zip.Write(make([]byte, 4<<20)); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(packed.Bytes())
	})
	for limit, want := range map[int64]bool{4<<20 - 1: false, 4 << 20: true, 0: true} {
		x := exchange(t)
		x.MaxBody = limit
		res, err := do(x, get(context.Background(), t, server))
		if want && (err != nil || len(res.Body) != 4<<20) {
			t.Errorf("limit %d: %v", limit, err)
		}
		if !want && sources.KindOf(err) != sources.KindMalformed {
			t.Errorf("limit %d: got %v, want malformed", limit, err)
		}
	}
}

func TestTransportFaults(t *testing.T) {
	hijack := func(answer string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer func() { _ = conn.Close() }()
			if _, err := io.WriteString(conn, answer); err != nil {
				t.Error(err)
			}
		}
	}
	for name, row := range map[string]struct {
		answer http.HandlerFunc
		want   sources.ErrorKind
	}{
		"closed without a word":  {hijack(""), sources.KindUnavailable},
		"not HTTP":               {hijack("secret garbage\r\n\r\n"), sources.KindMalformed},
		"broken header":          {hijack("HTTP/1.1 200 OK\r\nsecret garbage\r\n\r\n"), sources.KindMalformed},
		"shorter than announced": {hijack("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}"), sources.KindUnavailable},
		"not gzip": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "secret plain text, longer than a gzip header")
		}, sources.KindMalformed},
		"huge header": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Huge", strings.Repeat("secret", 40<<10))
		}, sources.KindMalformed},
	} {
		_, err := do(exchange(t), get(context.Background(), t, serve(t, row.answer)))
		var e *sources.Error
		if !errors.As(err, &e) || e.Kind != row.want || e.Source != "north" || e.Op != "read" {
			t.Errorf("%s: got %v, want %v", name, err, row.want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error quotes the upstream: %v", name, err)
		}
	}
}

func TestNobodyListens(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + listener.Addr().String() + "/?email=secret"
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = do(exchange(t), get(context.Background(), t, address))
	if sources.KindOf(err) != sources.KindUnavailable || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v, want unavailable without the address", err)
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	var calls atomic.Int32
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	})
	res, err := do(exchange(t), get(context.Background(), t, server))
	if err != nil || res.Status != http.StatusFound || calls.Load() != 1 {
		t.Errorf("status %v, %v after %d calls; want 302 after one", res, err, calls.Load())
	}
}

func TestContextEndsTheCall(t *testing.T) {
	release := make(chan struct{})
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush() // hung after the headers
		select {
		case <-release:
		case <-r.Context().Done():
		}
	})
	defer close(release)
	for name, row := range map[string]struct {
		ctx  func() (context.Context, context.CancelFunc)
		want sources.ErrorKind
	}{
		"deadline": {func() (context.Context, context.CancelFunc) {
			return context.WithTimeout(context.Background(), 20*time.Millisecond)
		}, sources.KindTimeout},
		"caller gone": {func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			return ctx, cancel
		}, sources.KindCanceled},
	} {
		ctx, cancel := row.ctx()
		if _, err := do(exchange(t), get(ctx, t, server)); sources.KindOf(err) != row.want {
			t.Errorf("%s: got %v, want %v", name, err, row.want)
		}
		cancel()
	}
}

func TestUntrustedCertificate(t *testing.T) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = nil
	server.StartTLS()
	defer server.Close()
	_, err := do(exchange(t), get(context.Background(), t, server.URL))
	var e *sources.Error
	if !errors.As(err, &e) || e.Kind != sources.KindUnavailable || !strings.Contains(e.Reason, "certificate") {
		t.Errorf("got %v, want unavailable for the certificate", err)
	}
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
	x := exchange(t)
	for range 60 {
		req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, server.URL, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		httpx.Repeatable(req)
		if _, err := do(x, req); err != nil {
			t.Fatal(err)
		}
		server.CloseClientConnections()
	}
}

func TestIsHTML(t *testing.T) {
	for _, row := range []struct {
		kind, body string
		want       bool
	}{
		{"text/html; charset=utf-8", "x", true},
		{"application/json", "{}", false},
		{"", "\n <!DOCTYPE html><p>", true},
		{"application/json", "<html>", true},
		{"", "", false},
	} {
		r := &httpx.Response{Header: http.Header{"Content-Type": {row.kind}}, Body: []byte(row.body)}
		if r.IsHTML() != row.want {
			t.Errorf("%q as %q: %v", row.body, row.kind, !row.want)
		}
	}
}

// do returns a copy of the answer.
func do(x *httpx.Exchange, req *http.Request) (*httpx.Response, error) {
	var got *httpx.Response
	err := x.Do(req, "read", func(r *httpx.Response) error {
		got = &httpx.Response{Status: r.Status, Header: r.Header, Body: bytes.Clone(r.Body)}
		return nil
	})
	return got, err
}

func serve(t testing.TB, h http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func exchange(t testing.TB) *httpx.Exchange {
	t.Helper()
	client := httpx.NewClient()
	t.Cleanup(client.CloseIdleConnections)
	return &httpx.Exchange{Client: client, Source: "north"}
}

func get(ctx context.Context, t testing.TB, url string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(fmt.Errorf("make request: %w", err))
	}
	return req
}
