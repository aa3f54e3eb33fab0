package main

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// fields compares what can be selected.
func (c *comparison) fields(name string, before, after *ast.Definition) {
	for _, f := range before.Fields {
		path := name + "." + f.Name
		now := after.Fields.ForName(f.Name)
		if now == nil {
			c.add(breaking, path, "the field was removed")
			continue
		}
		c.retype(path, f.Type, now.Type, readable)
		c.arguments(path, f.Arguments, now.Arguments)
		c.deprecation(path, f.Directives, now.Directives)
	}
	for _, f := range after.Fields {
		if before.Fields.ForName(f.Name) == nil {
			c.add(safe, name+"."+f.Name, "the field was added")
		}
	}
}

// inputFields compares what can be given in an input object.
func (c *comparison) inputFields(name string, before, after *ast.Definition) {
	for _, f := range before.Fields {
		path := name + "." + f.Name
		now := after.Fields.ForName(f.Name)
		if now == nil {
			c.add(breaking, path, "the input field was removed")
			continue
		}
		c.input(path, f.Type, now.Type, f.DefaultValue, now.DefaultValue)
		c.deprecation(path, f.Directives, now.Directives)
	}
	for _, f := range after.Fields {
		if before.Fields.ForName(f.Name) == nil {
			c.added(name+"."+f.Name, "input field", f.Type, f.DefaultValue)
		}
	}
}

// arguments compares what can be given to a field or a directive.
func (c *comparison) arguments(path string, before, after ast.ArgumentDefinitionList) {
	for _, a := range before {
		at := path + "(" + a.Name + ":)"
		now := after.ForName(a.Name)
		if now == nil {
			c.add(breaking, at, "the argument was removed")
			continue
		}
		c.input(at, a.Type, now.Type, a.DefaultValue, now.DefaultValue)
		c.deprecation(at, a.Directives, now.Directives)
	}
	for _, a := range after {
		if before.ForName(a.Name) == nil {
			c.added(path+"("+a.Name+":)", "argument", a.Type, a.DefaultValue)
		}
	}
}

// added tells of an argument or input field that is new.
func (c *comparison) added(path, what string, t *ast.Type, def *ast.Value) {
	if t.NonNull && def == nil {
		c.add(breaking, path, "a required "+what+" was added")
		return
	}
	c.add(dangerous, path, "an optional "+what+" was added")
}

// input compares a place that takes a value.
func (c *comparison) input(path string, before, after *ast.Type, was, is *ast.Value) {
	c.retype(path, before, after, givable)
	switch {
	case before.NonNull && was != nil && after.NonNull && is == nil:
		c.add(breaking, path, "the default "+text(was)+" was removed, and so it must be given")
	case text(was) != text(is):
		c.add(dangerous, path, "the default was "+text(was)+" and is "+text(is))
	}
}

func text(v *ast.Value) string {
	if v == nil {
		return "none"
	}
	return v.String()
}

// retype tells of a type that is not the same, by whether what worked still does.
func (c *comparison) retype(path string, before, after *ast.Type, fits func(before, after *ast.Type) bool) {
	if before.String() == after.String() {
		return
	}
	s := breaking
	if fits(before, after) {
		s = safe
	}
	c.add(s, path, "the type was "+before.String()+" and is "+after.String())
}

// readable says whether who reads a value of the first type can read one of the
// second: it may promise more, not less.
func readable(before, after *ast.Type) bool {
	if before.NonNull && !after.NonNull {
		return false
	}
	if (before.Elem == nil) != (after.Elem == nil) {
		return false
	}
	if before.Elem != nil {
		return readable(before.Elem, after.Elem)
	}
	return before.NamedType == after.NamedType
}

// givable says whether what could be given for the first type can be given for
// the second, as a variable too: it may ask for less, not more.
func givable(before, after *ast.Type) bool { return readable(after, before) }
