package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
)

// text returns the table aligned for a terminal, numbers to the right. Columns
// are as wide as what they hold looks, which is not the count of its characters.
func (t *table) text() string {
	lines := make([][]string, 0, len(t.rows)+1)
	head := make([]string, len(t.columns))
	for i, c := range t.columns {
		head[i] = c.name
	}
	widths := make([]int, len(t.columns))
	for _, row := range append([][]string{head}, t.rows...) {
		line := make([]string, len(row))
		for i, value := range row {
			line[i] = printable(value, false)
			widths[i] = max(widths[i], uniseg.StringWidth(line[i]))
		}
		lines = append(lines, line)
	}
	var out strings.Builder
	for _, line := range lines {
		out.WriteString(strings.TrimRight(t.line(line, widths), " ") + "\n")
	}
	return out.String()
}

func (t *table) line(cells []string, widths []int) string {
	padded := make([]string, len(cells))
	for i, value := range cells {
		space := strings.Repeat(" ", widths[i]-uniseg.StringWidth(value))
		if t.columns[i].numeric {
			padded[i] = space + value
		} else {
			padded[i] = value + space
		}
	}
	return strings.Join(padded, "  ")
}

// csv returns the table as RFC 4180 has it, in UTF-8.
func (t *table) csv() string {
	var out strings.Builder
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = quoted(c.name)
	}
	out.WriteString(strings.Join(names, ",") + "\r\n")
	for _, row := range t.rows {
		fields := make([]string, len(row))
		for i, value := range row {
			if !t.columns[i].numeric || !isNumber(value) {
				value = harmless(value)
			}
			fields[i] = quoted(value)
		}
		out.WriteString(strings.Join(fields, ",") + "\r\n")
	}
	return out.String()
}

func quoted(value string) string {
	if !strings.ContainsAny(value, "\",\r\n") && strings.TrimSpace(value) == value {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
}

// harmless keeps spreadsheets from taking text for a formula, which could send
// the sheet elsewhere: a name may have been chosen by a stranger.
func harmless(value string) string {
	if value != "" && strings.ContainsRune("=+-@\t\r\n", rune(value[0])) {
		return "'" + value
	}
	return value
}

func isNumber(value string) bool {
	var n json.Number
	return json.Unmarshal([]byte(value), &n) == nil && !strings.HasPrefix(value, `"`)
}

// ndjson returns each element of the list at the path as one line of JSON, as it came.
func ndjson(rowPath []string, data json.RawMessage) (string, error) {
	var out bytes.Buffer
	if err := eachRow(rowPath, data, func(row json.RawMessage) error {
		if err := json.Compact(&out, row); err != nil {
			return err
		}
		return out.WriteByte('\n')
	}); err != nil {
		return "", fmt.Errorf("read the answer: %w", err)
	}
	return out.String(), nil
}

func eachRow(path []string, data json.RawMessage, do func(json.RawMessage) error) error {
	data = bytes.TrimSpace(data)
	if len(data) > 0 && data[0] == '[' {
		var list []json.RawMessage
		if err := json.Unmarshal(data, &list); err != nil {
			return err
		}
		for _, element := range list {
			if err := eachRow(path, element, do); err != nil {
				return err
			}
		}
		return nil
	}
	if len(path) == 0 {
		return do(data)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil {
		return err
	}
	if next, ok := object[path[0]]; ok {
		return eachRow(path[1:], next, do)
	}
	return nil
}
