package shopify

import "github.com/galleria-graph/galleria/sources"

// position is what a cursor of ours holds: Shopify's own cursor, and whether it
// was issued for the reversed list. A listing that goes the other way continues
// from it backwards, because Shopify promises a cursor for its own order only.
type position struct {
	Cursor  string `json:"c"`
	Reverse bool   `json:"r,omitempty"`
}

// lane is one listing under way.
type lane[T any] struct {
	value  string // of a lookup
	query  sources.Query
	search string
	places *sources.Positions[position]
	// from is where the next page begins; its cursor is empty at the beginning.
	from position
	// backward lists what lies before the position, nearest first.
	backward bool

	page  sources.Page[T]
	asked bool  // the shop has answered
	done  bool  // there is no more, or no need of more
	err   error // why the lane could not go on
}

// open prepares a lane. The lane is done at once when nothing can satisfy the query.
func (c *collection[T, W]) open(q sources.Query) (*lane[T], error) {
	codec := sources.CursorsOf(c.source, q)
	l := &lane[T]{query: q, places: sources.PositionsOf[position](codec, 0), from: position{Reverse: q.Sort.Desc}}
	if q.After != "" {
		if _, err := codec.Read(q.After, &l.from); err != nil {
			return nil, err
		}
		l.backward = l.from.Reverse != q.Sort.Desc
	}
	l.search, l.done = search(c.source, c.base, c.filters, q.Where)
	return l, nil
}

// missing returns how many items are wanted still.
func (l *lane[T]) missing() int { return l.query.First - len(l.page.Items) }

// close ends the lane's page where it stopped.
func (l *lane[T]) close() {
	if l.page.HasNext {
		l.page.End = l.places.Add(l.from)
	}
}
