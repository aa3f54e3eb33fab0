package docguard

import "github.com/vektah/gqlparser/v2/ast"

// expansion counts what an operation selects after its fragments are followed
// and its equal fields merged. Counting stops where a limit is broken.
type expansion struct {
	limits    Limits
	collector collector

	fields, aliases        int
	repeats                int // selections that only say again what others say
	roots, widest          int // fields of the root, and of the widest level
	depth, introspectDepth int // deepest level outside and inside introspection
}

// expanded returns the breaches of the operation that is worst in each respect.
func (l Limits) expanded(doc *ast.QueryDocument, fragments map[string]*ast.FragmentDefinition) []Breach {
	var worst expansion
	visits := 0
	out := spelledOut{fragments: fragments, known: make(map[string]int, len(fragments))}
	for _, op := range doc.Operations {
		e := expansion{limits: l, collector: collector{fragment: byName(fragments), budget: l.Selections}}
		e.operation(op)
		e.repeats = out.count(op.SelectionSet) - e.fields
		worst = worst.worse(e)
		visits = max(visits, e.collector.visits)
	}
	return l.breaches(worst, visits)
}

func byName(fragments map[string]*ast.FragmentDefinition) func(*ast.FragmentSpread) (ast.SelectionSet, bool) {
	return func(s *ast.FragmentSpread) (ast.SelectionSet, bool) {
		f := fragments[s.Name]
		if f == nil {
			return nil, false
		}
		return f.SelectionSet, true
	}
}

func (l Limits) breaches(e expansion, visits int) []Breach {
	b := over(nil, TooDeep, "levels of fields", l.Depth, e.depth, "nest fewer levels, or ask for the inner entities by id")
	b = over(b, TooDeep, "levels of introspection", l.IntrospectionDepth, e.introspectDepth, "introspect fewer levels")
	b = over(b, TooManyRootFields, "fields at the root", l.RootFields, e.roots, "send several requests")
	b = over(b, TooManyFields, "fields in one selection", l.LevelFields, e.widest, "select fewer fields")
	b = over(b, TooManyFields, "fields in all", l.Fields, e.fields, "select fewer fields")
	b = over(b, TooManyAliases, "aliases", l.Aliases, e.aliases, "use fewer aliases: one field with a list argument, or several requests")
	if len(b) == 0 { // of a document that is too large anyway, nobody counted what repeats
		b = over(b, TooRepetitive, "selections that repeat others", l.Repeats, e.repeats, "select each field once")
	}
	return over(b, TooManySelections, "selections after fragments are followed", l.Selections, visits, "spread fragments in fewer places")
}

func (e expansion) worse(o expansion) expansion {
	e.fields = max(e.fields, o.fields)
	e.repeats = max(e.repeats, o.repeats)
	e.aliases = max(e.aliases, o.aliases)
	e.roots = max(e.roots, o.roots)
	e.widest = max(e.widest, o.widest)
	e.depth = max(e.depth, o.depth)
	e.introspectDepth = max(e.introspectDepth, o.introspectDepth)
	return e
}

func (e *expansion) operation(op *ast.OperationDefinition) {
	fields := e.collector.collect([]ast.SelectionSet{op.SelectionSet})
	e.roots = len(fields)
	e.level(fields, 1, false)
}

func (e *expansion) level(fields []*merged, depth int, introspection bool) {
	e.widest = max(e.widest, len(fields))
	e.fields += len(fields)
	for _, m := range fields {
		if m.aliased {
			e.aliases++
		}
		e.below(m, depth, introspection || isIntrospection(m.fields[0].Name))
	}
}

func (e *expansion) below(m *merged, depth int, introspection bool) {
	if introspection {
		e.introspectDepth = max(e.introspectDepth, depth)
	} else {
		e.depth = max(e.depth, depth)
	}
	if len(m.sets) == 0 || e.broken() {
		return
	}
	e.level(e.collector.collect(m.sets), depth+1, introspection)
}

// broken reports whether a limit is broken that makes further counting useless.
func (e *expansion) broken() bool {
	return e.collector.exhausted() || e.fields > e.limits.Fields ||
		e.depth > e.limits.Depth || e.introspectDepth > e.limits.IntrospectionDepth
}

// isIntrospection reports whether a root field opens the schema of the schema.
func isIntrospection(name string) bool { return name == "__schema" || name == "__type" }
