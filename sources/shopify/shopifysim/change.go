package shopifysim

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// ErrUnknown says that the store holds no entity of the given id.
var ErrUnknown = errors.New("not in the store")

// Refund adds a refund to an order, and a successful REFUND transaction for
// its TotalRefundedSet when it names no transactions. Quantities, totals and
// statuses follow; goods that are restocked return to their location.
func (s *Sim) Refund(order string, refund Refund) (Refund, error) {
	s.store.Lock()
	defer s.store.Unlock()
	o, err := s.store.edit(order)
	if err != nil {
		return refund, fmt.Errorf("refund: %w", err)
	}
	now := s.now()
	o.UpdatedAt = now
	if refund.CreatedAt == nil {
		refund.CreatedAt = &now
	}
	if len(refund.TransactionIDs) == 0 && refund.TotalRefundedSet != nil {
		transaction := refundTransaction(o, *refund.TotalRefundedSet)
		transaction.CreatedAt, transaction.ProcessedAt = now, &now
		if err := s.store.claim(&transaction.ID, "OrderTransaction"); err != nil {
			return refund, fmt.Errorf("refund %s: %w", order, err)
		}
		o.Transactions = append(o.Transactions, transaction)
		refund.TransactionIDs = []string{transaction.ID}
	}
	if err := s.store.completeRefund(o, &refund); err != nil {
		return refund, fmt.Errorf("refund %s: %w", order, err)
	}
	o.Refunds = append(o.Refunds, refund)
	applyRefund(o, &refund)
	s.store.putOrder(o)
	if err := s.restock(o, &refund); err != nil {
		return refund, fmt.Errorf("refund %s: %w", order, err)
	}
	return refund, nil
}

// refundTransaction gives money back through the order's first payment.
func refundTransaction(o *Order, amount MoneyBag) OrderTransaction {
	transaction := OrderTransaction{Kind: "REFUND", Status: "SUCCESS", AmountSet: amount, Test: o.Test, orderID: o.ID}
	for _, payment := range o.Transactions {
		if payment.Status == "SUCCESS" && (payment.Kind == "SALE" || payment.Kind == "CAPTURE") {
			transaction.ParentTransactionID = payment.ID
			transaction.Gateway, transaction.FormattedGateway = payment.Gateway, payment.FormattedGateway
			break
		}
	}
	return transaction
}

// applyRefund moves an order's quantities, totals and statuses by one refund.
func applyRefund(o *Order, r *Refund) {
	for i := range r.RefundLineItems {
		item := &r.RefundLineItems[i]
		line := o.line(item.LineItemID)
		line.CurrentQuantity = new(max(0, *line.CurrentQuantity-item.Quantity))
		line.RefundableQuantity = new(max(0, *line.RefundableQuantity-item.Quantity))
		line.UnfulfilledQuantity = new(min(*line.UnfulfilledQuantity, *line.CurrentQuantity))
	}
	parts, amount := partsOf(o, r), *r.TotalRefundedSet
	move(&o.TotalRefundedSet, amount)
	move(&o.TotalRefundedShippingSet, parts.shipping)
	for _, total := range []**MoneyBag{&o.CurrentTotalPriceSet, &o.NetPaymentSet} {
		move(total, amount.times(-1))
	}
	move(&o.CurrentSubtotalPriceSet, parts.goods.times(-1))
	move(&o.CurrentTotalTaxSet, parts.tax.times(-1))
	move(&o.CurrentShippingPriceSet, parts.shipping.times(-1))
	o.FinancialStatus, o.FulfillmentStatus = financialStatus(o), fulfillmentStatus(o)
}

// move replaces a total; the old one may be in a caller's hands.
func move(total **MoneyBag, by MoneyBag) { *total = new((*total).add(by)) }

// restock returns goods to where the refund says.
func (s *Sim) restock(o *Order, r *Refund) error {
	for _, item := range r.RefundLineItems {
		variant := s.store.variants[o.line(item.LineItemID).VariantID]
		if !item.Restocked || item.LocationID == "" || variant == nil {
			continue
		}
		if err := s.store.moveStock(variant.InventoryItemID, item.LocationID, "available", item.Quantity, s.now()); err != nil {
			return fmt.Errorf("restock: %w", err)
		}
	}
	return nil
}

// Fulfill adds a fulfillment to an order. Without lines it covers everything
// that is still unfulfilled.
func (s *Sim) Fulfill(order string, fulfillment Fulfillment) (Fulfillment, error) {
	s.store.Lock()
	defer s.store.Unlock()
	o, err := s.store.edit(order)
	if err != nil {
		return fulfillment, fmt.Errorf("fulfill: %w", err)
	}
	if len(fulfillment.FulfillmentLineItems) == 0 {
		for i := range o.LineItems {
			if open := *o.LineItems[i].UnfulfilledQuantity; open > 0 {
				fulfillment.FulfillmentLineItems = append(fulfillment.FulfillmentLineItems, FulfillmentLineItem{LineItemID: o.LineItems[i].ID, Quantity: open})
			}
		}
	}
	o.UpdatedAt = s.now()
	orTime(&fulfillment.CreatedAt, o.UpdatedAt)
	o.Fulfillments = append(o.Fulfillments, fulfillment)
	at := len(o.Fulfillments) - 1
	if err := s.store.completeFulfillment(o, at); err != nil {
		return fulfillment, fmt.Errorf("fulfill %s: %w", order, err)
	}
	for _, item := range o.Fulfillments[at].FulfillmentLineItems {
		line := o.line(item.LineItemID)
		line.UnfulfilledQuantity = new(max(0, *line.UnfulfilledQuantity-item.Quantity))
	}
	o.FulfillmentStatus = fulfillmentStatus(o)
	s.store.putOrder(o)
	return o.Fulfillments[at], nil
}

// Cancel cancels an order for one of the reasons of OrderCancelReason. It does
// not refund: money goes back by Refund, as in the shop.
func (s *Sim) Cancel(order, reason string) error {
	s.store.Lock()
	defer s.store.Unlock()
	o, err := s.store.edit(order)
	if err != nil {
		return fmt.Errorf("cancel: %w", err)
	}
	if s.schema.Types["OrderCancelReason"].EnumValues.ForName(reason) == nil {
		return fmt.Errorf("cancel %s: unknown reason %q", order, reason)
	}
	now := s.now()
	o.UpdatedAt, o.CancelledAt, o.ClosedAt, o.CancelReason = now, &now, &now, reason
	o.TotalOutstandingSet = new(o.zero())
	for i := range o.LineItems {
		o.LineItems[i].UnfulfilledQuantity = new(0)
	}
	s.store.putOrder(o)
	return nil
}

// UpdateOrder changes an order by a function and bumps UpdatedAt. What the
// function leaves alone stays, derived values included. The slices in the order
// are copies, the values behind pointers are not: replace those.
func (s *Sim) UpdateOrder(order string, change func(*Order)) (Order, error) {
	s.store.Lock()
	defer s.store.Unlock()
	o, err := s.store.edit(order)
	if err != nil {
		return Order{}, fmt.Errorf("update order: %w", err)
	}
	o.UpdatedAt = s.now()
	change(o)
	o.ID = order
	if err := s.store.complete(o, s.domain, s.now()); err != nil {
		return Order{}, fmt.Errorf("update order %s: %w", order, err)
	}
	s.store.putOrder(o)
	return *o, nil
}

// edit returns a copy of an order that can be changed and put back.
func (s *store) edit(id string) (*Order, error) {
	known := s.orders[id]
	if known == nil {
		return nil, fmt.Errorf("order %q: %w", id, ErrUnknown)
	}
	o := *known
	o.LineItems = slices.Clone(o.LineItems)
	o.Transactions = slices.Clone(o.Transactions)
	o.Refunds = slices.Clone(o.Refunds)
	o.Fulfillments = slices.Clone(o.Fulfillments)
	o.FulfillmentOrders = slices.Clone(o.FulfillmentOrders)
	o.Returns = slices.Clone(o.Returns)
	o.Events = slices.Clone(o.Events)
	o.Metafields = slices.Clone(o.Metafields)
	return &o, nil
}

// MoveStock changes a named quantity of an item at a location, by a negative
// number to take goods away. The level is made when there is none.
func (s *Sim) MoveStock(item, location, quantity string, by int) error {
	s.store.Lock()
	defer s.store.Unlock()
	if s.store.items[item] == nil || s.store.locations[location] == nil {
		return fmt.Errorf("move stock: item %q at location %q: %w", item, location, ErrUnknown)
	}
	if !slices.Contains(quantityNames, quantity) {
		return fmt.Errorf("move stock: unknown quantity %q", quantity)
	}
	return s.store.moveStock(item, location, quantity, by, s.now())
}

func (s *store) moveStock(item, location, quantity string, by int, now time.Time) error {
	level := InventoryLevel{ItemID: item, LocationID: location, CreatedAt: now}
	if known := s.level(item, location); known != nil {
		level = *known
	} else {
		if err := s.claim(&level.ID, "InventoryLevel"); err != nil {
			return err
		}
		level.ID += fmt.Sprintf("?inventory_item_id=%d", legacyID(item))
	}
	level.UpdatedAt = now
	level.Quantities = maps.Clone(level.Quantities)
	if level.Quantities == nil {
		level.Quantities = map[string]int{}
	}
	level.Quantities[quantity] += by
	if _, said := level.Quantities["on_hand"]; said && quantity != "on_hand" && quantity != "incoming" {
		level.Quantities["on_hand"] += by
	}
	s.putLevel(&level)
	return nil
}
