package jsonx

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// Opt is a value that can be missing: null, or not there at all.
type Opt[V any] struct {
	Value V
	OK    bool
}

// UnmarshalJSON is for what encoding/json reads.
func (o *Opt[V]) UnmarshalJSON(raw []byte) error {
	*o = Opt[V]{}
	if string(raw) == "null" {
		return nil
	}
	o.OK = true
	return json.Unmarshal(raw, &o.Value)
}

// Some returns the value v.
func Some[V any](v V) Opt[V] { return Opt[V]{v, true} }

// Text reads a text.
func (r *Reader) Text() Opt[string] {
	if r.Kind() != Text {
		r.missing()
		return Opt[string]{}
	}
	return Some(string(r.text()))
}

// Word reads a text that comes again and again, such as a state or a currency:
// those that are equal share their memory.
func (r *Reader) Word() Opt[string] {
	if r.Kind() != Text {
		r.missing()
		return Opt[string]{}
	}
	return Some(r.words.of(r.text()))
}

// NameWord returns the name of the member at hand as a text to keep.
func (r *Reader) NameWord() string { return r.words.of(r.name) }

// Raw reads a text and returns it only until the next value is read; nil when
// it is missing.
func (r *Reader) Raw() []byte {
	if r.Kind() != Text {
		r.missing()
		return nil
	}
	return r.text()
}

// Verbatim reads any value and returns it as it is written, only until the next
// value is read; nil after an error of syntax.
func (r *Reader) Verbatim() []byte { return r.value() }

// Numeral reads a number, or a text in place of one, as it is written. Equal
// ones share their memory.
func (r *Reader) Numeral() Opt[string] {
	if r.Kind() == Number {
		return Some(r.words.of(r.value()))
	}
	return r.Word()
}

// Int reads a whole number of 64 bits. One with a point or an exponent is wrong.
func (r *Reader) Int() Opt[int64] {
	if r.Kind() != Number {
		r.missing()
		return Opt[int64]{}
	}
	n, err := strconv.ParseInt(string(r.value()), 10, 64)
	if err != nil {
		r.SetWrong()
		return Opt[int64]{}
	}
	return Some(n)
}

// Float reads a number that is no amount and no count, such as a price in points.
func (r *Reader) Float() Opt[float64] {
	if r.Kind() != Number {
		r.missing()
		return Opt[float64]{}
	}
	n, err := strconv.ParseFloat(string(r.value()), 64)
	if err != nil {
		r.SetWrong()
		return Opt[float64]{}
	}
	return Some(n)
}

// Bool reads true or false.
func (r *Reader) Bool() Opt[bool] {
	switch kind := r.Kind(); kind {
	case jsontext.KindTrue, jsontext.KindFalse:
		r.Skip()
		return Some(kind == jsontext.KindTrue)
	}
	r.missing()
	return Opt[bool]{}
}

// text reads a text or a name without its quotes and escapes. What is not
// UTF-8 in it is replaced, as encoding/json does.
func (r *Reader) text() []byte {
	quoted := r.value()
	if len(quoted) < 2 || quoted[0] != '"' {
		r.failed = true
		return []byte{}
	}
	plain := quoted[1 : len(quoted)-1]
	if bytes.IndexByte(plain, '\\') < 0 && utf8.Valid(plain) {
		return plain
	}
	r.unescaped, _ = jsontext.AppendUnquote(r.unescaped[:0], quoted) // its error is of what it has replaced
	return r.unescaped
}
