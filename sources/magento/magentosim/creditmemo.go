package magentosim

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// The states of a credit memo.
const (
	CreditmemoOpen     = 1
	CreditmemoRefunded = 2
	CreditmemoCanceled = 3
)

// Creditmemo gives money of an order back.
type Creditmemo struct {
	EntityID    int64
	IncrementID string
	OrderID     int64
	InvoiceID   int64 // of a refund through the gateway
	State       int   // CreditmemoRefunded
	// Items are what comes back; Everything is all that is left, with shipping.
	Items              []DocumentItem
	Everything         bool
	Shipping           Money // without tax
	ShippingTax        Money
	AdjustmentPositive Money
	AdjustmentNegative Money
	// TransactionID is the gateway's id of the refund; offline ones have none.
	TransactionID        string
	CreatedAt, UpdatedAt time.Time
	Comments             []Comment

	rows []documentRow
	sums sums
}

func (m *Creditmemo) id() int64 { return m.EntityID }

func (m *Creditmemo) clone() *Creditmemo {
	c := *m
	c.Items, c.Comments, c.rows = slices.Clone(m.Items), slices.Clone(m.Comments), slices.Clone(m.rows)
	return &c
}

func (m *Creditmemo) total() Money {
	return m.sums.total().plus(m.AdjustmentPositive).minus(m.AdjustmentNegative)
}

// PutCreditmemo stores a credit memo and what follows from it for its order and
// invoice. Unset times are the present one. Stock does not change.
func (s *Sim) PutCreditmemo(m Creditmemo) (Creditmemo, error) {
	var stored *Creditmemo
	err := s.change("put credit memo", func(c *change) error {
		var err error
		stored, err = c.putCreditmemo(&m)
		return err
	})
	if err != nil {
		return Creditmemo{}, err
	}
	return *stored.clone(), nil
}

func (c *change) putCreditmemo(seed *Creditmemo) (*Creditmemo, error) {
	o, err := c.order(seed.OrderID)
	if err != nil {
		return nil, err
	}
	m, st := seed.clone(), c.sim.store
	if m.EntityID != 0 && st.creditmemos.find(m.EntityID) != nil {
		return nil, fmt.Errorf("credit memo %d is already there", m.EntityID)
	}
	if err := c.fillCreditmemo(o, m); err != nil {
		return nil, err
	}
	st.creditmemos.assign(&m.EntityID)
	st.number("creditmemo", o.StoreID, &m.IncrementID)
	setDefault(&m.State, CreditmemoRefunded)
	c.setTimes(&m.CreatedAt, &m.UpdatedAt)
	c.completeComments(m.Comments, m.CreatedAt)
	for i := range m.rows {
		st.documentRows.assign(&m.rows[i].entityID)
		row := &o.rows[m.rows[i].row]
		row.refunded = row.refunded.Add(m.rows[i].qty)
		row.refundedSums = row.refundedSums.plus(m.rows[i].sums)
	}
	o.refund(m)
	o.settle()
	st.creditmemos.put(m)
	c.refundInvoice(m)
	c.touch(o, m.CreatedAt)
	return m, nil
}

// fillCreditmemo works the rows out and refuses to give more back than was paid.
func (c *change) fillCreditmemo(o *Order, m *Creditmemo) error {
	if m.Everything {
		m.Items = nil
		m.Shipping, m.ShippingTax = o.invoiced.shipping.minus(o.refunded.shipping), o.invoiced.shippingTax.minus(o.refunded.shippingTax)
	} else if m.Items == nil {
		m.Items = []DocumentItem{}
	}
	var err error
	if m.rows, err = c.pick(o, m.Items, (*orderRow).toRefund); err != nil {
		return err
	}
	for i := range m.rows {
		row := &o.rows[m.rows[i].row]
		m.rows[i].sums = row.part(row.refunded, m.rows[i].qty)
	}
	m.sums = addUp(m.rows).plus(sums{shipping: m.Shipping, shippingTax: m.ShippingTax, tax: m.ShippingTax})
	left := o.paid.minus(o.refundedTotal).Amount
	if total := m.total().Amount; total.GreaterThan(left) || total.IsNegative() {
		return fmt.Errorf("the most money available to refund is %s, not %s", left, total)
	}
	if len(m.rows) == 0 && m.total().isZero() {
		return errors.New("nothing is left to refund")
	}
	return nil
}

// refund books a credit memo in its order.
func (o *Order) refund(m *Creditmemo) {
	o.hasRefund = true
	o.refunded = o.refunded.plus(m.sums)
	o.refundedTotal = o.refundedTotal.plus(m.total())
	if m.TransactionID != "" {
		o.refundedOnline = o.refundedOnline.plus(m.total())
	}
	o.adjustmentPositive = o.adjustmentPositive.plus(m.AdjustmentPositive)
	o.adjustmentNegative = o.adjustmentNegative.plus(m.AdjustmentNegative)
}

// refundInvoice books a credit memo in its invoice, if it names one.
func (c *change) refundInvoice(m *Creditmemo) {
	if found := get[Invoice](&c.sim.store.invoices, m.InvoiceID); found != nil {
		changed := found.clone()
		changed.refunded = changed.refunded.plus(m.total())
		changed.UpdatedAt = m.CreatedAt
		c.sim.store.invoices.put(changed)
	}
}

func (m *Creditmemo) column(v *view, name string) any {
	switch name {
	case "entity_id":
		return m.EntityID
	case "order_id":
		return m.OrderID
	case "created_at":
		return m.CreatedAt.Format(time.DateTime)
	case "updated_at":
		return m.UpdatedAt.Format(time.DateTime)
	}
	row := object{}
	m.renderRow(row, v)
	return row[name]
}

func (m *Creditmemo) renderRow(row object, v *view) {
	o := get[Order](&v.store.orders, m.OrderID)
	m.sums.render(row)
	both(row, "grand_total", m.total())
	both(row, "adjustment", m.AdjustmentPositive.minus(m.AdjustmentNegative))
	both(row, "adjustment_positive", m.AdjustmentPositive)
	both(row, "adjustment_negative", m.AdjustmentNegative)
	o.renderCurrencies(row, v)
	o.renderAddresses(row)
	row["entity_id"], row["increment_id"], row["order_id"], row["store_id"] = m.EntityID, m.IncrementID, m.OrderID, o.StoreID
	row["state"], row["email_sent"] = m.State, 1
	whole(row, "invoice_id", m.InvoiceID)
	text(row, "transaction_id", m.TransactionID)
	moment(row, "created_at", m.CreatedAt)
	moment(row, "updated_at", m.UpdatedAt)
}

func (m *Creditmemo) render(v *view) object {
	row := object{}
	m.renderRow(row, v)
	o := get[Order](&v.store.orders, m.OrderID)
	items := renderRows(o, m.rows, m.EntityID)
	for _, item := range items {
		item.(object)["base_cost"] = nil
	}
	row["items"] = items
	row["comments"] = renderComments(m.Comments, m.EntityID)
	return row
}
