package shopifyspec

import (
	"slices"
	"sort"

	"github.com/vektah/gqlparser/v2/ast"
)

// collectedField is one key of a response with every field of the document
// that asked for it.
type collectedField struct {
	key    string
	fields []*ast.Field
}

func (f collectedField) selections() []ast.SelectionSet {
	sets := make([]ast.SelectionSet, 0, len(f.fields))
	for _, field := range f.fields {
		sets = append(sets, field.SelectionSet)
	}
	return sets
}

// collect merges selection sets into the keys an object of the given type has
// to carry, after @skip, @include and the conditions of fragments.
func (c *responseCheck) collect(definition *ast.Definition, sets []ast.SelectionSet) []collectedField {
	var collected []collectedField
	for _, set := range sets {
		c.collectInto(&collected, definition, set)
	}
	return collected
}

func (c *responseCheck) collectInto(into *[]collectedField, definition *ast.Definition, set ast.SelectionSet) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			if c.included(selection.Directives) {
				addField(into, selection)
			}
		case *ast.InlineFragment:
			if c.included(selection.Directives) && c.applies(selection.TypeCondition, definition) {
				c.collectInto(into, definition, selection.SelectionSet)
			}
		case *ast.FragmentSpread:
			if c.included(selection.Directives) && c.applies(selection.Definition.TypeCondition, definition) {
				c.collectInto(into, definition, selection.Definition.SelectionSet)
			}
		}
	}
}

func addField(into *[]collectedField, field *ast.Field) {
	at := slices.IndexFunc(*into, func(f collectedField) bool { return f.key == field.Alias })
	if at < 0 {
		*into = append(*into, collectedField{key: field.Alias, fields: []*ast.Field{field}})
		return
	}
	(*into)[at].fields = append((*into)[at].fields, field)
}

// included evaluates @skip and @include.
func (c *responseCheck) included(directives ast.DirectiveList) bool {
	if skip := directives.ForName("skip"); skip != nil && skip.ArgumentMap(c.variables)["if"] == true {
		return false
	}
	include := directives.ForName("include")
	return include == nil || include.ArgumentMap(c.variables)["if"] == true
}

// applies reports whether a fragment on the condition covers an object type.
func (c *responseCheck) applies(condition string, definition *ast.Definition) bool {
	if condition == "" || condition == definition.Name {
		return true
	}
	return slices.Contains(c.schema.GetPossibleTypes(c.schema.Types[condition]), definition)
}

func extraKeys(object map[string]any, collected []collectedField) []string {
	var extra []string
	for key := range object {
		if !slices.ContainsFunc(collected, func(f collectedField) bool { return f.key == key }) {
			extra = append(extra, key)
		}
	}
	sort.Strings(extra)
	return extra
}
