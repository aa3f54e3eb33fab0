package docguard

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// overlapRuleName is the name of the stock rule that overlapRule replaces.
const overlapRuleName = "OverlappingFieldsCanBeMerged"

// overlapBudget is how many selections the rule may visit in one operation. An
// honest document of 5,000 tokens needs a tenth; only selections that branch by
// type again and again at every level come near.
const overlapBudget = 100_000

// overlapRule reports fields of one response name that cannot be merged, as the
// rule of the specification does. The stock rule compares every field with
// every other one of its name. This one uses that "same shape", "same field and
// arguments" are equivalences: it collects all fields of a name at a place of
// the answer, compares each with the first, and goes on with what they select
// together. It does so twice: for shapes over all parent types, which must agree
// even where only one can apply, and for names and arguments over each group of
// parents that can apply together.
func overlapRule(observers *core.Events, addError core.AddErrFunc) {
	observers.OnOperation(func(walker *core.Walker, op *ast.OperationDefinition) {
		checkOverlap(walker.Schema, op, addError)
	})
}

// checkOverlap checks one operation and returns how many selections it visited.
func checkOverlap(schema *ast.Schema, op *ast.OperationDefinition, report core.AddErrFunc) int {
	o := overlap{schema: schema, report: report, arguments: make(map[*ast.Field]string)}
	o.names([]ast.SelectionSet{op.SelectionSet})
	if !o.conflicts { // different fields mostly differ in shape as well: one reason is enough
		o.shapes([]ast.SelectionSet{op.SelectionSet})
	}
	if o.visits > overlapBudget {
		report(core.Message("Fields overlap in too many ways to be checked. Select the same fields in fewer fragments."), core.At(op.Position))
	}
	return o.visits
}

type overlap struct {
	schema    *ast.Schema
	report    core.AddErrFunc
	arguments map[*ast.Field]string
	visits    int
	conflicts bool
}

// overlapping is all fields of one response name at one place of the answer.
type overlapping struct {
	key    string
	fields []*ast.Field
}

func (o *overlap) shapes(sets []ast.SelectionSet) {
	for _, g := range o.collect(sets) {
		if !o.sameShapes(g) {
			continue
		}
		if below := selectionsOf(g.fields); below != nil {
			o.shapes(below)
		}
	}
}

func (o *overlap) sameShapes(g *overlapping) bool {
	var first *ast.Field
	for _, f := range g.fields {
		switch {
		case f.Definition == nil:
		case first == nil:
			first = f
		case o.differ(first.Definition.Type, f.Definition.Type):
			o.conflict(g.key, f, fmt.Sprintf("they return conflicting types %q and %q",
				first.Definition.Type.String(), f.Definition.Type.String()))
			return false
		}
	}
	return true
}

// differ reports whether two types cannot both apply to one value: wrappers must
// match, leaf types must be the same; composite ones are compared by their fields.
func (o *overlap) differ(a, b *ast.Type) bool {
	if a.NonNull != b.NonNull || (a.Elem == nil) != (b.Elem == nil) {
		return true
	}
	if a.Elem != nil {
		return o.differ(a.Elem, b.Elem)
	}
	if a.NamedType == b.NamedType {
		return false
	}
	return o.schema.Types[a.NamedType].IsLeafType() || o.schema.Types[b.NamedType].IsLeafType()
}

func (o *overlap) names(sets []ast.SelectionSet) {
	for _, g := range o.collect(sets) {
		for _, together := range possibleTogether(g.fields) {
			if !o.sameField(g.key, together) {
				continue
			}
			if below := selectionsOf(together); below != nil {
				o.names(below)
			}
		}
	}
}

func (o *overlap) sameField(key string, fields []*ast.Field) bool {
	first := fields[0]
	for _, f := range fields[1:] {
		if f.Name != first.Name {
			o.conflict(key, f, fmt.Sprintf("%q and %q are different fields", first.Name, f.Name))
			return false
		}
		if o.canonical(f) != o.canonical(first) {
			o.conflict(key, f, "they have differing arguments")
			return false
		}
	}
	return true
}

func (o *overlap) canonical(f *ast.Field) string {
	text, ok := o.arguments[f]
	if !ok {
		text = canonicalArguments(f.Arguments)
		o.arguments[f] = text
	}
	return text
}

func (o *overlap) conflict(key string, f *ast.Field, because string) {
	o.conflicts = true
	o.report(
		core.Message(`Fields "%s" conflict because %s. Use different aliases on the fields to fetch both if this was intentional.`, key, because),
		core.At(f.Position),
	)
}

// possibleTogether splits fields into groups that can answer one object: those
// of each object type, each with all fields of interfaces and unions.
func possibleTogether(fields []*ast.Field) [][]*ast.Field {
	var abstract []*ast.Field
	var order []string
	byType := make(map[string][]*ast.Field, 1)
	for _, f := range fields {
		if f.ObjectDefinition.Kind != ast.Object {
			abstract = append(abstract, f)
			continue
		}
		name := f.ObjectDefinition.Name
		if byType[name] == nil {
			order = append(order, name)
		}
		byType[name] = append(byType[name], f)
	}
	if len(order) == 0 {
		return [][]*ast.Field{abstract}
	}
	groups := make([][]*ast.Field, 0, len(order))
	for _, name := range order {
		groups = append(groups, append(byType[name], abstract...))
	}
	return groups
}

func selectionsOf(fields []*ast.Field) []ast.SelectionSet {
	var sets []ast.SelectionSet
	for _, f := range fields {
		if len(f.SelectionSet) > 0 {
			sets = append(sets, f.SelectionSet)
		}
	}
	return sets
}

// collect gathers the fields of selection sets by response name, each fragment
// once. It returns nothing more once the budget is spent.
func (o *overlap) collect(sets []ast.SelectionSet) []*overlapping {
	var order []*overlapping
	index := make(map[string]*overlapping)
	spread := make(map[string]bool)
	var add func(ast.SelectionSet)
	add = func(set ast.SelectionSet) {
		for _, selection := range set {
			o.visits++
			if o.visits > overlapBudget {
				order = nil
				return
			}
			switch s := selection.(type) {
			case *ast.Field:
				if s.ObjectDefinition == nil {
					continue // below an unknown field: FieldsOnCorrectType reports that
				}
				key := responseKey(s)
				if index[key] == nil {
					index[key] = &overlapping{key: key}
					order = append(order, index[key])
				}
				index[key].fields = append(index[key].fields, s)
			case *ast.InlineFragment:
				add(s.SelectionSet)
			case *ast.FragmentSpread:
				if s.Definition != nil && !spread[s.Name] {
					spread[s.Name] = true
					add(s.Definition.SelectionSet)
				}
			}
		}
	}
	for _, set := range sets {
		add(set)
	}
	return order
}
