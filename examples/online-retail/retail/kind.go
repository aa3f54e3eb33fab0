package retail

import "strings"

// OrderKind says what an invoice books.
type OrderKind string

// The kinds of orders.
const (
	Sale         OrderKind = "SALE"
	Cancellation OrderKind = "CANCELLATION" // number begins with C: an earlier sale, or a part of it, taken back
	Adjustment   OrderKind = "ADJUSTMENT"   // number begins with A: a debt written off
	Stock        OrderKind = "STOCK"        // nobody's, and all for nothing: goods found, damaged, lost
)

// LineKind says what a stock code stands for.
type LineKind string

// The kinds of lines.
const (
	Goods       LineKind = "goods"
	Postage     LineKind = "postage"
	Discount    LineKind = "discount"
	Manual      LineKind = "manual"
	Samples     LineKind = "samples"
	BankCharges LineKind = "bank-charges"
	MarketFee   LineKind = "marketplace-fee"
	Charity     LineKind = "charity-commission"
	BadDebt     LineKind = "bad-debt"
	Voucher     LineKind = "gift-voucher"
)

// lineKind returns the kind of a stock code. Every other code than the ones
// that the shop made up for bookings is one of goods, also PADS, the filling
// that is sold with cushions for a tenth of a penny.
func lineKind(code string) LineKind {
	switch code {
	case "POST", "DOT", "C2":
		return Postage
	case "D":
		return Discount
	case "M", "m":
		return Manual
	case "S":
		return Samples
	case "BANK CHARGES":
		return BankCharges
	case "AMAZONFEE":
		return MarketFee
	case "CRUK":
		return Charity
	case "B":
		return BadDebt
	}
	if strings.HasPrefix(code, "gift_") {
		return Voucher
	}
	return Goods
}

// kind returns what the order books.
func (o *Order) kind() OrderKind {
	switch {
	case strings.HasPrefix(o.Invoice, "C"):
		return Cancellation
	case strings.HasPrefix(o.Invoice, "A"):
		return Adjustment
	case o.Customer == 0 && !o.priced:
		return Stock
	}
	return Sale
}
