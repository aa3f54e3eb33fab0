package main_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	galleria "github.com/galleria-graph/galleria/cmd/galleria"
	"github.com/galleria-graph/galleria/schema"
)

// Whatever a server answers, the table has its columns, and CSV reads back as the cells.
func FuzzAnswer(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join(testdata, "table", "*.json"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var v vector
		if err := json.Unmarshal(text, &v); err != nil {
			f.Fatal(err)
		}
		f.Add(v.Query, string(v.Data))
	}
	f.Fuzz(func(t *testing.T, query, data string) {
		if len(query)+len(data) > 4000 {
			return
		}
		made, err := galleria.Tabulate(query, data)
		if err != nil || made.Columns < 2 { // one empty column is an empty line, which csv.Reader passes over
			return
		}
		r := csv.NewReader(strings.NewReader(made.CSV))
		r.FieldsPerRecord = made.Columns
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatalf("CSV: %v\n%s", err, made.CSV)
		}
		if len(rows) != len(made.Rows)+1 {
			t.Fatalf("%d rows of CSV for %d", len(rows), len(made.Rows))
		}
		for i, row := range made.Rows {
			for j, value := range row {
				// csv.Reader reads line ends as \n alone.
				want := strings.ReplaceAll(value, "\r\n", "\n")
				if got := rows[i+1][j]; got != want && got != "'"+want {
					t.Fatalf("row %d, column %d: %q, want %q", i, j, got, want)
				}
			}
		}
		if got := len(lines(made.Text)); got != len(made.Rows)+1 {
			t.Fatalf("%d lines of text for %d rows", got, len(made.Rows))
		}
		for _, line := range lines(made.NDJSON) {
			if line != "" && !json.Valid([]byte(line)) {
				t.Fatalf("%q is no JSON", line)
			}
		}
	})
}

// A schema does not differ from itself, and what is added one way is removed the other.
func FuzzSchemas(f *testing.F) {
	f.Add("type A { a: Int }", "type A { a(x: Int! = 1): [Int!]! b: Int } enum E { X }")
	f.Add("directive @a repeatable on FIELD", "union U = A extend union U = B")
	f.Add("input I { a: [Int] = [1] }", "interface I { a: Int } type T implements I @key(fields: \"a\") { a: Int }")
	f.Add("schema { query: A } type A { a: Int }", schema.SDL()[:2000])
	f.Fuzz(func(t *testing.T, a, b string) {
		before, err := galleria.ReadSDL("a", a)
		if err != nil {
			return
		}
		if same := galleria.Compare(before, before); len(same) > 0 {
			t.Fatalf("differs from itself: %v", same)
		}
		after, err := galleria.ReadSDL("b", b)
		if err != nil {
			return
		}
		there, back := galleria.Compare(before, after), galleria.Compare(after, before)
		if (len(there) == 0) != (len(back) == 0) {
			t.Fatalf("there %v, back %v", there, back)
		}
	})
}
