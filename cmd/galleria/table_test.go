package main_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// vector is an operation on the graph with an answer, and what becomes of them.
type vector struct {
	Query  string          `json:"query"`
	Rows   string          `json:"rows,omitempty"`
	Data   json.RawMessage `json:"data"`
	Table  []string        `json:"table"`
	CSV    string          `json:"csv"`
	NDJSON []string        `json:"ndjson"`
	Note   string          `json:"note,omitempty"` // on stderr
}

// canned is a server that gives one answer to every operation.
func canned(t *testing.T, status int, answer string) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("POST /graphql", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/graphql-response+json")
		w.WriteHeader(status)
		fmt.Fprint(w, answer)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func TestRowsAndColumns(t *testing.T) {
	files, err := filepath.Glob("testdata/table/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no vectors: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var v vector
			if err := json.Unmarshal(text, &v); err != nil {
				t.Fatal(err)
			}
			url := canned(t, 200, fmt.Sprintf(`{"data": %s}`, v.Data))
			got := v
			run := func(format string) string {
				args := []string{"query", v.Query, "--url", url, "-o", format}
				if v.Rows != "" {
					args = append(args, "--rows", v.Rows)
				}
				o := execute(t, nil, args...).want(t, 0)
				got.Note = o.stderr
				return o.stdout
			}
			got.Table = lines(run("table"))
			got.CSV = run("csv")
			got.NDJSON = lines(run("ndjson"))
			if *update {
				save(t, file, got)
				return
			}
			a, _ := json.MarshalIndent(got, "", "  ")
			b, _ := json.MarshalIndent(v, "", "  ")
			if string(a) != string(b) {
				t.Errorf("got\n%s\nwant\n%s", a, b)
			}
		})
	}
}

func lines(text string) []string { return strings.Split(strings.TrimSuffix(text, "\n"), "\n") }

func save(t *testing.T, file string, v vector) {
	t.Helper()
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	write(t, file, out.String())
}
