package config

import (
	"fmt"
	"maps"
	"slices"
)

// validateView checks a view against itself and the sources.
func (c *Config) validateView(r *Report, kind string, v *View) {
	path := join("views", kind)
	isUnion, isPrimary := r.given(path+".union"), r.given(path+".primary")
	switch {
	case isUnion && isPrimary:
		r.AddKey(path+".primary", Problem{Message: path + " has both union and primary", Remedy: "A union lists the things of all sources; with a primary, the others only add to its things. Remove one of them."})
	case !isUnion && !isPrimary:
		r.AddKey(path, Problem{Message: path + " has neither union nor primary", Remedy: fmt.Sprintf("For example: %s: {union: [%s]}", kind, c.anySource())})
	}
	for _, key := range []string{"secondaries", "match"} {
		if isUnion && !isPrimary && r.given(join(path, key)) {
			r.AddKey(join(path, key), Problem{Message: fmt.Sprintf("%s.%s needs a primary", path, key), Remedy: "In a union, no source adds to another."})
		}
	}
	if isPrimary && len(v.Secondaries) > 0 && !r.given(path+".match") {
		r.AddKey(path, Problem{Message: path + " has secondaries, but no match", Remedy: "Name the field that is equal where two sources mean the same thing, for example: match: email"})
	}
	c.validateMembers(r, kind, v)
	c.validateRules(r, path, v)
}

func (c *Config) validateMembers(r *Report, kind string, v *View) {
	path := join("views", kind)
	c.validateSource(r, path+".primary", kind, v.Primary)
	for key, names := range map[string][]string{"union": v.Union, "secondaries": v.Secondaries} {
		at := join(path, key)
		if r.given(at) && len(names) == 0 && !r.doc.anyBelow(at) {
			r.Add(at, Problem{Message: at + " is empty", Remedy: "Name a source, or remove the key."})
		}
		for i, name := range names {
			item := fmt.Sprintf("%s[%d]", at, i)
			c.validateSource(r, item, kind, name)
			if key == "secondaries" && name == v.Primary {
				r.Add(item, Problem{Message: fmt.Sprintf("%s is the primary", r.said(item, name)), Remedy: "Remove it here."})
			}
		}
		repeated(r, at, names)
	}
}

// validateSource checks that a source is there and, where this package can know, that it has the kind.
func (c *Config) validateSource(r *Report, path, kind, name string) {
	if name == "" || !r.given(path) {
		return
	}
	if _, ok := c.Sources[name]; !ok {
		if !r.given(join("sources", name)) {
			r.Add(path, Problem{Message: fmt.Sprintf("there is no source %s", r.said(path, name)), Suggestion: Nearest(name, c.SourceNames()), Remedy: c.listSources()})
		}
		return
	}
	tables := fmt.Sprintf("sources.%s.tables", name)
	if _, ok := c.Sources[name].(*SQL); ok && r.doc.anyBelow(tables) && !r.given(join(tables, kind)) {
		r.Add(path, Problem{
			Message: fmt.Sprintf("the source %s has no %s", r.said(path, name), kind), Remedy: fmt.Sprintf("Add a table for %s to it, or remove it here.", kind),
		})
	}
}

// validateRules checks that the rules of a view name its members.
func (c *Config) validateRules(r *Report, path string, v *View) {
	members := v.members()
	for _, group := range slices.Sorted(maps.Keys(v.Rules)) {
		at := join(path+".rules", group)
		if len(v.Rules[group]) == 0 && !r.doc.anyBelow(at) {
			r.Add(at, Problem{Message: at + " is empty", Remedy: "Name a source, or remove the key."})
		}
		for i, name := range v.Rules[group] {
			if name != "" && !slices.Contains(members, name) {
				item := fmt.Sprintf("%s[%d]", at, i)
				r.Add(item, Problem{
					Message: fmt.Sprintf("%s is not a source of %s", r.said(item, name), path), Suggestion: Nearest(name, members), Remedy: fmt.Sprintf("Its sources are %s.", oneOf(members)),
				})
			}
		}
		repeated(r, at, v.Rules[group])
	}
}

func (c *Config) listSources() string {
	if len(c.Sources) == 0 {
		return ""
	}
	return fmt.Sprintf("The sources are %s.", oneOf(c.SourceNames()))
}

func (c *Config) anySource() string {
	if names := c.SourceNames(); len(names) > 0 {
		return names[0]
	}
	return "north"
}
