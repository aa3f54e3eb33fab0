package merchant

import (
	"time"

	"github.com/shopspring/decimal"
)

// Gateway is where the stores take payments: its terms.
type Gateway struct {
	Country, Currency string // the account's, in which it is paid out
	Percent           decimal.Decimal
	Fixed             int64 // minor units of Currency
	// Rates are the prices of one unit of other currencies in Currency.
	Rates map[string]decimal.Decimal
}

func gateway() Gateway {
	const fixed = 25
	return Gateway{
		Country: "DE", Currency: "EUR", Percent: decimal.New(15, -1), Fixed: fixed,
		Rates: map[string]decimal.Decimal{"USD": decimal.New(92, -2), "JPY": decimal.New(61, -4)},
	}
}

// Settled returns an amount in the gateway's currency, rounded half up.
func (g *Gateway) Settled(m Money) Money {
	rate, foreign := g.Rates[m.Currency]
	if !foreign {
		return m
	}
	in := m.Decimal().Mul(rate).Shift(Digits(g.Currency)).Round(0)
	return Money{in.IntPart(), g.Currency}
}

// Fee is what the gateway keeps of a payment that it settled.
func (g *Gateway) Fee(settled Money) Money {
	const percent = -2
	part := decimal.NewFromInt(settled.Minor).Mul(g.Percent).Shift(percent).Round(0)
	return Money{part.IntPart() + g.Fixed, g.Currency}
}

// PaymentStatus is how far a payment is.
type PaymentStatus int

// The states of a payment.
const (
	Paid       PaymentStatus = iota // the money was taken
	Authorized                      // the money is reserved and to be captured
	Failed                          // every try was declined
	Voided                          // the reserved money was released
	Awaited                         // the customer is to transfer the money
)

// Method is what is paid with.
type Method int

// The methods. All but cards are none of the gateway's business.
const (
	ByCard Method = iota
	ByGiftCard
	ByTransfer
	ByNothing // a test order: no money moves
)

// Payment is one payment of an order.
type Payment struct {
	ID     string // at the gateway; empty when it is not paid by card
	Method Method
	Status PaymentStatus
	Amount Amount // to be paid; the customer pays the presentment side
	At     time.Time
	// Declined are the tries that failed before, or all of them.
	Declined []Decline
	// CapturedAt is when reserved money was taken, or awaited money came; zero where that was at once
	// or has not been.
	CapturedAt time.Time
	VoidedAt   time.Time
	Card       Card
	// Labels are what the payment says at the gateway of what it is for.
	Labels map[string]string
	// Lost says that the gateway does not know the payment.
	Lost bool
}

// Decline is a try that failed, in the gateway's codes.
type Decline struct {
	At         time.Time
	Code, Kind string
}

// Card is what a receipt shows of a card.
type Card struct {
	Brand, Last4, Country, Wallet string
	ExpMonth, ExpYear             int
}

// Captured is the money that was taken.
func (p *Payment) Captured() Amount {
	if p.Status == Paid {
		return p.Amount
	}
	return p.Amount.zero()
}

// history makes what happens to an order after it was placed.
type history struct {
	m   *Merchant
	o   *Order
	r   Random
	now time.Time
}

// happened says whether a moment is in the past, and remembers it if so.
func (h *history) happened(at time.Time) bool {
	if at.After(h.now) {
		return false
	}
	if at.After(h.o.UpdatedAt) {
		h.o.UpdatedAt = at
	}
	return true
}

// pay makes the payments of an order.
func (h *history) pay() {
	o := h.o
	fate := h.r.IntN(1000)
	if o.plan.missing || o.plan.unlabelled {
		fate = 999 // an ordinary payment
	}
	young := h.now.Sub(o.PlacedAt) < 5*24*time.Hour
	if o.Store > South {
		h.payBranch(fate)
		return
	}
	single := o.Total.Shop.Currency == o.Total.Presentment.Currency && o.Total.Shop.Minor >= 2000
	switch {
	case o.Test:
		o.Payments = append(o.Payments, Payment{Method: ByNothing, Amount: o.Total, At: o.PlacedAt})
	case fate < 12:
		h.fail()
	case fate < 40:
		h.card(o.Total).Declined = []Decline{{o.PlacedAt, "card_declined", "insufficient_funds"}}
	case fate < 60 && single:
		h.card(o.Total.part(1, 2))
		h.card(o.Total.Sub(o.Payments[0].Amount))
	case fate < 72 && single:
		gift := Amount{Shop: Money{1000, o.Total.Shop.Currency}, Presentment: Money{1000, o.Total.Presentment.Currency}}
		o.Payments = append(o.Payments, Payment{Method: ByGiftCard, Amount: gift, At: o.PlacedAt})
		h.card(o.Total.Sub(gift))
	case fate < 80:
		o.Payments = append(o.Payments, Payment{Method: ByTransfer, Amount: o.Total, At: o.PlacedAt})
	case fate < 120:
		h.reserve(young)
	case fate < 136:
		h.card(o.Total)
		h.withdraw()
	default:
		h.card(o.Total)
	}
}

// card adds a payment by card that went well.
func (h *history) card(amount Amount) *Payment {
	o := h.o
	p := Payment{ID: "pi_3" + token(h.r, 23), Amount: amount, At: o.PlacedAt.Add(2 * time.Second), Card: h.drawCard(), Lost: o.plan.missing}
	p.Labels = map[string]string{"order_name": o.Name, "store": h.m.Stores[o.Store].Name}
	if o.plan.unlabelled {
		p.Labels = []map[string]string{nil, {"Order No.": o.Name}, {"order_name": "order " + o.Name[2:]}}[h.r.IntN(3)]
	}
	if !h.happened(p.At) {
		p.At = o.PlacedAt
	}
	o.Payments = append(o.Payments, p)
	return &o.Payments[len(o.Payments)-1]
}

func (h *history) drawCard() Card {
	brands := [...]string{"visa", "visa", "visa", "mastercard", "mastercard", "amex", "jcb"}
	wallets := [...]string{"", "", "", "", "apple_pay", "google_pay"}
	digits := 1000 + h.r.IntN(9000)
	return Card{
		Brand: brands[h.r.IntN(len(brands))], Last4: string([]byte{byte('0' + digits/1000), byte('0' + digits/100%10), byte('0' + digits/10%10), byte('0' + digits%10)}),
		Country: h.o.Country, Wallet: wallets[h.r.IntN(len(wallets))], ExpMonth: 1 + h.r.IntN(12), ExpYear: h.m.Now.Year() + 1 + h.r.IntN(4),
	}
}

// fail makes all tries fail. The order is cancelled a day later.
func (h *history) fail() {
	p := h.card(h.o.Total)
	p.Status = Failed
	p.Declined = []Decline{{p.At, "card_declined", "generic_decline"}}
	if h.r.IntN(2) == 0 {
		p.Declined = append(p.Declined, Decline{p.At.Add(time.Minute), "expired_card", "expired_card"})
	}
	if last := p.Declined[len(p.Declined)-1].At; !h.happened(last) {
		p.Declined = p.Declined[:1]
	}
	h.cancel(h.o.PlacedAt.Add(24*time.Hour), "DECLINED")
}

// reserve makes the money be taken when the goods leave, or never.
func (h *history) reserve(young bool) {
	p := h.card(h.o.Total)
	p.Status = Authorized
	if !young && h.r.IntN(12) == 0 && h.cancel(h.o.PlacedAt.Add(4*24*time.Hour), "CUSTOMER") {
		p.Status, p.VoidedAt = Voided, h.o.CancelledAt
		return
	}
	taken := h.o.PlacedAt.Add(time.Duration(20+h.r.IntN(70)) * time.Hour)
	if h.happened(taken) {
		p.Status, p.CapturedAt = Paid, taken
	}
}

// withdraw cancels a paid order before anything is sent, and returns the money.
func (h *history) withdraw() {
	reason := []string{"CUSTOMER", "CUSTOMER", "INVENTORY"}[h.r.IntN(3)]
	if h.cancel(h.o.PlacedAt.Add(time.Duration(1+h.r.IntN(10))*time.Hour), reason) {
		h.refund(h.o.CancelledAt, func(r *Refund) { h.everything(r, true) })
	}
}

// cancel cancels the order if the time has come.
func (h *history) cancel(at time.Time, reason string) bool {
	if !h.happened(at) {
		return false
	}
	h.o.CancelledAt, h.o.CancelReason = at, reason
	return true
}

// Captured is the money that was taken for an order.
func (o *Order) Captured() Amount {
	sum := o.Total.zero()
	for i := range o.Payments {
		sum = sum.Add(o.Payments[i].Captured())
	}
	return sum
}
