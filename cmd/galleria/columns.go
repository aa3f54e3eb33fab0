package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// shape is what an operation selects, as a tree of response keys. It comes from
// the operation and the schema alone, so that a table has the same columns
// whatever the data: also those that are null in every row, also without rows.
type shape struct {
	key      string
	list     bool
	place    bool     // where a page lies in its listing
	numeric  bool     // a number, or a decimal in a string
	children []*shape // nil for a leaf
}

// outline finds the shape of an operation.
func outline(c *catalogue, doc *ast.QueryDocument, op *ast.OperationDefinition) (*shape, error) {
	o := outliner{schema: c, doc: doc}
	root := &shape{}
	if err := o.expand(root, c.roots[op.Operation], op.SelectionSet); err != nil {
		return nil, err
	}
	root.dropPlaces()
	return root, nil
}

// dropPlaces leaves out where a page lies, beside the list of what is on it:
// that is of the page, and would stand in every row.
func (s *shape) dropPlaces() {
	if slices.ContainsFunc(s.children, func(c *shape) bool { return c.list }) {
		s.children = slices.DeleteFunc(s.children, func(c *shape) bool { return c.place })
	}
	for _, c := range s.children {
		c.dropPlaces()
	}
}

type outliner struct {
	schema *catalogue
	doc    *ast.QueryDocument
	inside []string // the fragments that are being expanded
}

// expand adds the selections to the shape. The same key selected twice is one, as the answer has it.
func (o *outliner) expand(to *shape, parent string, set ast.SelectionSet) error {
	for _, s := range set {
		var err error
		switch s := s.(type) {
		case *ast.Field:
			err = o.field(to, parent, s)
		case *ast.InlineFragment:
			err = o.fragment(to, parent, s.TypeCondition, s.SelectionSet)
		case *ast.FragmentSpread:
			err = o.spread(to, parent, s.Name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (o *outliner) fragment(to *shape, parent, condition string, set ast.SelectionSet) error {
	if condition != "" {
		parent = condition
	}
	return o.expand(to, parent, set)
}

func (o *outliner) spread(to *shape, parent, name string) error {
	f := o.doc.Fragments.ForName(name)
	if f == nil || slices.Contains(o.inside, name) {
		return fmt.Errorf("the fragment %s is not defined, or spreads itself", name)
	}
	o.inside = append(o.inside, name)
	defer func() { o.inside = o.inside[:len(o.inside)-1] }()
	return o.fragment(to, parent, f.TypeCondition, f.SelectionSet)
}

func (o *outliner) field(to *shape, parent string, f *ast.Field) error {
	definition := o.schema.field(parent, f.Name)
	if definition == nil {
		return fmt.Errorf("the schema has no field %s.%s, so the columns are not known: use -o json", parent, f.Name)
	}
	name := definition.Type.Name()
	child := to.child(f.Alias)
	if child == nil {
		child = &shape{key: f.Alias, list: definition.Type.Elem != nil, place: name == "PageInfo", numeric: slices.Contains([]string{"Int", "Float", "Decimal"}, name)}
		if o.schema.composite(name) {
			child.children = []*shape{}
		}
		to.children = append(to.children, child)
	}
	return o.expand(child, name, f.SelectionSet)
}

func (s *shape) child(key string) *shape {
	for _, c := range s.children {
		if c.key == key {
			return c
		}
	}
	return nil
}

func (s *shape) leaf() bool { return s.children == nil }

// lists returns the path of every list of objects, in the order of the
// operation, those inside others too.
func (s *shape) lists() [][]string {
	var all [][]string
	for _, c := range s.children {
		if c.leaf() {
			continue
		}
		if c.list {
			all = append(all, []string{c.key})
		}
		for _, below := range c.lists() {
			all = append(all, append([]string{c.key}, below...))
		}
	}
	return all
}

// rowPath chooses the list whose elements make the rows: the one that is
// asked for, or the first outermost one. Without any list the answer is one row.
// The others are those that could have been chosen by the same rule.
func (s *shape) rowPath(wanted string) (path []string, others []string, err error) {
	lists := s.lists()
	if wanted != "" {
		for _, l := range lists {
			if strings.Join(l, ".") == wanted {
				return l, nil, nil
			}
		}
		return nil, nil, fmt.Errorf("the query has no list %q: it has %s", wanted, joined(lists))
	}
	for _, l := range lists {
		switch {
		case path == nil:
			path = l
		case s.outermost(l):
			others = append(others, strings.Join(l, "."))
		}
	}
	return path, others, nil
}

// outermost says whether a list is inside no other.
func (s *shape) outermost(path []string) bool {
	at := s
	for _, key := range path[:len(path)-1] {
		if at = at.child(key); at.list {
			return false
		}
	}
	return true
}

func joined(lists [][]string) string {
	if len(lists) == 0 {
		return "none"
	}
	names := make([]string, len(lists))
	for i, l := range lists {
		names[i] = strings.Join(l, ".")
	}
	return strings.Join(names, ", ")
}
