package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/galleria-graph/galleria/bench/cases"
	"github.com/galleria-graph/galleria/bench/upstream"
)

// manyVariants is how many requests of an operation differ, unless said: a
// prime, so that clients do not walk in step.
const manyVariants = 499

// loaded is what a number of clients have seen.
type loaded struct {
	requests  int
	took      time.Duration
	latencies []time.Duration // in order
}

// load asks over one connection a client, each as soon as it has its answer,
// while more reports that there is to be another request after so many.
func load(ctx context.Context, address string, c cases.Case, variants, clients int, more func(done int) bool) (loaded, error) {
	requests := make([][]byte, variants)
	for i := range requests {
		requests[i] = request(address, c.Body(upstream.Full(), i))
	}
	var (
		begun   atomic.Int64
		running sync.WaitGroup
		seen    = make([][]time.Duration, clients)
		errs    = make([]error, clients)
	)
	start := time.Now()
	for i := range clients {
		running.Go(func() {
			seen[i], errs[i] = client(ctx, address, func() []byte {
				n := int(begun.Add(1)) - 1
				if ctx.Err() != nil || !more(n) {
					return nil
				}
				return requests[n%variants]
			})
		})
	}
	running.Wait()
	out := loaded{took: time.Since(start)}
	for i := range clients {
		if errs[i] != nil {
			return out, errs[i]
		}
		out.latencies = append(out.latencies, seen[i]...)
	}
	out.requests = len(out.latencies)
	slices.Sort(out.latencies)
	return out, ctx.Err()
}

// percentile returns the latency that so many of a hundred requests do not exceed.
func (l loaded) percentile(p int) time.Duration {
	if l.requests == 0 {
		return 0
	}
	return l.latencies[min(l.requests*p/100, l.requests-1)]
}

func request(address string, body []byte) []byte {
	return fmt.Appendf(nil, "POST /graphql HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", address, len(body), body)
}

// client sends one request after another over one connection, until there is none.
func client(ctx context.Context, address string, next func() []byte) ([]time.Duration, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	in := bufio.NewReaderSize(conn, 64<<10)
	var took []time.Duration
	for req := next(); req != nil; req = next() {
		start := time.Now()
		if _, err := conn.Write(req); err != nil {
			return took, err
		}
		res, err := http.ReadResponse(in, nil)
		if err != nil {
			return took, err
		}
		_, err = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
		if err != nil {
			return took, err
		}
		if res.StatusCode != http.StatusOK {
			return took, fmt.Errorf("status %d", res.StatusCode)
		}
		took = append(took, time.Since(start))
	}
	return took, nil
}
