package woocommercesim

import (
	"slices"
	"time"
)

// Note is a note on an order.
type Note struct {
	ID, OrderID int
	Author      string // system when empty
	Created     time.Time
	Text        string
	Customer    bool // the customer sees it
}

func (q *query) note(n *Note) object {
	rendered := slices.Concat(object{{"id", n.ID}, {"author", n.Author}}, q.sim.dates("date_created", n.Created), object{
		{"note", n.Text}, {"customer_note", n.Customer},
	})
	return append(rendered, q.linksBelow("orders", n.OrderID, "notes", n.ID)...)
}

var noteParams = []param{{name: "type", words: []string{"any", "customer", "internal"}}, {name: "context", words: []string{"view", "edit"}}}

// listNotes lists all notes of an order, latest first, on one page.
func (q *query) listNotes() (answer, *apiError) {
	if q.sim.store.orders.get(q.ids["order_id"]) == nil {
		return answer{}, invalidID("shop_order")
	}
	kind, list := q.args.text("type"), []object{}
	for n := range q.sim.store.notes.below(q.ids["order_id"]) {
		if kind == "" || kind == "any" || (kind == "customer") == n.Customer {
			list = append(list, q.spoil("notes", n.ID, q.note(n)))
		}
	}
	slices.Reverse(list)
	return answer{body: list}, nil
}
