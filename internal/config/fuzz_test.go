package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/galleria-graph/galleria/internal/config"
)

// FuzzParse holds that any file is either a configuration that can be written and read again, or refused with positions that are in the file, and that
// what variables stand for is in no error.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/problems/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add(config.Example())
	f.Add([]byte(least))
	f.Add([]byte(rich))
	f.Fuzz(func(t *testing.T, text []byte) {
		env := func(name string) (string, bool) { return canary, name != "UNSET" }
		c, err := config.Parse("f.yaml", text, env)
		if err == nil {
			writeAndRead(t, c)
			return
		}
		var problems *config.Problems
		if !errors.As(err, &problems) || len(problems.List) == 0 {
			t.Fatalf("not a list of problems: %v", err)
		}
		if !strings.Contains(string(text), canary) && strings.Contains(err.Error(), canary) {
			t.Errorf("a variable's value is in\n%v", err)
		}
		if utf8.Valid(text) {
			within(t, text, problems.List)
			inOrder(t, problems.List)
		}
	})
}

func writeAndRead(t *testing.T, c *config.Config) {
	t.Helper()
	written, err := c.Redacted()
	if err != nil {
		t.Fatal(err)
	}
	again, err := config.Parse("f.yaml", written, func(string) (string, bool) { return canary, true })
	if err != nil {
		t.Fatalf("what is written cannot be read: %v\n%s", err, written)
	}
	rewritten, err := again.Redacted()
	if err != nil || string(rewritten) != string(written) {
		t.Errorf("written again it differs, %v:\n%s\n---\n%s", err, written, rewritten)
	}
}
