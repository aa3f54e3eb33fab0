package shopify

import (
	"iter"

	"github.com/galleria-graph/galleria/commerce"
)

func (r *reader) transaction(w *transactionWire) *commerce.Transaction {
	created := r.instant(w.CreatedAt, "transactions.createdAt")
	t := &commerce.Transaction{
		Origin:           r.part(w.ID, "OrderTransaction", created),
		Kind:             transactionKinds.promised(r, "kind", w.Kind),
		Status:           transactionStates.promised(r, "status", w.Status),
		Amount:           r.bag(w.Amount, "transactions.amountSet").Shop,
		ParentID:         r.ref(w.Parent, "transactions.parentTransaction.id"),
		Gateway:          optional(w.Gateway),
		ProcessedAt:      r.maybeInstant(w.ProcessedAt, "transactions.processedAt"),
		ErrorCode:        optional(w.ErrorCode),
		Test:             need(r, w.Test, "transactions.test"),
		PaymentReference: optional(w.PaymentID),
	}
	if t.ProcessedAt.IsZero() {
		t.ProcessedAt = created
	}
	return t
}

func (r *reader) refund(w *refundWire) *commerce.Refund {
	f := &commerce.Refund{
		Origin:    r.part(w.ID, "Refund", r.instant(w.UpdatedAt, "refunds.updatedAt")),
		Status:    r.refundStatus(nodes(r, w.Transactions, "refunds.transactions")),
		Amount:    r.bag(w.Total, "refunds.totalRefundedSet").Shop,
		Note:      optional(w.Note),
		CreatedAt: r.maybeInstant(w.CreatedAt, "refunds.createdAt"),
	}
	if processed := r.instant(w.ProcessedAt, "refunds.processedAt"); f.CreatedAt.IsZero() {
		f.CreatedAt = processed
	}
	for l := range nodes(r, w.Lines, "refunds.refundLineItems") {
		amount := r.bag(l.Subtotal, "refunds.refundLineItems.subtotalSet").Shop
		if !l.Line.OK {
			r.fail("refunds.refundLineItems.lineItem")
		}
		f.Lines = append(f.Lines, commerce.RefundLine{
			LineItemID: r.ref(l.Line, "refunds.refundLineItems.lineItem.id"),
			Quantity:   r.units(l.Quantity, "refunds.refundLineItems.quantity"),
			Amount:     &amount,
		})
	}
	return f
}

// refundRank orders what the money of a refund can be waiting for: the refund
// is only as far as the transaction that is least far.
var refundRank = []struct {
	transaction commerce.TransactionStatus
	refund      commerce.RefundStatus
}{
	{commerce.TransactionStatusRequiresAction, commerce.RefundStatusRequiresAction},
	{commerce.TransactionStatusPending, commerce.RefundStatusPending},
	{commerce.TransactionStatusSucceeded, commerce.RefundStatusSucceeded},
	{commerce.TransactionStatusFailed, commerce.RefundStatusFailed},
}

// refundStatus derives the state that Shopify keeps on the transactions only. A
// try that failed beside one that succeeded does not undo it. A refund that
// moved no money, of goods alone, has no state.
func (r *reader) refundStatus(movements iter.Seq[*movementWire]) commerce.State[commerce.RefundStatus] {
	words := map[commerce.TransactionStatus]commerce.Text{}
	for m := range movements {
		kind := transactionKinds.promised(r, "kind", m.Kind)
		status := transactionStates.promised(r, "status", m.Status)
		if kind.Value == commerce.TransactionKindRefund {
			words[status.Value] = status.Raw
		}
	}
	for _, rank := range refundRank {
		if raw, ok := words[rank.transaction]; ok {
			return commerce.State[commerce.RefundStatus]{Value: rank.refund, Raw: raw, RawField: "transactions.status", Mapping: commerce.MappingDerived}
		}
	}
	return commerce.State[commerce.RefundStatus]{Value: commerce.RefundStatusUnknown, RawField: "transactions.status", Raw: words[commerce.TransactionStatusUnknown], Mapping: commerce.MappingUnknown}
}

func (r *reader) fulfillment(w *fulfillmentWire) *commerce.Fulfillment {
	f := &commerce.Fulfillment{
		Origin:              r.part(w.ID, "Fulfillment", r.instant(w.UpdatedAt, "fulfillments.updatedAt")),
		Name:                commerce.Text(need(r, w.Name, "fulfillments.name")),
		Status:              parcelStates.promised(r, "status", w.Status),
		LocationID:          r.ref(w.Location, "fulfillments.location.id"),
		TrackingStatus:      trackingStates.state("displayStatus", w.Display),
		EstimatedDeliveryAt: r.maybeInstant(w.EstimatedAt, "fulfillments.estimatedDeliveryAt"),
		DeliveredAt:         r.maybeInstant(w.DeliveredAt, "fulfillments.deliveredAt"),
		CreatedAt:           r.instant(w.CreatedAt, "fulfillments.createdAt"),
	}
	for t := range elements(r, w.Tracking, "fulfillments.trackingInfo") {
		f.Tracking = append(f.Tracking, commerce.Tracking{Company: optional(t.Company), Number: optional(t.Number), URL: optional(t.URL)})
	}
	for l := range nodes(r, w.Lines, "fulfillments.fulfillmentLineItems") {
		if !l.Line.OK {
			r.fail("fulfillments.fulfillmentLineItems.lineItem")
		}
		f.Lines = append(f.Lines, commerce.FulfillmentLine{
			LineItemID: r.ref(l.Line, "fulfillments.fulfillmentLineItems.lineItem.id"),
			Quantity:   int(l.Quantity.Value), // the schema lets it be null
		})
	}
	return f
}
