package main_test

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/config"
)

// Everything that the log says of a demo is true: its addresses answer, its
// command works as it stands.
func TestDemo(t *testing.T) {
	t.Parallel()
	r := start(t, false, nil, "demo", "--listen", ":0", "--seed", "11")
	facts := r.ready(t)
	if facts.Mode != "demo" || !strings.Contains(facts.Data, "seed 11") || facts.Config != "" || !strings.HasPrefix(facts.GraphQL, "http://127.0.0.1:") {
		t.Errorf("got %+v", facts)
	}
	if len(facts.Sources) != 7 {
		t.Errorf("sources %+v", facts.Sources)
	}
	for _, s := range facts.Sources {
		if !s.Answers {
			t.Errorf("%s does not answer: %+v", s.Name, s)
		}
	}
	if status := get(t, facts.Explore); status != 200 {
		t.Errorf("%s answers %d", facts.Explore, status)
	}
	o := execute(t, nil, commandLine(t, facts.Try)...).want(t, 0)
	if rows := lines(o.stdout); len(rows) != 9 || !strings.HasPrefix(rows[0], "name") || o.stderr != "" {
		t.Errorf("%s prints\n%s%s", facts.Try, o.stdout, o.stderr)
	}
	execute(t, []string{"GALLERIA_URL", facts.GraphQL}, "sources").want(t, 0)
	if code := r.end(); code != 0 {
		t.Errorf("ended with %d:\n%s", code, r.stderr)
	}
}

// commandLine splits a command as a shell would, as far as ours use it: words, some of them in single quotes.
func commandLine(t *testing.T, text string) []string {
	t.Helper()
	var words []string
	for _, w := range regexp.MustCompile(`'[^']*'|\S+`).FindAllString(text, -1) {
		words = append(words, strings.Trim(w, "'"))
	}
	if len(words) < 2 || words[0] != "galleria" {
		t.Fatalf("%q is no command of ours", text)
	}
	return words[1:]
}

// On a terminal a banner says the same, and the command that it gives to break things breaks them.
func TestDemoBanner(t *testing.T) {
	t.Parallel()
	r := start(t, true, []string{"NO_COLOR", "1"}, "demo", "--listen", "127.0.0.1:0")
	r.line(t, "Nothing is stored.")
	banner := regexp.MustCompile(`(?s)^galleria \S+ · demo · ready in \d+\.\d s\n\n` +
		`  Explore    http://127\.0\.0\.1:(\d+)/explore/\n  GraphQL    (http://127\.0\.0\.1:\d+/graphql)\n` +
		`  Sources    (?:\w+ ● (?:< 1|\d+) ms(?:   )?){7}\n` +
		`  Data       1,200 customers, 19,000 orders, 90 days, seed 7; orders keep changing\n\n` +
		`  Try        (galleria query [^\n]*)\n  Break      (galleria demo [^\n]*)\n  Stop       Ctrl\+C\n\n` +
		`! Demo data, open to anyone on this machine\. Nothing is stored\.\n`)
	said := banner.FindStringSubmatch(r.stderr.String())
	if said == nil {
		t.Fatalf("the banner is\n%s", r.stderr)
	}
	if code := r.end(); code != 0 {
		t.Errorf("ended with %d:\n%s", code, r.stderr)
	}
	broken := start(t, false, nil, append(commandLine(t, said[4]), "--listen", ":0")...)
	broken.ready(t)
	if code := broken.end(); code != 0 {
		t.Errorf("ended with %d:\n%s", code, broken.stderr)
	}
}

// A system that always fails is seen to: in the answers, and in the state.
func TestDemoThatFails(t *testing.T) {
	t.Parallel()
	r := start(t, false, nil, "demo", "--listen", ":0", "--fail", "pay=100%")
	facts := r.ready(t)
	for _, s := range facts.Sources {
		if s.Answers == (s.Name == "pay") {
			t.Errorf("%s: answers is %v", s.Name, s.Answers)
		}
	}
	env := []string{"GALLERIA_URL", facts.GraphQL}
	o := execute(t, env, "query", "{ orders(first: 1) { nodes { name } } payments(first: 1) { nodes { id } } }").want(t, 1)
	if !strings.Contains(o.stderr, " at payments from pay: ") || !strings.Contains(o.stdout, `"name": "#`) {
		t.Errorf("got %s and %s", o.stdout, o.stderr)
	}
	if o := execute(t, env, "sources").want(t, 4); !regexp.MustCompile(`(?m)^pay +stripe +■ not answering`).MatchString(o.stdout) {
		t.Errorf("got\n%s", o.stdout)
	}
}

// The configuration that the demo prints is one, and holds no secret.
func TestDemoPrintConfig(t *testing.T) {
	t.Parallel()
	text := execute(t, nil, "demo", "--print-config").want(t, 0).stdout
	cfg, err := config.Parse("demo.yaml", []byte(text), func(name string) (string, bool) {
		known := map[string]string{"OUTLET_KEY": "ck_x", "OUTLET_SECRET": "cs_x"}
		return cmp.Or(known[name], "x"), true
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(cfg.Sources) != 7 {
		t.Errorf("sources %q", cfg.SourceNames())
	}
	for _, secret := range regexp.MustCompile(`(?m)^ +(?:accessToken|secretKey|url): (.*)$`).FindAllStringSubmatch(text, -1) {
		if !strings.HasPrefix(secret[1], "${") && !strings.HasPrefix(secret[1], "http://127.0.0.1:") {
			t.Errorf("%q is no variable", secret[0])
		}
	}
}

func TestSourcesAsJSON(t *testing.T) {
	answer := `{"sources":[{"name":"a","kind":"stripe","state":"slow","required":true,"types":["Payment"],"latency":{"lastMs":1,"p50Ms":2,"p95Ms":900},"calls":3,"errors":0},
		{"name":"b","kind":"mysql","state":"not asked yet","required":false,"latency":{"lastMs":0,"p50Ms":0,"p95Ms":0},"calls":0,"errors":0}]}`
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(answer)) }))
	defer s.Close()
	o := execute(t, nil, "sources", "--json", "--url", s.URL).want(t, 0)
	var got, want any
	if err := json.Unmarshal([]byte(o.stdout), &got); err != nil {
		t.Fatal(err)
	}
	_ = json.Unmarshal([]byte(answer), &want)
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	if string(a) != string(b) {
		t.Errorf("got  %s\nwant %s", a, b)
	}
	text := execute(t, nil, "sources", "--url", s.URL).want(t, 0).stdout
	want2 := `source  kind    state            p50  p95  calls  errors  last error  answers
a       stripe  ▲ slow           2.0  900      3       0              Payment
b       mysql   ○ not asked yet                0       0
`
	if text != want2 {
		t.Errorf("got\n%s", text)
	}
}

// A watch goes on when the server is away for a while, and ends with status 0.
func TestSourcesWatch(t *testing.T) {
	var asked int
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++ // one request at a time: the watch waits for each
		if asked == 2 {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		_, _ = w.Write([]byte(`{"sources":[{"name":"look` + strconv.Itoa(asked) + `","state":"not answering"}]}`))
	}))
	defer s.Close()
	r := start(t, false, nil, "sources", "--watch", "--json", "--interval", "1ms", "--url", s.URL)
	r.line(t, `"name":"look1"`)
	r.line(t, "502 Bad Gateway")
	r.line(t, `"name":"look3"`)
	if code := r.end(); code != 0 {
		t.Errorf("ended with %d", code)
	}
}
