package executor

import (
	"bytes"
	"context"
	"sync"

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
	buf []byte
	// memory is where buf began; nil once it was taken.
	memory *[]byte

	ctx context.Context
	x   *run

	// Where it writes: the path of fields that are not pure, the pure composite
	// fields below, and the leaf in these.
	path      []step
	straights []*straight
	depth     int
	inLeaf    *fieldPlan

	errs []*gqlerror.Error
	said map[string]bool // the places that have an error; nil until somebody asks
	// later are the objects, so far, of which something is put off.
	later []laterObject
	// within is the column whose own value is written for what replaces it.
	within *column
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

func newWriter(ctx context.Context, x *run) *Writer {
	w := writers.Get().(*Writer)
	w.ctx, w.x = ctx, x
	w.memory = buffers.Get().(*[]byte)
	w.buf = *w.memory
	return w
}

// take returns what was written: in the context's room where there is one.
// Otherwise a buffer that is too large to be kept goes with it.
func (w *Writer) take() []byte {
	if len(w.buf) == 0 {
		return []byte("null")
	}
	if room, ok := w.ctx.Value(roomKey{}).(*Room); ok && room.buffer == nil {
		*w.memory = w.buf
		room.buffer, w.memory = w.memory, nil
		return w.buf
	}
	if cap(w.buf) > maxPooled {
		w.memory = nil
		return w.buf
	}
	return bytes.Clone(w.buf)
}

func (w *Writer) release() {
	if w.memory != nil {
		*w.memory = w.buf
		keepBuffer(w.memory)
	}
	clear(w.path[:cap(w.path)])
	for _, v := range w.straights {
		v.field = nil // a plan leaves with its document
	}
	*w = Writer{path: w.path[:0], straights: w.straights}
	writers.Put(w)
}

// document writes the value of a whole answer: of the root, or of what was put off.
func (w *Writer) document(p *objectPlan, s *set, i int) {
	if w.written(p, s, i) {
		return
	}
	w.buf, w.errs, w.said, w.later = w.buf[:0], nil, nil, nil
	w.careful = true
	w.object(p, s.objs[i], s, i)
}

// written reports whether the value could be written without a panic.
func (w *Writer) written(p *objectPlan, s *set, i int) (ok bool) {
	place := w.here()
	defer func() {
		if recover() != nil {
			w.back(place)
			ok = false
		}
	}()
	w.object(p, s.objs[i], s, i)
	return true
}

// here is a place to go back to, once a panic was caught.
type here struct{ path, depth, start int }

func (w *Writer) here() here { return here{len(w.path), w.depth, len(w.buf)} }

func (w *Writer) back(h here) {
	w.path, w.depth, w.inLeaf, w.buf = w.path[:h.path], h.depth, nil, w.buf[:h.start]
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
		ok := true
		switch {
		case f.def == nil:
			w.buf = append(append(append(w.buf, '"'), p.name...), '"')
		case f.column >= 0:
			ok = w.value(f, &s.cols[f.column], i)
		case w.careful:
			ok = w.carefully(f, obj)
		case f.def.Write != nil && f.slot < 0: // as pure would, in line: these are the most
			w.inLeaf = f
			if out := f.def.Write(w, obj, nil); out != Written {
				ok = w.outcome(f.typ, out)
			}
			w.inLeaf = nil
		default:
			ok = w.pure(f, obj)
		}
		whole = whole && ok
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

// value writes the value of a field that is not pure.
func (w *Writer) value(f *fieldPlan, col *column, i int) (ok bool) {
	place := w.here()
	w.push(f.field.Alias)
	if w.careful {
		defer func() {
			if r := recover(); r != nil {
				w.back(place)
				w.push(f.field.Alias)
				w.report(w.x.op.RecoverFunc(w.ctx, r))
				w.pop()
				ok = w.failed(f.typ)
			}
		}()
	}
	ok = w.complete(f, col, i)
	w.pop()
	return ok
}

// pure writes the value of a field for which nothing had to be resolved.
func (w *Writer) pure(f *fieldPlan, obj any) bool {
	fc, ok := w.x.fixed(f)
	switch {
	case !ok:
		w.inLeaf = f
		w.refuse(f)
		ok = w.failed(f.typ)
		w.inLeaf = nil
	case f.def.Write != nil:
		w.inLeaf = f
		ok = w.outcome(f.typ, f.def.Write(w, obj, fc))
		w.inLeaf = nil
	default:
		v := w.straightOn(f)
		f.def.Expand(&v.sink, obj, fc)
		w.depth--
		ok = v.ok
	}
	return ok
}

// carefully is pure for a field that may panic.
func (w *Writer) carefully(f *fieldPlan, obj any) (ok bool) {
	place := w.here()
	defer func() {
		if r := recover(); r != nil {
			w.back(place)
			w.inLeaf = f
			w.report(w.x.op.RecoverFunc(w.ctx, r))
			w.inLeaf = nil
			ok = w.failed(f.typ)
		}
	}()
	return w.pure(f, obj)
}
