package commerce

import (
	"errors"
	"fmt"
)

// Money is an exact amount in one currency, by its ISO 4217 code in capitals.
//
// Its amount carries at least as many fraction digits as the currency has
// minor units and no trailing zero beyond them, so that equal amounts of
// different sources are written alike: 10.00 GBP, 2.125 GBP, 500 JPY.
type Money struct {
	Amount   Decimal
	Currency string
}

// MoneyBag is one amount in the shop's currency and in the one that the buyer saw.
type MoneyBag struct {
	Shop Money

	presentment *Money // nil where it is the same
}

// NewMoneyBag returns the amount in both currencies.
func NewMoneyBag(shop, presentment Money) MoneyBag {
	if shop.Currency == presentment.Currency && shop.Amount.Equal(presentment.Amount) {
		return MoneyBag{Shop: shop}
	}
	return MoneyBag{Shop: shop, presentment: &presentment}
}

// NewMoney returns the amount in its canonical form.
func NewMoney(amount Decimal, currency string) Money {
	return Money{Amount: amount.withDigits(MinorUnits(currency)), Currency: currency}
}

// ParseMoney reads a decimal text such as "414.95". It accepts no exponent, no
// grouping and no white space, and its error does not repeat the text.
func ParseMoney(amount, currency string) (Money, error) {
	if !plainDecimal(amount) {
		return Money{}, errors.New("amount is not a plain decimal number")
	}
	d, err := ParseDecimal(amount)
	if err != nil {
		return Money{}, errors.New("amount is not a plain decimal number")
	}
	return NewMoney(d, currency), nil
}

// MoneyFromMinor returns an amount given as a whole number of 10^-digits
// units, as Stripe and Square send it.
func MoneyFromMinor(units int64, digits int, currency string) Money {
	return NewMoney(NewDecimal(units, int32(-digits)), currency)
}

// Add returns the sum. Different currencies are an error: they are never mixed.
func (m Money) Add(other Money) (Money, error) {
	if m.Currency != other.Currency {
		return Money{}, fmt.Errorf("add %s to %s: different currencies", other.Currency, m.Currency)
	}
	return NewMoney(m.Amount.Add(other.Amount), m.Currency), nil
}

// String returns "10.00 GBP".
func (m Money) String() string { return FormatDecimal(m.Amount) + " " + m.Currency }

// SingleCurrency returns a bag for a source that knows no presentment currency.
func SingleCurrency(m Money) MoneyBag { return MoneyBag{Shop: m} }

// Presentment returns the amount in the currency that the buyer saw.
func (b *MoneyBag) Presentment() *Money {
	if b.presentment == nil {
		return &b.Shop
	}
	return b.presentment
}

func plainDecimal(s string) bool {
	if len(s) > 0 && s[0] == '-' {
		s = s[1:]
	}
	digits, dots := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && digits > 0 && i < len(s)-1:
			dots++
		default:
			return false
		}
	}
	return digits > 0 && dots <= 1 && len(s) <= 64
}
