package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// placeOrder adds an order at one of the stores, with its payment at the
// gateway and its goods promised in the warehouse.
func (l *life) placeOrder(ctx context.Context, now time.Time) error {
	store := l.random.IntN(len(l.s.shops))
	l.numbers[store]++
	o := l.s.merchant.NewOrder(l.random, store, l.numbers[store], now)
	for i := range o.Payments {
		if o.Payments[i].ID == "" {
			continue
		}
		if _, err := l.s.gateway.CreatePaymentIntent(intent(l.s.merchant, &o, &o.Payments[i])); err != nil {
			return fmt.Errorf("pay for %s: %w", o.Name, err)
		}
	}
	if _, err := l.s.shops[store].sim.PutOrder(l.s.shops[store].order(&o)); err != nil {
		return fmt.Errorf("place %s: %w", o.Name, err)
	}
	l.remember(&o)
	for i := range o.Lines {
		if open := o.Open(i); open > 0 && o.Lines[i].SKU != merchant.NoSKU {
			if err := l.move(ctx, now, o.Lines[i].SKU, o.Location, movement{committed: open}); err != nil {
				return fmt.Errorf("promise the goods of %s: %w", o.Name, err)
			}
		}
	}
	return nil
}

// sendParcel sends the rest of the order that waits longest, of those whose
// goods are there. When there is none, somebody orders something.
func (l *life) sendParcel(ctx context.Context, now time.Time) error {
	at := slices.IndexFunc(l.waiting, l.canSend)
	if at < 0 {
		return l.placeOrder(ctx, now)
	}
	o := l.waiting[at]
	l.waiting = slices.Delete(l.waiting, at, at+1)
	f, _ := l.s.merchant.Parcel(o, l.random, now)
	o.Fulfillments = append(slices.Clip(o.Fulfillments), f)
	shop := l.s.shops[o.Store]
	if _, err := shop.sim.Fulfill(shop.orderID(o), shop.parcel(o, len(o.Fulfillments)-1)); err != nil {
		return fmt.Errorf("send %s: %w", o.Name, err)
	}
	for _, portion := range f.Lines {
		if sku := o.Lines[portion.Line].SKU; sku != merchant.NoSKU {
			if err := l.move(ctx, now, sku, o.Location, movement{committed: -portion.Quantity, onHand: -portion.Quantity}); err != nil {
				return fmt.Errorf("take the goods of %s: %w", o.Name, err)
			}
		}
	}
	if !o.Captured().IsZero() && len(o.Refunds) == 0 {
		l.sent = keep(l.sent, o)
	}
	return nil
}

// canSend says whether all that an order still needs is there.
func (l *life) canSend(o *merchant.Order) bool {
	for i := range o.Lines {
		sku, open := o.Lines[i].SKU, o.Open(i)
		if sku == merchant.NoSKU || open == 0 {
			continue
		}
		at, kept := l.s.merchant.StockOf(sku, o.Location)
		if !kept || l.stock[at].OnHand < open {
			return false
		}
	}
	return true
}

// giveBack refunds one unit of an order that was sent.
func (l *life) giveBack(ctx context.Context, now time.Time) error {
	o := l.take(&l.sent)
	if o == nil {
		return l.placeOrder(ctx, now)
	}
	refund, ok := l.s.merchant.Return(o, l.random, now)
	if !ok {
		return l.placeOrder(ctx, now)
	}
	o.Refunds = append(slices.Clip(o.Refunds), refund)
	for _, part := range refundsOf(o, &refund) {
		if _, err := l.s.gateway.Refund(part); err != nil {
			return fmt.Errorf("refund the payment of %s: %w", o.Name, err)
		}
	}
	shop := l.s.shops[o.Store]
	made, transactions := shop.refund(o, len(o.Refunds)-1)
	_, err := shop.sim.UpdateOrder(shop.orderID(o), func(stored *shopifysim.Order) {
		stored.Transactions = append(stored.Transactions, transactions...)
	})
	if err == nil {
		_, err = shop.sim.Refund(shop.orderID(o), made)
	}
	if err != nil {
		return fmt.Errorf("refund %s: %w", o.Name, err)
	}
	return nil
}

// capture takes money that was reserved.
func (l *life) capture(ctx context.Context, now time.Time) error {
	o := l.take(&l.held)
	if o == nil {
		return l.placeOrder(ctx, now)
	}
	p := o.Payments[0]
	if err := l.s.gateway.Capture(p.ID, 0); err != nil {
		return fmt.Errorf("capture the payment of %s: %w", o.Name, err)
	}
	p.Status, p.CapturedAt = merchant.Paid, now
	o.Payments = slices.Clone(o.Payments)
	o.Payments[0] = p
	shop := l.s.shops[o.Store]
	_, err := shop.sim.UpdateOrder(shop.orderID(o), func(stored *shopifysim.Order) {
		for _, t := range shop.transactions(o, 0) {
			if t.Kind == "CAPTURE" {
				stored.Transactions = append(stored.Transactions, t)
			}
		}
		// What was received is to be derived anew.
		stored.TotalReceivedSet, stored.NetPaymentSet, stored.TotalCapturableSet, stored.TotalOutstandingSet = nil, nil, nil, nil
		stored.FinancialStatus = ""
	})
	if err != nil {
		return fmt.Errorf("capture %s: %w", o.Name, err)
	}
	return nil
}
