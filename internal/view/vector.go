package view

import (
	"encoding/json"

	"github.com/galleria-graph/galleria/sources"
)

// vector is the position of a union's item: where each member stood when the
// item was taken.
type vector struct {
	// Last is the member whose item it is; empty for the end of a short page.
	Last string `json:"l,omitempty"`
	// At has a mark for each member that took part.
	At map[string]mark `json:"p"`
}

// mark is where one member stands. An item's cursor is a place in the member's
// order, whichever way it is read: what follows in either direction excludes
// the item itself. So two of them hold the gap between the last item taken and
// the next one fast, from both sides.
type mark struct {
	// After is the cursor of the last item taken; empty when none is yet.
	After sources.Cursor `json:"a,omitempty"`
	// Head is the cursor of the first item not yet taken, where the union is reversible.
	Head sources.Cursor `json:"h,omitempty"`
	// Done says that nothing follows After.
	Done bool `json:"d,omitempty"`
	// Gone says that the member did not answer when the listing began.
	Gone bool `json:"g,omitempty"`
}

// resumed returns the state of a member that goes on from its mark.
func (m mark) resumed() (after sources.Cursor, done bool) { return m.After, m.Done }

// reversed returns the state of a member that turns round at its mark. What
// the last item's own member has before it comes next; every other member has
// its last item taken still before the union's, so it starts from its head.
func (m mark) reversed(last bool) (after sources.Cursor, done bool) {
	switch {
	case last:
		return m.After, false
	case m.Head != "":
		return m.Head, false
	case m.Done:
		return "", false
	}
	return m.After, m.After == ""
}

// fragment writes the member's part of a vector. It is kept while the member
// stands still, so that an item of one costs no encoding of the others.
func fragment(name string, m mark) (json.RawMessage, error) {
	key, err := json.Marshal(name)
	if err != nil {
		return nil, err
	}
	value, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	return append(append(key, ':'), value...), nil
}
