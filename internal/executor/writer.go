package executor

import (
	"bytes"
	"context"
	"errors"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Outcome is what became of a value that was to be written.
type Outcome uint8

const (
	// Written is a value that stands in the answer.
	Written Outcome = iota
	// Null is a null of the Go type; nothing was written.
	Null
	// Nothing is no value at all, such as an interface that holds none; nothing was written.
	Nothing
	// Failed is a value that could not be written, and the error is noted.
	Failed
)

// Writer writes the answer in one pass. A null where none may be takes back
// what was written of the objects that it spoils.
type Writer struct {
	buf  []byte
	ctx  context.Context
	x    *run
	path []step
	sink Sink // what pure composite fields are made of, while they are written
	errs []*gqlerror.Error
	said map[string]bool // the places that have an error; nil until somebody asks
	// later are the objects, so far, of which something is put off.
	later []laterObject
	// careful makes each field catch its own panic: the second try, after one.
	careful bool
}

// step is a name, or an index when the name is empty.
type step struct {
	name  string
	index int
}

// laterObject is an object of which something is put off.
type laterObject struct {
	s    *set
	i    int
	path ast.Path
}

var writers = sync.Pool{New: func() any { return new(Writer) }}

// maxPooled bounds the buffers that are kept for the next answer.
const maxPooled = 1 << 20

func newWriter(ctx context.Context, x *run) *Writer {
	w := writers.Get().(*Writer)
	w.ctx, w.x = ctx, x
	return w
}

// take returns what was written. A buffer that is too large to be kept goes
// with it.
func (w *Writer) take() []byte {
	if len(w.buf) == 0 {
		return []byte("null")
	}
	if cap(w.buf) > maxPooled {
		out := w.buf
		w.buf = nil
		return out
	}
	return bytes.Clone(w.buf)
}

func (w *Writer) release() {
	if cap(w.buf) > maxPooled || cap(w.sink.tokens) > maxPooled/32 {
		return
	}
	clear(w.sink.tokens[:cap(w.sink.tokens)]) // it must not keep an answer's objects alive
	clear(w.path[:cap(w.path)])
	*w = Writer{buf: w.buf[:0], path: w.path[:0], sink: Sink{w.sink.tokens[:0]}}
	writers.Put(w)
}

// document writes the value of a whole answer: of the root, or of what was put off.
func (w *Writer) document(p *objectPlan, s *set, i int) {
	if w.written(p, s, i) {
		return
	}
	w.buf, w.sink.tokens, w.errs, w.said, w.later = w.buf[:0], w.sink.tokens[:0], nil, nil, nil
	w.careful = true
	w.object(p, s.objs[i], s, i)
}

// written reports whether the value could be written without a panic.
func (w *Writer) written(p *objectPlan, s *set, i int) (ok bool) {
	prefix := len(w.path)
	defer func() {
		if recover() != nil {
			w.path = w.path[:prefix]
			ok = false
		}
	}()
	w.object(p, s.objs[i], s, i)
	return true
}

// object writes an object, and reports whether it is one: not, when a field
// that may not be null is. Then nothing of it is left.
func (w *Writer) object(p *objectPlan, obj any, s *set, i int) bool {
	start, later := len(w.buf), len(w.later)
	if p.later != nil {
		w.later = append(w.later, laterObject{s, i, w.place()})
	}
	whole := true
	for at := range p.fields {
		f := &p.fields[at]
		if s != nil && s.turn != nil {
			s.turn(f)
		}
		w.buf = append(w.buf, f.key...)
		if f.def == nil {
			w.buf = append(append(append(w.buf, '"'), p.name...), '"')
			continue
		}
		if f.column < 0 && f.def.Write != nil && f.slot < 0 && !w.careful {
			w.push(f.field.Alias)
			if out := f.def.Write(w, obj, nil); out != Written && !w.outcome(f.typ, out) {
				whole = false
			}
			w.pop()
			continue
		}
		if !w.value(f, obj, s, i) {
			whole = false
		}
	}
	if !whole {
		w.buf, w.later = w.buf[:start], w.later[:later]
		return false
	}
	if len(p.fields) == 0 {
		w.buf = append(w.buf, '{')
	}
	w.buf = append(w.buf, '}')
	return true
}

// value writes the value of a field that is not a pure leaf.
func (w *Writer) value(f *fieldPlan, obj any, s *set, i int) (ok bool) {
	w.push(f.field.Alias)
	if w.careful {
		depth, start, tokens := len(w.path), len(w.buf), len(w.sink.tokens)
		defer func() {
			if r := recover(); r != nil {
				w.path, w.buf, w.sink.tokens = w.path[:depth], w.buf[:start], w.sink.tokens[:tokens]
				w.report(w.x.op.RecoverFunc(w.ctx, r))
				ok = w.failed(f.typ)
				w.pop()
			}
		}()
	}
	ok = w.complete(f, obj, s, i)
	w.pop()
	return ok
}

func (w *Writer) complete(f *fieldPlan, obj any, s *set, i int) bool {
	col := s.columnOf(f)
	if col == nil {
		fc, ok := w.x.fixed(f)
		if !ok {
			w.refuse(f)
			return w.failed(f.typ)
		}
		if f.def.Write != nil {
			return w.outcome(f.typ, f.def.Write(w, obj, fc))
		}
		mark := len(w.sink.tokens)
		f.def.Expand(&w.sink, obj, fc)
		_, ok = w.tokens(f, f.typ, &w.sink, mark, nil)
		w.sink.tokens = w.sink.tokens[:mark]
		return ok
	}
	if col.replaced != nil {
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
	sink := Sink{col.tokens}
	_, ok := w.tokens(f, t, &sink, int(col.starts[i]), col)
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
		w.violation(out == Nothing)
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
func (w *Writer) tokens(f *fieldPlan, t *ast.Type, sink *Sink, pos int, col *column) (int, bool) {
	tok := sink.tokens[pos]
	pos++
	switch tok.kind {
	case isList:
		return w.list(f, t, sink, pos, int(tok.n), col)
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

func (w *Writer) list(f *fieldPlan, t *ast.Type, sink *Sink, pos, n int, col *column) (int, bool) {
	start, later, whole := len(w.buf), len(w.later), true
	w.buf = append(w.buf, '[')
	for i := range n {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		var ok bool
		w.path = append(w.path, step{index: i})
		pos, ok = w.tokens(f, t.Elem, sink, pos, col)
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
	w.violation(nothing)
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

func (w *Writer) push(name string) { w.path = append(w.path, step{name: name}) }

func (w *Writer) pop() { w.path = w.path[:len(w.path)-1] }

// place returns the path of what is being written.
func (w *Writer) place() ast.Path {
	out := make(ast.Path, len(w.path))
	for i, s := range w.path {
		if s.name == "" {
			out[i] = ast.PathIndex(s.index)
		} else {
			out[i] = ast.PathName(s.name)
		}
	}
	return out
}

// The words of gqlgen's executor for a null where none may be: of a value, and of no value.
var (
	errNull    = errors.New("the requested element is null which the schema does not allow")
	errNothing = errors.New("must not be null")
)

// violation notes a null where none may be, unless the place has an error already.
func (w *Writer) violation(nothing bool) {
	path := w.place()
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
