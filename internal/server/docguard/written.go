package docguard

import "github.com/vektah/gqlparser/v2/ast"

// written counts what stands in a document, without following fragments.
type written struct {
	directives      int
	defers          int // of these, @defer
	list            int // items of the longest list
	representations int // items of the longest list of representations
}

// entitiesField and representationsArgument are Federation's, the one place
// where a router legitimately sends a long list.
const (
	entitiesField           = "_entities"
	representationsArgument = "representations"
)

// deferDirective marks fragments that may be answered later than the rest.
const deferDirective = "defer"

func countWritten(doc *ast.QueryDocument) written {
	var w written
	for _, op := range doc.Operations {
		for _, v := range op.VariableDefinitions {
			w.value(v.DefaultValue)
			w.directivesOf(v.Directives)
		}
		w.directivesOf(op.Directives)
		w.selections(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		w.directivesOf(f.Directives)
		w.selections(f.SelectionSet)
	}
	return w
}

func (w *written) selections(set ast.SelectionSet) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			w.directivesOf(s.Directives)
			w.arguments(s)
			w.selections(s.SelectionSet)
		case *ast.InlineFragment:
			w.directivesOf(s.Directives)
			w.selections(s.SelectionSet)
		case *ast.FragmentSpread:
			w.directivesOf(s.Directives)
		}
	}
}

func (w *written) directivesOf(list ast.DirectiveList) {
	w.directives += len(list)
	for _, d := range list {
		if d.Name == deferDirective {
			w.defers++
		}
		for _, arg := range d.Arguments {
			w.value(arg.Value)
		}
	}
}

func (w *written) arguments(f *ast.Field) {
	for _, arg := range f.Arguments {
		if f.Name == entitiesField && arg.Name == representationsArgument && arg.Value.Kind == ast.ListValue {
			w.representations = max(w.representations, len(arg.Value.Children))
			w.children(arg.Value)
			continue
		}
		w.value(arg.Value)
	}
}

func (w *written) value(v *ast.Value) {
	if v == nil {
		return
	}
	if v.Kind == ast.ListValue {
		w.list = max(w.list, len(v.Children))
	}
	w.children(v)
}

func (w *written) children(v *ast.Value) {
	for _, child := range v.Children {
		w.value(child.Value)
	}
}

const (
	shorterList            = "ask in several requests"
	shorterRepresentations = "ask for the entities in several requests"
)

func (l Limits) literalLists(w written) []Breach {
	breaches := over(nil, ListTooLong, "items in a list", l.ListItems, w.list, shorterList)
	return over(breaches, ListTooLong, "representations", l.Representations, w.representations, shorterRepresentations)
}
