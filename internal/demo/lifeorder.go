package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
)

// placeOrder adds an order at one of the stores, with its payment at the
// gateway and its goods promised in the warehouse.
func (l *life) placeOrder(ctx context.Context, now time.Time) error {
	const shares = "NNNNSSSTTO" // of ten orders
	store := strings.IndexByte("NSTO", shares[l.random.IntN(len(shares))])
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
	if err := l.s.stores[store].place(&o); err != nil {
		return fmt.Errorf("place %s: %w", o.Name, err)
	}
	l.remember(&o)
	for i := range o.Lines {
		if open := o.Open(i); open > 0 && o.Lines[i].SKU != merchant.NoSKU {
			if err := l.move(ctx, now, o.Lines[i].SKU, o.Location, store, movement{committed: open}); err != nil {
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
	o.Fulfillments, o.UpdatedAt = append(slices.Clip(o.Fulfillments), f), now
	if err := l.s.stores[o.Store].send(o, len(o.Fulfillments)-1); err != nil {
		return fmt.Errorf("send %s: %w", o.Name, err)
	}
	for _, portion := range f.Lines {
		if sku := o.Lines[portion.Line].SKU; sku != merchant.NoSKU {
			if err := l.move(ctx, now, sku, o.Location, o.Store, movement{committed: -portion.Quantity, onHand: -portion.Quantity}); err != nil {
				return fmt.Errorf("take the goods of %s: %w", o.Name, err)
			}
		}
	}
	if !o.Captured().IsZero() && len(o.Refunds) == 0 {
		l.sent = keep(l.sent, o)
	}
	return nil
}

// canSend says whether an order may be sent, and all that it still needs is there.
func (l *life) canSend(o *merchant.Order) bool {
	if !o.Sendable() {
		return false
	}
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
	o.Refunds, o.UpdatedAt = append(slices.Clip(o.Refunds), refund), now
	for _, part := range refundsOf(o, &refund) {
		if _, err := l.s.gateway.Refund(part); err != nil {
			return fmt.Errorf("refund the payment of %s: %w", o.Name, err)
		}
	}
	if err := l.s.stores[o.Store].giveBack(o, len(o.Refunds)-1); err != nil {
		return fmt.Errorf("refund %s: %w", o.Name, err)
	}
	return nil
}

// collect takes money that was reserved, or gets some that was awaited.
func (l *life) collect(ctx context.Context, now time.Time) error {
	o := l.take(&l.held)
	if o == nil {
		return l.placeOrder(ctx, now)
	}
	p := o.Payments[0]
	if p.Status == merchant.Authorized {
		if err := l.s.gateway.Capture(p.ID, 0); err != nil {
			return fmt.Errorf("capture the payment of %s: %w", o.Name, err)
		}
	}
	p.Status, p.CapturedAt = merchant.Paid, now
	o.Payments = slices.Clone(o.Payments)
	o.Payments[0], o.UpdatedAt = p, now
	if err := l.s.stores[o.Store].collect(o); err != nil {
		return fmt.Errorf("collect the money of %s: %w", o.Name, err)
	}
	return nil
}
