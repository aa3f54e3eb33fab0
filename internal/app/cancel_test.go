package app_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// When a client goes away, what its operation still asks of systems is given
// up at once, and nothing of it goes on.
func TestAClientThatGoesAwayStopsItsCalls(t *testing.T) {
	w := open(t)
	front := httptest.NewServer(w.handler)
	defer front.Close()
	arrived, ended := make(chan string, 64), make(chan string, 64)
	for name, wire := range w.wires {
		wire.hold = make(chan struct{}) // for ever
		wire.arrived = func(int) { arrived <- name }
		wire.gone = func() { ended <- name }
	}
	before := goleak.IgnoreCurrent()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	body := strings.NewReader(fmt.Sprintf(`{"query": %q}`, `{ orders(first: 5) { nodes { name } } payments(first: 5) { nodes { status } } }`))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, front.URL+"/graphql", body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	client := &http.Client{Transport: &http.Transport{}}
	answered := make(chan error, 1)
	go func() {
		resp, err := client.Do(r)
		if err == nil {
			err = resp.Body.Close()
		}
		answered <- err
	}()
	under := map[string]int{}
	for range w.wires { // all stores and the gateway hold a request
		under[<-arrived]++
	}
	began := time.Now()
	cancel()
	if err := <-answered; err == nil {
		t.Error("the client was answered")
	}
	for range w.wires { // hangs, and fails by the test's deadline, where one goes on
		under[<-ended]--
	}
	t.Logf("%d calls ended %s after the client was gone", len(w.wires), time.Since(began))
	for name, n := range under {
		if n != 0 {
			t.Errorf("%s: %d requests are under way", name, n)
		}
	}
	client.CloseIdleConnections()
	front.Close()
	goleak.VerifyNone(t, before, goleak.IgnoreAnyFunction("net/http.(*persistConn).readLoop"), goleak.IgnoreAnyFunction("net/http.(*persistConn).writeLoop"),
		goleak.IgnoreAnyFunction("net/http.(*conn).serve")) // connections that are kept for the next call
}
