package loader

import "context"

// A waiter is one caller that waits for batches. The schedule guards it.
type waiter struct {
	left  int  // batches that it still waits for
	task  bool // whether it is a task of the schedule, and counts again when it is woken
	ready chan struct{}
}

// wait returns when all places have their values, or ctx ends. While a task
// waits it does not count; for another caller the keys leave at once.
func (l *Loader[K, V]) wait(ctx context.Context, places []place[K, V]) {
	if here(places) || ctx.Err() != nil {
		return
	}
	s := scheduleOf(ctx)
	task := s == l.schedule
	if s != nil && !task { // a task, but of another schedule
		s.fewer()
		defer s.more(1)
	}
	if w := l.expect(places, task); w != nil {
		select {
		case <-w.ready:
		case <-ctx.Done():
			l.schedule.giveUp(w)
		}
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

// expect returns a waiter for the places that have no values yet; nil when all have.
func (l *Loader[K, V]) expect(places []place[K, V], task bool) *waiter {
	l.schedule.mu.Lock()
	defer l.schedule.mu.Unlock()
	if here(places) {
		return nil
	}
	w := &waiter{task: task, ready: make(chan struct{})}
	for _, p := range places {
		if p.in.join(w) && p.in == l.open && !task {
			l.send()
		}
	}
	if task {
		l.schedule.less()
	}
	return w
}

// join makes the waiter wait for the batch, and reports whether that is new.
func (b *batch[K, V]) join(w *waiter) bool {
	n := len(b.waiters)
	if b.done.Load() || n > 0 && b.waiters[n-1] == w {
		return false
	}
	b.waiters = append(b.waiters, w)
	w.left++
	return true
}

// arrive tells a waiter that one of its batches is there. The caller holds the schedule.
func (s *Schedule) arrive(w *waiter) {
	if w.left--; w.left != 0 {
		return // it waits for others, or has given up
	}
	if w.task {
		s.asking++
	}
	close(w.ready)
}

// giveUp makes a waiter count again whose context has ended, unless it was woken already.
func (s *Schedule) giveUp(w *waiter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if w.left > 0 {
		w.left = 0
		if w.task {
			s.asking++
		}
	}
}
