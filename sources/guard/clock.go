package guard

import (
	"context"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/quota"
)

// clock bounds the time of one attempt: that in which the system is asked. While
// the call waits for its turn under a quota of ours, the clock stands.
type clock struct {
	end context.CancelCauseFunc
	// lane is what the call takes while the clock runs; nil for a call that takes none.
	lane *quota.Slots

	mu    sync.Mutex
	timer *time.Timer
	left  time.Duration // when it last began to run
	since time.Time
	holds int
	over  bool
}

// startClock returns a context that ends with the attempt's time.
func startClock(ctx context.Context, timeout time.Duration, lane *quota.Slots) (context.Context, *clock) {
	bounded, cancel := context.WithCancelCause(ctx)
	c := &clock{end: cancel, lane: lane, left: timeout, since: time.Now()}
	c.timer = time.AfterFunc(timeout, func() { cancel(context.DeadlineExceeded) })
	return sources.WithAttempt(bounded, &sources.Attempt{Caller: ctx, Hold: c.hold}), c
}

func (c *clock) stop() {
	c.mu.Lock()
	c.over = true
	c.timer.Stop()
	c.mu.Unlock()
	c.end(nil)
}

// hold stops the clock until all who hold it have let go.
func (c *clock) hold() (resume func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.holds == 0 {
		if c.timer.Stop() {
			c.left -= time.Since(c.since)
		}
		if c.lane != nil {
			c.lane.Leave()
		}
	}
	c.holds++
	return sync.OnceFunc(c.resume)
}

func (c *clock) resume() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.holds--; c.holds > 0 {
		return
	}
	if c.lane != nil {
		c.lane.Return()
	}
	if !c.over {
		c.since = time.Now()
		c.timer.Reset(max(c.left, 0))
	}
}
