package magentosim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// object is a JSON object of an answer.
type object = map[string]any

// marshal writes an answer as PHP does: slashes and all letters beyond ASCII
// are escaped, and an object without members is [].
func marshal(answer any) []byte {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	if err := encoder.Encode(emptied(answer)); err != nil {
		panic(fmt.Sprintf("magentosim: marshal an answer: %v", err)) // The renderers build nothing that fails.
	}
	return escapeJSON(bytes.TrimRight(body.Bytes(), "\n"))
}

func escapeJSON(text []byte) []byte {
	escaped := make([]byte, 0, len(text)+len(text)/8)
	for i := 0; i < len(text); {
		letter, size := utf8.DecodeRune(text[i:])
		switch {
		case letter == '/':
			escaped = append(escaped, '\\', '/')
		case letter < utf8.RuneSelf:
			escaped = append(escaped, byte(letter))
		case letter > 0xffff:
			high, low := utf16.EncodeRune(letter)
			escaped = fmt.Appendf(escaped, `\u%04x\u%04x`, high, low)
		default:
			escaped = fmt.Appendf(escaped, `\u%04x`, letter)
		}
		i += size
	}
	return escaped
}

// emptied turns objects without members into lists, which PHP cannot tell
// apart.
func emptied(value any) any {
	switch value := value.(type) {
	case object:
		if len(value) == 0 {
			return []any{}
		}
		for name, member := range value {
			switch member.(type) {
			case object, []any:
				value[name] = emptied(member)
			}
		}
	case []any:
		for i, member := range value {
			value[i] = emptied(member)
		}
	}
	return value
}

// number writes a decimal as PHP writes a float that was read from a column
// with four decimals: without zeros behind.
func number(d decimal.Decimal) json.Number {
	const scale = 4
	return json.Number(d.Round(scale).String())
}

// exact writes a decimal that is no amount.
func exact(d decimal.Decimal) json.Number { return json.Number(d.String()) }

func flag(set bool) int {
	if set {
		return 1
	}
	return 0
}
