package magento_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
	"github.com/galleria-graph/galleria/sources/magento/magentosim/magentospec"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	name  = "north"
	token = "k8s0v5kx3jt1h4jfg5cbf1bh3z5t3tya"
)

type object = map[string]any

func key(k string) commerce.ID { return commerce.ID{Source: name, Key: k} }

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// shop is a simulated shop. Every request to it and every answer of it is held
// against Adobe's specification, where that is present.
type shop struct {
	*magentosim.Sim
	t    testing.TB
	spec *magentospec.Spec

	mu    sync.Mutex
	asked []string
	// lax lets answers through that the specification does not know: those of hosts.
	lax bool
	// before can answer in the shop's place, what is then held against nothing.
	before func(w http.ResponseWriter, r *http.Request) bool
	// spoil can change the rows of an answer.
	spoil func(path string, items []any) []any
}

// Three websites of one shop, each with a currency of its own.
var websites = []magentosim.Website{
	{ID: 1, Code: "base", Name: "Main Website", DefaultGroupID: 1}, {ID: 2, Code: "eu", Name: "EU", DefaultGroupID: 2}, {ID: 3, Code: "jp", Name: "JP", DefaultGroupID: 3},
}

func shopOptions() magentosim.Options {
	options := magentosim.Options{Websites: websites}
	for i, currency := range []string{"GBP", "EUR", "JPY"} {
		id := i + 1
		options.Groups = append(options.Groups, magentosim.Group{ID: id, WebsiteID: id, Code: "group_" + currency, Name: "Shop " + currency, DefaultStoreID: id})
		options.Stores = append(options.Stores, magentosim.StoreView{
			ID: id, WebsiteID: id, GroupID: id, Code: []string{"default", "eu", "jp"}[i], Name: "View " + currency, BaseCurrency: currency, Timezone: "Europe/London",
		})
	}
	options.Integration.AccessToken = token
	return options
}

func newShop(t testing.TB, change ...func(*magentosim.Options)) *shop {
	t.Helper()
	options := shopOptions()
	for _, f := range change {
		f(&options)
	}
	return &shop{Sim: magentosim.New(options), t: t, spec: magentospec.Find(t)}
}

func pathOf(r *http.Request) string {
	_, path, _ := strings.Cut(r.URL.EscapedPath(), "/V1/")
	return "/V1/" + path
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, pathOf(r))
	before, spoil := s.before, s.spoil
	s.mu.Unlock()
	if s.spec != nil {
		if err := s.spec.CheckRequest(r); err != nil {
			s.t.Errorf("Magento would refuse the request: %v", err)
		}
	}
	if len(r.URL.String()) > 8000 {
		s.t.Errorf("an address of %d bytes", len(r.URL.String()))
	}
	if before != nil && before(w, r) {
		return
	}
	answer := httptest.NewRecorder()
	s.Sim.ServeHTTP(answer, r)
	body := answer.Body.Bytes()
	if s.spec != nil && !s.lax {
		if err := s.spec.CheckResponse(r, answer.Code, answer.Header(), body); err != nil {
			s.t.Error(err)
		}
	}
	if spoil != nil {
		body = spoilt(body, func(items []any) []any { return spoil(pathOf(r), items) })
	}
	for name, values := range answer.Header() {
		if name != "Content-Length" {
			w.Header()[name] = values
		}
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(body)
}

// spoilt changes the rows of a list's answer.
func spoilt(body []byte, change func([]any) []any) []byte {
	var answer object
	in := json.NewDecoder(bytes.NewReader(body))
	in.UseNumber()
	if in.Decode(&answer) != nil {
		return body
	}
	items, ok := answer["items"].([]any)
	if !ok {
		return body
	}
	answer["items"] = change(items)
	out, _ := json.Marshal(answer) // it was JSON
	return out
}

// paths counts what was asked for, and forgets it.
func (s *shop) paths() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]int{}
	for _, path := range s.asked {
		out[path]++
	}
	s.asked = nil
	return out
}

// open returns the source that reads the shop.
func (s *shop) open(change ...func(*magento.Config)) *sources.Source {
	s.t.Helper()
	server := httptest.NewServer(s)
	s.t.Cleanup(server.Close)
	return openAt(s.t, server.URL, change...)
}

func openAt(t testing.TB, address string, change ...func(*magento.Config)) *sources.Source {
	t.Helper()
	cfg := magento.Config{Name: name, URL: address, AccessToken: token}
	for _, f := range change {
		f(&cfg)
	}
	source, err := magento.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = source.Close() })
	return source
}

// answering opens a source whose lists answer these texts, and else nothing.
func answering(t testing.TB, lists map[string]string) *sources.Source {
	t.Helper()
	s := newShop(t)
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		text, ok := lists[pathOf(r)]
		if ok {
			_, _ = io.WriteString(w, text)
		}
		return ok
	}
	return s.open()
}

// listed returns the keys of a listing to its end.
func listed[T any](t *testing.T, kind commerce.Kind[T], c sources.Collection[T], q sources.Query) []string {
	t.Helper()
	var out []string
	for {
		page, err := c.Query(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			out = append(out, kind.ID(item.Node).Key)
		}
		if !page.HasNext {
			return out
		}
		q.After = page.End.Cursor()
	}
}

func sorted(keys []string) []string {
	slices.Sort(keys)
	return keys
}
