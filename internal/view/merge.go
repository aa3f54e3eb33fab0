package view

import (
	"context"
	"encoding/json"
	"strings"

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
	codec   sources.Cursors
	streams []*stream[T]
	refills int // how often members may still be asked
	missing []error
}

func (u *union[T]) merge(q sources.Query) *merge[T] {
	m := &merge[T]{u: u, q: q, codec: sources.CursorsOf("", q), refills: maxRefills}
	m.field, _ = u.kind.Field(q.Sort.Field)
	for _, member := range u.members {
		m.streams = append(m.streams, &stream[T]{member: member, more: true})
	}
	return m
}

// resume returns the merge that goes on from q's cursor.
func (u *union[T]) resume(q sources.Query) (*merge[T], error) {
	m := u.merge(q)
	if q.After == "" {
		return m, nil
	}
	var at vector
	reversed, err := m.codec.Read(q.After, &at)
	if err != nil {
		return nil, err
	}
	if reversed && !u.traits.Reversible || at.At == nil {
		return nil, &sources.Error{
			Kind: sources.KindInvalid, Op: "read cursor",
			Reason: "the cursor does not continue this listing in this direction",
		}
	}
	for _, s := range m.streams {
		mark, known := at.At[s.name]
		switch {
		case mark.Gone:
			s.gone = true
			m.missing = append(m.missing, stillMissing(s.name))
		case known && reversed:
			s.after, s.done = mark.reversed(at.Last == s.name)
		case known:
			s.after, s.done = mark.resumed()
		}
		s.end = s.after
	}
	return m, nil
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
	for len(out.Items) < m.q.First {
		if err := m.fill(ctx); err != nil {
			return sources.Page[T]{}, err
		}
		least, short := m.least()
		if least == nil || short {
			break
		}
		item, err := m.take(least)
		if err != nil {
			return sources.Page[T]{}, err
		}
		out.Items = append(out.Items, item)
	}
	out.Missing = m.missing
	out.HasNext = m.hasNext()
	var err error
	switch {
	case !out.HasNext:
	case len(out.Items) == m.q.First:
		out.End = out.Items[len(out.Items)-1].After
	default:
		out.End, err = m.cursor(nil)
	}
	return out, err
}

// fill has every stream read on that has run dry, until each has a head or is
// done, or the refills are spent.
func (m *merge[T]) fill(ctx context.Context) error {
	for m.refills > 0 {
		var dry []*stream[T]
		for _, s := range m.streams {
			if s.dry() {
				dry = append(dry, s)
			}
		}
		if len(dry) == 0 {
			return nil
		}
		together(dry, len(dry), func(s *stream[T]) { s.fill(ctx, m.q) })
		if err := m.settle(ctx, dry); err != nil {
			return err
		}
	}
	return nil
}

// settle looks at what the streams that were asked have answered.
func (m *merge[T]) settle(ctx context.Context, asked []*stream[T]) error {
	empty := false
	for _, s := range asked {
		if s.err != nil {
			if err := m.lose(ctx, s); err != nil {
				return err
			}
			continue
		}
		m.missing = append(m.missing, s.missing...)
		empty = empty || len(s.items) == 0 && !s.done
		m.ahead(s)
	}
	if empty {
		m.refills--
	}
	return m.allGone()
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
	for _, s := range m.streams {
		if !s.gone {
			return nil
		}
	}
	return joinedErrors(m.missing)
}

// ahead notes that the stream has moved, and the sort value of its head.
func (m *merge[T]) ahead(s *stream[T]) {
	s.part = nil
	if len(s.items) == 0 || m.field.Values == nil {
		return
	}
	s.head = commerce.Value{}
	if values := m.field.Values(s.items[0].Node); len(values) > 0 {
		s.head = values[0]
	}
}

// least returns the stream with the least head; nil when all are done. Short
// says that a stream has no head and may not be asked again, so that none is
// known to be the least.
func (m *merge[T]) least() (least *stream[T], short bool) {
	for _, s := range m.streams {
		if s.dry() {
			return nil, true
		}
		if len(s.items) > 0 && (least == nil || m.less(s, least)) {
			least = s
		}
	}
	return least, false
}

func (m *merge[T]) less(a, b *stream[T]) bool {
	d := a.head.Compare(b.head)
	if d == 0 {
		d = strings.Compare(a.name, b.name)
	}
	return d < 0 && !m.q.Sort.Desc || d > 0 && m.q.Sort.Desc
}

func (m *merge[T]) take(s *stream[T]) (sources.Item[T], error) {
	item := s.items[0]
	s.items, s.after = s.items[1:], item.After
	if len(s.items) == 0 {
		s.done = !s.more
	}
	m.ahead(s)
	after, err := m.cursor(s)
	return sources.Item[T]{Node: item.Node, After: after}, err
}

func (m *merge[T]) hasNext() bool {
	for _, s := range m.streams {
		if len(s.items) > 0 || s.dry() {
			return true
		}
	}
	return false
}

// cursor returns the union's cursor after an item of last; nil for the end of
// a page that stops short.
func (m *merge[T]) cursor(last *stream[T]) (sources.Cursor, error) {
	raw := make(json.RawMessage, 0, 256*len(m.streams))
	raw = append(raw, '{')
	if last != nil {
		name, err := json.Marshal(last.name)
		if err != nil {
			return "", err
		}
		raw = append(append(append(raw, `"l":`...), name...), ',')
	}
	raw = append(raw, `"p":{`...)
	for i, s := range m.streams {
		part, err := m.part(s, s == last)
		if err != nil {
			return "", err
		}
		if i > 0 {
			raw = append(raw, ',')
		}
		raw = append(raw, part...)
	}
	return m.codec.At(append(raw, '}', '}'))
}

// part returns the stream's part of the cursor after an item of its own, or of another.
func (m *merge[T]) part(s *stream[T], last bool) (json.RawMessage, error) {
	if !last && s.part != nil {
		return s.part, nil
	}
	at := mark{After: s.after, Gone: s.gone, Done: s.done && len(s.items) == 0}
	if last {
		return fragment(s.name, at)
	}
	if m.u.traits.Reversible && len(s.items) > 0 {
		at.Head = s.items[0].After
	}
	var err error
	s.part, err = fragment(s.name, at)
	return s.part, err
}
