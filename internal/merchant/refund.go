package merchant

import "time"

// Refund is money that went back, and the goods that came back with it.
type Refund struct {
	At    time.Time
	Note  string
	Lines []Return
	// Shipping is the part of the delivery that is given back.
	Shipping Charge
	// Goodwill is money for nothing.
	Goodwill Amount
	Total    Amount
	Parts    []Part
}

// Return is a number of units of a line that are refunded.
type Return struct {
	Line, Quantity int
	Price, Tax     Amount // of these units
	Restocked      bool
}

// Part is what one payment bears of a refund.
type Part struct {
	Payment int
	ID      string // at the gateway; empty where the payment is not there
	Amount  Amount
}

// giveBack refunds some orders that were sent, in whole or in part.
func (h *history) giveBack() {
	o := h.o
	fate := h.r.IntN(1000)
	if o.Captured().IsZero() || o.plan.missing || len(o.Fulfillments) == 0 {
		return
	}
	switch {
	case fate < 15 && o.allSent():
		h.refund(h.afterParcel(), func(r *Refund) { h.everything(r, h.r.IntN(3) > 0) })
	case fate < 50:
		h.refund(h.afterParcel(), h.oneLine)
	case fate < 60:
		h.refund(h.afterParcel(), func(r *Refund) {
			r.Note, r.Goodwill = "Goodwill for the late delivery", o.Subtotal.part(1, 10)
		})
	}
}

// allSent says whether nothing of an order is still to be sent.
func (o *Order) allSent() bool {
	for i := range o.Lines {
		if o.Open(i) > 0 {
			return false
		}
	}
	return true
}

func (h *history) afterParcel() time.Time {
	return h.o.Fulfillments[len(h.o.Fulfillments)-1].At.Add(time.Duration(48+h.r.IntN(14*24)) * time.Hour)
}

// refund adds a refund if the time has come.
func (h *history) refund(at time.Time, fill func(*Refund)) {
	if !h.happened(at) {
		return
	}
	zero := h.o.Total.zero()
	refund := Refund{At: at, Shipping: Charge{Price: zero, Tax: zero}, Goodwill: zero}
	fill(&refund)
	h.m.settle(h.o, h.r, &refund)
	if !refund.Total.IsZero() {
		h.o.Refunds = append(h.o.Refunds, refund)
	}
}

// everything gives all back.
func (h *history) everything(r *Refund, restocked bool) {
	r.Note, r.Shipping = "Withdrawal", h.o.Shipping
	for i := range h.o.Lines {
		line := &h.o.Lines[i]
		r.Lines = append(r.Lines, Return{Line: i, Quantity: line.Quantity, Price: line.Total(), Tax: line.Tax, Restocked: restocked && line.SKU != NoSKU})
	}
}

// oneLine gives one unit of a line back that was sent.
func (h *history) oneLine(r *Refund) {
	sent := h.o.Fulfillments[0].Lines
	r.Note = "Arrived damaged"
	r.Lines = []Return{h.o.oneUnit(sent[h.r.IntN(len(sent))].Line)}
}

func (o *Order) oneUnit(at int) Return {
	line := &o.Lines[at]
	return Return{Line: at, Quantity: 1, Price: line.Total().part(1, int64(line.Quantity)), Tax: line.Tax.part(1, int64(line.Quantity))}
}

// settle adds a refund up and lets the payments bear it, one after another.
func (m *Merchant) settle(o *Order, r Random, refund *Refund) {
	refund.Total = refund.Goodwill.Add(refund.Shipping.Price)
	tax := refund.Shipping.Tax
	for i := range refund.Lines {
		refund.Total = refund.Total.Add(refund.Lines[i].Price)
		tax = tax.Add(refund.Lines[i].Tax)
	}
	if !m.Stores[o.Store].TaxesIncluded {
		refund.Total = refund.Total.Add(tax)
	}
	left := refund.Total
	for i := range o.Payments {
		share := o.Refundable(i).least(left)
		if share.IsZero() {
			continue
		}
		part := Part{Payment: i, Amount: share}
		if o.Payments[i].ID != "" && !o.Payments[i].Lost {
			part.ID = "re_3" + token(r, 23)
		}
		refund.Parts = append(refund.Parts, part)
		left = left.Sub(share)
	}
	refund.Total = refund.Total.Sub(left)
}

// least returns the smaller of two amounts.
func (a Amount) least(b Amount) Amount {
	if a.Presentment.Minor < b.Presentment.Minor {
		return a
	}
	return b
}

// Refunded is all the money that went back.
func (o *Order) Refunded() Amount {
	sum := o.Total.zero()
	for i := range o.Refunds {
		sum = sum.Add(o.Refunds[i].Total)
	}
	return sum
}

// Refundable is what is left of a payment.
func (o *Order) Refundable(payment int) Amount {
	left := o.Payments[payment].Captured()
	for i := range o.Refunds {
		for _, part := range o.Refunds[i].Parts {
			if part.Payment == payment {
				left = left.Sub(part.Amount)
			}
		}
	}
	return left
}

// Return draws a refund of one unit that was sent and has not come back, at a
// time. It reports false when there is no such unit.
func (m *Merchant) Return(o *Order, r Random, at time.Time) (Refund, bool) {
	zero := o.Total.zero()
	refund := Refund{At: at.UTC().Truncate(time.Second), Note: "Arrived damaged", Shipping: Charge{Price: zero, Tax: zero}, Goodwill: zero}
	for i := range o.Lines {
		if len(o.Refunds) == 0 && o.Sent(i) > 0 {
			refund.Lines = []Return{o.oneUnit(i)}
			m.settle(o, r, &refund)
			return refund, !refund.Total.IsZero()
		}
	}
	return refund, false
}
