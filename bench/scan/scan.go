// Package scan reads JSON token by token, for decoders that know what they want
// and skip the rest. Strings without escapes are parts of the text that is read.
package scan

import (
	"encoding/json"
	"errors"
	"strconv"
	"unicode/utf8"
)

// ErrSyntax is what is wrong with a text that is not the JSON that was expected.
var ErrSyntax = errors.New("not the JSON that was expected")

// Scanner reads one text. Its first error stays, and ends all loops.
type Scanner struct {
	s     string
	i     int
	first bool // nothing has been read yet in the innermost object or array
	bad   bool
}

// New returns a scanner at the beginning of the text.
func New(s string) Scanner { return Scanner{s: s, bad: !utf8.ValidString(s)} }

// Err returns ErrSyntax when something was not as expected, or when there is
// more than white space behind what was read.
func (x *Scanner) Err() error {
	x.space()
	if x.bad || x.i < len(x.s) {
		return ErrSyntax
	}
	return nil
}

// Bad reports whether something was not as expected.
func (x *Scanner) Bad() bool { return x.bad }

// Fail marks the text as not what was expected.
func (x *Scanner) Fail() {
	x.bad = true
	x.i = len(x.s)
}

// Object enters an object; read its members with Key.
func (x *Scanner) Object() { x.open('{') }

// Array enters an array; ask for its elements with More.
func (x *Scanner) Array() { x.open('[') }

func (x *Scanner) open(c byte) {
	if x.Peek() != c {
		x.Fail()
		return
	}
	x.i++
	x.first = true
}

// Key returns the next member's name, or false behind the last one.
func (x *Scanner) Key() (string, bool) {
	if !x.next('}') {
		return "", false
	}
	key := x.String()
	if x.Peek() != ':' {
		x.Fail()
		return "", false
	}
	x.i++
	return key, true
}

// More reports whether there is another element.
func (x *Scanner) More() bool { return x.next(']') }

// next passes the comma before a member, or the end.
func (x *Scanner) next(end byte) bool {
	c := x.Peek()
	switch {
	case c == end:
		x.i++
		x.first = false
		return false
	case x.first:
		x.first = false
		return c != 0
	case c != ',':
		x.Fail()
		return false
	}
	x.i++
	if x.Peek() == end {
		x.Fail()
		return false
	}
	return true
}

// Peek returns the next byte that is no white space, without passing it; 0 at the
// end, which is not as expected.
func (x *Scanner) Peek() byte {
	x.space()
	if x.i < len(x.s) && !x.bad {
		return x.s[x.i]
	}
	x.Fail()
	return 0
}

func (x *Scanner) space() {
	for x.i < len(x.s) {
		switch x.s[x.i] {
		case ' ', '\t', '\n', '\r':
			x.i++
		default:
			return
		}
	}
}

// String reads a string.
func (x *Scanner) String() string {
	raw, escaped := x.quoted()
	if !escaped {
		return raw
	}
	var out string
	if json.Unmarshal([]byte(`"`+raw+`"`), &out) != nil {
		x.Fail()
	}
	return out
}

// Quoted reads a string as it is written, without its quotes.
func (x *Scanner) Quoted() string {
	raw, _ := x.quoted()
	return raw
}

func (x *Scanner) quoted() (raw string, escaped bool) {
	if x.Peek() != '"' {
		x.Fail()
		return "", false
	}
	start := x.i + 1
	for i := start; i < len(x.s); i++ {
		switch c := x.s[i]; {
		case c == '"':
			x.i = i + 1
			return x.s[start:i], escaped
		case c == '\\':
			escaped = true
			i++
		case c < ' ':
			x.Fail()
			return "", false
		}
	}
	x.Fail()
	return "", false
}

// Null passes a null, and reports whether there was one.
func (x *Scanner) Null() bool { return x.Peek() == 'n' && x.word("null") }

// Bool reads true or false.
func (x *Scanner) Bool() bool {
	if x.Peek() == 't' {
		return x.word("true")
	}
	x.word("false")
	return false
}

func (x *Scanner) word(w string) bool {
	if len(x.s)-x.i < len(w) || x.s[x.i:x.i+len(w)] != w {
		x.Fail()
		return false
	}
	x.i += len(w)
	return true
}

// Number reads a number as it is written.
func (x *Scanner) Number() string {
	x.Peek()
	start := x.i
	for x.i < len(x.s) && isNumeric(x.s[x.i]) {
		x.i++
	}
	text := x.s[start:x.i]
	if !validNumber(text) {
		x.Fail()
		return ""
	}
	return text
}

func isNumeric(c byte) bool {
	return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'
}

// validNumber holds a number to JSON's grammar.
func validNumber(s string) bool {
	if s != "" && s[0] == '-' {
		s = s[1:]
	}
	whole := digits(s)
	if whole == 0 || whole > 1 && s[0] == '0' {
		return false
	}
	if s = s[whole:]; s != "" && s[0] == '.' {
		n := digits(s[1:])
		if n == 0 {
			return false
		}
		s = s[1+n:]
	}
	if s == "" || s[0] != 'e' && s[0] != 'E' {
		return s == ""
	}
	if s = s[1:]; s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	return s != "" && digits(s) == len(s)
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// Int reads a whole number.
func (x *Scanner) Int() int64 {
	n, err := strconv.ParseInt(x.Number(), 10, 64)
	if err != nil {
		x.Fail()
	}
	return n
}

// Skip passes one value, whatever it is. Inside it, only strings and the
// pairing of brackets are checked.
func (x *Scanner) Skip() {
	switch c := x.Peek(); c {
	case '"':
		x.quoted()
	case '{', '[':
		x.skipNested()
	case 't', 'f':
		x.Bool()
	case 'n':
		x.Null()
	default:
		x.Number()
	}
}

// maxDepth is how deep a value may be nested that is skipped.
const maxDepth = 64

func (x *Scanner) skipNested() {
	var open [maxDepth]byte
	depth := 0
	for !x.bad && x.i < len(x.s) {
		switch c := x.s[x.i]; c {
		case '"':
			x.quoted()
			continue
		case '{', '[':
			if depth == maxDepth {
				x.Fail()
				return
			}
			open[depth] = c + 2 // the closing bracket, in ASCII
			depth++
		case '}', ']':
			depth--
			if open[depth] != c {
				x.Fail()
				return
			}
			if depth == 0 {
				x.i++
				x.first = false
				return
			}
		}
		x.i++
	}
	x.Fail()
}
