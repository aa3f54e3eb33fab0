package commerce

import "slices"

// Kind says once, for one kind of entity, what connectors, merge, cache and
// tests need to know about it.
type Kind[T any] struct {
	// Name is the GraphQL type's name.
	Name string
	// Origin returns the entity's origin, in place.
	Origin func(*T) *Origin
	// Groups names the optional parts by bit, lowest first.
	Groups []string
	// Fields are what can be filtered, sorted and joined, in this order in generated documentation.
	Fields []Field[T]
	// Unlisted is the state in which an entity is listed only where it is asked for.
	Unlisted Unlisted
}

// Unlisted is a state: a field with its word. The zero one is no state.
type Unlisted struct{ Field, Word string }

// Field is one field of a kind that can be filtered, sorted or joined by.
type Field[T any] struct {
	Name string
	Type FieldType
	// Many marks a field that holds several values. It cannot be sorted by.
	Many bool
	// Group is what must be fetched before the values can be told; 0 for the core.
	Group Groups
	// Value returns the value of a field that has one at most: missing when the
	// entity has none. It is nil where Many is set.
	Value func(*T) Value
	// List returns the values of a field that has several. It is nil where Many is not set.
	List func(*T) []Value
}

// Values returns the field's values, none of them missing: none when the entity has none.
func (f Field[T]) Values(e *T) []Value {
	if f.Many {
		return f.List(e)
	}
	if v := f.Value(e); !v.IsZero() {
		return []Value{v}
	}
	return nil
}

// Any reports whether one of the field's values satisfies the condition.
func (f Field[T]) Any(e *T, holds func(Value) bool) bool {
	if f.Many {
		return slices.ContainsFunc(f.List(e), holds)
	}
	v := f.Value(e)
	return !v.IsZero() && holds(v)
}

// FieldType decides how the values of a field compare.
type FieldType uint8

// The types of fields.
const (
	// PlainText compares byte by byte.
	PlainText FieldType = iota
	// FoldedText compares e-mail addresses: see [FoldEmail].
	FoldedText
	// EnumText holds canonical enum values. It is filtered, never sorted.
	EnumText
	// Reference holds ids in the form of [ID.String].
	Reference
	// Number compares exact decimals.
	Number
	// Instant compares points in time.
	Instant
	// Boolean holds true or false.
	Boolean
)

// Comparable reports whether every source puts values of the type in the same
// order. Text does not: its order depends on a collation.
func (t FieldType) Comparable() bool { return t == Number || t == Instant }

// ID returns the entity's id.
func (k Kind[T]) ID(e *T) ID { return k.Origin(e).ID }

// Field returns the field of that name, and whether there is one.
func (k Kind[T]) Field(name string) (Field[T], bool) {
	for i := range k.Fields {
		if k.Fields[i].Name == name {
			return k.Fields[i], true
		}
	}
	return Field[T]{}, false
}

// AllGroups returns the set of all groups of the kind.
func (k Kind[T]) AllGroups() Groups { return 1<<len(k.Groups) - 1 }

func valueOf[E ~string](s State[E]) E {
	if s.Value == "" {
		return "UNKNOWN"
	}
	return s.Value
}

func members(own *Origin, all []Origin) []*Origin {
	if len(all) == 0 {
		return []*Origin{own}
	}
	out := make([]*Origin, len(all))
	for i := range all {
		out[i] = &all[i]
	}
	return out
}
