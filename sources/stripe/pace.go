package stripe

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

// Stripe's limits in requests a second, less a fifth: other programs use the
// account too, and requests do not arrive as evenly as they are sent. A batch
// is a request for each id here, so that without a pace of its own one page of
// orders could spend the quota and lose its second half to refusals.
const (
	livePace   = 80 // of 100
	testPace   = 20 // of 25
	searchPace = 16 // of 20, in either mode
)

// pacer is a bucket of requests that holds those of one second. A nil pacer
// lets everything pass.
type pacer struct {
	perSecond float64

	mu     sync.Mutex
	tokens float64
	at     time.Time
}

func newPacer(perSecond int) *pacer {
	return &pacer{perSecond: float64(perSecond), tokens: float64(perSecond), at: time.Now()}
}

// pacers returns the paces of all requests and of searches: none at another
// address than Stripe's, whose limits are not known, unless one is configured.
func (cfg *Config) pacers() (all, searches *pacer) {
	perSecond := cfg.RequestsPerSecond
	switch {
	case perSecond == 0 && cfg.URL != "":
		return nil, nil
	case perSecond == 0 && strings.Contains(cfg.SecretKey, "_live_"):
		perSecond = livePace
	case perSecond == 0:
		perSecond = testPace
	}
	return newPacer(perSecond), newPacer(min(perSecond, searchPace))
}

// take takes a request out of the bucket and returns how long to wait until it may be sent.
func (p *pacer) take(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tokens = min(p.tokens+now.Sub(p.at).Seconds()*p.perSecond, p.perSecond) - 1
	p.at = now
	return time.Duration(max(0, -p.tokens/p.perSecond) * float64(time.Second))
}

// giveBack returns a request that was not sent.
func (p *pacer) giveBack() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tokens++
}

// wait waits until a request may be sent. One that could not be sent before the
// caller's deadline fails at once.
func (p *pacer) wait(ctx context.Context, source, op string) error {
	if p == nil {
		return nil
	}
	now := time.Now()
	wait := p.take(now)
	if wait == 0 {
		return nil
	}
	if deadline, ok := ctx.Deadline(); ok && !now.Add(wait).Before(deadline) {
		p.giveBack()
		return &sources.Error{
			Kind: sources.KindLimited, Source: source, Op: op, RetryAfter: wait,
			Reason: "as many requests are under way as Stripe allows a second",
		}
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		p.giveBack()
		return sources.FromContext(ctx, source, op)
	}
}
