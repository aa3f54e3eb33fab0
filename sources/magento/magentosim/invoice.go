package magentosim

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// The states of an invoice.
const (
	InvoiceOpen     = 1
	InvoicePaid     = 2
	InvoiceCanceled = 3
)

// Invoice is an invoice of an order. A paid one is captured.
type Invoice struct {
	EntityID    int64
	IncrementID string
	OrderID     int64
	State       int            // InvoicePaid
	Items       []DocumentItem // nil is all that is left
	NoShipping  bool           // leaves the shipping to another invoice
	// TransactionID is the gateway's id of the capture.
	TransactionID        string
	CreatedAt, UpdatedAt time.Time
	Comments             []Comment

	rows     []documentRow
	sums     sums
	refunded Money
}

func (i *Invoice) id() int64 { return i.EntityID }

func (i *Invoice) clone() *Invoice {
	c := *i
	c.Items, c.Comments, c.rows = slices.Clone(i.Items), slices.Clone(i.Comments), slices.Clone(i.rows)
	return &c
}

// PutInvoice stores an invoice and what follows from it for its order. Unset
// times are the present one.
func (s *Sim) PutInvoice(i Invoice) (Invoice, error) {
	var stored *Invoice
	err := s.change("put invoice", func(c *change) error {
		var err error
		stored, err = c.putInvoice(&i)
		return err
	})
	if err != nil {
		return Invoice{}, err
	}
	return *stored.clone(), nil
}

func (c *change) putInvoice(seed *Invoice) (*Invoice, error) {
	o, err := c.order(seed.OrderID)
	if err != nil {
		return nil, err
	}
	i, st := seed.clone(), c.sim.store
	if i.EntityID != 0 && st.invoices.find(i.EntityID) != nil {
		return nil, fmt.Errorf("invoice %d is already there", i.EntityID)
	}
	if i.rows, err = c.pick(o, i.Items, (*orderRow).toInvoice); err != nil {
		return nil, err
	}
	if len(i.rows) == 0 {
		return nil, errors.New("nothing is left to invoice")
	}
	st.invoices.assign(&i.EntityID)
	st.number("invoice", o.StoreID, &i.IncrementID)
	setDefault(&i.State, InvoicePaid)
	c.setTimes(&i.CreatedAt, &i.UpdatedAt)
	c.completeComments(i.Comments, i.CreatedAt)
	c.fillInvoice(o, i)
	if i.State == InvoicePaid {
		o.pay(i)
	}
	o.settle()
	st.invoices.put(i)
	c.touch(o, i.CreatedAt)
	return i, nil
}

// fillInvoice works the rows of an invoice out and books them in its order.
func (c *change) fillInvoice(o *Order, i *Invoice) {
	for at := range i.rows {
		done := &i.rows[at]
		row := &o.rows[done.row]
		c.sim.store.documentRows.assign(&done.entityID)
		done.sums = row.part(row.invoiced, done.qty)
		row.invoiced = row.invoiced.Add(done.qty)
		row.invoicedSums = row.invoicedSums.plus(done.sums)
	}
	i.sums = addUp(i.rows)
	if !i.NoShipping && o.invoiced.shipping.isZero() {
		i.sums = i.sums.plus(sums{shipping: o.Shipping, shippingTax: o.ShippingTax, tax: o.ShippingTax})
	}
	o.invoiced, o.hasInvoice = o.invoiced.plus(i.sums), true
}

// pay books the money of an invoice.
func (o *Order) pay(i *Invoice) {
	o.paid = o.paid.plus(i.sums.total())
	if i.TransactionID != "" {
		o.paidOnline = o.paidOnline.plus(i.sums.total())
	}
}

func (i *Invoice) column(v *view, name string) any {
	switch name {
	case "entity_id":
		return i.EntityID
	case "order_id":
		return i.OrderID
	case "created_at":
		return i.CreatedAt.Format(time.DateTime)
	case "updated_at":
		return i.UpdatedAt.Format(time.DateTime)
	case "increment_id":
		return i.IncrementID
	}
	row := object{}
	i.renderRow(row, v)
	return row[name]
}

func (i *Invoice) renderRow(row object, v *view) {
	o := get[Order](&v.store.orders, i.OrderID)
	i.sums.render(row)
	o.renderCurrencies(row, v)
	o.renderAddresses(row)
	row["entity_id"], row["increment_id"], row["order_id"], row["store_id"] = i.EntityID, i.IncrementID, i.OrderID, o.StoreID
	row["state"], row["total_qty"] = i.State, number(lineQty(o, i.rows))
	row["email_sent"], row["can_void_flag"] = 1, 0
	if !i.refunded.isZero() {
		row["base_total_refunded"], row["is_used_for_refund"] = number(i.refunded.Base), 1
	}
	text(row, "transaction_id", i.TransactionID)
	moment(row, "created_at", i.CreatedAt)
	moment(row, "updated_at", i.UpdatedAt)
}

func (i *Invoice) render(v *view) object {
	row := object{}
	i.renderRow(row, v)
	row["items"] = renderRows(get[Order](&v.store.orders, i.OrderID), i.rows, i.EntityID)
	row["comments"] = renderComments(i.Comments, i.EntityID)
	return row
}
