package stripesim

import (
	"slices"
	"time"
)

// Payout is money sent to the merchant's bank. The amount is an integer in the
// smallest unit of the currency.
type Payout struct {
	ID                  string
	Created             time.Time
	Amount              int64
	Currency            string // lower case, default the account's
	Status              string // pending, in_transit, paid (default), failed or canceled
	ArrivalDate         time.Time
	Manual              bool   // Stripe's automatic, negated
	Method              string // default standard
	Type                string // bank_account (default) or card
	Destination         string
	Description         string // default STRIPE PAYOUT
	FailureCode         string
	FailureMessage      string
	StatementDescriptor string
	Metadata            map[string]string
	// Transactions are the ids of the balance transactions that an automatic
	// payout settles.
	Transactions []string
	// BalanceTransaction sets the payout's own settlement exactly; nil derives
	// it.
	BalanceTransaction *BalanceTransaction

	transaction        string
	failureTransaction string
}

func (p *Payout) key() (string, time.Time) { return p.ID, p.Created }

func (p *Payout) filter(name string) string {
	switch name {
	case "status":
		return p.Status
	case "destination":
		return p.Destination
	}
	return ""
}

func (p Payout) clone() Payout {
	p.Metadata = cloneMetadata(p.Metadata)
	p.Transactions = slices.Clone(p.Transactions)
	p.BalanceTransaction = pointerCopy(p.BalanceTransaction)
	return p
}

func (p *Payout) render(v *view) object {
	reconciliation := "completed"
	switch {
	case p.Manual:
		reconciliation = "not_applicable"
	case p.Status == "pending":
		reconciliation = "in_progress"
	}
	return object{
		"id": p.ID, "object": "payout", "created": p.Created.Unix(), "livemode": v.livemode,
		"amount": p.Amount, "currency": p.Currency, "arrival_date": p.ArrivalDate.Unix(), "automatic": !p.Manual,
		"application_fee": nil, "application_fee_amount": nil, "balance_transaction": orNull(p.transaction),
		"description": orNull(p.Description), "destination": orNull(p.Destination),
		"failure_balance_transaction": orNull(p.failureTransaction), "failure_code": orNull(p.FailureCode),
		"failure_message": orNull(p.FailureMessage), "metadata": metadata(p.Metadata), "method": p.Method,
		"original_payout": nil, "payout_method": nil, "reconciliation_status": reconciliation, "reversed_by": nil,
		"source_type": "card", "statement_descriptor": orNull(p.StatementDescriptor), "status": p.Status,
		"trace_id": nil, "type": p.Type,
	}
}
