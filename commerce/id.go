package commerce

import (
	"encoding/base64"
	"errors"
	"strings"
)

// ID names one entity of a source: the source's configured name, and the key
// that the source itself uses, unchanged.
type ID struct {
	Source string
	Key    string
}

// IsZero reports whether the ID names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// String returns "source:key", the form in which joins and filters carry an ID.
func (id ID) String() string { return id.Source + ":" + id.Key }

// ParseID reads what [ID.String] wrote. Source names hold no colon, so the
// key may.
func ParseID(s string) (ID, error) {
	source, key, ok := strings.Cut(s, ":")
	if !ok || source == "" || key == "" {
		return ID{}, errors.New("an id has the form source:key")
	}
	return ID{Source: source, Key: key}, nil
}

// GlobalID is an ID with its kind in front: what a client holds, in an opaque
// form, and what node(id:) resolves.
type GlobalID struct {
	Kind string
	ID
}

// maxGlobalID bounds what is decoded: vendors' keys stay far below it.
const maxGlobalID = 1024

var errGlobalID = errors.New("not an id of this graph: pass an id that it has answered, unchanged")

// String returns the opaque form: unpadded base64url of kind, source and key.
func (g GlobalID) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte(g.Kind + ":" + g.ID.String()))
}

// AppendTo appends what String returns.
func (g GlobalID) AppendTo(b []byte) []byte {
	var room [128]byte // enough for nearly all; a longer one is allocated
	raw := append(append(append(append(append(room[:0], g.Kind...), ':'), g.Source...), ':'), g.Key...)
	return base64.RawURLEncoding.AppendEncode(b, raw)
}

// ParseGlobalID reads what [GlobalID.String] wrote. Its error names no part of
// the input.
func ParseGlobalID(s string) (GlobalID, error) {
	if len(s) > maxGlobalID {
		return GlobalID{}, errGlobalID
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil {
		return GlobalID{}, errGlobalID
	}
	kind, rest, ok := strings.Cut(string(raw), ":")
	if !ok || kind == "" {
		return GlobalID{}, errGlobalID
	}
	id, err := ParseID(rest)
	if err != nil {
		return GlobalID{}, errGlobalID
	}
	return GlobalID{Kind: kind, ID: id}, nil
}
