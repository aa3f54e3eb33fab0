package loader

import (
	"context"
	"sync"
	"sync/atomic"
)

// Schedule knows how many tasks of one response may still ask for something.
// When there is none, because each waits for a value, makes a call of its own
// ([Outside]), waits for other tasks ([Schedule.Run]) or is done, every loader
// sends what they have asked it for, in as few batches as its limit allows.
//
// Tasks that one batch wakes are counted before the first of them runs: what
// they ask next leaves together too. Batches do not wait for one another.
//
// A task is the goroutine that made the schedule, or one that Run runs. Under
// the schedule's context loaders must be asked by tasks alone, never by
// goroutines that were started otherwise.
type Schedule struct {
	mu     sync.Mutex
	asking int      // tasks that may still ask
	asked  []leaver // batches that tasks have asked for, and that may have left
}

// A leaver is a batch that can be sent.
type leaver interface {
	// due takes the batch out of its loader, unless it has left: who gets true runs it.
	due() bool
	awaited(*waiter) bool
	run()
}

type scheduleKey struct{}

// WithSchedule returns a context with a schedule for one response. The caller
// counts as one task.
func WithSchedule(ctx context.Context) (context.Context, *Schedule) {
	s := &Schedule{asking: 1}
	return context.WithValue(ctx, scheduleKey{}, s), s
}

// unscheduled returns ctx without its schedule, for batches: they are no tasks.
func unscheduled(ctx context.Context) context.Context {
	if scheduleOf(ctx) == nil {
		return ctx
	}
	return context.WithValue(ctx, scheduleKey{}, (*Schedule)(nil))
}

// scheduleOf returns the schedule of ctx; nil when there is none.
func scheduleOf(ctx context.Context) *Schedule {
	s, _ := ctx.Value(scheduleKey{}).(*Schedule)
	return s
}

// Run runs tasks side by side and returns when all are done; the first runs in
// the caller's goroutine. The caller is a task, which does not count while it
// waits for the others. Tasks recover their own panics: one of the first task
// is let through when the others are done.
func (s *Schedule) Run(tasks ...func()) {
	switch len(tasks) {
	case 0:
		return
	case 1:
		tasks[0]()
		return
	}
	c := &crew{schedule: s, done: make(chan struct{})}
	c.left.Store(int64(len(tasks)))
	s.more(len(tasks) - 1)
	for _, task := range tasks[1:] {
		go func() {
			defer c.leave()
			task()
		}()
	}
	defer func() {
		c.leave()
		<-c.done
	}()
	tasks[0]()
}

// A crew is tasks that run side by side.
type crew struct {
	schedule *Schedule
	left     atomic.Int64
	done     chan struct{}
}

// leave ends one task of the crew. The last leaves its count to the caller, who
// goes on: were it taken off and added again, batches would leave in between.
func (c *crew) leave() {
	if c.left.Add(-1) == 0 {
		close(c.done)
	} else {
		c.schedule.more(-1)
	}
}

// Run runs tasks of ctx's schedule side by side, at most limit at once, and
// returns when all are done. Without a schedule they are plain goroutines.
// Tasks recover their own panics.
func Run(ctx context.Context, limit int, tasks ...func()) {
	s := scheduleOf(ctx)
	if s == nil {
		s = new(Schedule)
	}
	if len(tasks) <= limit {
		s.Run(tasks...)
		return
	}
	var next atomic.Int64
	workers := make([]func(), max(limit, 1))
	for i := range workers {
		workers[i] = func() {
			for n := next.Add(1); n <= int64(len(tasks)); n = next.Add(1) {
				tasks[n-1]()
			}
		}
	}
	s.Run(workers...)
}

// Outside runs f, a call to another system that goes through no loader: the
// task does not hold back what others have asked for. Under ctx, f asks no loader.
func Outside(ctx context.Context, f func()) {
	s := scheduleOf(ctx)
	s.more(-1)
	defer s.more(1)
	f()
}

// more adds to the tasks that may still ask, or takes away; what was asked
// leaves when the last is taken away. Without a schedule it does nothing.
func (s *Schedule) more(tasks int) {
	for _, b := range s.count(tasks) {
		if b.due() {
			go b.run()
		}
	}
}

// pause takes away the task of a waiter. When batches leave, one that it waits
// for runs here: a goroutine would be started only to be waited for.
func (s *Schedule) pause(w *waiter) {
	var own leaver
	for _, b := range s.count(-1) {
		switch {
		case !b.due():
		case own == nil && b.awaited(w):
			own = b
		default:
			go b.run()
		}
	}
	if own != nil {
		own.run()
	}
}

// count adds to the tasks that may still ask, or takes away, and returns the
// batches that leave. Without a schedule there are none.
func (s *Schedule) count(tasks int) (leaving []leaver) {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.asking += tasks; tasks < 0 && s.asking <= 0 {
		leaving, s.asked = s.asked, nil
	}
	return leaving
}

// list adds a batch to those that leave when no task may ask any more.
func (s *Schedule) list(b leaver) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, b)
}
