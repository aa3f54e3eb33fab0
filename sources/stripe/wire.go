package stripe

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

// The types of this file hold what is read of Stripe's objects, under the names
// that their tags say. An Opt, or a check in the mapping, tells a missing number
// from a zero. Card data beyond brand and last digits, and client secrets, are
// passed over.

// head is what places an object in a list.
type head struct {
	ID      string           `json:"id"`
	Created jsonx.Opt[int64] `json:"created"`
	Deleted bool             `json:"-"`
}

type intent struct {
	ID                 string           `json:"id"`
	Amount             jsonx.Opt[int64] `json:"amount"`
	AmountCapturable   int64            `json:"amount_capturable"`
	AmountReceived     jsonx.Opt[int64] `json:"amount_received"`
	CanceledAt         int64            `json:"canceled_at"`
	CancellationReason string           `json:"cancellation_reason"`
	CaptureMethod      string           `json:"capture_method"`
	Created            jsonx.Opt[int64] `json:"created"`
	Currency           string           `json:"currency"`
	Customer           reference        `json:"customer"`
	LastPaymentError   *paymentError    `json:"last_payment_error"`
	LatestCharge       *charge          `json:"latest_charge"`
	Livemode           jsonx.Opt[bool]  `json:"livemode"`
	Metadata           metadata         `json:"metadata"`
	PaymentDetails     struct {
		OrderReference string `json:"order_reference"`
	} `json:"payment_details"`
	ReceiptEmail string `json:"receipt_email"`
	Status       string `json:"status"`
}

// metadata is the pairs of an object under the keys that name orders.
type metadata []pair

type pair struct{ key, value string }

// of returns the value under the key; "" when there is none.
func (m metadata) of(key string) string {
	for i := len(m) - 1; i >= 0; i-- { // a repeated key counts as it comes last
		if m[i].key == key {
			return m[i].value
		}
	}
	return ""
}

type paymentError struct {
	Type        string `json:"type"`
	Code        string `json:"code"`
	DeclineCode string `json:"decline_code"`
}

type charge struct {
	ID                 string                  `json:"id"`
	Amount             jsonx.Opt[int64]        `json:"amount"`
	AmountCaptured     jsonx.Opt[int64]        `json:"amount_captured"`
	AmountRefunded     jsonx.Opt[int64]        `json:"amount_refunded"`
	BalanceTransaction jsonx.Opt[balanceEntry] `json:"balance_transaction"`
	BillingDetails     struct {
		Email string `json:"email"`
	} `json:"billing_details"`
	Captured    jsonx.Opt[bool]  `json:"captured"`
	Created     jsonx.Opt[int64] `json:"created"`
	Currency    string           `json:"currency"`
	FailureCode string           `json:"failure_code"`
	Livemode    jsonx.Opt[bool]  `json:"livemode"`
	Outcome     struct {
		Reason string `json:"reason"`
	} `json:"outcome"`
	PaymentMethodDetails methodDetails         `json:"payment_method_details"`
	ReceiptEmail         string                `json:"receipt_email"`
	Refunds              jsonx.Opt[refundList] `json:"refunds"`
	Status               string                `json:"status"`
}

// try is a charge with the intent that it was made for.
type try struct {
	charge
	PaymentIntent reference `json:"payment_intent"`
}

// balanceEntry is a balance transaction, with its id alone unless it was expanded.
type balanceEntry struct {
	ID         string           `json:"id"`
	Currency   string           `json:"currency"`
	FeeDetails []fee            `json:"fee_details"`
	Net        jsonx.Opt[int64] `json:"net"`
}

type fee struct {
	Amount   jsonx.Opt[int64] `json:"amount"`
	Currency string           `json:"currency"`
	Type     string           `json:"type"`
}

type refundList struct {
	Data    []refund `json:"data"`
	HasMore bool     `json:"has_more"`
}

type refund struct {
	ID                 string           `json:"id"`
	Amount             jsonx.Opt[int64] `json:"amount"`
	BalanceTransaction reference        `json:"balance_transaction"`
	Charge             reference        `json:"charge"`
	Created            jsonx.Opt[int64] `json:"created"`
	Currency           string           `json:"currency"`
	Description        string           `json:"description"`
	FailureReason      string           `json:"failure_reason"`
	Reason             string           `json:"reason"`
	Status             string           `json:"status"`
}

type customer struct {
	ID               string           `json:"id"`
	Address          address          `json:"address"`
	BusinessName     string           `json:"business_name"`
	Created          jsonx.Opt[int64] `json:"created"`
	Deleted          bool             `json:"deleted"`
	Description      string           `json:"description"`
	Email            string           `json:"email"`
	Livemode         jsonx.Opt[bool]  `json:"livemode"`
	Name             string           `json:"name"`
	Phone            string           `json:"phone"`
	PreferredLocales []string         `json:"preferred_locales"`
	Shipping         struct {
		Address address `json:"address"`
		Name    string  `json:"name"`
		Phone   string  `json:"phone"`
	} `json:"shipping"`
}

type address struct {
	City       string `json:"city"`
	Country    string `json:"country"`
	Line1      string `json:"line1"`
	Line2      string `json:"line2"`
	PostalCode string `json:"postal_code"`
	State      string `json:"state"`
}

// methodDetails is the part of payment_method_details that a receipt shows. It
// is found under a name that is the method's type.
type methodDetails struct {
	Type string
	methodParts
}

type methodParts struct {
	Brand         string
	LastFour      string
	Wallet        string
	CaptureBefore int64
}

// reference is the id of another object, which Stripe writes as a text, or as
// the object when it was expanded.
type reference string

// brokenField says which field of an object is not as Stripe promises. It names
// the field and never its value.
type brokenField struct{ field string }

func (b *brokenField) Error() string { return b.field + " is not as Stripe's specification promises" }

func broken(field string) error { return &brokenField{field} }
