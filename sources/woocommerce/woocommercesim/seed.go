package woocommercesim

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"
)

// change runs an edit of the store, at one time. An edit that returns an error
// has changed nothing yet.
func (s *Sim) change(what string, edit func(c *change) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := edit(&change{sim: s, store: s.store, now: s.now()}); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// change is an edit of the store.
type change struct {
	sim   *Sim
	store *store
	now   time.Time
}

func setDefault[T comparable](v *T, otherwise T) {
	var zero T
	if *v == zero {
		*v = otherwise
	}
}

// setTimes gives what has no times those of now; what was never modified was
// modified last when it was created.
func (c *change) setTimes(created, modified *time.Time) {
	setDefault(created, c.now)
	*created = created.UTC().Truncate(time.Second)
	setDefault(modified, *created)
	*modified = modified.UTC().Truncate(time.Second)
}

func (c *change) numberMeta(all []Meta) error {
	for i := range all {
		c.store.metas.set(&all[i].ID)
	}
	return checkMeta(all)
}

// free refuses an id that a post of another kind has.
func (c *change) free(id int, own string) error {
	for kind, taken := range map[string]bool{
		"order": c.store.orders.get(id) != nil, "refund": c.store.refunds.get(id) != nil,
		"product": c.store.products.get(id) != nil, "variation": c.store.variations.get(id) != nil,
	} {
		if taken && kind != own {
			return fmt.Errorf("%d is the id of a %s", id, kind)
		}
	}
	return nil
}

// PutOrder stores an order as it stands and returns it with its made-up fields.
// One with the same id is replaced. No stock moves.
func (s *Sim) PutOrder(order Order) (Order, error) {
	order = order.clone()
	err := s.change("put order", func(c *change) error {
		order.stockTaken = !order.Paid.IsZero()
		return c.putOrder(&order)
	})
	return order.clone(), err
}

func (c *change) putOrder(o *Order) error {
	if err := c.free(o.ID, "order"); err != nil {
		return err
	}
	c.store.posts.set(&o.ID)
	setDefault(&o.Number, strconv.Itoa(o.ID))
	setDefault(&o.Key, "wc_order_"+strconv.FormatInt(int64(o.ID)*2654435761, 36))
	setDefault(&o.CreatedVia, "checkout")
	setDefault(&o.Version, c.sim.options.Version)
	setDefault(&o.Status, "pending")
	setDefault(&o.Currency, c.sim.options.Currency)
	c.setTimes(&o.Created, &o.Modified)
	if err := c.numberItems(o); err != nil {
		return err
	}
	o.haystack = o.searched()
	stored := o.clone()
	c.store.putOrder(&stored)
	if o.CustomerID != 0 && !o.Paid.IsZero() {
		c.store.paying[o.CustomerID] = true
	}
	return nil
}

// numberItems gives all items of an order their numbers.
func (c *change) numberItems(o *Order) error {
	if err := o.settleTaxes(); err != nil {
		return err
	}
	metas := [][]Meta{o.Meta}
	for i := range o.Lines {
		c.store.items.set(&o.Lines[i].ID)
		metas = append(metas, o.Lines[i].Meta)
	}
	for i := range o.TaxRates {
		c.store.items.set(&o.TaxRates[i].Item)
	}
	for i := range o.Delivery {
		c.store.items.set(&o.Delivery[i].ID)
		metas = append(metas, o.Delivery[i].Meta)
	}
	for i := range o.Fees {
		setDefault(&o.Fees[i].TaxStatus, "taxable")
		c.store.items.set(&o.Fees[i].ID)
		metas = append(metas, o.Fees[i].Meta)
	}
	for i := range o.Coupons {
		c.store.items.set(&o.Coupons[i].ID)
		metas = append(metas, o.Coupons[i].Meta)
	}
	for _, all := range metas {
		if err := c.numberMeta(all); err != nil {
			return err
		}
	}
	return nil
}

// PutRefund stores a refund of an order as it stands. One with the same id is
// replaced. Neither stock nor the order's status change.
func (s *Sim) PutRefund(refund Refund) (Refund, error) {
	refund = refund.clone()
	err := s.change("put refund", func(c *change) error { return c.putRefund(&refund) })
	return refund.clone(), err
}

func (c *change) putRefund(r *Refund) error {
	order := c.store.orders.get(r.OrderID)
	if order == nil {
		return fmt.Errorf("no order %d", r.OrderID)
	}
	if err := c.free(r.ID, "refund"); err != nil {
		return err
	}
	var lines decimal.Decimal
	for i := range r.Lines {
		if !slices.ContainsFunc(order.Lines, func(l Line) bool { return l.ID == r.Lines[i].Item }) {
			return fmt.Errorf("order %d has no line %d", r.OrderID, r.Lines[i].Item)
		}
		c.store.items.set(&r.Lines[i].ID)
		lines = lines.Add(r.Lines[i].Total).Add(r.Lines[i].TotalTax)
	}
	if r.Amount.IsZero() {
		r.Amount = lines
	}
	if !r.Amount.IsPositive() {
		return errors.New("the amount is not positive")
	}
	c.store.posts.set(&r.ID)
	modified := r.Created
	c.setTimes(&r.Created, &modified)
	if err := c.numberMeta(r.Meta); err != nil {
		return err
	}
	stored := r.clone()
	c.store.refunds.put(&stored)
	return nil
}

// PutNote stores a note on an order. One with the same id is replaced.
func (s *Sim) PutNote(note Note) (Note, error) {
	err := s.change("put note", func(c *change) error { return c.putNote(&note) })
	return note, err
}

func (c *change) putNote(n *Note) error {
	if c.store.orders.get(n.OrderID) == nil {
		return fmt.Errorf("no order %d", n.OrderID)
	}
	c.store.comments.set(&n.ID)
	setDefault(&n.Author, "system")
	modified := n.Created
	c.setTimes(&n.Created, &modified)
	stored := *n
	c.store.notes.put(&stored)
	return nil
}

// PutFulfillment stores a fulfillment of an order as it stands. One with the
// same id is replaced.
func (s *Sim) PutFulfillment(fulfillment Fulfillment) (Fulfillment, error) {
	fulfillment = fulfillment.clone()
	err := s.change("put fulfillment", func(c *change) error { return c.putFulfillment(&fulfillment) })
	return fulfillment.clone(), err
}

func (c *change) putFulfillment(f *Fulfillment) error {
	if c.store.orders.get(f.OrderID) == nil {
		return fmt.Errorf("no order %d", f.OrderID)
	}
	c.store.parcels.set(&f.ID)
	setDefault(&f.Status, "fulfilled")
	setDefault(&f.Updated, c.now)
	f.complete(&c.store.metas)
	if err := checkMeta(f.Meta); err != nil {
		return err
	}
	stored := f.clone()
	c.store.fulfillments.put(&stored)
	return nil
}

// PutCustomer stores a registered user as it stands. One with the same id is
// replaced.
func (s *Sim) PutCustomer(customer Customer) (Customer, error) {
	customer = customer.clone()
	err := s.change("put customer", func(c *change) error { return c.putCustomer(&customer) })
	return customer.clone(), err
}

func (c *change) putCustomer(u *Customer) error {
	c.store.users.set(&u.ID)
	setDefault(&u.Role, "customer")
	setDefault(&u.Username, cmp.Or(loginOf(u.Email), "user-"+strconv.Itoa(u.ID)))
	c.setTimes(&u.Created, &u.Modified)
	if err := c.numberMeta(u.Meta); err != nil {
		return err
	}
	stored := u.clone()
	c.store.customers.put(&stored)
	return nil
}

// loginOf is the user name that a checkout makes of an e-mail address.
func loginOf(email string) string {
	for i, r := range email {
		if r == '@' {
			return email[:i]
		}
	}
	return email
}

// PutWebhook stores a webhook. One with the same id is replaced.
func (s *Sim) PutWebhook(webhook Webhook) (Webhook, error) {
	err := s.change("put webhook", func(c *change) error {
		c.putWebhook(&webhook)
		return nil
	})
	return webhook, err
}

func (c *change) putWebhook(w *Webhook) {
	c.store.hooks.set(&w.ID)
	setDefault(&w.Status, "active")
	c.setTimes(&w.Created, &w.Modified)
	stored := *w
	c.store.webhooks.put(&stored)
}
