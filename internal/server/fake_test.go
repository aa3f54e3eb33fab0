package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/internal/server"
)

const testSDL = `
directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
scalar _Any
type _Service { sdl: String }
type Query {
  me: User
  user(id: ID!): User
  users(first: Int): UserConnection!
  broken: String
  count(of: Int, tags: [String!]): Int
  _entities(representations: [_Any!]!): [User]!
  _service: _Service!
}
type Mutation { rename(name: String!): User }
type Subscription { changed: User }
type User { id: ID! name: String friend: User }
type UserConnection { nodes: [User!]! pageInfo: PageInfo! }
type PageInfo { hasNextPage: Boolean! }
`

// field answers one root field: with JSON, an error or a panic.
type field func(ctx context.Context, args map[string]any) (json.RawMessage, error)

// graph executes operations by the root fields it is given; others are null.
// It is what gqlgen's generated code is to the executor, without types.
type graph struct {
	schema *ast.Schema
	fields map[string]field
	ran    func(*graphql.OperationContext)
}

func newGraph(tb testing.TB, fields map[string]field) *graph {
	tb.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: testSDL})
	if err != nil {
		tb.Fatal(err)
	}
	return &graph{schema: schema, fields: fields}
}

func (g *graph) Schema() *ast.Schema { return g.schema }

func (g *graph) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (g *graph) Exec(ctx context.Context) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	if g.ran != nil {
		g.ran(op)
	}
	return func(ctx context.Context) *graphql.Response {
		var data bytes.Buffer
		data.WriteByte('{')
		for i, f := range graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Query", "Mutation"}) {
			if i > 0 {
				data.WriteByte(',')
			}
			key, _ := json.Marshal(f.Alias)
			data.Write(append(key, ':'))
			data.Write(g.field(graphql.WithPathContext(ctx, graphql.NewPathWithField(f.Alias)), op, f))
		}
		data.WriteByte('}')
		return &graphql.Response{Data: data.Bytes()}
	}
}

func (g *graph) field(ctx context.Context, op *graphql.OperationContext, f graphql.CollectedField) (value json.RawMessage) {
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(ctx, op.Recover(ctx, r))
			value = json.RawMessage("null")
		}
	}()
	if f.Name == "__typename" {
		return json.RawMessage(`"Query"`)
	}
	answer, ok := g.fields[f.Name]
	if !ok {
		return json.RawMessage("null")
	}
	value, err := answer(ctx, f.ArgumentMap(op.Variables))
	if err != nil {
		graphql.AddError(ctx, err)
		return json.RawMessage("null")
	}
	return value
}

// logs keeps log lines for tests.
type logs struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// lines returns the log lines with a message.
func (l *logs) lines(tb testing.TB, message string) []map[string]any {
	tb.Helper()
	var list []map[string]any
	for line := range strings.SplitSeq(strings.TrimSpace(l.String()), "\n") {
		if line == "" {
			continue
		}
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			tb.Fatalf("log line %q: %v", line, err)
		}
		if m["msg"] == message {
			list = append(list, m)
		}
	}
	return list
}

// setup is a server under test with its log.
type setup struct {
	*server.Server
	log *logs
}

// options are those of a loopback server on which everyone may do everything.
func options(tb testing.TB, fields map[string]field) (server.Options, *logs) {
	tb.Helper()
	log := &logs{}
	return server.Options{
		Schema:         newGraph(tb, fields),
		SDL:            testSDL,
		Listen:         "127.0.0.1:8080",
		AnonymousRoles: []server.Role{server.RoleQuery, server.RoleExplore, server.RoleTrace},
		Limits:         server.DefaultLimits(),
		Introspection:  true,
		Trace:          true,
		Logger:         slog.New(slog.NewJSONHandler(log, nil)),
	}, log
}

func start(tb testing.TB, fields map[string]field, change ...func(*server.Options)) setup {
	tb.Helper()
	o, log := options(tb, fields)
	for _, c := range change {
		c(&o)
	}
	s, err := server.New(o)
	if err != nil {
		tb.Fatal(err)
	}
	return setup{s, log}
}

// answer is a response as clients see it.
type answer struct {
	status int
	header http.Header
	body   string
	Data   json.RawMessage `json:"data"`
	Errors []struct {
		Message    string         `json:"message"`
		Path       []any          `json:"path"`
		Extensions map[string]any `json:"extensions"`
	} `json:"errors"`
	Extensions map[string]any `json:"extensions"`
}

func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

func (s setup) do(tb testing.TB, r *http.Request) answer {
	tb.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return read(tb, w.Result())
}

func read(tb testing.TB, resp *http.Response) answer {
	tb.Helper()
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		tb.Fatal(err)
	}
	a := answer{status: resp.StatusCode, header: resp.Header, body: string(body)}
	if strings.Contains(resp.Header.Get("Content-Type"), "json") {
		if err := json.Unmarshal(body, &a); err != nil {
			tb.Fatalf("answer %q: %v", body, err)
		}
	}
	return a
}

// request builds a request to the loopback host with headers given in pairs.
func request(method, target, body string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, "http://localhost:8080"+target, strings.NewReader(body))
	if body == "" {
		r = httptest.NewRequest(method, "http://localhost:8080"+target, nil)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	return r
}

func post(body string, headers ...string) *http.Request {
	return request(http.MethodPost, "/graphql", body, append([]string{"Content-Type", "application/json"}, headers...)...)
}

func query(text string, headers ...string) *http.Request {
	body, _ := json.Marshal(map[string]any{"query": text})
	return post(string(body), headers...)
}

var errSecret = errors.New("password hunter2 of jane@example.com")

func ranField(ran *bool) field {
	return func(context.Context, map[string]any) (json.RawMessage, error) {
		*ran = true
		return json.RawMessage("null"), nil
	}
}

func captureArg(to *any, name string) field {
	return func(_ context.Context, args map[string]any) (json.RawMessage, error) {
		*to = args[name]
		return json.RawMessage("[]"), nil
	}
}

func failing(err error) field {
	return func(context.Context, map[string]any) (json.RawMessage, error) { return nil, err }
}
