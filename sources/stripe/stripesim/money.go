package stripesim

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// Fees is what Stripe takes, in the currency of settlement.
type Fees struct {
	Percent decimal.Decimal // of a charge, 1.5 for 1.5 %
	Fixed   int64           // per charge, in the smallest unit
	Dispute int64           // per dispute, in the smallest unit
}

func defaultFees() *Fees {
	const fixed, dispute = 20, 1500
	return &Fees{Percent: decimal.New(15, -1), Fixed: fixed, Dispute: dispute}
}

// exponent returns how many decimals a currency has in Stripe's API. ISK and
// UGX keep two although they have no smaller unit.
func exponent(currency string) int32 {
	const none, usual, three = 0, 2, 3
	switch {
	case slices.Contains([]string{"bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"}, currency):
		return none
	case slices.Contains([]string{"bhd", "jod", "kwd", "omr", "tnd"}, currency):
		return three
	}
	return usual
}

// checkMoney refuses amounts that Stripe would refuse for a payment.
func checkMoney(amount int64, currency string) error {
	if !isCurrency(currency) {
		return fmt.Errorf("currency %q is not three lower-case letters", currency)
	}
	if amount < 0 {
		return fmt.Errorf("amount %d is negative", amount)
	}
	const ten, hundred = 10, 100
	switch {
	case exponent(currency) == 3 && amount%ten != 0:
		return fmt.Errorf("amount %d: the last digit must be 0 in %s", amount, currency)
	case (currency == "isk" || currency == "ugx") && amount%hundred != 0:
		return fmt.Errorf("amount %d: must be a multiple of 100 in %s", amount, currency)
	}
	return nil
}

func isCurrency(code string) bool {
	const length = 3
	if len(code) != length {
		return false
	}
	for _, letter := range code {
		if letter < 'a' || letter > 'z' {
			return false
		}
	}
	return true
}

// settle converts an amount into the currency of settlement. The rate is the
// one that turns the one integer into the other, as exchange_rate does; it is
// absent when nothing is converted.
func (o *Options) settle(amount int64, currency string) (int64, string, decimal.NullDecimal) {
	price, known := o.ExchangeRates[currency]
	if o.SettlementCurrency == "" || o.SettlementCurrency == currency || !known {
		return amount, currency, decimal.NullDecimal{}
	}
	rate := price.Shift(exponent(o.SettlementCurrency) - exponent(currency))
	settled := decimal.NewFromInt(amount).Mul(rate).Round(0).IntPart()
	return settled, o.SettlementCurrency, decimal.NewNullDecimal(rate)
}

// fee returns Stripe's fee for a settled charge.
func (f *Fees) fee(settled int64) int64 {
	const percent = -2
	return decimal.NewFromInt(settled).Mul(f.Percent).Shift(percent).Round(0).IntPart() + f.Fixed
}
