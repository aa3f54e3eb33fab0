package server_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
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
		{"persisted by no hash", `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"a"}}}`, 400, "BAD_REQUEST"},
		{"persisted by another version", `{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"a"}}}`, 400, "PERSISTED_QUERY_NOT_SUPPORTED"},
		{"persisted without version", `{"query":"{__typename}","extensions":{"persistedQuery":{}}}`, 400, "PERSISTED_QUERY_NOT_SUPPORTED"},
		{"persisted of another type", `{"query":"{__typename}","extensions":{"persistedQuery":1}}`, 400, "BAD_REQUEST"},
		{"not persisted", `{"query":"{__typename}","extensions":{"persistedQuery":null}}`, 200, ""},
		{"document and query", `{"query":"{__typename}","documentId":"a"}`, 400, "BAD_REQUEST"},
		{"document and hash", `{"documentId":"a","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + strings.Repeat("a", 64) + `"}}}`, 400, "BAD_REQUEST"},
		{"document of another type", `{"documentId":1}`, 400, "BAD_REQUEST"},
		{"document unknown", `{"documentId":"a"}`, 200, "DOCUMENT_NOT_FOUND"},
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
