package main_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/config"
)

func commands() []string {
	return []string{
		"", "check", "completion", "demo", "export", "help", "init", "key", "man", "query", "schema", "schema config", "schema diff", "schema print",
		"serve", "sources", "version",
	}
}

func TestHelp(t *testing.T) {
	for _, command := range commands() {
		t.Run("galleria "+command, func(t *testing.T) {
			o := execute(t, nil, append(strings.Fields(command), "--help")...).want(t, 0)
			if o.stderr != "" {
				t.Errorf("stderr: %s", o.stderr)
			}
			golden(t, "help/"+strings.ReplaceAll(strings.TrimSpace("galleria "+command), " ", "-")+".txt", o.stdout)
			again := execute(t, nil, append([]string{"help"}, strings.Fields(command)...)...).want(t, 0)
			if again.stdout != o.stdout {
				t.Errorf("help %s says something else than --help:\n%s", command, again.stdout)
			}
		})
	}
}

func TestAloneItGreets(t *testing.T) {
	o := execute(t, nil).want(t, 0)
	want := `galleria: one GraphQL graph over your customers, orders, inventory and payments.

  galleria demo      see it work now, with simulated systems
  galleria init      start a config for your own
  galleria --help    everything else
`
	if o.stdout != want || o.stderr != "" {
		t.Errorf("got %q and %q", o.stdout, o.stderr)
	}
}

// Every mistake on the command line is told in full, without the whole usage, and has status 2.
func TestWrongUsage(t *testing.T) {
	t.Chdir(t.TempDir())
	var out strings.Builder
	for _, args := range [][]string{
		{"serv"}, {"nonsense"}, {"schema", "dif"}, {"help", "chek"}, {"--loud"},
		{"check", "a", "b"}, {"check", "--conect"},
		{"completion"}, {"completion", "tcsh"}, {"man"},
		{"demo", "now"}, {"demo", "--listen", "8080"}, {"demo", "--listen", "127.0.0.1:http"}, {"demo", "--listen", "0.0.0.0:8080"},
		{"demo", "--listen", "127.0.0.1:70000"}, {"demo", "--seed", "-1"}, {"demo", "--slow", "pay"}, {"demo", "--slow", "pay=fast"}, {"demo", "--slow", "pay=-1s"},
		{"demo", "--fail", "pay=20"}, {"demo", "--fail", "pay=120%"}, {"demo", "--fail", "pay=x%"}, {"demo", "--slow", "payments=800ms"}, {"demo", "--fail", "crm=1%"}, {"demo", "--throttle", "pay=20"}, {"demo", "--throttle", "crm=1%"},
		{"key", "two words"}, {"key", "--role", "root"},
		{"query", "-o", "xml", "{ __typename }"}, {"query", "--rows", "a", "{ __typename }"}, {"query", "--bom", "{ __typename }"},
		{"query", "--url", "127.0.0.1:8080", "{ __typename }"}, {"query", "--timeout", "0s", "{ __typename }"},
		{"query", "--key-env", "NO_SUCH", "{ __typename }"}, {"query", "--key-env", "A", "--key-file", "b", "{ __typename }"},
		{"query", "-v", "a", "query ($first: Int) { __typename }"}, {"query", "-v", "fist=1", "query ($first: Int) { __typename }"},
		{"query", "-v", "first=many", "query ($first: Int) { __typename }"}, {"query", "-v", "test=yes", "query ($test: Boolean) { __typename }"},
		{"query", "-v", "tags=[1", "query ($tags: [Int!]) { __typename }"}, {"query", "-v", "f={} {}", "query ($f: OrderFilter) { __typename }"},
		{"query", "-v", "a=1", "-v", "a=2", "query ($a: ID) { __typename }"},
		{"serve", "now"}, {"sources", "--interval", "0s"}, {"version", "now"},
	} {
		o := execute(t, nil, args...).want(t, 2)
		if o.stdout != "" {
			t.Errorf("%q wrote to stdout: %s", args, o.stdout)
		}
		fmt.Fprintf(&out, "$ galleria %s\n%s\n", strings.Join(args, " "), o.stderr)
	}
	golden(t, "usage.txt", out.String())
}

func TestEveryFailureIsTold(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "bad.graphql", "query {\n  orders(first: 5 {\n")
	write(t, "two.graphql", "query A { __typename } query B { __typename }")
	write(t, "none.graphql", "fragment F on Order { id }")
	write(t, "bad.graphqls", "type Query {\n  a: [Int\n}")
	write(t, "twice.graphqls", "type A { a: Int } type A { b: Int }")
	write(t, "key.txt", "this is\nno key")
	write(t, "file", "")
	var out strings.Builder
	for _, tc := range []struct {
		code int
		args []string
	}{
		{1, []string{"query", "bad.graphql"}}, {1, []string{"query", "two.graphql"}}, {1, []string{"query", "two.graphql", "--operation", "C"}},
		{1, []string{"query", "none.graphql"}}, {1, []string{"query", "gone.graphql"}}, {1, []string{"query", "{ __typename }", "--key-file", "key.txt"}},
		{1, []string{"query", "{ __typename }", "--key-file", "gone.txt"}}, {1, []string{"query", "{ __typename }", "--url", "http://127.0.0.1:1/graphql"}},
		{1, []string{"sources", "--url", "http://127.0.0.1:1/graphql"}},
		{1, []string{"schema", "diff", "gone.graphqls"}}, {1, []string{"schema", "diff", "bad.graphqls"}}, {1, []string{"schema", "diff", "twice.graphqls"}},
		{1, []string{"man", "file/below"}}, {1, []string{"init", "file/below"}},
		{3, []string{"check", "gone.yaml"}}, {3, []string{"serve", "-c", "gone.yaml"}},
	} {
		o := execute(t, nil, tc.args...).want(t, tc.code)
		if o.stdout != "" {
			t.Errorf("%q wrote to stdout: %s", tc.args, o.stdout)
		}
		fmt.Fprintf(&out, "$ galleria %s\n%s\n", strings.Join(tc.args, " "), o.stderr)
	}
	golden(t, "failures.txt", out.String())
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestVersion(t *testing.T) {
	text := execute(t, nil, "version").want(t, 0).stdout
	if !strings.HasPrefix(text, "galleria ") || !strings.Contains(text, runtime.Version()) || strings.Count(text, "\n") != 1 {
		t.Errorf("got %q", text)
	}
	var facts struct{ Version, Go, Platform string }
	if err := json.Unmarshal([]byte(execute(t, nil, "version", "--json").want(t, 0).stdout), &facts); err != nil {
		t.Fatal(err)
	}
	if facts.Version == "" || facts.Go != runtime.Version() || facts.Platform != runtime.GOOS+"/"+runtime.GOARCH {
		t.Errorf("got %+v", facts)
	}
}

// The lines that key prints let the key that it prints in, with the roles that were asked for.
func TestKey(t *testing.T) {
	text := execute(t, nil, "key", "true", "--role", "query,explore").want(t, 0).stdout
	_, rest, _ := strings.Cut(text, "key: ")
	key, rest, _ := strings.Cut(rest, "\n")
	_, lines, found := strings.Cut(rest, "configuration:\n\n")
	if !found {
		t.Fatalf("no lines in %q", text)
	}
	cfg, err := config.Parse("test.yaml", []byte(lines+"sources: {a: {kind: sqlite, url: a, tables: {locations: {table: a, id: a, fields: {name: a}}}}}\n"), environment())
	if err != nil {
		t.Fatal(err)
	}
	k := cfg.Auth.Keys[0]
	if !k.Hash.Matches(key) || k.Name != "true" || !slices.Equal(k.Roles, []config.Role{"explore", "query"}) {
		t.Errorf("%+v does not accept %q", k, key)
	}
	if other := execute(t, nil, "key").want(t, 0).stdout; strings.Contains(other, key) {
		t.Error("two keys are the same")
	}
	var made struct {
		Key, Hash string
		Roles     []string
	}
	if err := json.Unmarshal([]byte(execute(t, nil, "key", "--json").want(t, 0).stdout), &made); err != nil {
		t.Fatal(err)
	}
	if config.HashKey(made.Key).String() != made.Hash || !slices.Equal(made.Roles, []string{"query"}) {
		t.Errorf("got %+v", made)
	}
}

func TestCompletion(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		t.Run(shell, func(t *testing.T) {
			script := execute(t, nil, "completion", shell).want(t, 0).stdout
			if !strings.Contains(script, "galleria") || !strings.Contains(script, "__complete") {
				t.Errorf("no completion of galleria: %.200s", script)
			}
			program, err := exec.LookPath(shell)
			if err != nil || shell == "powershell" {
				t.Skipf("%s is not there to parse the script", shell)
			}
			check := exec.Command(program, "-n")
			check.Stdin = strings.NewReader(script)
			if out, err := check.CombinedOutput(); err != nil {
				t.Errorf("%s does not parse it: %v\n%s", shell, err, out)
			}
		})
	}
	for _, tc := range []struct{ line, want string }{
		{"s", "serve"}, {"query -o t", "table"}, {"key --role e", "explore"}, {"completion z", "zsh"}, {"help q", "query"}, {"schema d", "diff"},
	} {
		o := execute(t, nil, append([]string{"__complete"}, strings.Fields(tc.line)...)...).want(t, 0)
		if !strings.Contains(o.stdout, tc.want) {
			t.Errorf("%q completes to %q, not %q", tc.line, o.stdout, tc.want)
		}
	}
}

func TestManualPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "man1")
	execute(t, nil, "man", dir).want(t, 0)
	var want, got []string
	for _, command := range commands() {
		if command != "help" {
			want = append(want, strings.ReplaceAll(strings.TrimSpace("galleria "+command), " ", "-")+".1")
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		got = append(got, e.Name())
		page, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), ".TH \"GALLERIA\" \"1\"") || !strings.Contains(string(page), ".SH EXAMPLE") {
			t.Errorf("%s is no manual page with an example", e.Name())
		}
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("pages %q, want %q", got, want)
	}
	execute(t, nil, "man", dir).want(t, 0) // replaces its own
}
