package stripe

import (
	"encoding/json"
	"errors"
)

// The types of this file hold what is read of Stripe's objects. A pointer, or
// a check in the mapping, tells a missing number from a zero. Card data beyond
// brand and last digits, and client secrets, are never decoded.

// head is what is read first of every object of a list.
type head struct {
	ID      string `json:"id"`
	Created *int64 `json:"created"`
}

type intent struct {
	ID                 string            `json:"id"`
	Amount             *int64            `json:"amount"`
	AmountCapturable   int64             `json:"amount_capturable"`
	AmountReceived     *int64            `json:"amount_received"`
	CanceledAt         int64             `json:"canceled_at"`
	CancellationReason string            `json:"cancellation_reason"`
	CaptureMethod      string            `json:"capture_method"`
	Created            *int64            `json:"created"`
	Currency           string            `json:"currency"`
	Customer           reference         `json:"customer"`
	LastPaymentError   *paymentError     `json:"last_payment_error"`
	LatestCharge       *charge           `json:"latest_charge"`
	Livemode           *bool             `json:"livemode"`
	Metadata           map[string]string `json:"metadata"`
	PaymentDetails     *struct {
		OrderReference string `json:"order_reference"`
	} `json:"payment_details"`
	ReceiptEmail string `json:"receipt_email"`
	Status       string `json:"status"`
}

type paymentError struct {
	Type        string `json:"type"`
	Code        string `json:"code"`
	DeclineCode string `json:"decline_code"`
}

type charge struct {
	ID                 string          `json:"id"`
	Amount             *int64          `json:"amount"`
	AmountCaptured     *int64          `json:"amount_captured"`
	AmountRefunded     *int64          `json:"amount_refunded"`
	BalanceTransaction *balanceEntry   `json:"balance_transaction"`
	BillingDetails     *billingDetails `json:"billing_details"`
	Captured           *bool           `json:"captured"`
	Created            *int64          `json:"created"`
	Currency           string          `json:"currency"`
	FailureCode        string          `json:"failure_code"`
	Livemode           *bool           `json:"livemode"`
	Outcome            *struct {
		Reason string `json:"reason"`
	} `json:"outcome"`
	PaymentMethodDetails methodDetails `json:"payment_method_details"`
	ReceiptEmail         string        `json:"receipt_email"`
	Refunds              *struct {
		Data    []refund `json:"data"`
		HasMore bool     `json:"has_more"`
	} `json:"refunds"`
	Status string `json:"status"`
}

type billingDetails struct {
	Email string `json:"email"`
}

// balanceEntry is a balance transaction, with its id alone unless it was expanded.
type balanceEntry struct {
	ID         string `json:"id"`
	Currency   string `json:"currency"`
	FeeDetails []fee  `json:"fee_details"`
	Net        *int64 `json:"net"`
}

type fee struct {
	Amount   *int64 `json:"amount"`
	Currency string `json:"currency"`
	Type     string `json:"type"`
}

type refund struct {
	ID                 string    `json:"id"`
	Amount             *int64    `json:"amount"`
	BalanceTransaction reference `json:"balance_transaction"`
	Charge             reference `json:"charge"`
	Created            *int64    `json:"created"`
	Currency           string    `json:"currency"`
	Description        string    `json:"description"`
	FailureReason      string    `json:"failure_reason"`
	Reason             string    `json:"reason"`
	Status             string    `json:"status"`
}

type customer struct {
	ID               string   `json:"id"`
	Address          *address `json:"address"`
	BusinessName     string   `json:"business_name"`
	Created          *int64   `json:"created"`
	Deleted          bool     `json:"deleted"`
	Description      string   `json:"description"`
	Email            string   `json:"email"`
	Livemode         *bool    `json:"livemode"`
	Name             string   `json:"name"`
	Phone            string   `json:"phone"`
	PreferredLocales []string `json:"preferred_locales"`
	Shipping         *struct {
		Address *address `json:"address"`
		Name    string   `json:"name"`
		Phone   string   `json:"phone"`
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
	Type          string
	Brand         string
	LastFour      string
	Wallet        string
	CaptureBefore int64
}

// UnmarshalJSON reads the type and the object of that name.
func (m *methodDetails) UnmarshalJSON(raw []byte) error {
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil || parts == nil {
		return err
	}
	if err := json.Unmarshal(parts["type"], &m.Type); err != nil {
		return errors.New("payment_method_details has no type")
	}
	inner, ok := parts[m.Type]
	if !ok {
		return nil
	}
	var details struct {
		Brand         string `json:"brand"`
		Last4         string `json:"last4"`
		CaptureBefore int64  `json:"capture_before"`
		Wallet        *struct {
			Type string `json:"type"`
		} `json:"wallet"`
	}
	if err := json.Unmarshal(inner, &details); err != nil {
		return err
	}
	m.Brand, m.LastFour, m.CaptureBefore = details.Brand, details.Last4, details.CaptureBefore
	if details.Wallet != nil {
		m.Wallet = details.Wallet.Type
	}
	return nil
}

// reference is the id of another object, which Stripe writes as a text, or as
// the object when it was expanded.
type reference string

// UnmarshalJSON reads either form; null is no reference.
func (r *reference) UnmarshalJSON(raw []byte) error {
	if isText(raw) {
		return json.Unmarshal(raw, (*string)(r))
	}
	var h head
	if err := json.Unmarshal(raw, &h); err != nil {
		return err
	}
	*r = reference(h.ID)
	return nil
}

// UnmarshalJSON reads a balance transaction or its id.
func (b *balanceEntry) UnmarshalJSON(raw []byte) error {
	if isText(raw) {
		return json.Unmarshal(raw, &b.ID)
	}
	type plainEntry balanceEntry
	return json.Unmarshal(raw, (*plainEntry)(b))
}

func isText(raw []byte) bool { return len(raw) > 0 && raw[0] == '"' }

func readHead(raw json.RawMessage) (head, error) {
	var h head
	if err := json.Unmarshal(raw, &h); err != nil || h.ID == "" || h.Created == nil {
		return head{}, broken("id")
	}
	return h, nil
}

// brokenField says which field of an object is not as Stripe promises. It names
// the field and never its value.
type brokenField struct{ field string }

func (b *brokenField) Error() string { return b.field + " is not as Stripe's specification promises" }

func broken(field string) error { return &brokenField{field} }
