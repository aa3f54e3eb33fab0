package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
)

// maxKey is the longest key. Paths are made of keys, so a long one would be repeated with everything below it.
const maxKey = 200

// entry is one key of a block with its value.
type entry struct {
	key   string
	at    position
	value ast.Node
}

// block reads a node into a struct. The keys in skip were read before.
func (d *decoder) block(node ast.Node, path string, v reflect.Value, skip []string) {
	fields := fieldsOf(v.Type())
	if i := slices.IndexFunc(fields, func(f field) bool { return f.shorthand }); i >= 0 {
		if _, ok := d.peek(node); ok { // a bare scalar stands for the field
			d.doc.places[join(path, fields[i].key)] = d.doc.places[path]
			d.value(node, path, v.FieldByIndex(fields[i].index), fields[i])
			d.doc.places[join(path, fields[i].key)] = d.doc.places[path] // with what was found out about the value
			return
		}
	}
	entries, ok := d.entries(node, path)
	if !ok {
		return
	}
	given := map[string]bool{}
	for _, e := range entries {
		given[e.key] = true
		if slices.Contains(skip, e.key) {
			continue
		}
		at := join(path, e.key)
		i := slices.IndexFunc(fields, func(f field) bool { return f.key == e.key })
		if i < 0 {
			d.unknown(e, path, fields)
			continue
		}
		d.doc.places[at] = place{key: e.at, value: positionOf(e.value)}
		d.value(e.value, at, v.FieldByIndex(fields[i].index), fields[i])
	}
	d.missing(fields, given, path)
}

// unknown reports a key that a block does not have.
func (d *decoder) unknown(e entry, path string, fields []field) {
	p := Problem{Path: join(path, e.key), Message: fmt.Sprintf("unknown field %s", quoted(e.key)), Suggestion: Nearest(e.key, keysOf(fields))}
	if p.Suggestion == "" {
		p.Remedy = fmt.Sprintf("The fields here are %s.", strings.Join(keysOf(fields), ", "))
	}
	d.addAt(e.at, p)
}

// missing reports the required fields that a block does not have.
func (d *decoder) missing(fields []field, given map[string]bool, path string) {
	for _, f := range fields {
		if !f.required || given[f.key] {
			continue
		}
		p := Problem{Path: join(path, f.key), Message: join(path, f.key) + " is missing"}
		if f.example != "" {
			p.Remedy = fmt.Sprintf("For example: %s: %s", f.key, f.example)
		}
		d.addAt(d.doc.keyAt(path), p)
	}
}

// source reads a block whose fields depend on its kind.
func (d *decoder) source(node ast.Node, path string, v reflect.Value) {
	entries, ok := d.entries(node, path)
	if !ok {
		return
	}
	kinds := SourceKind("").values()
	i := slices.IndexFunc(entries, func(e entry) bool { return e.key == "kind" })
	if i < 0 {
		d.addAt(d.doc.keyAt(path), Problem{Path: path + ".kind", Message: path + ".kind is missing", Remedy: fmt.Sprintf("It is one of %s.", oneOf(kinds))})
		return
	}
	d.doc.places[path+".kind"] = place{key: entries[i].at, value: positionOf(entries[i].value)}
	value, ok := d.resolve(entries[i].value)
	if !ok {
		return
	}
	kind, _ := d.peek(value) // as written: the kind decides what else may be written, so it is no variable
	source := newSource(SourceKind(kind))
	if source == nil {
		d.notOneOf(value, path+".kind", kinds)
		return
	}
	d.block(node, path, reflect.ValueOf(source).Elem(), []string{"kind"})
	v.Set(reflect.ValueOf(source))
}

// entries returns the keys of a block in order, those of merge keys last and only where the block does not have them itself.
func (d *decoder) entries(node ast.Node, path string) ([]entry, bool) {
	m, ok := node.(ast.MapNode)
	if !ok {
		d.wrongType(node, path, "a block of keys", "")
		return nil, false
	}
	c := collector{d: d, at: map[string]position{}}
	c.collect(m, false, 0)
	return c.entries, true
}

// collector gathers the entries of a block.
type collector struct {
	d       *decoder
	entries []entry
	at      map[string]position
}

func (c *collector) collect(m ast.MapNode, isMerged bool, depth int) {
	var merges []*ast.MappingValueNode
	for it := m.MapRange(); it.Next(); {
		if it.Key().IsMergeKey() {
			merges = append(merges, it.KeyValue())
			continue
		}
		c.add(it.Key(), it.Value(), isMerged)
	}
	for _, m := range merges {
		c.merge(m.Value, positionOf(m.Key), depth)
	}
}

// add takes one key, unless the block has it.
func (c *collector) add(key ast.MapKeyNode, value ast.Node, isMerged bool) {
	e := entry{at: positionOf(key), value: value}
	text, ok := c.d.peek(key)
	if !ok || text == "" {
		c.d.addAt(e.at, Problem{Message: "a key must be a word"})
		return
	}
	if len(text) > maxKey || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		c.d.addAt(e.at, Problem{Message: fmt.Sprintf("a key must be on one line and at most %d bytes long", maxKey)})
		return
	}
	e.key = text
	if first, again := c.at[text]; again {
		if !isMerged {
			c.d.addAt(e.at, Problem{Message: fmt.Sprintf("%s is set twice, first on line %d", quoted(text), first.line), Remedy: "Remove one of them."})
		}
		return
	}
	c.at[text] = e.at
	c.entries = append(c.entries, e)
}

// merge takes the keys of a block, or of a list of blocks, that << names.
func (c *collector) merge(node ast.Node, at position, depth int) {
	node, ok := c.d.resolve(node)
	if !ok {
		return
	}
	if !c.d.count(node) {
		return
	}
	if depth > 10 {
		c.d.addAt(at, Problem{Message: "too many blocks are merged into each other", Remedy: "Write out what is meant."})
		return
	}
	switch n := node.(type) {
	case ast.MapNode:
		c.collect(n, true, depth+1)
	case *ast.SequenceNode:
		for _, item := range n.Values {
			c.merge(item, at, depth+1)
		}
	default:
		c.d.addAt(at, Problem{Message: "<< must name a block of keys", Remedy: "Write <<: *name, where &name stands before a block."})
	}
}
