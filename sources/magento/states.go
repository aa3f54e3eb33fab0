package magento

import "github.com/galleria-graph/galleria/commerce"

// states maps Magento's own words. Those of lossy say less, or something else.
type states[E ~string] struct {
	exact commerce.Words[E]
	lossy commerce.Words[E]
}

func (s states[E]) state(field, raw string) commerce.State[E] {
	if v, ok := s.lossy[raw]; ok {
		return commerce.State[E]{Value: v, Raw: commerce.Text(raw), RawField: field, Mapping: commerce.MappingLossy}
	}
	return s.exact.State(field, raw)
}

// words returns Magento's words for each canonical state.
func (s states[E]) words() map[string][]string {
	out := map[string][]string{}
	for _, words := range []commerce.Words[E]{s.exact, s.lossy} {
		for raw, state := range words {
			out[string(state)] = append(out[string(state)], raw)
		}
	}
	return out
}

// orderStates are of an order's state. Its status is a label that a merchant
// puts on one, and says nothing for sure.
var orderStates = states[commerce.OrderStatus]{
	exact: commerce.Words[commerce.OrderStatus]{
		"new":             commerce.OrderStatusOpen,
		"pending_payment": commerce.OrderStatusPending,
		"processing":      commerce.OrderStatusOpen,
		"complete":        commerce.OrderStatusCompleted,
		"canceled":        commerce.OrderStatusCancelled,
	},
	lossy: commerce.Words[commerce.OrderStatus]{
		"payment_review": commerce.OrderStatusPending,   // held, too
		"holded":         commerce.OrderStatusOpen,      // and held
		"closed":         commerce.OrderStatusCompleted, // nothing more can be credited
	},
}

// transactionKinds are of a transaction's txn_type.
var transactionKinds = states[commerce.TransactionKind]{exact: commerce.Words[commerce.TransactionKind]{
	"authorization": commerce.TransactionKindAuthorization,
	"capture":       commerce.TransactionKindCapture,
	"refund":        commerce.TransactionKindRefund,
	"void":          commerce.TransactionKindVoid,
}}

// refundStates are of a credit memo's state. That it is refunded does not say
// what the gateway did: an offline refund is a note of the merchant.
var refundStates = states[commerce.RefundStatus]{
	exact: commerce.Words[commerce.RefundStatus]{
		"1": commerce.RefundStatusPending,
		"3": commerce.RefundStatusCancelled,
	},
	lossy: commerce.Words[commerce.RefundStatus]{"2": commerce.RefundStatusSucceeded},
}

// productStates are of a product's status: enabled or not.
var productStates = states[commerce.ProductStatus]{
	exact: commerce.Words[commerce.ProductStatus]{"1": commerce.ProductStatusActive},
	lossy: commerce.Words[commerce.ProductStatus]{"2": commerce.ProductStatusDraft},
}

func derived[E ~string](value E) commerce.State[E] {
	return commerce.State[E]{Value: value, Mapping: commerce.MappingDerived}
}
