package retail

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Mills is an amount of money in thousandths of a pound, the finest unit in
// the data set. Products with quantities and sums of them are exact.
type Mills int64

// maxMills keeps a price small enough that no quantity times it overflows.
const maxMills = 1_000_000_000_000

// parseMills reads a plain decimal of at most three fraction digits, such as -11062.06.
func parseMills(s string) (Mills, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	fraction = strings.TrimRight(fraction, "0")
	if whole == "" || len(fraction) > 3 {
		return 0, errors.New("is no decimal number of up to three fraction digits")
	}
	n, err := strconv.ParseUint(whole+fraction+"000"[len(fraction):], 10, 63)
	if err != nil || n > maxMills {
		return 0, errors.New("is no decimal number, or too large for a price")
	}
	if negative {
		return -Mills(n), nil
	}
	return Mills(n), nil
}

// String writes the amount with all three fraction digits.
func (m Mills) String() string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	return fmt.Sprintf("%s%d.%03d", sign, m/1000, m%1000)
}
