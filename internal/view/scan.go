package view

import (
	"context"

	"github.com/galleria-graph/galleria/sources"
)

// scan reads a listing of the source from where a cursor stands, page by page
// and within the budget, and gives what satisfies the whole query.
//
// A cursor is the source's own where the source evaluates all predicates.
// Where some remain, it is wrapped, because the source would take it for a
// listing with other values of those.
type scan[T any] struct {
	c       *complete[T]
	asked   sources.Query // as the caller asked
	inner   sources.Query // as the source is asked
	wrapped bool
	places  *sources.Positions[wrapping] // of a wrapped listing
}

func (c *complete[T]) scan(q sources.Query) (*scan[T], error) {
	handled, remaining := q.Split(c.weak)
	s := &scan[T]{c: c, asked: q, inner: q, wrapped: len(remaining) > 0}
	s.inner.Where = handled
	s.inner.Want = widened(c.kind, q.Want, remaining)
	s.inner.First = min(q.First, c.weak.MaxPage)
	if s.wrapped {
		s.inner.First = c.weak.MaxPage
	}
	if !s.wrapped {
		return s, nil
	}
	codec := sources.CursorsOf(c.traits.Source, q)
	s.places = sources.PositionsOf[wrapping](codec, 0)
	if q.After == "" {
		return s, nil
	}
	_, err := codec.Read(q.After, &s.inner.After)
	return s, err
}

// page collects up to first items.
func (s *scan[T]) page(ctx context.Context, first int) (sources.Page[T], error) {
	var out sources.Page[T]
	for range s.c.budget {
		done, err := s.read(ctx, first, &out)
		if err != nil || done {
			return out, err
		}
	}
	return out, nil
}

// read reads one page of the source into out, and reports whether that is enough.
func (s *scan[T]) read(ctx context.Context, first int, out *sources.Page[T]) (done bool, err error) {
	if !s.wrapped {
		s.inner.First = min(first-len(out.Items), s.c.weak.MaxPage)
	}
	page, err := s.c.inner.Query(ctx, s.inner)
	if err != nil {
		*out = sources.Page[T]{}
		return true, err
	}
	out.Missing = append(out.Missing, page.Missing...)
	if !s.wrapped && len(out.Items) == 0 && s.c.whole(s.asked.Where, page, first) {
		out.Items, out.HasNext, out.End = page.Items, page.HasNext, page.End
		if len(out.Items) == first || !page.HasNext {
			return true, nil
		}
		s.inner.After = page.End.Cursor()
		return false, nil
	}
	for i, item := range page.Items {
		if !satisfies(&s.c.kind, s.asked.Where, item.Node) {
			continue
		}
		s.take(out, item)
		if len(out.Items) == first {
			out.HasNext = page.HasNext || i < len(page.Items)-1
			out.End = endOf(out)
			return true, nil
		}
	}
	out.HasNext, out.End = page.HasNext, sources.Place{}
	if !page.HasNext {
		return true, nil
	}
	s.inner.After, out.End = page.End.Cursor(), s.place(page.End)
	return false, nil
}

func (s *scan[T]) take(out *sources.Page[T], item sources.Item[T]) {
	out.Items = append(out.Items, sources.Item[T]{Node: item.Node, Place: s.place(item.Place)})
}

func (s *scan[T]) place(inner sources.Place) sources.Place {
	if !s.wrapped {
		return inner
	}
	return s.places.Add(wrapping{inner})
}

// wrapping is the position of a wrapped listing: a cursor of the source's own.
type wrapping struct{ inner sources.Place }

// MarshalText returns the source's cursor.
func (w wrapping) MarshalText() ([]byte, error) { return []byte(w.inner.Cursor()), nil }

// endOf returns the last item's place, when there is more behind it.
func endOf[T any](p *sources.Page[T]) sources.Place {
	if !p.HasNext {
		return sources.Place{}
	}
	return p.Items[len(p.Items)-1].Place
}
