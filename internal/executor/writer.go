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

	ctx  context.Context
	x    *run
	path []step
	sink Sink // what pure composite fields are made of, while they are written
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
	if cap(w.sink.tokens) > maxPooled/32 {
		return
	}
	if w.careful { // a panic left it as it was
		clear(w.sink.tokens[:cap(w.sink.tokens)])
	}
	clear(w.path[:cap(w.path)])
	*w = Writer{path: w.path[:0], sink: Sink{w.sink.tokens[:0]}}
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
