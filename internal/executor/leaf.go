package executor

import (
	"io"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// String writes a text as gqlgen does.
func (w *Writer) String(s string) Outcome {
	w.buf = AppendString(w.buf, s)
	return Written
}

// Bool writes a truth value.
func (w *Writer) Bool(b bool) Outcome {
	w.buf = strconv.AppendBool(w.buf, b)
	return Written
}

// Int writes an integer.
func (w *Writer) Int(n int64) Outcome {
	w.buf = strconv.AppendInt(w.buf, n, 10)
	return Written
}

// Append writes by a function that appends a value, or reports that it is null.
func Append[T any](w *Writer, v T, f func([]byte, T) ([]byte, bool)) Outcome {
	b, ok := f(w.buf, v)
	if !ok {
		return Null
	}
	w.buf = b
	return Written
}

// Raw returns the writer for a value that writes itself.
func (w *Writer) Raw() io.Writer { return (*marshalWriter)(w) }

// Marshal writes a value that writes itself.
func (w *Writer) Marshal(m graphql.Marshaler) Outcome {
	if m == graphql.Null {
		return Null
	}
	m.MarshalGQL((*marshalWriter)(w))
	return Written
}

// MarshalContext writes a value that writes itself or fails. As with gqlgen, one
// that fails is null whatever its type.
func (w *Writer) MarshalContext(m graphql.ContextMarshaler) Outcome {
	if m == graphql.Null {
		return Null
	}
	start := len(w.buf)
	if err := m.MarshalGQLContext(w.ctx, (*marshalWriter)(w)); err != nil {
		w.buf = append(w.buf[:start], "null"...)
		w.report(err)
	}
	return Written
}

// List writes a list of leaves.
func List[T any](w *Writer, list []T, nonNull bool, write func(*Writer, T) Outcome) Outcome {
	start, whole := len(w.buf), true
	w.buf = append(w.buf, '[')
	for i, v := range list {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		switch out := write(w, v); {
		case out == Written:
		case !nonNull:
			w.buf = append(w.buf, "null"...)
		default:
			whole = false
			if out != Failed {
				w.violation(append(w.place(), ast.PathIndex(i)), out == Nothing)
			}
		}
	}
	if !whole {
		w.buf = w.buf[:start]
		return Failed
	}
	w.buf = append(w.buf, ']')
	return Written
}

// marshalWriter is the writer for what writes itself.
type marshalWriter Writer

// Write appends to the answer.
func (w *marshalWriter) Write(p []byte) (int, error) {
	w.buf = append(w.buf, p...)
	return len(p), nil
}

// WriteString appends to the answer.
func (w *marshalWriter) WriteString(s string) (int, error) {
	w.buf = append(w.buf, s...)
	return len(s), nil
}

const hex = "0123456789abcdef"

// AppendString appends a JSON string with the escapes that gqlgen writes.
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '\\' && c != '"' {
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '\t':
			b = append(b, `\t`...)
		case '\r':
			b = append(b, `\r`...)
		case '\n':
			b = append(b, `\n`...)
		case '\\':
			b = append(b, `\\`...)
		case '"':
			b = append(b, `\"`...)
		default:
			b = append(b, `\u00`...)
			b = append(b, hex[c>>4], hex[c&0xf])
		}
		start = i + 1
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}
