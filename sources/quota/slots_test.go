package quota_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/quota"
)

// TestSlotsAreFair: one caller asks a hundred things at once, another one thing
// after the other; the second waits for one request of the first each time, and not for all.
func TestSlotsAreFair(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const slots = 4
		s := quota.NewSlots(slots)
		var mu sync.Mutex
		running := 0
		run := func(ctx context.Context) error {
			if err := s.Enter(ctx, "shop", "list orders"); err != nil {
				return err
			}
			defer s.Leave()
			mu.Lock()
			if running++; running > slots {
				t.Errorf("%d run at once", running)
			}
			mu.Unlock()
			time.Sleep(time.Second)
			mu.Lock()
			running--
			mu.Unlock()
			return nil
		}
		start := time.Now()
		var group sync.WaitGroup
		report := sources.WithCaller(t.Context(), "report")
		for range 100 {
			group.Go(func() {
				if err := run(report); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		shop := sources.WithCaller(t.Context(), "shop")
		for range 5 {
			if err := run(shop); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("five requests of a second took %v behind a hundred of another caller", took)
		}
		group.Wait()
		if took := time.Since(start); took != 27*time.Second {
			t.Errorf("105 requests of a second took %v over %d slots", took, slots)
		}
		if free, waiting := s.State(); free != slots || waiting != 0 {
			t.Errorf("%d slots are free in the end, %d wait", free, waiting)
		}
	})
}

// TestSlotsAreNotLost: who goes away while it waits takes no slot with it, at
// the very moment when its turn comes neither.
func TestSlotsAreNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := quota.NewSlots(2)
		var group sync.WaitGroup
		for i := range 200 {
			group.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i%7)*time.Second)
				defer cancel()
				if err := s.Enter(ctx, "shop", "list orders"); err != nil {
					if kind := sources.KindOf(err); kind != sources.KindTimeout {
						t.Errorf("error %v", err)
					}
					return
				}
				time.Sleep(time.Second)
				s.Leave()
			})
		}
		group.Wait()
		if free, waiting := s.State(); free != 2 || waiting != 0 {
			t.Errorf("%d slots are free in the end, %d wait", free, waiting)
		}
	})
}
