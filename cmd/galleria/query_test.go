package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"path/filepath"
	"strings"
	"testing"

	galleria "github.com/galleria-graph/galleria/cmd/galleria"
)

// recorded is a server that keeps what it was asked, and answers {"data":{"__typename":"Query"}}.
type recorded struct {
	url    string
	body   map[string]any
	header http.Header
}

func record(t *testing.T) *recorded {
	t.Helper()
	r := &recorded{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.body, r.header = nil, req.Header
		dec := json.NewDecoder(req.Body)
		dec.UseNumber()
		if err := dec.Decode(&r.body); err != nil {
			t.Errorf("the body is no JSON: %v", err)
		}
		fmt.Fprint(w, `{"data":{"__typename":"Query"}}`)
	}))
	t.Cleanup(s.Close)
	r.url = s.URL
	return r
}

func TestVariablesAreSentAsDeclared(t *testing.T) {
	r := record(t)
	query := `query Q($i: Int, $f: Float!, $s: String, $id: ID, $b: Boolean, $l: [String!], $one: [Int], $e: OrderStatus, $d: Decimal, $o: OrderFilter, $n: Cursor, $ns: String, $nn: Int) { __typename }`
	execute(t, nil, "query", "--url", r.url, query, "-v", "i=9007199254740993", "-v", "f=1.5", "-v", "s=12", "-v", "id=007", "-v", "b=true", "-v", `l=["a", "b"]`, "-v", "one=3",
		"-v", "e=OPEN", "-v", "d=12.50", "-v", `o={"status": ["OPEN"]}`, "-v", "n=null", "-v", "ns=null", "-v", "$nn=null").want(t, 0)
	got, _ := json.Marshal(r.body["variables"])
	want := `{"b":true,"d":"12.50","e":"OPEN","f":1.5,"i":9007199254740993,"id":"007","l":["a","b"],"n":null,"nn":null,"ns":"null","o":{"status":["OPEN"]},"one":3,"s":"12"}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if r.body["operationName"] != "Q" || r.body["query"] != query {
		t.Errorf("got %v", r.body)
	}
}

func TestWhereTheQueryComesFrom(t *testing.T) {
	r := record(t)
	t.Chdir(t.TempDir())
	write(t, "a.graphql", "query FromFile { __typename }")
	for _, tc := range []struct {
		stdin string
		args  []string
		want  string
	}{
		{"", []string{"a.graphql"}, "query FromFile { __typename }"},
		{"{ __typename }", []string{"-"}, "{ __typename }"},
		{"{ __typename }", nil, "{ __typename }"},
		{"", []string{" # note\n query { __typename }"}, " # note\n query { __typename }"},
		{"", []string{"query A { __typename } query B { __typename }", "--operation", "B"}, "query A { __typename } query B { __typename }"},
	} {
		o := executeWith(t, tc.stdin, []string{"GALLERIA_URL", r.url + "/"}, append([]string{"query"}, tc.args...)...).want(t, 0)
		if r.body["query"] != tc.want || o.stdout != "{\n  \"__typename\": \"Query\"\n}\n" || o.stderr != "" {
			t.Errorf("%q: sent %q, printed %q and %q", tc.args, r.body["query"], o.stdout, o.stderr)
		}
	}
}

// What cannot be asked is told before a server is.
func TestQueriesThatAreNotSent(t *testing.T) {
	for _, tc := range []struct {
		name, stdin string
		args        []string
		status      int
		want        string
	}{
		{"nothing to ask", "", nil, 1, "read the query: the standard input has no operation"},
		{"other text", "{ a\xff }", []string{"-"}, 1, "the standard input is not UTF-8 text; save it as UTF-8"},
		{"no value", "", []string{"query ($first: Int!) { a(first: $first) }"}, 2, "the variable $first of type Int! has no value: give it with -v first=…"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := executeWith(t, tc.stdin, []string{"GALLERIA_URL", canned(t, 200, `{"data":{}}`)}, append([]string{"query"}, tc.args...)...).want(t, tc.status)
			if !strings.Contains(o.stderr, tc.want) {
				t.Errorf("stderr: %s", o.stderr)
			}
		})
	}
	execute(t, nil, "query", "--url", canned(t, 200, `{"data":{"a":1}}`), "query ($n: Int! = 1) { a(n: $n) }").want(t, 0)
}

// Something else listens there.
func TestNoAnswer(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	defer s.Close()
	o := execute(t, nil, "query", "--url", s.URL, "{ __typename }").want(t, 1)
	if !strings.Contains(o.stderr, "closed without an answer; is this the address of a Galleria server?") {
		t.Errorf("stderr: %s", o.stderr)
	}
}

// On a terminal there is nobody who would end the standard input: that is a mistake, not a wait.
func TestNoQueryOnATerminal(t *testing.T) {
	var out, stderr bytes.Buffer
	code := galleria.Run(t.Context(), []string{"query"}, struct {
		io.Reader
		*terminal
	}{strings.NewReader(""), &terminal{}}, &out, &stderr, environment())
	if code != 2 || !strings.Contains(stderr.String(), "there is no query") {
		t.Errorf("%d: %s", code, &stderr)
	}
}

func TestWhereTheKeyComesFrom(t *testing.T) {
	r := record(t)
	file := filepath.Join(t.TempDir(), "key")
	write(t, file, "gal_file\n")
	env := []string{"GALLERIA_URL", r.url, "GALLERIA_KEY", "gal_default", "OTHER", "gal_other"}
	for _, tc := range []struct {
		env  []string
		args []string
		want string
	}{
		{env, nil, "Bearer gal_default"},
		{env, []string{"--key-env", "OTHER"}, "Bearer gal_other"},
		{env, []string{"--key-file", file}, "Bearer gal_file"},
		{env[:2], nil, ""},
	} {
		execute(t, tc.env, append([]string{"query", "{ __typename }"}, tc.args...)...).want(t, 0)
		if got := r.header.Get("Authorization"); got != tc.want {
			t.Errorf("%q: Authorization %q, want %q", tc.args, got, tc.want)
		}
	}
}

// A server that sends the request elsewhere does not get the key sent there.
func TestRedirectsAreNotFollowed(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the other server was asked") }))
	defer other.Close()
	s := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer s.Close()
	o := execute(t, []string{"GALLERIA_KEY", "k"}, "query", "--url", s.URL, "{ __typename }").want(t, 1)
	if !strings.Contains(o.stderr, "307 Temporary Redirect") {
		t.Errorf("stderr: %s", o.stderr)
	}
}

func TestErrorsOfAnAnswer(t *testing.T) {
	answer := `{"errors":[
		{"message":"pay did not answer in time","path":["orders","nodes",3,"payments"],"extensions":{"code":"SOURCE_TIMEOUT","source":"pay","retryable":true}},
		{"message":"unknown field\u001b[2J","locations":[{"line":2,"column":7}],"extensions":{"code":"VALIDATION_FAILED"}},
		{"message":"no code"}],
		"data":{"orders":{"nodes":[{"name":"#1"}]}}}`
	o := execute(t, nil, "query", "--url", canned(t, 200, answer), "-o", "csv", "{ orders { nodes { name } } }").want(t, 1)
	want := "error: SOURCE_TIMEOUT at orders.nodes.3.payments from pay: pay did not answer in time\n" +
		"error: VALIDATION_FAILED at 2:7: unknown field�[2J\n" +
		"error: no code\n"
	if o.stderr != want || o.stdout != "name\r\n#1\r\n" {
		t.Errorf("got %q and\n%s", o.stdout, o.stderr)
	}
}

func TestNoData(t *testing.T) {
	for _, format := range []string{"json", "table", "csv", "ndjson"} {
		o := execute(t, nil, "query", "--url", canned(t, 401, `{"errors":[{"message":"the API key is not known","extensions":{"code":"UNAUTHENTICATED"}}]}`), "-o", format, "{ __typename }").want(t, 1)
		if o.stdout != "" || o.stderr != "error: UNAUTHENTICATED: the API key is not known\n" {
			t.Errorf("%s: got %q and %q", format, o.stdout, o.stderr)
		}
	}
}

func TestNoGraphQL(t *testing.T) {
	o := execute(t, nil, "query", "--url", canned(t, 502, `<html>`), "{ __typename }").want(t, 1)
	if !strings.Contains(o.stderr, "the answer is 502 Bad Gateway and no GraphQL") {
		t.Errorf("stderr: %s", o.stderr)
	}
	execute(t, nil, "query", "--url", canned(t, 200, `{}`), "{ __typename }").want(t, 1)
	execute(t, nil, "sources", "--url", canned(t, 200, `{}`)).want(t, 1)
}

func TestByteOrderMark(t *testing.T) {
	url := canned(t, 200, `{"data":{"orders":{"nodes":[]}}}`)
	o := execute(t, nil, "query", "--url", url, "-o", "csv", "--bom", "{ orders { nodes { name } } }").want(t, 0)
	if o.stdout != "\uFEFFname\r\n" {
		t.Errorf("got %q", o.stdout)
	}
}

// What a server sends cannot move the cursor of who looks at it, and arrives unchanged in a file.
func TestTerminalsAreNotObeyed(t *testing.T) {
	url := canned(t, 200, `{"data":{"orders":{"nodes":[{"name":"\u009b2J"}]}}}`)
	for _, format := range []string{"json", "csv", "ndjson"} {
		args := []string{"query", "--url", url, "-o", format, "{ orders { nodes { name } } }"}
		var screen terminal
		if code := galleria.Run(t.Context(), args, strings.NewReader(""), &screen, io.Discard, environment()); code != 0 {
			t.Fatalf("%s: %d", format, code)
		}
		if strings.Contains(screen.String(), "\u009b") {
			t.Errorf("%s: the terminal gets %q", format, screen.String())
		}
		if o := execute(t, nil, args...); format == "csv" && !strings.Contains(o.stdout, "\u009b") {
			t.Errorf("%s: the file gets %q", format, o.stdout)
		}
	}
}

// Columns are those of the server's own schema, which may know more than this program.
func TestColumnsFromTheServersSchema(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /deep/graphql", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"data":{"ships":[{"name":"A","tons":"12"}]}}`)
	})
	mux.HandleFunc("GET /deep/schema.graphql", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer k" {
			fmt.Fprint(w, "type Query { ships: [Ship!] } type Ship { name: String tons: Decimal } scalar Decimal")
			return
		}
		w.WriteHeader(http.StatusForbidden)
	})
	s := httptest.NewServer(mux)
	defer s.Close()
	args := []string{"query", "--url", s.URL + "/deep/graphql", "-o", "table", "{ ships { name tons } }"}
	if o := execute(t, []string{"GALLERIA_KEY", "k"}, args...).want(t, 0); o.stdout != "name  tons\nA       12\n" {
		t.Errorf("got %q", o.stdout)
	}
	if o := execute(t, nil, args...).want(t, 1); !strings.Contains(o.stderr, "no field Query.ships") {
		t.Errorf("got %q", o.stderr)
	}
}

func TestTimeout(t *testing.T) {
	release := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer s.Close()
	defer close(release)
	o := execute(t, nil, "query", "--url", s.URL, "--timeout", "1ms", "{ __typename }").want(t, 1)
	if !strings.Contains(o.stderr, "no answer in time; --timeout gives it more") {
		t.Errorf("stderr: %s", o.stderr)
	}
}
