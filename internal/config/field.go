package config

import (
	"reflect"
	"slices"
	"strings"
)

// field is one key of a block, as its struct describes it. It is all that the decoder, the schema, the reference and the writer know of a field.
type field struct {
	name      string // in Go
	key       string // in YAML
	index     []int
	typ       reflect.Type
	owner     reflect.Type // the struct that declares it, for its comment
	required  bool
	shorthand bool // a bare scalar in place of the block is this field
	single    bool // a bare scalar in place of the list is its only item
	example   string
	low, high string // of its range; empty without
}

// fieldsOf returns the fields of a struct in order, those of embedded structs in place.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for _, sf := range reflect.VisibleFields(t) {
		key, _, _ := strings.Cut(sf.Tag.Get("yaml"), ",")
		if key == "" || !sf.IsExported() {
			continue
		}
		low, high, _ := strings.Cut(sf.Tag.Get("range"), "..")
		fields = append(fields, field{
			name: sf.Name, key: key, index: sf.Index, typ: sf.Type, owner: owner(t, sf.Index),
			required: sf.Tag.Get("required") == "true", shorthand: sf.Tag.Get("shorthand") == "true",
			single: sf.Tag.Get("single") == "true", example: sf.Tag.Get("example"), low: low, high: high,
		})
	}
	return fields
}

// owner returns the struct in which the field at index of t is declared.
func owner(t reflect.Type, index []int) reflect.Type {
	for _, i := range index[:len(index)-1] {
		t = t.Field(i).Type
	}
	return t
}

// keysOf returns the keys of fields.
func keysOf(fields []field) []string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	return keys
}

// enumerated is a string type that has a fixed set of values.
type enumerated interface{ values() []string }

// alternative is a struct of which exactly one of several sets of fields is given.
type alternative interface{ oneOf() [][]string }

// valuesOf returns the values of an enumerated type, or nil.
func valuesOf(t reflect.Type) []string {
	if e, ok := reflect.Zero(t).Interface().(enumerated); ok {
		return e.values()
	}
	return nil
}

// block is a struct of the configuration with the path at which a reader meets it first.
type block struct {
	typ  reflect.Type
	path string
}

// blocks returns the structs of a configuration, each once, in the order in which a reader meets them.
func blocks() []block {
	var found []block
	collectBlocks(reflect.TypeFor[Config](), "", &found)
	return found
}

func collectBlocks(t reflect.Type, path string, found *[]block) {
	switch {
	case t == reflect.TypeFor[Source]():
		for _, group := range sourceGroups() {
			collectBlocks(reflect.TypeOf(newSource(group.kinds[0])), path, found)
		}
	case isScalar(t):
	case t.Kind() == reflect.Pointer:
		collectBlocks(t.Elem(), path, found)
	case t.Kind() == reflect.Slice:
		collectBlocks(t.Elem(), path+"[]", found)
	case t.Kind() == reflect.Map:
		collectBlocks(t.Elem(), join(path, "<name>"), found)
	case t.Kind() == reflect.Struct && !slices.ContainsFunc(*found, func(b block) bool { return b.typ == t }):
		*found = append(*found, block{t, path})
		for _, f := range fieldsOf(t) {
			collectBlocks(f.typ, join(path, f.key), found)
		}
	}
}
