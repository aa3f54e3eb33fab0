package docguard

import "github.com/vektah/gqlparser/v2/ast"

// merged is one field of the answer: all selections of one response key at one
// place, and what they select below it.
type merged struct {
	key string
	// fields holds the first selection, and of the others those that read
	// another field definition, which only differing parent types allow.
	fields  []*ast.Field
	sets    []ast.SelectionSet
	aliased bool
	one     [1]*ast.Field // where fields begins: mostly there is one
}

// collector merges selection sets as execution would, within a budget of
// visits shared by all its calls.
type collector struct {
	// fragment returns what a spread selects; false when there is no such fragment.
	fragment func(*ast.FragmentSpread) (ast.SelectionSet, bool)
	// include reports whether a selection with these directives takes part; nil includes all.
	include func(ast.DirectiveList) bool

	budget int
	visits int
}

// exhausted reports whether the budget is spent; what collect returned since is incomplete.
func (c *collector) exhausted() bool { return c.visits > c.budget }

// collect returns the fields of several selection sets that answer one object,
// in order of first appearance.
func (c *collector) collect(sets []ast.SelectionSet) []*merged {
	l := level{collector: c}
	for _, set := range sets {
		l.add(set)
	}
	return l.order
}

// level is the fields of one object under way.
type level struct {
	*collector
	index  map[string]*merged // nil while there are few
	order  []*merged
	spread map[string]bool
}

func (l *level) add(set ast.SelectionSet) {
	for _, selection := range set {
		l.visits++
		if l.exhausted() {
			return
		}
		switch s := selection.(type) {
		case *ast.Field:
			if l.includes(s.Directives) {
				l.field(s)
			}
		case *ast.InlineFragment:
			if l.includes(s.Directives) {
				l.add(s.SelectionSet)
			}
		case *ast.FragmentSpread:
			if l.includes(s.Directives) {
				l.follow(s)
			}
		}
	}
}

func (l *level) includes(directives ast.DirectiveList) bool {
	return l.include == nil || len(directives) == 0 || l.include(directives)
}

// follow adds a fragment once a level: what it selects twice merges with itself.
func (l *level) follow(s *ast.FragmentSpread) {
	if l.spread[s.Name] {
		return
	}
	if l.spread == nil {
		l.spread = make(map[string]bool)
	}
	l.spread[s.Name] = true
	if set, ok := l.fragment(s); ok {
		l.add(set)
	}
}

func (l *level) field(f *ast.Field) {
	key := responseKey(f)
	m := l.find(key)
	if m == nil {
		m = &merged{key: key}
		m.fields = append(m.one[:0], f)
		l.append(m)
	} else if f.Definition != m.fields[0].Definition {
		m.fields = append(m.fields, f)
	}
	m.aliased = m.aliased || key != f.Name
	if len(f.SelectionSet) > 0 {
		m.sets = append(m.sets, f.SelectionSet)
	}
}

// fewFields is how many fields are looked through faster than they are indexed.
const fewFields = 8

func (l *level) find(key string) *merged {
	if l.index != nil {
		return l.index[key]
	}
	for _, m := range l.order {
		if m.key == key {
			return m
		}
	}
	return nil
}

func (l *level) append(m *merged) {
	l.order = append(l.order, m)
	switch {
	case l.index != nil:
		l.index[m.key] = m
	case len(l.order) > fewFields:
		l.index = make(map[string]*merged, 2*len(l.order))
		for _, known := range l.order {
			l.index[known.key] = known
		}
	}
}

// responseKey returns the name that a field has in the answer.
func responseKey(f *ast.Field) string {
	if f.Alias != "" {
		return f.Alias
	}
	return f.Name
}
