package sourcetest

import (
	"fmt"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// MakeOrder returns the i-th order of the source: of one to four lines, by one
// of seven customers or a guest, in one of three currencies.
func MakeOrder(source string, i int) *commerce.Order {
	currency := pick(currencies, i)
	o := &commerce.Order{
		Origin:            makeOrigin(source, "Order", i),
		Name:              fmt.Sprintf("#%d", 1001+i),
		PlacedAt:          at(i * 11 % 23),
		ProcessedAt:       at(i * 11 % 23).Add(time.Minute),
		Status:            exactly("status", pick([]commerce.OrderStatus{commerce.OrderStatusOpen, commerce.OrderStatusCompleted, commerce.OrderStatusCancelled}, i)),
		PaymentStatus:     exactly("paymentStatus", pick([]commerce.OrderPaymentStatus{commerce.OrderPaymentStatusPaid, commerce.OrderPaymentStatusPending}, i)),
		FulfillmentStatus: exactly("fulfillmentStatus", pick([]commerce.OrderFulfillmentStatus{commerce.OrderFulfillmentStatusUnfulfilled, commerce.OrderFulfillmentStatusFulfilled}, i/2)),
		ReturnStatus:      exactly("returnStatus", commerce.OrderReturnStatusNoReturn),
		Test:              i%10 == 7,
		Tags:              pick(tagSets, i+1),
		Channel:           "web",
		ShippingAddress:   address(i),
		BillingAddress:    address(i + 1),
		LineItems:         makeLines(source, i, currency),
	}
	if i%8 != 6 {
		o.Customer = commerce.CustomerRef{ID: makeID(source, i%7), Email: email(i % 7)}
		o.Email = o.Customer.Email
	}
	if o.StatusValue() == commerce.OrderStatusCancelled {
		o.CancelledAt = o.PlacedAt.Add(time.Hour)
		o.CancelReason = exactly("cancelReason", commerce.CancelReasonCustomer)
	}
	addTotals(o, i, currency)
	return o
}

// MakeOrderOrDraft is [MakeOrder], but some are drafts. It is for sources that hold such.
func MakeOrderOrDraft(source string, i int) *commerce.Order {
	o := MakeOrder(source, i)
	if i%9 == 4 {
		o.Status = exactly("status", commerce.OrderStatusDraft)
		o.CancelledAt, o.CancelReason = time.Time{}, commerce.State[commerce.CancelReason]{}
	}
	return o
}

func makeLines(source string, i int, currency string) []*commerce.LineItem {
	lines := make([]*commerce.LineItem, 1+i%4)
	for n := range lines {
		quantity, price := 1+(i+n)%3, 250+125*n
		lines[n] = &commerce.LineItem{
			Origin: part(source, "LineItem", i, n),
			Title:  pick([]string{"Teacup", "Käse & Wein", "湯呑み", "Knitted Union Flag Hot Water Bottle"}, i+n),
			SKU:    pick([]commerce.Text{"85123A", "71053", "", "22-ÜX"}, i+n),
			Quantity: commerce.LineQuantity{
				Ordered: quantity, Fulfilled: ptr(0), Refunded: ptr(0), Cancelled: ptr(0), Remaining: ptr(quantity),
			},
			UnitPrice:           bag(price, currency),
			DiscountedUnitPrice: bagPtr(price, currency),
			Total:               bag(quantity*price, currency),
			RequiresShipping:    ptr(n != 3),
		}
	}
	return lines
}

// addTotals gives the order amounts that follow from its lines.
func addTotals(o *commerce.Order, i int, currency string) {
	subtotal := 0
	for n, l := range o.LineItems {
		subtotal += l.Quantity.Ordered * (250 + 125*n)
	}
	shipping, tax := i%3*495, subtotal/5
	o.Subtotal = bagPtr(subtotal, currency)
	o.TotalDiscounts = bagPtr(0, currency)
	o.TotalShipping = bagPtr(shipping, currency)
	o.TotalTax = bagPtr(tax, currency)
	o.Total = bag(subtotal+shipping+tax, currency)
	o.TaxLines = []commerce.TaxLine{{Title: "VAT", Rate: rate(20), Amount: bag(tax, currency)}}
	if shipping > 0 {
		o.ShippingLines = []commerce.ShippingLine{{Title: "Post", Code: "POST", Amount: bag(shipping, currency)}}
	}
}
