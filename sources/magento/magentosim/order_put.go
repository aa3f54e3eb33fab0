package magentosim

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// PutOrder stores an order as it stands, without documents, and returns it with
// its made-up ids. One that is canceled or holded by its state is so in all its
// parts. An order with the same id is replaced. Stock does not change.
func (s *Sim) PutOrder(o Order) (Order, error) {
	var stored *Order
	err := s.change("put order", func(c *change) error {
		var err error
		stored, err = c.putOrder(&o)
		return err
	})
	if err != nil {
		return Order{}, err
	}
	return *stored.clone(), nil
}

// Order returns an order as stored.
func (s *Sim) Order(id int64) (Order, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	found := get[Order](&s.store.orders, id)
	if found == nil {
		return Order{}, false
	}
	return *found.clone(), true
}

func (c *change) putOrder(seed *Order) (*Order, error) {
	o := seed.clone()
	setDefault(&o.StoreID, c.sim.options.Stores[0].ID)
	store := c.sim.options.storeView(o.StoreID)
	switch {
	case store == nil:
		return nil, fmt.Errorf("there is no store view %d", o.StoreID)
	case o.CustomerEmail == "":
		return nil, errors.New("an order needs customer_email")
	case len(o.Items) == 0:
		return nil, errors.New("an order needs items")
	}
	st := c.sim.store
	st.orders.assign(&o.EntityID)
	st.number("order", o.StoreID, &o.IncrementID)
	setDefault(&o.QuoteID, o.EntityID+1)
	setDefault(&o.State, "new")
	setDefault(&o.Status, stateStatus[o.State])
	setDefault(&o.Status, o.State)
	if o.CustomerID != 0 {
		setDefault(&o.CustomerGroupID, 1)
	}
	c.setTimes(&o.CreatedAt, &o.UpdatedAt)
	setDefault(&o.Currency, store.DisplayCurrency)
	if o.Rate.IsZero() {
		o.Rate = decimal.NewFromInt(1)
	}
	c.completeParts(o)
	o.count()
	switch o.State {
	case "canceled":
		o.cancel()
	case "holded":
		o.heldState, o.heldStatus = "new", stateStatus["new"]
	}
	if old := get[Order](&st.orders, o.EntityID); old != nil {
		c.forgetItems(old)
	}
	c.storeOrder(o)
	return o, nil
}

// completeParts gives an order's parts their ids and lays its items flat.
func (c *change) completeParts(o *Order) {
	st := c.sim.store
	o.rows = nil
	for i := range o.Items {
		c.layFlat(o, &o.Items[i], -1)
	}
	setDefault(&o.Payment.Method, "checkmo")
	setDefault(&o.Payment.EntityID, o.EntityID)
	if o.ShippingAddress == nil && !o.virtual() {
		o.ShippingAddress = new(o.BillingAddress.clone())
		o.ShippingAddress.EntityID = 0
	}
	if o.ShippingAddress != nil {
		setDefault(&o.ShippingMethod, "flatrate_flatrate")
		setDefault(&o.ShippingDescription, "Flat Rate - Fixed")
		st.addresses.assign(&o.ShippingAddress.EntityID)
		setDefault(&o.ShippingAddress.Email, o.CustomerEmail)
	}
	st.addresses.assign(&o.BillingAddress.EntityID)
	setDefault(&o.BillingAddress.Email, o.CustomerEmail)
	for i := range o.Histories {
		c.completeHistory(o, &o.Histories[i])
	}
}

func (c *change) completeHistory(o *Order, h *StatusHistory) {
	c.sim.store.comments.assign(&h.EntityID)
	setDefault(&h.EntityName, "order")
	setDefault(&h.Status, o.Status)
	if h.CreatedAt.IsZero() {
		h.CreatedAt = o.CreatedAt
	}
}

func (c *change) layFlat(o *Order, item *OrderItem, parent int) {
	c.sim.store.items.assign(&item.ItemID)
	if item.Qty.IsZero() {
		item.Qty = decimal.NewFromInt(1)
	}
	if len(item.Children) > 0 {
		setDefault(&item.ProductType, "configurable")
	}
	setDefault(&item.ProductType, "simple")
	item.Virtual = item.Virtual || item.ProductType == "virtual" || item.ProductType == "downloadable"
	if item.RowTotal.isZero() {
		item.RowTotal = item.Price.times(item.Qty).cents()
	}
	if item.OriginalPrice.isZero() {
		item.OriginalPrice = item.Price
	}
	at := len(o.rows)
	o.rows = append(o.rows, orderRow{OrderItem: *item, parent: parent})
	for i := range item.Children {
		if item.Children[i].Qty.IsZero() {
			item.Children[i].Qty = item.Qty
		}
		c.layFlat(o, &item.Children[i], at)
	}
}

// count adds the rows and the shipping up.
func (o *Order) count() {
	o.ordered = sums{shipping: o.Shipping, shippingTax: o.ShippingTax, tax: o.ShippingTax}
	for i := range o.rows {
		o.ordered = o.ordered.plus(o.rows[i].sums())
	}
}

func (r *orderRow) sums() sums { return sums{subtotal: r.RowTotal, discount: r.Discount, tax: r.Tax} }

// storeOrder stores a changed order and its items, which are a table of their
// own.
func (c *change) storeOrder(o *Order) {
	c.sim.store.orders.put(o)
	for i := range o.rows {
		c.sim.store.items.put(&itemOf{order: o, row: i})
	}
}

func (c *change) forgetItems(o *Order) {
	for i := range o.rows {
		c.sim.store.items.remove(o.rows[i].ItemID)
	}
}
