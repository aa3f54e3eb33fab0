package resolvers

import (
	"context"
	"errors"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// paymentsOf answers the payments of orders: those that the store's own
// transactions name, and for an order that names none those that name the order.
func (r *Resolver) paymentsOf(ctx context.Context, orders []*commerce.Order, want commerce.Groups) ([][]*commerce.Payment, []error) {
	m := recall(ctx)
	out, errs := make([][]*commerce.Payment, len(orders)), make([]error, len(orders))
	if err := m.payments.offered(); err != nil {
		for i := range errs {
			errs[i] = err
		}
		return out, errs
	}
	orders, errs = ensure(ctx, m.orders, orders, commerce.OrderTransactions)
	r.byReference(ctx, orders, want, out, errs)
	r.byOrderName(ctx, orders, want, out, errs)
	for i := range out {
		if out[i] == nil && errs[i] == nil {
			out[i] = []*commerce.Payment{}
		}
	}
	return out, errs
}

// references returns the gateway's payment ids that the order's transactions
// note, each once, in the memory of an earlier answer.
func references(o *commerce.Order, earlier []string) []string {
	out := earlier[:0]
	for _, t := range o.Transactions {
		if ref := string(t.PaymentReference); ref != "" && !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	return out
}

// namesPayment reports whether a transaction of the order notes a payment.
func namesPayment(o *commerce.Order) bool {
	return slices.ContainsFunc(o.Transactions, func(t *commerce.Transaction) bool { return t.PaymentReference != "" })
}

func (r *Resolver) byReference(ctx context.Context, orders []*commerce.Order, want commerce.Groups, out [][]*commerce.Payment, errs []error) {
	most := len(orders) * len(r.payers) // unless an order was paid in parts
	ids, owner := make([]commerce.ID, 0, most), make([]int, 0, most)
	var refs []string
	for i, o := range orders {
		refs = references(o, refs)
		for _, ref := range refs {
			for _, payer := range r.payers { // the store does not say which account it was
				ids, owner = append(ids, commerce.ID{Source: payer, Key: ref}), append(owner, i)
			}
		}
	}
	found, failed := recall(ctx).payments.get(ctx, ids, want)
	for j := 0; j < len(ids); j += len(r.payers) {
		i, there := owner[j], false
		var unsaid error
		for k := j; k < j+len(r.payers); k++ {
			if found[k] != nil {
				out[i], there = append(out[i], found[k]), true
			} else if unsaid == nil {
				unsaid = failed[k]
			}
		}
		if !there && unsaid != nil {
			errs[i] = unsaid
		}
	}
	for i := range out {
		if errs[i] != nil {
			out[i] = nil // a part of the payments would look like all of them
		}
	}
}

func (r *Resolver) byOrderName(ctx context.Context, orders []*commerce.Order, want commerce.Groups, out [][]*commerce.Payment, errs []error) {
	payments := recall(ctx).payments
	if !payments.joins("orderName") {
		return
	}
	var names []string
	var at []int
	for i, o := range orders {
		if errs[i] == nil && o.Name != "" && !namesPayment(o) {
			names, at = append(names, o.Name), append(at, i)
		}
	}
	if len(names) == 0 {
		return
	}
	pages, failed := payments.find(ctx, "orderName", names, sources.Query{First: payments.most(), Want: want})
	for j, i := range at {
		errs[i] = payments.doubt("orderName", pages[j], failed[j])
		if errs[i] == nil && pages[j].HasNext {
			errs[i] = tooMany()
		}
		for _, item := range pages[j].Items {
			if errs[i] == nil {
				out[i] = append(out[i], item.Node)
			}
		}
	}
}

// orderOf finds the order that bears one of the names. Several are not guessed
// among. An error beside an order says that a store which may have another
// order of that name did not answer.
func orderOf(ctx context.Context, payments []*commerce.Payment, want commerce.Groups) ([]*commerce.Order, []error) {
	orders := recall(ctx).orders
	out, errs := make([]*commerce.Order, len(payments)), make([]error, len(payments))
	var names []string
	var at []int
	for i, p := range payments {
		for _, name := range p.OrderNames {
			names, at = append(names, name), append(at, i)
		}
	}
	if len(names) == 0 {
		return out, errs
	}
	if err := orders.offered(); err != nil {
		for _, i := range at {
			errs[i] = err
		}
		return out, errs
	}
	pages, failed := orders.find(ctx, "name", names, sources.Query{First: 2, Want: want})
	several := map[int]bool{}
	for j, i := range at {
		errs[i] = errors.Join(errs[i], orders.doubt("name", pages[j], failed[j]))
		for _, item := range pages[j].Items {
			several[i] = several[i] || out[i] != nil && orders.kind.ID(out[i]) != orders.kind.ID(item.Node)
			out[i] = item.Node
		}
	}
	for i := range several {
		if several[i] {
			out[i], errs[i] = nil, ambiguous("order", "several orders bear the name that the payment gives")
		}
	}
	return out, errs
}

// tooMany is the error of payments that one page does not hold: a part of them
// would look like all.
func tooMany() error {
	return &sources.Error{
		Kind: sources.KindUnsupported, Op: "find payments",
		Reason: "more payments name this order than can be answered here: ask payments(filter: {orderName: {eq: …}})",
	}
}

func ambiguous(what, reason string) error {
	return &sources.Error{Kind: sources.KindAmbiguous, Op: "find " + what, Reason: reason}
}
