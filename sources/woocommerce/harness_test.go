package woocommerce_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/woocommerce"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	name   = "boutique"
	key    = "ck_0123456789"
	secret = "cs_9876543210"
)

type object = map[string]any

// shop answers what its routes say, and notes what it was asked.
type shop struct {
	t      testing.TB
	server *httptest.Server
	routes map[string]http.HandlerFunc // by path below wc/v3

	mu    sync.Mutex
	asked []*http.Request
}

func newShop(t testing.TB) *shop {
	t.Helper()
	s := &shop{t: t, routes: map[string]http.HandlerFunc{}}
	s.server = httptest.NewServer(s)
	t.Cleanup(s.server.Close)
	return s
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r)
	s.mu.Unlock()
	path, ok := strings.CutPrefix(r.URL.Path, "/wp-json/wc/v3")
	answer := s.routes[path]
	if !ok || answer == nil {
		says(http.StatusNotFound, `{"code":"rest_no_route","message":"Keine Route","data":{"status":404}}`)(w, r)
		return
	}
	answer(w, r)
}

// requests returns what was asked of a path.
func (s *shop) requests(path string) []*http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*http.Request
	for _, r := range s.asked {
		if strings.TrimPrefix(r.URL.Path, "/wp-json/wc/v3") == path {
			out = append(out, r)
		}
	}
	return out
}

// lists answers rows, with their number in the header.
func (s *shop) lists(path string, rows ...object) {
	raw, err := json.Marshal(append([]object{}, rows...))
	if err != nil {
		s.t.Fatal(err)
	}
	s.routes[path] = says(http.StatusOK, string(raw))
}

func says(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=UTF-8")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func (s *shop) open() *sources.Source { return openAt(s.t, s.server.URL) }

func openAt(t testing.TB, url string, change ...func(*woocommerce.Config)) *sources.Source {
	t.Helper()
	cfg := woocommerce.Config{Name: name, URL: url, ConsumerKey: key, ConsumerSecret: secret}
	for _, f := range change {
		f(&cfg)
	}
	source, err := woocommerce.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = source.Close() })
	return source
}

func idOf(key string) commerce.ID { return commerce.ID{Source: name, Key: key} }

func get[T any](t testing.TB, c sources.Collection[T], key string, want commerce.Groups) *T {
	t.Helper()
	found, err := c.Get(t.Context(), []commerce.ID{idOf(key)}, want)
	if err != nil || found[idOf(key)] == nil {
		t.Fatalf("get %s: found %v, error %v", key, found, err)
	}
	return found[idOf(key)]
}

// specification returns the folder of WooCommerce's documents, or skips the test.
func specification(t testing.TB) string {
	t.Helper()
	shared := os.Getenv("GALLERIA_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(shared, "specs", "woocommerce")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("WooCommerce's documents are not here: set GALLERIA_SHARED")
	}
	return dir
}

func example[V any](t testing.TB, file string) V {
	t.Helper()
	var out V
	raw, err := os.ReadFile(filepath.Join(specification(t), "examples", file))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
