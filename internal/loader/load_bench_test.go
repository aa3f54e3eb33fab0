package loader_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/graph-gophers/dataloader/v7"

	"github.com/galleria-graph/galleria/internal/loader"
)

const (
	upstream = 20 * time.Millisecond
	perList  = 5
	lists    = 50
)

// echo answers each key with itself, with one allocation a batch beside the slice of pointers.
func echo(_ context.Context, keys []int) []*dataloader.Result[int] {
	results, out := make([]dataloader.Result[int], len(keys)), make([]*dataloader.Result[int], len(keys))
	for i, k := range keys {
		results[i].Data = k
		out[i] = &results[i]
	}
	return out
}

// respond resolves one response: 50 branches side by side, each with a list of
// 5 keys. It returns how many batches the 250 keys took.
func respond(ctx context.Context, wait func()) int64 {
	var batches atomic.Int64
	ctx, s := loader.WithSchedule(ctx)
	l := loader.New(ctx, 0, func(ctx context.Context, keys []int) []*dataloader.Result[int] {
		batches.Add(1)
		wait()
		return echo(ctx, keys)
	})
	branches := make([]func(), lists)
	for i := range branches {
		branches[i] = func() {
			keys := make([]int, perList)
			for j := range keys {
				keys[j] = i*perList + j
			}
			_, _ = l.LoadMany(ctx, keys)()
		}
	}
	s.Run(branches...)
	return batches.Load()
}

// BenchmarkLoneKey is one key of a response, from the asking to its value.
func BenchmarkLoneKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ctx, _ := loader.WithSchedule(b.Context())
		l := loader.New(ctx, 0, echo)
		_, _ = l.Load(ctx, 1)()
	}
}

// BenchmarkBranches is 250 keys in 50 branches. Its allocations hold those of
// the branches and of the batch function.
func BenchmarkBranches(b *testing.B) {
	b.ReportAllocs()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		if n := respond(b.Context(), func() {}); n != 1 {
			b.Fatalf("%d batches", n)
		}
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(b.N)/(lists*perList), "allocs/key")
}

// BenchmarkResponses counts the batches of a response while others run. What
// a system bills is calls, so these are the figure to watch, not the time.
func BenchmarkResponses(b *testing.B) {
	for _, clients := range []int{1, 32} {
		b.Run(fmt.Sprintf("clients=%d", clients), func(b *testing.B) {
			var batches, responses atomic.Int64
			for b.Loop() {
				var running sync.WaitGroup
				for range clients {
					running.Go(func() {
						batches.Add(respond(b.Context(), func() { time.Sleep(upstream) }))
						responses.Add(1)
					})
				}
				running.Wait()
			}
			b.ReportMetric(float64(batches.Load())/float64(responses.Load()), "batches/response")
		})
	}
}

// A request that is given up leaves nothing running once its systems have
// noticed: main checks for leaks, and the bubble would not end with one.
func TestGivenUpResponsesLeaveNothingRunning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var responses sync.WaitGroup
		for range 32 {
			responses.Go(func() {
				if n := respond(ctx, func() { <-ctx.Done() }); n != 1 {
					t.Errorf("%d batches for one level", n)
				}
			})
		}
		synctest.Wait() // every batch has left
		cancel()
		responses.Wait()
		synctest.Wait()
	})
}

// A batch runs under the response's context: who asked first may give up, and
// its values are the response's.
func TestBatchesRunUnderTheResponse(t *testing.T) {
	type key struct{}
	synctest.Test(t, func(t *testing.T) {
		response := context.WithValue(t.Context(), key{}, "response")
		field, giveUp := context.WithCancel(context.WithValue(response, key{}, "field"))
		var said any
		l := loader.New(response, 0, func(ctx context.Context, keys []int) []*dataloader.Result[int] {
			giveUp()
			said = ctx.Value(key{})
			return []*dataloader.Result[int]{{Data: 1, Error: ctx.Err()}}
		})
		asked := l.Load(field, 1)
		_, _ = asked()
		if v, err := l.Load(response, 1)(); v != 1 || err != nil || said != "response" {
			t.Errorf("%d, %v, under %v", v, err, said)
		}
	})
}
