package loader_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/graph-gophers/dataloader/v7"
	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/internal/loader"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// recorder answers each key with its square and notes the batches.
type recorder struct {
	mu      sync.Mutex
	batches [][]int
}

func (r *recorder) batch(_ context.Context, keys []int) []*dataloader.Result[int] {
	r.mu.Lock()
	r.batches = append(r.batches, keys)
	r.mu.Unlock()
	out := make([]*dataloader.Result[int], len(keys))
	for i, k := range keys {
		out[i] = &dataloader.Result[int]{Data: k * k}
		if k < 0 {
			out[i] = &dataloader.Result[int]{Error: fmt.Errorf("key %d", k)}
		}
	}
	return out
}

func TestSiblingsShareABatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		l := loader.New(t.Context(), 0, r.batch)
		var wg sync.WaitGroup
		for i := range 100 {
			wg.Go(func() {
				if got, err := l.Load(t.Context(), i%50)(); err != nil || got != (i%50)*(i%50) {
					t.Errorf("Load(%d) = %d, %v", i%50, got, err)
				}
			})
		}
		wg.Wait()
		keys := 0
		for _, b := range r.batches {
			keys += len(b)
		}
		if keys != 50 {
			t.Errorf("%d keys were read, want each of 50 once", keys)
		}
	})
}

// Without a schedule whoever waits is answered at once; what is asked before shares its batch.
func TestAskedTogetherWithoutASchedule(t *testing.T) {
	var r recorder
	l := loader.New(t.Context(), 0, r.batch)
	first, second := l.Load(t.Context(), 1), l.LoadMany(t.Context(), []int{2, 3})
	if v, err := first(); v != 1 || err != nil {
		t.Errorf("%d, %v", v, err)
	}
	if v, errs := second(); v[1] != 9 || errs != nil {
		t.Errorf("%v, %v", v, errs)
	}
	if fmt.Sprint(r.batches) != "[[1 2 3]]" {
		t.Errorf("batches %v", r.batches)
	}
}

func TestPeekSeesWhatWasReadWithoutAnError(t *testing.T) {
	var r recorder
	l := loader.New(t.Context(), 0, r.batch)
	asked := l.LoadMany(t.Context(), []int{3, -1})
	if _, ok := l.Peek(3); ok {
		t.Error("a value before it was read")
	}
	_, _ = asked()
	if v, ok := l.Peek(3); !ok || v != 9 {
		t.Errorf("%d, %v", v, ok)
	}
	for _, k := range []int{-1, 4} { // it failed, and was never asked
		if _, ok := l.Peek(k); ok {
			t.Errorf("a value of key %d", k)
		}
	}
	if len(r.batches) != 1 {
		t.Errorf("batches %v", r.batches)
	}
}

func TestLoadManyIsOneBatchWithinTheLimit(t *testing.T) {
	for limit, want := range map[int]int{0: 1, 100: 1, 10: 3} {
		var r recorder
		l := loader.New(t.Context(), limit, r.batch)
		keys := make([]int, 25)
		for i := range keys {
			keys[i] = i
		}
		values, errs := l.LoadMany(t.Context(), keys)()
		if errs != nil || values[24] != 576 {
			t.Fatalf("limit %d: values %v, errors %v", limit, values, errs)
		}
		if len(r.batches) != want {
			t.Errorf("limit %d: %d batches, want %d", limit, len(r.batches), want)
		}
	}
}

func TestErrorsAreOfTheirKeys(t *testing.T) {
	var r recorder
	l := loader.New(t.Context(), 0, r.batch)
	values, errs := l.LoadMany(t.Context(), []int{2, -1, 3})()
	if values[0] != 4 || values[2] != 9 || errs[0] != nil || errs[1] == nil || errs[2] != nil {
		t.Errorf("values %v, errors %v", values, errs)
	}
}

func TestRememberClearPrime(t *testing.T) {
	var r recorder
	l := loader.New(t.Context(), 0, r.batch)
	read := func(k int) int {
		v, err := l.Load(t.Context(), k)()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	read(3)
	read(3)
	if len(r.batches) != 1 {
		t.Errorf("%d batches for one key read twice, want 1", len(r.batches))
	}
	l.Clear(t.Context(), 3)
	read(3)
	if len(r.batches) != 2 {
		t.Errorf("%d batches after Clear, want 2", len(r.batches))
	}
	l.Prime(t.Context(), 7, 1)
	l.Prime(t.Context(), 3, 1)
	if read(7) != 1 || read(3) != 9 {
		t.Error("Prime must add what is unknown and keep what is known")
	}
	l.ClearAll()
	if read(7) != 49 {
		t.Error("ClearAll must forget what was primed")
	}
}

func TestCallerThatGivesUpDisturbsNoOther(t *testing.T) {
	release := make(chan struct{})
	var calls atomic.Int32
	l := loader.New(t.Context(), 0, func(ctx context.Context, keys []int) []*dataloader.Result[int] {
		calls.Add(1)
		<-release
		return []*dataloader.Result[int]{{Data: 1, Error: ctx.Err()}}
	})
	gone, cancel := context.WithCancel(t.Context())
	first, second := l.Load(gone, 1), l.Load(t.Context(), 1)
	cancel()
	if _, err := first(); !errors.Is(err, context.Canceled) {
		t.Errorf("the caller that gave up got %v", err)
	}
	close(release)
	if v, err := second(); v != 1 || err != nil {
		t.Errorf("the other got %d, %v", v, err)
	}
	if calls.Load() != 1 {
		t.Errorf("%d calls, want 1", calls.Load())
	}
}

func TestBadBatchFunctionsAreErrors(t *testing.T) {
	bad := map[string]dataloader.BatchFunc[int, int]{
		"panic": func(context.Context, []int) []*dataloader.Result[int] { panic("secret") },
		"short": func(context.Context, []int) []*dataloader.Result[int] { return nil },
		"nil": func(_ context.Context, keys []int) []*dataloader.Result[int] {
			return make([]*dataloader.Result[int], len(keys))
		},
	}
	for name, batch := range bad {
		t.Run(name, func(t *testing.T) {
			_, err := loader.New(t.Context(), 0, batch).Load(t.Context(), 1)()
			if err == nil {
				t.Fatal("no error")
			}
			if p := new(loader.PanicError); errors.As(err, &p) && err.Error() != "load batch: panic" {
				t.Errorf("the error shows the panic's value: %v", err)
			}
		})
	}
}
