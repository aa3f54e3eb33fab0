package sources

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

// Cursor continues a listing. It is opaque to whoever did not make it.
type Cursor string

// maxCursor bounds what is decoded. The vector cursor of a union holds those of its members.
const maxCursor = 16 << 10

// Cursors writes and reads the cursors of one listing: one set of filters and
// one field of order, either direction. A cursor of another listing is refused.
type Cursors struct {
	source string
	prefix string
	down   string
}

// CursorsOf returns the codec of the query's listing, for a collection of that source.
func CursorsOf(source string, q Query) Cursors {
	c := Cursors{source: source, prefix: fingerprint(q), down: "u"}
	if q.Sort.Desc {
		c.down = "d"
	}
	return c
}

// At returns the cursor of a position, which holds what its collection needs to
// go on: a sort value and a key, say. It panics when the position does not
// marshal to JSON: that is a fault of its type, whatever it holds.
func (c Cursors) At(position any) Cursor {
	raw, err := json.Marshal(position)
	if err != nil {
		panic("sources: a position does not marshal to JSON: " + err.Error())
	}
	return c.Write(raw)
}

// Write returns the cursor of a position that is JSON already.
func (c Cursors) Write(position json.RawMessage) Cursor {
	size := len(c.prefix) + len(c.down) + len(position)
	buf := make([]byte, 0, size+base64.RawURLEncoding.EncodedLen(size))
	buf = append(append(append(buf, c.prefix...), c.down...), position...)
	return Cursor(base64.RawURLEncoding.AppendEncode(buf, buf)[size:])
}

// Position returns the position that Write was given, where the cursor is one
// of this listing in this direction. It promises nothing of the position itself.
func (c Cursors) Position(cursor Cursor) (position json.RawMessage, ok bool) {
	if len(cursor) > maxCursor {
		return nil, false
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(string(cursor))
	if err != nil {
		return nil, false
	}
	rest, listed := bytes.CutPrefix(raw, []byte(c.prefix))
	position, ok = bytes.CutPrefix(rest, []byte(c.down))
	return position, listed && ok
}

// Read reads a position that At wrote. Reversed reports that it was written
// for the listing sorted the other way. It fails with KindInvalid.
func (c Cursors) Read(cursor Cursor, position any) (reversed bool, err error) {
	if len(cursor) > maxCursor {
		return false, c.invalid()
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(string(cursor))
	if err != nil {
		return false, c.invalid()
	}
	rest, ok := bytes.CutPrefix(raw, []byte(c.prefix))
	if !ok || len(rest) == 0 || rest[0] != 'u' && rest[0] != 'd' {
		return false, c.invalid()
	}
	dec := json.NewDecoder(bytes.NewReader(rest[1:]))
	dec.DisallowUnknownFields()
	if dec.Decode(position) != nil || dec.More() {
		return false, c.invalid()
	}
	return string(rest[:1]) != c.down, nil
}

func (c Cursors) invalid() error {
	return &Error{
		Kind: KindInvalid, Source: c.source, Op: "read cursor",
		Reason: "the cursor is not one of this listing: pass a cursor answered for the same filters and sort field, unchanged",
	}
}

// Key identifies the query: two queries with the same key ask for the same page.
func (q Query) Key() string {
	b := appendWhere(make([]byte, 0, keySize), q.Where)
	b = append(append(append(b, 0), q.Sort.Field...), 0)
	b = append(strconv.AppendBool(b, q.Sort.Desc), 0)
	b = append(strconv.AppendInt(b, int64(q.First), 10), 0)
	b = append(strconv.AppendUint(b, uint64(q.Want), 36), 0)
	return string(append(b, q.After...))
}

// keySize has room for most keys.
const keySize = 256

// fingerprint is a short hash of filters and sort field. It guards against
// mistakes, not against forgery: whoever may list may start anywhere.
func fingerprint(q Query) string {
	b := append(append(make([]byte, 0, keySize), q.Sort.Field...), 0)
	h := fnv.New64a()
	h.Write(appendWhere(b, q.Where))
	return strconv.FormatUint(h.Sum64(), 36) + "."
}

// appendWhere writes the predicates so that those which ask for the same are written alike.
func appendWhere(b []byte, where []Predicate) []byte {
	if len(where) == 1 {
		return where[0].appendTo(b)
	}
	parts := make([]string, 0, len(where))
	for i := range where {
		parts = append(parts, string(where[i].appendTo(nil)))
	}
	slices.Sort(parts)
	return append(b, strings.Join(parts, "\x00")...)
}

func (p *Predicate) appendTo(b []byte) []byte {
	b = append(append(b, p.Field...), ' ')
	b = strconv.AppendInt(b, int64(p.Op), 10)
	b = appendValues(b, p.Values)
	return p.To.appendTo(p.From.appendTo(b))
}

func appendValues(b []byte, values []commerce.Value) []byte {
	if len(values) == 1 {
		return strconv.AppendQuote(append(b, ' '), values[0].Format())
	}
	quoted := make([]string, 0, len(values))
	for _, v := range values {
		quoted = append(quoted, strconv.Quote(v.Format()))
	}
	slices.Sort(quoted)
	for _, v := range quoted {
		b = append(append(b, ' '), v...)
	}
	return b
}

func (b *Bound) appendTo(key []byte) []byte {
	switch {
	case b == nil:
		return append(key, " -"...)
	case b.Open:
		key = append(key, " ("...)
	default:
		key = append(key, " ["...)
	}
	return strconv.AppendQuote(key, b.Value.Format())
}
