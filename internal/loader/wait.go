package loader

import (
	"context"
	"slices"
)

// A waiter is one caller that waits for batches of a loader, which guards it.
type waiter struct {
	schedule *Schedule // whose task it is; nil when it is none
	left     int       // batches that it still waits for; below zero when it has given up
	ready    chan struct{}
}

// wait returns when all places have their values, or ctx ends.
func (l *Loader[K, V]) wait(ctx context.Context, places []place[K, V]) {
	if here(places) || ctx.Err() != nil {
		return
	}
	w := l.join(scheduleOf(ctx), places)
	if w == nil {
		return
	}
	w.pause(ctx, l.ctx) // what arrived since then has counted it twice
	select {
	case <-w.ready:
	case <-ctx.Done():
		l.giveUp(w)
	}
}

// pause stops counting the task. Where its context ends only with the
// response's, a batch that it waits for runs in its goroutine: neither ends
// before the other.
func (w *waiter) pause(ctx, response context.Context) {
	if ctx.Done() == response.Done() {
		w.schedule.pause(w)
	} else {
		w.schedule.more(-1)
	}
}

func here[K comparable, V any](places []place[K, V]) bool {
	for _, p := range places {
		if !p.in.done.Load() {
			return false
		}
	}
	return true
}

// join returns a waiter for the places that have no values yet; nil when all
// have. For a caller that is no task what is not under way leaves at once.
func (l *Loader[K, V]) join(s *Schedule, places []place[K, V]) *waiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if here(places) {
		return nil
	}
	w := &waiter{schedule: s, ready: make(chan struct{})}
	for _, p := range places {
		p.in.join(w)
		if s == nil && p.in == l.open {
			l.send()
		}
	}
	return w
}

// join makes the waiter wait for the batch, once.
func (b *batch[K, V]) join(w *waiter) {
	n := len(b.waiters)
	if b.done.Load() || n > 0 && b.waiters[n-1] == w {
		return
	}
	b.waiters = append(b.waiters, w)
	w.left++
}

// awaited reports whether the waiter waits for the batch.
func (b *batch[K, V]) awaited(w *waiter) bool {
	b.of.mu.Lock()
	defer b.of.mu.Unlock()
	return slices.Contains(b.waiters, w)
}

// arrive tells a waiter that one of its batches is there, and reports whether
// it was the last. Then it counts again.
func (w *waiter) arrive() bool {
	if w.left--; w.left != 0 {
		return false
	}
	w.schedule.more(1)
	return true
}

// giveUp makes a waiter count again whose context has ended, unless it does so already.
func (l *Loader[K, V]) giveUp(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if w.left > 0 {
		w.left = -1
		w.schedule.more(1)
	}
}
