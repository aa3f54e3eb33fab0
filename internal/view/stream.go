package view

import (
	"context"
	"encoding/json"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// stream is one member's listing, as far as it is read.
type stream[T any] struct {
	member[T]
	after sources.Cursor    // behind the last item taken
	items []sources.Item[T] // read and not taken
	end   sources.Cursor    // behind the items
	more  bool              // there may be more behind end
	done  bool              // nothing is left behind after
	gone  bool
	read  bool           // has answered in this call
	head  commerce.Value // the first item's sort value
	// err and missing are what the last call has left to settle.
	err     error
	missing []error
	// part is the member's part of the cursors of others' items, kept until it moves.
	part json.RawMessage
}

// dry reports that the stream must be read on before it can be compared.
func (s *stream[T]) dry() bool { return len(s.items) == 0 && !s.done && !s.gone }

// fill reads the member's next page.
func (s *stream[T]) fill(ctx context.Context, q sources.Query) {
	q.After = s.end
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
	if len(s.items) > 0 {
		return
	}
	if s.done = !s.more; !s.done {
		s.after = s.end
	}
}
