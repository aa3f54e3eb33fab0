package executor

import "github.com/vektah/gqlparser/v2/ast"

// straight writes the value of a pure composite field while it is told: nothing
// below it had to be resolved, so nothing has to be kept.
type straight struct {
	sink  Sink // what tells it
	w     *Writer
	field *fieldPlan
	lists []openList // that are being written, the outermost first
	ok    bool       // the field has a value, or a null where it may stand
}

// openList is a list of which not all values have been told.
type openList struct {
	typ   *ast.Type
	n, at int
	start int // where it begins
	whole bool
}

// straightOn returns what writes the next pure composite field.
func (w *Writer) straightOn(f *fieldPlan) *straight {
	if w.depth == len(w.straights) {
		v := &straight{w: w}
		v.sink.straight = v
		w.straights = append(w.straights, v)
	}
	v := w.straights[w.depth]
	w.depth++
	v.field, v.lists = f, v.lists[:0]
	return v
}

// begin returns the type of the value that is told next.
func (v *straight) begin() *ast.Type {
	n := len(v.lists)
	if n == 0 {
		return v.field.typ
	}
	l := &v.lists[n-1]
	if l.at > 0 {
		v.w.buf = append(v.w.buf, ',')
	}
	return l.typ.Elem
}

// end goes on behind a value: it closes the lists of which it was the last.
func (v *straight) end(ok bool) {
	for n := len(v.lists) - 1; n >= 0; n-- {
		l := &v.lists[n]
		l.at++
		l.whole = l.whole && ok
		if l.at < l.n {
			return
		}
		v.lists = v.lists[:n]
		ok = v.close(l)
	}
	v.ok = ok
}

func (v *straight) close(l *openList) bool {
	w := v.w
	if !l.whole {
		w.buf = w.buf[:l.start]
		return w.failed(l.typ)
	}
	w.buf = append(w.buf, ']')
	return true
}

func (v *straight) null(nothing bool) { v.end(v.w.null(v.begin(), nothing)) }

func (v *straight) list(n int) {
	t := v.begin()
	v.lists = append(v.lists, openList{typ: t, n: n, start: len(v.w.buf), whole: true})
	v.w.buf = append(v.w.buf, '[')
	if n == 0 {
		last := len(v.lists) - 1
		l := v.lists[last]
		v.lists = v.lists[:last]
		v.end(v.close(&l))
	}
}

func (v *straight) object(typ TypeID, obj any) {
	t := v.begin()
	ok := v.w.object(v.field.children[v.field.child(typ)].plan, obj, nil, 0)
	v.end(ok || v.w.failed(t))
}

// place adds where the value stands that is told.
func (v *straight) place(path ast.Path) ast.Path {
	path = append(path, ast.PathName(v.field.field.Alias))
	for i := range v.lists {
		path = append(path, ast.PathIndex(v.lists[i].at))
	}
	return path
}
