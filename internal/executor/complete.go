package executor

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// CompleteValue of the specification, section 6.4.3: each of these writes a
// value, or a null where it may stand, and reports whether it did. Where it did
// not, the object or list around it is void.

func (w *Writer) complete(f *fieldPlan, col *column, i int) bool {
	if col.replaced != nil && col != w.within {
		return w.replaced(f, col.replaced)
	}
	col.report(w, i)
	must := f.typ.NonNull || col.must != nil && col.must[i]
	if !f.resolved() || f.def.Value.composite() {
		return w.composite(f, col, i, must)
	}
	return w.leaf(f, col, i, must)
}

// report notes the errors of the i-th object's field.
func (col *column) report(w *Writer, i int) {
	if err := col.errorOf(i); err != nil {
		w.report(err)
	}
	for _, err := range col.beside[i] {
		w.report(err)
	}
}

func (w *Writer) composite(f *fieldPlan, col *column, i int, must bool) bool {
	t := f.typ
	if must && !t.NonNull {
		required := *t
		required.NonNull = true
		t = &required
	}
	if col.missing != nil && col.missing[i] {
		return w.failed(t)
	}
	if col.starts == nil {
		return w.null(t, true)
	}
	_, ok := w.tokens(f, t, col, int(col.starts[i]))
	return ok
}

func (w *Writer) leaf(f *fieldPlan, col *column, i int, must bool) bool {
	out := Nothing
	switch {
	case col.missing != nil && col.missing[i]:
		out = Failed
	case col.errorOf(i) != nil:
	case col.boxed != nil:
		if m, ok := col.boxed[i].(graphql.Marshaler); ok && !f.def.Value.holds(m) {
			return w.replaced(f, m)
		}
		out = f.def.Value.writeOne(w, col.boxed[i])
	default:
		out = f.def.Value.write(w, col.results, i)
	}
	switch {
	case out == Written:
		return true
	case !must:
		w.buf = append(w.buf, "null"...)
		return true
	case out != Failed:
		w.violation(w.place(), out == Nothing)
	}
	return false
}

// replaced writes what stands in the place of a field's value and writes itself.
func (w *Writer) replaced(f *fieldPlan, m graphql.Marshaler) bool {
	if m == graphql.Null {
		return w.failed(f.typ)
	}
	m.MarshalGQL((*marshalWriter)(w))
	return true
}

// outcome writes a null where nothing was written, and reports whether it may stand there.
func (w *Writer) outcome(t *ast.Type, out Outcome) bool {
	switch out {
	case Written:
		return true
	case Failed:
		return w.failed(t)
	default:
		return w.null(t, out == Nothing)
	}
}

// tokens writes the value that begins at a token, and returns the place behind it.
func (w *Writer) tokens(f *fieldPlan, t *ast.Type, col *column, pos int) (int, bool) {
	tok := &col.tokens[pos]
	pos++
	switch tok.kind {
	case isList:
		return w.list(f, t, col, pos, int(tok.n))
	case isObject:
		c := f.child(TypeID(tok.typ))
		plan, ok := f.children[c].plan, false
		if plan.pure {
			ok = w.object(plan, tok.obj, nil, 0)
		} else {
			ok = w.object(plan, tok.obj, col.sets[c], int(tok.n))
		}
		return pos, ok || w.failed(t)
	case isMarshaler:
		tok.obj.(graphql.Marshaler).MarshalGQL((*marshalWriter)(w))
		return pos, true
	default:
		return pos, w.null(t, tok.kind == isNothing)
	}
}

func (w *Writer) list(f *fieldPlan, t *ast.Type, col *column, pos, n int) (int, bool) {
	start, later, whole := len(w.buf), len(w.later), true
	w.buf = append(w.buf, '[')
	for i := range n {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		var ok bool
		w.path = append(w.path, step{index: i})
		pos, ok = w.tokens(f, t.Elem, col, pos)
		w.pop()
		whole = whole && ok
	}
	if !whole {
		w.buf, w.later = w.buf[:start], w.later[:later]
		return pos, w.failed(t)
	}
	w.buf = append(w.buf, ']')
	return pos, true
}

// null writes a null, and reports whether it may stand there.
func (w *Writer) null(t *ast.Type, nothing bool) bool {
	if !t.NonNull {
		w.buf = append(w.buf, "null"...)
		return true
	}
	w.violation(w.place(), nothing)
	return false
}

// failed is null for a value whose error has been noted.
func (w *Writer) failed(t *ast.Type) bool {
	if t.NonNull {
		return false
	}
	w.buf = append(w.buf, "null"...)
	return true
}
