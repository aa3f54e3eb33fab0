package main

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// directive compares the definitions of a directive.
func (c *comparison) directive(name string, before, after *ast.DirectiveDefinition) {
	path := "@" + name
	switch {
	case after == nil:
		c.add(breaking, path, "the directive was removed")
		return
	case before == nil:
		c.add(safe, path, "the directive was added")
		return
	}
	c.arguments(path, before.Arguments, after.Arguments)
	for _, l := range before.Locations {
		if !slices.Contains(after.Locations, l) {
			c.add(breaking, path, "it may no longer stand on "+string(l))
		}
	}
	for _, l := range after.Locations {
		if !slices.Contains(before.Locations, l) {
			c.add(safe, path, "it may now stand on "+string(l))
		}
	}
	if before.IsRepeatable && !after.IsRepeatable {
		c.add(breaking, path, "it may no longer be repeated")
	}
}

// federation compares the directives of a type that other subgraphs build on:
// they refer to its keys, and share its fields only with leave.
func (c *comparison) federation(name string, before, after ast.DirectiveList) {
	was, is := applied(before), applied(after)
	for _, d := range was {
		if !slices.Contains(is, d) {
			c.add(breaking, name, "it lost "+d+", which other subgraphs may build on")
		}
	}
	for _, d := range is {
		if !slices.Contains(was, d) {
			c.add(safe, name, "it gained "+d)
		}
	}
}

// applied writes the directives that count for composition, each in one spelling.
func applied(list ast.DirectiveList) []string {
	var all []string
	for _, d := range list {
		switch d.Name {
		case "shareable":
			all = append(all, "@shareable")
		case "key":
			if fields := d.Arguments.ForName("fields"); fields != nil && fields.Value != nil && resolvable(d) {
				all = append(all, `@key(fields: "`+strings.Join(strings.Fields(fields.Value.Raw), " ")+`")`)
			}
		}
	}
	return all
}

// resolvable says whether entities can be asked for by the key.
func resolvable(d *ast.Directive) bool {
	a := d.Arguments.ForName("resolvable")
	return a == nil || a.Value == nil || a.Value.Raw != "false"
}
