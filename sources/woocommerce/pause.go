package woocommerce

import (
	"errors"
	"sync/atomic"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

// unsaidPause is how long a shop is left alone whose host says that it is too
// much, and not for how long.
const unsaidPause = 2 * time.Second

// pause is the time until which the host has asked to be left alone, in Unix
// nanoseconds. A guard holds back calls; this holds back the other requests of
// calls that are under way.
type pause struct{ end atomic.Int64 }

// heed notes what an error asks for.
func (p *pause) heed(err error) {
	var e *sources.Error
	if !errors.As(err, &e) || e.RetryAfter <= 0 {
		return
	}
	end := time.Now().Add(e.RetryAfter).UnixNano()
	for old := p.end.Load(); end > old && !p.end.CompareAndSwap(old, end); old = p.end.Load() {
	}
}

// resting returns the error of a request that is not sent because of the pause.
func (c *client) resting(op string) error {
	left := time.Until(time.Unix(0, c.pause.end.Load()))
	if left <= 0 {
		return nil
	}
	return &sources.Error{
		Kind: sources.KindLimited, Source: c.source, Op: op, RetryAfter: left,
		Reason: "the shop's host has asked to be left alone for a while",
	}
}

// lackTime is how long a route that was not there is not asked for again: shops
// are updated, and features switched on.
const lackTime = time.Hour

// lack remembers that the shop has shown not to have a route.
type lack struct{ until atomic.Int64 }

func (l *lack) note() { l.until.Store(time.Now().Add(lackTime).UnixNano()) }

func (l *lack) holds() bool { return time.Now().UnixNano() < l.until.Load() }
