package server_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/internal/server"
)

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func persistedQuery(hash string) map[string]any {
	return map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}
}

// persisted asks by a hash, with the text unless it is "".
func persisted(text, hash string, headers ...string) *http.Request {
	object := map[string]any{"extensions": persistedQuery(hash)}
	if text != "" {
		object["query"] = text
	}
	body, _ := json.Marshal(object)
	return post(string(body), headers...)
}

func persistedURL(text, hash string) *http.Request {
	extensions, _ := json.Marshal(persistedQuery(hash))
	target := getURL(text, "extensions", string(extensions))
	if text == "" {
		target = strings.Replace(target, "query=", "", 1)
	}
	return request(http.MethodGet, target, "")
}

// TestPersistedQueries follows Apollo's protocol, by either method.
func TestPersistedQueries(t *testing.T) {
	const text = "{me{id}}"
	for method, by := range map[string]func(text, hash string) *http.Request{
		"POST": func(text, hash string) *http.Request { return persisted(text, hash) },
		"GET":  persistedURL,
	} {
		t.Run(method, func(t *testing.T) {
			var docs []*ast.QueryDocument
			g := newGraph(t, nil)
			g.ran = func(op *graphql.OperationContext) {
				if op.RawQuery != text {
					t.Errorf("ran %q", op.RawQuery)
				}
				docs = append(docs, op.Doc)
			}
			s := start(t, nil, func(o *server.Options) { o.Schema = g })
			unknown := s.do(t, by("", hashOf(text)))
			if unknown.status != 200 || unknown.code() != "PERSISTED_QUERY_NOT_FOUND" || unknown.Errors[0].Message != "PersistedQueryNotFound" {
				t.Fatalf("unknown: status %d: %s", unknown.status, unknown.body)
			}
			if a := s.do(t, by(text, hashOf(text+" "))); a.status != 400 || a.code() != "BAD_REQUEST" {
				t.Fatalf("hash of another text: status %d: %s", a.status, a.body)
			}
			for _, given := range []string{text, "", text} {
				if a := s.do(t, by(given, strings.ToUpper(hashOf(text)))); a.status != 200 || a.code() != "" {
					t.Fatalf("text %q: status %d: %s", given, a.status, a.body)
				}
			}
			if a := s.do(t, query(text)); a.code() != "" {
				t.Fatal(a.body)
			}
			if len(docs) != 4 || docs[0] != docs[1] || docs[0] != docs[2] || docs[0] != docs[3] {
				t.Fatalf("documents %p: one text is read more than once", docs)
			}
		})
	}
}

func TestPersistedQueryNotFoundByStatus(t *testing.T) {
	a := start(t, nil).do(t, persisted("", hashOf("x"), "Accept", graphResponse))
	if a.status != 404 || a.code() != "PERSISTED_QUERY_NOT_FOUND" {
		t.Fatalf("status %d: %s", a.status, a.body)
	}
}

// TestOnlyGoodDocumentsArePersisted checks that a text that was refused is not
// known by its hash afterwards.
func TestOnlyGoodDocumentsArePersisted(t *testing.T) {
	s := start(t, nil)
	for name, text := range map[string]string{
		"no GraphQL": "{", "not of the schema": "{nope}", "repetitive": "{" + strings.Repeat("__typename ", 500) + "}",
		"deferred too often": "{" + strings.Repeat("...@defer{me{id}}", 17) + "}",
		"longer than kept":   "{me{id}}" + strings.Repeat(" ", 17<<10),
	} {
		t.Run(name, func(t *testing.T) {
			s.do(t, persisted(text, hashOf(text)))
			if a := s.do(t, persisted("", hashOf(text))); a.code() != "PERSISTED_QUERY_NOT_FOUND" {
				t.Fatalf("status %d: %s", a.status, a.body)
			}
		})
	}
}

func TestPersistedQueriesLeaveTheCache(t *testing.T) {
	const first, second = "{a:me{id}}", "{b:me{id}}"
	s := start(t, nil, func(o *server.Options) { o.Limits.CacheBytes = server.Footprint(first) + 10 })
	for _, text := range []string{first, second} {
		s.do(t, persisted(text, hashOf(text)))
	}
	if a := s.do(t, persisted("", hashOf(first))); a.code() != "PERSISTED_QUERY_NOT_FOUND" {
		t.Errorf("the first: %s", a.body)
	}
	if a := s.do(t, persisted("", hashOf(second))); a.code() != "" {
		t.Errorf("the second: %s", a.body)
	}
}

func FuzzExtensions(f *testing.F) {
	const known = "{me{id}}"
	for _, text := range []string{
		`{"persistedQuery":{"version":1,"sha256Hash":"` + hashOf(known) + `"}}`, `{"persistedQuery":{"version":1e0}}`,
		`{"persistedQuery":[1]}`, `{"persistedQuery":{"version":1,"sha256Hash":["x"]}}`, `null`, `{"persistedQuery":{"version":"1","sha256Hash":""}}`,
	} {
		f.Add(text, "")
		f.Add(text, known)
	}
	s := start(f, nil)
	s.do(f, query(known))
	f.Fuzz(func(t *testing.T, extensions, text string) {
		target, _ := json.Marshal(text)
		a := s.do(t, post(fmt.Sprintf(`{"query":%s,"extensions":%s}`, target, extensions)))
		if a.status >= 500 || a.Data == nil && len(a.Errors) == 0 {
			t.Fatalf("%q: status %d: %s", extensions, a.status, a.body)
		}
		// Without a text, nothing but its whole hash names a document.
		if text == "" && a.Data != nil && !strings.Contains(strings.ToLower(extensions), hashOf(known)) && !strings.Contains(extensions, `\u`) {
			t.Fatalf("%q ran", extensions)
		}
	})
}

// BenchmarkPrepare is what it takes to make the operation of a known document.
func BenchmarkPrepare(b *testing.B) {
	const text = "query Top($n:Int){users(first:$n){nodes{id name friend{id name}}} me{id name}}"
	for _, bb := range []struct {
		name, text string
		byHash     bool
	}{{"short", text, false}, {"long", text + strings.Repeat(" ", 4000), false}, {"hash", text + strings.Repeat(" ", 4000), true}} {
		b.Run(bb.name, func(b *testing.B) {
			o, _ := options(b, nil)
			o.Logger = slog.New(slog.DiscardHandler)
			prepare, err := server.Prepared(o)
			if err != nil {
				b.Fatal(err)
			}
			ctx := graphql.StartOperationTrace(context.Background())
			params := graphql.RawParams{Query: bb.text, Variables: map[string]any{"n": json.Number("20")}}
			if errs := prepare(ctx, params); errs != nil {
				b.Fatal(errs)
			}
			if bb.byHash {
				params.Query, params.Extensions = "", map[string]any{"persistedQuery": map[string]any{"version": json.Number("1"), "sha256Hash": hashOf(bb.text)}}
			}
			b.ReportAllocs()
			for b.Loop() {
				if errs := prepare(ctx, params); errs != nil {
					b.Fatal(errs)
				}
			}
		})
	}
}
