package stripesim_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// raw sends a request whose answer may be anything.
func (f *fixture) raw(target string) (*http.Response, []byte, error) {
	f.t.Helper()
	response, err := f.server.Client().Do(f.request(target))
	if err != nil {
		return nil, nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response, body, err
}

func TestFaultsThatAnswerErrors(t *testing.T) {
	for _, test := range []struct {
		fault  stripesim.Fault
		status int
		code   any
		header map[string]string
	}{
		{stripesim.Fault{Kind: stripesim.FaultInternal}, 500, nil, map[string]string{"Stripe-Should-Retry": "true"}},
		{stripesim.Fault{Kind: stripesim.FaultLockTimeout}, 409, "lock_timeout", map[string]string{"Stripe-Should-Retry": "true"}},
		{stripesim.Fault{Kind: stripesim.FaultRateLimited}, 429, "rate_limit", map[string]string{"Retry-After": "", "Stripe-Rate-Limited-Reason": "global-rate"}},
		{stripesim.Fault{Kind: stripesim.FaultRateLimited, RetryAfter: 1500 * time.Millisecond}, 429, "rate_limit", map[string]string{"Retry-After": "2"}},
	} {
		t.Run(string(test.fault.Kind), func(t *testing.T) {
			f := start(t, unlimited())
			f.AddFault(test.fault)
			status, header, answer := f.do(f.request("/v1/charges"))
			if status != test.status {
				t.Errorf("status %d, want %d", status, test.status)
			}
			f.want(answer, test.code, "error", "code")
			for name, want := range test.header {
				if got := header.Get(name); got != want {
					t.Errorf("%s %q, want %q", name, got, want)
				}
			}
			f.ClearFaults()
			f.get("/v1/charges")
		})
	}
}

func TestFaultsThatSpoilTheBody(t *testing.T) {
	f := start(t, unlimited())
	for _, test := range []struct {
		fault  stripesim.Fault
		status int
		media  string
		valid  bool
		least  int
	}{
		{stripesim.Fault{Kind: stripesim.FaultBadGateway}, 502, "text/html", false, 1},
		{stripesim.Fault{Kind: stripesim.FaultMalformed}, 200, "application/json", false, 1},
		{stripesim.Fault{Kind: stripesim.FaultTruncated}, 200, "application/json", false, 1},
		{stripesim.Fault{Kind: stripesim.FaultOversized, Size: 3 << 20}, 200, "application/json", true, 3 << 20},
	} {
		t.Run(string(test.fault.Kind), func(t *testing.T) {
			f.ClearFaults()
			f.AddFault(test.fault)
			response, body, err := f.raw("/v1/charges")
			if err != nil {
				t.Fatal(err)
			}
			if response.StatusCode != test.status || response.Header.Get("Content-Type") != test.media {
				t.Errorf("status %d, media type %q", response.StatusCode, response.Header.Get("Content-Type"))
			}
			if json.Valid(body) != test.valid || len(body) < test.least {
				t.Errorf("%d bytes, valid %t; want at least %d, valid %t", len(body), !test.valid, test.least, test.valid)
			}
		})
	}
}

func TestReset(t *testing.T) {
	f := start(t, unlimited())
	f.AddFault(stripesim.Fault{Kind: stripesim.FaultReset})
	if _, _, err := f.raw("/v1/charges"); !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.EOF) {
		t.Errorf("error %v, want a reset connection", err)
	}
	// Without a connection to hijack the handler is aborted instead.
	defer func() {
		if recover() != http.ErrAbortHandler { //nolint:errorlint // net/http compares so too
			t.Error("not aborted")
		}
	}()
	f.ServeHTTP(httptest.NewRecorder(), f.request("/v1/charges"))
}

func TestFaultsAreNarrowed(t *testing.T) {
	f := start(t, unlimited())
	f.AddFault(stripesim.Fault{Kind: stripesim.FaultInternal, Path: "/v1/charges", Count: 2})
	f.get("/v1/refunds")
	f.fail("/v1/charges", 500)
	f.fail("/v1/charges/ch_1", 500)
	f.get("/v1/charges")
	f.AddFault(stripesim.Fault{Kind: stripesim.FaultLockTimeout, Path: "/v1/refunds"})
	f.AddFault(stripesim.Fault{Kind: stripesim.FaultInternal})
	f.fail("/v1/refunds", 409)
	f.fail("/v1/charges", 500)
}

func TestFaultRateIsRepeatable(t *testing.T) {
	pattern := func(seed uint64) string {
		options := unlimited()
		options.Seed = seed
		f := start(t, options)
		f.AddFault(stripesim.Fault{Kind: stripesim.FaultInternal, Rate: 0.3})
		var outcomes strings.Builder
		for range 100 {
			recorder := httptest.NewRecorder()
			f.ServeHTTP(recorder, f.request("/v1/refunds"))
			if recorder.Code == http.StatusOK {
				outcomes.WriteByte('o')
			} else {
				outcomes.WriteByte('x')
			}
		}
		return outcomes.String()
	}
	first := pattern(1)
	if failures := strings.Count(first, "x"); failures < 15 || failures > 45 {
		t.Errorf("%d of 100 requests fail, want about 30", failures)
	}
	if pattern(1) != first {
		t.Error("the same seed fails other requests")
	}
	if pattern(2) == first {
		t.Error("another seed fails the same requests")
	}
}

func TestLatency(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim := stripesim.New(stripesim.Options{SecretKey: secret})
		sim.SetLatency(300 * time.Millisecond)
		began := time.Now()
		recorder := httptest.NewRecorder()
		sim.ServeHTTP(recorder, (&fixture{t: t, key: secret, server: &httptest.Server{}}).request("/v1/charges"))
		if passed := time.Since(began); passed != 300*time.Millisecond || recorder.Code != 200 {
			t.Errorf("status %d after %v, want 200 after 300ms", recorder.Code, passed)
		}
	})
}

func TestClientsThatGiveUp(t *testing.T) {
	for name, slow := range map[string]func(*stripesim.Sim){
		"latency": func(sim *stripesim.Sim) { sim.SetLatency(time.Hour) },
		"hang":    func(sim *stripesim.Sim) { sim.AddFault(stripesim.Fault{Kind: stripesim.FaultHang}) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sim := stripesim.New(stripesim.Options{SecretKey: secret})
				slow(sim)
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				recorder := httptest.NewRecorder()
				r := (&fixture{t: t, key: secret, server: &httptest.Server{}}).request("/v1/charges")
				sim.ServeHTTP(recorder, r.WithContext(ctx))
				if recorder.Body.Len() != 0 || ctx.Err() == nil {
					t.Errorf("answered %q before the client gave up", recorder.Body)
				}
			})
		})
	}
}
