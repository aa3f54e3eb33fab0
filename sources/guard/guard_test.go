package guard_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/guard"
	"github.com/galleria-graph/galleria/sources/memory"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func harness[T any](kind commerce.Kind[T], make func(string, int) *T) sourcetest.Harness[T] {
	wrap := func(c sources.Collection[T]) sources.Collection[T] {
		return guard.Wrap(guard.New(guard.Options{Source: "north"}), kind, c)
	}
	return sourcetest.Harness[T]{
		Kind: kind,
		Make: func(i int) *T { return make("north", i) },
		Open: func(_ *testing.T, seed []*T) sources.Collection[T] { return wrap(memory.New(kind, "north", seed)) },
		Change: func(_ *testing.T, seed []*T) (sources.Collection[T], sourcetest.Changes[T]) {
			c := memory.New(kind, "north", seed)
			return wrap(c), sourcetest.Changes[T]{Put: func(e *T) { c.Put(e) }, Delete: func(id commerce.ID) { c.Delete(id) }}
		},
		Compare: strings.Compare,
	}
}

func TestGuardKeepsTheContract(t *testing.T) {
	t.Run("orders", func(t *testing.T) { sourcetest.Run(t, harness(commerce.Orders, sourcetest.MakeOrder)) })
	t.Run("customers", func(t *testing.T) { sourcetest.Run(t, harness(commerce.Customers, sourcetest.MakeCustomer)) })
}

// system answers calls by the script, and then for ever by its last line.
type system struct {
	sources.Collection[commerce.Order]
	mu     sync.Mutex
	script []func(context.Context) error
	at     []time.Time
}

func (s *system) Query(ctx context.Context, _ sources.Query) (sources.Page[commerce.Order], error) {
	s.mu.Lock()
	line := s.script[min(len(s.at), len(s.script)-1)]
	s.at = append(s.at, time.Now())
	s.mu.Unlock()
	return sources.Page[commerce.Order]{HasNext: true}, line(ctx)
}

func (s *system) calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.at)
}

func fine(context.Context) error { return nil }

func fails(k sources.ErrorKind, after time.Duration) func(context.Context) error {
	return func(context.Context) error { return &sources.Error{Kind: k, Op: "list", RetryAfter: after} }
}

func hangs(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

func guarded(o guard.Options, script ...func(context.Context) error) (*guard.Guard, *system, sources.Collection[commerce.Order]) {
	o.Source = "north"
	g, s := guard.New(o), &system{script: script}
	return g, s, guard.Wrap(g, commerce.Orders, sources.Collection[commerce.Order](s))
}

func TestWhatIsTriedAgain(t *testing.T) {
	for kind, calls := range map[sources.ErrorKind]int{
		sources.KindInternal: 1, sources.KindInvalid: 1, sources.KindUnsupported: 1, sources.KindDenied: 1, sources.KindCanceled: 1,
		sources.KindAmbiguous: 1, sources.KindMalformed: 2, sources.KindUnavailable: 3, sources.KindTimeout: 3, sources.KindLimited: 3,
	} {
		t.Run(kind.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, s, c := guarded(guard.Options{}, fails(kind, 0))
				_, err := c.Query(t.Context(), sources.Query{First: 1})
				var e *sources.Error
				if !errors.As(err, &e) || e.Kind != kind || e.Source != "north" {
					t.Errorf("error %v", err)
				}
				if s.calls() != calls {
					t.Errorf("%d calls, want %d", s.calls(), calls)
				}
			})
		})
	}
}

func TestTriesUntilItAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, s, c := guarded(guard.Options{}, fails(sources.KindUnavailable, 0), fails(sources.KindUnavailable, 0), fine)
		page, err := c.Query(t.Context(), sources.Query{First: 1})
		if err != nil || !page.HasNext || s.calls() != 3 {
			t.Errorf("page %v, error %v, %d calls", page, err, s.calls())
		}
		if st := g.Stats(); st.Calls != 3 || st.Errors != 2 || !st.Answered || st.LastFailed || st.LastError != sources.KindUnavailable {
			t.Errorf("%+v", st)
		}
	})
}

func TestDeadlines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, s, c := guarded(guard.Options{Timeout: time.Second, Attempts: 2}, hangs)
		start := time.Now()
		_, err := c.Query(t.Context(), sources.Query{First: 1})
		if sources.KindOf(err) != sources.KindTimeout || !strings.Contains(err.Error(), "did not answer within 1s") {
			t.Errorf("error %v", err)
		}
		if took := time.Since(start); s.calls() != 2 || took < 2*time.Second || took > 3*time.Second {
			t.Errorf("%d calls in %v, want two of a second each", s.calls(), took)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		_, s, c := guarded(guard.Options{Timeout: time.Second}, hangs)
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		start := time.Now()
		if _, err := c.Query(ctx, sources.Query{First: 1}); sources.KindOf(err) != sources.KindTimeout {
			t.Errorf("error %v", err)
		}
		if took := time.Since(start); took != 300*time.Millisecond || s.calls() != 1 {
			t.Errorf("the caller waited %v over %d calls", took, s.calls())
		}
	})
	synctest.Test(t, func(t *testing.T) {
		_, _, c := guarded(guard.Options{}, hangs)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Millisecond, cancel)
		if _, err := c.Query(ctx, sources.Query{First: 1}); sources.KindOf(err) != sources.KindCanceled {
			t.Errorf("error %v", err)
		}
	})
}

func TestRetryAfterIsObeyedByAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, s, c := guarded(guard.Options{}, fails(sources.KindLimited, 3*time.Second), fine)
		if _, err := c.Query(t.Context(), sources.Query{First: 1}); err != nil {
			t.Fatal(err)
		}
		if wait := s.at[1].Sub(s.at[0]); wait != 3*time.Second {
			t.Errorf("tried again after %v, want 3 s", wait)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		_, s, c := guarded(guard.Options{}, fails(sources.KindLimited, 30*time.Second), fine)
		hurried, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		for range 3 {
			start := time.Now()
			_, err := c.Query(hurried, sources.Query{First: 1})
			var e *sources.Error
			if !errors.As(err, &e) || e.Kind != sources.KindLimited || e.RetryAfter != 30*time.Second {
				t.Errorf("error %v", err)
			}
			if time.Since(start) != 0 {
				t.Error("a wait that cannot end in time was begun")
			}
		}
		if s.calls() != 1 {
			t.Errorf("%d calls reached the source that asked to be left alone", s.calls())
		}
	})
}

func TestBudgetBoundsRetries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, s, c := guarded(guard.Options{}, fails(sources.KindUnavailable, 0))
		var wg sync.WaitGroup
		const callers = 200
		for range callers {
			wg.Go(func() { _, _ = c.Query(t.Context(), sources.Query{First: 1}) })
		}
		wg.Wait()
		if most := callers + callers/10 + 20 + 10; s.calls() > most {
			t.Errorf("%d calls for %d callers, want at most %d", s.calls(), callers, most)
		}
	})
}

func TestLanesAndQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func(ctx context.Context) error { time.Sleep(time.Second); return nil }
		g, s, c := guarded(guard.Options{Concurrency: 2, Queue: 3, QueueTime: 100 * time.Millisecond, Attempts: 1}, slow)
		var mu sync.Mutex
		busy := 0
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				_, err := c.Query(t.Context(), sources.Query{First: 1})
				if sources.KindOf(err) == sources.KindLimited {
					mu.Lock()
					busy++
					mu.Unlock()
				} else if err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if n := g.Stats().InFlight; n != 2 {
			t.Errorf("%d in flight, want 2", n)
		}
		wg.Wait()
		if s.calls() != 2 || busy != 8 {
			t.Errorf("%d calls, %d refused; want 2 and 8", s.calls(), busy)
		}
	})
}

// TestWhoWaitsForATurnTakesNoLane: calls that wait under a quota are not in
// flight; another caller's call goes past them, and they go on when it is their turn.
func TestWhoWaitsForATurnTakesNoLane(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turn := make(chan struct{})
		g, s, c := guarded(guard.Options{Concurrency: 2, Queue: 3, Attempts: 1}, func(ctx context.Context) error {
			if sources.CallerFrom(ctx) == "report" {
				resume := sources.Waiting(ctx)
				<-turn
				resume()
			}
			time.Sleep(50 * time.Millisecond)
			return nil
		})
		ask := func(caller string) error {
			_, err := c.Query(sources.WithCaller(t.Context(), caller), sources.Query{First: 1})
			return err
		}
		var wg sync.WaitGroup
		for range 30 {
			wg.Go(func() {
				if err := ask("report"); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait()
		}
		if n := g.Stats().InFlight; n != 0 {
			t.Errorf("%d in flight while all wait, want none", n)
		}
		for range 3 {
			if err := ask("shop"); err != nil {
				t.Error(err)
			}
		}
		close(turn)
		wg.Wait()
		if n := g.Stats().InFlight; n != 0 || s.calls() != 33 {
			t.Errorf("%d in flight in the end, %d calls", n, s.calls())
		}
	})
}

func TestPanicIsAnErrorWithoutItsValue(t *testing.T) {
	_, _, c := guarded(guard.Options{}, func(context.Context) error { panic("card 4242") })
	_, err := c.Query(t.Context(), sources.Query{First: 1})
	if sources.KindOf(err) != sources.KindInternal || strings.Contains(err.Error(), "4242") || !strings.Contains(err.Error(), "guard_test") {
		t.Errorf("error %v", err)
	}
}

func TestPartialPasses(t *testing.T) {
	_, s, c := guarded(guard.Options{}, func(context.Context) error {
		return &sources.Partial{Errs: []error{&sources.Error{Kind: sources.KindUnavailable}}}
	})
	page, err := c.Query(t.Context(), sources.Query{First: 1})
	if !page.HasNext || err == nil || s.calls() != 1 {
		t.Errorf("page %v, error %v, %d calls", page, err, s.calls())
	}
}

func TestObserveAndCheck(t *testing.T) {
	var seen []guard.Call
	g, _, c := guarded(guard.Options{Observe: func(_ context.Context, c guard.Call) { seen = append(seen, c) }}, fails(sources.KindUnavailable, 0), fine)
	if _, err := c.Query(t.Context(), sources.Query{First: 1}); err != nil {
		t.Fatal(err)
	}
	err := g.Check(t.Context(), func(context.Context) error { return errors.New("plain") })
	var e *sources.Error
	if !errors.As(err, &e) || e.Source != "north" || e.Op != "check" {
		t.Errorf("error %v", err)
	}
	if len(seen) != 3 || seen[0].Op != "query" || seen[0].Err == nil || seen[1].Attempt != 2 || seen[1].Err != nil || seen[2].Op != "check" {
		t.Errorf("%+v", seen)
	}
}

func TestNilStaysNil(t *testing.T) {
	if c := guard.Wrap[commerce.Order](guard.New(guard.Options{}), commerce.Orders, nil); c != nil {
		t.Error("a collection out of nothing")
	}
}

func BenchmarkOverhead(b *testing.B) {
	b.ReportAllocs()
	_, _, c := guarded(guard.Options{}, fine)
	for b.Loop() {
		_, _ = c.Query(b.Context(), sources.Query{First: 1})
	}
}

// What a call waits for its turn under a quota is not the source's time; what a
// caller will not wait for at all is refused, and nobody else is kept waiting.
func TestWaitingForATurnIsNoTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const timeout = 2 * time.Second
		waits := func(before, turn, after time.Duration) func(context.Context) error {
			return func(ctx context.Context) error {
				for _, part := range []struct {
					took  time.Duration
					queue bool
				}{{before, false}, {turn, true}, {after, false}} {
					resume := func() {}
					if part.queue {
						resume = sources.Waiting(ctx)
					}
					select {
					case <-time.After(part.took):
						resume()
						resume()
					case <-ctx.Done():
						return ctx.Err()
					}
				}
				return nil
			}
		}
		for _, tc := range []struct {
			before, turn, after, took time.Duration
			ok                        bool
		}{
			{time.Second, 20 * time.Second, 900 * time.Millisecond, 21900 * time.Millisecond, true},
			{time.Second, 20 * time.Second, 1100 * time.Millisecond, 22 * time.Second, false},
			{3 * time.Second, 0, 0, timeout, false},
		} {
			_, _, c := guarded(guard.Options{Timeout: timeout, Attempts: 1}, waits(tc.before, tc.turn, tc.after))
			begun := time.Now()
			_, err := c.Query(t.Context(), sources.Query{First: 1})
			if (err == nil) != tc.ok || err != nil && sources.KindOf(err) != sources.KindTimeout || time.Since(begun) != tc.took {
				t.Errorf("%v: after %v, %v", tc, time.Since(begun), err)
			}
		}
		refused := func(context.Context) error {
			return &sources.Error{Kind: sources.KindLimited, RetryAfter: time.Minute, Err: sources.ErrTurn}
		}
		_, _, c := guarded(guard.Options{}, refused, fine)
		if _, err := c.Query(t.Context(), sources.Query{First: 1}); !errors.Is(err, sources.ErrTurn) {
			t.Errorf("who had no turn gets %v", err)
		}
		begun := time.Now()
		if _, err := c.Query(t.Context(), sources.Query{First: 1}); err != nil || time.Since(begun) > 0 {
			t.Errorf("the next waits %v: %v", time.Since(begun), err)
		}
	})
}
