package stripesim

import "time"

// Refund returns a part of a charge. The amount is an integer in the smallest
// unit of the charge's currency.
type Refund struct {
	ID      string
	Created time.Time
	Charge  string
	// PaymentIntent names the intent whose latest charge is meant when Charge is
	// empty. It is set from the charge otherwise.
	PaymentIntent string
	Amount        int64  // 0 means all that is left
	Currency      string // set from the charge
	// Status is succeeded (default), pending, requires_action, failed or
	// canceled. Failed and canceled refunds count for nothing in the charge.
	Status        string
	Reason        string // duplicate, fraudulent, requested_by_customer or empty
	Description   string
	FailureReason string
	PendingReason string
	ReceiptNumber string
	Metadata      map[string]string
	// BalanceTransaction sets the settlement exactly; nil derives it.
	BalanceTransaction *BalanceTransaction

	customer           string
	method             string // the charge's type of payment method
	transaction        string
	failureTransaction string
	// release marks what Stripe gives back of an authorization: no money moved.
	release bool
}

func (r *Refund) key() (string, time.Time) { return r.ID, r.Created }

func (r *Refund) filter(name string) string {
	switch name {
	case "charge":
		return r.Charge
	case "payment_intent":
		return r.PaymentIntent
	}
	return ""
}

func (r Refund) clone() Refund {
	r.Metadata = cloneMetadata(r.Metadata)
	r.BalanceTransaction = pointerCopy(r.BalanceTransaction)
	return r
}

// destination is where the money goes: back to the card, or to what the charge
// was paid with.
func (r *Refund) destination() object {
	switch {
	case r.method != "card":
		return object{"type": r.method}
	case r.release:
		return object{"type": "card", "card": object{"type": "reversal"}}
	}
	return object{"type": "card", "card": object{"type": "refund"}}
}

// movement is the settlement of a refund.
func (r *Refund) movement(at time.Time) movement {
	kind := "refund"
	if r.method != "card" {
		kind = "payment_refund"
	}
	return movement{
		kind: kind, category: "refund", source: r.ID, created: at, amount: -r.Amount,
		currency: r.Currency, description: "REFUND FOR CHARGE", exact: r.BalanceTransaction,
	}
}

// counts says whether the refund lessens the charge.
func (r *Refund) counts() bool { return r.Status != "failed" && r.Status != "canceled" }

func (r *Refund) render(*view) object {
	rendered := object{
		"id": r.ID, "object": "refund", "created": r.Created.Unix(), "amount": r.Amount, "currency": r.Currency,
		"balance_transaction": orNull(r.transaction), "charge": orNull(r.Charge), "customer": orNull(r.customer),
		"customer_account": nil, "destination_details": r.destination(),
		"metadata": metadata(r.Metadata), "payment_intent": orNull(r.PaymentIntent), "payment_method": nil,
		"reason": orNull(r.Reason), "receipt_number": orNull(r.ReceiptNumber), "source_transfer_reversal": nil,
		"status": r.Status, "transfer_reversal": nil,
	}
	for name, value := range map[string]string{
		"description": r.Description, "failure_reason": r.FailureReason, "pending_reason": r.PendingReason,
		"failure_balance_transaction": r.failureTransaction,
	} {
		if value != "" {
			rendered[name] = value
		}
	}
	return rendered
}
