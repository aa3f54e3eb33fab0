package oracle

import (
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"
)

// Shrink takes from an operation what it can do without, as long as it stays
// valid and fails still holds of it.
func Shrink(schema *ast.Schema, params graphql.RawParams, fails func(graphql.RawParams) bool) graphql.RawParams {
	for smaller := true; smaller; {
		smaller = false
		for i := 0; ; i++ {
			query, more := without(schema, params.Query, i)
			if !more {
				break
			}
			if query == "" || len(query) >= len(params.Query) {
				continue
			}
			next := params
			next.Query = query
			if fails(next) {
				params, smaller = next, true
				i--
			}
		}
	}
	return params
}

// without returns a query without its i-th part, empty where that is not valid,
// and whether there is such a part.
func without(schema *ast.Schema, query string, i int) (string, bool) {
	doc, err := parser.ParseQuery(&ast.Source{Input: query})
	if err != nil {
		return "", false
	}
	c := &cut{at: i}
	c.document(doc)
	if c.at >= 0 {
		return "", false
	}
	tidy(doc)
	var b strings.Builder
	formatter.NewFormatter(&b, formatter.WithIndent(" ")).FormatQueryDocument(doc)
	if _, errs := gqlparser.LoadQueryWithRules(schema, b.String(), nil); errs != nil {
		return "", true
	}
	return b.String(), true
}

// cut counts down to the part that goes.
type cut struct{ at int }

func (c *cut) here() bool {
	c.at--
	return c.at == -1
}

func (c *cut) document(doc *ast.QueryDocument) {
	for i := range doc.Operations {
		if len(doc.Operations) > 1 && c.here() {
			doc.Operations = slices.Delete(doc.Operations, i, i+1)
			return
		}
	}
	for _, op := range doc.Operations {
		c.directives(&op.Directives)
		c.selections(&op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		c.selections(&f.SelectionSet)
	}
}

func (c *cut) selections(set *ast.SelectionSet) {
	for i, s := range *set {
		if c.here() {
			*set = slices.Delete(*set, i, i+1)
			return
		}
		switch s := s.(type) {
		case *ast.Field:
			for j := range s.Arguments {
				if c.here() {
					s.Arguments = slices.Delete(s.Arguments, j, j+1)
					return
				}
			}
			c.directives(&s.Directives)
			c.selections(&s.SelectionSet)
		case *ast.InlineFragment:
			if c.here() { // the fragment goes, what is in it stays
				*set = slices.Concat((*set)[:i], s.SelectionSet, (*set)[i+1:])
				return
			}
			c.directives(&s.Directives)
			c.selections(&s.SelectionSet)
		case *ast.FragmentSpread:
			c.directives(&s.Directives)
		}
		if c.at < 0 {
			return
		}
	}
}

func (c *cut) directives(all *ast.DirectiveList) {
	for i := range *all {
		if c.here() {
			*all = slices.Delete(*all, i, i+1)
			return
		}
	}
}

// tidy drops fragments and variables that nothing uses any more.
func tidy(doc *ast.QueryDocument) {
	used := map[string]bool{}
	for _, op := range doc.Operations {
		variables := map[string]bool{}
		uses(doc, op.SelectionSet, op.Directives, used, variables, map[string]bool{})
		op.VariableDefinitions = slices.DeleteFunc(op.VariableDefinitions, func(v *ast.VariableDefinition) bool { return !variables[v.Variable] })
	}
	doc.Fragments = slices.DeleteFunc(doc.Fragments, func(f *ast.FragmentDefinition) bool { return !used[f.Name] })
}

func uses(doc *ast.QueryDocument, set ast.SelectionSet, directives ast.DirectiveList, fragments, variables, seen map[string]bool) {
	for _, d := range directives {
		arguments(d.Arguments, variables)
	}
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			arguments(s.Arguments, variables)
			uses(doc, s.SelectionSet, s.Directives, fragments, variables, seen)
		case *ast.InlineFragment:
			uses(doc, s.SelectionSet, s.Directives, fragments, variables, seen)
		case *ast.FragmentSpread:
			fragments[s.Name] = true
			uses(doc, nil, s.Directives, fragments, variables, seen)
			if f := doc.Fragments.ForName(s.Name); f != nil && !seen[s.Name] {
				seen[s.Name] = true
				uses(doc, f.SelectionSet, f.Directives, fragments, variables, seen)
			}
		}
	}
}

func arguments(args ast.ArgumentList, variables map[string]bool) {
	for _, a := range args {
		values(a.Value, variables)
	}
}

func values(v *ast.Value, variables map[string]bool) {
	if v.Kind == ast.Variable {
		variables[v.Raw] = true
	}
	for _, child := range v.Children {
		values(child.Value, variables)
	}
}
