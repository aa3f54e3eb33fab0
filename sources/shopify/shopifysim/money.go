package shopifysim

import (
	"github.com/shopspring/decimal"
)

// MoneyV2 is a decimal amount in one currency (ISO 4217 code).
type MoneyV2 struct {
	Amount       decimal.Decimal
	CurrencyCode string
}

// MoneyBag is one amount in the shop's currency and in the currency the
// customer saw. A PresentmentMoney without a currency means the ShopMoney.
type MoneyBag struct {
	ShopMoney        MoneyV2
	PresentmentMoney MoneyV2
}

// Money returns an amount from its decimal text. It panics when the text is
// not a number, because amounts in seeds are written by programmers.
func Money(amount, currency string) MoneyV2 {
	return MoneyV2{Amount: decimal.RequireFromString(amount), CurrencyCode: currency}
}

// SameMoney returns a bag whose shop and presentment amounts are equal. It
// panics when the text is not a number.
func SameMoney(amount, currency string) MoneyBag {
	money := Money(amount, currency)
	return MoneyBag{ShopMoney: money, PresentmentMoney: money}
}

func (m MoneyV2) add(other MoneyV2) MoneyV2 {
	if m.CurrencyCode == "" {
		m.CurrencyCode = other.CurrencyCode
	}
	// Most sums have one term that is not zero. Decimals are never changed in
	// place, so it can be shared.
	switch {
	case other.Amount.IsZero():
	case m.Amount.IsZero():
		m.Amount = other.Amount
	default:
		m.Amount = m.Amount.Add(other.Amount)
	}
	return m
}

func (m MoneyV2) times(n int) MoneyV2 {
	if n != 1 && !m.Amount.IsZero() {
		m.Amount = m.Amount.Mul(decimal.NewFromInt(int64(n)))
	}
	return m
}

func (b MoneyBag) add(other MoneyBag) MoneyBag {
	return MoneyBag{ShopMoney: b.ShopMoney.add(other.ShopMoney), PresentmentMoney: b.presentment().add(other.presentment())}
}

func (b MoneyBag) presentment() MoneyV2 {
	if b.PresentmentMoney.CurrencyCode == "" {
		return b.ShopMoney
	}
	return b.PresentmentMoney
}

func (b MoneyBag) sub(other MoneyBag) MoneyBag { return b.add(other.times(-1)) }

func (b MoneyBag) times(n int) MoneyBag {
	return MoneyBag{ShopMoney: b.ShopMoney.times(n), PresentmentMoney: b.PresentmentMoney.times(n)}
}

func (b MoneyBag) positive() bool { return b.ShopMoney.Amount.IsPositive() }

// covers reports whether the bag is at least as much as the other.
func (b MoneyBag) covers(other MoneyBag) bool {
	return b.ShopMoney.Amount.GreaterThanOrEqual(other.ShopMoney.Amount)
}

// decimalText writes a Decimal as Shopify does: no trailing zeros, but at
// least one digit after the point.
func decimalText(d decimal.Decimal) string {
	if d.IsInteger() {
		return d.StringFixed(1)
	}
	return d.String()
}

// moneyText writes the scalar Money: two digits after the point, more where
// the amount has more.
func moneyText(d decimal.Decimal) string {
	return d.StringFixed(max(2, -d.Exponent()))
}
