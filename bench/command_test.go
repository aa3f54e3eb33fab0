package main_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// command builds the benchmark as it is run.
func command(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bench")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return path
}

func TestCommand(t *testing.T) {
	bench := command(t)
	t.Run("measures all servers", func(t *testing.T) { measuresAllServers(t, bench) })
	t.Run("counts calls", func(t *testing.T) { countsCalls(t, bench) })
	t.Run("refuses what it does not know", func(t *testing.T) { refusesUnknown(t, bench) })
}

func measuresAllServers(t *testing.T, bench string) {
	dir := t.TempDir()
	figures, table := filepath.Join(dir, "figures.json"), filepath.Join(dir, "table.md")
	out, err := exec.CommandContext(t.Context(), bench, "-query", "Q1", "-rounds", "1", "-duration", "50ms", "-out", figures, "-markdown", table).Output()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(figures)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Summary []struct {
			Query, Server   string
			Clients         int
			Ratio           float64
			CPUPerRequest   int64
			CallsPerRequest float64
			RSS             int64
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Summary) != 6 {
		t.Fatalf("%d rows, want three servers with one and sixteen clients", len(got.Summary))
	}
	for _, row := range got.Summary {
		if row.Query != "Q1" || row.Ratio <= 0 || row.CPUPerRequest <= 0 || row.RSS <= 0 || row.CallsPerRequest != 1 {
			t.Errorf("%+v", row)
		}
		if row.Server == "limit" && row.Ratio != 1 {
			t.Errorf("the limit is %v of itself", row.Ratio)
		}
	}
	markdown, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"table": string(out), "Markdown": string(markdown)} {
		if n := strings.Count(text, "\n"); n < 7 || !strings.Contains(text, "plain") {
			t.Errorf("the %s has %d lines:\n%s", name, n, text)
		}
	}
}

func countsCalls(t *testing.T, bench string) {
	out, err := exec.CommandContext(t.Context(), bench, "-load", "-query", "Q1,Q4", "-servers", "limit,ours").Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := strings.Count(string(out), " ok\n"); n != 8 {
		t.Errorf("%d of 8 counts are right:\n%s", n, out)
	}
}

func refusesUnknown(t *testing.T, bench string) {
	for _, args := range [][]string{{"-query", "Q9"}, {"-servers", "theirs"}, {"-rounds", "0"}, {"-no-such-flag"}, {"more"}} {
		if err := exec.CommandContext(t.Context(), bench, args...).Run(); err == nil {
			t.Errorf("%v is accepted", args)
		}
	}
}
