package memory

import (
	"cmp"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// position is where an item stands: its sort value and key, or, for a
// collection with Offsets, how many items come up to and with it.
type position struct {
	Value  *string `json:"v,omitempty"`
	Key    string  `json:"k,omitempty"`
	Offset int     `json:"o,omitempty"`
}

func (c *Collection[T]) positionOf(e *T, offset int, s sources.Sort) position {
	if c.offsets {
		return position{Offset: offset}
	}
	p := position{Key: c.kind.ID(e).Key}
	if v := sortValue(c.kind, s, e); !v.IsZero() {
		text := v.Format()
		p.Value = &text
	}
	return p
}

// resume returns the index of the first entity behind the cursor.
func (c *Collection[T]) resume(codec sources.Cursors, sorted []*T, q sources.Query) (int, error) {
	var p position
	reversed, err := codec.Read(q.After, &p)
	if err != nil {
		return 0, err
	}
	if reversed && !c.traits.Reversible || c.offsets != (p.Offset > 0) || !c.offsets && p.Key == "" {
		return 0, c.invalidCursor()
	}
	if c.offsets {
		return p.Offset, nil
	}
	var at commerce.Value
	if f, ok := c.kind.Field(q.Sort.Field); ok && p.Value != nil {
		if at, err = sources.ParseValue(f.Type, *p.Value); err != nil {
			return 0, c.invalidCursor()
		}
	}
	behind := func(e *T) bool {
		d := cmp.Or(sortValue(c.kind, q.Sort, e).Compare(at), cmp.Compare(c.kind.ID(e).Key, p.Key))
		return d > 0 && !q.Sort.Desc || d < 0 && q.Sort.Desc
	}
	if i := slices.IndexFunc(sorted, behind); i >= 0 {
		return i, nil
	}
	return len(sorted), nil
}

func (c *Collection[T]) invalidCursor() error {
	return &sources.Error{
		Kind: sources.KindInvalid, Source: c.traits.Source, Op: "read cursor",
		Reason: "the cursor does not continue this listing in this direction",
	}
}

func sortValue[T any](kind commerce.Kind[T], s sources.Sort, e *T) commerce.Value {
	f, ok := kind.Field(s.Field)
	if !ok || f.Many {
		return commerce.Value{}
	}
	return f.Value(e)
}
