package stripe

import (
	"context"
	"errors"
	"strings"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/quota"
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

const reasonPace = "as many requests are under way as Stripe allows a second"

// pace is how fast an account may be asked: a bucket that holds the requests of
// one second, and one of searches, which count as requests too. The zero pace
// lets everything pass.
type pace struct{ all, searches *quota.Bucket }

// pace returns the pace that the configuration asks for: none at another
// address than Stripe's, whose limits are not known, unless one is configured.
func (cfg *Config) pace() pace {
	perSecond := cfg.RequestsPerSecond
	switch {
	case perSecond == 0 && cfg.URL != "":
		return pace{}
	case perSecond == 0 && strings.Contains(cfg.SecretKey, "_live_"):
		perSecond = livePace
	case perSecond == 0:
		perSecond = testPace
	}
	bucket := func(perSecond int) *quota.Bucket {
		return quota.New(quota.Options{Source: cfg.Name, Reason: reasonPace, Maximum: float64(perSecond), Restore: float64(perSecond)})
	}
	return pace{bucket(perSecond), bucket(min(perSecond, searchPace))}
}

// run runs a request in its turn. One that could not be sent before the
// caller's deadline fails at once.
func (p pace) run(ctx context.Context, op, path string, request func() error) error {
	if p.all == nil {
		return request()
	}
	buckets := []*quota.Bucket{p.all}
	if strings.HasSuffix(path, "/search") {
		buckets = []*quota.Bucket{p.searches, p.all}
	}
	cost := 0.0 // as long as it has not been sent
	for _, b := range buckets {
		s, err := b.Spend(ctx, op, 1)
		if err != nil {
			return err
		}
		defer func() { s.Settle(cost, quota.Told{}) }()
	}
	cost = 1
	err := request()
	var e *sources.Error
	if errors.As(err, &e) && e.Kind == sources.KindLimited { // another program is faster than we thought
		for _, b := range buckets {
			b.Spent(1, e.RetryAfter)
		}
	}
	return err
}
