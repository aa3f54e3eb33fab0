package stripesim

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// BalanceTransaction is one movement of the merchant's balance. Amounts are
// integers in the smallest unit of the transaction's currency, which is the
// currency of settlement. Net is always Amount − Fee.
type BalanceTransaction struct {
	ID                string
	Created           time.Time // default that of the source
	AvailableOn       time.Time // default two days after Created
	Amount            int64
	Currency          string
	Fee               int64
	FeeDetails        []Fee // unset: one stripe_fee of the whole fee
	ExchangeRate      decimal.NullDecimal
	Type              string // default that of the source
	ReportingCategory string // default that of the type
	Description       string
	Source            string
	// Payout is the automatic payout that settled the transaction.
	Payout string
}

// Fee is a part of a transaction's fee.
type Fee struct {
	Amount      int64
	Currency    string
	Description string
	Type        string // stripe_fee, application_fee, tax …
}

func (b *BalanceTransaction) key() (string, time.Time) { return b.ID, b.Created }

func (b *BalanceTransaction) filter(name string) string {
	switch name {
	case "source":
		return b.Source
	case "payout":
		return b.Payout
	case "type":
		return b.Type
	case "currency":
		return b.Currency
	}
	return ""
}

func (b BalanceTransaction) clone() BalanceTransaction {
	b.FeeDetails = slices.Clone(b.FeeDetails)
	return b
}

func (b *BalanceTransaction) available(now time.Time) bool { return !now.Before(b.AvailableOn) }

func (b *BalanceTransaction) render(v *view) object {
	status := "pending"
	if b.available(v.now) {
		status = "available"
	}
	var rate any
	if b.ExchangeRate.Valid {
		rate = json.Number(b.ExchangeRate.Decimal.String())
	}
	return object{
		"id": b.ID, "object": "balance_transaction", "created": b.Created.Unix(), "available_on": b.AvailableOn.Unix(),
		"amount": b.Amount, "currency": b.Currency, "fee": b.Fee, "fee_details": b.feeDetails(), "net": b.Amount - b.Fee,
		"balance_type": "payments", "description": orNull(b.Description), "exchange_rate": rate,
		"reporting_category": b.ReportingCategory, "source": orNull(b.Source), "status": status, "type": b.Type,
	}
}

func (b *BalanceTransaction) feeDetails() []any {
	details := []any{}
	for _, fee := range b.FeeDetails {
		details = append(details, object{
			"amount": fee.Amount, "application": nil, "currency": fee.Currency,
			"description": orNull(fee.Description), "type": fee.Type,
		})
	}
	return details
}

// renderBalance adds the transactions up by currency.
func renderBalance(v *view, defaultCurrency string) object {
	available, pending := map[string]int64{defaultCurrency: 0}, map[string]int64{defaultCurrency: 0}
	for _, record := range v.store.collections["balance_transaction"].all {
		transaction := record.entity.(*BalanceTransaction)
		sums := pending
		if transaction.available(v.now) {
			sums = available
		}
		sums[transaction.Currency] += transaction.Amount - transaction.Fee
	}
	return object{
		"object": "balance", "livemode": v.livemode, "available": renderSums(available), "pending": renderSums(pending),
	}
}

func renderSums(sums map[string]int64) []any {
	amounts := []any{}
	for _, currency := range slices.Sorted(maps.Keys(sums)) {
		amounts = append(amounts, object{
			"amount": sums[currency], "currency": currency, "source_types": object{"card": sums[currency]},
		})
	}
	return amounts
}
