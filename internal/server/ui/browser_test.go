package ui_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/internal/server"
	"github.com/galleria-graph/galleria/internal/server/ui"
	"github.com/galleria-graph/galleria/schema"
)

// TestInBrowser runs the browser's tests in web/test against a server that has the pages, the schema and a graph of few
// answers: enough for the pages, which are what is tested here. It takes a minute and is asked for by GALLERIA_BROWSER=1.
func TestInBrowser(t *testing.T) {
	if os.Getenv("GALLERIA_BROWSER") == "" {
		t.Skip("GALLERIA_BROWSER is not set: no browser is started")
	}
	web := filepath.Join(root, "web")
	if _, err := os.Stat(filepath.Join(web, "node_modules", "playwright-core")); err != nil {
		t.Skip("web/node_modules is not installed: run npm ci in web/ for the browser's tests")
	}
	chromium := os.Getenv("CHROMIUM")
	if chromium == "" {
		chromium = "/usr/bin/chromium"
	}
	if _, err := os.Stat(chromium); err != nil {
		t.Skip("chromium is not installed: the browser's tests need it")
	}
	site := httptest.NewServer(explored(t))
	defer site.Close()
	command := exec.CommandContext(t.Context(), "npm", "test")
	command.Dir = web
	command.Env = append(os.Environ(), "GALLERIA_URL="+site.URL)
	if output, err := command.CombinedOutput(); err != nil {
		t.Errorf("npm test: %v\n%s", err, output)
	}
}

// explored is the server that everybody may explore, over few.
func explored(t *testing.T) *server.Server {
	t.Helper()
	s, err := server.New(server.Options{
		Schema:         few{schema: loadSchema(t), asked: make(chan struct{})},
		SDL:            schema.SDL(),
		Listen:         "127.0.0.1:8080",
		AnonymousRoles: []server.Role{server.RoleQuery, server.RoleExplore},
		Limits:         server.DefaultLimits(),
		UI:             ui.Handler(),
		Logger:         slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// few has two answers: one for orders with their payments deferred, and one of
// __typename for all else. The payments wait until something else has been
// asked, so that a browser can be seen to show what came before them.
type few struct {
	schema *ast.Schema
	asked  chan struct{}
}

func (f few) Schema() *ast.Schema { return f.schema }

func (few) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (f few) Exec(ctx context.Context) graphql.ResponseHandler {
	if strings.Contains(graphql.GetOperationContext(ctx).RawQuery, "@defer") {
		return f.inParts()
	}
	select {
	case f.asked <- struct{}{}:
	default:
	}
	return graphql.OneShot(&graphql.Response{Data: json.RawMessage(`{"__typename":"Query"}`)})
}

const fewOrders = 3

// inParts answers with the names of orders, and then with the payments of each.
func (f few) inParts() graphql.ResponseHandler {
	part := -1
	return func(ctx context.Context) *graphql.Response {
		part++
		more := part < fewOrders
		switch {
		case part == 0:
			return &graphql.Response{Data: json.RawMessage(`{"orders":{"nodes":[{"name":"#1"},{"name":"#2"},{"name":"#3"}]}}`), HasNext: &more}
		case part > fewOrders, part == 1 && !f.askedAgain(ctx):
			return nil
		}
		path := ast.Path{ast.PathName("orders"), ast.PathName("nodes"), ast.PathIndex(part - 1)}
		return &graphql.Response{Data: json.RawMessage(`{"payments":[{"status":"SUCCEEDED"}]}`), Path: path, HasNext: &more}
	}
}

// askedAgain waits for another operation, and reports whether it came.
func (f few) askedAgain(ctx context.Context) bool {
	select {
	case <-f.asked:
		return true
	case <-ctx.Done():
		return false
	}
}
