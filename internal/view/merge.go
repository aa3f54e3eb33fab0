package view

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// maxRefills is how often a member that answers empty pages is asked again for
// one page of the union.
const maxRefills = 4

// merge takes the least of the members' heads until a page is full.
type merge[T any] struct {
	u       *union[T]
	q       sources.Query
	field   commerce.Field[T]
	streams []stream[T]
	heads   heads[T]
	trace   *trace
	refills int // how often members may still be asked
	missing []error
}

func (u *union[T]) merge(q sources.Query) *merge[T] {
	m := &merge[T]{u: u, q: q, streams: make([]stream[T], len(u.members)), refills: maxRefills}
	m.field, _ = u.kind.Field(q.Sort.Field)
	m.heads = heads[T]{list: make([]*stream[T], 0, len(u.members)), desc: q.Sort.Desc}
	m.trace = newTrace(sources.CursorsOf("", q), u.traits.Reversible && q.Sort.Field != "", u.keys)
	for i := range u.members {
		m.streams[i] = stream[T]{member: u.members[i], index: i, more: true}
	}
	return m
}

// resume returns the merge that goes on from q's cursor.
func (u *union[T]) resume(q sources.Query) (*merge[T], error) {
	m := u.merge(q)
	if q.After == "" {
		return m, nil
	}
	at, reversed, err := readVector(q)
	if err != nil {
		return nil, err
	}
	if reversed && !u.traits.Reversible {
		return nil, notThisWay()
	}
	for i := range m.streams {
		s := &m.streams[i]
		mark, known := at.marks[s.name]
		var after sources.Cursor
		switch {
		case mark.gone:
			s.gone = true
			m.missing = append(m.missing, stillMissing(s.name))
		case known && reversed:
			after, s.done = mark.reversed(at.last == s.name)
		case known:
			after, s.done = mark.resumed()
		}
		s.end = sources.PlaceAt(after)
		m.trace.begin(i, s.end)
	}
	return m, nil
}

func notThisWay() error {
	return &sources.Error{
		Kind: sources.KindInvalid, Op: "read cursor",
		Reason: "the cursor does not continue this listing in this direction",
	}
}

func stillMissing(name string) error {
	return &sources.Error{
		Kind: sources.KindUnavailable, Source: name, Op: "list",
		Reason: "it did not answer when the listing began; start a new one to include it",
	}
}

// page merges one page.
func (m *merge[T]) page(ctx context.Context) (sources.Page[T], error) {
	var out sources.Page[T]
	full := false
	for !full {
		complete, err := m.fill(ctx)
		if err != nil {
			return sources.Page[T]{}, err
		}
		if !complete || len(m.heads.list) == 0 {
			break
		}
		if out.Items == nil {
			size := m.size()
			out.Items, m.trace.steps = make([]sources.Item[T], 0, size), make([]step, 0, size)
		}
		full = m.drain(&out)
	}
	out.Missing, out.HasNext = m.missing, m.hasNext()
	m.seal()
	switch {
	case !out.HasNext:
	case full:
		out.End = out.Items[len(out.Items)-1].Place
	default:
		out.End = m.trace.end()
	}
	return out, nil
}

// size returns how many items the page will have, unless members have more to give.
func (m *merge[T]) size() int {
	n := 0
	for _, s := range m.heads.list {
		n += len(s.items)
	}
	return min(n, m.q.First)
}

// drain takes items until the page is full, or a stream must be read on.
func (m *merge[T]) drain(out *sources.Page[T]) (full bool) {
	for len(out.Items) < m.q.First && len(m.heads.list) > 0 {
		s := m.heads.list[0]
		item := s.take()
		out.Items = append(out.Items, sources.Item[T]{Node: item.Node, Place: m.trace.took(s.index, item.Place)})
		if len(s.items) > 0 {
			m.measure(s)
			m.heads.fix()
			continue
		}
		m.heads.drop()
		if s.dry() {
			break
		}
	}
	return len(out.Items) == m.q.First
}

// fill has streams read on that have run dry, until each that counts has a head
// or is done, or the refills are spent: then it is not complete, and no head is
// known to be the least.
func (m *merge[T]) fill(ctx context.Context) (complete bool, err error) {
	for {
		dry := m.dry()
		if len(dry) == 0 || m.refills <= 0 {
			return len(dry) == 0, nil
		}
		together(dry, len(dry), func(s *stream[T]) { s.fill(ctx, m.q) })
		if err := m.settle(ctx, dry); err != nil {
			return false, err
		}
	}
}

// dry returns the streams to read on, if any. Members that are listed one after
// another are asked when their turn comes: all when the listing begins, to know
// who is there, and all that are left when one has ended before the page.
func (m *merge[T]) dry() []*stream[T] {
	if next, alone := m.turn(); alone {
		if next == nil || !next.dry() {
			return nil
		}
		return []*stream[T]{next}
	}
	var dry []*stream[T]
	for i := range m.streams {
		if s := &m.streams[i]; s.dry() {
			dry = append(dry, s)
		}
	}
	return dry
}

// turn returns the first stream that has not ended, and whether it alone must be
// known: in an order, the next item may be any stream's.
func (m *merge[T]) turn() (next *stream[T], alone bool) {
	if m.field.Value != nil {
		return nil, false
	}
	begun := m.q.After != ""
	read := false
	for i := range m.streams {
		s := &m.streams[i]
		read = read || s.read
		if !s.done && !s.gone && (next == nil || s.rank < next.rank) {
			next = s
		}
	}
	return next, next == nil || next.read || begun && !read
}

// settle looks at what the streams that were asked have answered.
func (m *merge[T]) settle(ctx context.Context, asked []*stream[T]) error {
	empty := false
	for _, s := range asked {
		if s.err != nil {
			if m.early(s) {
				continue
			}
			if err := m.lose(ctx, s); err != nil {
				return err
			}
			continue
		}
		m.missing = append(m.missing, s.missing...)
		empty = m.admit(s) || empty
	}
	if empty {
		m.refills--
	}
	return m.allGone()
}

// early reports that the stream was asked before its turn has come: then it may
// fail, and is asked again when it is needed.
func (m *merge[T]) early(s *stream[T]) bool {
	next, _ := m.turn()
	return next != nil && next != s && m.q.After != ""
}

// admit has the stream that has answered take part, and reports whether it must be asked again.
func (m *merge[T]) admit(s *stream[T]) (empty bool) {
	switch {
	case len(s.items) > 0:
		m.measure(s)
		m.heads.add(s)
		return false
	case s.done:
		return false
	}
	m.trace.passed(s.index, s.end)
	return true
}

// lose leaves a member out that does not answer when the listing begins, and
// returns the error that fails the page at any other time.
func (m *merge[T]) lose(ctx context.Context, s *stream[T]) error {
	if err := sources.FromContext(ctx, "", "list"); err != nil {
		return err
	}
	if s.read || m.q.After != "" || faulty(s.err) {
		return s.err
	}
	m.missing = append(m.missing, s.err)
	s.gone = true
	return nil
}

func (m *merge[T]) allGone() error {
	for i := range m.streams {
		if !m.streams[i].gone {
			return nil
		}
	}
	return joinedErrors(m.missing)
}

// measure notes the sort value of the stream's head.
func (m *merge[T]) measure(s *stream[T]) {
	if m.field.Value != nil { // nil in the zero order
		s.head = m.field.Value(s.items[0].Node)
	}
}

func (m *merge[T]) hasNext() bool {
	for i := range m.streams {
		if s := &m.streams[i]; len(s.items) > 0 || s.dry() {
			return true
		}
	}
	return false
}

// seal tells the trace where the streams stand at the end of the page.
func (m *merge[T]) seal() {
	for i := range m.streams {
		s := &m.streams[i]
		rest := rest{done: s.done, gone: s.gone}
		if len(s.items) > 0 {
			rest.head = s.items[0].Place
		}
		m.trace.rests[i] = rest
	}
}
