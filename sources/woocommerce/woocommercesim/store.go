package woocommercesim

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// store holds a shop. What lies in it is never changed: changes put a new one.
type store struct {
	orders       *table[Order]
	refunds      *table[Refund]
	notes        *table[Note]
	fulfillments *table[Fulfillment]
	customers    *table[Customer]
	products     *table[Product]
	variations   *table[Variation]
	webhooks     *table[Webhook]
	gateways     []Gateway
	overrides    map[place][]override
	gone         map[int]bool  // products that were deleted
	paying       map[int]bool  // customers who paid an order
	placed       map[int][]int // the orders of each customer

	// WordPress numbers all posts together; users, notes, order items and meta
	// data have numbers of their own.
	posts, users, comments, items, metas, parcels, hooks counter
}

func newStore() *store {
	return &store{
		orders:       newTable(func(o *Order) (int, int) { return o.ID, o.ParentID }),
		refunds:      newTable(func(r *Refund) (int, int) { return r.ID, r.OrderID }),
		notes:        newTable(func(n *Note) (int, int) { return n.ID, n.OrderID }),
		fulfillments: newTable(func(f *Fulfillment) (int, int) { return f.ID, f.OrderID }),
		customers:    newTable(func(c *Customer) (int, int) { return c.ID, 0 }),
		products:     newTable(func(p *Product) (int, int) { return p.ID, p.ParentID }),
		variations:   newTable(func(v *Variation) (int, int) { return v.ID, v.ParentID }),
		webhooks:     newTable(func(w *Webhook) (int, int) { return w.ID, 0 }),
		overrides:    map[place][]override{},
		gone:         map[int]bool{},
		paying:       map[int]bool{},
		placed:       map[int][]int{},
	}
}

// putOrder stores an order and keeps those of its customer together.
func (s *store) putOrder(o *Order) {
	s.removeOrder(o.ID)
	s.orders.put(o)
	if o.CustomerID != 0 {
		s.placed[o.CustomerID] = with(s.placed[o.CustomerID], o.ID)
	}
}

func (s *store) removeOrder(id int) {
	if o := s.orders.get(id); o != nil {
		s.placed[o.CustomerID] = without(s.placed[o.CustomerID], id)
		s.orders.remove(id)
	}
}

// counter gives numbers out.
type counter int

// set leaves a given number as it is and gives one where there is none.
func (c *counter) set(id *int) {
	if *id == 0 {
		*id = int(*c) + 1
	}
	*c = max(*c, counter(*id))
}

// table holds rows by id and by parent.
type table[T any] struct {
	key      func(*T) (id, parent int)
	rows     map[int]*T
	ids      []int // ascending
	children map[int][]int
}

func newTable[T any](key func(*T) (id, parent int)) *table[T] {
	return &table[T]{key: key, rows: map[int]*T{}, children: map[int][]int{}}
}

func (t *table[T]) get(id int) *T { return t.rows[id] }

func (t *table[T]) put(row *T) {
	id, parent := t.key(row)
	if old := t.rows[id]; old != nil {
		_, before := t.key(old)
		t.children[before] = without(t.children[before], id)
	} else {
		t.ids = with(t.ids, id)
	}
	t.rows[id] = row
	if parent != 0 {
		t.children[parent] = with(t.children[parent], id)
	}
}

func (t *table[T]) remove(id int) {
	row := t.rows[id]
	if row == nil {
		return
	}
	_, parent := t.key(row)
	t.children[parent] = without(t.children[parent], id)
	t.ids = without(t.ids, id)
	delete(t.rows, id)
}

// below yields the rows of a parent, by id.
func (t *table[T]) below(parent int) iter.Seq[*T] { return t.named(t.children[parent]) }

// all yields every row, by id.
func (t *table[T]) all() iter.Seq[*T] { return t.named(t.ids) }

// named yields the rows with the ids that are there, in the order of the ids.
func (t *table[T]) named(ids []int) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for _, id := range ids {
			if row := t.rows[id]; row != nil && !yield(row) {
				return
			}
		}
	}
}

func with(ids []int, id int) []int {
	i, found := slices.BinarySearch(ids, id)
	if found {
		return ids
	}
	return slices.Insert(ids, i, id)
}

func without(ids []int, id int) []int {
	i, found := slices.BinarySearch(ids, id)
	if !found {
		return ids
	}
	return slices.Delete(ids, i, i+1)
}

// compareText compares without regard to case, as MySQL's usual collations do.
func compareText(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) }

// containsText is MySQL's LIKE with % around what is sought.
func containsText(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}
