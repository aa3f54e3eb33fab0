package resolvers

import (
	"context"
	"fmt"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/sources"
)

// ensure returns the entities with the groups that a field needs. Whoever read
// them has usually asked for these already; the others are read again, at once.
func ensure[T any](ctx context.Context, r *reader[T], es []*T, need commerce.Groups) ([]*T, []error) {
	out, errs := slices.Clone(es), make([]error, len(es))
	var ids []commerce.ID
	var at []int
	for i, e := range es {
		if o := r.kind.Origin(e); !o.Holds.Has(need) {
			ids, at = append(ids, o.ID), append(at, i)
		}
	}
	if len(ids) == 0 {
		return out, errs
	}
	again, failed := r.get(ctx, ids, need)
	for j, i := range at {
		errs[i] = failed[j]
		if again[j] != nil {
			out[i] = again[j]
		}
	}
	return out, errs
}

// one looks up at most one entity by the value of a field, for each of values:
// nil where there is none, or where the value is empty.
func one[T any](ctx context.Context, r *reader[T], field string, values []string, want commerce.Groups) ([]*T, []error) {
	out, errs := make([]*T, len(values)), make([]error, len(values))
	var asked []string
	var at []int
	for i, v := range values {
		if v != "" {
			asked, at = append(asked, v), append(at, i)
		}
	}
	if len(asked) == 0 || !r.joins(field) {
		return out, errs
	}
	pages, failed := r.find(ctx, field, asked, sources.Query{First: 1, Want: want})
	for j, i := range at {
		switch page := pages[j]; {
		case len(page.Items) > 0:
			out[i] = page.Items[0].Node
		case failed[j] != nil:
			errs[i] = failed[j]
		case len(page.Missing) > 0:
			errs[i] = page.Missing[0]
		case page.HasNext:
			errs[i] = r.unfound(field)
		}
	}
	return out, errs
}

// unfound is the error of a lookup that was given up before the end: that
// nothing was found so far does not say that there is nothing.
func (r *reader[T]) unfound(field string) error {
	return &sources.Error{
		Kind: sources.KindUnsupported, Op: "find " + r.kind.Name,
		Reason: fmt.Sprintf("a source of %s cannot look it up by %s, and reading all of it would cost too much", r.kind.Name, field),
	}
}

// fallback fills the gaps of a first try with a second one, and keeps the first
// try's error only where the second found nothing either.
func fallback[T any](out []*T, errs []error, second func(gaps []int) ([]*T, []error)) {
	var gaps []int
	for i, e := range out {
		if e == nil {
			gaps = append(gaps, i)
		}
	}
	if len(gaps) == 0 {
		return
	}
	found, failed := second(gaps)
	for j, i := range gaps {
		switch {
		case found[j] != nil:
			out[i], errs[i] = found[j], nil
		case errs[i] == nil:
			errs[i] = failed[j]
		}
	}
}

// pick returns the chosen elements.
func pick[T any](all []T, chosen []int) []T {
	out := make([]T, len(chosen))
	for j, i := range chosen {
		out[j] = all[i]
	}
	return out
}

// customersOf resolves references to customers: by e-mail address, which all
// systems share, and else by the id in the reference's own source.
func customersOf(ctx context.Context, refs []commerce.CustomerRef) ([]*commerce.Customer, error) {
	r, want := recall(ctx).customers, wanted(ctx, commerce.Customers.Name)
	emails, ids := make([]string, len(refs)), make([]commerce.ID, len(refs))
	for i, ref := range refs {
		emails[i], ids[i] = commerce.FoldEmail(string(ref.Email)), ref.ID
	}
	out, errs := one(ctx, r, "email", emails, want)
	fallback(out, errs, func(gaps []int) ([]*commerce.Customer, []error) {
		return r.get(ctx, pick(ids, gaps), want)
	})
	return out, perParent(errs)
}

// variantsOf resolves a line's variant: by the store's id, and else by SKU.
func variantsOf(ctx context.Context, lines []*commerce.LineItem, want commerce.Groups) ([]*commerce.ProductVariant, []error) {
	r := recall(ctx).variants
	ids, skus := make([]commerce.ID, len(lines)), make([]string, len(lines))
	for i, l := range lines {
		ids[i], skus[i] = l.VariantID, string(l.SKU)
	}
	out, errs := r.get(ctx, ids, want)
	fallback(out, errs, func(gaps []int) ([]*commerce.ProductVariant, []error) {
		return one(ctx, r, "sku", pick(skus, gaps), want)
	})
	return out, errs
}

// branch is a listing under each of several parents: the entities of which a
// field has one of the parent's values.
type branch struct {
	field  string
	values [][]string
}

// under answers the listing for every parent. Parents with one value each are
// looked up together; a parent with several, and every later page, is a query
// of its own.
func under[T any](ctx context.Context, r *reader[T], b branch, l listing) ([]*model.Connection[T], error) {
	out, errs := make([]*model.Connection[T], len(b.values)), make([]error, len(b.values))
	var together []int
	for i, values := range b.values {
		switch {
		case len(values) == 0:
			out[i] = connection(l, sources.Page[T]{})
		case len(values) == 1 && !l.started && r.joins(b.field):
			together = append(together, i)
		default:
			out[i], errs[i] = r.branch(ctx, b.field, values, l, i)
		}
	}
	if len(together) == 0 {
		return out, perParent(errs)
	}
	asked := make([]string, len(together))
	for j, i := range together {
		asked[j] = b.values[i][0]
	}
	pages, failed := r.find(ctx, b.field, asked, l.query)
	for j, i := range together {
		if errs[i] = failed[j]; errs[i] == nil {
			reportAt(ctx, i, pages[j].Missing)
			out[i] = connection(l, pages[j])
		}
	}
	return out, perParent(errs)
}

func (r *reader[T]) branch(ctx context.Context, field string, values []string, l listing, i int) (*model.Connection[T], error) {
	f, _ := r.kind.Field(field)
	p, err := sources.Equals(f, values...)
	if err != nil {
		return nil, err
	}
	page, err := r.view.Query(ctx, l.query.With(p))
	if err != nil {
		return nil, err
	}
	reportAt(ctx, i, page.Missing)
	return connection(l, page), nil
}

// ordersOf lists the orders of customers: by e-mail address where the customer
// has one and orders can be looked up by it, which finds them in every store,
// and else by the ids of the customer's records.
func ordersOf(ctx context.Context, customers []*commerce.Customer) branch {
	if r := recall(ctx).orders; r.joins("email") {
		if b := (branch{field: "email", values: emailsOf(customers)}); b.complete() {
			return b
		}
	}
	return branch{field: "customer", values: membersOf(customers)}
}

// complete reports whether every parent has a value.
func (b branch) complete() bool {
	return !slices.ContainsFunc(b.values, func(v []string) bool { return len(v) == 0 })
}

func emailsOf(customers []*commerce.Customer) [][]string {
	out := make([][]string, len(customers))
	for i, c := range customers {
		if e := commerce.FoldEmail(string(c.Email)); e != "" {
			out[i] = []string{e}
		}
	}
	return out
}

func membersOf(customers []*commerce.Customer) [][]string {
	out := make([][]string, len(customers))
	for i, c := range customers {
		for _, o := range c.Sources() {
			out[i] = append(out[i], o.ID.String())
		}
	}
	return out
}

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

// references returns the gateway's payment ids that the order's transactions note, each once.
func references(o *commerce.Order) []string {
	var out []string
	for _, t := range o.Transactions {
		if ref := string(t.PaymentReference); ref != "" && !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	return out
}

func (r *Resolver) byReference(ctx context.Context, orders []*commerce.Order, want commerce.Groups, out [][]*commerce.Payment, errs []error) {
	var ids []commerce.ID
	var owner []int
	for i, o := range orders {
		for _, ref := range references(o) {
			for _, payer := range r.payers { // the store does not say which account it was
				ids, owner = append(ids, commerce.ID{Source: payer, Key: ref}), append(owner, i)
			}
		}
	}
	found, failed := recall(ctx).payments.get(ctx, ids, want)
	for j, i := range owner {
		switch {
		case found[j] != nil:
			out[i] = append(out[i], found[j])
		case failed[j] != nil:
			errs[i] = failed[j]
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
		if errs[i] == nil && o.Name != "" && len(references(o)) == 0 {
			names, at = append(names, o.Name), append(at, i)
		}
	}
	if len(names) == 0 {
		return
	}
	pages, failed := payments.find(ctx, "orderName", names, sources.Query{First: defaultPage, Want: want})
	for j, i := range at {
		errs[i] = failed[j]
		if errs[i] == nil && len(pages[j].Missing) > 0 {
			errs[i] = pages[j].Missing[0]
		}
		for _, item := range pages[j].Items {
			if errs[i] == nil {
				out[i] = append(out[i], item.Node)
			}
		}
	}
}

// orderOf finds the order that bears one of the names. Several are not guessed among.
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
	for j, i := range at {
		if failed[j] != nil {
			errs[i] = failed[j]
			continue
		}
		for _, item := range pages[j].Items {
			if out[i] != nil && orders.kind.ID(out[i]) != orders.kind.ID(item.Node) {
				errs[i] = ambiguous("order", "several orders bear the name that the payment gives")
			}
			out[i] = item.Node
		}
		if out[i] == nil && errs[i] == nil && len(pages[j].Missing) > 0 {
			errs[i] = pages[j].Missing[0]
		}
	}
	for i, err := range errs {
		if err != nil {
			out[i] = nil
		}
	}
	return out, errs
}

func ambiguous(what, reason string) error {
	return &sources.Error{Kind: sources.KindAmbiguous, Op: "find " + what, Reason: reason}
}
