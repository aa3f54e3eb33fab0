package commerce

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// JSON is a JSON value in its compact form, which is valid and exact: see
// [ParseJSON]. Empty is missing.
type JSON string

// maxDepth bounds how deep values lie in others: readers that go down step by step have to come up again.
const maxDepth = 64

var errDepth = errors.New("the value is nested too deep")

// ParseJSON returns the value in its compact form: each number as [JSONNumber]
// has it, each text as [JSONString] has it. It fails for what is not one JSON
// value, and for one that is nested deeper than 64 levels.
func ParseJSON(text []byte) (JSON, error) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		return "", err
	}
	rest := strings.ToValidUTF8(compact.String(), "\uFFFD")
	var out strings.Builder
	depth := 0
	for len(rest) > 0 {
		n := 1
		switch c := rest[0]; {
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return "", errDepth
			}
		case c == '}' || c == ']':
			depth--
		case c == '"':
			n = quotedLength(rest)
			if strings.IndexByte(rest[:n], '\\') < 0 {
				break
			}
			var plain string
			if err := json.Unmarshal([]byte(rest[:n]), &plain); err != nil {
				return "", err
			}
			out.WriteString(string(JSONString(plain)))
			rest = rest[n:]
			continue
		case c == '-' || c >= '0' && c <= '9':
			n = len(rest) - len(strings.TrimLeft(rest, "0123456789+-.eE"))
			out.WriteString(string(JSONNumber(rest[:n])))
			rest = rest[n:]
			continue
		case c >= 'a' && c <= 'z': // true, false and null
			n = len(rest) - len(strings.TrimLeft(rest, "truefalsn"))
		}
		out.WriteString(rest[:n])
		rest = rest[n:]
	}
	return JSON(out.String()), nil
}

// quotedLength returns the length of the string that the text begins with.
func quotedLength(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

// JSONString returns the text as a JSON string.
func JSONString(text string) JSON {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(text) != nil { // a string always encodes
		return ""
	}
	return JSON(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// maxExact is 2⁵³, up to which a float holds every integer (RFC 8259, section 6).
const maxExact = "9007199254740992"

// JSONNumber returns a number so that whoever reads it into a float loses
// nothing: an integer up to 2⁵³ as itself, and anything else as a string.
func JSONNumber(text string) JSON {
	digits := strings.TrimPrefix(text, "-")
	integer := digits != "" && strings.Trim(digits, "0123456789") == "" && (digits[0] != '0' || digits == "0")
	if integer && (len(digits) < len(maxExact) || len(digits) == len(maxExact) && digits <= maxExact) {
		return JSON(text)
	}
	return JSONString(text)
}
