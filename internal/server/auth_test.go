package server_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/server"
	"github.com/galleria-graph/galleria/sources"
)

func withKeys(keys ...server.Key) func(*server.Options) {
	return func(o *server.Options) { o.Keys, o.AnonymousRoles = keys, nil }
}

func newKey(name string, roles ...server.Role) (string, server.Key) {
	secret := rand.Text()
	return secret, server.Key{Name: name, Hash: fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(secret))), Roles: roles}
}

func TestKeys(t *testing.T) {
	querySecret, queryKey := newKey("shop", server.RoleQuery)
	allSecret, allKey := newKey("ops", server.RoleQuery, server.RoleExplore)
	exploreSecret, exploreKey := newKey("docs", server.RoleExplore)
	s := start(t, nil, withKeys(queryKey, allKey, exploreKey))
	tests := []struct {
		name, method, target string
		headers              []string
		status               int
		code                 string
	}{
		{"no key", "GET", getURL("{__typename}"), nil, 401, "UNAUTHENTICATED"},
		{"unknown key", "GET", getURL("{__typename}"), []string{"Authorization", "Bearer nope"}, 401, "UNAUTHENTICATED"},
		{"other scheme", "GET", getURL("{__typename}"), []string{"Authorization", "Basic " + querySecret}, 401, "UNAUTHENTICATED"},
		{"the hash is no key", "GET", getURL("{__typename}"), []string{"X-Api-Key", queryKey.Hash}, 401, "UNAUTHENTICATED"},
		{"bearer", "GET", getURL("{__typename}"), []string{"Authorization", "Bearer " + querySecret}, 200, ""},
		{"bearer in other case", "GET", getURL("{__typename}"), []string{"Authorization", "bearer " + querySecret}, 200, ""},
		{"api key", "GET", getURL("{__typename}"), []string{"X-Api-Key", querySecret}, 200, ""},
		{"two credentials", "GET", getURL("{__typename}"), []string{"X-Api-Key", querySecret, "Authorization", "Bearer " + querySecret}, 400, "BAD_REQUEST"},
		{"two headers", "GET", getURL("{__typename}"), []string{"Authorization", "Bearer a", "Authorization", "Bearer " + querySecret}, 400, "BAD_REQUEST"},
		{"lacks query", "GET", getURL("{__typename}"), []string{"X-Api-Key", exploreSecret}, 403, "FORBIDDEN"},
		{"introspection without explore", "GET", getURL("{__schema{types{name}}}"), []string{"X-Api-Key", querySecret, "Accept", graphResponse}, 403, "INTROSPECTION_DISABLED"},
		{"introspection with explore", "GET", getURL("{__schema{types{name}}}"), []string{"X-Api-Key", allSecret}, 200, ""},
		{"schema without key", "GET", "/schema.graphql", nil, 401, "UNAUTHENTICATED"},
		{"schema without explore", "GET", "/schema.graphql", []string{"X-Api-Key", querySecret}, 403, "FORBIDDEN"},
		{"schema", "GET", "/schema.graphql", []string{"X-Api-Key", exploreSecret}, 200, ""},
		{"sources without explore", "GET", "/api/sources", []string{"X-Api-Key", querySecret}, 403, "FORBIDDEN"},
		{"sources", "GET", "/api/sources", []string{"X-Api-Key", exploreSecret}, 200, ""},
		{"health needs none", "GET", "/healthz", nil, 200, ""},
		{"readiness needs none", "GET", "/readyz", nil, 200, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.do(t, request(tt.method, tt.target, "", tt.headers...))
			if a.status != tt.status || a.code() != tt.code {
				t.Fatalf("status %d code %q, want %d %q: %s", a.status, a.code(), tt.status, tt.code, a.body)
			}
			if (a.header.Get("WWW-Authenticate") != "") != (tt.status == 401) {
				t.Errorf("WWW-Authenticate %q", a.header.Get("WWW-Authenticate"))
			}
		})
	}
	for _, secret := range []string{querySecret, allSecret, exploreSecret} {
		if strings.Contains(s.log.String(), secret) {
			t.Error("the log holds a key")
		}
	}
}

func TestCallerInContext(t *testing.T) {
	secret, key := newKey("shop", server.RoleQuery)
	var got *server.Caller
	var forSources string
	s := start(t, map[string]field{"broken": func(ctx context.Context, _ map[string]any) (json.RawMessage, error) {
		got, forSources = server.CallerFrom(ctx), sources.CallerFrom(ctx)
		return json.RawMessage(`"x"`), nil
	}}, withKeys(key))
	s.do(t, query("{broken}", "X-Api-Key", secret))
	if got == nil || got.Name != "shop" || !got.Has(server.RoleQuery) || got.Has(server.RoleExplore) {
		t.Fatalf("caller %+v", got)
	}
	if forSources != "shop" {
		t.Errorf("sources are asked for %q", forSources)
	}
	if c := server.CallerFrom(context.Background()); c.Has(server.RoleQuery) {
		t.Fatal("nobody may query")
	}
}

// TestPagesTakeAPassword checks that a browser can open the pages with a key
// as the password, and that the page's own requests pass with it. TestGet and
// the content types of TestPost keep other sites from using it.
func TestPagesTakeAPassword(t *testing.T) {
	secret, key := newKey("ops", server.RoleQuery, server.RoleExplore)
	plainSecret, plainKey := newKey("shop", server.RoleQuery)
	s := start(t, nil, withKeys(key, plainKey), func(o *server.Options) {
		o.UI = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("page")) })
	})
	for _, tt := range []struct {
		name, target, password string
		status                 int
		asks                   string
	}{
		{"page without a password", "/explore/", "", 401, `Basic realm="galleria"`},
		{"page with a wrong one", "/explore/", "guess", 401, `Basic realm="galleria"`},
		{"page with a key that lacks the role", "/explore/", plainSecret, 403, ""},
		{"page with a key", "/explore/assets/a.js", secret, 200, ""},
		{"the page's own request", "/schema.graphql", secret, 200, ""},
		{"a script never sees a prompt", "/schema.graphql", "", 401, `Bearer realm="galleria"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := request(http.MethodGet, tt.target, "")
			if tt.password != "" {
				r.SetBasicAuth("", tt.password)
			}
			a := s.do(t, r)
			if a.status != tt.status || a.header.Get("WWW-Authenticate") != tt.asks {
				t.Fatalf("status %d, asks %q: %s", a.status, a.header.Get("WWW-Authenticate"), a.body)
			}
		})
	}
}

// TestPagesAskWithTheirPassword: outside the path of the page a browser sends the
// page's password only when it is asked for it in the same way.
func TestPagesAskWithTheirPassword(t *testing.T) {
	secret, key := newKey("ops", server.RoleQuery, server.RoleExplore)
	paged := start(t, nil, withKeys(key), func(o *server.Options) { o.UI = http.NotFoundHandler() })
	for _, tt := range []struct {
		name string
		s    setup
		site string
		key  string
		want string
	}{
		{"the page", paged, "same-origin", "", `Basic realm="galleria"`},
		{"the page, with a key that is not known", paged, "same-origin", "guess", `Bearer realm="galleria"`},
		{"the page, with a key", paged, "same-origin", secret, ""},
		{"a page of another site", paged, "cross-site", "", `Bearer realm="galleria"`},
		{"no pages", start(t, nil, withKeys(key)), "same-origin", "", `Bearer realm="galleria"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, r := range []*http.Request{request(http.MethodGet, "/schema.graphql", ""), query("{__typename}")} {
				r.Header.Set("Sec-Fetch-Site", tt.site)
				if tt.key != "" {
					r.Header.Set("Authorization", "Bearer "+tt.key)
				}
				if a := tt.s.do(t, r); a.header.Get("WWW-Authenticate") != tt.want {
					t.Errorf("%s asks %q: %s", r.URL.Path, a.header.Get("WWW-Authenticate"), a.body)
				}
			}
		})
	}
}

// TestFailedAttempts checks that guessing is slowed by address, and that a
// valid key passes all the same.
func TestFailedAttempts(t *testing.T) {
	secret, key := newKey("shop", server.RoleQuery)
	s := start(t, nil, withKeys(key))
	try := func(address string, headers ...string) answer {
		r := query("{__typename}", headers...)
		r.RemoteAddr = address
		return s.do(t, r)
	}
	for i := range 10 {
		if a := try("[2001:db8::"+fmt.Sprint(i)+"]:1000", "X-Api-Key", "guess"); a.status != http.StatusUnauthorized {
			t.Fatalf("attempt %d: status %d", i, a.status)
		}
	}
	a := try("[2001:db8::ffff]:2000", "X-Api-Key", "guess")
	if a.status != http.StatusTooManyRequests || a.code() != "TOO_MANY_FAILED_ATTEMPTS" || a.header.Get("Retry-After") == "" {
		t.Fatalf("status %d code %q Retry-After %q", a.status, a.code(), a.header.Get("Retry-After"))
	}
	if a := try("[2001:db8::ffff]:2000", "X-Api-Key", secret); a.status != http.StatusOK {
		t.Fatalf("valid key: status %d", a.status)
	}
}

func TestOptionsRefused(t *testing.T) {
	_, key := newKey("shop", server.RoleQuery)
	tests := []struct {
		name   string
		change func(*server.Options)
		words  string
	}{
		{"no schema", func(o *server.Options) { o.Schema = nil }, "schema"},
		{"no logger", func(o *server.Options) { o.Logger = nil }, "logger"},
		{"no limits", func(o *server.Options) { o.Limits = server.Limits{} }, "must be at least 1"},
		{"one limit missing", func(o *server.Options) { o.Limits.Cost = 0 }, "Cost"},
		{"no address", func(o *server.Options) { o.Listen = "" }, "host:port"},
		{"open to the network", func(o *server.Options) { o.Listen = "0.0.0.0:8080" }, "127.0.0.1:8080"},
		{"open by name", func(o *server.Options) { o.Listen = ":8080" }, "keys"},
		{"development mode on a network", func(o *server.Options) { o.Listen, o.Dev = "10.0.0.1:80", true }, "causes of errors"},
		{"keys and anonymous roles", func(o *server.Options) { o.Keys = []server.Key{key} }, "exclude"},
		{"unknown role", func(o *server.Options) { o.AnonymousRoles = []server.Role{"root"} }, "root"},
		{"key without hash", withKeys(server.Key{Name: "a", Roles: []server.Role{server.RoleQuery}}), "sha256"},
		{"key with a bad hash", withKeys(server.Key{Name: "a", Hash: "sha256:" + strings.Repeat("x", 64), Roles: []server.Role{server.RoleQuery}}), "hexadecimal"},
		{"key without roles", withKeys(server.Key{Name: "a", Hash: key.Hash}), "role"},
		{"key without name", withKeys(server.Key{Hash: key.Hash, Roles: key.Roles}), "name"},
		{"key twice", withKeys(key, server.Key{Name: "b", Hash: strings.ToUpper(key.Hash[:7]) + key.Hash[7:], Roles: key.Roles}), "sha256"},
		{"name twice", withKeys(key, key), "name that no other key has"},
		{"any origin", func(o *server.Options) { o.CORS = []string{"*"} }, "CORS"},
		{"null origin", func(o *server.Options) { o.CORS = []string{"null"} }, "CORS"},
		{"origin with a path", func(o *server.Options) { o.CORS = []string{"https://shop.example/"} }, "CORS"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, _ := options(t, nil)
			tt.change(&o)
			_, err := server.New(o)
			if err == nil || !strings.Contains(err.Error(), tt.words) {
				t.Fatalf("got %v, want %q in it", err, tt.words)
			}
		})
	}
}
