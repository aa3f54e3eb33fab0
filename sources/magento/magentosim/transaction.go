package magentosim

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Transaction is what a gateway did for an order.
type Transaction struct {
	TransactionID int64
	OrderID       int64
	Type          string // authorization, capture, refund, void, order
	TxnID         string
	ParentTxnID   string
	Closed        bool
	// AdditionalInformation are values whose keys REST does not show.
	AdditionalInformation []string
	CreatedAt             time.Time
}

func (t *Transaction) id() int64 { return t.TransactionID }

// PutTransaction stores a transaction as it stands. One with the same id is
// replaced.
func (s *Sim) PutTransaction(t Transaction) (Transaction, error) {
	err := s.change("put transaction", func(c *change) error { return c.putTransaction(&t) })
	return t, err
}

func (c *change) putTransaction(t *Transaction) error {
	if c.sim.store.orders.find(t.OrderID) == nil {
		return fmt.Errorf("there is no order %d", t.OrderID)
	}
	if t.TxnID == "" || t.Type == "" {
		return errors.New("a transaction needs txn_id and txn_type")
	}
	c.sim.store.transactions.assign(&t.TransactionID)
	var updated time.Time
	c.setTimes(&t.CreatedAt, &updated)
	stored := *t
	stored.AdditionalInformation = slices.Clone(t.AdditionalInformation)
	c.sim.store.putTransaction(&stored)
	return nil
}

func (st *store) putTransaction(t *Transaction) {
	if old := get[Transaction](&st.transactions, t.TransactionID); old != nil {
		st.transactionsOf[old.OrderID] = slices.DeleteFunc(st.transactionsOf[old.OrderID], func(id int64) bool { return id == t.TransactionID })
	}
	st.transactions.put(t)
	st.transactionsOf[t.OrderID] = append(st.transactionsOf[t.OrderID], t.TransactionID)
}

func (t *Transaction) column(v *view, name string) any {
	switch name {
	case "order_id":
		return t.OrderID
	case "txn_id":
		return t.TxnID
	}
	return t.renderRow(v)[name]
}

// render shows a transaction with those that came out of it.
func (t *Transaction) render(v *view) object {
	row := t.renderRow(v)
	children := []any{}
	for _, id := range v.store.transactionsOf[t.OrderID] {
		child := get[Transaction](&v.store.transactions, id)
		if child.ParentTxnID == t.TxnID && child.TxnID != t.TxnID {
			row := child.renderRow(v)
			row["child_transactions"] = []any{}
			children = append(children, row)
		}
	}
	row["child_transactions"] = children
	return row
}

func (t *Transaction) renderRow(v *view) object {
	o := get[Order](&v.store.orders, t.OrderID)
	row := object{
		"transaction_id": t.TransactionID, "order_id": t.OrderID, "payment_id": o.Payment.EntityID, "txn_id": t.TxnID,
		"parent_txn_id": orNull(t.ParentTxnID), "txn_type": t.Type, "is_closed": flag(t.Closed),
		"created_at": t.CreatedAt.Format(time.DateTime), "additional_information": anyList(t.AdditionalInformation),
	}
	for _, id := range v.store.transactionsOf[t.OrderID] {
		parent := get[Transaction](&v.store.transactions, id)
		if t.ParentTxnID != "" && parent.TxnID == t.ParentTxnID && id != t.TransactionID {
			row["parent_id"] = id
		}
	}
	return row
}
