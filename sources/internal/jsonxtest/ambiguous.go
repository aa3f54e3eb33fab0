package jsonxtest

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// ambiguous reports whether the text has an object with a repeated name, or a
// name that is a field's but for the case of its letters.
func (w Twin) ambiguous(text []byte) bool {
	odd := func(name string) bool { return w.folded[fold(name)] && !w.known[name] }
	return json.Valid(text) && walk(json.NewDecoder(bytes.NewReader(text)), odd)
}

func gather(typ reflect.Type, known map[string]bool) {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice:
		gather(typ.Elem(), known)
	case reflect.Struct:
		if inner, ok := optional(typ); ok {
			gather(inner, known)
		}
		for name, field := range fields(typ) {
			known[name] = true
			gather(field, known)
		}
	}
}

// fold makes letters equal that encoding/json takes for equal.
func fold(name string) string { return strings.ToLower(strings.ToUpper(name)) }

// walk passes over one value of a valid text, and reports whether it has a name twice in one
// object, or an odd one.
func walk(dec *json.Decoder, odd func(string) bool) bool {
	token, err := dec.Token()
	if err != nil {
		return false
	}
	switch token {
	case json.Delim('{'):
		seen := map[string]bool{}
		for dec.More() {
			key, err := dec.Token()
			name, ok := key.(string)
			if err != nil || !ok {
				return false
			}
			if odd(name) || seen[fold(name)] {
				return true
			}
			seen[fold(name)] = true
			if walk(dec, odd) {
				return true
			}
		}
		_, _ = dec.Token() // the end; a fault there is found by the readers
	case json.Delim('['):
		for dec.More() {
			if walk(dec, odd) {
				return true
			}
		}
		_, _ = dec.Token()
	}
	return false
}
