package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
)

// movement is what changes of a stock.
type movement struct{ onHand, committed, incoming int }

// receiveGoods unloads a delivery of what is needed most.
func (l *life) receiveGoods(ctx context.Context, now time.Time) error {
	const most = 24
	at := l.random.IntN(len(l.stock))
	for range 3 {
		if other := l.random.IntN(len(l.stock)); l.stock[other].Available() < l.stock[at].Available() {
			at = other
		}
	}
	s := l.stock[at]
	arrived := 6 + l.random.IntN(most-6)
	return l.move(ctx, now, s.SKU, s.Location, nobody, movement{onHand: arrived, incoming: -min(arrived, s.Incoming)})
}

// nobody stands for the store of a movement that belongs to no order.
const nobody = -1

// move changes a stock in the warehouse and in the stores that keep it, for an
// order of one of them.
func (l *life) move(ctx context.Context, now time.Time, sku, location, store int, m movement) error {
	at, kept := l.s.merchant.StockOf(sku, location)
	if !kept {
		return fmt.Errorf("no stock of %s is kept at %s", l.s.merchant.SKUs[sku].Code, siteID(location))
	}
	s := &l.stock[at]
	s.OnHand, s.Committed, s.Incoming, s.CountedAt = s.OnHand+m.onHand, s.Committed+m.committed, s.Incoming+m.incoming, now
	if err := l.s.warehouse.fill(ctx, "", func(w *writer) {
		w.exec(`UPDATE stock SET on_hand = ?, committed = ?, available = ?, incoming = ?, counted_at = ? WHERE article_id = ? AND site_id = ?`,
			s.OnHand, s.Committed, s.Available(), s.Incoming, now.Unix(), articleID(sku), siteID(location))
		w.exec(`UPDATE articles SET changed_at = ? WHERE article_id = ?`, now.Unix(), articleID(sku))
	}); err != nil {
		return fmt.Errorf("move stock: %w", err)
	}
	for i, shop := range l.s.stores {
		if err := shop.restock(at, s, m, i == store); err != nil {
			return fmt.Errorf("move stock: %w", err)
		}
	}
	return nil
}

// changeCustomer changes what one system knows of a customer, in turns: the
// CRM a note, a store that there was something, the gateway the phone number.
func (l *life) changeCustomer(ctx context.Context, now time.Time) error {
	person := l.random.IntN(merchant.Customers)
	p := &l.s.merchant.People[person]
	notes := []string{"Called about the opening hours.", "Wants the catalogue – on paper.", "Birthday greetings sent.", "Moves to Malmö in spring."}
	if err := l.s.crm.fill(ctx, "", func(w *writer) {
		w.exec(`UPDATE contacts SET note = ?, changed_at = ? WHERE contact_id = ?`, notes[l.random.IntN(len(notes))], now.Unix(), contactID(person))
	}); err != nil {
		return fmt.Errorf("change a contact: %w", err)
	}
	for i, shop := range l.s.stores {
		if p.ByStore[i] == nil || l.random.IntN(2) == 0 {
			continue
		}
		if err := shop.greet(person, now); err != nil {
			return fmt.Errorf("change a customer of %s: %w", l.s.merchant.Stores[i].Name, err)
		}
	}
	if p.Gateway == nil || l.random.IntN(2) == 0 {
		return nil
	}
	phone := fmt.Sprintf("+49 40 %d", 1_000_000+l.random.IntN(9_000_000))
	return changePhone(l.s.gateway, p.Gateway.Key, phone)
}
