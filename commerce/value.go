package commerce

import (
	"cmp"
	"strings"
	"time"
)

// Value is one value of a field, as filters and sorts compare it. It is
// comparable with ==, which for numbers and times asks for the same form, so
// compare with [Value.Compare]. The zero Value is missing.
type Value struct {
	set  bool
	bool bool
	typ  FieldType
	text string
	num  Decimal
	time time.Time
}

// String returns a plain text; the empty text is missing.
func String(s string) Value { return Value{set: s != "", typ: PlainText, text: s} }

// Folded returns an e-mail address in the form in which addresses are compared.
func Folded(s string) Value { return Value{set: s != "", typ: FoldedText, text: FoldEmail(s)} }

// Num returns a number.
func Num(d Decimal) Value { return Value{set: true, typ: Number, num: d} }

// Time returns a point in time, in UTC; the zero time is missing.
func Time(t time.Time) Value { return Value{set: !t.IsZero(), typ: Instant, time: t.UTC()} }

// Bool returns true or false.
func Bool(b bool) Value { return Value{set: true, typ: Boolean, bool: b} }

// IsZero reports whether the value is missing.
func (v Value) IsZero() bool { return !v.set }

// Text returns the text of a text, enum or reference.
func (v Value) Text() string { return v.text }

// Decimal returns the number of a number.
func (v Value) Decimal() Decimal { return v.num }

// Instant returns the time of a time.
func (v Value) Instant() time.Time { return v.time }

// Boolean returns the truth of a boolean.
func (v Value) Boolean() bool { return v.bool }

// Type returns how the value compares. Enums and references are plain text here.
func (v Value) Type() FieldType { return v.typ }

// Format returns the value as text: numbers in plain decimal, times in RFC 3339 with nanoseconds.
func (v Value) Format() string {
	switch v.typ {
	case Number:
		return v.num.String()
	case Instant:
		return v.time.Format(time.RFC3339Nano)
	case Boolean:
		if v.bool {
			return "true"
		}
		return "false"
	default:
		return v.text
	}
}

// Compare orders two values of one type: -1, 0 or 1. A missing value is less
// than every other; false is less than true.
func (v Value) Compare(w Value) int {
	if !v.set || !w.set {
		return boolToInt(v.set) - boolToInt(w.set)
	}
	switch v.typ {
	case Number:
		return v.num.Cmp(w.num)
	case Instant:
		return v.time.Compare(w.time)
	case Boolean:
		return boolToInt(v.bool) - boolToInt(w.bool)
	default:
		return cmp.Compare(v.text, w.text)
	}
}

// FoldEmail returns the form in which e-mail addresses are compared: without
// surrounding space, in lower case. RFC 5321 lets the local part be
// case-sensitive; no system in use treats it so.
func FoldEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func reference(id ID) Value {
	if id.IsZero() {
		return Value{}
	}
	return String(id.String())
}

func country(a *Address) Value {
	if a == nil {
		return Value{}
	}
	return String(string(a.CountryCode))
}

func texts(list []string) []Value {
	out := make([]Value, 0, len(list))
	for _, s := range list {
		if s != "" {
			out = append(out, String(s))
		}
	}
	return out
}
