package shopify_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

const sourceName = "north"

// official is Shopify's own schema, or nil where it is not there.
var official = sync.OnceValues(func() (*shopifyspec.Spec, error) {
	path, err := shopifyspec.SharedPath("specs/shopify/admin_2026-07.full-no-descriptions.graphql")
	if err != nil {
		return nil, err
	}
	sdl, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return shopifyspec.Parse("admin", string(sdl))
})

// shop is a simulated shop behind HTTP, opened as a source. It judges every
// request and answer by the official schema, and keeps the requests.
type shop struct {
	*shopifysim.Sim
	*sources.Source

	mu        sync.Mutex
	requests  []sent
	bulkQuery string // of the newest bulk operation
}

type sent struct {
	Query     string         `json:"query"`
	Variables map[string]any `json:"variables"`
}

// generous is a budget that no test spends; the strict prices are those of the
// published rule.
func generous() shopifysim.Options {
	return shopifysim.Options{
		ReadAllOrders: true,
		Lacks:         []string{"read_users"}, // which few apps are granted
		Cost:          shopifysim.CostLinear,
		Bucket:        shopifysim.Bucket{Capacity: 1e9, RestoreRate: 1e9},
		Shop:          shopifysim.Shop{CurrencyCode: "GBP"},
	}
}

func openShop(t testing.TB, options shopifysim.Options) *shop {
	t.Helper()
	return openJudged(t, options, must[*shopifyspec.Spec](t)(official()))
}

// openJudged opens a shop that is judged by the schema; nil judges nothing.
func openJudged(t testing.TB, options shopifysim.Options, spec *shopifyspec.Spec) *shop {
	t.Helper()
	s := &shop{Sim: shopifysim.New(options)}
	server := httptest.NewServer(s.judged(t, spec))
	t.Cleanup(server.Close)
	s.Source = openAt(t, server.URL, s.Token())
	return s
}

func openAt(t testing.TB, url, token string) *sources.Source {
	t.Helper()
	source, err := shopify.Open(shopify.Config{
		Name: sourceName, Shop: "galleria-demo", AccessToken: token,
		URL: url,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := source.Close(); err != nil {
			t.Error(err)
		}
	})
	return source
}

// judged is the simulator with a judge at its door.
func (s *shop) judged(t testing.TB, spec *shopifyspec.Spec) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/bulk/") {
			if token := r.Header.Get("X-Shopify-Access-Token"); token != "" {
				t.Error("the token goes where a file is")
			}
			s.judgeFile(t, spec, w, r)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("read the request: %v", err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		var req sent
		if err := json.Unmarshal(body, &req); err != nil {
			t.Errorf("the request is not JSON: %v", err)
		}
		s.mu.Lock()
		s.requests = append(s.requests, req)
		s.mu.Unlock()
		if spec == nil {
			s.ServeHTTP(w, r)
			return
		}
		if err := spec.CheckRequest(req.Query, req.Variables); err != nil {
			t.Errorf("Shopify would refuse the request: %v\n%s", err, req.Query)
		}
		if query, ok := req.Variables["query"].(string); ok { // of a bulk operation
			s.mu.Lock()
			s.bulkQuery = query
			s.mu.Unlock()
			if err := spec.CheckRequest(query, nil); err != nil {
				t.Errorf("Shopify would refuse the bulk query: %v\n%s", err, query)
			}
		}
		recorder := httptest.NewRecorder()
		s.ServeHTTP(recorder, r)
		if recorder.Code == http.StatusOK {
			if err := spec.CheckResponse(req.Query, req.Variables, recorder.Body.Bytes()); err != nil {
				t.Errorf("Shopify would not answer so: %v", err)
			}
		}
		for name, values := range recorder.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(recorder.Code)
		w.Write(recorder.Body.Bytes())
	})
}

// since returns the requests since the last time.
func (s *shop) since() []sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.requests
	s.requests = nil
	return out
}

// answering opens a source whose shop answers every request by the handler.
func answering(t *testing.T, h http.HandlerFunc) *sources.Source {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return openAt(t, server.URL, "shpat_simulated")
}

// says answers a status and a body.
func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) //nolint:errcheck // the request is not of interest
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		w.Write([]byte(body))
	}
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
