package woocommercesim

import (
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// object is a JSON object of an answer, in the order in which PHP writes it.
type object []member

type member struct {
	key   string
	value any
}

// get returns a member's value, or nil.
func (o object) get(key string) any {
	for _, m := range o {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

// appendJSON writes a value as PHP's json_encode does by default: slashes and
// everything beyond ASCII are escaped, and so is what cannot be read as UTF-8.
func appendJSON(out []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(out, "null"...)
	case string:
		return appendString(out, v)
	case int:
		return strconv.AppendInt(out, int64(v), 10)
	case bool:
		return strconv.AppendBool(out, v)
	case float64:
		return strconv.AppendFloat(out, v, 'f', -1, 64)
	case json.RawMessage:
		return append(out, v...)
	case object:
		return appendObject(out, v)
	case []object:
		return appendList(out, v)
	case []any:
		return appendList(out, v)
	case []string:
		return appendList(out, v)
	case []int:
		return appendList(out, v)
	}
	panic(fmt.Sprintf("woocommercesim: a %T in an answer", value))
}

func appendObject(out []byte, o object) []byte {
	out = append(out, '{')
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(appendString(out, m.key), ':')
		out = appendJSON(out, m.value)
	}
	return append(out, '}')
}

func appendList[T any](out []byte, list []T) []byte {
	out = append(out, '[')
	for i, item := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendJSON(out, item)
	}
	return append(out, ']')
}

func appendString(out []byte, s string) []byte {
	out = append(out, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\' || r == '/':
			out = append(out, '\\', byte(r))
		case r == '\n':
			out = append(out, `\n`...)
		case r == '\r':
			out = append(out, `\r`...)
		case r == '\t':
			out = append(out, `\t`...)
		case r < ' ' || r >= utf8.RuneSelf:
			out = appendEscape(out, r)
		default:
			out = append(out, byte(r))
		}
	}
	return append(out, '"')
}

func appendEscape(out []byte, r rune) []byte {
	if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
		return fmt.Appendf(out, `\u%04x\u%04x`, high, low)
	}
	return fmt.Appendf(out, `\u%04x`, r)
}
