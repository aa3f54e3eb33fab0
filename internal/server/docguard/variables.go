package docguard

import (
	"fmt"
	"sort"

	"github.com/vektah/gqlparser/v2/ast"
)

// CheckVariables returns a breach for each variable that holds too long a list,
// at most one a variable, in order of their names. Values are what JSON decodes
// to. The document may be nil; then no variable counts as representations.
func (l Limits) CheckVariables(doc *ast.QueryDocument, values map[string]any) []Breach {
	var long []string
	for name, value := range values {
		if longest(value) > l.ListItems {
			long = append(long, name)
		}
	}
	if long == nil {
		return nil
	}
	sort.Strings(long)
	representations := representationVariables(doc)
	var breaches []Breach
	for _, name := range long {
		breaches = append(breaches, l.variable(name, values[name], representations[name])...)
	}
	return breaches
}

func (l Limits) variable(name string, value any, representations bool) []Breach {
	what := fmt.Sprintf("items in a list of variable $%.40s", name)
	list, isList := value.([]any)
	if !representations || !isList {
		return over(nil, ListTooLong, what, l.ListItems, longest(value), shorterList)
	}
	breaches := over(nil, ListTooLong, "representations", l.Representations, len(list), shorterRepresentations)
	inner := 0
	for _, item := range list {
		inner = max(inner, longest(item))
	}
	return over(breaches, ListTooLong, what, l.ListItems, inner, shorterList)
}

// longest returns the length of the longest list anywhere in a decoded JSON value.
func longest(value any) int {
	n := 0
	switch v := value.(type) {
	case []any:
		n = len(v)
		for _, item := range v {
			n = max(n, longest(item))
		}
	case map[string]any:
		for _, item := range v {
			n = max(n, longest(item))
		}
	}
	return n
}

// representationVariables returns the variables that are, whole, the
// representations of an _entities field.
func representationVariables(doc *ast.QueryDocument) map[string]bool {
	names := make(map[string]bool)
	if doc == nil {
		return names
	}
	for _, op := range doc.Operations {
		entityVariables(op.SelectionSet, names)
	}
	for _, f := range doc.Fragments {
		entityVariables(f.SelectionSet, names)
	}
	return names
}

// entityVariables looks only where _entities can stand: at the root, in
// fragments. Below another field it is no field of any type.
func entityVariables(set ast.SelectionSet, names map[string]bool) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			if s.Name != entitiesField {
				continue
			}
			if arg := s.Arguments.ForName(representationsArgument); arg != nil && arg.Value.Kind == ast.Variable {
				names[arg.Value.Raw] = true
			}
		case *ast.InlineFragment:
			entityVariables(s.SelectionSet, names)
		}
	}
}
