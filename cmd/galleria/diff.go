package main

import (
	"cmp"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// severity says what a change does to those who use the schema.
type severity string

const (
	breaking  severity = "breaking"  // queries, or the composition with other subgraphs, that worked fail
	dangerous severity = "dangerous" // what worked goes on, and may mean or meet something else
	safe      severity = "safe"
)

// change is one difference between two schemas.
type change struct {
	Severity severity `json:"severity"`
	Path     string   `json:"path"` // Order.lineItems(first:)
	Text     string   `json:"text"`
}

// comparison gathers changes from one schema to another.
type comparison struct {
	before, after *catalogue
	changes       []change
}

// compare returns every difference that matters to clients or other subgraphs:
// the worst first, then by path. Descriptions do not count.
func compare(before, after *catalogue) []change {
	c := &comparison{before: before, after: after}
	for _, name := range union(before.types, after.types) {
		c.definition(name, before.types[name], after.types[name])
	}
	for _, name := range union(before.directives, after.directives) {
		c.directive(name, before.directives[name], after.directives[name])
	}
	c.operations()
	rank := map[severity]int{breaking: 0, dangerous: 1, safe: 2}
	slices.SortStableFunc(c.changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(rank[a.Severity], rank[b.Severity]), cmp.Compare(a.Path, b.Path))
	})
	return c.changes
}

func (c *comparison) add(s severity, path, text string) {
	c.changes = append(c.changes, change{s, path, text})
}

// operations compares what the root types are.
func (c *comparison) operations() {
	for _, op := range []ast.Operation{ast.Query, ast.Mutation, ast.Subscription} {
		before, after := c.before.roots[op], c.after.roots[op]
		if before != after && c.before.types[before] != nil && c.after.types[after] != nil {
			c.add(breaking, "schema."+string(op), "the root type was "+before+" and is "+after)
		}
	}
}

func (c *comparison) definition(name string, before, after *ast.Definition) {
	switch {
	case after == nil:
		c.add(breaking, name, "the type was removed")
	case before == nil:
		c.add(safe, name, "the type was added")
	case before.Kind != after.Kind:
		c.add(breaking, name, "the type was "+kindOf(before)+" and is "+kindOf(after))
	default:
		c.members(name, before, after)
	}
}

func (c *comparison) members(name string, before, after *ast.Definition) {
	switch before.Kind {
	case ast.Object, ast.Interface:
		c.fields(name, before, after)
		c.names(name, before.Interfaces, after.Interfaces, "the type no longer implements ", "the type now implements ")
	case ast.InputObject:
		c.inputFields(name, before, after)
	case ast.Union:
		c.names(name, before.Types, after.Types, "the union no longer has ", "the union now has ")
	case ast.Enum:
		c.enumValues(name, before, after)
	}
	c.federation(name, before.Directives, after.Directives)
}

// names compares sets of types: less is breaking, more may surprise who thinks that all are known.
func (c *comparison) names(name string, before, after []string, less, more string) {
	for _, n := range before {
		if !slices.Contains(after, n) {
			c.add(breaking, name, less+n)
		}
	}
	for _, n := range after {
		if !slices.Contains(before, n) {
			c.add(dangerous, name, more+n)
		}
	}
}

func (c *comparison) enumValues(name string, before, after *ast.Definition) {
	for _, v := range before.EnumValues {
		if now := after.EnumValues.ForName(v.Name); now == nil {
			c.add(breaking, name+"."+v.Name, "the value was removed")
		} else {
			c.deprecation(name+"."+v.Name, v.Directives, now.Directives)
		}
	}
	for _, v := range after.EnumValues {
		if before.EnumValues.ForName(v.Name) == nil {
			c.add(dangerous, name+"."+v.Name, "the value was added: clients may meet it")
		}
	}
}

func (c *comparison) deprecation(path string, before, after ast.DirectiveList) {
	was, is := before.ForName("deprecated") != nil, after.ForName("deprecated") != nil
	switch {
	case is && !was:
		c.add(safe, path, "it was deprecated")
	case was && !is:
		c.add(safe, path, "it is no longer deprecated")
	}
}

// union returns the keys of both maps, sorted.
func union[V any](a, b map[string]V) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

func kindOf(d *ast.Definition) string {
	return map[ast.DefinitionKind]string{
		ast.Scalar: "a scalar", ast.Object: "an object", ast.Interface: "an interface",
		ast.Union: "a union", ast.Enum: "an enum", ast.InputObject: "an input",
	}[d.Kind]
}
