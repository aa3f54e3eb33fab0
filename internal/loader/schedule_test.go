package loader_test

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/graph-gophers/dataloader/v7"

	"github.com/galleria-graph/galleria/internal/loader"
)

// after answers as the recorder does, but takes its time.
func (r *recorder) after(d time.Duration) dataloader.BatchFunc[int, int] {
	return func(ctx context.Context, keys []int) []*dataloader.Result[int] {
		out := r.batch(ctx, keys)
		time.Sleep(d)
		return out
	}
}

// shape returns how many keys each batch had, in the order in which they left.
func (r *recorder) shape() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	sizes := make([]int, len(r.batches))
	for i, b := range r.batches {
		sizes[i] = len(b)
	}
	return fmt.Sprint(sizes)
}

// read loads keys and checks their values.
func read(ctx context.Context, t *testing.T, l *loader.Loader[int, int], keys ...int) {
	values, errs := l.LoadMany(ctx, keys)()
	for i, k := range keys {
		if errs != nil || values[i] != k*k {
			t.Errorf("keys %v: values %v, errors %v", keys, values, errs)
			return
		}
	}
}

// Branches that ask at the same level share a batch at every level, and the
// first to arrive there waits for none of another loader.
func TestBranchesShareBatchesAtEveryLevel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var fast, slow recorder
		ctx, s := loader.WithSchedule(t.Context())
		quick, lazy := loader.New(ctx, 0, fast.after(time.Second)), loader.New(ctx, 0, slow.after(time.Minute))
		start := time.Now()
		tasks := []func(){func() { read(ctx, t, lazy, 1, 2) }}
		for i := range 20 {
			tasks = append(tasks, func() {
				read(ctx, t, quick, 100+i)
				read(ctx, t, quick, 200+i, 201+i)
				read(ctx, t, quick, 200+i) // is in memory: nobody is kept waiting
				read(ctx, t, quick, 300+i)
				if took := time.Since(start); took != 3*time.Second {
					t.Errorf("three levels took %v", took)
				}
			})
		}
		s.Run(tasks...)
		if fast.shape() != "[20 21 20]" || slow.shape() != "[2]" {
			t.Errorf("batches %s and %s", fast.shape(), slow.shape())
		}
	})
}

// A task inside a task counts as any other, and the caller, who waits for them, does not.
func TestCrewsInCrews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		ctx, s := loader.WithSchedule(t.Context())
		l := loader.New(ctx, 0, r.after(time.Second))
		leaf := func(k int) func() { return func() { read(ctx, t, l, k) } }
		s.Run(
			leaf(1),
			func() { s.Run(leaf(2), func() { s.Run(leaf(3), leaf(4)); read(ctx, t, l, 5) }) },
			func() {},
			func() { s.Run(); s.Run(leaf(6)); read(ctx, t, l, 7) },
		)
		read(ctx, t, l, 8)
		if r.shape() != "[5 2 1]" {
			t.Errorf("batches %s of %v", r.shape(), r.batches)
		}
	})
}

// The last of a crew gives its count to the caller: what the caller asks next
// shares the batch of a branch that is still asking.
func TestCallerGoesOnWithoutAGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		ctx, s := loader.WithSchedule(t.Context())
		l := loader.New(ctx, 0, r.batch)
		l.Load(ctx, 1)
		s.Run(func() { time.Sleep(time.Second) }, func() { time.Sleep(time.Minute) })
		if r.shape() != "[]" {
			t.Errorf("batches %s left while a task might still ask", r.shape())
		}
		read(ctx, t, l, 2)
		if r.shape() != "[2]" {
			t.Errorf("batches %s", r.shape())
		}
	})
}

// A call that goes through no loader holds nobody back; who makes it asks with
// the others again when it is back.
func TestCallsOutsideHoldNobodyBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		ctx, s := loader.WithSchedule(t.Context())
		l := loader.New(ctx, 0, r.after(2*time.Second))
		start := time.Now()
		var levels atomic.Int64
		s.Run(
			func() {
				loader.Outside(ctx, func() { time.Sleep(time.Second) })
				read(ctx, t, l, 10) // leaves alone: the first batch is under way
				read(ctx, t, l, 11)
			},
			func() { read(ctx, t, l, 1); read(ctx, t, l, 2); levels.Store(int64(time.Since(start))) },
		)
		if r.shape() != "[1 1 1 1]" || time.Duration(levels.Load()) != 4*time.Second || time.Since(start) != 5*time.Second {
			t.Errorf("batches %s, %v and %v", r.shape(), time.Duration(levels.Load()), time.Since(start))
		}
	})
}

// What is asked and not waited for leaves with what is, or when all are busy otherwise.
func TestKeysAskedAheadLeaveWithTheOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a, b recorder
		ctx, _ := loader.WithSchedule(t.Context())
		l, other := loader.New(ctx, 0, a.batch), loader.New(ctx, 0, b.batch)
		l.LoadMany(ctx, []int{1, 2})
		read(ctx, t, other, 3)
		synctest.Wait()
		if a.shape() != "[2]" || b.shape() != "[1]" {
			t.Errorf("batches %s and %s", a.shape(), b.shape())
		}
		l.Load(ctx, 4)
		loader.Outside(ctx, synctest.Wait)
		if a.shape() != "[2 1]" {
			t.Errorf("batches %s", a.shape())
		}
		read(ctx, t, l, 1, 4)
		if a.shape() != "[2 1]" {
			t.Errorf("batches %s: what was asked ahead was asked again", a.shape())
		}
	})
}

// A caller without a schedule waits for nobody's tasks.
func TestCallersWithoutAScheduleAreAnsweredAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		ctx, _ := loader.WithSchedule(t.Context())
		l := loader.New(ctx, 0, r.after(time.Second))
		l.Load(ctx, 1)
		read(t.Context(), t, l, 2) // while the task that made the schedule may still ask
		var elsewhere sync.WaitGroup
		elsewhere.Go(func() { read(t.Context(), t, l, 3) })
		synctest.Wait() // 3 is under way
		l.Load(ctx, 4)
		read(t.Context(), t, l, 3)
		if r.shape() != "[2 1]" {
			t.Errorf("batches %s: who waits for what is under way has sent what was not", r.shape())
		}
		elsewhere.Wait()
	})
}

// What comes later in a response has a schedule of its own, and shares batches
// by it, though the one that came first has a task which may ask for ever.
func TestSchedulesOfOneResponse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		ctx, _ := loader.WithSchedule(t.Context())
		l := loader.New(ctx, 0, r.after(time.Second))
		l.Load(ctx, 1)
		later, s := loader.WithSchedule(ctx)
		s.Run(
			func() { read(later, t, l, 1, 2); read(later, t, l, 4) },
			func() { read(later, t, l, 1, 3); read(later, t, l, 5) },
			func() { l.Load(later, 6) },
		)
		l.Load(ctx, 7)
		s.Run(func() { l.Load(later, 7) }, func() { loader.Outside(later, func() { time.Sleep(time.Minute) }) })
		loader.Outside(later, synctest.Wait)
		if r.shape() != "[4 2 1]" {
			t.Errorf("batches %s of %v", r.shape(), r.batches)
		}
	})
}

// A schedule that comes to rest sends what its own tasks have asked for.
func TestSchedulesSendTheirOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		ctx, _ := loader.WithSchedule(t.Context())
		other, _ := loader.WithSchedule(t.Context())
		l := loader.New(t.Context(), 0, r.batch)
		l.Load(ctx, 1)
		read(t.Context(), t, l, 1) // has left before the schedule comes to rest
		l.Load(other, 2)
		loader.Outside(ctx, synctest.Wait)
		if r.shape() != "[1]" {
			t.Errorf("batches %s", r.shape())
		}
	})
}

// A batch function may ask other loaders: it is no task of the response.
func TestBatchesMayAskOtherLoaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		ctx, s := loader.WithSchedule(t.Context())
		inner := loader.New(ctx, 0, r.after(1500*time.Millisecond))
		outer := loader.New(ctx, 0, func(ctx context.Context, keys []int) []*dataloader.Result[int] {
			out := make([]*dataloader.Result[int], len(keys))
			values, _ := inner.LoadMany(ctx, keys)()
			for i, v := range values {
				out[i] = &dataloader.Result[int]{Data: v}
			}
			return out
		})
		s.Run(func() { read(ctx, t, outer, 1) }, func() { read(ctx, t, outer, 2) })
		s.Run(
			func() { read(ctx, t, outer, 3) },
			func() {
				loader.Outside(ctx, func() { time.Sleep(time.Second) })
				inner.Load(ctx, 11) // while the batch of the first waits for 3
				time.Sleep(time.Second)
				read(ctx, t, inner, 12)
			},
			func() { loader.Outside(ctx, func() { time.Sleep(1200 * time.Millisecond) }) }, // comes and goes meanwhile
		)
		if r.shape() != "[2 1 2]" {
			t.Errorf("batches %s: a batch was taken for a task", r.shape())
		}
	})
}

// A full batch has nothing to wait for, and what remains leaves with the others.
func TestFullBatchesLeaveAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		ctx, s := loader.WithSchedule(t.Context())
		l := loader.New(ctx, 3, r.batch)
		s.Run(
			func() {
				ask := l.LoadMany(ctx, []int{1, 2, 3, 4, 5, 6, 7})
				synctest.Wait()
				if r.shape() != "[3 3]" {
					t.Errorf("batches %s", r.shape())
				}
				_, _ = ask()
			},
			func() { read(ctx, t, l, 7, 8) },
		)
		if r.shape() != "[3 3 2]" {
			t.Errorf("batches %s", r.shape())
		}
	})
}

// Who gives up counts again, and asks with the others.
func TestTaskThatGivesUpCountsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		ctx, s := loader.WithSchedule(t.Context())
		l := loader.New(ctx, 0, r.after(time.Minute))
		hasty, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		s.Run(
			func() {
				if _, err := l.Load(hasty, 1)(); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("gave up with %v", err)
				}
				if _, err := l.Load(hasty, 1)(); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("waited with %v", err)
				}
				time.Sleep(2 * time.Minute) // is busy otherwise, and may still ask
				read(ctx, t, l, 3)
			},
			func() { read(ctx, t, l, 1); read(ctx, t, l, 2) },
		)
		if r.shape() != "[1 2]" {
			t.Errorf("batches %s", r.shape())
		}
	})
}

// A panic is the caller's when the others are done, and spoils no count.
func TestPanicSpoilsNoCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		ctx, s := loader.WithSchedule(t.Context())
		l := loader.New(ctx, 0, r.batch)
		recovered := func(f func()) (v any) {
			defer func() { v = recover() }()
			f()
			return nil
		}
		if v := recovered(func() {
			s.Run(func() { panic("a task's") }, func() { read(ctx, t, l, 1) }, func() { read(ctx, t, l, 2) })
		}); v != "a task's" {
			t.Errorf("recovered %v", v)
		}
		if v := recovered(func() { loader.Outside(ctx, func() { panic("a call's") }) }); v != "a call's" {
			t.Errorf("recovered %v", v)
		}
		s.Run(func() { time.Sleep(time.Second); read(ctx, t, l, 3) }, func() { read(ctx, t, l, 4) })
		if r.shape() != "[2 2]" {
			t.Errorf("batches %s", r.shape())
		}
	})
}

func TestRunBoundsWhatIsUnderWay(t *testing.T) {
	scheduled, _ := loader.WithSchedule(t.Context())
	for name, ctx := range map[string]context.Context{"with a schedule": scheduled, "without": t.Context()} {
		for _, limit := range []int{1, 3, 100} {
			t.Run(fmt.Sprint(name, " ", limit), func(t *testing.T) {
				var mu sync.Mutex
				var running, most, done int
				tasks := slices.Repeat([]func(){func() {
					mu.Lock()
					running++
					most = max(most, running)
					mu.Unlock()
					loader.Outside(ctx, func() { time.Sleep(0) })
					mu.Lock()
					running--
					done++
					mu.Unlock()
				}}, 50)
				loader.Run(ctx, limit, tasks...)
				if most > limit || done != 50 {
					t.Errorf("%d tasks were done, %d at once", done, most)
				}
			})
		}
	}
}

// Who asks last runs the batch, unless it may give up before the response does.
func TestLastAskerRunsTheBatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, _ := loader.WithSchedule(t.Context())
		var ranIn string
		var r recorder
		l := loader.New(ctx, 0, func(ctx context.Context, keys []int) []*dataloader.Result[int] {
			ranIn = goroutine()
			time.Sleep(time.Minute)
			return r.batch(ctx, keys)
		})
		read(ctx, t, l, 1)
		if ranIn != goroutine() {
			t.Errorf("asked by %s, run by %s", goroutine(), ranIn)
		}
		hasty, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		started := time.Now()
		if _, err := l.Load(hasty, 2)(); !errors.Is(err, context.DeadlineExceeded) || time.Since(started) != time.Second {
			t.Errorf("gave up after %v with %v", time.Since(started), err)
		}
		read(ctx, t, l, 2)
	})
}

// goroutine names the goroutine that calls it.
func goroutine() string {
	name, _, _ := strings.Cut(string(debug.Stack()), " [")
	return name
}
