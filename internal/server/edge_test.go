package server_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/internal/server"
)

func TestHosts(t *testing.T) {
	_, key := newKey("shop", server.RoleQuery)
	network := func(hosts ...string) func(*server.Options) {
		return func(o *server.Options) {
			withKeys(key)(o)
			o.Listen, o.Hosts = "0.0.0.0:8080", hosts
		}
	}
	loopback, named, open := start(t, nil), start(t, nil, network("Graph.example")), start(t, nil, network())
	tests := []struct {
		name   string
		server setup
		host   string
		ok     bool
	}{
		{"localhost", loopback, "localhost:8080", true},
		{"LOCALHOST", loopback, "LOCALHOST", true},
		{"IPv4", loopback, "127.0.0.1:8080", true},
		{"IPv6", loopback, "[::1]:8080", true},
		{"IPv6 without port", loopback, "[::1]", true},
		{"rebound name", loopback, "evil.example:8080", false},
		{"look-alike", loopback, "localhost.evil.example", false},
		{"none", loopback, "", false},
		{"configured", named, "graph.example:443", true},
		{"not configured", named, "evil.example", false},
		{"no list on a network", open, "anything.example", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := query("{__typename}")
			r.Host = tt.host
			a := tt.server.do(t, r)
			if refused := a.code() == "HOST_REFUSED"; refused == tt.ok || refused && a.status != http.StatusMisdirectedRequest {
				t.Fatalf("status %d code %q", a.status, a.code())
			}
			probe := request(http.MethodGet, "/healthz", "")
			probe.Host = tt.host
			if a := tt.server.do(t, probe); a.status != http.StatusOK {
				t.Errorf("probe: status %d", a.status)
			}
		})
	}
}

func TestCORS(t *testing.T) {
	off := start(t, nil)
	on := start(t, nil, func(o *server.Options) { o.CORS = []string{"https://shop.example"} })
	preflight := func(s setup, origin string) answer {
		return s.do(t, request(http.MethodOptions, "/graphql", "", "Origin", origin, "Access-Control-Request-Method", "POST"))
	}
	if a := preflight(off, "https://shop.example"); a.status != http.StatusMethodNotAllowed || a.header.Get("Access-Control-Allow-Origin") != "" {
		t.Fatalf("off: status %d, %v", a.status, a.header)
	}
	if a := preflight(on, "https://shop.example"); a.status != http.StatusNoContent || a.header.Get("Access-Control-Allow-Origin") != "https://shop.example" ||
		a.header.Get("Access-Control-Allow-Credentials") != "" || !strings.Contains(a.header.Get("Access-Control-Allow-Headers"), "Authorization") {
		t.Fatalf("on: status %d, %v", a.status, a.header)
	}
	for _, origin := range []string{"null", "https://shop.example.evil.example", "http://shop.example", "https://SHOP.example", "https://x.shop.example", "https://shop.example:8443"} {
		if a := preflight(on, origin); a.header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s is let in", origin)
		}
	}
	get := request(http.MethodGet, getURL("{__typename}"), "", "Origin", "https://shop.example", "Sec-Fetch-Site", "cross-site")
	if a := on.do(t, get); a.status != http.StatusOK || a.header.Get("Vary") == "" {
		t.Fatalf("listed page: status %d, Vary %q", a.status, a.header.Get("Vary"))
	}
}

func TestHeaders(t *testing.T) {
	s := start(t, nil)
	for _, r := range []*http.Request{query("{__typename}"), request("GET", "/healthz", ""), request("GET", "/nowhere", ""), request("GET", "/schema.graphql", "")} {
		a := s.do(t, r)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "X-Frame-Options": "DENY",
			"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := a.header.Get(name); got != want {
				t.Errorf("%s: %s is %q", r.URL.Path, name, got)
			}
		}
	}
}

func TestRequestID(t *testing.T) {
	s := start(t, nil)
	for _, tt := range []struct {
		name, given string
		kept        bool
	}{
		{"safe", "Abc-1_2.3", true},
		{"64 characters", strings.Repeat("a", 64), true},
		{"65 characters", strings.Repeat("a", 65), false},
		{"empty", "", false},
		{"space", "a b", false},
		{"line feed", "a\nb", false},
		{"quote", `a"b`, false},
		{"not ASCII", "ä", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := s.do(t, query("{__typename}", "X-Request-Id", tt.given)).header.Get("X-Request-Id")
			if got == "" || (got == tt.given) != tt.kept {
				t.Fatalf("got %q for %q", got, tt.given)
			}
		})
	}
}

func TestRoutes(t *testing.T) {
	pages := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "page "+r.URL.Path) })
	withPages := start(t, nil, func(o *server.Options) { o.UI = pages })
	bare := start(t, nil, func(o *server.Options) { o.SDL = "" })
	tests := []struct {
		name           string
		server         setup
		method, target string
		accept         string
		status         int
		header, value  string
	}{
		{"root to pages", withPages, "GET", "/", "", 302, "Location", "/explore/"},
		{"browser to pages", withPages, "GET", "/graphql", "text/html,*/*;q=0.8", 302, "Location", "/explore/"},
		{"browser with a link", withPages, "GET", "/graphql?query=%7Bme%7D", "text/html", 302, "Location", "/explore/?query=%7Bme%7D"},
		{"pages", withPages, "GET", "/explore/", "", 200, "", ""},
		{"page below", withPages, "GET", "/explore/sources", "", 200, "", ""},
		{"pages without slash", withPages, "GET", "/explore", "", 302, "Location", "/explore/"},
		{"no pages", bare, "GET", "/", "", 404, "", ""},
		{"no pages for a browser", bare, "GET", "/explore/", "text/html", 404, "", ""},
		{"no schema", bare, "GET", "/schema.graphql", "", 404, "", ""},
		{"nowhere", bare, "GET", "/nowhere", "", 404, "", ""},
		{"head of health", bare, "HEAD", "/healthz", "", 200, "", ""},
		{"head of the graph", bare, "HEAD", "/graphql", "", 405, "Allow", "GET, POST"},
		{"put", bare, "PUT", "/graphql", "", 405, "Allow", "GET, HEAD, POST"},
		{"delete health", bare, "DELETE", "/healthz", "", 405, "Allow", "GET"},
		{"trace", bare, "TRACE", "/graphql", "", 405, "", ""},
		{"invented", bare, "BREW", "/graphql", "", 405, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := tt.server.do(t, request(tt.method, tt.target, "", "Accept", tt.accept))
			if a.status != tt.status || a.header.Get(tt.header) != tt.value {
				t.Fatalf("status %d, %s %q: %s", a.status, tt.header, a.header.Get(tt.header), a.body)
			}
			if tt.status >= 400 && a.code() == "" {
				t.Errorf("no code: %s", a.body)
			}
		})
	}
}

func TestReadiness(t *testing.T) {
	ready := false
	s := start(t, nil, func(o *server.Options) { o.Ready = func(context.Context) bool { return ready } })
	want := func(step string, status int, word string) {
		t.Helper()
		a := s.do(t, request(http.MethodGet, "/readyz", ""))
		if a.status != status || !strings.Contains(a.body, word) {
			t.Fatalf("%s: status %d: %s", step, a.status, a.body)
		}
	}
	want("before the sources answered", 503, "starting")
	ready = true
	want("after they did", 200, "ready")
	ready = false
	want("once is enough", 200, "ready")
	s.Drain()
	want("while stopping", 503, "stopping")
	if a := s.do(t, query("{__typename}")); a.status != 200 || a.header.Get("Connection") != "close" {
		t.Fatalf("query while stopping: status %d, Connection %q", a.status, a.header.Get("Connection"))
	}
	if a := s.do(t, request(http.MethodGet, "/healthz", "")); a.status != 200 {
		t.Fatalf("health while stopping: status %d", a.status)
	}
}

func TestSources(t *testing.T) {
	state := server.SourceState{Name: "payments", Kind: "stripe", State: "slow", Latency: server.Latency{LastMS: 1.5, P50MS: 2, P95MS: 9}, Calls: 7, Errors: 1, LastError: "timeout"}
	s := start(t, nil, func(o *server.Options) {
		o.Sources = func(context.Context) []server.SourceState { return []server.SourceState{state} }
	})
	var got struct{ Sources []server.SourceState }
	a := s.do(t, request(http.MethodGet, "/api/sources", ""))
	if err := json.Unmarshal([]byte(a.body), &got); err != nil || len(got.Sources) != 1 || got.Sources[0].Latency != state.Latency || got.Sources[0].LastError != "timeout" {
		t.Fatalf("%v: %s", err, a.body)
	}
	if a := start(t, nil).do(t, request(http.MethodGet, "/api/sources", "")); a.body != "{\"sources\":[]}\n" {
		t.Fatalf("without sources: %q", a.body)
	}
}

func TestTraceRequested(t *testing.T) {
	var requested bool
	ask := map[string]field{"broken": func(ctx context.Context, _ map[string]any) (json.RawMessage, error) {
		requested = server.TraceRequested(ctx)
		return json.RawMessage("null"), nil
	}}
	off := func(o *server.Options) { o.Trace = false }
	noRole := func(o *server.Options) { o.AnonymousRoles = []server.Role{server.RoleQuery} }
	for _, tt := range []struct {
		name   string
		server setup
		header string
		want   bool
	}{
		{"asked", start(t, ask), "1", true},
		{"not asked", start(t, ask), "", false},
		{"switched off", start(t, ask, off), "1", false},
		{"not allowed", start(t, ask, noRole), "1", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			requested = !tt.want
			tt.server.do(t, query("{broken}", "X-Galleria-Trace", tt.header))
			if requested != tt.want {
				t.Fatalf("got %v", requested)
			}
		})
	}
}

func TestAccessLog(t *testing.T) {
	secret, key := newKey("shop", server.RoleQuery)
	s := start(t, map[string]field{"broken": failing(errSecret)}, withKeys(key))
	s.do(t, post(`{"query":"query Top($s:Int){count(of:$s) broken}","variables":{"s":4242}}`, "X-Api-Key", secret, "X-Request-Id", "req-1"))
	s.do(t, request("BREW", "/private/jane@example.com", ""))
	lines := s.log.lines(t, "request")
	if len(lines) != 2 {
		t.Fatalf("%d lines: %s", len(lines), s.log)
	}
	first := lines[0]
	for name, want := range map[string]any{"id": "req-1", "method": "POST", "route": "/graphql", "status": 200.0, "caller": "shop", "operation": "query", "name": "Top", "code": "INTERNAL"} {
		if first[name] != want {
			t.Errorf("%s is %v, want %v", name, first[name], want)
		}
	}
	if lines[1]["method"] != "other" || lines[1]["route"] != "none" {
		t.Errorf("unknown request: %v", lines[1])
	}
	for _, private := range []string{secret, "4242", "hunter2", "jane", "count(of"} {
		if strings.Contains(s.log.String(), private) {
			t.Errorf("the log holds %q", private)
		}
	}
}

type extension struct{ hook }

type hook struct{}

func (hook) ExtensionName() string                   { return "Test" }
func (hook) Validate(graphql.ExecutableSchema) error { return nil }
func (extension) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	resp := next(ctx)
	resp.Extensions = map[string]any{"seen": true}
	return resp
}

func TestExtensions(t *testing.T) {
	s := start(t, nil, func(o *server.Options) { o.Extensions = []graphql.HandlerExtension{extension{}} })
	if a := s.do(t, query("{__typename}")); a.Extensions["seen"] != true || string(a.Data) != `{"__typename":"Query"}` {
		t.Fatalf("got %s", a.body)
	}
}

type fieldHook struct{ hook }

func (fieldHook) InterceptField(ctx context.Context, next graphql.Resolver) (any, error) {
	return next(ctx)
}

type parameterHook struct{ hook }

func (parameterHook) MutateOperationParameters(context.Context, *graphql.RawParams) *gqlerror.Error {
	return nil
}

func TestExtensionsRefused(t *testing.T) {
	for words, e := range map[string]graphql.HandlerExtension{
		"hooks into nothing":     hook{},
		"intercepts fields":      fieldHook{},
		"changes the parameters": parameterHook{},
	} {
		o, _ := options(t, nil)
		o.Extensions = []graphql.HandlerExtension{extension{}, e}
		if _, err := server.New(o); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("got %v, want %q in it", err, words)
		}
	}
}
