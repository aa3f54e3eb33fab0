// Package scalar writes and reads the scalars of the graph. Its functions keep
// the vocabulary free of GraphQL.
//
// What is missing, by the vocabulary's rules, is written as null.
package scalar

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/executor"
	"github.com/galleria-graph/galleria/sources"
)

// The functions AppendX do what MarshalX does, for the executor by level: they
// append the value, or report that it is missing.

// AppendGlobalID appends the opaque form of an id.
func AppendGlobalID(b []byte, id commerce.GlobalID) ([]byte, bool) {
	b = append(b, '"')
	b = id.AppendTo(b)
	return append(b, '"'), true
}

// AppendText appends a text that may be missing.
func AppendText(b []byte, t commerce.Text) ([]byte, bool) {
	if t == "" {
		return b, false
	}
	return executor.AppendString(b, string(t)), true
}

// AppendDateTime appends a time in UTC; the zero time is missing.
func AppendDateTime(b []byte, t time.Time) ([]byte, bool) {
	if t.IsZero() {
		return b, false
	}
	b = append(b, '"')
	b = t.UTC().AppendFormat(b, time.RFC3339Nano)
	return append(b, '"'), true
}

// AppendDecimal appends an exact decimal as a string.
func AppendDecimal(b []byte, d commerce.Decimal) ([]byte, bool) {
	b = append(b, '"')
	b = commerce.AppendDecimal(b, d)
	return append(b, '"'), true
}

// AppendCursor appends a cursor; the empty one is missing.
func AppendCursor(b []byte, c Cursor) ([]byte, bool) {
	if c == "" {
		return b, false
	}
	b = append(b, '"')
	b = append(b, c...)
	return append(b, '"'), true
}

// AppendJSON appends a value as it is; the empty one is missing.
func AppendJSON(b []byte, v commerce.JSON) ([]byte, bool) {
	return append(b, v...), v != ""
}

// MarshalGlobalID writes the opaque form of an id.
func MarshalGlobalID(id commerce.GlobalID) graphql.Marshaler { return safe(id.String()) }

// UnmarshalGlobalID reads an id that this graph has answered.
func UnmarshalGlobalID(v any) (commerce.GlobalID, error) {
	s, ok := v.(string)
	if !ok {
		return commerce.GlobalID{}, invalid("an id is a string")
	}
	id, err := commerce.ParseGlobalID(s)
	if err != nil {
		return commerce.GlobalID{}, invalid(err.Error())
	}
	return id, nil
}

// MarshalText writes a text that may be missing.
func MarshalText(t commerce.Text) graphql.Marshaler {
	if t == "" {
		return graphql.Null
	}
	return graphql.MarshalString(string(t))
}

// UnmarshalText reads a text.
func UnmarshalText(v any) (commerce.Text, error) {
	s, err := graphql.UnmarshalString(v)
	return commerce.Text(s), err
}

// MarshalJSON writes a value as it is; the empty one is null.
func MarshalJSON(v commerce.JSON) graphql.Marshaler {
	if v == "" {
		return graphql.Null
	}
	return graphql.WriterFunc(func(w io.Writer) { _, _ = io.WriteString(w, string(v)) })
}

// UnmarshalJSON reads any value. No argument is of this type; a schema asks for both directions.
func UnmarshalJSON(v any) (commerce.JSON, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return "", invalid("this is no JSON value")
	}
	return commerce.JSON(text), nil
}

// MarshalDateTime writes a time in UTC, with the fraction digits that it has; the zero time is null.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	if t.IsZero() {
		return graphql.Null
	}
	return safe(t.UTC().Format(time.RFC3339Nano))
}

// UnmarshalDateTime reads RFC 3339 with an offset.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, _ := v.(string)
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, invalid("a DateTime is written in RFC 3339, with an offset: 2026-01-31T15:04:05Z")
	}
	return t.UTC(), nil
}

// MarshalDecimal writes an exact decimal as a string, with all the fraction digits that it carries.
func MarshalDecimal(d commerce.Decimal) graphql.Marshaler { return safe(commerce.FormatDecimal(d)) }

// maxDecimal bounds the text of a decimal that is read.
const maxDecimal = 64

// UnmarshalDecimal reads a string, an integer, or a number in variables. It
// refuses a number that has been through a binary float.
func UnmarshalDecimal(v any) (commerce.Decimal, error) {
	text := ""
	switch v := v.(type) {
	case string:
		text = v
	case json.Number:
		text = v.String()
	case int:
		text = strconv.Itoa(v)
	case int32:
		text = strconv.FormatInt(int64(v), 10)
	case int64:
		text = strconv.FormatInt(v, 10)
	default:
		return commerce.Decimal{}, invalid(`a Decimal is written as a string: "414.95"`)
	}
	// An exponent could make a short text a number of billions of digits.
	if len(text) > maxDecimal || strings.ContainsAny(text, "eE") {
		return commerce.Decimal{}, invalid(`a Decimal is written in plain digits: "414.95"`)
	}
	d, err := commerce.ParseDecimal(text)
	if err != nil {
		return commerce.Decimal{}, invalid(`a Decimal is written in plain digits: "414.95"`)
	}
	return d, nil
}

// Cursor is a position in a listing as clients hold it.
type Cursor string

// MarshalCursor writes a cursor; the empty one is null.
func MarshalCursor(c Cursor) graphql.Marshaler {
	if c == "" {
		return graphql.Null
	}
	return safe(string(c))
}

// UnmarshalCursor reads a cursor. What it means is for the listing to say.
func UnmarshalCursor(v any) (Cursor, error) {
	s, ok := v.(string)
	if !ok {
		return "", invalid("a cursor is a string")
	}
	return Cursor(s), nil
}

// safe writes a string that is known to need no escaping.
func safe(s string) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = io.WriteString(w, `"`+s+`"`) })
}

func invalid(reason string) error {
	return &sources.Error{Kind: sources.KindInvalid, Op: "read argument", Reason: reason, Err: errInput}
}

var errInput = errors.New("bad input")
