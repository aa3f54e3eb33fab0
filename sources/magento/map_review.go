package magento

import (
	"cmp"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
)

// fraud is the status that Magento gives to an order whose payment a gateway suspects.
const fraud = "fraud"

// heldFor says why an order is not worked on: its payment is looked at, or
// somebody holds it. Why one holds it Magento does not ask.
func heldFor(w *orderWire) []commerce.Hold {
	if w.Status.Value == fraud {
		return []commerce.Hold{{Reason: commerce.State[commerce.HoldReason]{
			Value: commerce.HoldReasonHighRiskOfFraud, Raw: fraud, RawField: "status", Mapping: commerce.MappingExact,
		}}}
	}
	reason, held := map[string]commerce.State[commerce.HoldReason]{
		"payment_review": {Value: commerce.HoldReasonReview, Mapping: commerce.MappingExact},
		"holded":         {Value: commerce.HoldReasonOther, Mapping: commerce.MappingLossy},
	}[w.State.Value]
	if !held {
		return nil
	}
	reason.Raw, reason.RawField = text(w.State), "state"
	return []commerce.Hold{{Reason: reason}}
}

const historyFields = "status_histories[entity_id,comment,created_at,is_visible_on_front]"

// comments returns what was written on an order's history, oldest first. By whom,
// Magento does not say.
func (r *reader) comments(list []commentWire) []commerce.OrderComment {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b commentWire) int {
		return cmp.Or(cmp.Compare(a.CreatedAt.Value, b.CreatedAt.Value), cmp.Compare(a.ID.Value, b.ID.Value))
	})
	var out []commerce.OrderComment
	for i := range list {
		w := &list[i]
		if w.Comment.Value == "" {
			continue
		}
		c := commerce.OrderComment{Message: w.Comment.Value, CreatedAt: r.maybeInstant(w.CreatedAt, "status_histories.created_at")}
		if w.Visible.OK {
			seen := w.Visible.Value != 0
			c.CustomerVisible = &seen
		}
		out = append(out, c)
	}
	return out
}
