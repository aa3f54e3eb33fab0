package shopify

import (
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// fewReturns is how many returns are asked for with an order: most have none.
const fewReturns = 2

// Goods that are sent in exchange, what return shipping costs and restocking
// fees have no place in the graph, and are not asked for.
func returnSelection() fields {
	return selection(scalars("id name status createdAt closedAt"), object("decline", scalars("reason note")),
		inner("returnLineItems", returnLineSelection()))
}

// returnLineSelection asks for the reason in both forms: the definition is what
// shops choose from, and is null for returns of before it; the deprecated word is
// promised in each version that is read, and has a canonical value.
func returnLineSelection() fields {
	return selection(scalars("__typename quantity refundedQuantity returnReason returnReasonNote customerNote"),
		object("returnReasonDefinition", scalars("handle")),
		on("ReturnLineItem", object("fulfillmentLineItem", object("lineItem", scalars("id")))))
}

func (r *reader) returned(w *returnWire) *commerce.Return {
	out := &commerce.Return{
		Origin:    r.part(w.ID, "Return", time.Time{}),
		Name:      commerce.Text(need(r, w.Name, "returns.name")),
		Status:    goodsStates.promised(r, "status", w.Status),
		CreatedAt: r.instant(w.CreatedAt, "returns.createdAt"),
		ClosedAt:  r.maybeInstant(w.ClosedAt, "returns.closedAt"),
	}
	if w.Decline.OK {
		out.DeclineReason = commerce.Text(need(r, w.Decline.Value.Reason, "returns.decline.reason"))
		out.DeclineNote = optional(w.Decline.Value.Note)
	}
	for l := range nodes(r, w.Lines, "returns.returnLineItems") {
		out.Lines = append(out.Lines, r.returnLine(l))
	}
	return out
}

// returnLine reads a line of either kind. Only one that is tied to goods that
// were sent is of a line of the order.
func (r *reader) returnLine(w *returnLineWire) commerce.ReturnLine {
	refunded := r.units(w.Refunded, "returns.returnLineItems.refundedQuantity")
	l := commerce.ReturnLine{
		Quantity:     r.units(w.Quantity, "returns.returnLineItems.quantity"),
		Refunded:     &refunded,
		Reason:       r.returnReason(w),
		Note:         commerce.Text(need(r, w.Note, "returns.returnLineItems.returnReasonNote")),
		CustomerNote: optional(w.CustomerNote),
	}
	switch {
	case w.Sent.OK:
		if !w.Sent.Value.Line.OK {
			r.fail("returns.returnLineItems.lineItem")
		}
		l.LineItemID = r.ref(w.Sent.Value.Line, "returns.returnLineItems.lineItem.id")
	case need(r, w.Type, "returns.returnLineItems") == "ReturnLineItem":
		r.fail("returns.returnLineItems.fulfillmentLineItem")
	}
	return l
}

// returnReason is what the shop's own reason means. One that is named as a
// canonical reason is that; of any other Shopify's older word is the nearest.
func (r *reader) returnReason(w *returnLineWire) commerce.State[commerce.ReturnReason] {
	old := returnReasons.promised(r, "returnReason", w.Reason)
	if !w.Definition.OK {
		return old
	}
	handle := need(r, w.Definition.Value.Handle, "returns.returnLineItems.returnReasonDefinition.handle")
	defined := commerce.State[commerce.ReturnReason]{Value: old.Value, Raw: commerce.Text(handle), RawField: "returnReasonDefinition.handle", Mapping: commerce.MappingLossy}
	word := strings.ToUpper(strings.ReplaceAll(handle, "-", "_"))
	if same, ok := returnReasons.exact[word]; ok {
		defined.Value, defined.Mapping = same, commerce.MappingExact
	} else if old.Mapping == commerce.MappingUnknown {
		defined.Mapping = commerce.MappingUnknown
	}
	return defined
}
