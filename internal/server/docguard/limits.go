// Package docguard judges a GraphQL document before it is validated and
// executed: its shape (tokens, nesting, fields after fragments, lists) against
// Limits, and its price against the page sizes it asks for. Every check visits
// each selection a bounded number of times, so that a small hostile document
// costs no more than a large honest one. It also supplies the set of validation
// rules, with a rule for overlapping fields whose work does not grow with the
// square of the document. It knows nothing of HTTP.
package docguard

import (
	"fmt"
	"reflect"
	"slices"
)

// Limits bounds a document and its variables. A field must be positive, unless it
// bounds what no document needs: aliases, directives, deferred and other fragments.
type Limits struct {
	Tokens             int // lexical tokens, comments included
	Nesting            int // braces, brackets and parentheses open at once
	NameBytes          int // bytes of one name
	Depth              int // levels of fields, fragments followed
	IntrospectionDepth int // the same below __schema and __type
	Fields             int // fields in all, after equal ones were merged
	LevelFields        int // fields of one selection set, after merging
	Repeats            int // selections that say what others say, fragments written out
	Selections         int // selections visited while fragments are followed, before merging
	Aliases            int // aliased fields after fragments are followed
	RootFields         int // fields of the operation's own level, after merging
	Directives         int // directives as written
	Defers             int // of these, @defer
	Fragments          int // fragment definitions
	Operations         int // operation definitions
	ListItems          int // items of one list in an argument or a variable
	Representations    int // items of the representations of _entities
}

// DefaultLimits returns the limits that Galleria ships with.
func DefaultLimits() Limits {
	return Limits{
		Tokens:             5_000,
		Nesting:            100,
		NameBytes:          128,
		Depth:              12,
		IntrospectionDepth: 20,
		Fields:             2_000,
		LevelFields:        200,
		Repeats:            400,
		Selections:         20_000,
		Aliases:            30,
		RootFields:         20,
		Directives:         50,
		Defers:             16,
		Fragments:          50,
		Operations:         10,
		ListItems:          250,
		Representations:    1_000,
	}
}

// Validate reports the first limit that is too small.
func (l Limits) Validate() error {
	v := reflect.ValueOf(l)
	for i := range v.NumField() {
		name, least := v.Type().Field(i).Name, int64(1)
		if slices.Contains([]string{"Aliases", "Directives", "Defers", "Fragments"}, name) {
			least = 0
		}
		if v.Field(i).Int() < least {
			return fmt.Errorf("document limit %s is %d: it must be at least %d", name, v.Field(i).Int(), least)
		}
	}
	return nil
}
