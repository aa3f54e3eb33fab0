package commerce

import (
	"errors"
	"math"
	"math/big"
	"strconv"

	"github.com/shopspring/decimal"
)

// Decimal is an exact decimal number: a coefficient times a power of ten. Most
// are small and take no memory of their own, which pages of amounts are made
// of; calculations are done by package decimal, see [Decimal.Wide]. The zero
// Decimal is 0.
type Decimal struct {
	coefficient int64
	wide        *big.Int // the coefficient where it does not fit; never changed
	exponent    int32
}

// NewDecimal returns coefficient × 10^exponent.
func NewDecimal(coefficient int64, exponent int32) Decimal {
	return Decimal{coefficient: coefficient, exponent: exponent}
}

// DecimalOf returns the number d, with the digits that it carries.
func DecimalOf(d decimal.Decimal) Decimal {
	if c := d.Coefficient(); !c.IsInt64() {
		return Decimal{wide: c, exponent: d.Exponent()}
	}
	return NewDecimal(d.CoefficientInt64(), d.Exponent())
}

// maxShort is how many digits surely fit an int64.
const maxShort = 18

// ParseDecimal reads a number such as "-414.95" or "1e-3". Its error does not
// repeat the text. Whoever reads foreign text bounds its length and, where the
// digits will be written out, the exponent.
func ParseDecimal(text string) (Decimal, error) {
	if d, ok := parseShort(text); ok {
		return d, nil
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return Decimal{}, errors.New("not a decimal number")
	}
	return DecimalOf(d), nil
}

// parseShort reads plain digits with at most one point between them.
func parseShort(text string) (Decimal, bool) {
	digits, negative := text, false
	if len(text) > 0 && text[0] == '-' {
		digits, negative = text[1:], true
	}
	if len(digits) > maxShort {
		return Decimal{}, false
	}
	var n int64
	point := -1
	for i := range len(digits) {
		switch c := digits[i]; {
		case c >= '0' && c <= '9':
			n = n*10 + int64(c-'0')
		case c == '.' && point < 0 && i > 0 && i < len(digits)-1:
			point = i
		default:
			return Decimal{}, false
		}
	}
	exponent := 0
	if point >= 0 {
		exponent = point + 1 - len(digits)
	}
	if negative {
		n = -n
	}
	return NewDecimal(n, int32(exponent)), digits != ""
}

// Wide returns the number in the form of the package that calculates with it.
func (d Decimal) Wide() decimal.Decimal {
	if d.wide != nil {
		return decimal.NewFromBigInt(d.wide, d.exponent)
	}
	return decimal.New(d.coefficient, d.exponent)
}

// Exponent returns the power of ten: -2 for a number with two fraction digits.
func (d Decimal) Exponent() int32 { return d.exponent }

// IsZero reports whether the number is 0.
func (d Decimal) IsZero() bool { return d.Sign() == 0 }

// Sign returns -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.wide != nil:
		return d.wide.Sign()
	case d.coefficient < 0:
		return -1
	case d.coefficient > 0:
		return 1
	}
	return 0
}

// Cmp orders two numbers, whatever digits they carry: -1, 0 or 1.
func (d Decimal) Cmp(other Decimal) int {
	if d.exponent != other.exponent || d.wide != nil || other.wide != nil {
		return d.Wide().Cmp(other.Wide())
	}
	switch {
	case d.coefficient < other.coefficient:
		return -1
	case d.coefficient > other.coefficient:
		return 1
	}
	return 0
}

// Equal reports whether two numbers are the same, whatever digits they carry.
func (d Decimal) Equal(other Decimal) bool { return d.Cmp(other) == 0 }

// Abs returns the number without its sign.
func (d Decimal) Abs() Decimal {
	switch {
	case d.Sign() >= 0:
		return d
	case d.wide != nil || d.coefficient == math.MinInt64:
		return DecimalOf(d.Wide().Abs())
	}
	return NewDecimal(-d.coefficient, d.exponent)
}

// Add returns the sum, exactly.
func (d Decimal) Add(other Decimal) Decimal {
	if sum := d.coefficient + other.coefficient; d.exponent == other.exponent && d.wide == nil && other.wide == nil &&
		(sum > d.coefficient) == (other.coefficient > 0) { // it has not overflowed
		return NewDecimal(sum, d.exponent)
	}
	return DecimalOf(d.Wide().Add(other.Wide()))
}

// String returns the number in plain digits, without zeros at the end of a fraction.
func (d Decimal) String() string { return d.Wide().String() }

// FormatDecimal writes d with all the fraction digits that it carries.
func FormatDecimal(d Decimal) string { return string(AppendDecimal(nil, d)) }

// AppendDecimal appends what FormatDecimal returns.
func AppendDecimal(b []byte, d Decimal) []byte {
	fraction := -int(d.exponent)
	if d.wide != nil || d.coefficient == math.MinInt64 || fraction < 0 || fraction >= maxShort {
		return append(b, d.Wide().StringFixed(max(0, -d.exponent))...)
	}
	n := d.coefficient
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	var room [2 * maxShort]byte
	digits := strconv.AppendInt(room[:0], n, 10)
	if fraction == 0 {
		return append(b, digits...)
	}
	whole := len(digits) - fraction
	if whole <= 0 {
		b = append(b, '0', '.')
		for range -whole {
			b = append(b, '0')
		}
		return append(b, digits...)
	}
	b = append(append(b, digits[:whole]...), '.')
	return append(b, digits[whole:]...)
}

// withDigits returns the number with at least so many fraction digits, and no
// zero beyond them.
func (d Decimal) withDigits(digits int32) Decimal {
	if d.IsZero() {
		return NewDecimal(0, -digits)
	}
	for d.wide == nil && d.exponent < -digits && d.coefficient%10 == 0 {
		d.coefficient, d.exponent = d.coefficient/10, d.exponent+1
	}
	for d.wide == nil && d.exponent > -digits {
		if d.coefficient > math.MaxInt64/10 || d.coefficient < math.MinInt64/10 {
			break
		}
		d.coefficient, d.exponent = d.coefficient*10, d.exponent-1
	}
	if d.exponent == -digits || d.wide == nil && d.exponent < -digits {
		return d
	}
	wide := d.Wide()
	if d.exponent < -digits {
		wide = decimal.RequireFromString(wide.String()) // String drops zeros at the end
	}
	if wide.Exponent() > -digits {
		wide = wide.Round(digits)
	}
	return DecimalOf(wide)
}
