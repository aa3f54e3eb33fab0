package shopify_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// ledger stands before a shop, far away, and notes what it charges.
type ledger struct {
	shop http.Handler

	mu        sync.Mutex
	spent     float64
	throttled int
}

func (l *ledger) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	travel := func() { time.Sleep(time.Duration(10+rand.IntN(90)) * time.Millisecond) }
	travel()
	rec := httptest.NewRecorder()
	l.shop.ServeHTTP(rec, r)
	var a struct {
		Extensions struct {
			Cost struct{ ActualQueryCost float64 }
		}
	}
	_ = json.Unmarshal(rec.Body.Bytes(), &a)
	l.mu.Lock()
	l.spent += a.Extensions.Cost.ActualQueryCost
	if bytes.Contains(rec.Body.Bytes(), []byte("THROTTLED")) {
		l.throttled++
	}
	l.mu.Unlock()
	travel()
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes())
}

// Twenty clients together ask for 95 % of what the shop restores: it throttles
// none of them, and none has to wait for long.
func TestClientsShareTheBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shop{Sim: shopifysim.New(shopifysim.Options{Clock: time.Now, Cost: shopifysim.CostLinear, Shop: shopifysim.Shop{CurrencyCode: "GBP"}})}
		for i := range 250 {
			putCustomer(t, s, makeCustomer(i))
		}
		l := &ledger{shop: s}
		source := openDirect(t, l)
		const (
			clients, restore, share = 20, 100, 0.99 // of which the pauses leave 95 %
			asks                    = 10 * time.Minute
		)
		begun := time.Now()
		var longest [clients]time.Duration
		var asked [clients]int
		var running sync.WaitGroup
		for client := range clients {
			running.Go(func() {
				random := rand.New(rand.NewPCG(1, uint64(client)))
				ctx := sources.WithCaller(t.Context(), fmt.Sprint("client ", client))
				for time.Since(begun) < asks {
					n := 1 + random.IntN(40)
					if client == 0 {
						n = 250 // dear ones, beside many small ones
					}
					ids := make([]commerce.ID, n)
					for i, which := range random.Perm(250)[:n] {
						ids[i] = makeCustomer(which).ID
					}
					within, cancel := context.WithTimeout(ctx, 30*time.Second)
					at := time.Now()
					_, err := source.Customers.Get(within, ids, 0)
					cancel()
					if err != nil {
						t.Errorf("client %d: %v", client, err)
					}
					longest[client] = max(longest[client], time.Since(at))
					asked[client]++
					// A customer is two points: each client asks for its twentieth.
					pause := time.Duration(2*float64(n)/(share*restore/clients)*float64(time.Second)) - time.Since(at)
					time.Sleep(time.Duration(float64(max(0, pause)) * (0.5 + random.Float64())))
				}
			})
		}
		running.Wait()
		offered := restore * asks.Seconds()
		t.Logf("%.0f %% of the budget, longest waits %v, asked %v", 100*l.spent/offered, longest, asked)
		if l.throttled > 0 {
			t.Errorf("the shop throttled %d requests", l.throttled)
		}
		if l.spent < 0.85*offered {
			t.Errorf("%.0f points of %.0f were used: the test does not press", l.spent, offered)
		}
		for client := range clients {
			if longest[client] > 15*time.Second {
				t.Errorf("client %d waited %v", client, longest[client])
			}
		}
	})
}
