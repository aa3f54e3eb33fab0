package server_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/internal/server"
)

// inParts answers every operation with the responses that next returns, until
// it returns nil.
type inParts struct {
	*graph
	next func(ctx context.Context, i int) *graphql.Response
}

func (p inParts) Exec(context.Context) graphql.ResponseHandler {
	i := -1
	return func(ctx context.Context) *graphql.Response {
		i++
		return p.next(ctx, i)
	}
}

func withParts(tb testing.TB, next func(ctx context.Context, i int) *graphql.Response) func(*server.Options) {
	g := newGraph(tb, nil)
	return func(o *server.Options) { o.Schema = inParts{g, next} }
}

func next(more bool) *bool { return &more }

func failed(message string, path ...ast.PathElement) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Path: path, Extensions: map[string]any{"code": "SOURCE_TIMEOUT"}}
}

// three is an answer of one initial response and two deferred ones.
func three(_ context.Context, i int) *graphql.Response {
	switch i {
	case 0:
		return &graphql.Response{Data: json.RawMessage(`{"me":{"id":"1"}}`), HasNext: next(true)}
	case 1:
		return &graphql.Response{
			Data: json.RawMessage(`null`), Path: ast.Path{ast.PathName("me"), ast.PathName("friends"), ast.PathIndex(2)}, Label: `a"b`, HasNext: next(true),
			Errors: gqlerror.List{failed("second", ast.PathName("b")), failed("first", ast.PathName("a"))},
		}
	case 2:
		return &graphql.Response{Data: json.RawMessage("{\n\"name\":\"x\"}"), HasNext: next(false)}
	}
	return nil
}

const (
	deferred   = `{me{id ...@defer{name}}}`
	apollo     = "multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9"
	urql       = "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
	eventsOnly = "text/event-stream"
)

func TestMultipart(t *testing.T) {
	const want = "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n" +
		`{"data":{"me":{"id":"1"}},"hasNext":true}` + "\r\n---\r\n" +
		"Content-Type: application/json; charset=utf-8\r\n\r\n" +
		`{"incremental":[{"errors":[{"message":"first","path":["a"],"extensions":{"code":"SOURCE_TIMEOUT"}},{"message":"second","path":["b"],"extensions":{"code":"SOURCE_TIMEOUT"}}],` +
		`"data":null,"path":["me","friends",2],"label":"a\"b"}],"hasNext":true}` + "\r\n---\r\n" +
		"Content-Type: application/json; charset=utf-8\r\n\r\n" +
		"{\"incremental\":[{\"data\":{\n\"name\":\"x\"},\"path\":[]}],\"hasNext\":false}\r\n-----\r\n"
	for _, accept := range []string{apollo, urql, "multipart/mixed"} {
		synctest.Test(t, func(t *testing.T) {
			s := start(t, nil, withParts(t, func(ctx context.Context, i int) *graphql.Response {
				time.Sleep(time.Second) // parts that are ready together go out together
				return three(ctx, i)
			}))
			w := httptest.NewRecorder()
			s.ServeHTTP(w, query(deferred, "Accept", accept))
			if w.Code != 200 || w.Header().Get("Content-Type") != `multipart/mixed; boundary="-"; deferSpec=20220824` || w.Header().Get("Content-Length") != "" {
				t.Fatalf("%s: status %d, %v", accept, w.Code, w.Header())
			}
			if w.Body.String() != want {
				t.Errorf("%s:\ngot  %q\nwant %q", accept, w.Body, want)
			}
			if lines := s.log.lines(t, "request"); len(lines) != 1 || lines[0]["code"] != "SOURCE_TIMEOUT" {
				t.Errorf("log %s", s.log)
			}
		})
	}
}

// readParts reads a multipart body as clients do that know the media type alone.
func readParts(t *testing.T, header http.Header, body io.Reader) []string {
	t.Helper()
	_, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for r := multipart.NewReader(body, params["boundary"]); ; {
		part, err := r.NextPart()
		if err == io.EOF { //nolint:errorlint // as it is documented
			return all
		}
		if err != nil {
			t.Fatalf("after %q: %v", all, err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(text))
	}
}

// TestPartsThatAreReadyGoTogether has the writer wait until everything is ready.
func TestPartsThatAreReadyGoTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := start(t, nil, withParts(t, three))
		w := &slowRecorder{ResponseRecorder: httptest.NewRecorder()}
		s.ServeHTTP(w, query(deferred, "Accept", apollo))
		parts := readParts(t, w.Header(), w.Body)
		if len(parts) != 2 || !strings.Contains(parts[1], `"label":"a\"b"},{"data"`) || !strings.HasSuffix(parts[1], `"hasNext":false}`) {
			t.Fatalf("parts %q", parts)
		}
	})
}

type slowRecorder struct{ *httptest.ResponseRecorder }

func (w *slowRecorder) Flush() {
	time.Sleep(time.Second)
	w.ResponseRecorder.Flush()
}

func TestEvents(t *testing.T) {
	const want = "event: next\ndata: {\"data\":{\"me\":{\"id\":\"1\"}},\"hasNext\":true}\n\n" +
		":\n\n" +
		"event: next\ndata: {\"incremental\":[{\"data\":{\ndata: \"name\":\"x\"},\"path\":[]}],\"hasNext\":false}\n\n" +
		"event: complete\ndata:\n\n"
	get := func() *http.Request {
		return request(http.MethodGet, getURL(deferred), "", "Accept", eventsOnly)
	}
	for name, r := range map[string]func() *http.Request{"POST": func() *http.Request { return query(deferred, "Accept", eventsOnly) }, "GET": get} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := start(t, nil, withParts(t, func(ctx context.Context, i int) *graphql.Response {
					if i == 1 {
						time.Sleep(20 * time.Second)
						return three(ctx, 2)
					}
					return three(ctx, i*3)
				}), func(o *server.Options) { o.Limits.Deadline = time.Minute })
				w := httptest.NewRecorder()
				s.ServeHTTP(w, r())
				if w.Code != 200 || w.Header().Get("Content-Type") != "text/event-stream; charset=utf-8" || w.Header().Get("X-Accel-Buffering") != "no" {
					t.Fatalf("status %d, %v", w.Code, w.Header())
				}
				if w.Body.String() != want {
					t.Errorf("\ngot  %q\nwant %q", w.Body, want)
				}
			})
		})
	}
}

// TestFormOfAnAnswer asks plain and deferred operations by the Accept headers of clients.
func TestFormOfAnAnswer(t *testing.T) {
	const parts, events, plain, graph = "multipart/mixed", "text/event-stream", "application/json", graphResponse
	tests := []struct{ accept, plain, deferred string }{
		{"", plain, "UNSUPPORTED"},
		{"*/*", plain, "UNSUPPORTED"},
		{plain, plain, "UNSUPPORTED"},
		{apollo, graph, parts},
		{urql, graph, parts},
		{"multipart/mixed, application/json", plain, parts}, // Relay's examples
		{"multipart/mixed;q=0.5, text/event-stream, */*;q=0.1", events, events},
		{"text/event-stream, application/json", plain, events},
		{"text/event-stream, application/json;q=0.5", events, events},
		{"text/event-stream;q=0, application/json", plain, "UNSUPPORTED"},
		{eventsOnly, events, events},
		{"multipart/mixed", parts, parts},
		{"multipart/mixed;incrementalSpec=v0.2, application/json", plain, "UNSUPPORTED"},
		{"multipart/mixed;deferSpec=20200101", "NOT_ACCEPTABLE", "NOT_ACCEPTABLE"},
		{`multipart/mixed;boundary="graphql";subscriptionSpec="1.0", application/json`, plain, "UNSUPPORTED"},
		{"multipart/*", "NOT_ACCEPTABLE", "NOT_ACCEPTABLE"},
	}
	s := start(t, nil, withParts(t, func(_ context.Context, i int) *graphql.Response {
		if i > 0 {
			return nil
		}
		return &graphql.Response{Data: json.RawMessage(`{"me":null}`)}
	}))
	for _, tt := range tests {
		t.Run(tt.accept, func(t *testing.T) {
			for text, want := range map[string]string{"{me{id}}": tt.plain, deferred: tt.deferred, "{me{id ...@defer(if:false){name}}}": tt.plain} {
				r := query(text)
				if tt.accept != "" {
					r.Header.Set("Accept", tt.accept)
				}
				a := s.do(t, r)
				media, _, _ := mime.ParseMediaType(a.header.Get("Content-Type"))
				if code := a.code(); code != "" {
					media = code
				}
				if media != want {
					t.Errorf("%s: got %s, want %s: %s", text, media, want, a.body)
				}
				if want == "UNSUPPORTED" && (a.status != 400 || !strings.Contains(a.Errors[0].Message, "multipart/mixed;deferSpec=20220824 or text/event-stream")) {
					t.Errorf("status %d: %s", a.status, a.body)
				}
				if want == parts && !strings.HasSuffix(a.body, `{"data":{"me":null},"hasNext":false}`+"\r\n-----\r\n") {
					t.Errorf("%q", a.body)
				}
				if want == events && a.body != "event: next\ndata: {\"data\":{\"me\":null}}\n\nevent: complete\ndata:\n\n" {
					t.Errorf("%q", a.body)
				}
			}
		})
	}
}

// TestManyAcceptHeaders sends more different headers than are remembered, each
// twice and from several clients at once.
func TestManyAcceptHeaders(t *testing.T) {
	s := start(t, nil)
	var clients sync.WaitGroup
	for range 3 {
		clients.Go(func() {
			for i := range 150 {
				for _, accept := range []struct{ header, media string }{
					{fmt.Sprintf("text/x-%d, application/json", i/2), "application/json; charset=utf-8"},
					{fmt.Sprintf("text/x-%d, %s", i/2, graphResponse), graphResponse + "; charset=utf-8"},
					{strings.Repeat("text/html, ", 25) + eventsOnly, "text/event-stream; charset=utf-8"},
				} {
					if a := s.do(t, query("{me{id}}", "Accept", accept.header)); a.header.Get("Content-Type") != accept.media {
						t.Errorf("%s: got %s", accept.header, a.header.Get("Content-Type"))
					}
				}
			}
		})
	}
	clients.Wait()
}

// TestRefusalsWhereOnlyStreamsAreTaken checks that faults of a document come in
// the stream, and all others as an answer without one.
func TestRefusalsWhereOnlyStreamsAreTaken(t *testing.T) {
	const inStream = "text/event-stream; charset=utf-8"
	tests := []struct {
		name    string
		request *http.Request
		status  int
		media   string
		code    string
	}{
		{"document", query("{nope}", "Accept", eventsOnly), 200, inStream, "GRAPHQL_VALIDATION_FAILED"},
		{"too many defers", query("{"+strings.Repeat("...@defer{me{id}}", 17)+"}", "Accept", eventsOnly), 200, inStream, "DOCUMENT_TOO_MANY_DEFERS"},
		{"deferred cost", query("{...@defer{users(first:3000){nodes{id}}}}", "Accept", eventsOnly), 200, inStream, "COST_LIMIT_EXCEEDED"},
		{"body", post("{", "Accept", eventsOnly), 400, "application/json; charset=utf-8", "BAD_REQUEST"},
		{"subscription", query("subscription{changed{id}}", "Accept", eventsOnly), 400, "application/json; charset=utf-8", "UNSUPPORTED"},
		{"mutation by GET", request(http.MethodGet, getURL(`mutation{rename(name:"x"){id}}`), "", "Accept", eventsOnly), 405, "application/json; charset=utf-8", "METHOD_NOT_ALLOWED"},
		{"another site", request(http.MethodGet, getURL("{me{id}}"), "", "Accept", eventsOnly, "Sec-Fetch-Site", "cross-site"), 403, "application/json; charset=utf-8", "CROSS_SITE_REFUSED"},
	}
	s := start(t, nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.do(t, tt.request)
			if a.status != tt.status || a.header.Get("Content-Type") != tt.media || !strings.Contains(a.body, `"code":"`+tt.code+`"`) || strings.Contains(a.body, `"data":`) {
				t.Errorf("status %d, %s: %s", a.status, a.header.Get("Content-Type"), a.body)
			}
			if tt.media == inStream && !strings.HasSuffix(a.body, "}\n\nevent: complete\ndata:\n\n") {
				t.Errorf("not complete: %q", a.body)
			}
		})
	}
}

// TestEveryPartIsSentAtOnce reads each part over a connection before the server
// may make the next one.
func TestEveryPartIsSentAtOnce(t *testing.T) {
	goOn := make(chan struct{})
	s := httptest.NewServer(start(t, nil, withParts(t, func(ctx context.Context, i int) *graphql.Response {
		if i == 1 || i == 2 {
			select {
			case <-goOn:
			case <-ctx.Done():
				return nil
			}
		}
		return three(ctx, i)
	})))
	defer s.Close()
	for _, accept := range []string{apollo, eventsOnly} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/graphql?query="+url.QueryEscape(deferred), nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", accept)
		resp, err := client(t).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(resp.Body)
		for i, want := range []string{`"hasNext":true`, `"label"`, `"hasNext":false`} {
			for lines.Scan() && !strings.Contains(lines.Text(), want) {
			}
			if lines.Err() != nil {
				t.Fatal(lines.Err())
			}
			if i < 2 {
				goOn <- struct{}{}
			}
		}
		_ = resp.Body.Close()
	}
}

// TestGoneClientEndsTheOperation has the client leave after the first part.
func TestGoneClientEndsTheOperation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan error, 1)
		s := start(t, nil, withParts(t, func(ctx context.Context, i int) *graphql.Response {
			if i == 0 {
				return three(ctx, 0)
			}
			<-ctx.Done()
			ended <- ctx.Err()
			return nil
		}), func(o *server.Options) { o.Limits.Concurrency = 1 })
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		w := httptest.NewRecorder()
		go func() {
			defer close(done)
			s.ServeHTTP(w, query(deferred, "Accept", apollo).WithContext(ctx))
		}()
		synctest.Wait()
		if a := s.do(t, query(deferred, "Accept", apollo)); a.status != 503 {
			t.Errorf("a stream takes no place: status %d", a.status)
		}
		cancel()
		<-done
		if err := <-ended; err == nil {
			t.Error("the operation went on")
		}
		if a := s.do(t, query("{__schema{__typename}}", "Accept", "application/json").WithContext(ctx)); a.code() == "OVERLOADED" {
			t.Error("the stream keeps its place")
		}
	})
}

// TestClientThatReadsNothing leaves the server with a part that nobody takes.
func TestClientThatReadsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		big := json.RawMessage(`{"name":"` + strings.Repeat("x", 1<<20) + `"}`)
		ended := make(chan time.Time, 1)
		s := start(t, nil, withParts(t, func(ctx context.Context, i int) *graphql.Response {
			if i == 0 {
				return &graphql.Response{Data: big, HasNext: next(true)}
			}
			<-ctx.Done()
			ended <- time.Now()
			return nil
		}), func(o *server.Options) { o.Limits.WriteTime, o.Limits.Deadline = 3*time.Second, time.Minute })
		l := live(t, s)
		begin := time.Now()
		conn, ok := l.dial()
		if !ok {
			t.Fatal("nobody listens")
		}
		body := `{"query":"` + deferred + `"}`
		text := strings.Replace(postText(body, len(body)), "Content-Type:", "Accept: multipart/mixed\r\nContent-Type:", 1)
		if _, err := io.WriteString(conn, text); err != nil {
			t.Fatal(err)
		}
		if took := (<-ended).Sub(begin); took != 3*time.Second {
			t.Errorf("gave up after %s", took)
		}
		_ = conn.Close()
		l.end(t)
	})
}

func TestDeadlineOfAStream(t *testing.T) {
	stuckAt := func(stuck int) func(context.Context, int) *graphql.Response {
		return func(ctx context.Context, i int) *graphql.Response {
			if i == stuck {
				<-ctx.Done()
				return nil
			}
			return three(ctx, i)
		}
	}
	tests := []struct {
		name, accept string
		stuck        int
		status       int
		end          string
	}{
		{"parts", apollo, 1, 200, `{"errors":[{"message":"the operation did not end within its deadline","extensions":{"code":"DEADLINE_EXCEEDED","retryable":true}}],"hasNext":false}` + "\r\n-----\r\n"},
		{"events", eventsOnly, 1, 200, `"retryable":true}}],"hasNext":false}` + "\n\nevent: complete\ndata:\n\n"},
		{"before the first", apollo, 0, 504, `"retryable":true}}]}` + "\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				begin := time.Now()
				a := start(t, nil, withParts(t, stuckAt(tt.stuck))).do(t, query(deferred, "Accept", tt.accept))
				if took := time.Since(begin); took != 10*time.Second || a.status != tt.status || !strings.HasSuffix(a.body, tt.end) {
					t.Errorf("status %d after %s: %q", a.status, took, a.body)
				}
			})
		})
	}
}

// TestPanicWhileStreaming checks that a panic outside of any resolver is logged,
// and breaks the answer off.
func TestPanicWhileStreaming(t *testing.T) {
	panicsAt := func(at int) func(*server.Options) {
		return withParts(t, func(ctx context.Context, i int) *graphql.Response {
			if i == at {
				panic(errSecret)
			}
			return three(ctx, i)
		})
	}
	first := start(t, nil, panicsAt(0))
	a := first.do(t, query(deferred, "Accept", apollo))
	if a.status != 500 || a.code() != "INTERNAL" || len(first.log.lines(t, "panic")) != 1 || strings.Contains(a.body+first.log.String(), "hunter2") {
		t.Errorf("status %d: %s %s", a.status, a.body, first.log)
	}
	later := start(t, nil, panicsAt(1))
	lines := func() any {
		defer func() { _ = recover() }()
		return later.do(t, query(deferred, "Accept", apollo))
	}()
	if lines != nil || len(later.log.lines(t, "panic")) != 1 {
		t.Errorf("answered %v: %s", lines, later.log)
	}
}
