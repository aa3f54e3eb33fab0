package stripe

import (
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

// digits lists the currencies whose smallest unit at Stripe is not a
// hundredth. It is Stripe's own list and differs from ISO 4217: MGA has none
// here, and ISK and UGX count in hundredths although they have no minor unit.
var digits = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "JPY": 0, "KMF": 0, "KRW": 0, "MGA": 0, "PYG": 0,
	"RWF": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "JOD": 3, "KWD": 3, "OMR": 3, "TND": 3,
}

const usualDigits = 2

// money reads an amount in the smallest unit of a currency in lower case. It
// fails for what is no currency code.
func money(units int64, currency string) (commerce.Money, error) {
	code := strings.ToUpper(currency)
	if !commerce.ValidCurrency(code) {
		return commerce.Money{}, broken("currency")
	}
	n, ok := digits[code]
	if !ok {
		n = usualDigits
	}
	return commerce.MoneyFromMinor(units, n, code), nil
}
