package stripe_test

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/stripe"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim/stripespec"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	name   = "till"
	secret = "sk_test_abcdefgh1234"
)

// upstream is a simulated Stripe behind a real server.
type upstream struct {
	*stripesim.Sim
	server *httptest.Server
	// judged holds every request and answer against Stripe's specification,
	// when that is present. It is off where answers are broken on purpose.
	judged bool
	calls  atomic.Int64
}

func simulate(t testing.TB, options stripesim.Options) *upstream {
	t.Helper()
	options.SecretKey = secret
	options.Limits.Off = true
	u := &upstream{Sim: stripesim.New(options), judged: true}
	u.server = httptest.NewServer(&judge{t: t, upstream: u, spec: stripespec.Find(t)})
	t.Cleanup(u.server.Close)
	return u
}

// open returns the source that reads the simulation.
func (u *upstream) open(t testing.TB, change ...func(*stripe.Config)) *sources.Source {
	t.Helper()
	cfg := stripe.Config{Name: name, SecretKey: secret, URL: u.server.URL}
	for _, f := range change {
		f(&cfg)
	}
	source, err := stripe.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = source.Close() })
	return source
}

// judge counts requests and holds them and their answers against the specification.
type judge struct {
	t        testing.TB
	upstream *upstream
	spec     *stripespec.Spec
}

func (j *judge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	j.upstream.calls.Add(1)
	if j.spec == nil || !j.upstream.judged {
		j.upstream.ServeHTTP(w, r)
		return
	}
	if err := j.spec.CheckRequest(r); err != nil {
		j.t.Errorf("Stripe would refuse the request: %v", err)
	}
	recorder := httptest.NewRecorder()
	j.upstream.ServeHTTP(recorder, r)
	if err := j.spec.CheckResponse(r, recorder.Code, recorder.Header(), recorder.Body.Bytes()); err != nil {
		j.t.Error(err)
	}
	maps.Copy(w.Header(), recorder.Header())
	w.WriteHeader(recorder.Code)
	w.Write(recorder.Body.Bytes())
}

// respond opens a source whose upstream answers every request alike.
func respond(t *testing.T, status int, body string, header ...string) *sources.Source {
	t.Helper()
	return serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
}

func serve(t testing.TB, handler http.HandlerFunc) *sources.Source {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return openAt(t, server.URL)
}

func openAt(t testing.TB, url string) *sources.Source {
	t.Helper()
	source, err := stripe.Open(stripe.Config{Name: name, SecretKey: secret, URL: url})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = source.Close() })
	return source
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// epoch is when seeded things were created unless they say otherwise.
var epoch = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
