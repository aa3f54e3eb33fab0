package server_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/galleria-graph/galleria/internal/server"
)

func folder(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

var queries = map[string]string{
	"me.graphql":           "# Who asks.\nquery Me { me { id } }\n",
	"shop/people.graphql":  "query People($n: Int) { users(first: $n) { nodes { id } } }\nquery Person($id: ID!) { user(id: $id) { id } }\n",
	"shop/rename.graphql":  "mutation Rename { rename(name: \"x\") { id } }\n",
	"one.graphql":          "query Same { me { id } }",
	"two.graphql":          "query Same { me { name } }",
	"copy/me.graphql":      "# Who asks.\nquery Me { me { id } }\n",
	"README.md":            "not a document",
	".versions/me.graphql": "{ broken",
}

func stored(tb testing.TB, files map[string]string) *server.Documents {
	tb.Helper()
	docs, err := server.ReadDocuments(folder(files), newGraph(tb, nil).schema, server.DefaultLimits().Document)
	if err != nil {
		tb.Fatal(err)
	}
	return docs
}

func withDocuments(tb testing.TB, only bool) func(*server.Options) {
	docs := stored(tb, queries)
	return func(o *server.Options) { o.Documents, o.DocumentsOnly = docs, only }
}

func byID(id, operation, variables string) []*http.Request {
	values := url.Values{"documentId": {id}}
	object := map[string]any{"documentId": id}
	if operation != "" {
		values.Set("operationName", operation)
		object["operationName"] = operation
	}
	if variables != "" {
		values.Set("variables", variables)
		object["variables"] = json.RawMessage(variables)
	}
	body, _ := json.Marshal(object)
	return []*http.Request{post(string(body), "Accept", graphResponse), request(http.MethodGet, "/graphql?"+values.Encode(), "", "Accept", graphResponse)}
}

func TestStoredDocuments(t *testing.T) {
	me := queries["me.graphql"]
	tests := []struct {
		name, id, operation, variables string
		status                         int
		code, data                     string
	}{
		{"by hash", "sha256:" + hashOf(me), "", "", 200, "", `{"me":null}`},
		{"by hash in capitals", "sha256:" + strings.ToUpper(hashOf(me)), "", "", 200, "", `{"me":null}`},
		{"by file", "me", "", "", 200, "", `{"me":null}`},
		{"by file in a folder", "shop/people", "People", `{"n":1}`, 200, "", `{"users":null}`},
		{"by file, operation missing", "shop/people", "", "", 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"by operation", "Person", "", `{"id":"1"}`, 200, "", `{"user":null}`},
		{"by operation, asking for the other one", "Person", "People", "", 200, "", `{"users":null}`},
		{"by operation of equal files", "Me", "", "", 200, "", `{"me":null}`},
		{"by an operation of several", "Same", "", "", 404, "DOCUMENT_NOT_FOUND", ""},
		{"by one of the files then", "one", "", "", 200, "", `{"me":null}`},
		{"by an unknown hash", "sha256:" + hashOf("x"), "", "", 404, "DOCUMENT_NOT_FOUND", ""},
		{"by half a hash", "sha256:abc", "", "", 404, "DOCUMENT_NOT_FOUND", ""},
		{"by an unknown name", "nope", "", "", 404, "DOCUMENT_NOT_FOUND", ""},
		{"by the name of a hidden file", ".versions/me", "", "", 404, "DOCUMENT_NOT_FOUND", ""},
		{"a variable missing", "Person", "", "", 400, "GRAPHQL_VALIDATION_FAILED", ""},
	}
	s := start(t, nil, withDocuments(t, false))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, r := range byID(tt.id, tt.operation, tt.variables) {
				if a := s.do(t, r); a.status != tt.status || a.code() != tt.code || string(a.Data) != tt.data {
					t.Errorf("%s: status %d: %s", r.Method, a.status, a.body)
				}
			}
		})
	}
	if a := s.do(t, persisted("", hashOf(me))); a.code() != "" {
		t.Errorf("by the hash of an automatic persisted query: %s", a.body)
	}
	if a := s.do(t, byID("Rename", "", "")[1]); a.code() != "METHOD_NOT_ALLOWED" {
		t.Errorf("a stored mutation by GET: %s", a.body)
	}
	if a := s.do(t, query("{me{name}}")); a.code() != "" {
		t.Errorf("another document: %s", a.body)
	}
}

func TestStoredDocumentsOnly(t *testing.T) {
	query1 := queries["me.graphql"]
	asks := map[string]struct {
		r    func() *http.Request
		code string
	}{
		"stored by id":        {func() *http.Request { return byID("me", "", "")[0] }, ""},
		"stored by text":      {func() *http.Request { return query(query1) }, ""},
		"stored by hash":      {func() *http.Request { return persisted("", hashOf(query1)) }, ""},
		"another by text":     {func() *http.Request { return query("{me{name}}") }, "DOCUMENT_NOT_ALLOWED"},
		"another by hash":     {func() *http.Request { return persisted("", hashOf("{me{name}}")) }, "DOCUMENT_NOT_ALLOWED"},
		"another by id":       {func() *http.Request { return byID("sha256:"+hashOf("{me{name}}"), "", "")[0] }, "DOCUMENT_NOT_ALLOWED"},
		"no GraphQL at all":   {func() *http.Request { return query("{") }, "DOCUMENT_NOT_ALLOWED"},
		"stored with a space": {func() *http.Request { return query(query1 + " ") }, "DOCUMENT_NOT_ALLOWED"},
	}
	queryKey, shop := newKey("shop", server.RoleQuery)
	exploreKey, staff := newKey("staff", server.RoleQuery, server.RoleExplore)
	s := start(t, nil, withDocuments(t, true), withKeys(shop, staff))
	as := func(r *http.Request, key string) *http.Request {
		r.Header.Set("Authorization", "Bearer "+key)
		return r
	}
	// Who may explore asks first, so that everything is in the cache by then.
	for name, ask := range asks {
		if a := s.do(t, as(ask.r(), exploreKey)); a.code() == "DOCUMENT_NOT_ALLOWED" {
			t.Errorf("%s: refused with the role explore", name)
		}
	}
	for name, ask := range asks {
		if a := s.do(t, as(ask.r(), queryKey)); a.code() != ask.code {
			t.Errorf("%s: code %q, want %q: %s", name, a.code(), ask.code, a.body)
		}
	}
}

func TestBadStoredDocuments(t *testing.T) {
	_, err := server.ReadDocuments(folder(map[string]string{
		"good.graphql":  "{me{id}}",
		"a.graphql":     "query A {\n  nope\n  usr\n}",
		"b.graphql":     "query B {",
		"c/d.graphql":   "{" + strings.Repeat("__typename ", 500) + "}",
		"e.graphql":     "fragment F on User { id }",
		"f.graphql":     "\xff",
		"g.graphql":     strings.Repeat("#", 2<<20),
		"empty.graphql": "",
	}), newGraph(t, nil).schema, server.DefaultLimits().Document)
	if err == nil {
		t.Fatal("accepted")
	}
	var first *server.DocumentError
	if !errors.As(err, &first) || first.File != "a.graphql" || first.Line != 2 || first.Column != 3 {
		t.Errorf("first %+v", first)
	}
	for _, want := range []string{`a.graphql:2:3: Cannot query field "nope"`, `a.graphql:3:3: Cannot query field "usr"`, "b.graphql:1:", "c/d.graphql: ", "e.graphql: ", "f.graphql: is not UTF-8", "g.graphql: larger", "empty.graphql: "} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing: %s", want, err)
		}
	}
	if strings.Contains(err.Error(), "good") {
		t.Error("the good one is refused")
	}
}

func TestStoredDocumentsOnlyNeedsSome(t *testing.T) {
	o, _ := options(t, nil)
	o.DocumentsOnly = true
	for _, docs := range []*server.Documents{nil, stored(t, nil)} {
		o.Documents = docs
		if _, err := server.New(o); err == nil || !strings.Contains(err.Error(), "there are none") {
			t.Errorf("got %v", err)
		}
	}
}

func TestEqualFilesAreOneDocument(t *testing.T) {
	docs := stored(t, queries)
	if docs.Len() != 5 {
		t.Errorf("%d documents", docs.Len())
	}
	var none *server.Documents
	if none.Len() != 0 {
		t.Error("nothing is something")
	}
}
