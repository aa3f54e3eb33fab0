package woocommerce

import (
	"strconv"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// transactions derives the movements of money that a shop knows: one that pays
// the order, when there was one or a try of one, and its refunds. The payment
// has the order's id, refunds have their own.
func (r *reader) transactions(w *orderWire, a amounts) []*commerce.Transaction {
	var out []*commerce.Transaction
	var payment commerce.ID
	paid := !w.Paid.IsZero()
	if paid || w.TransactionID != "" || w.Status == "failed" && w.Method != "" {
		out = append(out, &commerce.Transaction{
			Origin:           r.part(keyOf(w.ID), "order payment", w.Modified),
			Kind:             derived(commerce.TransactionKindSale),
			Status:           derived(payingState(w, paid)),
			Amount:           a.money(r.decimal(w.Total, "total")),
			Gateway:          commerce.Text(w.Method),
			ProcessedAt:      w.Paid,
			PaymentReference: commerce.Text(paymentReference(w)),
		})
		payment = out[0].ID
	}
	for i := range w.Refunds {
		f := &w.Refunds[i]
		t := &commerce.Transaction{
			Origin:   r.part(keyOf(f.ID), "shop_order_refund", w.Modified),
			Kind:     derived(commerce.TransactionKindRefund),
			Status:   commerce.State[commerce.TransactionStatus]{Value: commerce.TransactionStatusSucceeded, Mapping: commerce.MappingLossy},
			Amount:   a.money(r.decimal(f.Total, "refunds.total").Abs()),
			ParentID: payment,
			Gateway:  commerce.Text(w.Method),
		}
		if d := w.details[f.ID]; d != nil {
			t.ProcessedAt = d.Created
			if d.Returned == yes {
				t.Status = commerce.State[commerce.TransactionStatus]{Value: commerce.TransactionStatusSucceeded, RawField: "refunded_payment", Mapping: commerce.MappingDerived}
			}
		}
		out = append(out, t)
	}
	return out
}

func derived[E ~string](v E) commerce.State[E] {
	return commerce.State[E]{Value: v, Mapping: commerce.MappingDerived}
}

func payingState(w *orderWire, paid bool) commerce.TransactionStatus {
	switch {
	case paid:
		return commerce.TransactionStatusSucceeded
	case w.Status == "failed":
		return commerce.TransactionStatusFailed
	case w.Status == "cancelled":
		return commerce.TransactionStatusCancelled
	}
	return commerce.TransactionStatusPending
}

// paymentReference is the payment's id at the gateway. Gateways note it in the
// order or in its meta data: Stripe and WooPayments the intent, which stays the
// same when a charge fails and another follows; PayPal the capture, or the order
// before there is one.
func paymentReference(w *orderWire) string {
	for _, key := range []string{"_stripe_intent_id", "_intent_id"} {
		if id := metaText(w.Meta, key); strings.HasPrefix(id, "pi_") {
			return id
		}
	}
	if w.TransactionID != "" {
		return w.TransactionID
	}
	for _, key := range []string{"_charge_id", "_ppcp_paypal_order_id"} {
		if id := metaText(w.Meta, key); id != "" {
			return id
		}
	}
	return ""
}

// refund translates a refund with its details, or what its order says of it when
// it has gone since. Only where the shop had the gateway give the money back is
// it known that it did.
func (r *reader) refund(s *refundSummaryWire, w *orderWire, a amounts) *commerce.Refund {
	out := &commerce.Refund{
		Origin: r.part(keyOf(s.ID), "shop_order_refund", time.Time{}),
		Status: commerce.State[commerce.RefundStatus]{Value: commerce.RefundStatusSucceeded, Mapping: commerce.MappingLossy},
		Amount: a.money(r.decimal(s.Total, "refunds.total").Abs()),
		Reason: commerce.Text(s.Reason),
	}
	d := w.details[s.ID]
	if d == nil {
		return out
	}
	out.CreatedAt = d.Created
	if d.Returned == yes {
		out.Status = commerce.State[commerce.RefundStatus]{Value: commerce.RefundStatusSucceeded, RawField: "refunded_payment", Mapping: commerce.MappingDerived}
	}
	if d.Amount != "" {
		out.Amount = a.money(r.decimal(d.Amount, "refund.amount").Abs())
	}
	for i := range d.Lines {
		l := &d.Lines[i]
		line, _ := strconv.ParseInt(metaText(l.Meta, "_refunded_item_id"), 10, 64) // what is none is no line of the order
		if line <= 0 {
			continue
		}
		amount := a.money(a.priced(l.Total, l.TotalTax, "refund.line_items.total").Abs())
		out.Lines = append(out.Lines, commerce.RefundLine{
			LineItemID: r.id(line), Quantity: -r.units(l.Quantity, "refund.line_items.quantity"), Amount: &amount,
		})
	}
	return out
}

// fulfillments are those that the shop keeps, else the parcels that the plug-in
// Shipment Tracking has noted.
func (r *reader) fulfillments(w *orderWire) []*commerce.Fulfillment {
	var out []*commerce.Fulfillment
	for i := range w.parcels {
		if p := w.parcels[i]; p.Deleted.IsZero() {
			out = append(out, r.fulfillment(p))
		}
	}
	if len(w.parcels) > 0 {
		return out
	}
	for n, item := range metaItems(w.Meta, "_wc_shipment_tracking_items") {
		out = append(out, r.tracked(&item, w, n))
	}
	return out
}

func (r *reader) fulfillment(w *fulfillmentWire) *commerce.Fulfillment {
	f := &commerce.Fulfillment{
		Origin: r.part(keyOf(w.ID), "order_fulfillment", w.Updated),
		Status: parcelStates.state("status", w.Status),
	}
	for _, item := range metaItems(w.Meta, "_items") {
		if item.ItemID > 0 {
			f.Lines = append(f.Lines, commerce.FulfillmentLine{LineItemID: r.id(item.ItemID), Quantity: r.units(item.Quantity, "fulfillment._items.qty")})
		}
	}
	t := commerce.Tracking{
		Company: commerce.Text(metaText(w.Meta, "_shipment_provider")),
		Number:  commerce.Text(metaText(w.Meta, "_tracking_number")),
		URL:     commerce.Text(metaText(w.Meta, "_tracking_url")),
	}
	if t != (commerce.Tracking{}) {
		f.Tracking = []commerce.Tracking{t}
	}
	return f
}

func (r *reader) tracked(item *metaItem, w *orderWire, n int) *commerce.Fulfillment {
	key := item.TrackingID
	if key == "" {
		key = strconv.Itoa(n + 1)
	}
	company := item.Provider
	if company == "" {
		company = item.CustomProvider
	}
	f := &commerce.Fulfillment{
		Origin:   r.part(keyOf(w.ID)+"-"+key, "shipment tracking item", w.Modified),
		Status:   derived(commerce.FulfillmentStatusSuccess),
		Tracking: []commerce.Tracking{{Company: commerce.Text(company), Number: commerce.Text(item.Number), URL: commerce.Text(item.Link)}},
	}
	if item.Shipped > 0 && item.Shipped < maxTime {
		f.CreatedAt = time.Unix(item.Shipped, 0).UTC()
	}
	return f
}
