package sourcetest

import (
	"fmt"

	"github.com/galleria-graph/galleria/commerce"
)

// MakePayment returns the i-th payment of the source, for the order of the
// same number where it names one.
func MakePayment(source string, i int) *commerce.Payment {
	currency := pick(currencies, i)
	amount := money(500+i*7%5*250, currency)
	p := &commerce.Payment{
		Origin:    makeOrigin(source, "Payment", i),
		Status:    exactly("status", pick([]commerce.PaymentStatus{commerce.PaymentStatusSucceeded, commerce.PaymentStatusRequiresAction, commerce.PaymentStatusCancelled}, i)),
		Amount:    amount,
		CreatedAt: at(i * 13 % 29),
		Test:      i%6 == 5,
	}
	if i%5 != 2 {
		p.Customer = commerce.CustomerRef{ID: makeID(source, i%7), Email: email(i % 7)}
	}
	if i%4 != 1 {
		p.OrderNames = []string{fmt.Sprintf("#%d", 1001+i)}
	}
	if p.StatusValue() != commerce.PaymentStatusSucceeded {
		return p
	}
	p.AmountCaptured = &amount
	p.Method = &commerce.PaymentMethod{Kind: exactly("type", commerce.PaymentMethodKindCard), Brand: "visa", LastFour: "4242"}
	p.Fees = []commerce.Fee{{Type: "processing", Amount: money(30, currency)}}
	p.Net = ptr(commerce.NewMoney(commerce.DecimalOf(amount.Amount.Wide().Sub(p.Fees[0].Amount.Amount.Wide())), currency))
	p.Transactions = []*commerce.Transaction{{
		Origin: part(source, "Transaction", i, 0), Kind: exactly("type", commerce.TransactionKindSale),
		Status: exactly("status", commerce.TransactionStatusSucceeded), Amount: amount, ProcessedAt: p.CreatedAt,
	}}
	return p
}
