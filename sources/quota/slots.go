package quota

import (
	"context"
	"sync"

	"github.com/galleria-graph/galleria/sources"
)

// Slots is how many requests of one account may run at once, for a system that
// has no budget that it tells: every answer is work for a merchant's own
// machine. It is safe for concurrent use.
type Slots struct {
	size int

	mu      sync.Mutex
	free    int
	waiting queue
}

// NewSlots returns n slots, n at least 1.
func NewSlots(n int) *Slots { return &Slots{size: n, free: n, waiting: newQueue()} }

// Size returns how many requests may run at once.
func (s *Slots) Size() int { return s.size }

// Enter takes a slot, and waits for one where all are taken: callers get equal
// shares, and the wait is no time of the source's. Who gets one calls Leave. It
// fails when the context ends meanwhile.
func (s *Slots) Enter(ctx context.Context, source, op string) error {
	s.mu.Lock()
	if s.free > 0 {
		s.free--
		s.mu.Unlock()
		return nil
	}
	t := s.waiting.put(sources.CallerFrom(ctx), 1)
	s.mu.Unlock()
	defer sources.Waiting(ctx)()
	select {
	case <-t.ready:
		return nil
	case <-ctx.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-t.ready: // too late
		s.leave()
	default:
		s.waiting.drop(t)
	}
	return sources.FromContext(ctx, source, op)
}

// TryEnter takes a slot if one is free.
func (s *Slots) TryEnter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.free <= 0 {
		return false
	}
	s.free--
	return true
}

// Return takes a slot for a request that has left only to wait for something
// else, and now goes on: there may be more under way than there are slots.
func (s *Slots) Return() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free--
}

// Leave gives a slot back.
func (s *Slots) Leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leave()
}

// leave is Leave with the lock held.
func (s *Slots) leave() {
	next := s.waiting.first()
	if next == nil || s.free < 0 {
		s.free++
		return
	}
	s.waiting.remove(next)
	close(next.ready)
}

// State returns how many slots are free, and how many requests wait for one.
func (s *Slots) State() (free, waiting int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.free, s.waiting.len()
}
