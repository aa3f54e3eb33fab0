package shopify

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// bothPosition is where a listing of orders together with drafts stands, in
// each of both: orders first.
type bothPosition struct {
	// On continues the listing.
	On [2]sources.Cursor `json:"n"`
	// Back continues the listing that is sorted the other way from just before
	// the item: in the list that the item is of from the item, in the other one from
	// the first that comes behind it, or from its end when none does.
	Back [2]sources.Cursor `json:"b"`
}

// member is one of both lists, as far as it was read.
type member struct {
	list  sources.Collection[commerce.Order]
	items []sources.Item[commerce.Order]
	on    sources.Cursor // behind the last item that was taken
	more  bool
	// denied is why none of it may be seen.
	denied error
}

// head returns the next item; nil when there is none, as far as it was read.
func (m *member) head() *sources.Item[commerce.Order] {
	if len(m.items) == 0 {
		return nil
	}
	return &m.items[0]
}

// back returns where the reversed listing goes on.
func (m *member) back() sources.Cursor {
	if h := m.head(); h != nil {
		return h.Cursor()
	}
	return ""
}

// both lists orders and drafts in one order. Those that are equal in it are
// ordered by the list that they are of, the reversed listing the other way about.
func (c *orderCollection) both(ctx context.Context, q sources.Query) (sources.Page[commerce.Order], error) {
	codec := sources.CursorsOf(c.source, q)
	members := [2]*member{{list: c.orders, more: true}, {list: c.drafts, more: true}}
	if q.After != "" {
		var at bothPosition
		reversed, err := codec.Read(q.After, &at)
		if err != nil {
			return sources.Page[commerce.Order]{}, err
		}
		if reversed {
			at.On = at.Back
		}
		members[0].on, members[1].on = at.On[0], at.On[1]
	}
	places := sources.PositionsOf[bothPosition](codec, 0)
	before := sources.Order(commerce.Orders, q.Sort)
	var page sources.Page[commerce.Order]
	for len(page.Items) < q.First {
		for _, m := range members {
			if err := m.read(ctx, q, q.First-len(page.Items), &page); err != nil {
				return sources.Page[commerce.Order]{}, err
			}
		}
		next := first(members, before, q.Sort.Desc)
		if next < 0 {
			break
		}
		m := members[next]
		item := m.items[0]
		m.items, m.on = m.items[1:], item.Cursor()
		at := bothPosition{On: [2]sources.Cursor{members[0].on, members[1].on}, Back: [2]sources.Cursor{members[0].back(), members[1].back()}}
		at.Back[next] = m.on
		page.Items = append(page.Items, sources.Item[commerce.Order]{Node: item.Node, Place: places.Add(at)})
	}
	if members[0].denied != nil && members[1].denied != nil {
		return sources.Page[commerce.Order]{}, members[0].denied
	}
	for _, m := range members {
		page.HasNext = page.HasNext || m.more || len(m.items) > 0
	}
	if page.HasNext {
		page.End = places.Add(bothPosition{On: [2]sources.Cursor{members[0].on, members[1].on}, Back: [2]sources.Cursor{members[0].back(), members[1].back()}})
	}
	return page, nil
}

// read asks for items when the member has none at hand. It may still have none
// afterwards although more follow. A list that the token may not see at all is
// left out, and told.
func (m *member) read(ctx context.Context, q sources.Query, n int, page *sources.Page[commerce.Order]) error {
	if len(m.items) > 0 || !m.more {
		return nil
	}
	q.After, q.First = m.on, n
	read, err := m.list.Query(ctx, q)
	if err != nil && m.on == "" && sources.KindOf(err) == sources.KindDenied {
		m.denied = err
		read, err = sources.Page[commerce.Order]{Missing: []error{err}}, nil
	}
	if err != nil {
		return err
	}
	m.items, m.more = read.Items, read.HasNext
	if len(m.items) == 0 && m.more {
		m.on = read.End.Cursor()
	}
	missing := errorList{page.Missing}
	missing.add(read.Missing...)
	page.Missing = missing.list
	return nil
}

// first returns which member has the next item; -1 when it cannot be told.
func first(members [2]*member, before func(a, b *commerce.Order) int, reversed bool) int {
	orders, drafts := members[0].head(), members[1].head()
	switch {
	case orders == nil && members[0].more, drafts == nil && members[1].more:
		return -1
	case orders == nil && drafts == nil:
		return -1
	case drafts == nil:
		return 0
	case orders == nil:
		return 1
	}
	switch order := before(orders.Node, drafts.Node); {
	case order < 0, order == 0 && !reversed:
		return 0
	}
	return 1
}
