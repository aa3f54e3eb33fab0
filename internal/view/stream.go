package view

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// stream is one member's listing, as far as it is read.
type stream[T any] struct {
	member[T]
	index int               // among the members
	items []sources.Item[T] // read and not taken
	end   sources.Place     // behind the items
	more  bool              // there may be more behind end
	done  bool              // nothing is left to take
	gone  bool
	read  bool           // has answered in this call
	head  commerce.Value // the first item's sort value
	// err and missing are what the last call has left to settle.
	err     error
	missing []error
}

// dry reports that the stream must be read on before it can be compared.
func (s *stream[T]) dry() bool { return len(s.items) == 0 && !s.done && !s.gone }

// fill reads the member's next page.
func (s *stream[T]) fill(ctx context.Context, q sources.Query) {
	q.After = s.end.Cursor()
	page, err := s.Query(ctx, q)
	if s.err = err; err == nil {
		s.answered(page)
	}
}

// answered takes a page that the member has answered.
func (s *stream[T]) answered(page sources.Page[T]) {
	s.read = true
	s.items, s.more, s.end = page.Items, page.HasNext, page.End
	s.missing = page.Missing
	s.done = len(s.items) == 0 && !s.more
}

// take returns the head, which the next item then is.
func (s *stream[T]) take() sources.Item[T] {
	item := s.items[0]
	s.items = s.items[1:]
	s.done = len(s.items) == 0 && !s.more
	return item
}
