package server_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/internal/server"
)

// pipes is a listener without a network, so that the server's times can be
// tested on the clock of a synctest bubble.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "pipe"} }

// dial connects, and reports false once nobody listens.
func (p *pipes) dial() (net.Conn, bool) {
	client, remote := net.Pipe()
	select {
	case p.conns <- remote:
		return client, true
	case <-p.closed:
		return nil, false
	}
}

// life is a server in a bubble.
type life struct {
	*pipes
	stop  context.CancelFunc
	ended chan error
}

func live(t *testing.T, s setup) life {
	o, _ := options(t, nil)
	ctx, cancel := context.WithCancel(context.Background())
	l := life{newPipes(), cancel, make(chan error, 1)}
	go func() { l.ended <- server.Serve(ctx, l.pipes, s.Server, server.DefaultLifetimes(), o.Logger) }()
	return l
}

func (l life) end(t *testing.T) {
	t.Helper()
	l.stop()
	if err := <-l.ended; err != nil {
		t.Fatal(err)
	}
}

// exchange sends text and returns the status of the answer, 0 for none.
func (l life) exchange(t *testing.T, text string) int {
	t.Helper()
	conn, ok := l.dial()
	if !ok {
		return 0
	}
	defer func() { _ = conn.Close() }()
	go func() { _, _ = io.WriteString(conn, text) }()
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
	return resp.StatusCode
}

func postText(body string, length int) string {
	return fmt.Sprintf("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s", length, body)
}

func TestTimes(t *testing.T) {
	slow := map[string]field{"broken": func(ctx context.Context, _ map[string]any) (json.RawMessage, error) {
		select {
		case <-time.After(9 * time.Second):
			return json.RawMessage(`"done"`), nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}}
	body := `{"query":"{broken}"}`
	shortBody := func(o *server.Options) { o.Limits.BodyTime = 2 * time.Second }
	tests := []struct {
		name, text string
		change     func(*server.Options)
		status     int
		took       time.Duration
	}{
		{"header that never ends", "GET /healthz HTTP/1.1\r\nHost: ", nil, 0, 5 * time.Second},
		{"body that never ends", postText("{", 20), nil, http.StatusRequestTimeout, 15 * time.Second},
		{"operation longer than a body may take", postText(body, len(body)), shortBody, http.StatusOK, 9 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				changes := []func(*server.Options){}
				if tt.change != nil {
					changes = append(changes, tt.change)
				}
				s := start(t, slow, changes...)
				l := live(t, s)
				begin := time.Now()
				status := l.exchange(t, tt.text)
				if took := time.Since(begin); status != tt.status || took != tt.took {
					t.Errorf("status %d after %s, want %d after %s", status, took, tt.status, tt.took)
				}
				if tt.status == 200 && strings.Contains(s.log.String(), "DEADLINE") {
					t.Error("the operation was cut off")
				}
				l.end(t)
			})
		})
	}
}

// TestStopGivesNotice checks the seconds between saying that the server is not
// ready and taking no more connections.
func TestStopGivesNotice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := live(t, start(t, nil))
		probe := func(path string) int {
			return l.exchange(t, "GET "+path+" HTTP/1.1\r\nHost: localhost\r\n\r\n")
		}
		if got := probe("/readyz"); got != 200 {
			t.Fatalf("before: %d", got)
		}
		begin := time.Now()
		l.stop()
		synctest.Wait()
		if ready, health := probe("/readyz"), probe("/healthz"); ready != 503 || health != 200 {
			t.Errorf("while stopping: ready %d, health %d", ready, health)
		}
		if err := <-l.ended; err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begin); took != 5*time.Second {
			t.Errorf("stopped after %s", took)
		}
		if got := probe("/healthz"); got != 0 {
			t.Errorf("afterwards: %d", got)
		}
	})
}
