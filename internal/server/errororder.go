package server

import (
	"cmp"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// sortByPath puts the errors of an answer in the order of the places that they
// are of. Fields are resolved side by side, so they arrive in any order; the
// same answer is to be written alike.
func sortByPath(errs gqlerror.List) {
	slices.SortStableFunc(errs, func(a, b *gqlerror.Error) int {
		return slices.CompareFunc(a.Path, b.Path, compareElements)
	})
}

// compareElements orders list indices by number and before names.
func compareElements(a, b ast.PathElement) int {
	i, listA := a.(ast.PathIndex)
	j, listB := b.(ast.PathIndex)
	switch {
	case listA && listB:
		return cmp.Compare(i, j)
	case listA:
		return -1
	case listB:
		return 1
	}
	m, _ := a.(ast.PathName)
	n, _ := b.(ast.PathName)
	return cmp.Compare(m, n)
}
