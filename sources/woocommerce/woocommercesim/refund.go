package woocommercesim

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Refund gives money of an order back. Amount is positive.
type Refund struct {
	ID, OrderID int
	Created     time.Time
	Amount      decimal.Decimal // what its lines come to when zero
	Reason      string
	By          int  // the user who made it
	Paid        bool // the gateway gave the money back
	Meta        []Meta
	Lines       []RefundLine
	// Restock puts the quantities of the lines back into stock.
	Restock bool
}

// RefundLine is the part of an order's line that is given back, in positive
// figures. Item is the id of the order's line.
type RefundLine struct {
	ID, Item        int
	Quantity        decimal.Decimal
	Total, TotalTax decimal.Decimal
}

func (r Refund) clone() Refund {
	r.Meta, r.Lines = slices.Clone(r.Meta), slices.Clone(r.Lines)
	return r
}

func (q *query) refund(r *Refund) object {
	parent := object{}
	if q.sim.version.has(withRefundsRoute) {
		parent = object{{"parent_id", r.OrderID}}
	}
	rendered := slices.Concat(object{{"id", r.ID}}, parent, q.sim.dates("date_created", r.Created), object{
		{"amount", q.money(r.Amount)}, {"reason", r.Reason}, {"refunded_by", r.By}, {"refunded_payment", r.Paid},
		{"meta_data", metaData(r.Meta, allKeys)}, {"line_items", q.refundLines(r)},
	})
	if q.sim.version.has(withOrderNeeds) {
		rendered = append(rendered, object{{"shipping_lines", []object{}}, {"tax_lines", []object{}}, {"fee_lines", []object{}}}...)
	}
	return append(rendered, q.linksBelow("orders", r.OrderID, "refunds", r.ID)...)
}

// refundLines render what is given back in negative figures, each with the
// order's line that it belongs to.
func (q *query) refundLines(r *Refund) []object {
	list := []object{}
	order := q.sim.store.orders.get(r.OrderID)
	for _, back := range r.Lines {
		i := slices.IndexFunc(order.Lines, func(l Line) bool { return l.ID == back.Item })
		line := Line{}
		if i >= 0 { // else the merchant took the line out of the order
			line = order.Lines[i]
		}
		line.ID, line.Quantity = back.ID, back.Quantity.Neg()
		line.Subtotal, line.SubtotalTax = back.Total.Neg(), back.TotalTax.Neg()
		line.Taxes = line.share(back.TotalTax.Neg())
		line.Total, line.TotalTax = back.Total.Neg(), back.TotalTax.Neg()
		line.Meta = []Meta{{ID: back.ID, Key: "_refunded_item_id", Value: decimal.NewFromInt(int64(back.Item)).String()}}
		rendered := q.line(order, &line)
		list = append(list, slices.DeleteFunc(rendered, func(m member) bool { return m.key == "global_unique_id" }))
	}
	return list
}

func (s *Sim) refundParams() []param {
	return slices.Concat(collectionParams, decimalsParam, sorting("desc", "date", "id", "include", "title", "slug"),
		[]param{{name: "parent", kind: integersParam}, {name: "parent_exclude", kind: integersParam}})
}

var refundSorts = sorts[Refund]{
	"date":  func(a, b *Refund) int { return a.Created.Compare(b.Created) },
	"title": func(a, b *Refund) int { return a.Created.Compare(b.Created) },
	"slug":  func(a, b *Refund) int { return a.Created.Compare(b.Created) },
	"id":    func(a, b *Refund) int { return cmp.Compare(a.ID, b.ID) },
}

// listRefunds lists the refunds of one order, or of all. An order that is not
// there has none.
func (q *query) listRefunds() (answer, *apiError) {
	times, search := q.period(), q.args.text("search")
	parents, strangers := q.args.integers("parent"), q.args.integers("parent_exclude")
	_, below := q.ids["order_id"]
	return pageOf(q, q.sim.store.refunds, listing[Refund]{
		below: q.parent("order_id"),
		keep: func(r *Refund) bool {
			return times.holds(r.Created, r.Created) && (below || len(parents) == 0 || slices.Contains(parents, r.OrderID)) &&
				!slices.Contains(strangers, r.OrderID) && (search == "" || containsText(r.Reason, search))
		},
		sorts:  refundSorts,
		render: func(r *Refund) object { return q.spoil("refunds", r.ID, q.refund(r)) },
	})
}

func (q *query) getRefund() (answer, *apiError) {
	r := q.sim.store.refunds.get(q.ids["id"])
	switch {
	case r == nil:
		return answer{}, invalidID("shop_order_refund")
	case r.OrderID != q.ids["order_id"]:
		return answer{}, &apiError{status: http.StatusNotFound, code: "woocommerce_rest_invalid_order_refund_id", message: "Invalid order refund ID."}
	}
	return answer{body: q.spoil("refunds", r.ID, q.refund(r))}, nil
}
