package magento

import (
	"github.com/galleria-graph/galleria/commerce"
)

// addMovements gives an order what was read for it.
func (r *reader) addMovements(o *commerce.Order, w *orderWire, m *movements) {
	id := w.ID.Value
	if r.holds.Has(commerce.OrderTransactions) {
		o.Transactions = r.transactions(o, w, m)
	}
	if r.holds.Has(commerce.OrderRefunds) {
		for i := range m.memos[id] {
			o.Refunds = append(o.Refunds, r.refund(&m.memos[id][i], o, w))
		}
	}
	if r.holds.Has(commerce.OrderFulfillments) {
		for i := range m.shipments[id] {
			o.Fulfillments = append(o.Fulfillments, r.fulfillment(&m.shipments[id][i], w))
		}
	}
}

// transactions reads those that Magento keeps, or else the one that the
// payment tells of.
func (r *reader) transactions(o *commerce.Order, w *orderWire, m *movements) []*commerce.Transaction {
	id := w.ID.Value
	rows := m.transactions[id]
	if len(rows) == 0 {
		return r.paymentAlone(o, w)
	}
	var out []*commerce.Transaction
	for i := range rows {
		t := &rows[i]
		value, known := r.amountOf(t, rows, w, m)
		if !known {
			continue // one that says nothing of its amount is not worth a wrong one
		}
		created := r.maybeInstant(t.CreatedAt, "transactions.created_at")
		out = append(out, &commerce.Transaction{
			Origin:           r.part(r.needID(t.ID, "transactions.transaction_id"), "transaction", created),
			Kind:             transactionKinds.state("txn_type", t.Type.Value),
			Status:           commerce.State[commerce.TransactionStatus]{Value: commerce.TransactionStatusSucceeded, Mapping: commerce.MappingLossy},
			Amount:           commerce.NewMoney(value, o.Total.Shop.Currency),
			ParentID:         r.parentOf(t, rows),
			Gateway:          text(w.Payment.Method),
			ProcessedAt:      created,
			PaymentReference: gatewayReference(t),
		})
	}
	return out
}

// gatewayReference is where a gateway has the payment: what gives money back,
// or lets go of it, names that as its parent.
func gatewayReference(t *transactionWire) commerce.Text {
	if kind := t.Type.Value; (kind == "refund" || kind == "void") && t.ParentTxnID.Value != "" {
		return reference(t.ParentTxnID.Value)
	}
	return reference(t.TxnID.Value)
}

func (r *reader) parentOf(t *transactionWire, rows []transactionWire) commerce.ID {
	if t.ParentID.Value > 0 {
		return r.id(t.ParentID)
	}
	for i := range rows {
		if p := &rows[i]; t.ParentTxnID.Value != "" && p.TxnID.Value == t.ParentTxnID.Value && p.ID != t.ID {
			return r.id(p.ID)
		}
	}
	return commerce.ID{}
}

// amountOf finds the amount of a transaction: that of the invoice or credit
// memo which names it, or the payment's sum when it is the only one of its type.
func (r *reader) amountOf(t *transactionWire, rows []transactionWire, w *orderWire, m *movements) (value commerce.Decimal, known bool) {
	var papers []documentWire
	var sum optNumeral
	switch t.Type.Value {
	case "authorization":
		if sum = w.Payment.Authorized; !sum.OK {
			sum = w.Payment.Ordered
		}
	case "capture":
		papers, sum = m.invoices[w.ID.Value], w.Payment.Paid
	case "refund":
		papers, sum = m.memos[w.ID.Value], w.Payment.Refunded
	case "void":
		if sum = w.Payment.Cancelled; !sum.OK {
			sum = w.Payment.Authorized
		}
	default:
		sum = w.Payment.Ordered
	}
	for i := range papers {
		if p := &papers[i]; p.TransactionID.Value != "" && p.TransactionID.Value == t.TxnID.Value && p.Total.OK {
			return r.decimal(p.Total, "base_grand_total"), true
		}
	}
	alike := 0
	for i := range rows {
		if rows[i].Type.Value == t.Type.Value {
			alike++
		}
	}
	switch {
	case alike == 1 && sum.OK:
		return r.decimal(sum, "payment"), true
	case alike == 1 && len(papers) == 1 && papers[0].Total.OK:
		return r.decimal(papers[0].Total, "base_grand_total"), true
	}
	return commerce.Decimal{}, false
}

// paymentAlone reads what the payment says of methods that keep no transactions.
func (r *reader) paymentAlone(o *commerce.Order, w *orderWire) []*commerce.Transaction {
	p := &w.Payment
	kind, value := commerce.TransactionKindCapture, p.Paid
	if r.number(value, "payment.base_amount_paid").Sign() <= 0 {
		kind, value = commerce.TransactionKindAuthorization, p.Authorized
	}
	sum := r.number(value, "payment.base_amount_authorized")
	if sum.Sign() <= 0 || p.ID.Value <= 0 {
		return nil
	}
	return []*commerce.Transaction{{
		Origin:           r.part(commerce.ID{Source: r.source, Key: "payment-" + formatInt(p.ID.Value)}, "payment", o.UpdatedAt),
		Kind:             derived(kind),
		Status:           derived(commerce.TransactionStatusSucceeded),
		Amount:           commerce.NewMoney(sum, o.Total.Shop.Currency),
		Gateway:          text(p.Method),
		PaymentReference: reference(p.LastTransID.Value),
	}}
}

func (r *reader) refund(w *documentWire, o *commerce.Order, of *orderWire) *commerce.Refund {
	out := &commerce.Refund{
		Origin:    r.part(r.needID(w.ID, "creditmemos.entity_id"), "creditmemo", r.maybeInstant(w.UpdatedAt, "creditmemos.updated_at")),
		Status:    refundStates.state("state", formatOpt(w.State)),
		Amount:    commerce.NewMoney(r.decimal(w.Total, "creditmemos.base_grand_total"), o.Total.Shop.Currency),
		CreatedAt: r.instant(w.CreatedAt, "creditmemos.created_at"),
	}
	if len(w.Comments) > 0 {
		out.Note = text(w.Comments[0].Comment)
	}
	for i := range w.Items {
		item := &w.Items[i]
		if of.hidden(item.OrderItemID.Value) {
			continue // its parent has price and quantity
		}
		l := commerce.RefundLine{LineItemID: r.needID(item.OrderItemID, "creditmemos.items.order_item_id"), Quantity: r.units(item.Quantity, "creditmemos.items.qty")}
		if item.RowTotal.OK {
			value := minus(r.decimal(item.RowTotal, "creditmemos.items.base_row_total"), r.number(item.Discount, "creditmemos.items.base_discount_amount").Abs())
			amount := commerce.NewMoney(value, o.Total.Shop.Currency)
			l.Amount = &amount
		}
		out.Lines = append(out.Lines, l)
	}
	return out
}

func formatOpt(n optInt) string {
	if !n.OK {
		return ""
	}
	return formatInt(n.Value)
}

// fulfillment reads a shipment: it is there when the goods have left. Where
// they are, Magento does not know.
func (r *reader) fulfillment(w *documentWire, of *orderWire) *commerce.Fulfillment {
	out := &commerce.Fulfillment{
		Origin:    r.part(r.needID(w.ID, "shipments.entity_id"), "shipment", r.maybeInstant(w.UpdatedAt, "shipments.updated_at")),
		Name:      text(w.IncrementID),
		Status:    derived(commerce.FulfillmentStatusSuccess),
		CreatedAt: r.instant(w.CreatedAt, "shipments.created_at"),
	}
	if w.More.SourceCode.Value != "" {
		out.LocationID = commerce.ID{Source: r.source, Key: w.More.SourceCode.Value}
	}
	for i := range w.Items {
		if item := &w.Items[i]; !of.hidden(item.OrderItemID.Value) {
			out.Lines = append(out.Lines, commerce.FulfillmentLine{
				LineItemID: r.needID(item.OrderItemID, "shipments.items.order_item_id"), Quantity: r.units(item.Quantity, "shipments.items.qty"),
			})
		}
	}
	for _, t := range w.Tracks {
		company := t.Title
		if company.Value == "" {
			company = t.Carrier
		}
		out.Tracking = append(out.Tracking, commerce.Tracking{Company: text(company), Number: text(t.Number)})
	}
	return out
}
