package jsonx

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// ErrSyntax says that a text is not one whole JSON value.
var ErrSyntax = errors.New("not valid JSON")

// WrongType says that a value was of another type than was asked for. Place
// names the members that led there, from where the reading of the part began;
// it is made of names that were asked for, and empty for the part itself.
type WrongType struct{ Place string }

// Error quotes nothing of the text.
func (w *WrongType) Error() string { return "a value has another type than is expected" }

// Reader reads the values of one text in their order. It remembers the first
// value that was of a wrong type and goes on, so that the other parts of the
// text can still be used; an error of syntax ends all reading. It is for one
// goroutine, and only for the time of [Read].
type Reader struct {
	dec    jsontext.Decoder
	source bytes.Buffer

	name []byte // of the member at hand; its value is due
	due  bool   // whether a value is to be read before the next member or element

	failed bool
	wrong  *WrongType
	base   int // how deep the part lies that places start from

	unescaped []byte
	words     words
}

var readers = sync.Pool{New: func() any { return new(Reader) }}

// Read hands a reader of the text to read, and reads over what it has left. It
// returns [ErrSyntax] for a text that is not JSON to its end, and a *[WrongType]
// when there was one that nobody has taken. The text is free afterwards: what
// was read are copies.
func Read(text []byte, read func(*Reader)) error {
	r := readers.Get().(*Reader)
	defer r.release()
	r.source = *bytes.NewBuffer(text)
	r.dec.Reset(&r.source, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	r.due = true
	read(r)
	r.passDue()
	if _, err := r.dec.ReadToken(); r.failed || !errors.Is(err, io.EOF) {
		return ErrSyntax
	}
	if r.wrong != nil {
		return r.wrong
	}
	return nil
}

// release lets go of the text.
func (r *Reader) release() {
	r.source = bytes.Buffer{}
	r.dec.Reset(&r.source)
	r.name, r.due, r.failed, r.wrong, r.base = nil, false, false, nil, 0
	clear(r.words[:]) // nothing of one answer stays for another
	readers.Put(r)
}

// Kinds of values, as [Reader.Kind] returns them.
const (
	Null   = jsontext.KindNull
	Text   = jsontext.KindString
	Number = jsontext.KindNumber
	Object = jsontext.KindBeginObject
	Array  = jsontext.KindBeginArray
)

// Kind returns the kind of the next value.
func (r *Reader) Kind() jsontext.Kind {
	if r.failed {
		return 0
	}
	return r.dec.PeekKind()
}

// Object enters an object, whose members [Reader.Member] then walks to the end.
// It is false for null, and for another type, which is wrong.
func (r *Reader) Object() bool { return r.enter(Object) }

// Array enters an array, whose elements [Reader.Element] then walks to the end.
// It is false for null, and for another type, which is wrong.
func (r *Reader) Array() bool { return r.enter(Array) }

func (r *Reader) enter(kind jsontext.Kind) bool {
	if r.Kind() != kind {
		r.missing()
		return false
	}
	r.token()
	return !r.failed
}

// Member moves to the next member of the object, whose name [Reader.Name]
// returns. A value that was not read is passed over. At the end it leaves the
// object and returns false.
func (r *Reader) Member() bool {
	r.passDue()
	if r.Kind() == jsontext.KindEndObject {
		r.token()
		return false
	}
	r.name = r.text()
	r.due = true
	return !r.failed
}

// Name returns the name of the member at hand, until its value is read.
func (r *Reader) Name() []byte { return r.name }

// Element moves to the next element of the array. One that was not read is
// passed over. At the end it leaves the array and returns false.
func (r *Reader) Element() bool {
	r.passDue()
	if r.Kind() == jsontext.KindEndArray {
		r.token()
		return false
	}
	r.due = true
	return !r.failed
}

func (r *Reader) passDue() {
	if r.due {
		r.Skip()
	}
}

// Skip passes over the next value, whatever it is.
func (r *Reader) Skip() { r.value() }

// Stop ends all reading, as if the text ended here.
func (r *Reader) Stop() { r.failed = true }

func (r *Reader) token() {
	r.due = false
	if _, err := r.dec.ReadToken(); err != nil {
		r.failed = true
	}
}

// value returns the next value as it is written.
func (r *Reader) value() jsontext.Value {
	r.due = false
	if r.failed {
		return nil
	}
	v, err := r.dec.ReadValue()
	if err != nil {
		r.failed = true
		return nil
	}
	return v
}
