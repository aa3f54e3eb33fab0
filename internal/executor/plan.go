package executor

import (
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// objectPlan is what is asked of the objects of one type at one place.
type objectPlan struct {
	typ     TypeID
	name    string
	fields  []fieldPlan
	columns int
	// pure says that nothing in it is resolved, at any depth: such objects are
	// read when they are written.
	pure bool
	// later are the groups of fields that @defer puts off.
	later []laterPlan
}

// laterPlan is one fragment that is put off.
type laterPlan struct {
	label string
	plan  *objectPlan
}

// fieldPlan is one field of an answer.
type fieldPlan struct {
	key    string // what stands before the value, from the brace or comma on
	object string // the type that the field belongs to
	field  graphql.CollectedField
	def    *Field // nil for __typename
	typ    *ast.Type
	around bool // the operation puts directives on it
	// slot is the place of its arguments among those that are read once for a
	// response; -1 when it has none, or a resolver gets them.
	slot   int
	column int // its place among the fields of the object that are not pure; -1 for a pure one
	lists  int // how many lists its type nests
	// children are the plans of the types that its objects can have.
	children []childPlan
}

type childPlan struct {
	typ  TypeID
	plan *objectPlan
}

// resolved reports whether a resolver or a directive must run for the value.
func (f *fieldPlan) resolved() bool { return f.around || !f.def.read() }

// child returns the place of a type among the children.
func (f *fieldPlan) child(typ TypeID) int {
	for i := range f.children {
		if f.children[i].typ == typ {
			return i
		}
	}
	panic("executor: an object of a type that its field cannot have")
}

// compiler makes the plan of one operation in one case.
type compiler struct {
	schema *schemaIndex
	truth  map[string]any
	// inline says that @defer is ignored, as servers may.
	inline bool
	known  map[planKey][]knownPlan
	slots  []*slotPlan
}

// planKey and knownPlan find a plan again by its type and the fields whose
// selections it merges: an abstract type nested in itself would else take a
// plan for every way through it.
type planKey struct {
	typ   TypeID
	first *ast.Field
}

type knownPlan struct {
	fields []*ast.Field
	plan   *objectPlan
}

// chosen is one field of an object while its occurrences are collected.
type chosen struct {
	fields []*ast.Field
	now    bool      // some occurrence is not put off
	later  []*putOff // the fragments that put it off
}

type putOff struct{ label string }

// plan is what an operation asks, in one case of its conditions.
type plan struct {
	root *objectPlan
	// slots are the fields whose arguments are read once for a response.
	slots []*slotPlan
	// size is how long the last answer was: about as long as the next will be.
	size atomic.Int64
}

type slotPlan struct {
	def   *Field
	field *ast.Field
	// fixed are arguments that hang on no variable, once they are read.
	fixed atomic.Pointer[graphql.FieldContext]
}

func (c *compiler) operation(op *ast.OperationDefinition, typ TypeID) *plan {
	root := c.object(typ, []ast.SelectionSet{op.SelectionSet})
	return &plan{root: root, slots: c.slots}
}

// slot gives the arguments of a field that is read a place of their own.
func (c *compiler) slot(f *fieldPlan) int {
	if f.def.Args == nil || f.resolved() {
		return -1
	}
	for i, s := range c.slots {
		if s.field == f.field.Field && s.def == f.def {
			return i
		}
	}
	c.slots = append(c.slots, &slotPlan{def: f.def, field: f.field.Field})
	return len(c.slots) - 1
}

func (c *compiler) object(typ TypeID, sets []ast.SelectionSet) *objectPlan {
	k := &collection{compiler: c, typ: typ, found: map[string]*chosen{}, visited: map[visit]bool{}, offs: map[*ast.Directive]*putOff{}}
	for _, set := range sets {
		k.collect(set, nil)
	}
	order, found := k.order, k.found
	p := &objectPlan{typ: typ, name: c.schema.binding.Types[typ].Name}
	var off []*putOff
	for _, alias := range order {
		f := found[alias]
		if f.now {
			p.fields = append(p.fields, c.field(typ, f.fields))
			continue
		}
		for _, o := range f.later {
			if !slices.Contains(off, o) {
				off = append(off, o)
			}
		}
	}
	for _, o := range off {
		p.putOff(c.group(typ, o, order, found), o.label)
	}
	p.finish()
	return p
}

// group returns the plan of what one fragment puts off.
func (c *compiler) group(typ TypeID, o *putOff, order []string, found map[string]*chosen) *objectPlan {
	g := &objectPlan{typ: typ, name: c.schema.binding.Types[typ].Name}
	for _, alias := range order {
		if f := found[alias]; !f.now && slices.Contains(f.later, o) {
			g.fields = append(g.fields, c.field(typ, f.fields))
		}
	}
	g.finish()
	return g
}

// putOff puts a group off, unless nothing in it takes time.
func (p *objectPlan) putOff(g *objectPlan, label string) {
	if !g.pure {
		p.later = append(p.later, laterPlan{label, g})
		return
	}
	for _, f := range g.fields {
		if !slices.ContainsFunc(p.fields, func(other fieldPlan) bool { return other.field.Alias == f.field.Alias }) {
			p.fields = append(p.fields, f)
		}
	}
}

// finish gives the fields their places.
func (p *objectPlan) finish() {
	p.pure, p.columns = len(p.later) == 0, 0
	for i := range p.fields {
		f := &p.fields[i]
		before := byte(',')
		if i == 0 {
			before = '{'
		}
		f.key = string(before) + strconv.Quote(f.field.Alias) + ":"
		f.column = -1
		if f.def == nil || !f.resolved() && !slices.ContainsFunc(f.children, func(c childPlan) bool { return !c.plan.pure }) {
			continue
		}
		f.column, p.pure = p.columns, false
		p.columns++
	}
}

// collection is the fields of one object while they are collected.
type collection struct {
	*compiler
	typ     TypeID
	order   []string
	found   map[string]*chosen
	visited map[visit]bool
	offs    map[*ast.Directive]*putOff
}

// visit is a named fragment that was met, and what put it off.
type visit struct {
	fragment *ast.FragmentDefinition
	off      *putOff
}

// collect is CollectFields of the specification, section 6.3.2. What stands in
// a fragment that is put off belongs to the innermost such fragment.
func (c *collection) collect(set ast.SelectionSet, off *putOff) {
	for _, sel := range set {
		switch sel := sel.(type) {
		case *ast.Field:
			if c.included(sel.Directives) {
				c.add(sel, off)
			}
		case *ast.InlineFragment:
			if c.included(sel.Directives) && c.schema.satisfies(c.typ, sel.TypeCondition) {
				c.collect(sel.SelectionSet, c.deferred(sel.Directives, off))
			}
		case *ast.FragmentSpread:
			if !c.included(sel.Directives) || !c.schema.satisfies(c.typ, sel.Definition.TypeCondition) {
				continue
			}
			v := visit{sel.Definition, c.deferred(sel.Directives, off)}
			if !c.visited[v] {
				c.visited[v] = true
				c.collect(sel.Definition.SelectionSet, v.off)
			}
		}
	}
}

func (c *collection) add(field *ast.Field, off *putOff) {
	f, ok := c.found[field.Alias]
	if !ok {
		f = &chosen{}
		c.found[field.Alias], c.order = f, append(c.order, field.Alias)
	}
	f.fields = append(f.fields, field)
	if off == nil {
		f.now = true
	} else {
		f.later = append(f.later, off)
	}
}

func (c *compiler) included(list ast.DirectiveList) bool {
	skip, include := list.ForName("skip"), list.ForName("include")
	return (skip == nil || !c.holds(skip)) && (include == nil || c.holds(include))
}

func (c *compiler) holds(d *ast.Directive) bool {
	arg := d.Arguments.ForName("if")
	if arg == nil {
		return true // of @defer only
	}
	if arg.Value.Kind == ast.Variable {
		b, _ := c.truth[arg.Value.Raw].(bool)
		return b
	}
	return arg.Value.Raw == "true"
}

// deferred returns what a fragment with these directives is put off by.
func (c *collection) deferred(list ast.DirectiveList, off *putOff) *putOff {
	d := list.ForName("defer")
	if d == nil || c.inline || !c.holds(d) {
		return off
	}
	if c.offs[d] == nil {
		c.offs[d] = &putOff{}
		if arg := d.Arguments.ForName("label"); arg != nil {
			c.offs[d].label = arg.Value.Raw
		}
	}
	return c.offs[d]
}

func (c *compiler) field(typ TypeID, fields []*ast.Field) fieldPlan {
	first := fields[0]
	p := fieldPlan{object: c.schema.binding.Types[typ].Name, field: graphql.CollectedField{Field: first, Selections: first.SelectionSet}}
	if first.Name == "__typename" {
		p.typ, p.slot = ast.NonNullNamedType("String", nil), -1
		return p
	}
	if len(fields) > 1 {
		p.field.Selections = nil
		for _, f := range fields {
			p.field.Selections = append(p.field.Selections, f.SelectionSet...)
		}
	}
	p.def = c.schema.binding.Types[typ].Fields[first.Name]
	p.typ = c.schema.fieldType(typ, first.Name)
	p.around = c.schema.binding.Around != nil && slices.ContainsFunc(first.Directives, func(d *ast.Directive) bool {
		return d.Name != "skip" && d.Name != "include"
	})
	p.slot = c.slot(&p)
	for t := p.typ; t.Elem != nil; t = t.Elem {
		p.lists++
	}
	for _, t := range c.schema.objects(p.typ.Name()) {
		p.children = append(p.children, childPlan{t, c.selections(t, fields)})
	}
	return p
}

// selections returns the plan of the merged selections of fields.
func (c *compiler) selections(typ TypeID, fields []*ast.Field) *objectPlan {
	key := planKey{typ, fields[0]}
	for _, k := range c.known[key] {
		if slices.Equal(k.fields, fields) {
			return k.plan
		}
	}
	sets := make([]ast.SelectionSet, len(fields))
	for i, f := range fields {
		sets[i] = f.SelectionSet
	}
	p := c.object(typ, sets)
	c.known[key] = append(c.known[key], knownPlan{fields, p})
	return p
}
