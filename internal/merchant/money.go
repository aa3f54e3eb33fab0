package merchant

import "github.com/shopspring/decimal"

// Money is an amount in the smallest unit of its currency (ISO 4217): cents,
// but whole yen.
type Money struct {
	Minor    int64
	Currency string
}

// Decimal returns the amount in the currency's main unit, exactly.
func (m Money) Decimal() decimal.Decimal { return decimal.New(m.Minor, -Digits(m.Currency)) }

// Digits returns how many decimals amounts of one of the merchant's currencies
// have.
func Digits(currency string) int32 {
	if currency == "JPY" {
		return 0
	}
	return 2
}

// Amount is the same money twice: in the store's currency, and in the one that
// the customer saw and paid in. Mostly they are equal. Both add up on their own.
type Amount struct{ Shop, Presentment Money }

// Add returns the sum of two amounts of the same order.
func (a Amount) Add(b Amount) Amount {
	a.Shop.Minor += b.Shop.Minor
	a.Presentment.Minor += b.Presentment.Minor
	return a
}

// Sub returns the difference of two amounts of the same order.
func (a Amount) Sub(b Amount) Amount { return a.Add(b.Times(-1)) }

// Times returns n times the amount.
func (a Amount) Times(n int) Amount {
	a.Shop.Minor *= int64(n)
	a.Presentment.Minor *= int64(n)
	return a
}

// IsZero says that it is no money at all.
func (a Amount) IsZero() bool { return a.Shop.Minor == 0 && a.Presentment.Minor == 0 }

// part returns the amount times a fraction, each side rounded half up. Amounts
// are not negative.
func (a Amount) part(numerator, denominator int64) Amount {
	a.Shop.Minor = round(a.Shop.Minor, numerator, denominator)
	a.Presentment.Minor = round(a.Presentment.Minor, numerator, denominator)
	return a
}

func round(minor, numerator, denominator int64) int64 {
	return (2*minor*numerator + denominator) / (2 * denominator)
}

// zero is no money in the currencies of a.
func (a Amount) zero() Amount { return a.Times(0) }

// perEuro are the rates at which prices in other currencies were made, in the
// smallest unit of these.
var perEuro = map[string]int64{"JPY": 163, "PLN": 430}

// priced makes an amount from a price in the store's currency.
func priced(minor int64, currency, presentment string) Amount {
	a := Amount{Shop: Money{minor, currency}, Presentment: Money{minor, presentment}}
	if presentment != currency {
		a.Presentment.Minor = round(minor, perEuro[presentment], 100)
	}
	return a
}
