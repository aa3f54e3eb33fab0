package httpx_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/galleria-graph/galleria/sources"
)

// Nobody gets somebody else's answer: while many ask at once, connections are
// cut, answers are left half, too much is said, and callers go away.
func TestEveryoneGetsTheirOwnAnswer(t *testing.T) {
	const callers, calls = 64, 12
	x := exchange(t)
	for name, server := range map[string]*httptest.Server{
		"plain":  httptest.NewServer(http.HandlerFunc(echo)),
		"secure": secureServer(t, x, false, echo),
	} {
		t.Cleanup(server.Close)
		if server.TLS != nil {
			x.Learn(server.URL, 1)
		}
		var answered, failed atomic.Int64
		var running sync.WaitGroup
		for caller := range callers {
			running.Go(func() {
				dice := rand.New(rand.NewPCG(uint64(caller), 1))
				for n := range calls {
					ctx, cancel := context.WithCancel(t.Context())
					if dice.IntN(8) == 0 {
						go cancel() // at some moment of the call
					}
					nonce := fmt.Sprintf("%d.%d", caller, n)
					res, err := do(ctx, x, get(fmt.Sprintf("%s/?nonce=%s&fate=%d&size=%d", server.URL, nonce, dice.IntN(12), 1+dice.IntN(40_000))))
					cancel()
					switch kind := sources.KindOf(err); {
					case err == nil && strings.Trim(string(res.body), nonce+" ") == "" && strings.HasPrefix(string(res.body), nonce+" "):
						answered.Add(1)
					case err == nil:
						t.Errorf("%s: asked for %s and got %.60q", name, nonce, res.body)
					case kind == sources.KindUnavailable || kind == sources.KindCanceled || kind == sources.KindTimeout: // of a busy machine
						failed.Add(1)
					default:
						t.Errorf("%s: %v", name, err)
					}
				}
			})
		}
		running.Wait()
		if answered.Load() < callers || failed.Load() == 0 {
			t.Errorf("%s: %d answers and %d failures of %d calls", name, answered.Load(), failed.Load(), callers*calls)
		}
		if !x.IsDirect(server.URL) {
			t.Errorf("%s: the host was given up", name)
		}
	}
}

// echo answers the nonce, over and over, and sometimes does to the connection
// what servers and what lies between do.
func echo(w http.ResponseWriter, r *http.Request) {
	size, _ := strconv.Atoi(r.URL.Query().Get("size"))
	body := strings.Repeat(r.URL.Query().Get("nonce")+" ", 1+size/8)
	fate, _ := strconv.Atoi(r.URL.Query().Get("fate"))
	if fate > 5 {
		if fate%2 == 0 {
			w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		}
		_, _ = io.WriteString(w, body)
		return
	}
	c, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer func() { _ = c.Close() }()
	answer := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	switch fate {
	case 0: // without a word
		return
	case 1: // half
		answer = answer[:len(answer)/2]
	case 2: // and somebody else's: in one segment, because what comes later may come in time for the next request
		body = r.URL.Query().Get("nonce") + " "
		answer = fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%sHTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nanother", len(body), body)
	}
	_, _ = io.WriteString(c, answer)
}
