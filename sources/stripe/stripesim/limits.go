package stripesim

import (
	"net/http"
	"sync"
	"time"
)

// Limits are the rate limits in requests per second. A zero field stands for
// Stripe's own figure: 100 reads in live mode, 25 in test mode, 20 searches in
// either. Each limit is a token bucket that holds one second's worth.
type Limits struct {
	Off    bool // no limits at all
	Read   int  // all requests together
	Search int  // searches, which count as reads too
}

// The reasons named by the header Stripe-Rate-Limited-Reason.
const (
	reasonGlobal   = "global-rate"
	reasonEndpoint = "endpoint-rate"
)

// limiter holds the two buckets of an account.
type limiter struct {
	off          bool
	mu           sync.Mutex
	clock        func() time.Time
	read, search bucket
}

// bucket is a token bucket that starts full.
type bucket struct {
	rate   float64 // tokens per second, and the bucket's size
	tokens float64
	filled time.Time
}

func newLimiter(limits Limits, livemode bool, clock func() time.Time) *limiter {
	const live, test, search = 100, 25, 20
	if limits.Read == 0 {
		limits.Read = test
		if livemode {
			limits.Read = live
		}
	}
	if limits.Search == 0 {
		limits.Search = search
	}
	now := clock()
	return &limiter{
		off: limits.Off, clock: clock,
		read:   bucket{rate: float64(limits.Read), tokens: float64(limits.Read), filled: now},
		search: bucket{rate: float64(limits.Search), tokens: float64(limits.Search), filled: now},
	}
}

// allow takes a token for a request, or names the limit that is used up.
func (l *limiter) allow(searching bool) *apiError {
	if l.off {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock()
	if searching && !l.search.take(now) {
		return rateLimited(reasonEndpoint)
	}
	if !l.read.take(now) {
		return rateLimited(reasonGlobal)
	}
	return nil
}

func (b *bucket) take(now time.Time) bool {
	if passed := now.Sub(b.filled); passed > 0 {
		b.tokens = min(b.rate, b.tokens+passed.Seconds()*b.rate)
		b.filled = now
	}
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

func rateLimited(reason string) *apiError {
	return &apiError{
		status: http.StatusTooManyRequests, kind: "invalid_request_error", code: "rate_limit",
		message: "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.",
		header:  map[string]string{"Stripe-Rate-Limited-Reason": reason, "Stripe-Should-Retry": "true"},
	}
}
