package demo

import (
	"fmt"
	"strconv"

	"github.com/galleria-graph/galleria/internal/merchant"
)

// Facts are what a banner says of the data.
type Facts struct {
	Customers int // in the CRM, which says who is a customer
	Orders    int // in all shops, at the start
	Days      int // that the orders are spread over
	Seed      uint64
	Life      bool // whether the data changes
}

// Facts returns what there is.
func (d *Demo) Facts() Facts {
	return Facts{Customers: merchant.Customers, Orders: merchant.Orders, Days: merchant.Days, Seed: d.options.Seed, Life: d.options.Life}
}

// String returns the facts in one line.
func (f Facts) String() string {
	text := fmt.Sprintf("%s customers, %s orders, %d days, seed %d", thousands(f.Customers), thousands(f.Orders), f.Days, f.Seed)
	if f.Life {
		text += "; orders keep changing"
	}
	return text
}

func thousands(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
