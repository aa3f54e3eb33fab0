package shopifysim_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

const simple = `{"query":"{ shop { id } }"}`

func TestFailureModes(t *testing.T) {
	s := open(t, shopifysim.Options{})
	rows := map[shopifysim.FailureMode]func(*testing.T, reply){
		shopifysim.FailServerError: func(t *testing.T, r reply) { status(t, r, 500, `{"errors":"Internal Server Error"}`) },
		shopifysim.FailBadGateway: func(t *testing.T, r reply) {
			status(t, r, 502, "<html>")
			if r.Header.Get("Content-Type") != "text/html" {
				t.Errorf("content type %q", r.Header.Get("Content-Type"))
			}
		},
		shopifysim.FailTooMany: func(t *testing.T, r reply) {
			status(t, r, 429, "Exceeded")
			if r.Header.Get("Retry-After") != "4" {
				t.Errorf("Retry-After %q", r.Header.Get("Retry-After"))
			}
		},
		shopifysim.FailMalformed: func(t *testing.T, r reply) { status(t, r, 200, "<html>") },
		shopifysim.FailTruncated: func(t *testing.T, r reply) {
			status(t, r, 200, `{"data":`)
			if json.Valid(r.Body) {
				t.Error("the body is valid JSON")
			}
		},
		shopifysim.FailOversized: func(t *testing.T, r reply) {
			status(t, r, 200, `{"data":`)
			if len(r.Body) != shopifysim.OversizedBytes || !json.Valid(r.Body) {
				t.Errorf("%d bytes", len(r.Body))
			}
		},
		shopifysim.FailGraphQLError: func(t *testing.T, r reply) {
			status(t, r, 200, `{"errors":`)
			if codeOf(r) != "INTERNAL_SERVER_ERROR" {
				t.Errorf("code %q", codeOf(r))
			}
		},
	}
	for mode, check := range rows {
		t.Run(string(mode), func(t *testing.T) {
			s.t = t
			s.SetFailure(shopifysim.Failure{Mode: mode, Rate: 1, RetryAfter: 3500 * time.Millisecond})
			check(t, s.post(simple))
			s.SetFailure(shopifysim.Failure{})
			status(t, s.post(simple), 200, `{"data":`)
		})
	}
}

func status(t *testing.T, r reply, want int, begins string) {
	t.Helper()
	if r.Status != want || !bytes.Contains(r.Body[:min(len(r.Body), 200)], []byte(begins)) {
		t.Errorf("status %d, body %.200s", r.Status, r.Body)
	}
}

func TestReset(t *testing.T) {
	s := open(t, shopifysim.Options{})
	s.server.Config.ErrorLog = nil
	s.SetFailure(shopifysim.Failure{Mode: shopifysim.FailReset, Rate: 1, Times: 1})
	response, err := http.Post(s.server.URL+path, "application/json", bytes.NewBufferString(simple))
	if err == nil {
		response.Body.Close()
		t.Fatalf("the connection was not cut: status %d", response.StatusCode)
	}
	if !errors.Is(err, io.EOF) {
		t.Logf("cut with %v", err)
	}
	if s.post(simple).Status != http.StatusOK {
		t.Error("the failure did not end after one request")
	}
}

// TestHangAndLatency runs on the clock of a bubble.
func TestHangAndLatency(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim := shopifysim.New(shopifysim.Options{})
		call := func(ctx context.Context) (int, time.Duration) {
			request := httptest.NewRequestWithContext(ctx, http.MethodPost, path, bytes.NewBufferString(simple))
			request.Header.Set("X-Shopify-Access-Token", sim.Token())
			recorder, begin := httptest.NewRecorder(), time.Now()
			sim.ServeHTTP(recorder, request)
			return recorder.Body.Len(), time.Since(begin)
		}
		sim.SetLatency(300 * time.Millisecond)
		if length, took := call(t.Context()); length == 0 || took != 300*time.Millisecond {
			t.Errorf("an answer of %d bytes after %v", length, took)
		}
		hurried, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		if length, took := call(hurried); length != 0 || took != 100*time.Millisecond {
			t.Errorf("given up: %d bytes after %v", length, took)
		}
		sim.SetLatency(0)
		sim.SetFailure(shopifysim.Failure{Mode: shopifysim.FailHang, Rate: 1})
		patient, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		if length, took := call(patient); length != 0 || took != time.Minute {
			t.Errorf("hung: %d bytes after %v", length, took)
		}
	})
}

func TestFailureRateIsReproducible(t *testing.T) {
	run := func(seed uint64) []bool {
		s := open(t, shopifysim.Options{Seed: seed})
		s.SetFailure(shopifysim.Failure{Mode: shopifysim.FailServerError, Rate: 0.3})
		failed := make([]bool, 200)
		for i := range failed {
			request := httptest.NewRequest(http.MethodPost, path, bytes.NewBufferString(simple))
			recorder := httptest.NewRecorder()
			s.ServeHTTP(recorder, request)
			failed[i] = recorder.Code == 500
		}
		return failed
	}
	first := run(1)
	if !slices.Equal(first, run(1)) {
		t.Error("the same seed failed other requests")
	}
	if slices.Equal(first, run(2)) {
		t.Error("another seed failed the same requests")
	}
	failures := 0
	for _, failed := range first {
		if failed {
			failures++
		}
	}
	if failures < 40 || failures > 80 {
		t.Errorf("%d of 200 failed at a rate of 0.3", failures)
	}
}

func TestUnknownModePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown mode was accepted")
		}
	}()
	shopifysim.New(shopifysim.Options{}).SetFailure(shopifysim.Failure{Mode: "nope", Rate: 1})
}
