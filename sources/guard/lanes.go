package guard

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

var errBusy = errors.New("busy")

// lanes bounds how many calls are in flight, and how many callers wait for one.
type lanes struct {
	free    chan struct{}
	waiting *atomic.Int64
	queue   int64
	patient time.Duration
}

func newLanes(o Options) lanes {
	return lanes{free: make(chan struct{}, o.Concurrency), waiting: new(atomic.Int64), queue: int64(o.Queue), patient: o.QueueTime}
}

// enter takes a lane. It fails with errBusy when the queue is full or the wait
// too long, and with the context's error.
func (l lanes) enter(ctx context.Context) error {
	select {
	case l.free <- struct{}{}:
		return nil
	default:
	}
	if l.waiting.Add(1) > l.queue {
		l.waiting.Add(-1)
		return errBusy
	}
	defer l.waiting.Add(-1)
	t := time.NewTimer(l.patient)
	defer t.Stop()
	select {
	case l.free <- struct{}{}:
		return nil
	case <-t.C:
		return errBusy
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l lanes) leave() { <-l.free }
