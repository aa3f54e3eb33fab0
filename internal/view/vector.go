package view

import (
	"encoding/json"

	"github.com/galleria-graph/galleria/sources"
)

// vector is the position of a union's item: where each member stood when the
// item was taken. A trace writes it.
type vector struct {
	last  string // the member whose item it is; empty for the end of a short page
	marks map[string]mark
}

// mark is where one member stands. An item's cursor is a place in the member's
// order, whichever way it is read: what follows in either direction excludes
// the item itself. So two of them hold the gap between the last item taken and
// the next one fast, from both sides.
type mark struct {
	after sources.Cursor // of the last item taken; empty when none is yet
	head  sources.Cursor // of the first item not yet taken, where the union is reversible
	done  bool           // nothing follows after
	gone  bool           // the member did not answer when the listing began
}

// resumed returns the state of a member that goes on from its mark.
func (m mark) resumed() (after sources.Cursor, done bool) { return m.after, m.done }

// reversed returns the state of a member that turns round at its mark. What
// the last item's own member has before it comes next; every other member has
// its last item taken still before the union's, so it starts from its head.
func (m mark) reversed(last bool) (after sources.Cursor, done bool) {
	switch {
	case last:
		return m.after, false
	case m.head != "":
		return m.head, false
	case m.done:
		return "", false
	}
	return m.after, m.after == ""
}

// readVector reads the query's cursor. Reversed reports that it was written for
// the listing sorted the other way.
func readVector(q sources.Query) (v vector, reversed bool, err error) {
	var raw struct {
		Last  string `json:"l"`
		Marks map[string]struct {
			After json.RawMessage `json:"a"`
			Head  json.RawMessage `json:"h"`
			Done  bool            `json:"d"`
			Gone  bool            `json:"g"`
		} `json:"p"`
	}
	codec := sources.CursorsOf("", q)
	if reversed, err = codec.Read(q.After, &raw); err != nil {
		return vector{}, false, err
	}
	if reversed {
		q.Sort.Desc = !q.Sort.Desc
		codec = sources.CursorsOf("", q)
	}
	v = vector{last: raw.Last, marks: make(map[string]mark, len(raw.Marks))}
	for name, m := range raw.Marks {
		after, okAfter := extract(codec, m.After)
		head, okHead := extract(codec, m.Head)
		if !okAfter || !okHead {
			return vector{}, false, notThisWay()
		}
		v.marks[name] = mark{after: after, head: head, done: m.Done, gone: m.Gone}
	}
	if raw.Marks == nil {
		return vector{}, false, notThisWay()
	}
	return v, reversed, nil
}

// embed returns a member's cursor as it stands in a vector: the bare position
// where it is an object and the cursor of the union's own listing, as most are,
// because base64 in base64 would grow it; the cursor as a text otherwise.
func embed(codec sources.Cursors, c sources.Cursor) json.RawMessage {
	if position, ok := codec.Position(c); ok && len(position) > 0 && position[0] == '{' && json.Valid(position) {
		return position
	}
	text, err := json.Marshal(string(c))
	if err != nil {
		panic("view: a text does not marshal to JSON: " + err.Error())
	}
	return text
}

// extract returns the member's cursor that embed wrote; it is not ok for anything else.
func extract(codec sources.Cursors, raw json.RawMessage) (c sources.Cursor, ok bool) {
	switch {
	case len(raw) == 0:
		return "", true
	case raw[0] == '{':
		return codec.Write(raw), true
	}
	return c, json.Unmarshal(raw, &c) == nil
}
