package guard

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/galleria-graph/galleria/sources/quota"
)

var errBusy = errors.New("busy")

// lanes bounds how many calls are in flight, and how many callers wait for one.
// Who waits is served fairly between API keys. A call that waits for its turn
// under a quota is not in flight, and stands in nobody's way.
type lanes struct {
	slots   *quota.Slots
	waiting *atomic.Int64
	queue   int64
	patient time.Duration
}

func newLanes(o Options) lanes {
	return lanes{slots: quota.NewSlots(o.Concurrency), waiting: new(atomic.Int64), queue: int64(o.Queue), patient: o.QueueTime}
}

// enter takes a lane. It fails with errBusy when the queue is full or the wait
// too long, and with the context's error.
func (l lanes) enter(ctx context.Context) error {
	if l.slots.TryEnter() {
		return nil
	}
	if l.waiting.Add(1) > l.queue {
		l.waiting.Add(-1)
		return errBusy
	}
	defer l.waiting.Add(-1)
	patient, cancel := context.WithTimeout(ctx, l.patient)
	defer cancel()
	switch err := l.slots.Enter(patient, "", ""); {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return errBusy
}

func (l lanes) inFlight() int {
	free, _ := l.slots.State()
	return l.slots.Size() - free
}

func (l lanes) leave() { l.slots.Leave() }
