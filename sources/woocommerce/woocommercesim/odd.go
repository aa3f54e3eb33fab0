package woocommercesim

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// The odd habits of plug-ins, which filter what the API answers, and of PHP,
// which has one type for lists and objects. They change every value of a kind.
const (
	// FaultNumbersAsText writes numbers and booleans as texts.
	FaultNumbersAsText FaultKind = "numbers_as_text"
	// FaultTextAsNumbers writes the texts that are numbers as numbers.
	FaultTextAsNumbers FaultKind = "text_as_numbers"
	// FaultFalseForEmpty writes false for empty lists and null.
	FaultFalseForEmpty FaultKind = "false_for_empty"
	// FaultObjectForList writes lists within objects as objects with the indexes
	// for names, as PHP does when one was taken out of the middle.
	FaultObjectForList FaultKind = "object_for_list"
	// FaultListForObject writes objects without members, and addresses without
	// texts, as empty lists.
	FaultListForObject FaultKind = "list_for_object"
	// FaultTextForNull writes an empty text for null.
	FaultTextForNull FaultKind = "text_for_null"
	// FaultNullForEmpty writes null for empty texts and lists, and for the ids of
	// what is not there.
	FaultNullForEmpty FaultKind = "null_for_empty"
	// FaultMark writes a byte order mark before the right body.
	FaultMark FaultKind = "byte_order_mark"
)

// twists are what the habits make of a value that was twisted inside already.
var twists = map[FaultKind]func(v any, within bool) any{
	FaultNumbersAsText: func(v any, _ bool) any {
		switch v := v.(type) {
		case int, float64, json.Number:
			return fmt.Sprint(v)
		case bool:
			return map[bool]string{true: "1", false: ""}[v]
		}
		return v
	},
	FaultTextAsNumbers: func(v any, _ bool) any {
		if text, ok := v.(string); ok {
			if _, err := strconv.ParseFloat(text, 64); err == nil && json.Valid([]byte(text)) {
				return json.RawMessage(text)
			}
		}
		return v
	},
	FaultFalseForEmpty: func(v any, within bool) any {
		if list, ok := v.([]any); v == nil || ok && len(list) == 0 && within {
			return false
		}
		return v
	},
	FaultObjectForList: func(v any, within bool) any {
		list, ok := v.([]any)
		if !ok || !within {
			return v
		}
		o := object{}
		for i, item := range list {
			o = append(o, member{strconv.Itoa(i + 1), item})
		}
		return o
	},
	FaultListForObject: func(v any, within bool) any {
		o, ok := v.(object)
		if ok && within && !slices.ContainsFunc(o, func(m member) bool { return m.value != "" }) {
			return []any{}
		}
		return v
	},
	FaultTextForNull: func(v any, _ bool) any {
		if v == nil {
			return ""
		}
		return v
	},
	FaultNullForEmpty: func(v any, within bool) any {
		list, ok := v.([]any)
		if v == "" || v == 0 || ok && len(list) == 0 && within {
			return nil
		}
		return v
	},
}

// twist changes all values of an answer.
func (f Fault) twist(body any) any {
	change := twists[f.Kind]
	if change == nil {
		return body
	}
	return twist(body, change, false)
}

func twist(v any, change func(any, bool) any, within bool) any {
	switch v := v.(type) {
	case object:
		out := make(object, len(v))
		for i, m := range v {
			out[i] = member{m.key, twist(m.value, change, true)}
		}
		return change(out, within)
	case []object:
		return twistList(v, change, within)
	case []any:
		return twistList(v, change, within)
	case []string:
		return twistList(v, change, within)
	case []int:
		return twistList(v, change, within)
	case json.RawMessage:
		return v // it was put there on purpose
	}
	return change(v, within)
}

func twistList[T any](list []T, change func(any, bool) any, within bool) any {
	out := make([]any, len(list))
	for i := range list {
		out[i] = twist(list[i], change, true)
	}
	return change(out, within)
}
