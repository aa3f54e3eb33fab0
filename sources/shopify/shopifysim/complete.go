package shopifysim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// complete gives an order and its parts their ids, defaults and derived
// values. The parts are copied first: the caller's slices stay as they were.
func (s *store) complete(o *Order, domain string, now time.Time) error {
	orTime(&o.CreatedAt, now)
	orTime(&o.ProcessedAt, o.CreatedAt)
	orTime(&o.UpdatedAt, o.CreatedAt)
	if o.Number == 0 {
		o.Number = s.number + 1
	}
	s.number = max(s.number, o.Number)
	orString(&o.Name, "#"+strconv.Itoa(o.Number))
	orString(&o.CurrencyCode, s.shop.CurrencyCode)
	orString(&o.PresentmentCurrency, o.CurrencyCode)
	orString(&o.ReturnStatus, "NO_RETURN")
	orString(&o.StatusPageURL, fmt.Sprintf("https://%s/%d/orders/%d/authenticate", domain, legacyID(s.shop.ID), legacyID(o.ID)))
	if o.Confirmed == nil {
		o.Confirmed = new(true)
	}
	for _, step := range []func(*Order) error{s.completeLines, s.completeShipping, s.completeDiscounts, s.completeTransactions, s.completeFulfillments, s.completeRefunds, s.completeAddresses} {
		if err := step(o); err != nil {
			return err
		}
	}
	deriveQuantities(o)
	deriveTotals(o)
	orString(&o.FinancialStatus, financialStatus(o))
	orString(&o.FulfillmentStatus, fulfillmentStatus(o))
	return nil
}

func (s *store) completeLines(o *Order) error {
	o.LineItems = slices.Clone(o.LineItems)
	for i := range o.LineItems {
		line := &o.LineItems[i]
		if err := s.claim(&line.ID, "LineItem"); err != nil {
			return fmt.Errorf("line item %d: %w", i, err)
		}
		line.orderID = o.ID
		line.DiscountAllocations = allocationsOf(o.ID, line.DiscountAllocations)
		orBag(&line.DiscountedUnitPriceSet, line.OriginalUnitPriceSet)
		orBag(&line.OriginalTotalSet, line.OriginalUnitPriceSet.times(line.Quantity))
		orBag(&line.DiscountedTotalSet, line.DiscountedUnitPriceSet.times(line.Quantity))
		orBag(&line.DiscountedUnitPriceAfterAllDiscountsSet, *line.DiscountedUnitPriceSet)
		orBag(&line.TotalDiscountSet, line.OriginalTotalSet.sub(*line.DiscountedTotalSet))
	}
	return nil
}

func allocationsOf(order string, allocations []DiscountAllocation) []DiscountAllocation {
	allocations = slices.Clone(allocations)
	for i := range allocations {
		allocations[i].orderID = order
	}
	return allocations
}

func (s *store) completeShipping(o *Order) error {
	o.ShippingLines = slices.Clone(o.ShippingLines)
	for i := range o.ShippingLines {
		line := &o.ShippingLines[i]
		if err := s.claim(&line.ID, "ShippingLine"); err != nil {
			return fmt.Errorf("shipping line %d: %w", i, err)
		}
		line.DiscountAllocations = allocationsOf(o.ID, line.DiscountAllocations)
		orBag(&line.DiscountedPriceSet, line.OriginalPriceSet)
		orBag(&line.CurrentDiscountedPriceSet, *line.DiscountedPriceSet)
	}
	return nil
}

func (s *store) completeDiscounts(o *Order) error {
	o.DiscountApplications = slices.Clone(o.DiscountApplications)
	var codes []string
	for i := range o.DiscountApplications {
		application := &o.DiscountApplications[i]
		application.Index = i
		if !strings.HasSuffix(application.Kind, "Application") || s.discountKind(application.Kind) == "" {
			return fmt.Errorf("discount application %d: unknown kind %q", i, application.Kind)
		}
		orString(&application.AllocationMethod, "ACROSS")
		orString(&application.TargetSelection, "ALL")
		orString(&application.TargetType, "LINE_ITEM")
		if application.Code != "" {
			codes = append(codes, application.Code)
		}
	}
	if o.DiscountCodes == nil {
		o.DiscountCodes = codes
	}
	return nil
}

// discountKind returns the kind when it is one of the API's types.
func (s *store) discountKind(kind string) string {
	kinds := []string{"DiscountCodeApplication", "ManualDiscountApplication", "AutomaticDiscountApplication", "ScriptDiscountApplication"}
	if slices.Contains(kinds, kind) {
		return kind
	}
	return ""
}

func (s *store) completeTransactions(o *Order) error {
	o.Transactions = slices.Clone(o.Transactions)
	var gateways []string
	for i := range o.Transactions {
		transaction := &o.Transactions[i]
		if err := s.claim(&transaction.ID, "OrderTransaction"); err != nil {
			return fmt.Errorf("transaction %d: %w", i, err)
		}
		transaction.orderID = o.ID
		orString(&transaction.Kind, "SALE")
		orString(&transaction.Status, "SUCCESS")
		orTime(&transaction.CreatedAt, o.CreatedAt)
		if gateway := transaction.Gateway; gateway != nil && !slices.Contains(gateways, *gateway) {
			gateways = append(gateways, *gateway)
		}
	}
	if o.PaymentGatewayNames == nil {
		o.PaymentGatewayNames = gateways
	}
	return nil
}

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
	zero := o.zero()
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
		orBag(&item.TotalTaxSet, zero)
	}
	r.RefundShippingLines = slices.Clone(r.RefundShippingLines)
	for i := range r.RefundShippingLines {
		line := &r.RefundShippingLines[i]
		line.orderID = o.ID
		if err := s.claim(&line.ID, "RefundShippingLine"); err != nil {
			return fmt.Errorf("shipping line %d: %w", i, err)
		}
	}
	r.OrderAdjustments = slices.Clone(r.OrderAdjustments)
	for i := range r.OrderAdjustments {
		if err := s.claim(&r.OrderAdjustments[i].ID, "OrderAdjustment"); err != nil {
			return fmt.Errorf("adjustment %d: %w", i, err)
		}
	}
	total := zero
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

func (s *store) completeAddresses(o *Order) error {
	for _, address := range []**MailingAddress{&o.BillingAddress, &o.ShippingAddress} {
		if *address == nil {
			continue
		}
		copied := **address
		if err := s.claim(&copied.ID, "MailingAddress"); err != nil {
			return fmt.Errorf("address: %w", err)
		}
		*address = &copied
	}
	return nil
}

func (o *Order) line(id string) *LineItem {
	for i := range o.LineItems {
		if o.LineItems[i].ID == id {
			return &o.LineItems[i]
		}
	}
	return nil
}

func (o *Order) transaction(id string) *OrderTransaction {
	for i := range o.Transactions {
		if o.Transactions[i].ID == id {
			return &o.Transactions[i]
		}
	}
	return nil
}

// zero is no money in the order's currencies.
func (o *Order) zero() MoneyBag {
	return MoneyBag{ShopMoney: MoneyV2{CurrencyCode: o.CurrencyCode}, PresentmentMoney: MoneyV2{CurrencyCode: o.PresentmentCurrency}}
}
