package sources

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
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
	parts := make([]string, 0, len(q.Where)+1)
	for _, p := range q.Where {
		parts = append(parts, p.canonical())
	}
	slices.Sort(parts)
	parts = append(parts, q.Sort.Field, strconv.FormatBool(q.Sort.Desc), strconv.Itoa(q.First),
		strconv.FormatUint(uint64(q.Want), 36), string(q.After))
	return strings.Join(parts, "\x00")
}

// fingerprint is a short hash of filters and sort field. It guards against
// mistakes, not against forgery: whoever may list may start anywhere.
func fingerprint(q Query) string {
	parts := make([]string, 0, len(q.Where))
	for _, p := range q.Where {
		parts = append(parts, p.canonical())
	}
	slices.Sort(parts)
	h := fnv.New64a()
	h.Write([]byte(q.Sort.Field + "\x00" + strings.Join(parts, "\x00")))
	return strconv.FormatUint(h.Sum64(), 36) + "."
}

func (p Predicate) canonical() string {
	values := make([]string, 0, len(p.Values)+2)
	for _, v := range p.Values {
		values = append(values, strconv.Quote(v.Format()))
	}
	slices.Sort(values)
	for _, b := range []*Bound{p.From, p.To} {
		switch {
		case b == nil:
			values = append(values, "-")
		case b.Open:
			values = append(values, "("+strconv.Quote(b.Value.Format()))
		default:
			values = append(values, "["+strconv.Quote(b.Value.Format()))
		}
	}
	return p.Field + " " + strconv.Itoa(int(p.Op)) + " " + strings.Join(values, " ")
}
