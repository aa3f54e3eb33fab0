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

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

func zipped(t testing.TB, plain []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	if _, err := zip.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func TestBodyIsBoundedAfterInflating(t *testing.T) {
	packed := zipped(t, make([]byte, 4<<20))
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if got := r.Header.Get("Accept-Encoding"); got != "gzip" {
			t.Errorf("asked for encoding %q", got)
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(packed)
	})
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		for limit, want := range map[int64]bool{4<<20 - 1: false, 4 << 20: true, 0: true} {
			x := open(t)
			x.MaxBody = limit
			res, err := do(t.Context(), x, get(server))
			if want && (err != nil || len(res.body) != 4<<20) {
				t.Errorf("limit %d: %v", limit, err)
			}
			if !want && sources.KindOf(err) != sources.KindMalformed {
				t.Errorf("limit %d: got %v, want malformed", limit, err)
			}
		}
	})
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
			_, _ = io.WriteString(conn, answer) // who asked may have gone
		}
	}
	chunked := func(chunks string) http.HandlerFunc {
		return hijack("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
	}
	rows := map[string]struct {
		answer http.HandlerFunc
		want   sources.ErrorKind
	}{
		"closed without a word":  {hijack(""), sources.KindUnavailable},
		"not HTTP":               {hijack("secret garbage\r\n\r\n"), sources.KindMalformed},
		"another protocol":       {hijack("SECRET/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), sources.KindMalformed},
		"no status":              {hijack("HTTP/1.1 secret OK\r\nContent-Length: 2\r\n\r\n{}"), sources.KindMalformed},
		"broken header":          {hijack("HTTP/1.1 200 OK\r\nsecret garbage\r\n\r\n"), sources.KindMalformed},
		"half a header":          {hijack("HTTP/1.1 200 OK\r\nX-Secret: secr"), sources.KindUnavailable},
		"no length":              {hijack("HTTP/1.1 200 OK\r\nContent-Length: secret\r\n\r\n{}"), sources.KindMalformed},
		"two lengths":            {hijack("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 2\r\n\r\n{}"), sources.KindMalformed},
		"another coding":         {hijack("HTTP/1.1 200 OK\r\nTransfer-Encoding: secret\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), sources.KindMalformed},
		"two codings":            {hijack("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: secret\r\n\r\n0\r\n\r\n"), sources.KindMalformed},
		"switched protocols":     {hijack("HTTP/1.1 101 Secret\r\nConnection: Upgrade\r\nUpgrade: secret\r\n\r\nsecret"), sources.KindMalformed},
		"shorter than announced": {hijack("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}"), sources.KindUnavailable},
		"longer than accepted":   {hijack(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n{}", httpx.MaxBody+1)), sources.KindMalformed},
		"a chunk cut":            {chunked("5\r\n{}"), sources.KindUnavailable},
		"no last chunk":          {chunked("2\r\n{}\r\n"), sources.KindUnavailable},
		"no end behind chunks":   {chunked("2\r\n{}\r\n0\r\n"), sources.KindUnavailable},
		"no end of a chunk":      {chunked("2\r\n{}secret\r\n0\r\n\r\n"), sources.KindMalformed},
		"no size of a chunk":     {chunked("secret\r\n{}\r\n0\r\n\r\n"), sources.KindMalformed},
		"a bare line feed":       {chunked("2\n{}\r\n0\r\n\r\n"), sources.KindMalformed},
		"not gzip": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "secret plain text, longer than a gzip header")
		}, sources.KindMalformed},
		"gzip cut": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(zipped(t, []byte("secret"))[:20])
		}, sources.KindUnavailable},
		"huge header": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Huge", strings.Repeat("secret", 40<<10))
		}, sources.KindMalformed},
		"header without end": {func(w http.ResponseWriter, r *http.Request) {
			hijack("HTTP/1.1 200 OK\r\n"+strings.Repeat("X-Secret: secret\r\n", 20<<10))(w, r)
		}, sources.KindMalformed},
	}
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		for name, row := range rows {
			x := open(t)
			err := x.Do(t.Context(), get(serve(t, row.answer)+"/?email=secret"), "read", func(r *httpx.Response) error {
				if err := r.Err("north", "read"); err != nil {
					return err
				}
				return nil
			})
			var e *sources.Error
			if !errors.As(err, &e) || e.Kind != row.want || e.Source != "north" || e.Op != "read" {
				t.Errorf("%s: got %v, want %v", name, err, row.want)
			}
			if err != nil && strings.Contains(strings.ToLower(err.Error()), "secret") {
				t.Errorf("%s: the error quotes the upstream: %v", name, err)
			}
		}
	})
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
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		_, err := do(t.Context(), open(t), get(address))
		if sources.KindOf(err) != sources.KindUnavailable || strings.Contains(err.Error(), "secret") {
			t.Errorf("got %v, want unavailable without the address", err)
		}
	})
}

func TestAddressIsNone(t *testing.T) {
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		_, err := do(t.Context(), open(t), get("http://north.example/%secret"))
		if sources.KindOf(err) != sources.KindInternal || strings.Contains(err.Error(), "secret") {
			t.Errorf("got %v, want internal without the address", err)
		}
	})
}

func TestRedirectIsNotFollowed(t *testing.T) {
	var calls atomic.Int32
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	})
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		calls.Store(0)
		res, err := do(t.Context(), open(t), get(server))
		if err != nil || res.status != http.StatusFound || calls.Load() != 1 {
			t.Errorf("status %v, %v after %d calls; want 302 after one", res, err, calls.Load())
		}
	})
}

func TestContextEndsTheCall(t *testing.T) {
	for place, head := range map[string]bool{"before the head": false, "behind the head": true} {
		server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if head {
				w.(http.Flusher).Flush()
			}
			<-r.Context().Done()
		})
		overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
			defer cancel()
			if _, err := do(ctx, open(t), get(server)); sources.KindOf(err) != sources.KindTimeout {
				t.Errorf("%s: got %v, want timeout", place, err)
			}
		})
	}
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		server := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the request was sent") })
		if _, err := do(ctx, open(t), get(server)); sources.KindOf(err) != sources.KindCanceled {
			t.Errorf("got %v, want canceled", err)
		}
	})
}

// A caller who goes is not kept waiting, wherever the call stands, and what has
// come for nobody is not decoded.
func TestCallerGoes(t *testing.T) {
	for place, bytes := range map[string]int{"before the head": 0, "in the body": 64 << 10} {
		overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var from places
			server := serve(t, func(w http.ResponseWriter, r *http.Request) {
				from.note(r)
				if r.URL.Path == "/again" {
					return
				}
				if bytes > 0 {
					fmt.Fprint(w, strings.Repeat("x", bytes))
					w.(http.Flusher).Flush()
				}
				cancel()
				<-r.Context().Done()
			})
			x := open(t)
			err := x.Do(ctx, get(server), "read", func(*httpx.Response) error {
				t.Errorf("%s: the answer was used", place)
				return nil
			})
			if sources.KindOf(err) != sources.KindCanceled {
				t.Errorf("%s: got %v, want canceled", place, err)
			}
			if _, err := do(t.Context(), x, get(server+"/again")); err != nil || from.count() != 2 {
				t.Errorf("%s: the next call came over %d connections, error %v; want another connection", place, from.count(), err)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	x := httpx.New("north", &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) {
		cancel()
		return &http.Response{StatusCode: http.StatusOK, ContentLength: 2, Body: io.NopCloser(strings.NewReader("{}"))}, nil
	})})
	err := x.Do(ctx, get("http://north.example"), "read", func(*httpx.Response) error {
		t.Error("the answer was used")
		return nil
	})
	if sources.KindOf(err) != sources.KindCanceled {
		t.Errorf("got %v, want canceled", err)
	}
}

func TestUntrustedCertificate(t *testing.T) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = quiet
	server.StartTLS()
	defer server.Close()
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		x := open(t)
		if x.IsOwn() {
			x.Learn(server.URL, 1)
		}
		_, err := do(t.Context(), x, get(server.URL))
		var e *sources.Error
		if !errors.As(err, &e) || e.Kind != sources.KindUnavailable || !strings.Contains(e.Reason, "certificate") {
			t.Errorf("got %v, want unavailable for the certificate", err)
		}
	})
}

func TestErrorOfUseIsReturned(t *testing.T) {
	mine := errors.New("mine")
	server := serve(t, func(http.ResponseWriter, *http.Request) {})
	overBoth(t, func(t *testing.T, open func(testing.TB) *httpx.Exchange) {
		if err := open(t).Do(t.Context(), get(server), "read", func(*httpx.Response) error { return mine }); !errors.Is(err, mine) {
			t.Errorf("got %v", err)
		}
	})
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
		x := httpx.New("north", &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, ContentLength: row.announced, Body: io.NopCloser(row.body)}, nil
		})})
		_, err := do(t.Context(), x, get("http://north.example"))
		if row.refused != (err != nil) || row.refused && sources.KindOf(err) != row.want {
			t.Errorf("%s: got %v, want %v", name, err, row.want)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

type unreadable struct{}

func (unreadable) Read([]byte) (int, error) { return 0, errors.New("it was read") }
