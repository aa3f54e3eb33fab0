package shopifysim

import (
	"time"

	"github.com/shopspring/decimal"
)

// OrderTransaction is one movement of money on an order.
type OrderTransaction struct {
	ID                     string
	Kind                   string // OrderTransactionKind, SALE when empty
	Status                 string // OrderTransactionStatus, SUCCESS when empty
	Gateway                *string
	FormattedGateway       *string
	PaymentID              *string
	ParentTransactionID    string
	AmountSet              MoneyBag
	AmountRoundingSet      *MoneyBag
	TotalUnsettledSet      *MoneyBag
	MaximumRefundableV2    *MoneyV2
	Test                   bool
	ManualPaymentGateway   bool
	ManuallyCapturable     bool
	MultiCapturable        bool
	AuthorizationCode      *string
	AuthorizationExpiresAt *time.Time
	AccountNumber          *string
	ErrorCode              string    // OrderTransactionErrorCode, null when empty
	ReceiptJSON            *string   // JSON text
	CreatedAt              time.Time // the order's when zero
	ProcessedAt            *time.Time
	SettlementCurrency     string // CurrencyCode, null when empty
	SettlementCurrencyRate *decimal.Decimal
	LocationID             string

	orderID string
}

// Refund is money and goods that came back. TotalRefundedSet is the sum of the
// successful refund transactions it names when left nil.
type Refund struct {
	ID                  string
	Note                *string
	CreatedAt           *time.Time
	ProcessedAt         time.Time // CreatedAt, else the order's UpdatedAt, when zero
	UpdatedAt           time.Time // ProcessedAt when zero
	TotalRefundedSet    *MoneyBag
	RefundLineItems     []RefundLineItem
	RefundShippingLines []RefundShippingLine
	OrderAdjustments    []OrderAdjustment
	TransactionIDs      []string // gids of transactions of the same order

	orderID string
}

// RefundLineItem is one refunded line. Amounts left nil are the line's
// discounted unit price times the quantity, and no tax.
type RefundLineItem struct {
	ID          *string
	LineItemID  string
	Quantity    int
	RestockType string // RefundLineItemRestockType, NO_RESTOCK when empty
	Restocked   bool
	LocationID  string
	PriceSet    *MoneyBag
	SubtotalSet *MoneyBag
	TotalTaxSet *MoneyBag

	orderID string
}

// RefundShippingLine is the refunded part of a shipping line.
type RefundShippingLine struct {
	ID                string
	ShippingLineID    string
	SubtotalAmountSet MoneyBag
	TaxAmountSet      MoneyBag

	orderID string
}

// OrderAdjustment is the difference between the money refunded and the goods.
type OrderAdjustment struct {
	ID           string
	AmountSet    MoneyBag
	TaxAmountSet MoneyBag
	Reason       string // OrderAdjustmentDiscrepancyReason, null when empty
}
