package server_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
)

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
		"typename 500":      {"{" + strings.Repeat("__typename ", 500) + "}", "DOCUMENT_TOO_REPETITIVE"},
		"typename 4000":     {"{" + strings.Repeat("__typename ", 4000) + "}", "DOCUMENT_TOO_REPETITIVE"},
		"typename 8000":     {"{" + strings.Repeat("__typename ", 8000) + "}", "DOCUMENT_TOO_MANY_TOKENS"},
		"me 1000":           {"{" + strings.Repeat("me{id} ", 1000) + "}", "DOCUMENT_TOO_REPETITIVE"},
		"1000 fragments":    {fragments(1000, "...fNEXT"), "DOCUMENT_TOO_MANY_TOKENS"},
		"400 fragments":     {fragments(400, "...fNEXT"), "DOCUMENT_TOO_MANY_FRAGMENTS"},
		"brackets":          {"{count(tags:" + strings.Repeat("[", 50_000) + "1" + strings.Repeat("]", 50_000) + ")}", "DOCUMENT_TOO_NESTED"},
		"20 doubling":       {fragments(20, "a:friend{...fNEXT} b:friend{...fNEXT}"), "DOCUMENT_TOO_DEEP"},
		"40 doubling":       {fragments(40, "a:friend{...fNEXT} b:friend{...fNEXT}"), "DOCUMENT_TOO_DEEP"},
		"40 doubling, flat": {fragments(40, "...fNEXT ...fNEXT"), "DOCUMENT_TOO_REPETITIVE"},
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
