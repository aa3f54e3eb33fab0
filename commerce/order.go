package commerce

import "time"

// Order is a sales order of a store.
type Order struct {
	Origin

	// Name is the order's number as the merchant writes it: "#1001". It is not unique across stores.
	Name        string
	PlacedAt    time.Time
	ProcessedAt time.Time // when it counts for accounting
	CancelledAt time.Time
	ClosedAt    time.Time

	Status            State[OrderStatus]
	PaymentStatus     State[OrderPaymentStatus]
	FulfillmentStatus State[OrderFulfillmentStatus]
	ReturnStatus      State[OrderReturnStatus]
	CancelReason      State[CancelReason]
	Test              bool
	Note              Text
	Tags              []string
	// Channel is where the order was placed, in the source's own words: "web", "pos".
	Channel Text

	Customer        CustomerRef
	Email           Text
	Phone           Text
	BillingAddress  *Address
	ShippingAddress *Address

	// Subtotal is the lines after all discounts, without shipping; taxes are in it where prices include them. Nil amounts are unknown to the source.
	Subtotal       *MoneyBag
	TotalDiscounts *MoneyBag
	TotalShipping  *MoneyBag
	TotalTax       *MoneyBag
	Total          MoneyBag
	TotalRefunded  *MoneyBag

	// With [OrderLines]:

	LineItems []*LineItem

	// With [OrderCharges]:

	Discounts     []DiscountApplication
	TaxLines      []TaxLine
	ShippingLines []ShippingLine

	// With [OrderTransactions]:

	Transactions []*Transaction

	// With [OrderRefunds]:

	Refunds []*Refund

	// With [OrderFulfillments]:

	Fulfillments []*Fulfillment

	// With [OrderReturns]:

	Returns []*Return

	// With [OrderHolds]:

	// HeldFor is empty when nothing holds the order.
	HeldFor []Hold

	// With [OrderRisks]:

	// Risk is nil when the source does not judge orders.
	Risk *OrderRisk

	// With [OrderComments]:

	Comments []OrderComment

	// With [OrderAttributes]:

	Attributes []Attribute
}

// The groups of an order.
const (
	// OrderLines is the line items.
	OrderLines Groups = 1 << iota
	// OrderCharges is discounts, taxes and shipping in detail.
	OrderCharges
	// OrderTransactions is the money movements that the store knows.
	OrderTransactions
	// OrderRefunds is the refunds that the store made.
	OrderRefunds
	// OrderFulfillments is the fulfillments with their tracking.
	OrderFulfillments
	// OrderReturns is the goods that come back.
	OrderReturns
	// OrderHolds is why the order is not worked on.
	OrderHolds
	// OrderRisks is how likely fraud is.
	OrderRisks
	// OrderComments is what was written on the order's history.
	OrderComments
	// OrderAttributes is what the merchant and plug-ins keep beside the order.
	OrderAttributes
)

// LineItem is one line of an order.
type LineItem struct {
	Origin

	Title        string
	VariantTitle Text
	SKU          Text
	// VariantID is the variant in the same source; zero when the source knows none, or it is gone.
	VariantID ID
	ProductID ID
	Quantity  LineQuantity
	// UnitPrice is before, DiscountedUnitPrice after discounts of the line. Negative prices occur: adjustments.
	UnitPrice           MoneyBag
	DiscountedUnitPrice *MoneyBag
	// Total is quantity ordered times the unit price after the discounts of the line; discounts on the whole order are not in it.
	Total            MoneyBag
	TaxLines         []TaxLine
	RequiresShipping *bool
}

// LineQuantity counts the units of a line. Nil is unknown to the source.
// Ordered is negative on returns that a source books as orders of their own.
type LineQuantity struct {
	Ordered   int
	Fulfilled *int
	Refunded  *int
	Cancelled *int
	// Remaining is what is still to be fulfilled.
	Remaining *int
}

// DiscountApplication is a discount on an order, by its code or its title.
type DiscountApplication struct {
	Title Text
	Code  Text
	// Amount is what it takes off; nil when the source says only a percentage.
	Amount     *Money
	Percentage *Decimal
}

// TaxLine is one tax on an order or a line.
type TaxLine struct {
	Title Text
	// Rate is a fraction of one: 0.2 for 20 %.
	Rate   *Decimal
	Amount MoneyBag
}

// ShippingLine is one delivery charge of an order.
type ShippingLine struct {
	Title  Text
	Code   Text
	Amount MoneyBag
}

// Refund is money given back, with the lines that it is for where the source knows them.
type Refund struct {
	Origin

	Status    State[RefundStatus]
	Amount    Money
	Reason    Text
	Note      Text
	CreatedAt time.Time
	Lines     []RefundLine
	// PaymentID is the payment it gives back, in the same source; zero when it is not known.
	PaymentID ID
}

// RefundLine is the part of a refund that is for one line of the order.
type RefundLine struct {
	LineItemID ID
	Quantity   int
	Amount     *Money
}

// GlobalID returns the id that clients see.
func (o *Order) GlobalID() GlobalID { return GlobalID{Orders.Name, o.ID} }

// StatusValue returns the canonical lifecycle state.
func (o *Order) StatusValue() OrderStatus { return valueOf(o.Status) }

// PaymentStatusValue returns the canonical state of payment.
func (o *Order) PaymentStatusValue() OrderPaymentStatus { return valueOf(o.PaymentStatus) }

// FulfillmentStatusValue returns the canonical state of fulfillment.
func (o *Order) FulfillmentStatusValue() OrderFulfillmentStatus { return valueOf(o.FulfillmentStatus) }

// ReturnStatusValue returns the canonical state of returns.
func (o *Order) ReturnStatusValue() OrderReturnStatus { return valueOf(o.ReturnStatus) }

// CancelReasonValue returns why the order was cancelled; nil when it was not.
func (o *Order) CancelReasonValue() *CancelReason {
	if o.CancelReason.Value == "" {
		return nil
	}
	return &o.CancelReason.Value
}

// StatusInfo returns the four axes with the source's own words.
func (o *Order) StatusInfo() []StateInfo {
	return []StateInfo{
		info("status", o.Status),
		info("paymentStatus", o.PaymentStatus),
		info("fulfillmentStatus", o.FulfillmentStatus),
		info("returnStatus", o.ReturnStatus),
	}
}

// Sources returns the one origin of the order.
func (o *Order) Sources() []*Origin { return members(&o.Origin, nil) }

// GlobalID returns the id that clients see.
func (l *LineItem) GlobalID() GlobalID { return GlobalID{"LineItem", l.ID} }

// LineItemGlobalID returns the id of the line that clients see.
func (l RefundLine) LineItemGlobalID() GlobalID { return GlobalID{"LineItem", l.LineItemID} }

// GlobalID returns the id that clients see.
func (r *Refund) GlobalID() GlobalID { return GlobalID{"Refund", r.ID} }

// StatusValue returns the canonical state.
func (r *Refund) StatusValue() RefundStatus { return valueOf(r.Status) }

// StatusInfo returns the state with the source's own word.
func (r *Refund) StatusInfo() StateInfo { return info("status", r.Status) }

// Orders is the kind of [Order].
var Orders = Kind[Order]{
	Name:   "Order",
	Origin: func(o *Order) *Origin { return &o.Origin },
	Groups: []string{"lines", "charges", "transactions", "refunds", "fulfillments", "returns", "holds", "risk", "comments", "attributes"},
	// Carts that somebody filled are no orders yet, and would be counted as such.
	Unlisted: Unlisted{Field: "status", Word: string(OrderStatusDraft)},
	Fields: []Field[Order]{
		{Name: "name", Type: PlainText, Value: func(o *Order) Value { return String(o.Name) }},
		{Name: "email", Type: FoldedText, Value: func(o *Order) Value { return Folded(string(firstText(o.Email, o.Customer.Email))) }},
		{Name: "customer", Type: Reference, Value: func(o *Order) Value { return reference(o.Customer.ID) }},
		{Name: "status", Type: EnumText, Value: func(o *Order) Value { return String(string(o.StatusValue())) }},
		{Name: "paymentStatus", Type: EnumText, Value: func(o *Order) Value { return String(string(o.PaymentStatusValue())) }},
		{Name: "fulfillmentStatus", Type: EnumText, Value: func(o *Order) Value { return String(string(o.FulfillmentStatusValue())) }},
		{Name: "test", Type: Boolean, Value: func(o *Order) Value { return Bool(o.Test) }},
		{Name: "tag", Type: PlainText, Many: true, List: func(o *Order) []Value { return texts(o.Tags) }},
		{Name: "sku", Type: PlainText, Many: true, Group: OrderLines, List: func(o *Order) []Value {
			out := make([]Value, 0, len(o.LineItems))
			for _, l := range o.LineItems {
				if l.SKU != "" {
					out = append(out, String(string(l.SKU)))
				}
			}
			return out
		}},
		{Name: "country", Type: PlainText, Value: func(o *Order) Value { return country(o.ShippingAddress) }},
		{Name: "total", Type: Number, Value: func(o *Order) Value { return Num(o.Total.Shop.Amount) }},
		{Name: "currency", Type: PlainText, Value: func(o *Order) Value { return String(o.Total.Shop.Currency) }},
		{Name: "placedAt", Type: Instant, Value: func(o *Order) Value { return Time(o.PlacedAt) }},
		{Name: "processedAt", Type: Instant, Value: func(o *Order) Value { return Time(o.ProcessedAt) }},
		{Name: "updatedAt", Type: Instant, Value: func(o *Order) Value { return Time(o.UpdatedAt) }},
	},
}
