package woocommerce

import "github.com/galleria-graph/galleria/commerce"

const (
	statusTrash         = "trash"
	statusDraft         = "draft"
	statusAutoDraft     = "auto-draft"
	statusCheckoutDraft = "checkout-draft"
)

// states maps WooCommerce's words. Merchants and plug-ins add others, which
// stay unknown with the word kept.
type states[E ~string] map[string]meaning[E]

type meaning[E ~string] struct {
	value   E
	mapping commerce.Mapping
}

func (s states[E]) state(field, word string) commerce.State[E] {
	m, ok := s[word]
	if !ok {
		m = meaning[E]{"UNKNOWN", commerce.MappingUnknown}
	}
	return commerce.State[E]{Value: m.value, Raw: commerce.Text(word), RawField: field, Mapping: m.mapping}
}

const (
	exact = commerce.MappingExact
	lossy = commerce.MappingLossy
)

// A failed order can be paid again, so that it is not cancelled; one on hold
// waits for its payment.
var orderStates = states[commerce.OrderStatus]{
	"pending":           {commerce.OrderStatusPending, exact},
	"failed":            {commerce.OrderStatusPending, lossy},
	"on-hold":           {commerce.OrderStatusOpen, lossy},
	"processing":        {commerce.OrderStatusOpen, exact},
	"completed":         {commerce.OrderStatusCompleted, exact},
	"refunded":          {commerce.OrderStatusCompleted, lossy},
	"cancelled":         {commerce.OrderStatusCancelled, exact},
	statusDraft:         {commerce.OrderStatusDraft, exact},
	statusAutoDraft:     {commerce.OrderStatusDraft, exact},
	statusCheckoutDraft: {commerce.OrderStatusDraft, exact},
	statusTrash:         {commerce.OrderStatusUnknown, commerce.MappingUnknown},
}

// searchableStates are the words that every shop knows.
var searchableStates = map[commerce.OrderStatus][]string{
	commerce.OrderStatusPending:   {"pending", "failed"},
	commerce.OrderStatusOpen:      {"on-hold", "processing"},
	commerce.OrderStatusCompleted: {"completed", "refunded"},
	commerce.OrderStatusCancelled: {"cancelled"},
}

// What an order's state says of fulfilment. One that was cancelled or refunded
// may have been sent before.
var fulfillmentStates = states[commerce.OrderFulfillmentStatus]{
	"pending":           {commerce.OrderFulfillmentStatusUnfulfilled, lossy},
	"failed":            {commerce.OrderFulfillmentStatusUnfulfilled, lossy},
	"on-hold":           {commerce.OrderFulfillmentStatusUnfulfilled, lossy},
	"processing":        {commerce.OrderFulfillmentStatusUnfulfilled, lossy},
	statusDraft:         {commerce.OrderFulfillmentStatusUnfulfilled, lossy},
	statusAutoDraft:     {commerce.OrderFulfillmentStatusUnfulfilled, lossy},
	statusCheckoutDraft: {commerce.OrderFulfillmentStatusUnfulfilled, lossy},
	"completed":         {commerce.OrderFulfillmentStatusFulfilled, lossy},
}

var parcelStates = states[commerce.FulfillmentStatus]{
	"unfulfilled": {commerce.FulfillmentStatusOpen, exact},
	"fulfilled":   {commerce.FulfillmentStatusSuccess, exact},
}

// A private product is seen by the shop's own people only, one that is
// scheduled or waits for a review by nobody yet.
var productStates = states[commerce.ProductStatus]{
	"publish":       {commerce.ProductStatusActive, exact},
	statusDraft:     {commerce.ProductStatusDraft, exact},
	statusAutoDraft: {commerce.ProductStatusDraft, exact},
	"pending":       {commerce.ProductStatusDraft, lossy},
	"private":       {commerce.ProductStatusDraft, lossy},
	"future":        {commerce.ProductStatusDraft, lossy},
}
