package woocommerce_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// visit calls f for every value that holds no others, with the names and
// indexes that lead to it.
func visit(v any, path []any, f func(path []any, value any)) {
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			visit(inner, append(slices.Clip(path), name), f)
		}
	case []any:
		for i, inner := range v {
			visit(inner, append(slices.Clip(path), i), f)
		}
	default:
		f(slices.Clone(path), v)
	}
}

// nameOf is a path without its indexes. Whatever the value of meta data holds is
// the value.
func nameOf(path []any) string {
	var names []string
	for i, step := range path {
		if name, ok := step.(string); ok {
			names = append(names, name)
			if name == "value" && i >= 2 && path[i-2] == "meta_data" {
				break
			}
		}
	}
	return strings.Join(names, ".")
}

// alternatives are other values in the place of one.
func alternatives(v any) []any {
	switch v := v.(type) {
	case string:
		return []any{v + "x", "_" + v, "2001-02-03T04:05:06", "7.25", "-8"}
	case float64:
		return []any{v + 1}
	case bool:
		return []any{!v}
	}
	return []any{"x", "2001-02-03T04:05:06", "7.25", 9.0, true}
}

// replaced returns a copy with another value at the path.
func replaced(v any, path []any, other any) any {
	if len(path) == 0 {
		return other
	}
	switch v := v.(type) {
	case map[string]any:
		out := maps.Clone(v)
		out[path[0].(string)] = replaced(v[path[0].(string)], path[1:], other)
		return out
	case []any:
		out := slices.Clone(v)
		out[path[0].(int)] = replaced(v[path[0].(int)], path[1:], other)
		return out
	}
	return v
}

func encoded(t *testing.T, v any) []byte {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func asList(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

// covered returns the reason and the line of the table that a member falls
// under: its own, or that of what it is part of.
func covered(table map[string]string, member string) (reason, line string) {
	for at := member; ; {
		if reason := table[at]; reason != "" {
			return reason, at
		}
		i := strings.LastIndexByte(at, '.')
		if i < 0 {
			return "", ""
		}
		at = at[:i]
	}
}

func mapsKeys(m map[string]bool) []string { return slices.Collect(maps.Keys(m)) }

// properties returns the members that the schema knows of a resource, below
// lists and objects too. Those that are only written are left out.
func properties(t *testing.T, definition string) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(specification(t), "wc-v3.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Defs map[string]schema `json:"$defs"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(s schema, prefix string)
	walk = func(s schema, prefix string) {
		if s.Ref != "" {
			walk(doc.Defs[s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]], prefix)
			return
		}
		if s.Items != nil {
			walk(*s.Items, prefix)
			return
		}
		if len(s.Properties) == 0 {
			out = append(out, strings.TrimSuffix(prefix, "."))
		}
		for name, inner := range s.Properties {
			if !inner.WriteOnly {
				walk(inner, prefix+name+".")
			}
		}
	}
	walk(doc.Defs[definition], "")
	return out
}

type schema struct {
	Ref        string            `json:"$ref"`
	Properties map[string]schema `json:"properties"`
	Items      *schema           `json:"items"`
	WriteOnly  bool              `json:"writeOnly"`
}
