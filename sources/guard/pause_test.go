package guard_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/guard"
)

// TestRetryAfterOfAnOutage: a source that is down may say for how long, too.
func TestRetryAfterOfAnOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, s, c := guarded(guard.Options{}, fails(sources.KindUnavailable, 4*time.Second), fine)
		if _, err := c.Query(t.Context(), sources.Query{First: 1}); err != nil || s.at[1].Sub(s.at[0]) != 4*time.Second {
			t.Errorf("error %v, calls at %v", err, s.at)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		_, s, c := guarded(guard.Options{}, fails(sources.KindUnavailable, 30*time.Second), fine)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := c.Query(ctx, sources.Query{First: 1})
		var e *sources.Error
		if !errors.As(err, &e) || e.RetryAfter != 30*time.Second || s.calls() != 1 {
			t.Errorf("error %v after %d calls", err, s.calls())
		}
	})
}

// TestOutageHoldsBackOthers: what says for how long it is down is not asked by others before.
func TestOutageHoldsBackOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, s, c := guarded(guard.Options{Attempts: 1}, fails(sources.KindUnavailable, 4*time.Second), fine)
		if _, err := c.Query(t.Context(), sources.Query{First: 1}); sources.KindOf(err) != sources.KindUnavailable {
			t.Error(err)
		}
		if _, err := c.Query(t.Context(), sources.Query{First: 1}); err != nil || s.at[1].Sub(s.at[0]) != 4*time.Second {
			t.Errorf("error %v, calls at %v", err, s.at)
		}
	})
}

// TestNothingIsSentIntoAPause: not by those who waited for its end when another
// call began a new one, nor by those who waited for a lane.
func TestNothingIsSentIntoAPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, s, c := guarded(guard.Options{Concurrency: 1, QueueTime: time.Second},
			fails(sources.KindLimited, 2*time.Second), fails(sources.KindLimited, 3*time.Second), fine)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := c.Query(t.Context(), sources.Query{First: 1}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for i, at := range s.at {
			if since := at.Sub(s.at[0]); i > 0 && since != 2*time.Second && since < 5*time.Second || i > 1 && since < 5*time.Second {
				t.Errorf("call %d was sent %v after the first", i, since)
			}
		}
	})
}

// TestPartOfAnAnswerAsksForAPause: the usable rest passes, and the next call waits.
func TestPartOfAnAnswerAsksForAPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, s, c := guarded(guard.Options{}, func(context.Context) error {
			return &sources.Partial{Errs: []error{
				&sources.Error{Kind: sources.KindUnavailable},
				&sources.Error{Kind: sources.KindLimited, RetryAfter: 2 * time.Second},
			}}
		}, fine)
		if _, err := c.Query(t.Context(), sources.Query{First: 1}); err == nil {
			t.Error("the error of the part is lost")
		}
		if _, err := c.Query(t.Context(), sources.Query{First: 1}); err != nil || s.at[1].Sub(s.at[0]) != 2*time.Second {
			t.Errorf("error %v, calls at %v", err, s.at)
		}
	})
}

func TestErrorsAreCountedByKind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, _, c := guarded(guard.Options{}, fails(sources.KindUnavailable, 0), fails(sources.KindMalformed, 0), fails(sources.KindDenied, 0))
		for range 2 {
			_, _ = c.Query(t.Context(), sources.Query{First: 1})
		}
		st := g.Stats()
		var sum int64
		for _, n := range st.ByKind {
			sum += n
		}
		if st.ByKind[sources.KindUnavailable] != 1 || st.ByKind[sources.KindMalformed] != 1 || st.ByKind[sources.KindDenied] == 0 || sum != st.Errors {
			t.Errorf("%+v", st)
		}
		st.ByKind[sources.KindTimeout] = 7
		if g.Stats().ByKind[sources.KindTimeout] != 0 {
			t.Error("a caller changed what the guard has counted")
		}
	})
}
