package stripe_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/stripe"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// paced opens a source at Stripe's own address, behind which the simulation
// keeps Stripe's limits, and returns when requests were sent.
func paced(t *testing.T, change func(*stripe.Config)) (*sources.Source, func() []time.Time) {
	t.Helper()
	sim := stripesim.New(stripesim.Options{SecretKey: secret})
	var mu sync.Mutex
	var sent []time.Time
	sim.SetRecorder(func(*http.Request) {
		mu.Lock()
		defer mu.Unlock()
		sent = append(sent, time.Now())
	})
	cfg := stripe.Config{Name: name, SecretKey: secret, HTTPClient: &http.Client{Transport: direct{sim}}}
	if change != nil {
		change(&cfg)
	}
	source, err := stripe.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return source, func() []time.Time {
		mu.Lock()
		defer mu.Unlock()
		return sent
	}
}

func manyIDs(n int) []commerce.ID {
	ids := make([]commerce.ID, n)
	for i := range ids {
		ids[i] = paymentID(fmt.Sprintf("pi_%d", i))
	}
	return ids
}

// TestBatchesKeepThePace: batches that would spend the quota of a test key are answered whole.
func TestBatchesKeepThePace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, sent := paced(t, nil)
		start := time.Now()
		for range 4 {
			if _, err := source.Payments.Get(t.Context(), manyIDs(50), 0); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start).Round(time.Millisecond); len(sent()) != 200 || took != 9*time.Second {
			t.Errorf("%d requests in %v, want 20 at once and then 20 a second", len(sent()), took)
		}
	})
}

func TestSearchesKeepTheirPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, sent := paced(t, func(c *stripe.Config) { c.OrderMetadata = []string{"order_id"}; c.RequestsPerSecond = 25 })
		for i := range 40 {
			if _, err := source.Payments.Find(t.Context(), "orderName", []string{fmt.Sprint(i)}, sources.Query{First: 1}); err != nil {
				t.Fatal(err)
			}
		}
		if took := sent()[39].Sub(sent()[0]); took.Round(time.Millisecond) != 1500*time.Millisecond {
			t.Errorf("40 searches in %v, want 16 at once and then 16 a second", took)
		}
	})
}

func TestDeadlineShorterThanThePace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source, sent := paced(t, nil)
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		found, err := source.Payments.Get(ctx, manyIDs(50), 0)
		var e *sources.Error
		if !errors.As(err, &e) || e.Kind != sources.KindLimited || e.RetryAfter <= 0 || len(found) != 0 {
			t.Errorf("found %v, error %v", found, err)
		}
		if n := len(sent()); n < 20 || n > 30 {
			t.Errorf("%d requests in half a second", n)
		}
		gone, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Millisecond, cancel)
		if _, err := source.Payments.Get(gone, manyIDs(50), 0); sources.KindOf(err) != sources.KindCanceled {
			t.Errorf("error %v", err)
		}
	})
}
