package config_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/config"
)

// canary is what the variables of the golden files stand for. No error may hold it.
const canary = "canary-value-of-a-variable"

func canaries(name string) (string, bool) {
	switch name {
	case "T", "PLAIN", "KIND":
		return canary, true
	case "NUMBER":
		return "123", true
	case "EMPTY":
		return "", true
	}
	return "", false
}

// The words of every error, as a person would read them.
func TestProblemsGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/problems/*.yaml")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, err = config.Parse(filepath.Base(file), text, canaries)
			var problems *config.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("not refused: %v", err)
			}
			said := err.Error()
			for _, secret := range []string{canary, "hunter2"} {
				if strings.Contains(said, secret) {
					t.Errorf("%q is in\n%s", secret, said)
				}
			}
			inOrder(t, problems.List)
			within(t, text, problems.List)
			golden(t, strings.TrimSuffix(file, ".yaml")+".txt", []byte(said))
		})
	}
}

func inOrder(t *testing.T, list []config.Problem) {
	t.Helper()
	sorted := slices.IsSortedFunc(list, func(a, b config.Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	if !sorted {
		t.Error("not in the order of the file")
	}
}

// within checks that each position is one of the file, and that its snippet has a caret.
func within(t *testing.T, text []byte, list []config.Problem) {
	t.Helper()
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(text), "\ufeff")), "\n")
	for _, p := range list {
		if p.Line == 0 && p.Column == 0 && p.Snippet == "" {
			continue // about the file as a whole
		}
		if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > len([]rune(lines[p.Line-1]))+1 {
			t.Errorf("[%d:%d] is not in the file: %s", p.Line, p.Column, p.Message)
		}
		if !strings.HasSuffix(p.Snippet, "^\n") {
			t.Errorf("no caret: %q", p.Snippet)
		}
	}
}

func TestTooManyProblems(t *testing.T) {
	text := "sources:\n"
	for range 150 {
		text += "  a: 1\n"
	}
	_, err := config.Parse("f", []byte(text), nothing)
	var problems *config.Problems
	if !errors.As(err, &problems) || len(problems.List) != 100 || problems.More != 50 {
		t.Fatalf("%v", err)
	}
	if !strings.HasSuffix(err.Error(), "\nand 50 more problems\n") {
		t.Error("the rest is not counted")
	}
}

// What is small in a file may not become large in the program.
func TestBounds(t *testing.T) {
	laughs := "sources:\n"
	for i := range 40 {
		laughs += "  s" + strings.Repeat("x", i) + ": {kind: sqlite, url: x, tables: *t}\n"
	}
	wide := "{"
	for i := range 3000 {
		wide += fmt.Sprintf("f%d: a, ", i)
	}
	laughs = strings.Replace(laughs, "tables: *t", "tables: &t {orders: {table: a, id: b, fields: &f "+wide+"}}, customers: {table: a, id: b, fields: *f}}", 1)
	for name, test := range map[string]struct{ text, want string }{
		"size":    {strings.Repeat("#", 1_000_001), "larger than 1MB"},
		"tokens":  {strings.Repeat("a: 1\n", 30_000), "more than 50000 words"},
		"nesting": {"a: " + strings.Repeat("[", 200) + strings.Repeat("]", 200), "nested deeper than 100"},
		"aliases": {laughs, "more than 100000 values"},
		"merging": {"sources: &s {<<: [*s, *s, *s, *s]}\n", "merged"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := config.Parse("f", []byte(test.text), nothing)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("want %q, got %.500v", test.want, err)
			}
		})
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "galleria.yaml")
	if err := os.WriteFile(good, []byte("\ufeff"+strings.ReplaceAll(least, "\n", "\r\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := config.Load(good, nothing); err != nil {
		t.Error(err)
	}
	missing := filepath.Join(dir, "absent.yaml")
	_, err := config.Load(missing, nothing)
	if want := missing + " is not usable:\n\nthere is no such file\nName another one with -c, or let `galleria init` write one.\n"; err == nil || err.Error() != want {
		t.Errorf("got %q", err)
	}
	_, err = config.Load(dir, nothing)
	if err == nil || !strings.Contains(err.Error(), "the file cannot be read: is a directory") {
		t.Errorf("a folder: %v", err)
	}
}

func TestExposure(t *testing.T) {
	key := "auth: {keys: [{name: a, hash: \"" + config.HashKey("x").String() + "\", roles: [query]}]}\n"
	for _, row := range []struct {
		listen, more string
		refused      bool
	}{
		{"127.0.0.1:80", "", false},
		{"localhost:80", "", false},
		{"LocalHost:80", "", false},
		{"'[::ffff:127.0.0.1]:80'", "", false},
		{"'[::1]:80'", "", false},
		{"127.9.9.9:80", "", false},
		{":80", "", true},
		{"0.0.0.0:80", "", true},
		{"'[::]:80'", "", true},
		{"10.0.0.1:80", "", true},
		{"shop.example:80", "", true},
		{"0.0.0.0:80", key, false},
		{"0.0.0.0:80", "auth: {keys: []}\n", true},
	} {
		text := []byte("listen: " + row.listen + "\n" + row.more + least)
		if _, err := config.Parse("f", text, nothing); (err != nil) != row.refused {
			t.Errorf("%s with %q: %v", row.listen, row.more, err)
		}
		c, err := config.Parse("f", text, nothing, config.AllowExposure())
		if err != nil {
			t.Fatal(err)
		}
		if err := c.CheckExposure(); (err != nil) != row.refused {
			t.Errorf("CheckExposure of %s: %v", row.listen, err)
		}
	}
	c := config.Defaults()
	c.Listen = ":80"
	if c.CheckExposure() == nil {
		t.Error("a configuration made in the program is not checked")
	}
}

func TestNearest(t *testing.T) {
	for _, row := range []struct{ word, want string }{
		{"timout", "timeout"}, {"TIMEOUT", "timeout"}, {"url", "url"}, {"uri", "url"}, {"x", ""}, {"completely", ""}, {strings.Repeat("timeout", 100), ""},
	} {
		if got := config.Nearest(row.word, []string{"timeout", "url", "connections"}); got != row.want {
			t.Errorf("Nearest(%q) = %q, want %q", row.word, got, row.want)
		}
	}
}
