package executor

import (
	"fmt"
	"reflect"
)

// Value completes the values of one Go type. It is made by [Leaf] or [Composite].
type Value interface {
	composite() bool
	// length returns how many results there are, or -1 when they are not a slice of the type.
	length(results any) int
	// at returns one result as gqlgen hands it to what stands around a resolver.
	at(results any, i int) any
	holds(v any) bool
	expand(s *Sink, results any, i int)
	expandOne(s *Sink, v any)
	write(w *Writer, results any, i int) Outcome
	writeOne(w *Writer, v any) Outcome
	typeName() string
}

// Leaf completes scalars, enums and lists of them.
func Leaf[T any](write func(*Writer, T) Outcome) Value {
	return &value[T]{writeFunc: write, nilable: reflect.TypeFor[T]().Kind() == reflect.Interface}
}

// Composite completes objects and lists of them.
func Composite[T any](expand func(*Sink, T)) Value {
	return &value[T]{expandFunc: expand, nilable: reflect.TypeFor[T]().Kind() == reflect.Interface}
}

type value[T any] struct {
	writeFunc  func(*Writer, T) Outcome
	expandFunc func(*Sink, T)
	nilable    bool // T is an interface
}

func (v *value[T]) composite() bool { return v.expandFunc != nil }

func (v *value[T]) length(results any) int {
	if list, ok := results.([]T); ok {
		return len(list)
	}
	return -1
}

func (v *value[T]) at(results any, i int) any { return results.([]T)[i] }

func (v *value[T]) holds(x any) bool {
	_, ok := x.(T)
	return ok
}

func (v *value[T]) expand(s *Sink, results any, i int) {
	x := results.([]T)[i]
	if v.nilable && any(x) == nil {
		s.Nothing()
		return
	}
	v.expandFunc(s, x)
}

func (v *value[T]) expandOne(s *Sink, x any) {
	if x == nil {
		s.Nothing()
		return
	}
	v.expandFunc(s, x.(T))
}

func (v *value[T]) write(w *Writer, results any, i int) Outcome {
	x := results.([]T)[i]
	if v.nilable && any(x) == nil {
		return Nothing
	}
	return v.writeFunc(w, x)
}

func (v *value[T]) writeOne(w *Writer, x any) Outcome {
	if x == nil {
		return Nothing
	}
	return v.writeFunc(w, x.(T))
}

func (v *value[T]) typeName() string {
	var zero T
	return fmt.Sprintf("%T", zero)
}

// Parents returns the parents with their type.
func Parents[T any](objs []any) []T {
	out := make([]T, len(objs))
	for i, o := range objs {
		out[i] = o.(T)
	}
	return out
}
