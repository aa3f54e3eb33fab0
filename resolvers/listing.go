package resolvers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/graph/scalar"
	"github.com/galleria-graph/galleria/sources"
)

// defaultPage is how many items a page has when nobody says.
const defaultPage = 20

// paging is the arguments of a connection, as Relay names them.
type paging struct {
	first  *int
	after  *scalar.Cursor
	last   *int
	before *scalar.Cursor
}

// listing is a query of a connection, with what its page needs to be told right.
type listing struct {
	query    sources.Query
	backward bool // the query runs the other way, and its page must be turned round
	started  bool // a cursor was given
}

// list turns the arguments of a connection into a query of the view.
// Without a sort it takes preferred, where the view promises it.
func list[T any](ctx context.Context, r *reader[T], p paging, c conditions, sort, preferred sources.Sort, want commerce.Groups) (listing, error) {
	if err := r.offered(); err != nil {
		return listing{}, err
	}
	if c.err != nil {
		return listing{}, c.err
	}
	traits := r.view.Traits()
	if (sort == sources.Sort{}) && traits.Sortable(preferred) {
		sort = preferred
	}
	if !traits.Sortable(sort) {
		return listing{}, unsortable(r.kind.Name, sort, traits)
	}
	l := listing{query: sources.Query{Where: c.where, Sort: sort, Want: want}}
	if err := l.page(p, recall(ctx).maxPage); err != nil {
		return listing{}, err
	}
	if l.backward {
		if err := l.turn(traits); err != nil {
			return listing{}, err
		}
	}
	l.query.First = min(l.query.First, traits.MaxPage)
	return l, nil
}

// page reads the arguments that say which part of the listing is wanted.
func (l *listing) page(p paging, most int) error {
	l.backward = p.last != nil || p.before != nil && p.first == nil
	size, cursor, other := p.first, p.after, p.before
	if l.backward {
		size, cursor, other = p.last, p.before, p.after
	}
	switch {
	case p.first != nil && p.last != nil:
		return invalid("give first or last, not both")
	case other != nil:
		return invalid("give first with after, or last with before")
	case size != nil && (*size < 1 || *size > most):
		return pageSize(*size, most)
	}
	l.query.First = min(defaultPage, most)
	if size != nil {
		l.query.First = *size
	}
	if cursor != nil {
		if *cursor == "" {
			return invalid("the cursor is empty")
		}
		l.query.After, l.started = sources.Cursor(*cursor), true
	}
	return nil
}

func pageSize(size, most int) error {
	return invalid(fmt.Sprintf("a page has 1 to %d items, not %d", most, size))
}

// turn makes the query run from the listing's end.
func (l *listing) turn(t sources.Traits) error {
	reverse := sources.Sort{Field: l.query.Sort.Field, Desc: !l.query.Sort.Desc}
	if l.query.Sort.Field == "" || !t.Reversible || !t.Sortable(reverse) {
		return &sources.Error{
			Kind: sources.KindUnsupported, Source: t.Source, Op: "page backward",
			Reason: "this listing cannot be paged backward: use first and after",
		}
	}
	l.query.Sort = reverse
	return nil
}

func unsortable(kind string, s sources.Sort, t sources.Traits) error {
	can := make([]string, 0, len(t.Sorts))
	for _, s := range t.Sorts {
		if name := enumName(s.Field); !slices.Contains(can, name) {
			can = append(can, name)
		}
	}
	reason := fmt.Sprintf("%s cannot be sorted by %s in that direction here", kind, enumName(s.Field))
	if len(can) > 0 {
		reason += "; possible are " + strings.Join(can, ", ")
	}
	return &sources.Error{Kind: sources.KindUnsupported, Source: t.Source, Op: "sort", Reason: reason}
}

// connection returns the page as a connection.
func connection[T any](l listing, page sources.Page[T]) *model.Connection[T] {
	items := page.Items
	if l.backward {
		items = slices.Clone(items)
		slices.Reverse(items)
	}
	c := &model.Connection[T]{Edges: make([]model.Edge[T], len(items)), Nodes: make([]*T, len(items))}
	for i, item := range items {
		c.Edges[i] = model.Edge[T]{Node: item.Node, Place: item.Place}
		c.Nodes[i] = item.Node
	}
	if len(items) > 0 {
		c.PageInfo.Start, c.PageInfo.End = items[0].Place, items[len(items)-1].Place
	}
	if l.backward {
		c.PageInfo.HasPreviousPage, c.PageInfo.HasNextPage = page.HasNext, l.started
		if !page.End.IsZero() {
			c.PageInfo.Start = page.End
		}
	} else {
		c.PageInfo.HasNextPage, c.PageInfo.HasPreviousPage = page.HasNext, l.started
		if !page.End.IsZero() {
			c.PageInfo.End = page.End
		}
	}
	return c
}

// root answers a connection at the root of the graph.
func root[T any](ctx context.Context, r *reader[T], l listing, err error) (*model.Connection[T], error) {
	if err != nil {
		return nil, err
	}
	page, err := r.query(ctx, l.query)
	if err != nil {
		return nil, failed(ctx, err)
	}
	report(ctx, page.Missing)
	return connection(l, page), nil
}

// sortBy reads a sort input. The values of its enum are the field's name in capitals.
func sortBy[E ~string](field E, d model.SortDirection) sources.Sort {
	return sources.Sort{Field: fieldName(string(field)), Desc: d == model.SortDirectionDesc}
}

// fieldName returns "placedAt" for PLACED_AT.
func fieldName(enum string) string {
	parts := strings.Split(strings.ToLower(enum), "_")
	for i, p := range parts[1:] {
		parts[i+1] = strings.ToUpper(p[:1]) + p[1:]
	}
	return strings.Join(parts, "")
}

// enumName returns PLACED_AT for "placedAt".
func enumName(field string) string {
	var b strings.Builder
	for _, c := range field {
		if c >= 'A' && c <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(c)
	}
	return strings.ToUpper(b.String())
}

func invalid(reason string) error {
	return &sources.Error{Kind: sources.KindInvalid, Op: "read arguments", Reason: reason}
}

// ofKind returns the error of an id that is not of the kind.
func ofKind(id commerce.GlobalID, kind string) error {
	if id.Kind != kind {
		return invalid("the id does not name a thing of type " + kind)
	}
	return nil
}
