package main

import (
	"encoding/json"

	"github.com/galleria-graph/galleria/schema"
)

// What the tests of the command use of it.
var (
	Main    = main
	Run     = run
	ReadSDL = readSDL
	Compare = compare
)

// Tabulate makes the table of an answer to a query on the graph's own schema, as CSV, text and lines of JSON, and tells its size.
func Tabulate(query, data string) (made Made, err error) {
	doc, op, err := parseDocument("query", query, "")
	if err != nil {
		return made, err
	}
	known, err := readSDL("galleria", schema.SDL())
	if err != nil {
		return made, err
	}
	s, err := outline(known, doc, op)
	if err != nil {
		return made, err
	}
	path, _, err := s.rowPath("")
	if err != nil {
		return made, err
	}
	t, err := tabulate(s, path, json.RawMessage(data))
	if err != nil {
		return made, err
	}
	made = Made{CSV: t.csv(), Text: t.text(), Rows: t.rows, Columns: len(t.columns)}
	made.NDJSON, err = ndjson(path, json.RawMessage(data))
	return made, err
}

// Made is what becomes of an answer.
type Made struct {
	CSV, Text, NDJSON string
	Rows              [][]string
	Columns           int
}
