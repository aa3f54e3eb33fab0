package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// answer is what a GraphQL server says.
type answer struct {
	Data   json.RawMessage `json:"data"`
	Errors []answerError   `json:"errors"`
}

// hasData says whether there is anything to show.
func (a *answer) hasData() bool { return len(a.Data) > 0 && string(a.Data) != "null" }

// answerError is one error of an answer.
type answerError struct {
	Message   string `json:"message"`
	Path      []any  `json:"path"`
	Locations []struct {
		Line   int `json:"line"`
		Column int `json:"column"`
	} `json:"locations"`
	Extensions struct {
		Code   string `json:"code"`
		Source string `json:"source"`
	} `json:"extensions"`
}

// line returns the error on one line: its code, where it is, whose it is, and what it says.
func (e answerError) line() string {
	var head []string
	if e.Extensions.Code != "" {
		head = append(head, e.Extensions.Code)
	}
	if len(e.Path) > 0 {
		head = append(head, "at "+pathText(e.Path))
	} else if len(e.Locations) > 0 {
		head = append(head, fmt.Sprintf("at %d:%d", e.Locations[0].Line, e.Locations[0].Column))
	}
	if e.Extensions.Source != "" {
		head = append(head, "from "+e.Extensions.Source)
	}
	if len(head) == 0 {
		return printable(e.Message, false)
	}
	return printable(strings.Join(head, " ")+": "+e.Message, false)
}

// pathText writes a path as orders.nodes.0.customer.
func pathText(path []any) string {
	parts := make([]string, len(path))
	for i, step := range path {
		switch s := step.(type) {
		case float64:
			parts[i] = strconv.Itoa(int(s))
		default:
			parts[i] = fmt.Sprint(s)
		}
	}
	return strings.Join(parts, ".")
}
