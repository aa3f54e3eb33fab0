package magento

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// place is where a row stands in a list: behind the sort value, then the id.
// Own orders have no sort value. The zero place is before all rows.
type place struct {
	value commerce.Value
	id    int64
}

// position is a place in a cursor.
type position struct {
	Value string `json:"v,omitempty"`
	ID    int64  `json:"id"`
}

func (p place) position() position {
	if p.value.IsZero() {
		return position{ID: p.id}
	}
	return position{p.value.Format(), p.id}
}

// compare orders two places of one list, upwards.
func (p place) compare(q place) int {
	if d := p.value.Compare(q.value); d != 0 {
		return d
	}
	switch {
	case p.id < q.id:
		return -1
	case p.id > q.id:
		return 1
	}
	return 0
}

// behind reports whether the place comes after q in a list of that direction.
// Everything is behind the zero place.
func (p place) behind(q place, desc bool) bool {
	if q.id == 0 {
		return true
	}
	d := p.compare(q)
	return d > 0 && !desc || d < 0 && desc
}

// placeOf reads a cursor. A list that goes the other way continues from the same place.
func placeOf[T any](k commerce.Kind[T], source string, q sources.Query) (place, error) {
	if q.After == "" {
		return place{}, nil
	}
	codec := sources.CursorsOf(source, q)
	var at position
	if _, err := codec.Read(q.After, &at); err != nil {
		return place{}, err
	}
	p := place{id: at.ID}
	f, sorted := k.Field(q.Sort.Field)
	if sorted {
		v, err := sources.ParseValue(f.Type, at.Value)
		if err != nil {
			return place{}, invalidCursor(source)
		}
		p.value = v
	}
	if at.ID <= 0 || sorted == p.value.IsZero() || !sorted && at.Value != "" {
		return place{}, invalidCursor(source)
	}
	return p, nil
}

func invalidCursor(source string) error {
	return &sources.Error{
		Kind: sources.KindInvalid, Source: source, Op: "read cursor",
		Reason: "the cursor is not one of this listing: pass a cursor answered for the same filters and sort field, unchanged",
	}
}

// groupsAfter adds the conditions of what lies behind the place: the sort value
// is not before its, and either the value or the id is behind it. Each half is
// a group, because groups hold together and filters of a group are alternatives.
func groupsAfter(groups [][]filter, key string, sort sources.Sort, by column, at place) [][]filter {
	if at.id == 0 {
		return groups
	}
	beyond := "gt"
	if sort.Desc {
		beyond = "lt"
	}
	last := filter{key, beyond, formatInt(at.id)}
	if at.value.IsZero() {
		return append(groups, []filter{last})
	}
	value := format(at.value)
	return append(groups, []filter{{by.name, beyond + "eq", value}}, []filter{{by.name, beyond, value}, last})
}
