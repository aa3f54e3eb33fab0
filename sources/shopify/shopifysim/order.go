package shopifysim

import (
	"time"

	"github.com/shopspring/decimal"
)

// Order is an order with everything that belongs to it. Totals, statuses and
// quantities left nil or empty are derived from the lines, transactions,
// refunds and fulfillments when the order is put; those that are set are kept
// exactly. Later changes (Refund, Fulfill, Cancel) adjust them.
type Order struct {
	ID                   string
	Name                 string // "#<number>" when empty
	Number               int    // the next number from 1001 when zero
	CustomerID           string // gid; a guest order when empty
	Email                *string
	Phone                *string
	Note                 *string
	Tags                 []string
	CustomAttributes     []Attribute
	Test                 bool
	Confirmed            *bool // true when nil
	ConfirmationNumber   *string
	Edited               bool
	CreatedAt            time.Time
	ProcessedAt          time.Time // CreatedAt when zero
	UpdatedAt            time.Time // CreatedAt when zero
	CancelledAt          *time.Time
	ClosedAt             *time.Time
	CancelReason         string // OrderCancelReason, null when empty
	CancelStaffNote      *string
	CurrencyCode         string // the shop's when empty
	PresentmentCurrency  string // CurrencyCode when empty
	CustomerLocale       *string
	AcceptsMarketing     bool
	BillingAddress       *MailingAddress
	ShippingAddress      *MailingAddress
	ClientIP             *string
	App                  *OrderApp
	ChannelInformation   *ChannelInformation
	SourceName           *string
	SourceIdentifier     *string
	RegisteredSourceURL  *string
	StatusPageURL        string // made from the shop's domain when empty
	PoNumber             *string
	CartToken            *string
	CheckoutToken        *string
	PaymentGatewayNames  []string // the transactions' gateways when nil
	DiscountCodes        []string // the code applications' codes when nil
	RetailLocationID     string
	PaymentCollectionURL *string
	TotalWeight          int // grams
	TaxesIncluded        bool
	TaxExempt            bool
	DutiesIncluded       bool
	EstimatedTaxes       bool
	FinancialStatus      string // OrderDisplayFinancialStatus, derived when empty
	FulfillmentStatus    string // OrderDisplayFulfillmentStatus, derived when empty
	ReturnStatus         string // OrderReturnStatus, derived when empty
	OrderTotals
	LineItems            []LineItem
	ShippingLines        []ShippingLine
	TaxLines             []TaxLine
	DiscountApplications []DiscountApplication
	Transactions         []OrderTransaction
	Refunds              []Refund
	Fulfillments         []Fulfillment
	FulfillmentOrders    []FulfillmentOrder // one without holds when empty
	Returns              []Return
	Risk                 OrderRisk
	Events               []Event // begin with the making of the order
	Metafields           []Metafield
}

// OrderTotals are the amounts of an order. Nil ones are derived when the order
// is put, except the four that Shopify leaves null without duties and fees.
type OrderTotals struct {
	TotalPriceSet                  *MoneyBag
	OriginalTotalPriceSet          *MoneyBag
	CurrentTotalPriceSet           *MoneyBag
	SubtotalPriceSet               *MoneyBag
	CurrentSubtotalPriceSet        *MoneyBag
	TotalTaxSet                    *MoneyBag
	CurrentTotalTaxSet             *MoneyBag
	TotalShippingPriceSet          *MoneyBag
	CurrentShippingPriceSet        *MoneyBag
	TotalDiscountsSet              *MoneyBag
	CurrentTotalDiscountsSet       *MoneyBag
	CartDiscountAmountSet          *MoneyBag
	CurrentCartDiscountAmountSet   *MoneyBag
	TotalRefundedSet               *MoneyBag
	TotalRefundedShippingSet       *MoneyBag
	RefundDiscrepancySet           *MoneyBag
	TotalReceivedSet               *MoneyBag
	NetPaymentSet                  *MoneyBag
	TotalOutstandingSet            *MoneyBag
	TotalCapturableSet             *MoneyBag
	TotalTipReceivedSet            *MoneyBag
	CurrentTotalDutiesSet          *MoneyBag
	OriginalTotalDutiesSet         *MoneyBag
	CurrentTotalAdditionalFeesSet  *MoneyBag
	OriginalTotalAdditionalFeesSet *MoneyBag
}

// Attribute is a key and value that the merchant or an app attached.
type Attribute struct {
	Key   string
	Value *string
}

// OrderApp is the app that made an order.
type OrderApp struct{ ID, Name string }

// ChannelInformation names the channel an order came through. App and
// ChannelDefinition can be nil only in ChannelDefinition's case.
type ChannelInformation struct {
	ID                string
	ChannelID         string
	DisplayName       *string
	App               App
	ChannelDefinition *ChannelDefinition
}

// App is an app installed on the shop.
type App struct {
	ID     string
	Title  string
	Handle *string
}

// ChannelDefinition describes a sales channel.
type ChannelDefinition struct {
	ID             string
	Handle         string
	ChannelName    string
	SubChannelName string
	IsMarketplace  bool
}

// LineItem is one line of an order. UnitPrice is required; totals and
// quantities left nil are derived.
type LineItem struct {
	ID                                      string
	Title                                   string
	VariantTitle                            *string
	Vendor                                  *string
	SKU                                     *string
	Quantity                                int
	CurrentQuantity                         *int // Quantity less what refunds took off
	RefundableQuantity                      *int // CurrentQuantity when nil
	UnfulfilledQuantity                     *int // what is left of CurrentQuantity after the fulfillments
	NonFulfillableQuantity                  int
	RequiresShipping                        bool
	Taxable                                 bool
	IsGiftCard                              bool
	ProductID                               string // gid; null when empty or no longer in the store
	VariantID                               string // gid; null when empty or no longer in the store
	Image                                   *Image
	CustomAttributes                        []Attribute
	OriginalUnitPriceSet                    MoneyBag
	OriginalTotalSet                        *MoneyBag
	DiscountedUnitPriceSet                  *MoneyBag
	DiscountedTotalSet                      *MoneyBag
	DiscountedUnitPriceAfterAllDiscountsSet *MoneyBag
	TotalDiscountSet                        *MoneyBag
	DiscountAllocations                     []DiscountAllocation
	TaxLines                                []TaxLine

	orderID string
}

// DiscountAllocation is the part of a discount that fell on one line. Index is
// the DiscountApplication's place in the order.
type DiscountAllocation struct {
	AllocatedAmountSet MoneyBag
	Index              int

	orderID string
}

// TaxLine is one tax on an order, line or shipping line. Rate is a fraction
// (0.19 for 19 per cent).
type TaxLine struct {
	Title         string
	Rate          *decimal.Decimal
	PriceSet      MoneyBag
	Source        *string
	ChannelLiable *bool
}

// ShippingLine is one way of delivery that the customer paid for.
type ShippingLine struct {
	ID                        string
	Title                     string
	Code                      *string
	Source                    *string
	CarrierIdentifier         *string
	Custom                    bool
	DeliveryCategory          *string
	Phone                     *string
	IsRemoved                 bool
	OriginalPriceSet          MoneyBag
	DiscountedPriceSet        *MoneyBag // OriginalPriceSet when nil
	CurrentDiscountedPriceSet *MoneyBag // DiscountedPriceSet when nil
	DiscountAllocations       []DiscountAllocation
	TaxLines                  []TaxLine
}

// DiscountApplication is a discount on an order. Kind is the API's type name:
// DiscountCodeApplication, ManualDiscountApplication,
// AutomaticDiscountApplication or ScriptDiscountApplication. The value is
// Percentage when that is set, else Amount.
type DiscountApplication struct {
	Kind             string
	Index            int    // its place in the order, set by the store
	AllocationMethod string // DiscountApplicationAllocationMethod, ACROSS when empty
	TargetSelection  string // DiscountApplicationTargetSelection, ALL when empty
	TargetType       string // DiscountApplicationTargetType, LINE_ITEM when empty
	Code             string
	Title            string
	Description      *string
	Percentage       *decimal.Decimal
	Amount           MoneyV2
}
