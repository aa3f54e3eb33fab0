package woocommercesim

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// builtin are the statuses that every shop has.
var builtin = []string{"pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed", "checkout-draft"}

func (s *Sim) orderParams() []param {
	statuses := slices.Concat([]string{"any", "trash", "auto-draft"}, builtin, s.options.Statuses)
	sorts := []string{"date", "id", "include", "title", "slug"}
	params := slices.Concat(collectionParams, decimalsParam, []param{
		{name: "dates_are_gmt", kind: booleanParam},
		{name: "parent", kind: integersParam}, {name: "parent_exclude", kind: integersParam},
		{name: "status", kind: textsParam, words: statuses},
		{name: "customer", kind: integerParam}, {name: "product", kind: integerParam},
	})
	if s.version.has(withModified) {
		sorts = append(sorts, "modified")
		params = append(params, modifiedParams...)
	}
	if s.version.has(withCreatedVia) {
		params = append(params, param{name: "created_via", kind: textsParam}, param{name: "include_meta", kind: textsParam},
			param{name: "exclude_meta", kind: textsParam})
	}
	return append(params, sorting("desc", sorts...)...)
}

func (q *query) listOrders() (answer, *apiError) {
	return pageOf(q, q.sim.store.orders, listing[Order]{
		among:  q.sim.store.placed[q.args.integer("customer", 0)],
		keep:   q.ordersKept(),
		sorts:  orderSorts,
		render: func(o *Order) object { return q.spoil("orders", o.ID, q.renderOrder(o)) },
	})
}

var orderSorts = sorts[Order]{
	"date":     func(a, b *Order) int { return a.Created.Compare(b.Created) },
	"modified": func(a, b *Order) int { return a.Modified.Compare(b.Modified) },
	"title":    func(a, b *Order) int { return a.Created.Compare(b.Created) }, // "Order – March 21, 2017 …"
	"slug":     func(a, b *Order) int { return a.Created.Compare(b.Created) },
	"id":       func(a, b *Order) int { return cmp.Compare(a.ID, b.ID) },
}

// ordersKept tests an order by every filter of a request.
func (q *query) ordersKept() func(*Order) bool {
	times, search := q.period(), q.args.text("search")
	parents, strangers := q.args.integers("parent"), q.args.integers("parent_exclude")
	customer, product, via := q.args.integer("customer", 0), q.args.integer("product", 0), q.args.texts("created_via")
	return func(o *Order) bool {
		return q.statusKept(o.Status) && times.holds(o.Created, o.Modified) &&
			(len(parents) == 0 || slices.Contains(parents, o.ParentID)) && !slices.Contains(strangers, o.ParentID) &&
			(customer == 0 || o.CustomerID == customer) && // 0 does not select guests
			(product == 0 || o.holds(product)) &&
			(len(via) == 0 || slices.Contains(via, o.CreatedVia)) &&
			(search == "" || o.matches(search))
	}
}

// statusKept says whether a status is asked for. The default, any, is all but
// the trash, and drafts of checkouts belong to it unless the plug-in is new.
func (q *query) statusKept(status string) bool {
	wanted := q.args.texts("status")
	if len(wanted) > 0 && !slices.Contains(wanted, "any") {
		return slices.Contains(wanted, status)
	}
	draft := status == "checkout-draft" || status == "auto-draft"
	return status != "trash" && (!draft || !q.sim.version.has(withoutDrafts))
}

func (o *Order) holds(product int) bool {
	return slices.ContainsFunc(o.Lines, func(l Line) bool { return l.ProductID == product })
}

// matches is the search over orders: an id, or a part of an address, a name or
// an e-mail address.
func (o *Order) matches(search string) bool {
	if id, err := strconv.Atoi(search); err == nil && id == o.ID {
		return true
	}
	return strings.Contains(o.haystack, strings.ToLower(search))
}

// searched is all that a search for an order looks at, in lower case.
func (o *Order) searched() string {
	texts := slices.Concat(o.Billing.texts(), o.Shipping.texts())
	for _, l := range o.Lines {
		texts = append(texts, l.Name)
	}
	return strings.ToLower(strings.Join(texts, "\n"))
}

func (q *query) getOrder() (answer, *apiError) {
	o := q.sim.store.orders.get(q.ids["id"])
	if o == nil {
		return answer{}, invalidID("shop_order")
	}
	return answer{body: q.spoil("orders", o.ID, q.renderOrder(o))}, nil
}
