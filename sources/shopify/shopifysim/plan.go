package shopifysim

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// plan is what to answer for an object of one concrete type: its selected
// fields, merged, in the order of the document.
type plan struct {
	typeName string
	fields   []*plannedField
}

// plannedField is one key of an answered object.
type plannedField struct {
	field *ast.Field // the first of those merged
	key   []byte     // the key as JSON, with the colon
	args  map[string]any
	bind  binding
	sets  []ast.SelectionSet
	plans map[string]*plan // by the concrete type of the value
}

// planner makes the plans of one request.
type planner struct {
	sim       *Sim
	variables map[string]any
}

func (p *planner) plan(typeName string, sets []ast.SelectionSet) *plan {
	made := &plan{typeName: typeName}
	for _, set := range sets {
		p.collect(made, set)
	}
	return made
}

// child is the plan for a field's value when that is of a concrete type.
func (p *planner) child(f *plannedField, typeName string) *plan {
	made, known := f.plans[typeName]
	if !known {
		made = p.plan(typeName, f.sets)
		if f.plans == nil {
			f.plans = map[string]*plan{}
		}
		f.plans[typeName] = made
	}
	return made
}

func (p *planner) collect(into *plan, set ast.SelectionSet) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			if p.included(selection.Directives) {
				p.add(into, selection)
			}
		case *ast.InlineFragment:
			if p.included(selection.Directives) && p.sim.is(into.typeName, selection.TypeCondition) {
				p.collect(into, selection.SelectionSet)
			}
		case *ast.FragmentSpread:
			if p.included(selection.Directives) && p.sim.is(into.typeName, selection.Definition.TypeCondition) {
				p.collect(into, selection.Definition.SelectionSet)
			}
		}
	}
}

func (p *planner) add(into *plan, field *ast.Field) {
	for _, planned := range into.fields {
		if planned.field.Alias == field.Alias {
			planned.sets = append(planned.sets, field.SelectionSet)
			return
		}
	}
	key, err := json.Marshal(field.Alias)
	if err != nil {
		panic(fmt.Sprintf("encode alias: %v", err)) // Names always encode.
	}
	into.fields = append(into.fields, &plannedField{
		field: field,
		key:   append(key, ':'),
		args:  field.ArgumentMap(p.variables),
		bind:  p.sim.bindings[into.typeName][field.Name],
		sets:  []ast.SelectionSet{field.SelectionSet},
	})
}

// included evaluates @skip and @include.
func (p *planner) included(directives ast.DirectiveList) bool {
	if skip := directives.ForName("skip"); skip != nil && skip.ArgumentMap(p.variables)["if"] == true {
		return false
	}
	include := directives.ForName("include")
	return include == nil || include.ArgumentMap(p.variables)["if"] == true
}

// is reports whether a concrete type is covered by a type condition.
func (s *Sim) is(typeName, condition string) bool {
	return condition == "" || condition == typeName ||
		slices.ContainsFunc(s.schema.PossibleTypes[condition], func(d *ast.Definition) bool { return d.Name == typeName })
}
