package sources

// Place is where an item stands in its listing. It makes the item's cursor when
// it is asked, because most are never asked for. The zero Place is none.
type Place struct {
	in Places
	n  int
}

// Places makes the cursors of one page. It is safe for concurrent use, always
// returns the same cursor for the same n, and outlives the call that made it.
type Places interface {
	Cursor(n int) Cursor
}

// PlaceIn returns the n-th of the places.
func PlaceIn(in Places, n int) Place { return Place{in: in, n: n} }

// PlaceAt returns the place of a cursor; none for the empty one.
func PlaceAt(c Cursor) Place {
	if c == "" {
		return Place{}
	}
	return Place{in: made(c)}
}

// IsZero reports whether the place is none.
func (p Place) IsZero() bool { return p.in == nil }

// Cursor returns the cursor that continues the listing after the place; empty for none.
func (p Place) Cursor() Cursor {
	if p.in == nil {
		return ""
	}
	return p.in.Cursor(p.n)
}

// made is a place whose cursor is there already.
type made Cursor

func (m made) Cursor(int) Cursor { return Cursor(m) }

// Positions are the places of a page whose cursors hold a P each.
type Positions[P any] struct {
	codec Cursors
	at    []P
}

// PositionsOf returns the places of a page of the codec's listing, with room for so many.
func PositionsOf[P any](codec Cursors, size int) *Positions[P] {
	return &Positions[P]{codec: codec, at: make([]P, 0, size)}
}

// Add returns the place of one more position, which nobody may change any more.
// Add itself is not for concurrent use.
func (p *Positions[P]) Add(at P) Place {
	p.at = append(p.at, at)
	return PlaceIn(p, len(p.at)-1)
}

// Cursor returns the cursor of the n-th position.
func (p *Positions[P]) Cursor(n int) Cursor { return p.codec.At(p.at[n]) }
