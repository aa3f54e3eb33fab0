package executor

import (
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// set is all objects that stand at one place of the operation and have one
// type: those of every list that leads there.
type set struct {
	plan *objectPlan
	objs []any
	cols []column
	// turn resolves a field when it is to be written: of a mutation's root only.
	turn func(*fieldPlan)

	// Where the objects stand: under the field of the objects of the parent set.
	parent *set
	field  *fieldPlan
	from   []int32 // for each object: the place of its parent in the parent set
	at     []int32 // for each object: its index in each list of the field, outermost first
}

// column is the values of one field for all objects of a set.
type column struct {
	// Of a composite field: what the values are made of, each object's from starts on.
	tokens []token
	starts []int32
	sets   []*set // beside the children of the field's plan; nil for pure ones

	// Of a leaf that was resolved: the results.
	results any   // a slice of the field's Go type
	boxed   []any // or one value each

	failed  error   // why no object has a value
	each    []error // why single ones have none
	missing []bool  // null, and why has been said
	must    []bool  // not to be null, by a directive

	mu     sync.Mutex
	beside map[int][]error // of an object's field that has a value nevertheless

	replaced graphql.Marshaler // what a root field interceptor answers instead
}

func newSet(p *objectPlan, parent *set, f *fieldPlan) *set {
	return &set{plan: p, parent: parent, field: f}
}

// columnOf returns the column of a field; nil for a pure one.
func (s *set) columnOf(f *fieldPlan) *column {
	if f.column < 0 {
		return nil
	}
	return &s.cols[f.column]
}

// context returns the place of one object in gqlgen's form.
func (s *set) context(i int) *graphql.FieldContext {
	if s.parent == nil {
		return &graphql.FieldContext{Object: s.plan.name}
	}
	fc := &graphql.FieldContext{Parent: s.parent.context(int(s.from[i])), Object: s.field.object, Field: s.field.field}
	for _, index := range s.at[i*s.field.lists : (i+1)*s.field.lists] {
		at := int(index)
		fc = &graphql.FieldContext{Parent: fc, Index: &at}
	}
	return fc
}

// link puts the objects of one value into the sets below, and tells each token
// its object's place there. It returns the place behind the value's tokens.
func (col *column) link(s *set, f *fieldPlan, pos, i int, at []int32) int {
	t := &col.tokens[pos]
	pos++
	switch t.kind {
	case isList:
		at = append(at, 0)
		for n := range t.n {
			at[len(at)-1] = n
			pos = col.link(s, f, pos, i, at)
		}
	case isObject:
		c := f.child(TypeID(t.typ))
		plan := f.children[c].plan
		if plan.pure {
			return pos
		}
		if col.sets == nil {
			col.sets = make([]*set, len(f.children))
		}
		below := col.sets[c]
		if below == nil {
			below = newSet(plan, s, f)
			if rest := len(col.tokens) - pos + 1; len(f.children) == 1 {
				below.objs, below.from = make([]any, 0, rest), make([]int32, 0, rest)
				below.at = make([]int32, 0, rest*f.lists)
			}
			col.sets[c] = below
		}
		t.n = int32(len(below.objs))
		below.objs = append(below.objs, t.obj)
		below.from = append(below.from, int32(i))
		below.at = append(below.at, at...)
	}
	return pos
}
