package shopifysim

import (
	"fmt"
	"slices"
)

func (s *store) completeFulfillments(o *Order) error {
	o.Fulfillments = slices.Clone(o.Fulfillments)
	for i := range o.Fulfillments {
		if err := s.completeFulfillment(o, i); err != nil {
			return fmt.Errorf("fulfillment %d: %w", i, err)
		}
	}
	return nil
}

func (s *store) completeFulfillment(o *Order, at int) error {
	f := &o.Fulfillments[at]
	if err := s.claim(&f.ID, "Fulfillment"); err != nil {
		return err
	}
	f.orderID = o.ID
	orString(&f.Name, fmt.Sprintf("%s.%d", o.Name, at+1))
	orString(&f.Status, "SUCCESS")
	orString(&f.DisplayStatus, "FULFILLED")
	orTime(&f.CreatedAt, o.CreatedAt)
	orTime(&f.UpdatedAt, f.CreatedAt)
	if f.RequiresShipping == nil {
		f.RequiresShipping = new(true)
	}
	f.FulfillmentLineItems = slices.Clone(f.FulfillmentLineItems)
	for i := range f.FulfillmentLineItems {
		line := &f.FulfillmentLineItems[i]
		line.orderID = o.ID
		if err := s.claim(&line.ID, "FulfillmentLineItem"); err != nil {
			return fmt.Errorf("line %d: %w", i, err)
		}
		if o.line(line.LineItemID) == nil {
			return fmt.Errorf("line %d: line item %q is not of this order", i, line.LineItemID)
		}
	}
	f.Events = slices.Clone(f.Events)
	for i := range f.Events {
		if err := s.claim(&f.Events[i].ID, "FulfillmentEvent"); err != nil {
			return fmt.Errorf("event %d: %w", i, err)
		}
		orTime(&f.Events[i].CreatedAt, f.Events[i].HappenedAt)
	}
	return nil
}

func (s *store) completeRefunds(o *Order) error {
	o.Refunds = slices.Clone(o.Refunds)
	for i := range o.Refunds {
		if err := s.completeRefund(o, &o.Refunds[i]); err != nil {
			return fmt.Errorf("refund %d: %w", i, err)
		}
	}
	return nil
}

func (s *store) completeRefund(o *Order, r *Refund) error {
	if err := s.claim(&r.ID, "Refund"); err != nil {
		return err
	}
	r.orderID = o.ID
	if r.CreatedAt != nil {
		orTime(&r.ProcessedAt, *r.CreatedAt)
	}
	orTime(&r.ProcessedAt, o.UpdatedAt)
	orTime(&r.UpdatedAt, r.ProcessedAt)
	for _, step := range []func(*Order, *Refund) error{completeRefundLines, s.completeRefundShipping, s.completeAdjustments, completeRefundTotal} {
		if err := step(o, r); err != nil {
			return err
		}
	}
	return nil
}

func completeRefundLines(o *Order, r *Refund) error {
	r.RefundLineItems = slices.Clone(r.RefundLineItems)
	for i := range r.RefundLineItems {
		item := &r.RefundLineItems[i]
		item.orderID = o.ID
		line := o.line(item.LineItemID)
		if line == nil {
			return fmt.Errorf("line %d: line item %q is not of this order", i, item.LineItemID)
		}
		orString(&item.RestockType, "NO_RESTOCK")
		orBag(&item.PriceSet, *line.DiscountedUnitPriceSet)
		orBag(&item.SubtotalSet, item.PriceSet.times(item.Quantity))
		orBag(&item.TotalTaxSet, o.zero())
	}
	return nil
}

func (s *store) completeRefundShipping(o *Order, r *Refund) error {
	r.RefundShippingLines = slices.Clone(r.RefundShippingLines)
	for i := range r.RefundShippingLines {
		line := &r.RefundShippingLines[i]
		line.orderID = o.ID
		if err := s.claim(&line.ID, "RefundShippingLine"); err != nil {
			return fmt.Errorf("shipping line %d: %w", i, err)
		}
	}
	return nil
}

func (s *store) completeAdjustments(_ *Order, r *Refund) error {
	r.OrderAdjustments = slices.Clone(r.OrderAdjustments)
	for i := range r.OrderAdjustments {
		if err := s.claim(&r.OrderAdjustments[i].ID, "OrderAdjustment"); err != nil {
			return fmt.Errorf("adjustment %d: %w", i, err)
		}
	}
	return nil
}

// completeRefundTotal sums the successful transactions of a refund.
func completeRefundTotal(o *Order, r *Refund) error {
	total := o.zero()
	for _, id := range r.TransactionIDs {
		transaction := o.transaction(id)
		if transaction == nil {
			return fmt.Errorf("transaction %q is not of this order", id)
		}
		if transaction.Kind == "REFUND" && transaction.Status == "SUCCESS" {
			total = total.add(transaction.AmountSet)
		}
	}
	orBag(&r.TotalRefundedSet, total)
	return nil
}
