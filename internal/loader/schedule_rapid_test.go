package loader_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/graph-gophers/dataloader/v7"
	"pgregory.net/rapid"

	"github.com/galleria-graph/galleria/internal/loader"
)

// A step is one thing that a task does. Exactly one of its parts is set.
type step struct {
	Keys    []int         // asks for them and waits
	Ahead   []int         // asks for them and does not wait
	Call    time.Duration // makes a call of its own
	Limited bool          // runs the tasks with a bound
	Tasks   [][]step      // runs them side by side
	Hasty   int           // asks for the key, and gives up soon
}

func steps(depth int, level bool) *rapid.Generator[[]step] {
	return rapid.Custom(func(t *rapid.T) []step {
		keys := rapid.SliceOfN(rapid.IntRange(0, 40), 1, 5)
		kinds := []string{"keys", "keys", "ahead"}
		if depth > 0 {
			kinds = append(kinds, "tasks", "tasks")
		}
		if !level {
			kinds = append(kinds, "call", "limited", "hasty")
		}
		out := make([]step, rapid.IntRange(0, 4).Draw(t, "steps"))
		for i := range out {
			switch rapid.SampledFrom(kinds).Draw(t, "kind") {
			case "keys":
				out[i].Keys = keys.Draw(t, "keys")
			case "ahead":
				out[i].Ahead = keys.Draw(t, "ahead")
			case "call":
				out[i].Call = time.Duration(rapid.IntRange(1, 40).Draw(t, "call")) * time.Millisecond
			case "hasty":
				out[i].Hasty = rapid.IntRange(1, 40).Draw(t, "hasty")
			case "limited":
				out[i].Limited = true
				fallthrough
			case "tasks":
				if depth > 0 {
					out[i].Tasks = rapid.SliceOfN(steps(depth-1, level), 0, 4).Draw(t, "tasks")
				}
			}
		}
		return out
	})
}

// waits is the most waits for values that follow one another in the steps.
func waits(todo []step) int {
	n := 0
	for _, s := range todo {
		if s.Keys != nil {
			n++
		}
		longest := 0
		for _, task := range s.Tasks {
			longest = max(longest, waits(task))
		}
		n += longest
	}
	return n
}

// A trial carries out steps over several loaders, which number k at loader i is asked of as k%n == i.
type trial struct {
	loaders []*loader.Loader[int, int]
	asked   []recorder

	mu    sync.Mutex
	wrong []string
}

func (r *trial) fail(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.wrong = append(r.wrong, fmt.Sprintf(format, args...))
}

// ask asks each loader for its keys, and returns what waits and checks.
func (r *trial) ask(ctx context.Context, keys []int) (wait func()) {
	type request struct {
		keys  []int
		thunk dataloader.ThunkMany[int]
	}
	var requests []request
	for i, l := range r.loaders {
		its := slices.DeleteFunc(slices.Clone(keys), func(k int) bool { return k%len(r.loaders) != i })
		requests = append(requests, request{its, l.LoadMany(ctx, its)})
	}
	return func() {
		for _, q := range requests {
			values, errs := q.thunk()
			for i, k := range q.keys {
				if errs != nil || values[i] != k*k {
					r.fail("keys %v: values %v, errors %v", q.keys, values, errs)
				}
			}
		}
	}
}

func (r *trial) do(ctx context.Context, s *loader.Schedule, todo []step) {
	for _, one := range todo {
		tasks := make([]func(), len(one.Tasks))
		for i, task := range one.Tasks {
			tasks[i] = func() { r.do(ctx, s, task) }
		}
		switch {
		case one.Keys != nil:
			r.ask(ctx, one.Keys)()
		case one.Ahead != nil:
			r.ask(ctx, one.Ahead)
		case one.Call > 0:
			loader.Outside(ctx, func() { time.Sleep(one.Call) })
		case one.Hasty > 0:
			l := r.loaders[one.Hasty%len(r.loaders)]
			hasty, cancel := context.WithTimeout(ctx, 3*time.Millisecond)
			if v, err := l.Load(hasty, one.Hasty)(); err == nil && v != one.Hasty*one.Hasty || err != nil && !errors.Is(err, context.DeadlineExceeded) {
				r.fail("hasty key %d: %d, %v", one.Hasty, v, err)
			}
			cancel()
		case one.Limited:
			loader.Run(ctx, 2, tasks...)
		default:
			s.Run(tasks...)
		}
	}
}

// run carries out the steps over n loaders, checks that no key was read twice
// and no batch was too big, and returns how many batches there were.
func run(t *testing.T, n, limit int, todo []step) (batches int, wrong []string) {
	r := &trial{asked: make([]recorder, n)}
	synctest.Test(t, func(t *testing.T) {
		ctx, s := loader.WithSchedule(t.Context())
		for i := range n {
			r.loaders = append(r.loaders, loader.New(ctx, limit, r.asked[i].after(time.Duration(10+i)*time.Millisecond)))
		}
		r.do(ctx, s, todo)                                    // hangs, which the bubble notices, where nobody may ask and nothing leaves
		loader.Outside(ctx, func() { time.Sleep(time.Hour) }) // until what nobody waits for is there
	})
	seen := map[int]bool{}
	for i := range r.asked {
		batches += len(r.asked[i].batches)
		for _, b := range r.asked[i].batches {
			if limit > 0 && len(b) > limit {
				r.fail("a batch of %d keys, the limit is %d", len(b), limit)
			}
			for _, k := range b {
				if seen[k] {
					r.fail("key %d was read twice", k)
				}
				seen[k] = true
			}
		}
	}
	return batches, r.wrong
}

// Whatever tasks do, they all come to their end, are answered right, and no key
// is read twice.
func TestAnyTasksComeToTheirEnd(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		todo := steps(3, false).Draw(rt, "todo")
		n, limit := rapid.IntRange(1, 3).Draw(rt, "loaders"), rapid.IntRange(0, 4).Draw(rt, "limit")
		if _, wrong := run(t, n, limit, todo); wrong != nil {
			rt.Fatal(wrong)
		}
	})
}

// Where tasks do nothing but ask, there are no more batches than waits follow
// one another: every level is one.
func TestEveryLevelIsOneBatch(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		todo := steps(3, true).Draw(rt, "todo")
		batches, wrong := run(t, 1, 0, todo)
		if wrong != nil {
			rt.Fatal(wrong)
		}
		if most := waits(todo) + 1; batches > most { // one for what was asked ahead and is waited for by nobody
			rt.Fatalf("%d batches, want at most %d", batches, most)
		}
	})
}
