package server_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/internal/server"
)

const graphResponse = "application/graphql-response+json"

func TestPostBodies(t *testing.T) {
	tests := []struct {
		name, body string
		status     int
		code       string
	}{
		{"good", `{"query":"{__typename}"}`, 200, ""},
		{"nulls", `{"query":"{__typename}","variables":null,"operationName":null,"extensions":null}`, 200, ""},
		{"unknown parameter", `{"query":"{__typename}","id":1}`, 200, ""},
		{"white space around", " \n{\"query\":\"{__typename}\"}\r\n\t", 200, ""},
		{"empty", "", 400, "BAD_REQUEST"},
		{"white space only", "  ", 400, "BAD_REQUEST"},
		{"no JSON", `{"query": hunter2`, 400, "BAD_REQUEST"},
		{"cut short", `{"query":"{__typename}"`, 400, "BAD_REQUEST"},
		{"trailing data", `{"query":"{__typename}"} {}`, 400, "BAD_REQUEST"},
		{"trailing word", `{"query":"{__typename}"}x`, 400, "BAD_REQUEST"},
		{"a string", `"{__typename}"`, 400, "BAD_REQUEST"},
		{"null", `null`, 400, "BAD_REQUEST"},
		{"a batch", `[{"query":"{__typename}"}]`, 400, "BATCHING_UNSUPPORTED"},
		{"no query", `{}`, 400, "BAD_REQUEST"},
		{"empty query", `{"query":""}`, 400, "BAD_REQUEST"},
		{"query of another type", `{"query":1}`, 400, "BAD_REQUEST"},
		{"variables of another type", `{"query":"{__typename}","variables":[]}`, 400, "BAD_REQUEST"},
		{"operationName of another type", `{"query":"{__typename}","operationName":{}}`, 400, "BAD_REQUEST"},
		{"extensions of another type", `{"query":"{__typename}","extensions":"x"}`, 400, "BAD_REQUEST"},
		{"query twice", `{"query":"{__typename}","query":"{me{id}}"}`, 400, "BAD_REQUEST"},
		{"variable twice", `{"query":"{__typename}","variables":{"a":1,"a":2}}`, 400, "BAD_REQUEST"},
		{"byte order mark", "\uFEFF" + `{"query":"{__typename}"}`, 400, "BAD_REQUEST"},
		{"no UTF-8", "{\"query\":\"{__typename}#\xff\"}", 400, "BAD_REQUEST"},
		{"NUL byte", "{\"query\":\"{__typename}\"}\x00", 400, "BAD_REQUEST"},
		{"NUL escape", `{"query":"{__typename}","variables":{"a":"\u0000"}}`, 400, "BAD_REQUEST"},
		{"nested JSON", `{"query":"{__typename}","variables":{"a":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `}}`, 400, "BAD_REQUEST"},
		{"persisted", `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"a"}}}`, 400, "PERSISTED_QUERY_NOT_SUPPORTED"},
		{"too large", `{"query":"{__typename}` + strings.Repeat(" ", 1<<20) + `"}`, 413, "BODY_TOO_LARGE"},
		{"subscription", `{"query":"subscription{changed{id}}"}`, 400, "UNSUPPORTED"},
		{"defer", `{"query":"{...@defer{me{id}}}"}`, 400, "UNSUPPORTED"},
		{"mutation", `{"query":"mutation{rename(name:\"x\"){id}}"}`, 200, ""},
	}
	s := start(t, nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.do(t, post(tt.body))
			if a.status != tt.status || a.code() != tt.code {
				t.Fatalf("status %d code %q, want %d %q: %s", a.status, a.code(), tt.status, tt.code, a.body)
			}
			if tt.code != "" && (a.Data != nil || strings.Contains(a.body, "hunter2") || strings.Contains(a.body, "__typename")) {
				t.Errorf("answer holds data or repeats the body: %s", a.body)
			}
		})
	}
}

func TestChunkedBodyTooLarge(t *testing.T) {
	r := post(strings.Repeat(" ", 2<<20))
	r.ContentLength = -1
	if a := start(t, nil).do(t, r); a.status != http.StatusRequestEntityTooLarge {
		t.Fatalf("status %d", a.status)
	}
}

func TestContentTypes(t *testing.T) {
	tests := []struct {
		name    string
		headers []string
		status  int
	}{
		{"json", []string{"Content-Type", "application/json"}, 200},
		{"utf-8", []string{"Content-Type", "application/json; charset=UTF-8"}, 200},
		{"identity", []string{"Content-Type", "application/json", "Content-Encoding", "identity"}, 200},
		{"none", nil, 415},
		{"two", []string{"Content-Type", "application/json", "Content-Type", "text/plain"}, 415},
		{"utf-7", []string{"Content-Type", "application/json; charset=utf-7"}, 415},
		{"text", []string{"Content-Type", "text/plain"}, 415},
		{"graphql", []string{"Content-Type", "application/graphql"}, 415},
		{"form", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415},
		{"multipart", []string{"Content-Type", "multipart/form-data; boundary=x"}, 415},
		{"malformed", []string{"Content-Type", "application/json; charset"}, 415},
		{"gzip", []string{"Content-Type", "application/json", "Content-Encoding", "gzip"}, 415},
		{"gzip after identity", []string{"Content-Type", "application/json", "Content-Encoding", "identity, gzip"}, 415},
	}
	s := start(t, nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.do(t, request(http.MethodPost, "/graphql", `{"query":"{__typename}"}`, tt.headers...))
			if a.status != tt.status {
				t.Fatalf("status %d, want %d: %s", a.status, tt.status, a.body)
			}
		})
	}
}

func TestAccept(t *testing.T) {
	tests := []struct {
		accept, media string
		bad           int // status of a document that does not parse
	}{
		{"", "application/json", 200},
		{"*/*", "application/json", 200},
		{"application/*", "application/json", 200},
		{"application/json", "application/json", 200},
		{"application/json; charset=utf-8", "application/json", 200},
		{graphResponse, graphResponse, 400},
		{graphResponse + ", application/json", graphResponse, 400},
		{"application/json, " + graphResponse, graphResponse, 400},
		{graphResponse + ";q=0.5, application/json", "application/json", 200},
		{graphResponse + ", application/json;q=0.9, */*;q=0.1", graphResponse, 400},
		{"application/json;q=0, */*", graphResponse, 400},
		{"text/html, */*;q=0.8", "application/json", 200},
		{"text/html", "", 406},
		{"application/json; charset=utf-16", "", 406},
		{"*/*;q=0", "", 406},
		{"nonsense", "", 406},
	}
	s := start(t, nil)
	for _, tt := range tests {
		t.Run(tt.accept, func(t *testing.T) {
			headers := []string{"Accept", tt.accept}
			if tt.accept == "" {
				headers = nil
			}
			good, bad := s.do(t, query("{__typename}", headers...)), s.do(t, query("{", headers...))
			if tt.media == "" {
				if good.status != 406 || good.code() != "NOT_ACCEPTABLE" {
					t.Fatalf("status %d code %q", good.status, good.code())
				}
				return
			}
			if good.status != 200 || !strings.HasPrefix(good.header.Get("Content-Type"), tt.media+";") {
				t.Fatalf("status %d, %s", good.status, good.header.Get("Content-Type"))
			}
			if bad.status != tt.bad || bad.code() != "GRAPHQL_PARSE_FAILED" || strings.Contains(bad.body, `"data"`) {
				t.Fatalf("bad document: status %d: %s", bad.status, bad.body)
			}
		})
	}
}

func getURL(text string, more ...string) string {
	v := url.Values{"query": {text}}
	for i := 0; i+1 < len(more); i += 2 {
		v.Add(more[i], more[i+1])
	}
	return "/graphql?" + v.Encode()
}

func TestGet(t *testing.T) {
	tests := []struct {
		name, target string
		headers      []string
		status       int
		code         string
	}{
		{"query", getURL("{__typename}"), nil, 200, ""},
		{"variables", getURL("query($n:Int){count(of:$n)}", "variables", `{"n":1}`), nil, 200, ""},
		{"empty variables", getURL("{__typename}", "variables", ""), nil, 200, ""},
		{"operation", getURL("query a{__typename} query b{me{id}}", "operationName", "a"), nil, 200, ""},
		{"no query", "/graphql", nil, 400, "BAD_REQUEST"},
		{"query twice", getURL("{__typename}", "query", "{me{id}}"), nil, 400, "BAD_REQUEST"},
		{"malformed", "/graphql?query=%zz", nil, 400, "BAD_REQUEST"},
		{"no UTF-8", "/graphql?query=%ff", nil, 400, "BAD_REQUEST"},
		{"NUL", "/graphql?query=%7B__typename%7D%00", nil, 400, "BAD_REQUEST"},
		{"variables no object", getURL("{__typename}", "variables", "[1]"), nil, 400, "BAD_REQUEST"},
		{"variables no JSON", getURL("{__typename}", "variables", "{"), nil, 400, "BAD_REQUEST"},
		{"mutation", getURL(`mutation{rename(name:"x"){id}}`), nil, 405, "METHOD_NOT_ALLOWED"},
		{"subscription", getURL("subscription{changed{id}}"), nil, 405, "METHOD_NOT_ALLOWED"},
		{"deep", getURL("{me{" + strings.Repeat("friend{", 12) + "id" + strings.Repeat("}", 12) + "}}"), []string{"Accept", graphResponse}, 400, "DOCUMENT_TOO_DEEP"},
		{"cross site", getURL("{__typename}"), []string{"Sec-Fetch-Site", "cross-site"}, 403, "CROSS_SITE_REFUSED"},
		{"same site", getURL("{__typename}"), []string{"Sec-Fetch-Site", "same-site"}, 200, ""},
		{"same origin", getURL("{__typename}"), []string{"Sec-Fetch-Site", "same-origin"}, 200, ""},
		{"typed in", getURL("{__typename}"), []string{"Sec-Fetch-Site", "none"}, 200, ""},
		{"cross site with preflight header", getURL("{__typename}"), []string{"Sec-Fetch-Site", "cross-site", "X-Galleria-Preflight", "1"}, 200, ""},
		{"old browser from elsewhere", getURL("{__typename}"), []string{"Origin", "https://evil.example"}, 403, "CROSS_SITE_REFUSED"},
		{"old browser, null origin", getURL("{__typename}"), []string{"Origin", "null"}, 403, "CROSS_SITE_REFUSED"},
		{"old browser from here", getURL("{__typename}"), []string{"Origin", "http://localhost:8080"}, 200, ""},
	}
	s := start(t, nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.do(t, request(http.MethodGet, tt.target, "", tt.headers...))
			if a.status != tt.status || a.code() != tt.code {
				t.Fatalf("status %d code %q, want %d %q: %s", a.status, a.code(), tt.status, tt.code, a.body)
			}
			if tt.status == 405 && a.header.Get("Allow") != "POST" {
				t.Errorf("Allow %q", a.header.Get("Allow"))
			}
		})
	}
}

func TestMutationsNeverRunOverGet(t *testing.T) {
	ran := false
	s := start(t, map[string]field{"rename": ranField(&ran)})
	s.do(t, request(http.MethodGet, getURL(`mutation{rename(name:"x"){id}}`), "", "X-HTTP-Method-Override", "POST"))
	if ran {
		t.Fatal("the mutation ran")
	}
	s.do(t, query(`mutation{rename(name:"x"){id}}`))
	if !ran {
		t.Fatal("the mutation did not run by POST")
	}
}

func TestNumbersKeepTheirDigits(t *testing.T) {
	var got any
	s := start(t, map[string]field{"_entities": captureArg(&got, "representations")})
	a := s.do(t, post(`{"query":"query($r:[_Any!]!){_entities(representations:$r){id}}","variables":{"r":[{"n":12345678901234567890.10}]}}`))
	list, _ := got.([]any)
	if len(list) != 1 {
		t.Fatalf("got %v: %s", got, a.body)
	}
	object, _ := list[0].(map[string]any)
	if object["n"] != json.Number("12345678901234567890.10") {
		t.Fatalf("got %v", object)
	}
}

func TestBadDocuments(t *testing.T) {
	many := "{" + strings.Join(strings.Split("abcdefghijklmnopqrstuvwxyz", ""), " ") + "}"
	tests := []struct {
		name, text, code string
		status           int
	}{
		{"parse", "{me{", "GRAPHQL_PARSE_FAILED", 400},
		{"unknown field", "{nope}", "GRAPHQL_VALIDATION_FAILED", 400},
		{"many errors", "{me{a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4}}", "GRAPHQL_VALIDATION_FAILED", 400},
		{"no such operation", "query a{__typename} query b{__typename}", "GRAPHQL_VALIDATION_FAILED", 400},
		{"costly", "{users(first:2001){nodes{id}}}", "COST_LIMIT_EXCEEDED", 400},
		{"tokens", "{" + strings.Repeat("__typename ", 8000) + "}", "DOCUMENT_TOO_MANY_TOKENS", 400},
		{"wide", many, "DOCUMENT_TOO_MANY_ROOT_FIELDS", 400},
		{"unused variable", "query($v:Int){__typename}", "GRAPHQL_VALIDATION_FAILED", 400},
		{"missing variable", "query($v:Int!){count(of:$v)}", "GRAPHQL_VALIDATION_FAILED", 400},
	}
	s := start(t, nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.do(t, query(tt.text, "Accept", graphResponse))
			if a.status != tt.status || a.code() != tt.code {
				t.Fatalf("status %d code %q: %s", a.status, a.code(), a.body)
			}
			if len(a.Errors) > 10 {
				t.Errorf("%d errors", len(a.Errors))
			}
			for _, e := range a.Errors {
				if len(e.Message) > 300 {
					t.Errorf("message of %d bytes", len(e.Message))
				}
			}
		})
	}
}

func TestListLimitsInVariables(t *testing.T) {
	list := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat(`"a",`, n), ",") + "]" }
	s := start(t, nil)
	for _, tt := range []struct {
		name, body, code string
	}{
		{"at the limit", `{"query":"query($t:[String!]){count(tags:$t)}","variables":{"t":` + list(250) + `}}`, ""},
		{"over", `{"query":"query($t:[String!]){count(tags:$t)}","variables":{"t":` + list(251) + `}}`, "LIST_TOO_LONG"},
		{"over with a cached document", `{"query":"query($t:[String!]){count(tags:$t)}","variables":{"t":` + list(251) + `}}`, "LIST_TOO_LONG"},
		{"representations", `{"query":"query($r:[_Any!]!){_entities(representations:$r){id}}","variables":{"r":` + list(1000) + `}}`, ""},
		{"representations over", `{"query":"query($r:[_Any!]!){_entities(representations:$r){id}}","variables":{"r":` + list(1001) + `}}`, "LIST_TOO_LONG"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if a := s.do(t, post(tt.body)); a.code() != tt.code {
				t.Fatalf("code %q: %.300s", a.code(), a.body)
			}
		})
	}
}

func TestLongMessagesAreCut(t *testing.T) {
	a := start(t, nil).do(t, query("query($v:Int="+strings.Repeat("9", 2000)+"){count(of:$v)}"))
	if len(a.Errors) == 0 || len(a.Errors[0].Message) > 300 {
		t.Fatalf("got %s", a.body)
	}
}

func TestIntrospection(t *testing.T) {
	schema := []string{"{__schema{types{name}}}", "{x:__schema{types{name}}}", `{__type(name:"User"){name}}`,
		`{...f} fragment f on Query{...{y:__type(name:"User"){name}}}`, "{_service{sdl}}"}
	closed := func(o *server.Options) { o.AnonymousRoles = []server.Role{server.RoleQuery} }
	off := func(o *server.Options) { o.Introspection = false }
	for name, s := range map[string]setup{"no role": start(t, nil, closed), "switched off": start(t, nil, off)} {
		for _, text := range schema {
			if a := s.do(t, query(text, "Accept", graphResponse)); a.status != 403 || a.code() != "INTROSPECTION_DISABLED" {
				t.Errorf("%s: %s: status %d: %s", name, text, a.status, a.body)
			}
		}
		for _, text := range []string{"{mee{id}}", "{me{nam}}", "{me}", "{user(idd:1){id}}", "query($v:Strin){__typename}"} {
			if a := s.do(t, query(text)); len(a.Errors) == 0 || strings.Contains(a.body, "Did you mean") {
				t.Errorf("%s: %s suggests: %s", name, text, a.body)
			}
		}
		if a := s.do(t, query("{me{__typename id}}")); len(a.Errors) != 0 {
			t.Errorf("%s: __typename refused: %s", name, a.body)
		}
	}
	open := start(t, nil)
	for _, text := range schema {
		if a := open.do(t, query(text)); a.status != 200 || len(a.Errors) > 0 {
			t.Errorf("%s: status %d: %s", text, a.status, a.body)
		}
	}
	if a := open.do(t, query("{mee{id}}")); !strings.Contains(a.body, "Did you mean") {
		t.Errorf("no suggestion: %s", a.body)
	}
}

// TestExecutorLearnsWhoMayIntrospect checks what the executor is told: it hides
// the schema's schema by it.
func TestExecutorLearnsWhoMayIntrospect(t *testing.T) {
	for _, open := range []bool{true, false} {
		g := newGraph(t, nil)
		disabled := open
		g.ran = func(op *graphql.OperationContext) { disabled = op.DisableIntrospection }
		start(t, nil, func(o *server.Options) { o.Schema, o.Introspection = g, open }).do(t, query("{__typename}"))
		if disabled == open {
			t.Errorf("introspection %v, disabled %v", open, disabled)
		}
	}
}

func TestIntrospectionHasALimit(t *testing.T) {
	s := start(t, nil, func(o *server.Options) { o.Limits.IntrospectionCost = 5 })
	if a := s.do(t, query("{__schema{types{name}}}")); a.code() != "COST_LIMIT_EXCEEDED" {
		t.Fatalf("got %s", a.body)
	}
}

func FuzzBody(f *testing.F) {
	for _, body := range []string{`{"query":"{__typename}"}`, `[{}]`, `{"query":"{me{id}}","variables":{"a":[1,{"b":null}]}}`, "\uFEFF{}", `{"query":"\u0000"}`, `{"a":1,"a":2}`} {
		f.Add([]byte(body))
	}
	s := start(f, nil)
	f.Fuzz(func(t *testing.T, body []byte) {
		a := s.do(t, post(string(body)))
		if a.status >= 500 || a.Data == nil && len(a.Errors) == 0 {
			t.Fatalf("%q: status %d: %s", body, a.status, a.body)
		}
		// What encoding/json refuses must never run.
		if !json.Valid(body) && a.status == 200 {
			t.Fatalf("%q: invalid JSON was accepted", body)
		}
	})
}

// TestHostileDocumentsByEveryTransport sends the documents that stop a stock
// server, by POST and, where it fits a header, by GET: each is refused by its
// code or answered.
func TestHostileDocumentsByEveryTransport(t *testing.T) {
	fragments := func(n int, spread string) string {
		text := "{me{...f0}}"
		for i := range n {
			text += strings.NewReplacer("NEXT", strconv.Itoa(i+1)).Replace(" fragment f" + strconv.Itoa(i) + " on User{" + spread + "}")
		}
		return text + " fragment f" + strconv.Itoa(n) + " on User{id}"
	}
	docs := map[string]struct{ text, code string }{
		"typename 500":      {"{" + strings.Repeat("__typename ", 500) + "}", ""},
		"typename 4000":     {"{" + strings.Repeat("__typename ", 4000) + "}", ""},
		"typename 8000":     {"{" + strings.Repeat("__typename ", 8000) + "}", "DOCUMENT_TOO_MANY_TOKENS"},
		"me 1000":           {"{" + strings.Repeat("me{id} ", 1000) + "}", ""},
		"1000 fragments":    {fragments(1000, "...fNEXT"), "DOCUMENT_TOO_MANY_TOKENS"},
		"400 fragments":     {fragments(400, "...fNEXT"), "DOCUMENT_TOO_MANY_FRAGMENTS"},
		"brackets":          {"{count(tags:" + strings.Repeat("[", 50_000) + "1" + strings.Repeat("]", 50_000) + ")}", "DOCUMENT_TOO_NESTED"},
		"20 doubling":       {fragments(20, "a:friend{...fNEXT} b:friend{...fNEXT}"), "DOCUMENT_TOO_DEEP"},
		"40 doubling":       {fragments(40, "a:friend{...fNEXT} b:friend{...fNEXT}"), "DOCUMENT_TOO_DEEP"},
		"40 doubling, flat": {fragments(40, "...fNEXT ...fNEXT"), ""},
		"fragment cycle":    {fragments(3, "...fNEXT ...f0"), "DOCUMENT_FRAGMENT_CYCLE"},
	}
	s := start(t, nil)
	for name, d := range docs {
		t.Run(name, func(t *testing.T) {
			requests := []*http.Request{query(d.text, "Accept", graphResponse)}
			if target := getURL(d.text); len(target) < 16<<10 {
				requests = append(requests, request(http.MethodGet, target, "", "Accept", graphResponse))
			}
			for _, r := range requests {
				a := s.do(t, r)
				if a.code() != d.code || (a.status == 200) != (d.code == "") || len(a.body) > 4<<10 {
					t.Errorf("%s: status %d code %q, want %q: %.200s", r.Method, a.status, a.code(), d.code, a.body)
				}
			}
		})
	}
}

func FuzzURL(f *testing.F) {
	for _, raw := range []string{"query=%7B__typename%7D", "query=%7Bme%7Bid%7D%7D&variables=%7B%22a%22%3A1%7D", "query=%ff", "query=a&query=b", "variables=[[[", "query=%00"} {
		f.Add(raw)
	}
	s := start(f, nil)
	f.Fuzz(func(t *testing.T, raw string) {
		r := request(http.MethodGet, "/graphql", "")
		r.URL.RawQuery = raw
		a := s.do(t, r)
		if a.status >= 500 || a.Data == nil && len(a.Errors) == 0 {
			t.Fatalf("%q: status %d: %s", raw, a.status, a.body)
		}
	})
}

// BenchmarkEdge is what the server adds to an operation that costs nothing:
// decoding, guard, cache, price, answer and log.
func BenchmarkEdge(b *testing.B) {
	s := start(b, nil, func(o *server.Options) { o.Logger = slog.New(slog.DiscardHandler) })
	body := `{"query":"query Top($n:Int){users(first:$n){nodes{id name friend{id name}}} me{id name}}","variables":{"n":20}}`
	b.ReportAllocs()
	for b.Loop() {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, post(body))
		if w.Code != http.StatusOK {
			b.Fatal(w.Body)
		}
	}
}
