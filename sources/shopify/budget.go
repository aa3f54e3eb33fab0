package shopify

import (
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources/quota"
)

const reasonBudget = "the shop's budget of query points is spent"

// The least that a shop gives an app, taken for true until it has said more.
const (
	leastPoints  = 1000
	leastRestore = 50
)

func newBudget(source string) *quota.Bucket {
	return quota.New(quota.Options{Source: source, Reason: reasonBudget, Maximum: leastPoints, Restore: leastRestore, Learns: true})
}

// cost is extensions.cost of an answer.
type cost struct {
	Requested float64
	Actual    float64 // 0 when the query was not run
	Throttle  struct {
		Maximum   float64
		Available float64
		Restore   float64
	}
}

// settle ends a request with what its answer said of the price. Where it said
// nothing, most likely no query was run; else the next answer tells.
func (c *cost) settle(s *quota.Spending) {
	if c == nil {
		s.Settle(0, quota.Told{})
		return
	}
	s.Settle(c.Actual, quota.Told{Maximum: c.Throttle.Maximum, Level: c.Throttle.Available, Restore: c.Throttle.Restore})
}

// wait returns how long until the points of the request are there.
func (c *cost) wait() time.Duration {
	points, rate := c.Requested-c.Throttle.Available, c.Throttle.Restore
	if points <= 0 || rate <= 0 {
		return 0
	}
	return min(time.Duration(min(points/rate, httpx.MaxRetryAfter.Seconds())*float64(time.Second))+time.Millisecond, httpx.MaxRetryAfter)
}

// most is the most points that one request may ask for.
func (c *client) most() float64 {
	_, maximum, _ := c.budget.State()
	return min(maxRequest, maximum)
}
