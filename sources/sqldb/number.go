package sqldb

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// maxDigits bounds the numbers that are written out. An exponent is a few
// characters of a request and could be gigabytes of digits.
const maxDigits = 1000

// size says of a number that is too long to write out which way it leaves the
// range of all columns: 1 and -1 beyond every value, 0 where it can be written.
func size(d decimal.Decimal) int {
	switch {
	case d.IsZero():
		return 0
	case int64(d.NumDigits())+int64(d.Exponent()) > maxDigits:
		return d.Sign()
	}
	return 0
}

// shorten cuts the digits after the maxDigits-th fraction digit, and reports
// whether it took something away. Numbers that are not too large only.
func shorten(d decimal.Decimal) (floor decimal.Decimal, cut bool) {
	if d.Exponent() >= -maxDigits {
		return d, false
	}
	if int64(d.NumDigits())+int64(d.Exponent()) < -maxDigits { // nearer to zero than any digit kept
		if d.Sign() < 0 {
			return decimal.New(-1, -maxDigits), true
		}
		return decimal.Zero, d.Sign() > 0
	}
	f := d.RoundFloor(maxDigits)
	return f, !f.Equal(d)
}

// parseNumber reads a number as databases write it, with or without an exponent.
func parseNumber(s string) (decimal.Decimal, bool) {
	if len(s) > maxDigits {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(s)
	if err != nil || d.Exponent() > maxDigits || d.Exponent() < -maxDigits {
		return decimal.Decimal{}, false
	}
	return d, true
}

// numberKey writes a number so that texts are in the order of numbers, and
// equal for equal numbers: a sign, the magnitude's power of ten, its digits.
// The digits of a negative number are turned around and ended with a
// character above all digits.
func numberKey(d decimal.Decimal) string {
	if d.IsZero() {
		return "1"
	}
	digits := strings.TrimRight(d.Coefficient().Text(10), "0")
	digits = strings.TrimPrefix(digits, "-")
	power := d.NumDigits() + int(d.Exponent()) + 2*maxDigits
	if d.Sign() > 0 {
		return fmt.Sprintf("2%05d%s", power, digits)
	}
	return fmt.Sprintf("0%05d%s~", 99999-power, strings.Map(func(r rune) rune { return '0' + '9' - r }, digits))
}

// floorAt returns the largest multiple of 10^-digits that is not above d, and whether it is d.
func floorAt(d decimal.Decimal, digits int32) (decimal.Decimal, bool) {
	f := d.RoundFloor(digits)
	return f, f.Equal(d)
}
