package woocommerce_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/woocommerce"
)

// atOnce serves requests without a network, so that tests can have a time of their own.
type atOnce struct{ http.Handler }

func (h atOnce) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result(), nil
}

// timed opens a shop whose answers are those of its routes; others are not there.
func timed(t *testing.T, routes map[string]http.HandlerFunc) (source *sources.Source, asked map[string]int) {
	asked = map[string]int{}
	var mu sync.Mutex // parts of a call ask side by side
	shop := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/wp-json/wc/v3")
		if r.URL.Query().Has("consumer_secret") {
			path += " by address"
		}
		mu.Lock()
		asked[path]++
		answer := routes[path]
		mu.Unlock()
		if answer == nil {
			answer = says(404, `{"code":"rest_no_route","message":"","data":{"status":404}}`)
		}
		answer(w, r)
	})
	return openAt(t, "https://shop.example", func(c *woocommerce.Config) { c.HTTPClient = &http.Client{Transport: atOnce{shop}} }), asked
}

// TestWhatIsRememberedEnds: shops change their currency, are updated, and get keys.
func TestWhatIsRememberedEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		product := says(200, `[{"id":1,"type":"simple","status":"publish","price":"5"}]`)
		order := says(200, `[{"id":1,"status":"processing","currency":"EUR","total":"1.00"}]`)
		routes := map[string]http.HandlerFunc{"/products": product, "/variations": says(200, `[]`), "/orders": order, "/data/currencies/current": says(200, `{"code":"EUR"}`)}
		source, asked := timed(t, routes)
		for _, step := range []struct {
			after      time.Duration
			currency   string
			currencies int
			parcels    int
		}{{0, "EUR", 1, 1}, {9 * time.Minute, "EUR", 1, 1}, {2 * time.Minute, "USD", 2, 1}, {50 * time.Minute, "USD", 3, 2}} {
			time.Sleep(step.after)
			price := get(t, source.Variants, "1", 0).Price
			get(t, source.Orders, "1", commerce.OrderFulfillments)
			if price.Currency != step.currency || asked["/data/currencies/current"] != step.currencies || asked["/orders/1/fulfillments"] != step.parcels {
				t.Errorf("after %v: %s, asked %v", step.after, price, asked)
			}
			routes["/data/currencies/current"] = says(200, `{"code":"USD"}`)
		}
	})
}

// TestPauseEnds when the host has said, and requests go out again.
func TestPauseEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for after, header := range map[time.Duration][]string{
			7 * time.Second: {"Retry-After", "7"}, 2 * time.Second: nil, time.Minute: {"Retry-After", "3600"}, 9 * time.Second: {"Retry-After", "Sat, 01 Jan 2000 00:00:09 GMT"},
		} {
			routes := map[string]http.HandlerFunc{"/orders": says(429, "<html>", header...)}
			source, asked := timed(t, routes)
			begin := time.Now()
			if after == 9*time.Second {
				routes["/orders"] = says(503, "<html>", "Retry-After", begin.Add(after).UTC().Format(http.TimeFormat))
			}
			if err := list(t.Context(), source); err == nil {
				t.Error("no error")
			}
			routes["/orders"] = says(200, `[]`)
			for _, wait := range []time.Duration{after - time.Millisecond, time.Millisecond} {
				time.Sleep(wait)
				err := list(t.Context(), source)
				if over := wait == time.Millisecond; over != (err == nil) || over != (asked["/orders"] == 2) {
					t.Errorf("%v after the refusal: %v, asked %v", time.Since(begin), err, asked)
				}
			}
		}
	})
}

// TestKeyIsTriedAgain: a key that was unknown, in a shop that never sees headers,
// opens it when it has been made.
func TestKeyIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		anonymous := says(401, `{"code":"woocommerce_rest_cannot_view"}`)
		routes := map[string]http.HandlerFunc{"/orders": anonymous, "/orders by address": anonymous}
		source, asked := timed(t, routes)
		for _, wait := range []time.Duration{0, 5 * time.Minute, 4 * time.Minute} {
			time.Sleep(wait)
			if err := list(t.Context(), source); sources.KindOf(err) != sources.KindDenied {
				t.Error(err)
			}
		}
		routes["/orders by address"] = says(200, `[]`)
		if asked["/orders by address"] != 1 {
			t.Errorf("asked %v", asked)
		}
		time.Sleep(time.Minute)
		for range 3 {
			if err := list(t.Context(), source); err != nil {
				t.Error(err)
			}
		}
		if asked["/orders by address"] != 4 || asked["/orders"] != 4 {
			t.Errorf("asked %v", asked)
		}
	})
}
