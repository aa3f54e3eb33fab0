package view

import (
	"sync"

	"github.com/galleria-graph/galleria/sources"
)

// trace is what one page of a union was merged from, in order: enough to tell
// where each member stood at each item, once somebody asks for its cursor.
// Merging an item costs a step, however many members there are.
type trace struct {
	codec sources.Cursors
	turns bool     // cursors must also continue the other way
	keys  [][]byte // the members' names as keys of a JSON object
	from  []sources.Place
	steps []step
	rests []rest // where the members stand at the end

	mu      sync.Mutex
	written [][]byte // the places of steps, from and rests as they stand in a vector
	buf     []byte   // in which a vector is written
}

// step is a move of one member: an item that was taken from it, or empty pages that were passed.
type step struct {
	place  sources.Place
	member int
	empty  bool
}

// rest is where a member stands behind the page.
type rest struct {
	head       sources.Place // the first item that was not taken
	done, gone bool
}

func newTrace(codec sources.Cursors, turns bool, keys [][]byte) *trace {
	return &trace{
		codec: codec, turns: turns, keys: keys,
		from: make([]sources.Place, len(keys)), rests: make([]rest, len(keys)),
	}
}

// begin says where the member's listing goes on from.
func (t *trace) begin(member int, at sources.Place) { t.from[member] = at }

// took adds an item of the member and returns its place in the union.
func (t *trace) took(member int, inner sources.Place) sources.Place {
	t.steps = append(t.steps, step{place: inner, member: member})
	return sources.PlaceIn(t, len(t.steps)-1)
}

// passed adds pages of the member that had no item.
func (t *trace) passed(member int, inner sources.Place) {
	t.steps = append(t.steps, step{place: inner, member: member, empty: true})
}

// end returns the place behind all steps, which is no item's own.
func (t *trace) end() sources.Place { return sources.PlaceIn(t, len(t.steps)) }

// Cursor returns the vector at a step, or behind all of them.
func (t *trace) Cursor(n int) sources.Cursor {
	last := -1
	if n < len(t.steps) {
		last = t.steps[n].member
	}
	moments := t.moments(n, last)
	t.mu.Lock()
	defer t.mu.Unlock()
	raw := append(t.buf[:0], '{')
	if last >= 0 {
		raw = append(raw, `"l":`...)
		raw = append(append(raw, t.keys[last]...), ',')
	}
	raw = append(raw, `"p":{`...)
	for i, m := range moments {
		if i > 0 {
			raw = append(raw, ',')
		}
		raw = append(append(raw, t.keys[i]...), ':')
		raw = t.write(raw, m)
	}
	t.buf = append(raw, '}', '}')
	return t.codec.Write(t.buf)
}

// moment is where one member stood at a step: its mark, with the numbers of places.
type moment struct {
	after, head int
	done, gone  bool
}

// none is the number of no place.
const none = -1

// place returns the place of a number: the steps come first, then where the
// members began, then their heads at the end.
func (t *trace) place(n int) sources.Place {
	members := len(t.keys)
	switch from := n - len(t.steps); {
	case from < 0:
		return t.steps[n].place
	case from < members:
		return t.from[from]
	default:
		return t.rests[from-members].head
	}
}

// moments returns where the members stood at step n, an item of last.
func (t *trace) moments(n, last int) []moment {
	steps, members := len(t.steps), len(t.keys)
	out := make([]moment, members)
	for i := range out {
		out[i] = moment{after: steps + i, head: steps + members + i, gone: t.rests[i].gone}
	}
	for i := range min(n+1, steps) {
		out[t.steps[i].member].after = i
	}
	for i := steps - 1; i > n; i-- {
		if !t.steps[i].empty {
			out[t.steps[i].member].head = i
		}
	}
	for i := range out {
		out[i].done = t.rests[i].done && t.place(out[i].head).IsZero()
		if i == last || !t.turns {
			out[i].head = none
		}
	}
	return out
}

func (t *trace) write(raw []byte, m moment) []byte {
	raw = append(raw, '{')
	size := len(raw)
	raw = t.writePlace(raw, `"a":`, m.after)
	raw = t.writePlace(raw, `"h":`, m.head)
	if m.done {
		raw = append(raw, `"d":true,`...)
	}
	if m.gone {
		raw = append(raw, `"g":true,`...)
	}
	if len(raw) > size {
		raw = raw[:len(raw)-1]
	}
	return append(raw, '}')
}

// writePlace writes a member's place under the key, with a comma behind. Each
// is made once, however many cursors of the page hold it.
func (t *trace) writePlace(raw []byte, key string, n int) []byte {
	if n == none || t.place(n).IsZero() {
		return raw
	}
	if t.written == nil {
		t.written = make([][]byte, len(t.steps)+2*len(t.keys))
	}
	if t.written[n] == nil {
		t.written[n] = embed(t.codec, t.place(n).Cursor())
	}
	raw = append(append(raw, key...), t.written[n]...)
	return append(raw, ',')
}
