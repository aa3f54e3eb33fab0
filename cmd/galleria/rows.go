package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// column is one column of a table. Its name is the path of response keys from
// the row, or from the answer where the value is above the row.
type column struct {
	name    string
	numeric bool
	objects bool     // a list of objects, of which the cell tells the number
	path    []string // from the object at level
	level   int      // how many steps of the row's path lead to that object
}

// table is an answer as rows.
type table struct {
	columns []column
	rows    [][]string // a cell without value is empty
}

// columnsOf returns the columns of rows at the path: first what stands above
// the rows and is repeated in each, then what they hold themselves.
func columnsOf(s *shape, rowPath []string) []column {
	var all []column
	at := s
	for level, key := range rowPath {
		all = append(all, cells(at, level, rowPath[:level], nil, key)...)
		at = at.child(key)
	}
	return append(all, cells(at, len(rowPath), nil, nil, "")...)
}

// cells lists the columns of one object. Above the rows, which skip tells, lists are left out.
func cells(s *shape, level int, prefix, path []string, skip string) []column {
	var all []column
	above := skip != ""
	for _, c := range s.children {
		at := append(slices.Clone(path), c.key)
		switch {
		case len(path) == 0 && c.key == skip, above && c.list:
		case c.leaf() || c.list:
			name := strings.Join(append(slices.Clone(prefix), at...), ".")
			all = append(all, column{name: name, numeric: c.numeric && !c.list, objects: !c.leaf(), path: at, level: level})
		default:
			all = append(all, cells(c, level, prefix, at, skip)...)
		}
	}
	return all
}

// tabulate makes the table of an answer's data.
func tabulate(s *shape, rowPath []string, data json.RawMessage) (*table, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber() // numbers stay as they were written
	var root any
	if err := dec.Decode(&root); err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	t := &table{columns: columnsOf(s, rowPath)}
	t.collect(rowPath, []any{root})
	return t, nil
}

// collect walks down to the rows. The trail holds the object at each level so far.
func (t *table) collect(rest []string, trail []any) {
	if len(rest) == 0 {
		t.rows = append(t.rows, t.row(trail))
		return
	}
	object, _ := trail[len(trail)-1].(map[string]any)
	switch v := object[rest[0]].(type) {
	case map[string]any:
		t.collect(rest[1:], append(slices.Clone(trail), v))
	case []any:
		for _, element := range v {
			t.collect(rest[1:], append(slices.Clone(trail), element))
		}
	}
}

func (t *table) row(trail []any) []string {
	row := make([]string, len(t.columns))
	for i, c := range t.columns {
		value := trail[c.level]
		for _, key := range c.path {
			object, _ := value.(map[string]any)
			value = object[key]
		}
		if list, ok := value.([]any); ok && c.objects {
			row[i] = fmt.Sprintf("[%d]", len(list))
			continue
		}
		row[i] = cell(value)
	}
	return row
}

// cell writes a value of a leaf: lists joined, null as nothing.
func cell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case []any:
		texts := make([]string, len(v))
		for i, element := range v {
			texts[i] = cell(element)
		}
		return strings.Join(texts, ", ")
	}
	text, _ := json.Marshal(value) // it was read from JSON
	return string(text)
}
