package parallel_test

import (
	"sync/atomic"
	"testing"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/parallel"
)

func TestEach(t *testing.T) {
	for _, kind := range []sources.ErrorKind{sources.KindDenied, sources.KindUnavailable} {
		for _, n := range []int{0, 1, 50} {
			const most = 3
			var running, calls atomic.Int64
			errs := parallel.Each(n, most, func(i int) error {
				if running.Add(1) > most {
					t.Errorf("more than %d at once", most)
				}
				defer running.Add(-1)
				calls.Add(1)
				if i == 0 {
					return &sources.Error{Kind: kind}
				}
				return nil
			})
			if len(errs) != n {
				t.Fatalf("%d errors of %d calls", len(errs), n)
			}
			failed := 0
			for i, err := range errs {
				if err == nil {
					continue
				}
				failed++
				if sources.KindOf(err) != kind || i > 0 && kind != sources.KindDenied {
					t.Errorf("%v: call %d of %d fails with %v", kind, i, n, err)
				}
			}
			if n > 0 && errs[0] == nil || int(calls.Load())+max(failed-1, 0) != n {
				t.Errorf("%v: %d calls and %d failures of %d", kind, calls.Load(), failed, n)
			}
		}
	}
}

// Nothing more is sent once all would be refused.
func TestASharedFailureEndsTheRest(t *testing.T) {
	calls := 0
	errs := parallel.Each(10, 1, func(int) error {
		calls++
		return &sources.Error{Kind: sources.KindLimited}
	})
	for i, err := range errs {
		if sources.KindOf(err) != sources.KindLimited || err != errs[0] { //nolint:errorlint // it is the same one
			t.Errorf("call %d: %v", i, err)
		}
	}
	if calls != 1 {
		t.Errorf("%d calls, want 1", calls)
	}
}
