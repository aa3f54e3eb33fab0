package shopifysim

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// FailureMode is a way in which the simulated API fails.
type FailureMode string

// The failure modes. Failures happen before a request is looked at, so that a
// failed request changes nothing and costs nothing.
const (
	FailServerError  FailureMode = "500"       // status 500 with Shopify's JSON error body
	FailBadGateway   FailureMode = "502"       // status 502 with an HTML page, as from a proxy
	FailTooMany      FailureMode = "429"       // status 429 with Retry-After
	FailReset        FailureMode = "reset"     // the connection is cut without an answer
	FailHang         FailureMode = "hang"      // no answer until the client gives up
	FailMalformed    FailureMode = "malformed" // status 200, a body that is no JSON
	FailTruncated    FailureMode = "truncated" // status 200, JSON that ends in the middle
	FailOversized    FailureMode = "oversized" // status 200, a body of OversizedBytes
	FailGraphQLError FailureMode = "graphql"   // status 200, errors with code INTERNAL_SERVER_ERROR
)

// OversizedBytes is how long the body of FailOversized is.
const OversizedBytes = 64 << 20

// Failure says how and how often requests fail. The zero value is none.
type Failure struct {
	Mode       FailureMode
	Rate       float64       // the part of requests that fail, from 0 to 1
	Times      int           // fail at most so many requests, 0 for no limit
	RetryAfter time.Duration // for FailTooMany, rounded up to seconds; 2 s when zero
}

// faults holds what is to go wrong. It is safe for concurrent use.
type faults struct {
	mu      sync.Mutex
	random  *rand.Rand
	latency time.Duration
	failure Failure
	left    int
}

func newFaults(seed uint64) *faults {
	return &faults{random: rand.New(rand.NewPCG(seed, seed))}
}

// SetLatency delays every answer from now on.
func (s *Sim) SetLatency(d time.Duration) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.latency = d
}

// SetFailure makes requests fail from now on; the zero Failure ends it. It
// panics on an unknown mode. The requests that fail at a rate between 0 and 1
// are the same in every run of the same seed and order of requests.
func (s *Sim) SetFailure(f Failure) {
	switch f.Mode {
	case "", FailServerError, FailBadGateway, FailTooMany, FailReset, FailHang, FailMalformed, FailTruncated, FailOversized, FailGraphQLError:
	default:
		panic(fmt.Sprintf("shopifysim: unknown failure mode %q", f.Mode))
	}
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.failure, s.faults.left = f, f.Times
}

// draw decides the fate of one request.
func (f *faults) draw() (time.Duration, Failure) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.failure.Mode == "" || f.random.Float64() >= f.failure.Rate {
		return f.latency, Failure{}
	}
	drawn := f.failure
	if f.failure.Times > 0 {
		f.left--
		if f.left == 0 {
			f.failure = Failure{}
		}
	}
	return f.latency, drawn
}

// wait sleeps for the latency; it reports false when the client gave up.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// fail answers a request in a failure mode.
func (f Failure) fail(w http.ResponseWriter, r *http.Request) {
	switch f.Mode {
	case FailServerError:
		writeError(w, http.StatusInternalServerError, "Internal Server Error")
	case FailBadGateway:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		fmt.Fprint(w, "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>")
	case FailTooMany:
		after := f.RetryAfter
		if after == 0 {
			after = 2 * time.Second
		}
		w.Header().Set("Retry-After", strconv.Itoa(int((after+time.Second-1)/time.Second)))
		writeError(w, http.StatusTooManyRequests, "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.")
	case FailReset:
		panic(http.ErrAbortHandler) // The server's way of cutting a connection.
	case FailHang:
		<-r.Context().Done()
	default:
		f.failBody(w)
	}
}

// failBody answers status 200 with a body that is of no use.
func (f Failure) failBody(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	switch f.Mode {
	case FailMalformed:
		fmt.Fprint(w, "<html>We'll be right back</html>")
	case FailTruncated:
		fmt.Fprint(w, `{"data":{"orders":{"nodes":[{"id":"gid://shopify/Ord`)
	case FailGraphQLError:
		fmt.Fprint(w, `{"errors":[{"message":"Internal error. Looks like something went wrong on our end.\nRequest ID: 00000000-0000-0000-0000-000000000000 (include this in support requests).","extensions":{"code":"INTERNAL_SERVER_ERROR","requestId":"00000000-0000-0000-0000-000000000000"}}]}`)
	case FailOversized:
		oversize(w)
	}
}

// oversize writes valid JSON of OversizedBytes, until the client hangs up.
func oversize(w http.ResponseWriter) {
	const head, tail = `{"data":{"filler":"`, `"}}`
	block := strings.Repeat("x", 1<<16)
	fmt.Fprint(w, head)
	for left := OversizedBytes - len(head) - len(tail); left > 0; left -= len(block) {
		if _, err := fmt.Fprint(w, block[:min(left, len(block))]); err != nil {
			return
		}
	}
	fmt.Fprint(w, tail)
}
