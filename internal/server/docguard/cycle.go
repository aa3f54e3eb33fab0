package docguard

import "github.com/vektah/gqlparser/v2/ast"

// cyclic returns the position of a spread that closes a cycle of fragments, or
// nil. It visits each fragment once.
func cyclic(doc *ast.QueryDocument, fragments map[string]*ast.FragmentDefinition) *ast.Position {
	c := cycleSearch{fragments: fragments, state: make(map[string]visitState, len(fragments))}
	for _, f := range doc.Fragments {
		if at := c.fragment(f.Name); at != nil {
			return at
		}
	}
	return nil
}

type visitState uint8

const (
	unvisited visitState = iota
	inProgress
	finished
)

type cycleSearch struct {
	fragments map[string]*ast.FragmentDefinition
	state     map[string]visitState
}

func (c *cycleSearch) fragment(name string) *ast.Position {
	f := c.fragments[name]
	if f == nil || c.state[name] == finished {
		return nil
	}
	c.state[name] = inProgress
	at := c.selections(f.SelectionSet)
	c.state[name] = finished
	return at
}

func (c *cycleSearch) selections(set ast.SelectionSet) *ast.Position {
	for _, selection := range set {
		var at *ast.Position
		switch s := selection.(type) {
		case *ast.Field:
			at = c.selections(s.SelectionSet)
		case *ast.InlineFragment:
			at = c.selections(s.SelectionSet)
		case *ast.FragmentSpread:
			if c.state[s.Name] == inProgress {
				return s.Position
			}
			at = c.fragment(s.Name)
		}
		if at != nil {
			return at
		}
	}
	return nil
}
