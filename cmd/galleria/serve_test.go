package main_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	galleria "github.com/galleria-graph/galleria/cmd/galleria"
	"github.com/galleria-graph/galleria/internal/config"
)

// shop writes a database with two orders and a configuration that reads it, and
// returns the configuration's path. The lines come first in the configuration.
func shop(t *testing.T, lines string) string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "shop.db")
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: file}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), `
		CREATE TABLE orders (id INTEGER PRIMARY KEY, number TEXT NOT NULL, email TEXT, placed INTEGER NOT NULL, total TEXT NOT NULL);
		INSERT INTO orders VALUES (1, '#1001', 'ada@example.com', 1767225600, '414.95'), (2, '#1002', '=cmd', 1767312000, '12.50');`); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "galleria.yaml")
	write(t, path, fmt.Sprintf(`%s
sources:
  shop:
    kind: sqlite
    url: %s
    tables:
      orders:
        table: orders
        id: id
        fields:
          name: number
          email: email
          placedAt: {column: placed, type: unix}
          total: {column: total, type: decimal, currency: EUR}
`, lines, file))
	return path
}

// ready is what the log says of a server that is ready.
type ready struct {
	Msg, Mode, GraphQL, Explore, Config, Data, Try, Break string
	Sources                                               []struct {
		Name    string
		Answers bool
	}
}

func (r *running) ready(t *testing.T) ready {
	t.Helper()
	var facts ready
	if err := json.Unmarshal([]byte(r.line(t, `"msg":"ready"`)), &facts); err != nil {
		t.Fatal(err)
	}
	return facts
}

func TestServe(t *testing.T) {
	t.Parallel()
	path := shop(t, "")
	r := start(t, false, nil, "serve", "-c", path, "--listen", "127.0.0.1:0")
	facts := r.ready(t)
	if facts.Mode != "serve" || facts.Config != path || facts.Explore != "" || len(facts.Sources) != 1 || !facts.Sources[0].Answers {
		t.Errorf("got %+v", facts)
	}
	env := []string{"GALLERIA_URL", facts.GraphQL}
	query := "{ orders { nodes { name email total { shopMoney { amount currencyCode } } } } }"
	if o := execute(t, env, "query", query, "-o", "table").want(t, 0); o.stdout != ""+
		"name   email            total.shopMoney.amount  total.shopMoney.currencyCode\n"+
		"#1002  =cmd                              12.50  EUR\n"+
		"#1001  ada@example.com                  414.95  EUR\n" {
		t.Errorf("got\n%s", o.stdout)
	}
	if o := execute(t, env, "query", query, "-o", "csv").want(t, 0); !strings.Contains(o.stdout, "#1002,'=cmd,12.50,EUR\r\n") {
		t.Errorf("got\n%s", o.stdout)
	}
	if o := execute(t, env, "query", "{ orders { nodes { nonsense } } }").want(t, 1); o.stdout != "" || !strings.HasPrefix(o.stderr, "error: ") {
		t.Errorf("got %q and %q", o.stdout, o.stderr)
	}
	if o := execute(t, env, "query", "{ __schema { types { name } } }").want(t, 1); !strings.Contains(o.stderr, "INTROSPECTION_DISABLED") {
		t.Errorf("introspection without --dev: %q", o.stderr)
	}
	o := execute(t, env, "sources").want(t, 0)
	if !regexp.MustCompile(`(?m)^shop +sqlite +● answering`).MatchString(o.stdout) {
		t.Errorf("got\n%s", o.stdout)
	}
	if code := r.end(); code != 0 {
		t.Errorf("ended with %d:\n%s", code, r.stderr)
	}
}

func TestServeForDevelopment(t *testing.T) {
	t.Parallel()
	path := shop(t, "")
	r := start(t, true, []string{"GALLERIA_CONFIG", path, "NO_COLOR", "1"}, "serve", "--dev", "--listen", ":0")
	r.line(t, "For this machine only")
	banner := regexp.MustCompile(`(?s)^galleria \S+ · development · ready in \d+\.\d s\n\n` +
		`  Config     (\S+)\n  Explore    (http://127\.0\.0\.1:\d+/explore/)\n  GraphQL    (http://127\.0\.0\.1:\d+/graphql)\n  Sources    shop ● (< 1|\d+) ms\n\n` +
		`  Stop       Ctrl\+C\n\n! Development: the causes of errors are shown\. For this machine only\.`)
	said := banner.FindStringSubmatch(r.stderr.String())
	if said == nil || said[1] != path {
		t.Fatalf("the banner is\n%s", r.stderr)
	}
	if status := get(t, said[2]); status != 200 {
		t.Errorf("%s answers %d", said[2], status)
	}
	if o := execute(t, nil, "query", "--url", said[3], "{ __schema { queryType { name } } }").want(t, 0); !strings.Contains(o.stdout, `"Query"`) {
		t.Errorf("introspection: %s", o.stdout)
	}
	if code := r.end(); code != 0 {
		t.Errorf("ended with %d:\n%s", code, r.stderr)
	}
}

func get(t *testing.T, url string) int {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

// With keys, other machines may be let in; a caller without one is refused.
func TestServeWithKeys(t *testing.T) {
	t.Parallel()
	key, hash := config.GenerateKey()
	path := shop(t, fmt.Sprintf("listen: 127.0.0.1:0\nauth: {keys: [{name: me, hash: %q, roles: [query, explore]}]}", hash))
	r := start(t, false, nil, "serve", "-c", path, "--listen", "0.0.0.0:0")
	endpoint := r.ready(t).GraphQL
	execute(t, []string{"GALLERIA_URL", endpoint, "GALLERIA_KEY", key.Reveal()}, "query", "{ orders { nodes { name } } }").want(t, 0)
	execute(t, []string{"GALLERIA_URL", endpoint, "GALLERIA_KEY", key.Reveal()}, "sources").want(t, 0)
	if o := execute(t, []string{"GALLERIA_URL", endpoint}, "query", "{ orders { nodes { name } } }").want(t, 1); !strings.Contains(o.stderr, "UNAUTHENTICATED") {
		t.Errorf("got %q", o.stderr)
	}
	if o := execute(t, []string{"GALLERIA_URL", endpoint}, "sources").want(t, 1); !strings.Contains(o.stderr, "UNAUTHENTICATED") {
		t.Errorf("got %q", o.stderr)
	}
	if strings.Contains(r.stderr.String(), key.Reveal()) {
		t.Error("the log holds the key")
	}
}

func TestServeRefusesToBeOpen(t *testing.T) {
	private, public := shop(t, ""), shop(t, "listen: 0.0.0.0:0")
	for _, tc := range []struct {
		code int
		args []string
		want string
	}{
		{3, []string{"-c", public}, "listen: 127.0.0.1:0\nor ask callers for a key"},
		{2, []string{"-c", private, "--listen", "0.0.0.0:0"}, "galleria serve --listen 127.0.0.1:8080   to stay on this machine, or\n  galleria key"},
		{2, []string{"-c", public, "--dev"}, "add --listen 127.0.0.1:8080"},
		{2, []string{"-c", private, "--dev", "--listen", "0.0.0.0:0"}, "--dev is for this machine only"},
		{2, []string{"-c", private, "--listen", "nowhere"}, "--listen must be host:port"},
	} {
		o := execute(t, nil, append([]string{"serve"}, tc.args...)...).want(t, tc.code)
		if !strings.Contains(o.stderr, tc.want) {
			t.Errorf("%q: %s", tc.args, o.stderr)
		}
	}
}

func TestServeWhereTheAddressIsTaken(t *testing.T) {
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	path := shop(t, "listen: "+l.Addr().String())
	o := execute(t, nil, "serve", "-c", path).want(t, 1)
	if !strings.Contains(o.stderr, l.Addr().String()+" is in use (by another program). Use --listen") {
		t.Errorf("stderr: %s", o.stderr)
	}
	if o := execute(t, nil, "demo", "--listen", l.Addr().String()).want(t, 1); !strings.Contains(o.stderr, "--listen :0 for any free one") {
		t.Errorf("stderr: %s", o.stderr)
	}
	// What it advises works, and stays on this machine.
	if facts := start(t, false, nil, "serve", "-c", path, "--listen", ":0").ready(t); !strings.HasPrefix(facts.GraphQL, "http://127.0.0.1:") {
		t.Errorf("got %+v", facts)
	}
}

// A database that is not there: check says so and goes on, serve starts and says so.
func TestASourceThatDoesNotAnswer(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "galleria.yaml")
	write(t, path, fmt.Sprintf("sources:\n  shop: {kind: sqlite, url: %q, tables: {locations: {table: sites, id: id, fields: {name: name}}}}\n", filepath.Join(dir, "gone.db")))
	execute(t, nil, "check", path).want(t, 0)
	o := execute(t, nil, "check", path, "--connect").want(t, 4)
	if !strings.HasPrefix(o.stdout, path+" is usable\n■ shop: ") {
		t.Errorf("stdout: %s", o.stdout)
	}
	var report struct {
		File    string
		Usable  bool
		Sources []struct {
			Name, Error string
			Answers     bool
		}
	}
	if err := json.Unmarshal([]byte(execute(t, nil, "check", path, "--connect", "--json").want(t, 4).stdout), &report); err != nil {
		t.Fatal(err)
	}
	if !report.Usable || report.File != path || len(report.Sources) != 1 || report.Sources[0].Answers || report.Sources[0].Error == "" {
		t.Errorf("got %+v", report)
	}
	facts := start(t, false, nil, "serve", "-c", path, "--listen", "127.0.0.1:0").ready(t)
	if len(facts.Sources) != 1 || facts.Sources[0].Answers {
		t.Errorf("got %+v", facts)
	}
	o = execute(t, []string{"GALLERIA_URL", facts.GraphQL}, "sources").want(t, 4)
	if !strings.Contains(o.stdout, "not answering") {
		t.Errorf("stdout: %s", o.stdout)
	}
}

func TestCheck(t *testing.T) {
	path := shop(t, "")
	if o := execute(t, nil, "check", path).want(t, 0); o.stdout != path+" is usable\n" || o.stderr != "" {
		t.Errorf("got %q and %q", o.stdout, o.stderr)
	}
	if o := execute(t, []string{"GALLERIA_CONFIG", path}, "check", "--connect").want(t, 0); !regexp.MustCompile(`^\S+ is usable\n● shop (< 1|\d+) ms\n$`).MatchString(o.stdout) {
		t.Errorf("got %q", o.stdout)
	}
	t.Chdir(filepath.Dir(path))
	if o := execute(t, nil, "check").want(t, 0); o.stdout != "./galleria.yaml is usable\n" {
		t.Errorf("got %q", o.stdout)
	}
	write(t, "bad.yaml", "listen: 0.0.0.0:8080\nsource:\n  a: {kind: sqlite, url: a.db}\n")
	o := execute(t, nil, "check", "bad.yaml").want(t, 3)
	if o.stdout != "" || !strings.HasPrefix(o.stderr, "bad.yaml is not usable:\n") || !strings.Contains(o.stderr, `Did you mean "sources"?`) || !strings.Contains(o.stderr, "other machines") {
		t.Errorf("got %q and\n%s", o.stdout, o.stderr)
	}
	var report struct {
		File     string
		Usable   bool
		Problems []config.Problem
	}
	if err := json.Unmarshal([]byte(execute(t, nil, "check", "bad.yaml", "--json").want(t, 3).stdout), &report); err != nil {
		t.Fatal(err)
	}
	if report.Usable || report.File != "bad.yaml" || len(report.Problems) < 2 {
		t.Errorf("got %+v", report)
	}
}

// What a mapping says wrongly is told with its line before any database is
// asked, what contradicts the database when it is, and both are a matter of
// the configuration.
func TestCheckOfAMapping(t *testing.T) {
	path := shop(t, "")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, from, to string
		want           []string
		online         bool // only the database tells
	}{
		{"field", "email: email", "emial: email", []string{`[12:11] orders: there is no field "emial"`, `> 12 |           emial: email`, `Did you mean "email"?`}, false},
		{"needed", "          total: {column: total, type: decimal, currency: EUR}\n", "", []string{`[10:9] orders: field "total" is needed`, "Name its column."}, false},
		{"word", "email: email", "status: {column: email, values: {x: CANCELED}}", []string{`[12:47] orders: field "status": value "CANCELED" is no word of the graph`, `Did you mean "CANCELLED"?`}, false},
		{"child", "        id: id\n", "        id: id\n        children: {lynes: {table: lines, parent: p, id: id, fields: {sku: sku}}}\n", []string{`orders: there are no children "lynes"`, `Did you mean "lines"?`}, false},
		{"column", "email: email", "email: emial", []string{`[12:18] orders: field "email": there is no column "emial"`, "> 12 |           email: emial\n                        ^\n", `Did you mean "email"?`}, true},
		{"table", "table: orders", "table: oders", []string{`[8:16] orders: the database does not know`}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			bad := strings.Replace(string(good), tc.from, tc.to, 1)
			if bad == string(good) {
				t.Fatal("nothing was replaced")
			}
			write(t, path, bad)
			runs := [][]string{{"check", path}, {"check", path, "--connect"}, {"serve", "-c", path, "--listen", "127.0.0.1:0"}}
			if tc.online {
				execute(t, nil, runs[0]...).want(t, 0)
				runs = runs[1:]
			}
			for _, args := range runs {
				o := execute(t, nil, args...).want(t, 3)
				if o.stdout != "" || !strings.HasPrefix(o.stderr, path+" is not usable:\n") {
					t.Errorf("%q: got %q and\n%s", args, o.stdout, o.stderr)
				}
				for _, want := range tc.want {
					if !strings.Contains(o.stderr, want) {
						t.Errorf("%q: %q is missing in\n%s", args, want, o.stderr)
					}
				}
			}
			var report struct {
				Usable   bool
				Problems []config.Problem
			}
			if err := json.Unmarshal([]byte(execute(t, nil, "check", path, "--connect", "--json").want(t, 3).stdout), &report); err != nil {
				t.Fatal(err)
			}
			if report.Usable || len(report.Problems) != 1 || report.Problems[0].Line == 0 {
				t.Errorf("got %+v", report)
			}
		})
	}
}

// A source that is gone is told of beside what is wrong with the file.
func TestCheckTellsOfSourcesBesideTheFile(t *testing.T) {
	path := shop(t, "")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	gone := fmt.Sprintf("  gone: {kind: sqlite, url: %q, tables: {locations: {table: sites, id: id, fields: {name: name}}}}\n", filepath.Join(t.TempDir(), "gone.db"))
	write(t, path, strings.Replace(string(text), "email: email", "email: emial", 1)+gone)
	o := execute(t, nil, "check", path, "--connect").want(t, 3)
	if !strings.Contains(o.stderr, `there is no column "emial"`) || !strings.Contains(o.stderr, "■ gone: ") {
		t.Errorf("got\n%s", o.stderr)
	}
}

func TestCheckColours(t *testing.T) {
	path := shop(t, "")
	for _, tc := range []struct {
		env  []string
		want bool
	}{{nil, true}, {[]string{"NO_COLOR", "1"}, false}, {[]string{"TERM", "dumb"}, false}} {
		var screen terminal
		var stderr bytes.Buffer
		if code := galleria.Run(t.Context(), []string{"check", "--connect", path}, strings.NewReader(""), &screen, &stderr, environment(tc.env...)); code != 0 {
			t.Fatal(stderr.String())
		}
		if got := strings.Contains(screen.String(), "\x1b[32m●\x1b[0m shop"); got != tc.want {
			t.Errorf("%q: %q", tc.env, screen.String())
		}
	}
}
