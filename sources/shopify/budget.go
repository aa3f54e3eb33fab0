package shopify

import (
	"sync"
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
)

const reasonBudget = "the shop's budget of query points is spent"

// cost is extensions.cost of an answer.
type cost struct {
	Requested float64
	Throttle  struct {
		Maximum   float64
		Available float64
		Restore   float64
	}
}

// wait returns how long until the points of the request are there.
func (c *cost) wait() time.Duration {
	return refill(c.Requested-c.Throttle.Available, c.Throttle.Restore)
}

func refill(points, rate float64) time.Duration {
	if points <= 0 || rate <= 0 {
		return 0
	}
	return min(time.Duration(min(points/rate, httpx.MaxRetryAfter.Seconds())*float64(time.Second))+time.Millisecond, httpx.MaxRetryAfter)
}

// budget is the last word of the shop on the points that this app has left.
// While calls are under way the true figure is not known: Shopify takes the
// asked price when a call begins and gives back what was not needed, so a call
// is only held back when nothing else is under way.
type budget struct {
	mu        sync.Mutex
	underway  int
	maximum   float64
	available float64
	restore   float64
	at        time.Time
}

// admit counts a call in, or returns how long to wait until it can fit. A
// price of 0 is not known and always admitted.
func (b *budget) admit(price float64) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if price > 0 && b.underway == 0 && b.restore > 0 && price <= b.maximum {
		now := min(b.maximum, b.available+b.restore*time.Since(b.at).Seconds())
		if wait := refill(price-now, b.restore); wait > 0 {
			return wait
		}
	}
	b.underway++
	return 0
}

func (b *budget) leave() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.underway--
}

func (b *budget) learn(c *cost) {
	if c == nil || c.Throttle.Maximum <= 0 || c.Throttle.Restore <= 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.maximum, b.available, b.restore = c.Throttle.Maximum, c.Throttle.Available, c.Throttle.Restore
	b.at = time.Now()
}

// most is the most points that one request may ask for.
func (b *budget) most() float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.maximum > 0 {
		return min(maxRequest, b.maximum)
	}
	return maxRequest
}
