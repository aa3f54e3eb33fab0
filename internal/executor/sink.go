package executor

import "github.com/99designs/gqlgen/graphql"

// Sink is told what values of composite fields are made of: for each value one
// null, one object, or one list followed by as many values. It keeps what it is
// told, or, where everything below is at hand, has it written at once.
type Sink struct {
	tokens []token

	straight *straight // nil for one that keeps
}

type token struct {
	obj  any
	n    int32 // of a list: its length; of an object: its place in its set
	typ  int16
	kind tokenKind
}

type tokenKind uint8

const (
	isObject tokenKind = iota
	isList
	isNull      // a null of the Go type, such as a nil pointer
	isNothing   // no value at all: an interface that holds none, or a failure
	isMarshaler // a value that writes itself
)

// Null tells a null.
func (s *Sink) Null() {
	if s.straight != nil {
		s.straight.null(false)
		return
	}
	s.tokens = append(s.tokens, token{kind: isNull})
}

// Nothing tells that there is no value at all.
func (s *Sink) Nothing() {
	if s.straight != nil {
		s.straight.null(true)
		return
	}
	s.tokens = append(s.tokens, token{kind: isNothing})
}

// List tells a list of n values, which are told next.
func (s *Sink) List(n int) {
	if s.straight != nil {
		s.straight.list(n)
		return
	}
	s.tokens = append(s.tokens, token{kind: isList, n: int32(n)})
}

// Object tells an object, as the Go type that its fields are read from.
func (s *Sink) Object(t TypeID, obj any) {
	if s.straight != nil {
		s.straight.object(t, obj)
		return
	}
	s.tokens = append(s.tokens, token{kind: isObject, typ: int16(t), obj: obj})
}

// Marshaler tells an object that writes itself.
func (s *Sink) Marshaler(m graphql.Marshaler) {
	s.tokens = append(s.tokens, token{kind: isMarshaler, obj: m})
}
