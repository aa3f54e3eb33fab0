package shopifysim

import (
	"fmt"
	"slices"
	"strconv"
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
	orString(&o.StatusPageURL, fmt.Sprintf("https://%s/%d/orders/%d/authenticate", domain, legacyID(s.shop.ID), legacyID(o.ID)))
	if o.Confirmed == nil {
		o.Confirmed = new(true)
	}
	for _, step := range []func(*Order) error{s.completeLines, s.completeShipping, s.completeDiscounts, s.completeTransactions, s.completeFulfillments, s.completeRefunds, s.completeAddresses, s.completeReturns, s.completeFulfillmentOrders, s.completeMore} {
		if err := step(o); err != nil {
			return err
		}
	}
	deriveQuantities(o)
	deriveTotals(o)
	orString(&o.FinancialStatus, financialStatus(o))
	orString(&o.FulfillmentStatus, fulfillmentStatus(o))
	orString(&o.ReturnStatus, returnStatus(o))
	orString(&o.Risk.Recommendation, recommendation(o.Risk.Assessments))
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
		if !slices.Contains(discountKinds, application.Kind) {
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

// discountKinds are the API's types of discount applications.
var discountKinds = []string{"DiscountCodeApplication", "ManualDiscountApplication", "AutomaticDiscountApplication", "ScriptDiscountApplication"}

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

// completeMore completes what orders have in common with other entities.
func (s *store) completeMore(o *Order) (err error) {
	if o.Events, err = s.completeEvents(o.Events, o.Name, o.CreatedAt); err != nil {
		return err
	}
	o.Metafields, err = s.completeMetafields(o.Metafields, o.CreatedAt)
	return err
}

func (s *store) completeAddresses(o *Order) error {
	return s.completePlaces(&o.BillingAddress, &o.ShippingAddress)
}

func (s *store) completePlaces(addresses ...**MailingAddress) error {
	for _, address := range addresses {
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
