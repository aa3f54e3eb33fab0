package httpx_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// transports opens an exchange of each kind: what is promised holds for both.
var transports = map[string]func(t testing.TB) *httpx.Exchange{
	"direct": exchange,
	"net/http": func(t testing.TB) *httpx.Exchange {
		x := httpx.Standard("north")
		t.Cleanup(x.Close)
		return x
	},
}

// overBoth runs a test over each of the transports.
func overBoth(t *testing.T, run func(t *testing.T, open func(t testing.TB) *httpx.Exchange)) {
	for name, open := range transports {
		t.Run(name, func(t *testing.T) { run(t, open) })
	}
}

func exchange(t testing.TB) *httpx.Exchange {
	t.Helper()
	x := httpx.New("north", nil)
	t.Cleanup(x.Close)
	return x
}

func get(url string) *httpx.Request { return &httpx.Request{Method: http.MethodGet, URL: url} }

// answer is a copy of a response.
type answer struct {
	status int
	body   []byte
	kind   string // Content-Type
}

func do(ctx context.Context, x *httpx.Exchange, req *httpx.Request) (got answer, err error) {
	err = x.Do(ctx, req, "read", func(r *httpx.Response) error {
		got = answer{r.Status, bytes.Clone(r.Body), r.Header("Content-Type")}
		return nil
	})
	return got, err
}

func serve(t testing.TB, h http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func TestStatusMeansKind(t *testing.T) {
	for status, want := range map[int]sources.ErrorKind{
		301: sources.KindMalformed, 302: sources.KindMalformed,
		400: sources.KindInternal, 404: sources.KindInternal, 422: sources.KindInternal,
		401: sources.KindDenied, 402: sources.KindDenied, 403: sources.KindDenied,
		408: sources.KindUnavailable, 423: sources.KindUnavailable,
		429: sources.KindLimited,
		500: sources.KindUnavailable, 502: sources.KindUnavailable, 503: sources.KindUnavailable, 504: sources.KindUnavailable, 599: sources.KindUnavailable,
	} {
		err := httpx.Answer(status, http.Header{}, []byte("secret words of the upstream")).Err("north", "list orders")
		if err == nil || err.Kind != want {
			t.Errorf("status %d is %v, want %v", status, err, want)
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("status %d quotes the body: %v", status, err)
		}
	}
	if err := httpx.Answer(204, nil, nil).Err("north", "x"); err != nil {
		t.Errorf("status 204 is an error: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"":                              0,
		"0":                             0,
		"2":                             2 * time.Second,
		"2.5":                           2500 * time.Millisecond,
		" 7 ":                           7 * time.Second,
		"-3":                            0,
		"86400":                         time.Minute,
		"1e300":                         time.Minute,
		"NaN":                           0,
		"soon":                          0,
		"Sun, 01 Mar 2026 12:00:09 GMT": 9 * time.Second,
		"Sun, 01 Mar 2026 11:00:00 GMT": 0,
		"Sun, 01 Mar 2036 12:00:00 GMT": time.Minute,
	} {
		if got := httpx.RetryAfter(value, now); got != want {
			t.Errorf("Retry-After %q is %v, want %v", value, got, want)
		}
	}
}

func TestIsHTML(t *testing.T) {
	for _, row := range []struct {
		kind, body string
		want       bool
	}{
		{"text/html; charset=utf-8", "x", true},
		{"application/json", "{}", false},
		{"", "\n <!DOCTYPE html><p>", true},
		{"application/json", "<html>", true},
		{"", "", false},
	} {
		if httpx.Answer(200, http.Header{"Content-Type": {row.kind}}, []byte(row.body)).IsHTML() != row.want {
			t.Errorf("%q as %q: %v", row.body, row.kind, !row.want)
		}
	}
}
