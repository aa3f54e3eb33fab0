package docguard

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// included evaluates @skip and @include, and notes @defer.
func (p *pricing) included(directives ast.DirectiveList) bool {
	defers := false
	for _, d := range directives {
		switch d.Name {
		case deferDirective:
			// Only a plain false is sure to defer nothing, whatever executes it.
			on, ok := p.boolArgument(d)
			defers = !ok || on
		case "skip":
			if on, ok := p.boolArgument(d); ok && on {
				return false
			}
		case "include":
			if on, ok := p.boolArgument(d); ok && !on {
				return false
			}
		}
	}
	p.estimate.Defers = p.estimate.Defers || defers
	return true
}

func (p *pricing) boolArgument(d *ast.Directive) (on, ok bool) {
	arg := d.Arguments.ForName("if")
	if arg == nil {
		return false, false
	}
	on, ok = p.value(arg.Value).(bool)
	return on, ok
}

// value evaluates a literal or variable; nil when it has no value.
func (p *pricing) value(v *ast.Value) any {
	p.consulted.add(v, p.variables)
	value, err := v.Value(p.variables)
	if err != nil {
		return nil
	}
	return value
}

// intArgument returns an integer argument as given, or its default; false if
// there is none or it is null. A negative one counts as none of the items.
func (p *pricing) intArgument(f *ast.Field, name string) (int, bool) {
	def := f.Definition.Arguments.ForName(name)
	if def == nil {
		return 0, false
	}
	value := def.DefaultValue
	if arg := f.Arguments.ForName(name); arg != nil {
		if given := p.value(arg.Value); given != nil || value == nil || arg.Value.Kind != ast.Variable {
			return toSize(given)
		}
	}
	if value == nil {
		return 0, false
	}
	return toSize(p.value(value))
}

// longestListArgument returns the length of the longest list that a field is given.
func (p *pricing) longestListArgument(f *ast.Field) (int, bool) {
	longest, found := 0, false
	for _, arg := range f.Arguments {
		def := f.Definition.Arguments.ForName(arg.Name)
		if def == nil || def.Type.Elem == nil {
			continue
		}
		if arg.Value.Kind == ast.ListValue {
			longest, found = max(longest, len(arg.Value.Children)), true
		} else if list, ok := p.value(arg.Value).([]any); ok {
			longest, found = max(longest, len(list)), true
		}
	}
	return longest, found
}

// toSize reads a coerced integer; false when the value is none.
func toSize(value any) (int, bool) {
	switch n := value.(type) {
	case int64:
		return clamp(float64(n)), true
	case int:
		return clamp(float64(n)), true
	case float64:
		return clamp(n), true
	case json.Number:
		f, err := n.Float64()
		return clamp(f), err == nil
	}
	return 0, false
}

func clamp(n float64) int { return int(min(max(math.Ceil(n), 0), maxCost)) }

// costDirective returns the weight of @cost, whatever the type of its argument,
// or the fallback.
func costDirective(directives ast.DirectiveList, fallback int) int {
	d := directives.ForName("cost")
	if d == nil {
		return fallback
	}
	if n, ok := intValue(d, "weight"); ok {
		return n
	}
	return fallback
}

// intValue reads a number that a directive of the schema holds, as Int, Float or String.
func intValue(d *ast.Directive, name string) (int, bool) {
	arg := d.Arguments.ForName(name)
	if arg == nil || arg.Value.Kind == ast.NullValue {
		return 0, false
	}
	n, err := strconv.ParseFloat(arg.Value.Raw, 64)
	if err != nil || math.IsNaN(n) {
		return 0, false
	}
	return clamp(n), true
}

func sizedFields(directives ast.DirectiveList) []string {
	d := directives.ForName("listSize")
	if d == nil {
		return nil
	}
	return stringList(d, "sizedFields")
}

func stringList(d *ast.Directive, name string) []string {
	arg := d.Arguments.ForName(name)
	if arg == nil {
		return nil
	}
	var list []string
	for _, child := range arg.Value.Children {
		list = append(list, child.Value.Raw)
	}
	return list
}
