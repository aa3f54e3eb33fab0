package merchant

import (
	"fmt"
	"time"
)

// Fulfillment is one parcel.
type Fulfillment struct {
	At          time.Time
	Lines       []Portion
	Carrier     string // empty when nobody wrote it down
	Tracking    string
	DeliveredAt time.Time // zero while it is on its way
}

// Portion is a number of units of a line.
type Portion struct{ Line, Quantity int }

// outSince is for how long the scarce goods have been out of stock.
const outSince = 12 * 24 * time.Hour

// scarce says whether a SKU ran out at a location: there, where most orders of
// its first store are shipped from.
func (m *Merchant) scarce(sku, location int) bool {
	s := &m.SKUs[sku]
	if s.Code != "HE-500" && s.Code != "MUG-MOSS" && s.Code != "KETTLE-US" {
		return false
	}
	home := North
	if !s.SoldBy(North) {
		home = South
	}
	return location == m.Stores[home].Locations[0]
}

// waits says whether a line has to wait for goods.
func (h *history) waits(line *Line) bool {
	return line.SKU != NoSKU && h.now.Sub(h.o.PlacedAt) < outSince && h.m.scarce(line.SKU, h.o.Location)
}

// Sendable says whether the payment lets the goods leave: companies are
// trusted to transfer the money later.
func (o *Order) Sendable() bool {
	status := o.Payments[0].Status
	return status != Failed && (status != Awaited || o.Store == Trade)
}

// ship sends what there is, in one parcel or two.
func (h *history) ship() {
	o := h.o
	if !o.CancelledAt.IsZero() || !o.Sendable() {
		return
	}
	from := o.PlacedAt
	if o.Store == Outlet && o.Payments[0].Method == ByTransfer {
		from = o.Payments[0].CapturedAt
	}
	at := from.Add(time.Duration(14+h.r.IntN(44))*time.Hour + time.Duration(h.r.IntN(3600))*time.Second)
	var first, later []Portion
	for i := range o.Lines {
		portion := Portion{i, o.Lines[i].Quantity}
		switch {
		case h.waits(&o.Lines[i]):
		case i > 0 && h.r.IntN(12) == 0:
			later = append(later, portion)
		default:
			first = append(first, portion)
		}
	}
	h.parcel(at, first)
	h.parcel(at.Add(50*time.Hour), later)
}

// parcel sends some lines if the time has come.
func (h *history) parcel(at time.Time, portions []Portion) {
	if len(portions) == 0 || !h.happened(at) {
		return
	}
	f := h.m.parcel(h.o, h.r, at)
	f.Lines = portions
	if there := at.Add(time.Duration(20+h.r.IntN(90)) * time.Hour); h.happened(there) {
		f.DeliveredAt = there
	}
	h.o.Fulfillments = append(h.o.Fulfillments, f)
}

func (m *Merchant) parcel(o *Order, r Random, at time.Time) Fulfillment {
	f := Fulfillment{At: at}
	if r.IntN(30) > 0 {
		carriers := m.Stores[o.Store].Carriers
		f.Carrier = carriers[r.IntN(len(carriers))]
		f.Tracking = fmt.Sprintf("%s%011d", f.Carrier[:2], r.Int64N(100_000_000_000))
	}
	return f
}

// Parcel draws a parcel with everything of an order that has not been sent,
// sent at a time. It reports false when there is nothing left.
func (m *Merchant) Parcel(o *Order, r Random, at time.Time) (Fulfillment, bool) {
	f := m.parcel(o, r, at.UTC().Truncate(time.Second))
	for i := range o.Lines {
		if open := o.Open(i); open > 0 {
			f.Lines = append(f.Lines, Portion{i, open})
		}
	}
	return f, len(f.Lines) > 0
}

// Sent is how many units of a line were sent.
func (o *Order) Sent(line int) int {
	sum := 0
	for i := range o.Fulfillments {
		for _, portion := range o.Fulfillments[i].Lines {
			if portion.Line == line {
				sum += portion.Quantity
			}
		}
	}
	return sum
}

// Returned is how many units of a line were refunded.
func (o *Order) Returned(line int) int {
	sum := 0
	for i := range o.Refunds {
		for _, back := range o.Refunds[i].Lines {
			if back.Line == line {
				sum += back.Quantity
			}
		}
	}
	return sum
}

// Open is how many units of a line are still to be sent.
func (o *Order) Open(line int) int {
	if !o.CancelledAt.IsZero() {
		return 0
	}
	return max(0, o.Lines[line].Quantity-o.Returned(line)-o.Sent(line))
}

// close ends orders with which everybody is done.
func (h *history) close() {
	o := h.o
	if !o.CancelledAt.IsZero() {
		o.ClosedAt = o.CancelledAt
		return
	}
	if at := o.UpdatedAt.Add(48 * time.Hour); o.allSent() && h.happened(at) {
		o.ClosedAt = at
	}
}
