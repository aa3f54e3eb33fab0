package loader

import (
	"context"
	"sync"
	"sync/atomic"
)

// Schedule knows how many tasks of one response may still ask for something.
// When there is none, because each waits for a value, makes a call of its own
// ([Outside]), waits for other tasks ([Schedule.Run]) or is done, the loaders
// of the schedule send what they were asked for, each as few batches as its
// limit allows.
//
// Tasks that one batch wakes are counted before the first of them runs: what
// they ask next leaves together too. Batches do not wait for one another.
//
// A task is the goroutine that made the schedule, or one that Run runs. Loaders
// must be asked by tasks alone under the schedule's context, which goroutines
// started otherwise must not use.
type Schedule struct {
	mu     sync.Mutex // guards the loaders of the schedule too
	asking int        // tasks that may still ask
	queued []queue    // loaders that may have an open batch
}

type queue interface{ leave() }

type scheduleKey struct{}

// WithSchedule returns a context with a schedule for one response. The caller
// counts as one task.
func WithSchedule(ctx context.Context) (context.Context, *Schedule) {
	s := &Schedule{asking: 1}
	return context.WithValue(ctx, scheduleKey{}, s), s
}

// Under returns the response's context with the schedule that ctx has, for
// loaders that are made when a task first needs them.
func Under(response, ctx context.Context) context.Context {
	if s := scheduleOf(ctx); s != nil && s != scheduleOf(response) {
		return context.WithValue(response, scheduleKey{}, s)
	}
	return response
}

func without(ctx context.Context) context.Context {
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
	c := &crew{schedule: s, left: len(tasks), done: make(chan struct{})}
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
	left     int
	done     chan struct{}
}

// leave ends one task of the crew. The last leaves its count to the caller, who
// goes on: were it taken off and added again, batches would leave in between.
func (c *crew) leave() {
	c.schedule.mu.Lock()
	defer c.schedule.mu.Unlock()
	if c.left--; c.left > 0 {
		c.schedule.less()
	} else {
		close(c.done)
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
	if s == nil {
		f()
		return
	}
	s.fewer()
	defer s.more(1)
	f()
}

func (s *Schedule) more(tasks int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asking += tasks
}

func (s *Schedule) fewer() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.less()
}

// less takes a task off the count, and sends what was asked when there is none
// left. The caller holds mu.
func (s *Schedule) less() {
	if s.asking--; s.asking > 0 {
		return
	}
	for i, q := range s.queued {
		q.leave()
		s.queued[i] = nil
	}
	s.queued = s.queued[:0]
}
