package operations

import (
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// slot is what a response key stands for. Object types that differ may have
// fields that differ under one key, if their values have one shape.
type slot struct {
	shape    string
	variants []*variant
}

type variant struct {
	field   *ast.FieldDefinition
	args    string
	uses    uint64
	parents []*composite
}

// selection writes a set of fields and fragments of a type, with fields down to depth.
// It stands in so many fragments.
func (d *document) selection(on *composite, depth, within int) {
	d.text("{")
	var written []*ast.FieldDefinition
	for range 2 + d.r.IntN(5) {
		if d.fields >= d.opts.Fields && len(written) > 0 {
			break
		}
		n := d.r.IntN(100)
		switch {
		case n < 8:
			d.typename()
		case n < 20 && within < 3:
			d.inline(on, depth, within)
		case n < 30 && within < 3 && !on.meta:
			d.spread(on, depth, within)
		case n < 40 && len(written) > 0:
			d.field(on, pick(d, written), depth)
		default:
			f := d.choose(on, depth)
			if f == nil {
				d.typename()
				continue
			}
			d.field(on, f, depth)
			written = append(written, f)
		}
	}
	d.typenameIfEmpty()
	d.text("}")
}

func (d *document) typenameIfEmpty() {
	if d.buf[len(d.buf)-1] == '{' {
		d.typename()
	}
}

// choose returns a field that fits into depth, or none.
func (d *document) choose(on *composite, depth int) *ast.FieldDefinition {
	if on.def == d.schema.Query && d.chance(d.opts.Introspection) && depth > 1 {
		return on.def.Fields.ForName([]string{"__schema", "__type"}[d.r.IntN(2)])
	}
	from := on.branches
	if depth <= 1 || d.fields >= d.opts.Fields || len(from.all) == 0 || len(on.leaves.all) > 0 && d.chance(380) {
		from = on.leaves
	}
	if len(from.all) == 0 {
		return nil
	}
	f := pick(d, from.all)
	if len(from.asked) > 0 && d.chance(200) {
		f = pick(d, from.asked)
	}
	if on.meta && nests(f) && d.lists >= 2 {
		return nil // validation allows two levels of them
	}
	return f
}

// nests reports whether a field of the introspection counts for its depth.
func nests(f *ast.FieldDefinition) bool {
	switch f.Name {
	case "fields", "interfaces", "possibleTypes", "inputFields":
		return true
	}
	return false
}

func (d *document) typename() {
	if d.chance(200) {
		d.text("__", strconv.Itoa(d.r.IntN(2)), ":") // a key that no field has
	}
	d.text("__typename")
	d.conditions()
	d.text(" ")
}

// field writes one field under a key that is free for it.
func (d *document) field(on *composite, f *ast.FieldDefinition, depth int) {
	d.fields++
	key, v := d.place(on, f)
	if key != f.Name {
		d.text(key, ":")
	}
	d.text(f.Name, v.args)
	d.uses |= v.uses
	d.conditions()
	if !on.meta && !meta(f.Name) {
		d.directives(ast.LocationField, 20)
	}
	below := d.types[f.Type.Name()]
	if below == nil {
		d.text(" ")
		return
	}
	lists := d.lists
	switch {
	case meta(f.Name):
		d.lists = 0
		depth = min(depth, 5)
	case on.meta && nests(f):
		d.lists++
	}
	d.selection(below, depth-1, 0)
	d.lists = lists
}

// place finds a key for a field, and what stands under it.
func (d *document) place(on *composite, f *ast.FieldDefinition) (string, *variant) {
	key := f.Name
	shape := d.shape(f.Type)
	aliased := 250
	if len(f.Arguments) > 0 {
		aliased = 500 // to be asked with several arguments
	}
	if d.chance(aliased) {
		key = d.alias(on)
	}
	for range 3 {
		if v := d.fit(key, shape, on, f); v != nil {
			return key, v
		}
		key = d.alias(on)
	}
	d.aliases++
	key = "u" + strconv.Itoa(d.aliases)
	return key, d.fit(key, shape, on, f)
}

// alias is one of a few names, or that of another field.
func (d *document) alias(on *composite) string {
	if len(on.leaves.all) > 0 && d.chance(150) {
		return pick(d, on.leaves.all).Name
	}
	return "a" + strconv.Itoa(d.r.IntN(8))
}

// fit returns what stands under a key for a field of a type, or nil where the
// key stands for something that does not merge with it.
func (d *document) fit(key, shape string, on *composite, f *ast.FieldDefinition) *variant {
	s := d.keys[key]
	if s == nil {
		s = &slot{shape: shape}
		d.keys[key] = s
	}
	if s.shape != shape {
		return nil
	}
	var same *variant
	for _, v := range s.variants {
		if v.field == f || v.field.Name == f.Name && v.args == "" && !needsArguments(f) {
			same = v
		}
	}
	for _, v := range s.variants {
		if v != same && !apart(on, v.parents) {
			return nil
		}
	}
	if same == nil {
		outer := d.uses
		d.uses = 0
		same = &variant{field: f, args: d.arguments(f)}
		same.uses, d.uses = d.uses, outer
		s.variants = append(s.variants, same)
	}
	same.parents = append(same.parents, on)
	return same
}

// apart reports whether no object is of the type and of one of the others.
func apart(on *composite, others []*composite) bool {
	for _, other := range others {
		if !on.object() || !other.object() || on == other {
			return false
		}
	}
	return true
}

func needsArguments(f *ast.FieldDefinition) bool {
	for _, a := range f.Arguments {
		if required(a.Type, a.DefaultValue) {
			return true
		}
	}
	return false
}

// shape writes a type as far as two of one key have to agree on it.
func (d *document) shape(t *ast.Type) string {
	var s string
	switch {
	case t.Elem != nil:
		s = "[" + d.shape(t.Elem) + "]"
	case d.types[t.NamedType] != nil:
		s = "{}"
	default:
		s = t.NamedType
	}
	if t.NonNull {
		s += "!"
	}
	return s
}

// inline writes a fragment in place.
func (d *document) inline(on *composite, depth, within int) {
	d.fields++
	d.text("...")
	if !d.chance(250) {
		on = d.narrow(on)
		d.text(" on ", on.def.Name)
	}
	d.conditions()
	d.defers()
	d.selection(on, depth, within+1)
}

// narrow returns a type that a fragment in a selection of on may be on.
func (d *document) narrow(on *composite) *composite {
	if d.chance(300) {
		return on
	}
	return pick(d, on.overlaps)
}

// spread writes the name of a fragment, of one that is there or of a new one.
func (d *document) spread(on *composite, depth, within int) {
	d.fields++
	f := d.fragment(on, depth)
	if f == nil {
		f = d.define(d.narrow(on), min(depth, 3), within)
	}
	d.uses |= f.uses
	d.text("...", f.name)
	d.conditions()
	d.defers()
	d.text(" ")
}

// fragment returns one that is there and fits, if so.
func (d *document) fragment(on *composite, depth int) *fragment {
	if len(d.fragments) == 0 || d.chance(300) {
		return nil
	}
	f := &d.fragments[d.r.IntN(len(d.fragments))]
	if f.depth > depth {
		return nil
	}
	for _, t := range on.overlaps {
		if t == f.on {
			return f
		}
	}
	return nil
}

// define writes a fragment. It is known when it is whole, so that none leads to itself.
func (d *document) define(on *composite, depth, within int) *fragment {
	buf, uses := d.buf, d.uses
	d.buf, d.uses = nil, 0
	d.selection(on, depth, within+1)
	body := d.take()
	name := "F" + strconv.Itoa(len(d.fragments))
	d.text("fragment ", name, " on ", on.def.Name, string(body))
	d.fragments = append(d.fragments, fragment{name, on, depth, d.uses, d.buf})
	d.buf, d.uses = buf, uses
	return &d.fragments[len(d.fragments)-1]
}

// stream writes the one field of a subscription.
func (d *document) stream(on *composite) {
	d.text("{")
	inFragment := d.chance(150)
	if inFragment {
		d.text("... on ", on.def.Name, "{")
	}
	f := pick(d, slices.Concat(on.leaves.all, on.branches.all))
	d.fields++
	key, v := d.place(on, f)
	if key != f.Name {
		d.text(key, ":")
	}
	d.text(f.Name, v.args)
	d.uses |= v.uses
	if below := d.types[f.Type.Name()]; below != nil {
		d.selection(below, d.opts.Depth-1, 0)
	}
	if inFragment {
		d.text("}")
	}
	d.text("}")
}

// conditions writes @skip and @include at some places.
func (d *document) conditions() {
	if d.chance(70) {
		d.text(" @skip(if:", d.condition(), ")")
	}
	if d.chance(70) {
		d.text(" @include(if:", d.condition(), ")")
	}
}

// defers writes @defer at some fragments, if the options allow it.
func (d *document) defers() {
	if !d.opts.Defer || !d.chance(300) {
		return
	}
	d.aliases++
	d.text(` @defer(label:"l`, strconv.Itoa(d.aliases), `"`)
	if d.chance(300) {
		d.text(",if:", d.condition())
	}
	d.text(")")
}

// directives writes those that run at a place, each at so many of a thousand.
func (d *document) directives(at ast.DirectiveLocation, n int) {
	for _, def := range d.runtime[at] {
		if d.chance(n) {
			d.text(" @", def.Name, d.list(def.Arguments, true))
		}
	}
}
