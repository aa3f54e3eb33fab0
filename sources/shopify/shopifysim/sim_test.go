package shopifysim_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// today is when the tests take place.
var today = time.Date(2026, 7, 15, 12, 0, 0, 0, time.UTC)

const path = "/admin/api/" + shopifysim.Version + "/graphql.json"

// shop is a simulator behind a server.
type shop struct {
	*shopifysim.Sim
	t      *testing.T
	server *httptest.Server
	now    time.Time
}

func open(t *testing.T, options shopifysim.Options) *shop {
	t.Helper()
	s := &shop{t: t, now: today}
	if options.Clock == nil {
		options.Clock = func() time.Time { return s.now }
	}
	if options.Bucket.Capacity == 0 {
		options.Bucket = shopifysim.Bucket{Capacity: 1e9, RestoreRate: 1e6}
	}
	s.Sim = shopifysim.New(options)
	s.server = httptest.NewServer(s.Sim)
	t.Cleanup(s.server.Close)
	return s
}

// reply is an answer as clients read it.
type reply struct {
	Status     int
	Header     http.Header
	Body       []byte
	Data       map[string]any
	Errors     []map[string]any
	Extensions map[string]any
}

func (s *shop) post(body string) reply {
	s.t.Helper()
	request, err := http.NewRequest(http.MethodPost, s.server.URL+path, bytes.NewBufferString(body))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("X-Shopify-Access-Token", s.Token())
	request.Header.Set("Content-Type", "application/json")
	return s.send(request)
}

func (s *shop) send(request *http.Request) reply {
	s.t.Helper()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	answer := reply{Status: response.StatusCode, Header: response.Header, Body: body}
	json.Unmarshal(body, &answer) //nolint:errcheck // Bodies that are no GraphQL answers are looked at as text.
	return answer
}

func (s *shop) query(query string, variables map[string]any) reply {
	s.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		s.t.Fatal(err)
	}
	answer := s.post(string(body))
	if answer.Status != http.StatusOK {
		s.t.Fatalf("status %d: %s", answer.Status, answer.Body)
	}
	return answer
}

// data runs a query that must not fail.
func (s *shop) data(query string, variables map[string]any) map[string]any {
	s.t.Helper()
	answer := s.query(query, variables)
	if len(answer.Errors) > 0 {
		s.t.Fatalf("errors: %v", answer.Errors)
	}
	return answer.Data
}

// dig follows keys and indexes into decoded JSON.
func dig(t *testing.T, value any, steps ...any) any {
	t.Helper()
	for _, step := range steps {
		switch step := step.(type) {
		case string:
			object, ok := value.(map[string]any)
			if !ok {
				t.Fatalf("dig %v: %q of %T", steps, step, value)
			}
			value = object[step]
		case int:
			list, ok := value.([]any)
			if !ok || step >= len(list) {
				t.Fatalf("dig %v: %d of %v", steps, step, value)
			}
			value = list[step]
		}
	}
	return value
}

// ids reads the ids of a list of nodes.
func ids(t *testing.T, nodes any) []string {
	t.Helper()
	found := []string{}
	for _, node := range nodes.([]any) {
		found = append(found, dig(t, node, "id").(string))
	}
	return found
}

func gid(kind string, n int) string { return fmt.Sprintf("gid://shopify/%s/%d", kind, n) }

// must returns a value that could be put.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// direct calls the handler without a server in between.
func (s *shop) direct(query string, variables map[string]any) reply {
	s.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		s.t.Fatal(err)
	}
	request := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(body))
	request.Header.Set("X-Shopify-Access-Token", s.Token())
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, request)
	answer := reply{Status: recorder.Code, Header: recorder.Header(), Body: recorder.Body.Bytes()}
	if err := json.Unmarshal(answer.Body, &answer); err != nil {
		s.t.Fatal(err)
	}
	return answer
}

// raw returns the body of an answer without reading it.
func (s *shop) raw(query string) []byte {
	body, err := json.Marshal(map[string]any{"query": query})
	if err != nil {
		panic(err)
	}
	request := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(body))
	request.Header.Set("X-Shopify-Access-Token", s.Token())
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, request)
	return recorder.Body.Bytes()
}
