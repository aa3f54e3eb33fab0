package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

type orderWire struct {
	ID          optText     `json:"id"`
	Name        optText     `json:"name"`
	CreatedAt   instantWire `json:"createdAt"`
	ProcessedAt instantWire `json:"processedAt"`
	UpdatedAt   instantWire `json:"updatedAt"`
	CancelledAt instantWire `json:"cancelledAt"`
	ClosedAt    instantWire `json:"closedAt"`

	Financial    optText        `json:"displayFinancialStatus"`
	Fulfillment  optText        `json:"displayFulfillmentStatus"`
	Return       optText        `json:"returnStatus"`
	CancelReason optText        `json:"cancelReason"`
	Test         optBool        `json:"test"`
	Edited       optBool        `json:"edited"`
	Note         optText        `json:"note"`
	Tags         listOf[string] `json:"tags"`
	SourceName   optText        `json:"sourceName"`

	Customer        jsonx.Opt[buyerWire]   `json:"customer"`
	Email           optText                `json:"email"`
	Phone           optText                `json:"phone"`
	BillingAddress  jsonx.Opt[addressWire] `json:"billingAddress"`
	ShippingAddress jsonx.Opt[addressWire] `json:"shippingAddress"`

	Subtotal  jsonx.Opt[bagWire] `json:"subtotalPriceSet"`
	Discounts jsonx.Opt[bagWire] `json:"totalDiscountsSet"`
	Shipping  jsonx.Opt[bagWire] `json:"totalShippingPriceSet"`
	Tax       jsonx.Opt[bagWire] `json:"totalTaxSet"`
	Total     jsonx.Opt[bagWire] `json:"totalPriceSet"`
	Refunded  jsonx.Opt[bagWire] `json:"totalRefundedSet"`

	Lines jsonx.Opt[connection[lineWire]] `json:"lineItems"`

	Applications  jsonx.Opt[connection[discountWire]]     `json:"discountApplications"`
	TaxLines      listOf[taxLineWire]                     `json:"taxLines"`
	ShippingLines jsonx.Opt[connection[shippingLineWire]] `json:"shippingLines"`

	Transactions listOf[transactionWire] `json:"transactions"`
	Refunds      listOf[refundWire]      `json:"refunds"`
	Fulfillments listOf[fulfillmentWire] `json:"fulfillments"`

	reviewWire
	Events     jsonx.Opt[connection[eventWire]]     `json:"events"`
	Metafields jsonx.Opt[connection[metafieldWire]] `json:"metafields"`
}

type lineWire struct {
	ID               optText             `json:"id"`
	Title            optText             `json:"title"`
	VariantTitle     optText             `json:"variantTitle"`
	SKU              optText             `json:"sku"`
	Quantity         optInt              `json:"quantity"`
	Current          optInt              `json:"currentQuantity"`
	Unfulfilled      optInt              `json:"unfulfilledQuantity"`
	NonFulfillable   optInt              `json:"nonFulfillableQuantity"`
	RequiresShipping optBool             `json:"requiresShipping"`
	Variant          jsonx.Opt[refWire]  `json:"variant"`
	Product          jsonx.Opt[refWire]  `json:"product"`
	UnitPrice        jsonx.Opt[bagWire]  `json:"originalUnitPriceSet"`
	DiscountedPrice  jsonx.Opt[bagWire]  `json:"discountedUnitPriceSet"`
	Total            jsonx.Opt[bagWire]  `json:"discountedTotalSet"`
	TaxLines         listOf[taxLineWire] `json:"taxLines"`
}

type discountWire struct {
	Code  optText                      `json:"code"`
	Title optText                      `json:"title"`
	Value jsonx.Opt[discountValueWire] `json:"value"`
}

type discountValueWire struct {
	Amount     optNumeral `json:"amount"`
	Currency   optText    `json:"currencyCode"`
	Percentage optNumeral `json:"percentage"`
}

type shippingLineWire struct {
	Title  optText            `json:"title"`
	Code   optText            `json:"code"`
	Amount jsonx.Opt[bagWire] `json:"discountedPriceSet"`
}

type transactionWire struct {
	ID          optText            `json:"id"`
	Kind        optText            `json:"kind"`
	Status      optText            `json:"status"`
	Amount      jsonx.Opt[bagWire] `json:"amountSet"`
	Gateway     optText            `json:"gateway"`
	PaymentID   optText            `json:"paymentId"`
	ErrorCode   optText            `json:"errorCode"`
	Test        optBool            `json:"test"`
	CreatedAt   instantWire        `json:"createdAt"`
	ProcessedAt instantWire        `json:"processedAt"`
	Parent      jsonx.Opt[refWire] `json:"parentTransaction"`
}

type refundWire struct {
	ID           optText                               `json:"id"`
	CreatedAt    instantWire                           `json:"createdAt"`
	ProcessedAt  instantWire                           `json:"processedAt"`
	UpdatedAt    instantWire                           `json:"updatedAt"`
	Note         optText                               `json:"note"`
	Total        jsonx.Opt[bagWire]                    `json:"totalRefundedSet"`
	Lines        jsonx.Opt[connection[refundLineWire]] `json:"refundLineItems"`
	Transactions jsonx.Opt[connection[movementWire]]   `json:"transactions"`
}

type movementWire struct {
	Kind   optText `json:"kind"`
	Status optText `json:"status"`
}

type refundLineWire struct {
	Quantity optInt             `json:"quantity"`
	Line     jsonx.Opt[refWire] `json:"lineItem"`
	Subtotal jsonx.Opt[bagWire] `json:"subtotalSet"`
}

type fulfillmentWire struct {
	ID          optText                                    `json:"id"`
	Name        optText                                    `json:"name"`
	Status      optText                                    `json:"status"`
	Display     optText                                    `json:"displayStatus"`
	CreatedAt   instantWire                                `json:"createdAt"`
	UpdatedAt   instantWire                                `json:"updatedAt"`
	EstimatedAt instantWire                                `json:"estimatedDeliveryAt"`
	DeliveredAt instantWire                                `json:"deliveredAt"`
	Location    jsonx.Opt[refWire]                         `json:"location"`
	Tracking    listOf[trackingWire]                       `json:"trackingInfo"`
	Lines       jsonx.Opt[connection[fulfillmentLineWire]] `json:"fulfillmentLineItems"`
}

type trackingWire struct {
	Company optText `json:"company"`
	Number  optText `json:"number"`
	URL     optText `json:"url"`
}

type fulfillmentLineWire struct {
	Quantity optInt             `json:"quantity"`
	Line     jsonx.Opt[refWire] `json:"lineItem"`
}

// buyerWire is as much of a customer as an order brings along.
type buyerWire struct {
	refWire
	Email jsonx.Opt[emailWire] `json:"defaultEmailAddress"`
}
