package quota_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/quota"
)

// system is a leaky bucket as Shopify describes its own: it takes the price of
// a request that arrives, refuses one that does not fit, and gives back what
// the request did not need when it answers.
type system struct {
	maximum, restore float64

	mu      sync.Mutex
	level   float64
	at      time.Time
	refused int
}

func (s *system) fill() {
	now := time.Now()
	s.level = min(s.level+now.Sub(s.at).Seconds()*s.restore, s.maximum)
	s.at = now
}

func (s *system) begin(price float64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fill()
	if price > s.level {
		s.refused++
		return false
	}
	s.level -= price
	return true
}

func (s *system) end(price, cost float64) quota.Told {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fill()
	s.level = min(s.level+price-cost, s.maximum)
	return quota.Told{Maximum: s.maximum, Level: s.level, Restore: s.restore}
}

// ask sends a request as a connector does, over a network that takes its time.
func (s *system) ask(ctx context.Context, b *quota.Bucket, random *rand.Rand, price, cost float64) error {
	spending, err := b.Spend(ctx, "list orders", price)
	if err != nil {
		return err
	}
	delay := func() { time.Sleep(time.Duration(5+random.IntN(75)) * time.Millisecond) }
	delay()
	if !s.begin(price) {
		spending.Settle(0, quota.Told{})
		return errors.New("throttled")
	}
	time.Sleep(time.Duration(20+random.IntN(400)) * time.Millisecond)
	told := s.end(price, cost)
	delay()
	spending.Settle(cost, told)
	return nil
}

func newSystem() *system { return &system{maximum: 2000, restore: 100, level: 2000, at: time.Now()} }

func newBucket() *quota.Bucket {
	return quota.New(quota.Options{Source: "shop", Reason: "the shop's budget is spent", Maximum: 1000, Restore: 50})
}

// Twenty clients that together ask for 95 % of what comes back are never
// refused by the system, and none waits for long.
func TestNothingIsThrottledNearTheBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, b := newSystem(), newBucket()
		const clients, asks = 20, 200
		var longest [clients]time.Duration
		var running sync.WaitGroup
		for client := range clients {
			running.Go(func() {
				random := rand.New(rand.NewPCG(1, uint64(client)))
				ctx := sources.WithCaller(t.Context(), fmt.Sprint("client ", client))
				for range asks {
					price := 10 + float64(random.IntN(190))
					cost := price * (0.5 + random.Float64()/2)
					begun := time.Now()
					deadlined, cancel := context.WithTimeout(ctx, 60*time.Second)
					if err := s.ask(deadlined, b, random, price, cost); err != nil {
						t.Errorf("client %d: %v", client, err)
					}
					cancel()
					longest[client] = max(longest[client], time.Since(begun))
					// Each asks for a twentieth of 95 % of what is restored.
					pause := cost/(0.95*s.restore/clients)*float64(time.Second) - float64(time.Since(begun))
					time.Sleep(time.Duration(max(0, pause*(0.5+random.Float64()))))
				}
			})
		}
		running.Wait()
		if s.refused > 0 {
			t.Errorf("the system refused %d requests", s.refused)
		}
		for client, wait := range longest {
			if wait > 30*time.Second {
				t.Errorf("client %d waited %v", client, wait)
			}
		}
		t.Logf("longest: %v", longest)
	})
}

// Where more is asked than there is, each caller gets the same share, however
// many requests it has under way and however dear they are.
func TestSharesAreFair(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, b := newSystem(), newBucket()
		ctx, stop := context.WithTimeout(t.Context(), 10*time.Minute)
		defer stop()
		callers := []struct {
			lanes int
			price float64
		}{{1, 20}, {1, 200}, {10, 20}, {10, 200}}
		spent := make([]float64, len(callers))
		var mu sync.Mutex
		var running sync.WaitGroup
		for i, c := range callers {
			for lane := range c.lanes {
				running.Go(func() {
					random := rand.New(rand.NewPCG(uint64(i), uint64(lane)))
					for ctx.Err() == nil {
						err := s.ask(sources.WithCaller(ctx, fmt.Sprint(i)), b, random, c.price, c.price)
						switch {
						case err == nil:
							mu.Lock()
							spent[i] += c.price
							mu.Unlock()
						case sources.KindOf(err) == sources.KindInternal:
							t.Error(err)
						default:
							time.Sleep(time.Second) // refused with a deadline near
						}
					}
				})
			}
		}
		running.Wait()
		t.Logf("spent: %.0f", spent)
		if s.refused > 0 {
			t.Errorf("the system refused %d requests", s.refused)
		}
		var all float64
		for _, n := range spent {
			all += n
		}
		if want := s.restore * 600; all < 0.95*want {
			t.Errorf("%.0f of %.0f were used", all, want)
		}
		// One that asks for 20 at a time, with a round trip between, cannot take its share.
		for i, n := range spent[1:] {
			if share := (all - spent[0]) / 3; n < 0.9*share || n > 1.1*share {
				t.Errorf("caller %d got %.0f, a fair share is %.0f", i+1, n, share)
			}
		}
	})
}

func TestWhoCannotBeServedIsRefusedAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBucket()
		held, err := b.Spend(t.Context(), "list orders", 1000)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		begun := time.Now()
		_, err = b.Spend(ctx, "list orders", 500)
		var refusal *sources.Error
		if !errors.As(err, &refusal) || refusal.Kind != sources.KindLimited || refusal.Source != "shop" || time.Since(begun) > 0 {
			t.Fatalf("after %v: %v", time.Since(begun), err)
		}
		if refusal.RetryAfter < 10*time.Second || refusal.RetryAfter > 11*time.Second {
			t.Errorf("come back after %v, want 10 s: 500 points at 50 a second", refusal.RetryAfter)
		}
		if _, err = b.Spend(ctx, "list orders", 100); err != nil || time.Since(begun) < 2*time.Second {
			t.Errorf("after %v: %v, want none after 2 s", time.Since(begun), err)
		}
		held.Settle(1000, quota.Told{})
	})
}

// Who goes away leaves nothing behind: neither points nor a place in the queue.
func TestWhoGoesAwayGivesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBucket()
		held, err := b.Spend(t.Context(), "a", 1000)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		gone := make(chan error)
		go func() {
			_, err := b.Spend(ctx, "b", 100)
			gone <- err
		}()
		synctest.Wait()
		cancel()
		if err := <-gone; sources.KindOf(err) != sources.KindCanceled {
			t.Errorf("who was canceled gets %v", err)
		}
		held.Settle(0, quota.Told{})
		held.Settle(0, quota.Told{}) // once is enough
		if level, maximum, waiting := b.State(); level != maximum || waiting != 0 {
			t.Errorf("%.0f of %.0f are left and %d wait", level, maximum, waiting)
		}
	})
}

// The system's word corrects the count, upwards only where it must know all.
func TestTheSystemsWordCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBucket()
		first, _ := b.Spend(t.Context(), "a", 100)
		second, _ := b.Spend(t.Context(), "b", 100)
		second.Settle(100, quota.Told{Maximum: 2000, Level: 1500, Restore: 100})
		if level, maximum, _ := b.State(); level != 1400 || maximum != 2000 {
			t.Errorf("%.0f of %.0f, want 1400 of 2000: it may not know of the first request", level, maximum)
		}
		first.Settle(100, quota.Told{Maximum: 2000, Level: 1300, Restore: 100})
		if level, _, _ := b.State(); level != 1300 {
			t.Errorf("%.0f, want 1300: others have spent too", level)
		}
		b.Spent(500, 2*time.Second)
		if level, _, _ := b.State(); level != 300 {
			t.Errorf("%.0f, want 300: 500 are there in two seconds", level)
		}
	})
}
