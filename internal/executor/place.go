package executor

import (
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

func (w *Writer) push(name string) { w.path = append(w.path, step{name: name}) }

func (w *Writer) pop() { w.path = w.path[:len(w.path)-1] }

// place returns the path of what is being written.
func (w *Writer) place() ast.Path {
	out := make(ast.Path, len(w.path), len(w.path)+2*w.depth+2)
	for i, s := range w.path {
		if s.name == "" {
			out[i] = ast.PathIndex(s.index)
		} else {
			out[i] = ast.PathName(s.name)
		}
	}
	for _, v := range w.straights[:w.depth] {
		out = v.place(out)
	}
	if w.inLeaf != nil {
		out = append(out, ast.PathName(w.inLeaf.field.Alias))
	}
	return out
}

// The words of gqlgen's executor for a null where none may be: of a value, and of no value.
var (
	errNull    = errors.New("the requested element is null which the schema does not allow")
	errNothing = errors.New("must not be null")
)

// violation notes a null where none may be, unless the place has an error already.
func (w *Writer) violation(path ast.Path, nothing bool) {
	if w.said == nil {
		w.said = map[string]bool{}
		for _, e := range graphql.GetErrors(w.ctx) {
			w.said[e.Path.String()] = true
		}
		for _, e := range w.errs {
			w.said[e.Path.String()] = true
		}
	}
	if w.said[path.String()] {
		return
	}
	err := errNull
	if nothing {
		err = errNothing
	}
	w.note(gqlerror.WrapPath(path, err))
}

// report notes an error of what is being written.
func (w *Writer) report(err error) {
	path := w.place()
	for _, e := range placed(path, err) {
		located, ok := errors.AsType[*gqlerror.Error](e)
		if !ok {
			located = gqlerror.WrapPath(path, e)
		}
		w.note(located)
	}
}

func (w *Writer) note(e *gqlerror.Error) {
	w.errs = append(w.errs, e)
	if w.said != nil {
		w.said[e.Path.String()] = true
	}
}

// flush adds the errors to the response.
func (w *Writer) flush() {
	for _, e := range w.errs {
		graphql.AddError(w.ctx, e)
	}
	w.errs = nil
}
