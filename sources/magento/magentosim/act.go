package magentosim

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// PlaceOrder stores an order that a customer places now and reserves its goods.
// A payment that is authorized leaves a transaction.
func (s *Sim) PlaceOrder(o Order) (Order, error) {
	var stored *Order
	err := s.change("place order", func(c *change) error {
		if o.EntityID != 0 && c.sim.store.orders.find(o.EntityID) != nil {
			return fmt.Errorf("order %d is already there", o.EntityID)
		}
		var err error
		if stored, err = c.putOrder(&o); err != nil {
			return err
		}
		stored = stored.clone()
		c.reserveAll(stored)
		if p := &stored.Payment; p.Authorized && p.LastTransID != "" {
			if err := c.putTransaction(&Transaction{OrderID: stored.EntityID, Type: "authorization", TxnID: p.LastTransID, AdditionalInformation: p.AdditionalInformation}); err != nil {
				return err
			}
		}
		c.storeOrder(stored)
		return nil
	})
	if err != nil {
		return Order{}, err
	}
	return *stored.clone(), nil
}

// reserveAll reserves the goods of an order that have stock of their own.
func (c *change) reserveAll(o *Order) {
	o.reserved = map[string]decimal.Decimal{}
	for i := range o.rows {
		if row := &o.rows[i]; len(row.Children) == 0 {
			o.reserved[row.SKU] = o.reserved[row.SKU].Add(row.Qty)
			c.sim.store.reserve(c.stockOfStore(o.StoreID), row.SKU, row.Qty.Neg())
		}
	}
}

// release gives up to a quantity of an order's reservation back.
func (c *change) release(o *Order, sku string, qty decimal.Decimal) {
	qty = decimal.Min(qty, o.reserved[sku])
	if qty.IsPositive() {
		o.reserved[sku] = o.reserved[sku].Sub(qty)
		c.sim.store.reserve(c.stockOfStore(o.StoreID), sku, qty)
	}
}

// Pay invoices all that is left of an order and captures it.
func (s *Sim) Pay(orderID int64) (Invoice, error) { return s.Invoice(Invoice{OrderID: orderID}) }

// Invoice invoices what the invoice names. A paid one is captured through the
// gateway, if the order's payment has an id there, which gets a suffix.
func (s *Sim) Invoice(i Invoice) (Invoice, error) {
	var stored *Invoice
	err := s.change("invoice", func(c *change) error {
		o, err := c.order(i.OrderID)
		if err != nil {
			return err
		}
		if o.State == "holded" || o.State == "canceled" || o.State == "closed" {
			return fmt.Errorf("the order is %s", o.State)
		}
		if i.State != InvoiceOpen && i.TransactionID == "" {
			i.TransactionID = captureID(o)
		}
		if stored, err = c.putInvoice(&i); err != nil {
			return err
		}
		if stored.State != InvoicePaid {
			return nil
		}
		return c.transact(o.EntityID, "capture", stored.TransactionID)
	})
	if err != nil {
		return Invoice{}, err
	}
	return *stored.clone(), nil
}

// Capture takes the money of an invoice that is open.
func (s *Sim) Capture(invoiceID int64) error {
	return s.change("capture", func(c *change) error {
		found := get[Invoice](&c.sim.store.invoices, invoiceID)
		if found == nil || found.State != InvoiceOpen {
			return fmt.Errorf("there is no open invoice %d", invoiceID)
		}
		o, err := c.order(found.OrderID)
		if err != nil {
			return err
		}
		i := found.clone()
		i.State, i.TransactionID, i.UpdatedAt = InvoicePaid, captureID(o), c.now
		o.pay(i)
		o.settle()
		c.sim.store.invoices.put(i)
		c.touch(o, c.now)
		return c.transact(o.EntityID, "capture", i.TransactionID)
	})
}

// gatewayID is the gateway's id without what Magento put behind it.
func gatewayID(o *Order) string {
	id := o.Payment.LastTransID
	for _, suffix := range []string{"-capture", "-refund", "-void"} {
		id = strings.TrimSuffix(id, suffix)
	}
	return id
}

func captureID(o *Order) string {
	id := gatewayID(o)
	if id == "" {
		return ""
	}
	return id + "-capture"
}

// transact records what the gateway did and makes it the payment's last.
func (c *change) transact(orderID int64, kind, txnID string) error {
	if txnID == "" {
		return nil
	}
	o, err := c.order(orderID)
	if err != nil {
		return err
	}
	parent := gatewayID(o)
	if kind == "refund" {
		parent += "-capture"
	}
	o.Payment.LastTransID = txnID
	c.touch(o, c.now)
	return c.putTransaction(&Transaction{OrderID: orderID, Type: kind, TxnID: txnID, ParentTxnID: parent, Closed: kind != "capture"})
}

// Ship sends a parcel: the goods leave their source and are no longer reserved.
func (s *Sim) Ship(p Shipment) (Shipment, error) {
	var stored *Shipment
	err := s.change("ship", func(c *change) error {
		o, err := c.order(p.OrderID)
		if err != nil {
			return err
		}
		if o.State == "holded" || o.State == "canceled" || o.State == "closed" {
			return fmt.Errorf("the order is %s", o.State)
		}
		if p.SourceCode != "" && c.sim.store.sourceIDs[p.SourceCode] == 0 {
			return fmt.Errorf("there is no source %q", p.SourceCode)
		}
		if stored, err = c.putShipment(&p); err != nil {
			return err
		}
		if o, err = c.order(p.OrderID); err != nil {
			return err
		}
		for i := range stored.rows {
			row := &o.rows[stored.rows[i].row]
			if len(row.Children) == 0 {
				c.release(o, row.SKU, stored.rows[i].qty)
				c.move(row.SKU, stored.SourceCode, stored.rows[i].qty.Neg())
			}
		}
		c.storeOrder(o)
		return nil
	})
	if err != nil {
		return Shipment{}, err
	}
	return *stored.clone(), nil
}

// move changes what lies at a source, if the product is kept there.
func (c *change) move(sku, source string, by decimal.Decimal) {
	if item := c.sim.store.sourceItem(sku, source); item != nil {
		changed := *item
		changed.Quantity = item.Quantity.Add(by)
		c.sim.store.sourceItems.put(&changed)
	}
}

// AddTrack adds a tracking number to a shipment.
func (s *Sim) AddTrack(shipmentID int64, track Track) error {
	return s.change("add track", func(c *change) error {
		found := get[Shipment](&c.sim.store.shipments, shipmentID)
		if found == nil {
			return fmt.Errorf("there is no shipment %d", shipmentID)
		}
		c.completeTrack(&track, c.now)
		p := found.clone()
		p.Tracks, p.UpdatedAt = append(p.Tracks, track), c.now
		c.sim.store.shipments.put(p)
		return nil
	})
}

// Refund gives money back: through the gateway when the credit memo names an
// invoice that was captured there, offline otherwise. What was not shipped is no
// longer reserved.
func (s *Sim) Refund(m Creditmemo) (Creditmemo, error) {
	var stored *Creditmemo
	err := s.change("refund", func(c *change) error {
		o, err := c.order(m.OrderID)
		if err != nil {
			return err
		}
		if invoice := get[Invoice](&c.sim.store.invoices, m.InvoiceID); invoice != nil && invoice.TransactionID != "" && m.TransactionID == "" {
			m.TransactionID = gatewayID(o) + "-refund"
		}
		if stored, err = c.putCreditmemo(&m); err != nil {
			return err
		}
		if o, err = c.order(m.OrderID); err != nil {
			return err
		}
		for i := range stored.rows {
			if row := &o.rows[stored.rows[i].row]; len(row.Children) == 0 {
				c.release(o, row.SKU, stored.rows[i].qty)
			}
		}
		c.storeOrder(o)
		return c.transact(o.EntityID, "refund", stored.TransactionID)
	})
	if err != nil {
		return Creditmemo{}, err
	}
	return *stored.clone(), nil
}

// Hold stops an order until it is unheld.
func (s *Sim) Hold(orderID int64) error {
	return s.change("hold", func(c *change) error {
		o, err := c.order(orderID)
		if err != nil {
			return err
		}
		switch o.State {
		case "holded", "canceled", "complete", "closed", "payment_review":
			return errors.New("a hold action is not available")
		}
		o.heldState, o.heldStatus = o.State, o.Status
		o.setState("holded")
		c.touch(o, c.now)
		return nil
	})
}

// Unhold lets a held order go on where it was.
func (s *Sim) Unhold(orderID int64) error {
	return s.change("unhold", func(c *change) error {
		o, err := c.order(orderID)
		if err != nil {
			return err
		}
		if o.State != "holded" {
			return errors.New("the order is not held")
		}
		o.State, o.Status, o.heldState, o.heldStatus = o.heldState, o.heldStatus, "", ""
		c.touch(o, c.now)
		return nil
	})
}

// Cancel cancels what of an order is neither invoiced nor shipped, and lets go
// of what was authorized. It refuses an order of which nothing is left.
func (s *Sim) Cancel(orderID int64) error {
	return s.change("cancel", func(c *change) error {
		o, err := c.order(orderID)
		if err != nil {
			return err
		}
		if o.State == "holded" || o.State == "canceled" || o.State == "closed" || !o.open((*orderRow).toInvoice) {
			return errors.New("the order cannot be canceled")
		}
		o.cancel()
		o.setState("canceled")
		for i := range o.rows {
			if row := &o.rows[i]; len(row.Children) == 0 {
				c.release(o, row.SKU, row.canceled)
			}
		}
		c.touch(o, c.now)
		if id := gatewayID(o); id != "" && o.Payment.Authorized && !o.hasInvoice {
			return c.transact(orderID, "void", id+"-void")
		}
		return nil
	})
}

// SetState gives an order a state and a status, which a merchant can name
// freely.
func (s *Sim) SetState(orderID int64, state, status string) error {
	return s.change("set state", func(c *change) error {
		o, err := c.order(orderID)
		if err != nil {
			return err
		}
		o.State, o.Status = state, status
		c.touch(o, c.now)
		return nil
	})
}

// Comment adds a comment to an order, and with it a status when it names one.
func (s *Sim) Comment(orderID int64, comment StatusHistory) error {
	return s.change("comment", func(c *change) error {
		o, err := c.order(orderID)
		if err != nil {
			return err
		}
		if comment.Status != "" {
			o.Status = comment.Status
		}
		if comment.CreatedAt.IsZero() {
			comment.CreatedAt = c.now
		}
		c.completeHistory(o, &comment)
		o.Histories = append(o.Histories, comment)
		c.touch(o, c.now)
		return nil
	})
}
