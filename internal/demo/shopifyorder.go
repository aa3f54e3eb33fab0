package demo

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// Parts of an order are numbered within it.
const partsPerOrder = 100

func (s *shopifyShop) partID(kind string, o *merchant.Order, part int) string {
	return s.gid(kind, o.Number*partsPerOrder+part)
}

func (s *shopifyShop) orderID(o *merchant.Order) string { return s.gid("Order", o.Number) }

func (s *shopifyShop) place(o *merchant.Order) error {
	_, err := s.sim.PutOrder(s.order(o))
	return err
}

func (s *shopifyShop) send(o *merchant.Order, parcel int) error {
	_, err := s.sim.Fulfill(s.orderID(o), s.parcel(o, parcel))
	return err
}

func (s *shopifyShop) giveBack(o *merchant.Order, refund int) error {
	made, transactions := s.refund(o, refund)
	_, err := s.sim.UpdateOrder(s.orderID(o), func(stored *shopifysim.Order) {
		stored.Transactions = append(stored.Transactions, transactions...)
	})
	if err == nil {
		_, err = s.sim.Refund(s.orderID(o), made)
	}
	return err
}

func (s *shopifyShop) collect(o *merchant.Order) error {
	_, err := s.sim.UpdateOrder(s.orderID(o), func(stored *shopifysim.Order) {
		for _, t := range s.transactions(o, 0) {
			if t.Kind == "CAPTURE" {
				stored.Transactions = append(stored.Transactions, t)
			}
		}
		// What was received is to be derived anew.
		stored.TotalReceivedSet, stored.NetPaymentSet, stored.TotalCapturableSet, stored.TotalOutstandingSet = nil, nil, nil, nil
		stored.FinancialStatus = ""
	})
	return err
}

// restock changes the store's own numbers; what is on hand follows from them.
func (s *shopifyShop) restock(_ int, stock *merchant.Stock, m movement, _ bool) error {
	if !keeps(s.merchant, s.index, stock.SKU, stock.Location) {
		return nil
	}
	for _, one := range []struct {
		name string
		by   int
	}{{"available", m.onHand - m.committed}, {"committed", m.committed}, {"incoming", m.incoming}} {
		if one.by == 0 {
			continue
		}
		if err := s.sim.MoveStock(s.gid("InventoryItem", stock.SKU), s.gid("Location", stock.Location), one.name, one.by); err != nil {
			return err
		}
	}
	return nil
}

// order translates an order with all its parts. Sums are left to the shop,
// which adds them up itself.
func (s *shopifyShop) order(o *merchant.Order) shopifysim.Order {
	address := s.address(o.Address)
	made := shopifysim.Order{
		ID: s.orderID(o), Name: o.Name, Number: o.Number, Email: textOrNil(o.Email), Phone: textOrNil(o.Phone), Note: textOrNil(o.Note),
		Tags: o.Tags, Test: o.Test, CreatedAt: o.PlacedAt, UpdatedAt: o.UpdatedAt, CancelReason: o.CancelReason,
		CancelledAt: timeOrNil(o.CancelledAt), ClosedAt: timeOrNil(o.ClosedAt), CurrencyCode: s.store.Currency,
		PresentmentCurrency: o.Total.Presentment.Currency, BillingAddress: address, ShippingAddress: address, SourceName: new("web"),
		TaxesIncluded: s.store.TaxesIncluded,
		ShippingLines: []shopifysim.ShippingLine{{
			ID: s.partID("ShippingLine", o, 0), Title: o.Shipping.Title, OriginalPriceSet: bag(o.Shipping.Price), TaxLines: s.taxLines(o, o.Shipping.Tax),
		}},
		TaxLines: s.taxLines(o, o.Tax),
	}
	if o.Person != merchant.Guest {
		made.CustomerID = s.customerID(o.Person)
	}
	if o.Percent > 0 {
		made.DiscountApplications = []shopifysim.DiscountApplication{{Kind: "DiscountCodeApplication", Code: o.Code, Percentage: new(decimal.NewFromInt(o.Percent))}}
		made.CartDiscountAmountSet = new(bag(o.Discount))
	}
	made.LineItems = make([]shopifysim.LineItem, len(o.Lines))
	for i := range o.Lines {
		made.LineItems[i] = s.line(o, i)
		if sku := o.Lines[i].SKU; sku != merchant.NoSKU {
			made.TotalWeight += s.merchant.SKUs[sku].Grams * o.Lines[i].Quantity
		}
	}
	for i := range o.Payments {
		made.Transactions = append(made.Transactions, s.transactions(o, i)...)
	}
	for i := range o.Fulfillments {
		made.Fulfillments = append(made.Fulfillments, s.parcel(o, i))
	}
	for i := range o.Refunds {
		refund, transactions := s.refund(o, i)
		made.Transactions = append(made.Transactions, transactions...)
		made.Refunds = append(made.Refunds, refund)
	}
	return made
}

func (s *shopifyShop) taxLines(o *merchant.Order, tax merchant.Amount) []shopifysim.TaxLine {
	if o.TaxRate == 0 {
		return nil
	}
	return []shopifysim.TaxLine{{Title: o.TaxTitle, Rate: s.rate(o.TaxRate), PriceSet: bag(tax)}}
}

// rate returns a tax rate as a fraction.
func (s *shopifyShop) rate(rate int64) *decimal.Decimal {
	if known, ok := s.rates.Load(rate); ok {
		return known.(*decimal.Decimal)
	}
	made := new(decimal.New(rate, -4))
	s.rates.Store(rate, made)
	return made
}

func (s *shopifyShop) line(o *merchant.Order, at int) shopifysim.LineItem {
	l := &o.Lines[at]
	made := shopifysim.LineItem{
		ID: s.partID("LineItem", o, at), Title: l.Title, Quantity: l.Quantity, Taxable: true, RequiresShipping: l.SKU != merchant.NoSKU,
		OriginalUnitPriceSet: bag(l.UnitPrice), TaxLines: s.taxLines(o, l.Tax),
	}
	if !l.Discount.IsZero() {
		made.DiscountAllocations = []shopifysim.DiscountAllocation{{AllocatedAmountSet: bag(l.Discount)}}
	}
	if l.SKU != merchant.NoSKU {
		k := &s.merchant.SKUs[l.SKU]
		made.SKU, made.VariantTitle, made.Vendor = &k.Code, textOrNil(k.Value), &s.merchant.Products[k.Product].Vendor
		made.ProductID, made.VariantID = s.gid("Product", k.Product), s.gid("ProductVariant", l.SKU)
	}
	return made
}

// Each payment has room for its transactions.
const transactionsPerPayment = 10

// gatewayNames are the shop's words for what is paid with, and what it shows.
func gatewayNames(m merchant.Method) (name, shown string) {
	switch m {
	case merchant.ByGiftCard:
		return "gift_card", "Gift card"
	case merchant.ByTransfer:
		return "Bank Deposit", "Bank Deposit"
	case merchant.ByNothing:
		return "bogus", "(for testing) Bogus Gateway"
	}
	return "stripe", "Stripe"
}

// transactions are the movements of one payment: tries that failed, then a
// sale, or an authorization and what became of it.
func (s *shopifyShop) transactions(o *merchant.Order, at int) []shopifysim.OrderTransaction {
	p := &o.Payments[at]
	var made []shopifysim.OrderTransaction
	add := func(kind, status string, when time.Time) *shopifysim.OrderTransaction {
		name, shown := gatewayNames(p.Method)
		made = append(made, shopifysim.OrderTransaction{
			ID: s.partID("OrderTransaction", o, at*transactionsPerPayment+len(made)), Kind: kind, Status: status, Gateway: &name, FormattedGateway: &shown,
			PaymentID: textOrNil(p.ID), AmountSet: bag(p.Amount), Test: o.Test, ManualPaymentGateway: p.Method == merchant.ByTransfer,
			CreatedAt: when, ProcessedAt: &when,
		})
		t := &made[len(made)-1]
		if p.Method == merchant.ByCard {
			t.AccountNumber = new("•••• •••• •••• " + p.Card.Last4)
		}
		return t
	}
	deferred := p.Status == merchant.Authorized || p.Status == merchant.Voided || !p.CapturedAt.IsZero()
	kind := "SALE"
	if deferred {
		kind = "AUTHORIZATION"
	}
	for _, decline := range p.Declined {
		add(kind, "FAILURE", decline.At).ErrorCode = map[bool]string{false: "CARD_DECLINED", true: "EXPIRED_CARD"}[decline.Code == "expired_card"]
	}
	if p.Status == merchant.Failed {
		return made
	}
	first := add(kind, "SUCCESS", p.At)
	if p.Status == merchant.Authorized {
		first.ManuallyCapturable, first.AuthorizationExpiresAt = true, new(p.At.AddDate(0, 0, 7))
	}
	parent := first.ID
	switch {
	case !p.CapturedAt.IsZero():
		add("CAPTURE", "SUCCESS", p.CapturedAt).ParentTransactionID = parent
	case p.Status == merchant.Voided:
		add("VOID", "SUCCESS", p.VoidedAt).ParentTransactionID = parent
	}
	return made
}

func (s *shopifyShop) parcel(o *merchant.Order, at int) shopifysim.Fulfillment {
	f := &o.Fulfillments[at]
	made := shopifysim.Fulfillment{
		ID: s.partID("Fulfillment", o, at), LocationID: s.gid("Location", o.Location), CreatedAt: f.At, UpdatedAt: f.At, InTransitAt: &f.At,
		DisplayStatus: "IN_TRANSIT", DeliveredAt: timeOrNil(f.DeliveredAt),
	}
	if !f.DeliveredAt.IsZero() {
		made.DisplayStatus, made.UpdatedAt = "DELIVERED", f.DeliveredAt
	}
	if f.Tracking != "" {
		made.TrackingInfo = []shopifysim.FulfillmentTrackingInfo{{
			Company: &f.Carrier, Number: &f.Tracking, URL: new(trackingURL(f)),
		}}
	}
	made.FulfillmentLineItems = make([]shopifysim.FulfillmentLineItem, len(f.Lines))
	for i, portion := range f.Lines {
		made.FulfillmentLineItems[i] = shopifysim.FulfillmentLineItem{LineItemID: s.partID("LineItem", o, portion.Line), Quantity: portion.Quantity}
	}
	return made
}

// refund translates a refund and the transactions that carry its money.
func (s *shopifyShop) refund(o *merchant.Order, at int) (shopifysim.Refund, []shopifysim.OrderTransaction) {
	r := &o.Refunds[at]
	made := shopifysim.Refund{ID: s.partID("Refund", o, at), Note: textOrNil(r.Note), CreatedAt: &r.At, TotalRefundedSet: new(bag(r.Total))}
	for _, back := range r.Lines {
		item := shopifysim.RefundLineItem{
			LineItemID: s.partID("LineItem", o, back.Line), Quantity: back.Quantity, RestockType: "NO_RESTOCK", Restocked: back.Restocked,
			SubtotalSet: new(bag(back.Price)), TotalTaxSet: new(bag(back.Tax)),
		}
		if back.Restocked {
			item.RestockType, item.LocationID = "RETURN", s.gid("Location", o.Location)
		}
		made.RefundLineItems = append(made.RefundLineItems, item)
	}
	if !r.Shipping.Price.IsZero() {
		made.RefundShippingLines = []shopifysim.RefundShippingLine{{
			ShippingLineID: s.partID("ShippingLine", o, 0), SubtotalAmountSet: bag(r.Shipping.Price), TaxAmountSet: bag(r.Shipping.Tax),
		}}
	}
	if !r.Goodwill.IsZero() {
		made.OrderAdjustments = []shopifysim.OrderAdjustment{{AmountSet: bag(r.Goodwill.Times(-1)), TaxAmountSet: bag(r.Goodwill.Times(0)), Reason: "CUSTOMER"}}
	}
	var transactions []shopifysim.OrderTransaction
	for i, part := range r.Parts {
		transaction := s.refundTransaction(o, r, part)
		transaction.ID = s.partID("OrderTransaction", o, partsPerOrder/2+at*transactionsPerPayment+i)
		transactions = append(transactions, transaction)
		made.TransactionIDs = append(made.TransactionIDs, transaction.ID)
	}
	return made, transactions
}

func (s *shopifyShop) refundTransaction(o *merchant.Order, r *merchant.Refund, part merchant.Part) shopifysim.OrderTransaction {
	paid := s.transactions(o, part.Payment)
	name, shown := gatewayNames(o.Payments[part.Payment].Method)
	return shopifysim.OrderTransaction{
		Kind: "REFUND", Status: "SUCCESS", Gateway: &name, FormattedGateway: &shown, PaymentID: textOrNil(o.Payments[part.Payment].ID),
		ParentTransactionID: paid[len(paid)-1].ID, AmountSet: bag(part.Amount), Test: o.Test, CreatedAt: r.At, ProcessedAt: &r.At,
	}
}

func bag(a merchant.Amount) shopifysim.MoneyBag {
	shop := money(a.Shop)
	if a.Presentment == a.Shop {
		return shopifysim.MoneyBag{ShopMoney: shop, PresentmentMoney: shop}
	}
	return shopifysim.MoneyBag{ShopMoney: shop, PresentmentMoney: money(a.Presentment)}
}

func money(m merchant.Money) shopifysim.MoneyV2 {
	return shopifysim.MoneyV2{Amount: m.Decimal(), CurrencyCode: m.Currency}
}

func timeOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
