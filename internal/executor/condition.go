package executor

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// conditions are the variables that decide which fields an operation has: those
// given to @skip, @include and @defer. Each case of their values has a plan of
// its own, so that the order of fields is exact in all of them.
type conditions []string

// maxConditions is how many variables a case can tell; of operations with more,
// no plan is kept.
const maxConditions = 64

func conditionsOf(op *ast.OperationDefinition) conditions {
	c := &conditionFinder{fragments: map[*ast.FragmentDefinition]bool{}}
	c.set(op.SelectionSet)
	slices.Sort(c.found)
	return slices.Compact(c.found)
}

type conditionFinder struct {
	found     conditions
	fragments map[*ast.FragmentDefinition]bool
}

func (c *conditionFinder) set(set ast.SelectionSet) {
	for _, sel := range set {
		switch sel := sel.(type) {
		case *ast.Field:
			c.directives(sel.Directives)
			c.set(sel.SelectionSet)
		case *ast.InlineFragment:
			c.directives(sel.Directives)
			c.set(sel.SelectionSet)
		case *ast.FragmentSpread:
			c.directives(sel.Directives)
			if sel.Definition != nil && !c.fragments[sel.Definition] {
				c.fragments[sel.Definition] = true
				c.set(sel.Definition.SelectionSet)
			}
		}
	}
}

func (c *conditionFinder) directives(list ast.DirectiveList) {
	for _, d := range list {
		if d.Name != "skip" && d.Name != "include" && d.Name != "defer" {
			continue
		}
		if arg := d.Arguments.ForName("if"); arg != nil && arg.Value.Kind == ast.Variable {
			c.found = append(c.found, arg.Value.Raw)
		}
	}
}

// truth returns the case of the variables, one bit each. The name of a variable
// that is neither true nor false comes back with it.
func (c conditions) truth(variables map[string]any) (bits uint64, bad string) {
	for i, name := range c {
		b, ok := variables[name].(bool)
		if !ok {
			return 0, name
		}
		if b && i < maxConditions {
			bits |= 1 << i
		}
	}
	return bits, ""
}
