package config

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// The decoder has checked what a field says of itself. Here is what several fields say together, and what a type cannot express.

var sourceName = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)

// Validate checks a configuration that was made in the program as Load checks a file, except for its exposure. The problems have paths and no positions.
func (c *Config) Validate() error {
	text, err := c.Redacted()
	if err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	_, err = Parse("", text, func(string) (string, bool) { return masked, true }, AllowExposure())
	if problems := (*Problems)(nil); errors.As(err, &problems) {
		for i := range problems.List {
			problems.List[i].Line, problems.List[i].Column, problems.List[i].Snippet = 0, 0, ""
		}
	}
	return err
}

// validate reports what is wrong with the decoded configuration.
func (c *Config) validate(r *Report) {
	c.validateKeys(r)
	if _, given := c.doc.places["sources"]; given && len(c.Sources) == 0 && !c.doc.anyBelow("sources") {
		r.AddKey("sources", Problem{Message: "sources is empty", Remedy: "A configuration needs at least one source."})
	}
	for _, name := range c.SourceNames() {
		path := join("sources", name)
		if !sourceName.MatchString(name) {
			r.AddKey(path, Problem{
				Message: fmt.Sprintf("%s cannot be the name of a source", quoted(name)),
				Remedy:  "A name starts with a letter and has at most 40 lower-case letters, digits, - and _.",
			})
		}
		switch s := c.Sources[name].(type) {
		case *SQL:
			s.validate(r, path)
		case *Shopify:
			s.validate(r, path)
		case *Stripe:
			s.validate(r, path)
		case *WooCommerce:
			s.validate(r, path)
		case *Magento:
			s.validate(r, path)
		}
	}
	for kind, view := range c.Views.All() {
		c.validateView(r, kind, view)
	}
	c.validateListen(r)
}

// validateKeys checks the API keys among each other.
func (c *Config) validateKeys(r *Report) {
	names, hashes := map[string]int{}, map[KeyHash]int{}
	for i, key := range c.Auth.Keys {
		path := fmt.Sprintf("auth.keys[%d]", i)
		if first, again := names[key.Name]; again && key.Name != "" {
			r.Add(path+".name", Problem{Message: fmt.Sprintf("auth.keys[%d] has the name %s, too", first, r.said(path+".name", key.Name)), Remedy: "Logs and metrics tell callers apart by name: give each key its own."})
		}
		if first, again := hashes[key.Hash]; again && key.Hash != (KeyHash{}) {
			r.Add(path+".hash", Problem{Message: fmt.Sprintf("auth.keys[%d] is the same key", first), Remedy: "`galleria key` makes another."})
		}
		if key.Hash.Matches("") {
			r.Add(path+".hash", Problem{Message: "this is the hash of an empty key", Remedy: "`galleria key` makes a key and prints its hash."})
		}
		names[key.Name], hashes[key.Hash] = i, i
		if _, given := c.doc.places[path+".roles"]; given && len(key.Roles) == 0 && !c.doc.anyBelow(path+".roles") {
			r.Add(path+".roles", Problem{Message: path + ".roles is empty", Remedy: "A key without roles can do nothing: write [query]."})
		}
		repeated(r, path+".roles", key.Roles)
	}
}

// repeated reports the words of a list that stand in it twice.
func repeated[T ~string](r *Report, path string, words []T) {
	for i, word := range words {
		if slices.Contains(words[:i], word) {
			at := fmt.Sprintf("%s[%d]", path, i)
			r.Add(at, Problem{Message: fmt.Sprintf("%s is listed twice", r.said(at, string(word))), Remedy: "Remove one of them."})
		}
	}
}

// given says whether the file has a value at path, be it a good one or not.
func (r *Report) given(path string) bool {
	_, ok := r.doc.places[path]
	return ok
}

// anyBelow says whether the file has anything within the block or list at path.
func (d *document) anyBelow(path string) bool {
	for p := range d.places {
		if strings.HasPrefix(p, path+".") || strings.HasPrefix(p, path+"[") {
			return true
		}
	}
	return false
}
