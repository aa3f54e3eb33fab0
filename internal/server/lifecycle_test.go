package server_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/internal/server"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// running is a server on a port of its own.
type running struct {
	address string
	stop    context.CancelFunc
	ended   chan error
}

func serve(t *testing.T, s setup, l server.Lifetimes) *running {
	t.Helper()
	listener, err := server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{address: listener.Addr().String(), stop: cancel, ended: make(chan error, 1)}
	o, _ := options(t, nil)
	go func() { r.ended <- server.Serve(ctx, listener, s.Server, l, o.Logger) }()
	t.Cleanup(cancel)
	return r
}

func client(t *testing.T) *http.Client {
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func quickly() server.Lifetimes {
	l := server.DefaultLifetimes()
	l.Notice = 0
	return l
}

// TestStopFinishesWhatRuns stops a server while an operation runs, and checks
// the order: not ready, the operation ends well, then the end.
func TestStopFinishesWhatRuns(t *testing.T) {
	begun, release := make(chan struct{}), make(chan struct{})
	s := start(t, map[string]field{"broken": func(context.Context, map[string]any) (json.RawMessage, error) {
		close(begun)
		<-release
		return json.RawMessage(`"done"`), nil
	}})
	r := serve(t, s, quickly())
	c := client(t)
	got := make(chan string, 1)
	go func() {
		resp, err := c.Post("http://"+r.address+"/graphql", "application/json", strings.NewReader(`{"query":"{broken}"}`))
		if err != nil {
			got <- err.Error()
			return
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		got <- string(body)
	}()
	<-begun
	r.stop()
	for s.do(t, request(http.MethodGet, "/readyz", "")).status != http.StatusServiceUnavailable {
		select {
		case err := <-r.ended:
			t.Fatalf("ended before the running operation: %v", err)
		default:
		}
	}
	close(release)
	if body := <-got; !strings.Contains(body, `"done"`) {
		t.Fatalf("the running operation got %s", body)
	}
	if err := <-r.ended; err != nil {
		t.Fatal(err)
	}
	if conn, err := net.Dial("tcp", r.address); err == nil {
		_ = conn.Close()
		t.Fatal("still listens")
	}
}

func TestGraceEnds(t *testing.T) {
	begun := make(chan struct{})
	s := start(t, map[string]field{"broken": func(ctx context.Context, _ map[string]any) (json.RawMessage, error) {
		close(begun)
		<-ctx.Done()
		return nil, ctx.Err()
	}})
	l := quickly()
	l.Grace = time.Millisecond
	r := serve(t, s, l)
	c := client(t)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if resp, err := c.Post("http://"+r.address+"/graphql", "application/json", strings.NewReader(`{"query":"{broken}"}`)); err == nil {
			resp.Body.Close()
		}
	}()
	<-begun
	r.stop()
	if err := <-r.ended; err == nil || !strings.Contains(err.Error(), "finish running requests") {
		t.Fatalf("got %v", err)
	}
	<-done
}

func TestAddressInUse(t *testing.T) {
	l, err := server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	_, err = server.Listen(t.Context(), l.Addr().String())
	if !errors.Is(err, server.ErrAddressInUse) {
		t.Fatalf("got %v", err)
	}
	var n int
	_, _ = fmt.Sscan(port, &n)
	want := fmt.Sprintf("127.0.0.1:%d is in use (by another program). Use --listen 127.0.0.1:%d, or --listen :0 for any free one.", n, n+1)
	if err.Error() != want {
		t.Fatalf("got  %s\nwant %s", err, want)
	}
}

// raw sends bytes and returns the status line.
func raw(t *testing.T, address, text string) string {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, text); err != nil {
		return "closed"
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return "closed"
	}
	return strings.TrimSpace(line)
}

func TestHostileHTTP(t *testing.T) {
	r := serve(t, start(t, nil), quickly())
	host := "Host: " + r.address + "\r\n"
	body := `{"query":"{__typename}"}`
	head := "POST /graphql HTTP/1.1\r\n" + host + "Content-Type: application/json\r\n"
	tests := []struct{ name, text, want string }{
		{"good", head + fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body), "200"},
		{"big header", "GET /healthz HTTP/1.1\r\n" + host + "X: " + strings.Repeat("a", 17<<10) + "\r\n\r\n", "431"},
		{"header at the limit", "GET /healthz HTTP/1.1\r\n" + host + "X: " + strings.Repeat("a", 15<<10) + "\r\n\r\n", "200"},
		{"two lengths", head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "400"},
		{"unknown coding", head + "Transfer-Encoding: gzip\r\n\r\n", "501"},
		{"coding in disguise", head + "Transfer-Encoding : chunked\r\n\r\n", "400"},
		{"two hosts", "GET /healthz HTTP/1.1\r\n" + host + "Host: evil.example\r\n\r\n", "400"},
		{"no host", "GET /healthz HTTP/1.1\r\n\r\n", "400"},
		{"foreign host", "GET /schema.graphql HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"},
		{"absolute form of a foreign host", "GET http://evil.example/schema.graphql HTTP/1.1\r\n" + host + "\r\n", "421"},
		{"length without body, too large", head + "Content-Length: 2000000\r\nExpect: 100-continue\r\n\r\n", "413"},
		{"no HTTP", "hello\r\n\r\n", "400"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if line := raw(t, r.address, tt.text); !strings.Contains(line, " "+tt.want+" ") {
				t.Fatalf("got %q, want %s", line, tt.want)
			}
		})
	}
	r.stop()
	if err := <-r.ended; err != nil {
		t.Fatal(err)
	}
}

func TestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := start(t, map[string]field{"broken": func(ctx context.Context, _ map[string]any) (json.RawMessage, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}})
		begin := time.Now()
		a := s.do(t, query("{me{id} broken}"))
		if took := time.Since(begin); took != 10*time.Second {
			t.Errorf("took %s", took)
		}
		if a.status != 200 || a.code() != "DEADLINE_EXCEEDED" || string(a.Data) != `{"me":null,"broken":null}` {
			t.Fatalf("status %d: %s", a.status, a.body)
		}
	})
}

func TestLoadIsShed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		s := start(t, map[string]field{"broken": func(context.Context, map[string]any) (json.RawMessage, error) {
			<-release
			return json.RawMessage(`"x"`), nil
		}}, func(o *server.Options) { o.Limits.Concurrency = 2 })
		answers := make(chan answer, 2)
		for range 2 {
			go func() { answers <- s.do(t, query("{broken}")) }()
		}
		synctest.Wait()
		a := s.do(t, query("{__typename}"))
		if a.status != 503 || a.code() != "OVERLOADED" || a.header.Get("Retry-After") != "1" {
			t.Fatalf("status %d code %q", a.status, a.code())
		}
		if a := s.do(t, request(http.MethodGet, "/healthz", "")); a.status != 200 {
			t.Errorf("health: status %d", a.status)
		}
		close(release)
		for range 2 {
			if a := <-answers; a.status != 200 {
				t.Errorf("status %d", a.status)
			}
		}
		if a := s.do(t, query("{__typename}")); a.status != 200 {
			t.Errorf("afterwards: status %d", a.status)
		}
	})
}

func TestCanceledBeforeItRuns(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if a := start(t, nil).do(t, query("{__typename}").WithContext(ctx)); a.code() != "CANCELED" {
		t.Fatalf("status %d: %s", a.status, a.body)
	}
}
