package view

import (
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

// Rule says which source's value a merged entity shows.
type Rule uint8

// The rules.
const (
	// First takes the value of the first source, in the order given, that has one.
	First Rule = iota
	// Newest takes the value of the record that its source changed last.
	Newest
	// Sum adds all values: numbers, amounts of one currency, the parts of lists.
	Sum
)

// String returns the rule in one word.
func (r Rule) String() string {
	switch r {
	case Newest:
		return "newest"
	case Sum:
		return "sum"
	default:
		return "first"
	}
}

// Merge says once, for one kind of entity, how the records that several
// sources keep of the same thing become one.
type Merge[T any] struct {
	Kind commerce.Kind[T]
	// Match names the field by whose value the records of one thing find each other.
	Match string
	// Members is the group that asks for the members and conflicts.
	Members commerce.Groups
	// Attributes are what can be taken from another source's record. All else is the record's own.
	Attributes []Attribute[T]
	// SetMembers notes what was merged.
	SetMembers func(e *T, members []commerce.Origin, conflicts []commerce.Conflict)
}

// Attribute is one part of an entity that comes from one record as a whole.
type Attribute[T any] struct {
	Name string
	// Group is what must be fetched for it; 0 for the core.
	Group commerce.Groups
	Rule  Rule
	// Own is set where each source speaks of its own: the orders that it took.
	// Different values are then no conflict.
	Own bool
	// Has reports whether the record has a value.
	Has func(e *T) bool
	// Format writes the value, for conflicts: equal values are written alike.
	Format func(e *T) string
	// Set gives to the value that from has.
	Set func(to, from *T)
	// Add adds from's value to that of to, and reports whether they could be
	// added. It is nil where values cannot.
	Add func(to, from *T) bool
}

// attribute is an attribute with the sources that it comes from.
type attribute[T any] struct {
	Attribute[T]
	order []int
}

// rank returns where the source stands in the attribute's order; behind all
// when it takes no part.
func (a *attribute[T]) rank(source int) int {
	for i, s := range a.order {
		if s == source {
			return i
		}
	}
	return len(a.order)
}

// partakes reports whether the attribute can come from the source.
func (a *attribute[T]) partakes(source int) bool { return a.rank(source) < len(a.order) }

// describe returns the rule as a conflict names it: "first of crm, north".
func (a *attribute[T]) describe(names []string) string {
	parts := make([]string, len(a.order))
	for i, s := range a.order {
		parts[i] = names[s]
	}
	return a.Rule.String() + " of " + strings.Join(parts, ", ")
}

// record is one source's record of a thing.
type record[T any] struct {
	source int
	node   *T
}

// candidates returns the records that the attribute can come from, in its
// order; of one source the oldest that has a value, or all for a sum. The base
// speaks for its own source, and is the last resort where that takes no part.
func (a *attribute[T]) candidates(base record[T], others map[int][]*T) []record[T] {
	var out []record[T]
	for _, source := range a.order {
		if source == base.source {
			if a.Has(base.node) {
				out = append(out, base)
			}
			continue
		}
		for _, node := range others[source] {
			if a.Has(node) {
				out = append(out, record[T]{source, node})
				if a.Rule != Sum {
					break
				}
			}
		}
	}
	if !a.partakes(base.source) && a.Has(base.node) {
		out = append(out, base)
	}
	return out
}
