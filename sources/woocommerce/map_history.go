package woocommerce

import (
	"cmp"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
)

// heldFor is why an order is on hold: WooCommerce puts it there until its
// payment is confirmed. One that is paid was put there by somebody, who need
// not say why.
func heldFor(w *orderWire) []commerce.Hold {
	if w.Status != "on-hold" {
		return nil
	}
	reason := commerce.State[commerce.HoldReason]{
		Value: commerce.HoldReasonAwaitingPayment, Raw: commerce.Text(w.Status), RawField: "status", Mapping: commerce.MappingLossy,
	}
	if !w.Paid.IsZero() {
		reason.Value, reason.Mapping = commerce.HoldReasonUnknown, commerce.MappingUnknown
	}
	return []commerce.Hold{{Reason: reason}}
}

// comments are the notes on the order, the oldest first.
func comments(w *orderWire) []commerce.OrderComment {
	notes := slices.Clone(w.notes)
	slices.SortStableFunc(notes, func(a, b *noteWire) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	out := make([]commerce.OrderComment, 0, len(notes))
	for _, n := range notes {
		c := commerce.OrderComment{Message: n.Note, Author: commerce.Text(n.Author), CreatedAt: n.Created}
		if n.Seen != unsaid {
			seen := n.Seen == yes
			c.CustomerVisible = &seen
		}
		out = append(out, c)
	}
	return out
}
