package magentosim

import "github.com/shopspring/decimal"

// Money is an amount in the currency that the customer paid in, and the same
// in the base currency of the website.
type Money struct{ Amount, Base decimal.Decimal }

// Same is an amount of an order in the base currency. It panics on a text that
// is no number, and is meant for constants.
func Same(amount string) Money { return Both(amount, amount) }

// Both is an amount in the order's and in the base currency. It panics like
// Same.
func Both(amount, base string) Money {
	return Money{Amount: decimal.RequireFromString(amount), Base: decimal.RequireFromString(base)}
}

func (m Money) plus(other Money) Money {
	return Money{m.Amount.Add(other.Amount), m.Base.Add(other.Base)}
}

func (m Money) minus(other Money) Money {
	return Money{m.Amount.Sub(other.Amount), m.Base.Sub(other.Base)}
}

func (m Money) times(factor decimal.Decimal) Money {
	return Money{m.Amount.Mul(factor), m.Base.Mul(factor)}
}

// over divides and keeps as many decimals as the database does.
func (m Money) over(divisor decimal.Decimal) Money {
	const scale = 4
	if divisor.IsZero() {
		return Money{}
	}
	return Money{m.Amount.DivRound(divisor, scale), m.Base.DivRound(divisor, scale)}
}

// cents rounds as Magento rounds prices.
func (m Money) cents() Money {
	const scale = 2
	return Money{m.Amount.Round(scale), m.Base.Round(scale)}
}

func (m Money) isZero() bool { return m.Amount.IsZero() && m.Base.IsZero() }

// part is what falls on some of a row's pieces when others were done before:
// rounded, so that all parts add up to the whole.
func (m Money) part(done, now, all decimal.Decimal) Money {
	upTo := func(pieces decimal.Decimal) Money {
		if pieces.Equal(all) {
			return m
		}
		return m.times(pieces).over(all).cents()
	}
	return upTo(done.Add(now)).minus(upTo(done))
}

// both sets name and base_name.
func both(o object, name string, m Money) {
	o[name] = number(m.Amount)
	o["base_"+name] = number(m.Base)
}

// sums are the totals of an order or of one of its documents. Discount is
// positive. Tax includes the tax on shipping.
type sums struct {
	subtotal, discount, tax, shipping, shippingTax Money
}

func (s sums) total() Money {
	return s.subtotal.minus(s.discount).plus(s.tax).plus(s.shipping)
}

func (s sums) plus(other sums) sums {
	return sums{
		subtotal: s.subtotal.plus(other.subtotal), discount: s.discount.plus(other.discount), tax: s.tax.plus(other.tax),
		shipping: s.shipping.plus(other.shipping), shippingTax: s.shippingTax.plus(other.shippingTax),
	}
}

func (s sums) minus(other sums) sums {
	return sums{
		subtotal: s.subtotal.minus(other.subtotal), discount: s.discount.minus(other.discount), tax: s.tax.minus(other.tax),
		shipping: s.shipping.minus(other.shipping), shippingTax: s.shippingTax.minus(other.shippingTax),
	}
}

// render sets what orders and documents call the same.
func (s sums) render(o object) {
	zero := Money{}
	both(o, "subtotal", s.subtotal)
	both(o, "subtotal_incl_tax", s.subtotal.plus(s.tax.minus(s.shippingTax)))
	both(o, "discount_amount", zero.minus(s.discount))
	both(o, "tax_amount", s.tax)
	both(o, "shipping_amount", s.shipping)
	both(o, "shipping_incl_tax", s.shipping.plus(s.shippingTax))
	both(o, "shipping_tax_amount", s.shippingTax)
	both(o, "discount_tax_compensation_amount", zero)
	o["shipping_discount_tax_compensation_amount"] = 0
	both(o, "grand_total", s.total())
}
