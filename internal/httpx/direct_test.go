package httpx_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

// script is a server that writes answers as they are told.
type script struct {
	listener net.Listener
	answer   func(c net.Conn, r *http.Request) (stay bool)
	mu       sync.Mutex
	conns    []net.Conn
	running  sync.WaitGroup
}

// play starts a server on which each request of each connection is answered by
// the function, until it says false.
func play(t testing.TB, answer func(c net.Conn, r *http.Request) bool) *script {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &script{listener: listener, answer: answer}
	s.running.Go(s.accept)
	t.Cleanup(func() {
		_ = listener.Close()
		s.mu.Lock()
		for _, c := range s.conns {
			_ = c.Close()
		}
		s.mu.Unlock()
		s.running.Wait()
	})
	return s
}

func (s *script) url() string { return "http://" + s.listener.Addr().String() }

func (s *script) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

func (s *script) accept() {
	for {
		c, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.conns = append(s.conns, c)
		s.mu.Unlock()
		s.running.Go(func() {
			defer func() { _ = c.Close() }()
			for in := bufio.NewReader(c); ; {
				r, err := http.ReadRequest(in)
				if err != nil {
					return
				}
				if _, err := io.Copy(io.Discard, r.Body); err != nil || !s.answer(c, r) {
					return
				}
			}
		})
	}
}

// A connection is used again only when the answer ended where it said, said
// nothing of an end, and left nothing behind.
func TestWhichConnectionsAreKept(t *testing.T) {
	for name, row := range map[string]struct {
		answer string
		kept   bool
	}{
		"length":               {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", true},
		"length twice":         {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}", true},
		"chunks":               {"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", true},
		"line feeds":           {"HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", true},
		"no reason":            {"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}", true},
		"keep alive":           {"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}", true},
		"close":                {"HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\n{}", false},
		"close in a list":      {"HTTP/1.1 200 OK\r\nConnection: x, close\r\nContent-Length: 2\r\n\r\n{}", false},
		"close in another":     {"HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}", false},
		"HTTP/1.0":             {"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", false},
		"both lengths":         {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", false},
		"fields behind":        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: y\r\n\r\n", false},
		"words with a chunk":   {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\n{}\r\n0\r\n\r\n", false},
		"another answer":       {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", false},
		"one byte more":        {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}\n", false},
		"more behind chunks":   {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n0\r\n\r\n", false},
		"early hints":          {"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", false},
		"continue":             {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", false},
		"no length, and close": {"HTTP/1.1 200 OK\r\n\r\n{}", false},
	} {
		asked := make(chan struct{}, 2)
		server := play(t, func(c net.Conn, _ *http.Request) bool {
			asked <- struct{}{}
			_, _ = io.WriteString(c, row.answer)
			return !strings.HasPrefix(name, "no length")
		})
		x := exchange(t)
		for range 2 {
			res, err := do(t.Context(), x, get(server.url()))
			if err != nil || res.status != 200 || string(res.body) != "{}" {
				t.Errorf("%s: %d %q, %v", name, res.status, res.body, err)
			}
			<-asked
		}
		if kept := server.count() == 1; kept != row.kept {
			t.Errorf("%s: kept %v, want %v", name, kept, row.kept)
		}
		if !x.IsDirect(server.url()) {
			t.Errorf("%s: the host was given up", name)
		}
	}
}

// What a server says unasked, or that it closes, is noticed before the next request.
func TestIdleConnectionIsLookedInto(t *testing.T) {
	for name, words := range map[string]string{
		"closed":         "",
		"unsolicited":    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsomebody's",
		"idle too long":  "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n",
		"half an answer": "HTT",
	} {
		said := make(chan struct{})
		server := play(t, func(c net.Conn, r *http.Request) bool {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nmine")
			if r.URL.Path == "/first" {
				_, _ = io.WriteString(c, words)
				_ = c.(*net.TCPConn).SetLinger(5) // so that it has arrived when Close returns
				_ = c.Close()
				close(said)
			}
			return true
		})
		x := exchange(t)
		if res, err := do(t.Context(), x, get(server.url()+"/first")); err != nil || string(res.body) != "mine" {
			t.Errorf("%s: %q, %v", name, res.body, err)
		}
		<-said
		if res, err := do(t.Context(), x, get(server.url())); err != nil || string(res.body) != "mine" {
			t.Errorf("%s: %q, %v", name, res.body, err)
		}
	}
}

// A request is sent again only for a connection that was kept, and only before
// the first byte of an answer.
func TestRequestIsSentOnce(t *testing.T) {
	for name, row := range map[string]struct {
		second string // answer to the second request, before the server closes
		body   string // of the request
		fresh  bool   // the second request comes over a new connection
		want   int    // requests that the server sees
	}{
		"kept, no byte":   {"", "", false, 3},
		"kept, some byte": {"H", "", false, 2},
		"kept, a head":    {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{", "", false, 2},
		"new, no byte":    {"", "", true, 2},
		"kept, a query":   {"", "{}", false, 3},
	} {
		var mu sync.Mutex
		var seen []string
		server := play(t, func(c net.Conn, r *http.Request) bool {
			mu.Lock()
			defer mu.Unlock()
			seen = append(seen, r.Method)
			if len(seen) == 2 {
				_, _ = io.WriteString(c, row.second)
				return false
			}
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
			return !row.fresh
		})
		x := exchange(t)
		req := get(server.url())
		if row.body != "" {
			req = &httpx.Request{Method: http.MethodPost, URL: server.url(), Body: []byte(row.body), ReadOnly: true}
		}
		if _, err := do(t.Context(), x, req); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_, err := do(t.Context(), x, req)
		if again := row.want == 3; again != (err == nil) || !again && sources.KindOf(err) != sources.KindUnavailable {
			t.Errorf("%s: error %v", name, err)
		}
		mu.Lock()
		if len(seen) != row.want {
			t.Errorf("%s: the server saw %d requests, want %d", name, len(seen), row.want)
		}
		mu.Unlock()
	}
}

// What is not a read goes over net/http, and so does what we cannot send as it stands.
func TestWhatIsNotDirect(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Method, " ", r.Host, r.RequestURI) })
	host := strings.TrimPrefix(server, "http://")
	x := exchange(t)
	for _, row := range []struct {
		req  httpx.Request
		want string
	}{
		{httpx.Request{Method: "POST", URL: server, Body: []byte("{}")}, "POST " + host + "/"},
		{httpx.Request{Method: "PUT", URL: server, ReadOnly: true}, "PUT " + host + "/"},
		{httpx.Request{Method: "GET", URL: server + "/ä b"}, "GET " + host + "/%C3%A4%20b"},
		{httpx.Request{Method: "GET", URL: server + "#x"}, "GET " + host + "/"},
		{httpx.Request{Method: "GET", URL: "http://me:secret@" + host}, "GET " + host + "/"},
		{httpx.Request{Method: "GET", URL: server, Header: []httpx.Field{{Name: "X-A", Value: " a "}}}, "GET " + host + "/"},
	} {
		res, err := do(t.Context(), x, &row.req)
		if err != nil || string(res.body) != row.want {
			t.Errorf("%s: %q, %v; want %q", row.req.URL, res.body, err, row.want)
		}
	}
	if _, err := do(t.Context(), x, &httpx.Request{Method: "GET", URL: server, Header: []httpx.Field{{Name: "X-A", Value: "a\r\nX-B: secret"}}}); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("a header of two lines: %v", err)
	}
	if n := x.Idle(server); n != 0 {
		t.Errorf("%d direct connections were made", n)
	}
	x.Proxy(func(*http.Request) (*url.URL, error) { return url.Parse("http://proxy.example:3128") })
	if x.IsDirect("http://elsewhere.example") {
		t.Error("a host behind a proxy is asked directly")
	}
}

// A server cannot tell which way a request came.
func TestBothSendTheSame(t *testing.T) {
	var mu sync.Mutex
	var sent [][]string
	server := play(t, func(c net.Conn, r *http.Request) bool {
		head := []string{r.Method + " " + r.RequestURI + " " + r.Proto, "Host: " + r.Host, fmt.Sprint("length ", r.ContentLength)}
		for name, values := range r.Header {
			head = append(head, name+": "+strings.Join(values, "|"))
		}
		slices.Sort(head)
		mu.Lock()
		sent = append(sent, head)
		mu.Unlock()
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
		return true
	})
	header := []httpx.Field{{Name: "Authorization", Value: "Bearer x"}, {Name: "Accept", Value: "application/json"}}
	for _, req := range []*httpx.Request{
		{Method: "GET", URL: server.url()},
		{Method: "GET", URL: server.url() + "?"},
		{Method: "GET", URL: server.url() + "/a//b/%2F[x]?expand[]=data.x&q='a%20b'+c&ids=1,2", Header: header},
		{Method: "POST", URL: server.url() + "/graphql.json", Header: header, Body: []byte(`{"query":"{shop}"}`), ReadOnly: true},
		{Method: "POST", URL: server.url() + "/graphql.json", ReadOnly: true},
	} {
		sent = nil
		for _, open := range transports {
			if _, err := do(t.Context(), open(t), req); err != nil {
				t.Errorf("%s %s: %v", req.Method, req.URL, err)
			}
		}
		if len(sent) == 2 && !slices.Equal(sent[0], sent[1]) {
			t.Errorf("two ways to ask:\n%q\n%q", sent[0], sent[1])
		}
	}
}

// Net/http reads more than we do: a host that writes so is asked over it, from the next time.
func TestHostThatWritesOtherwise(t *testing.T) {
	server := play(t, func(c net.Conn, _ *http.Request) bool {
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nX-Long: a\r\n b\r\nContent-Length: 2\r\n\r\n{}")
		return true
	})
	x := exchange(t)
	if _, err := do(t.Context(), x, get(server.url())); sources.KindOf(err) != sources.KindMalformed {
		t.Errorf("got %v, want malformed", err)
	}
	if res, err := do(t.Context(), x, get(server.url())); err != nil || string(res.body) != "{}" || x.IsDirect(server.url()) {
		t.Errorf("got %q, %v", res.body, err)
	}
}

// A chunk is not waited for that would be too large.
func TestLargeChunkIsRefused(t *testing.T) {
	server := play(t, func(c net.Conn, _ *http.Request) bool {
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n{}")
		return true
	})
	if _, err := do(t.Context(), exchange(t), get(server.url())); sources.KindOf(err) != sources.KindMalformed {
		t.Errorf("got %v, want malformed", err)
	}
}

// An answer may come in pieces of any size.
func TestAnswerInPieces(t *testing.T) {
	for _, answer := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 11\r\nContent-Type: a/b\r\n\r\nhello world",
		"HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n",
	} {
		server := play(t, func(c net.Conn, _ *http.Request) bool {
			for i := range len(answer) {
				_, _ = io.WriteString(c, answer[i:i+1])
			}
			return true
		})
		x := exchange(t)
		for range 2 {
			res, err := do(t.Context(), x, get(server.url()))
			if err != nil || string(res.body) != "hello world" || res.kind != "a/b" {
				t.Errorf("got %q of %q, %v", res.body, res.kind, err)
			}
		}
		if server.count() != 1 {
			t.Errorf("%d connections", server.count())
		}
	}
}

// A kept connection costs nothing but itself, and their number is bounded.
func TestIdleConnectionsAreBounded(t *testing.T) {
	const calls = 40
	var together sync.WaitGroup
	together.Add(calls)
	server := serve(t, func(http.ResponseWriter, *http.Request) {
		together.Done()
		together.Wait()
	})
	x := exchange(t)
	var running sync.WaitGroup
	for range calls {
		running.Go(func() {
			if _, err := do(t.Context(), x, get(server)); err != nil {
				t.Error(err)
			}
		})
	}
	running.Wait()
	if n := x.Idle(server); n != 32 {
		t.Errorf("%d connections are kept, want 32", n)
	}
	x.Close()
	if n := x.Idle(server); n != 0 {
		t.Errorf("%d connections are kept behind Close", n)
	}
}

// A connection that was idle for too long is closed when the next one is asked for.
func TestOldConnectionsAreClosed(t *testing.T) {
	server := play(t, func(c net.Conn, _ *http.Request) bool {
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
		return true
	})
	x := exchange(t)
	for n, want := range []int{1, 1, 2} {
		if n == 2 {
			x.Age(server.url(), 91*time.Second)
		}
		if _, err := do(t.Context(), x, get(server.url())); err != nil || server.count() != want || x.Idle(server.url()) != 1 {
			t.Errorf("request %d: %d connections, %d kept, %v; want %d and 1", n, server.count(), x.Idle(server.url()), err, want)
		}
	}
}

// It is known whether a record of TLS is under way, however it arrives.
func TestRecordsAreFollowed(t *testing.T) {
	records := []byte{23, 3, 3, 0, 2, 'a', 'b', 22, 3, 3, 1, 0}
	records = append(records, make([]byte, 256)...)
	ends := map[int]bool{0: true, 7: true, len(records): true}
	for size := 1; size <= len(records); size++ {
		follow := httpx.Records()
		for at := 0; at < len(records); {
			n := min(size, len(records)-at)
			at += n
			if between := follow(records[at-n : at]); between != ends[at] {
				t.Errorf("in pieces of %d: between records at %d: %v", size, at, between)
			}
		}
	}
}

// A host that has answered HTTP/1.1 over net/http is asked directly from then on.
func TestSecureHostIsLearned(t *testing.T) {
	x := exchange(t)
	var from places
	server := secureServer(t, x, false, func(w http.ResponseWriter, r *http.Request) {
		from.note(r)
		if r.TLS.ServerName != "" || r.TLS.NegotiatedProtocol != "" && r.TLS.NegotiatedProtocol != "http/1.1" {
			t.Errorf("asked for %q by %q", r.TLS.ServerName, r.TLS.NegotiatedProtocol)
		}
		fmt.Fprint(w, strings.Repeat("x", 100<<10))
	})
	for n := range 6 {
		if x.IsDirect(server.URL) != (n > 0) {
			t.Errorf("before request %d: direct %v", n, n == 0)
		}
		if res, err := do(t.Context(), x, get(server.URL)); err != nil || len(res.body) != 100<<10 {
			t.Fatal(len(res.body), err)
		}
	}
	if from.count() != 2 {
		t.Errorf("%d connections, want one over net/http and one of our own", from.count())
	}
	server.CloseClientConnections()
	if _, err := do(t.Context(), x, get(server.URL)); err != nil {
		t.Error(err)
	}
	server.Close()
	if _, err := do(t.Context(), x, get(server.URL)); sources.KindOf(err) != sources.KindUnavailable {
		t.Errorf("got %v, want unavailable", err)
	}
}

// A host that no longer speaks HTTP/1.1 over TLS is asked over net/http again.
func TestSecureHostIsForgotten(t *testing.T) {
	x := exchange(t)
	server := secureServer(t, x, true, func(http.ResponseWriter, *http.Request) {}, func(hello *tls.ClientHelloInfo) error {
		if !slices.Contains(hello.SupportedProtos, "h2") {
			return errors.New("only HTTP/2 is spoken here")
		}
		return nil
	})
	x.Learn(server.URL, 1)
	if _, err := do(t.Context(), x, get(server.URL)); err == nil {
		t.Error("a host without HTTP/1.1 was asked in it")
	}
	if _, err := do(t.Context(), x, get(server.URL)); err != nil {
		t.Error(err)
	}
}

// Who goes while a connection is made does not wait for it.
func TestCallerGoesWhileConnecting(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var accepted sync.WaitGroup
	accepted.Go(func() {
		c, err := listener.Accept()
		if err != nil {
			t.Error(err)
			return
		}
		cancel()
		_, _ = io.Copy(io.Discard, c) // until the other side goes; nothing is said
		_ = c.Close()
	})
	defer accepted.Wait()
	defer func() { _ = listener.Close() }()
	x := exchange(t)
	address := "https://" + listener.Addr().String()
	x.Learn(address, 1)
	if _, err := do(ctx, x, get(address)); sources.KindOf(err) != sources.KindCanceled {
		t.Errorf("got %v, want canceled", err)
	}
	if !x.IsDirect(address) {
		t.Error("the host was forgotten, though nothing is known against it")
	}
}
