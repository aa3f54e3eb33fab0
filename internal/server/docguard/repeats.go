package docguard

import (
	"math"

	"github.com/vektah/gqlparser/v2/ast"
)

// spelledOut counts what an operation would select if every fragment were
// written out where it is spread. Each fragment is visited once, and counts
// saturate: a chain of fragments that doubles at each step is counted as
// quickly as it is written. Fragments must not spread themselves.
type spelledOut struct {
	fragments map[string]*ast.FragmentDefinition
	known     map[string]int
}

func (s spelledOut) count(set ast.SelectionSet) int {
	n := 0
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			n = saturate(n, saturate(1, s.count(selection.SelectionSet)))
		case *ast.InlineFragment:
			n = saturate(n, s.count(selection.SelectionSet))
		case *ast.FragmentSpread:
			n = saturate(n, s.fragment(selection.Name))
		}
	}
	return n
}

func (s spelledOut) fragment(name string) int {
	if n, ok := s.known[name]; ok {
		return n
	}
	f := s.fragments[name]
	if f == nil {
		return 0
	}
	n := s.count(f.SelectionSet)
	s.known[name] = n
	return n
}

func saturate(a, b int) int {
	if a > math.MaxInt32-b {
		return math.MaxInt32
	}
	return a + b
}
