package woocommercesim

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// UpdateOrder lets edit change an order, as a merchant does who saves its page.
// The id stays whatever edit does.
func (s *Sim) UpdateOrder(id int, edit func(*Order)) error {
	return s.change("update order", func(c *change) error {
		return c.editOrder(id, func(o *Order) error {
			edit(o)
			return nil
		})
	})
}

// editOrder puts a changed order in the place of another, modified now.
func (c *change) editOrder(id int, edit func(*Order) error) error {
	found := c.store.orders.get(id)
	if found == nil {
		return fmt.Errorf("no order %d", id)
	}
	o := found.clone()
	if err := edit(&o); err != nil {
		return err
	}
	o = o.clone()
	o.ID, o.Modified = id, c.now
	return c.putOrder(&o)
}

// CreateOrder places a new order now. One that is paid already takes its goods
// from the stock.
func (s *Sim) CreateOrder(order Order) (Order, error) {
	order = order.clone()
	err := s.change("create order", func(c *change) error {
		if order.ID != 0 && c.store.orders.get(order.ID) != nil {
			return fmt.Errorf("order %d is already there", order.ID)
		}
		if err := c.putOrder(&order); err != nil {
			return err
		}
		if order.Paid.IsZero() {
			return nil
		}
		return c.editOrder(order.ID, c.takeStock)
	})
	return order.clone(), err
}

// Pay records the payment of an order: it is processing from then on, and its
// goods leave the stock.
func (s *Sim) Pay(order int, transaction string) error {
	return s.change("pay order", func(c *change) error {
		return c.editOrder(order, func(o *Order) error {
			if !slices.Contains([]string{"pending", "failed", "on-hold", "checkout-draft"}, o.Status) {
				return fmt.Errorf("order %d is %s", order, o.Status)
			}
			o.Paid, o.TransactionID = c.now, transaction
			c.setStatus(o, "processing")
			return c.takeStock(o)
		})
	})
}

// SetStatus moves an order to any status, plug-ins' own included.
func (s *Sim) SetStatus(order int, status string) error {
	return s.change("set status", func(c *change) error {
		if status == "trash" {
			return errors.New("an order is put into the trash with TrashOrder")
		}
		return c.editOrder(order, func(o *Order) error {
			c.setStatus(o, status)
			if slices.Contains([]string{"processing", "completed", "on-hold"}, status) {
				return c.takeStock(o)
			}
			if slices.Contains([]string{"cancelled", "pending"}, status) {
				return c.returnStock(o)
			}
			return nil
		})
	})
}

// Complete ends an order, as merchants do who have shipped it.
func (s *Sim) Complete(order int) error { return s.SetStatus(order, "completed") }

// Cancel ends an order that nobody paid, and gives its goods back.
func (s *Sim) Cancel(order int) error { return s.SetStatus(order, "cancelled") }

// setStatus changes a status with its dates and a note.
func (c *change) setStatus(o *Order, status string) {
	if o.Status == status {
		return
	}
	switch status {
	case "processing":
		setDefault(&o.Paid, c.now)
	case "completed":
		setDefault(&o.Paid, c.now)
		o.Completed = c.now
	}
	c.note(o.ID, fmt.Sprintf("Order status changed from %s to %s.", titled(o.Status), titled(status)))
	o.Status = status
}

// titled is a status in the words of the notes.
func titled(status string) string {
	switch status {
	case "pending":
		return "Pending payment"
	case "":
		return ""
	}
	return strings.ToUpper(status[:1]) + strings.ReplaceAll(status[1:], "-", " ")
}

// note adds the shop's own note to an order that is there.
func (c *change) note(order int, text string) {
	n := Note{OrderID: order, Author: "WooCommerce", Created: c.now, Text: text}
	c.store.comments.set(&n.ID)
	c.store.notes.put(&n)
}

// Refund gives money back now. The order is modified, and refunded when nothing
// of it is left.
func (s *Sim) Refund(refund Refund) (Refund, error) {
	refund = refund.clone()
	err := s.change("refund", func(c *change) error { return c.refund(&refund) })
	return refund.clone(), err
}

func (c *change) refund(r *Refund) error {
	order := c.store.orders.get(r.OrderID)
	if order == nil {
		return fmt.Errorf("no order %d", r.OrderID)
	}
	left := order.totals().total
	for old := range c.store.refunds.below(order.ID) {
		left = left.Sub(old.Amount)
	}
	asked := r.Amount
	if asked.IsZero() {
		for _, l := range r.Lines {
			asked = asked.Add(l.Total).Add(l.TotalTax)
		}
	}
	if asked.GreaterThan(left) {
		return fmt.Errorf("only %s of order %d is left", left, order.ID)
	}
	if err := c.putRefund(r); err != nil {
		return err
	}
	if r.Restock {
		for _, l := range r.Lines {
			i := slices.IndexFunc(order.Lines, func(o Line) bool { return o.ID == l.Item })
			c.moveLine(order.Lines[i], l.Quantity)
		}
	}
	return c.editOrder(order.ID, func(o *Order) error {
		if asked.Equal(left) {
			c.setStatus(o, "refunded")
		}
		return nil
	})
}

// Fulfil stores a parcel of an order, now. It takes the feature fulfillments.
func (s *Sim) Fulfil(fulfillment Fulfillment) (Fulfillment, error) {
	if !s.options.Fulfillments {
		return Fulfillment{}, errors.New("fulfil: the feature is off")
	}
	fulfillment = fulfillment.clone()
	err := s.change("fulfil", func(c *change) error {
		if err := c.putFulfillment(&fulfillment); err != nil {
			return err
		}
		return c.editOrder(fulfillment.OrderID, func(*Order) error { return nil })
	})
	return fulfillment.clone(), err
}

// TrashOrder puts an order into the trash, as DELETE without force does.
func (s *Sim) TrashOrder(order int) error {
	return s.change("trash order", func(c *change) error {
		return c.editOrder(order, func(o *Order) error {
			if o.Status == "trash" {
				return fmt.Errorf("order %d is in the trash already", order)
			}
			o.statusBefore, o.Status = o.Status, "trash"
			return nil
		})
	})
}

// RestoreOrder takes an order out of the trash.
func (s *Sim) RestoreOrder(order int) error {
	return s.change("restore order", func(c *change) error {
		return c.editOrder(order, func(o *Order) error {
			if o.Status != "trash" {
				return fmt.Errorf("order %d is not in the trash", order)
			}
			o.Status, o.statusBefore = o.statusBefore, ""
			setDefault(&o.Status, "pending")
			return nil
		})
	})
}

// DeleteOrder deletes an order with its refunds, notes and fulfillments for
// good. Nothing tells of it.
func (s *Sim) DeleteOrder(order int) error {
	return s.change("delete order", func(c *change) error {
		if c.store.orders.get(order) == nil {
			return fmt.Errorf("no order %d", order)
		}
		empty(c.store.refunds, order)
		empty(c.store.notes, order)
		empty(c.store.fulfillments, order)
		c.store.removeOrder(order)
		return nil
	})
}

// DeleteRefund deletes a refund for good, as if it had never been. The order is
// modified.
func (s *Sim) DeleteRefund(refund int) error {
	return s.change("delete refund", func(c *change) error {
		r := c.store.refunds.get(refund)
		if r == nil {
			return fmt.Errorf("no refund %d", refund)
		}
		c.store.refunds.remove(refund)
		return c.editOrder(r.OrderID, func(*Order) error { return nil })
	})
}

// empty removes the rows of a parent.
func empty[T any](t *table[T], parent int) {
	for _, id := range slices.Clone(t.children[parent]) {
		t.remove(id)
	}
}

// takeStock takes an order's goods, once.
func (c *change) takeStock(o *Order) error {
	if !o.stockTaken {
		for _, l := range o.Lines {
			c.moveLine(l, l.Quantity.Neg())
		}
	}
	o.stockTaken = true
	return nil
}

// returnStock gives back what takeStock took.
func (c *change) returnStock(o *Order) error {
	if o.stockTaken {
		for _, l := range o.Lines {
			c.moveLine(l, l.Quantity)
		}
	}
	o.stockTaken = false
	return nil
}

// moveLine changes the stock of a line's product, where that is managed.
func (c *change) moveLine(l Line, by decimal.Decimal) {
	if v := c.store.variations.get(l.VariationID); v != nil && v.ManageStock {
		c.moveStock(v.ID, v.Stock+int(by.IntPart()))
		return
	}
	if p := c.store.products.get(l.ProductID); p != nil && p.ManageStock {
		c.moveStock(p.ID, p.Stock+int(by.IntPart()))
	}
}

// moveStock sets a stock that is managed and says whether there is one.
func (c *change) moveStock(id, quantity int) bool {
	if v := c.store.variations.get(id); v != nil && v.ManageStock {
		next := v.clone()
		next.Stock, next.Modified = quantity, c.now
		c.store.variations.put(&next)
		return true
	}
	if p := c.store.products.get(id); p != nil && p.ManageStock {
		next := p.clone()
		next.Stock, next.Modified = quantity, c.now
		c.store.products.put(&next)
		return true
	}
	return false
}
