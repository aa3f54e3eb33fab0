package shopify

type orderWire struct {
	ID          *string `json:"id"`
	Name        *string `json:"name"`
	CreatedAt   *string `json:"createdAt"`
	ProcessedAt *string `json:"processedAt"`
	UpdatedAt   *string `json:"updatedAt"`
	CancelledAt *string `json:"cancelledAt"`
	ClosedAt    *string `json:"closedAt"`

	Financial    *string    `json:"displayFinancialStatus"`
	Fulfillment  *string    `json:"displayFulfillmentStatus"`
	Return       *string    `json:"returnStatus"`
	CancelReason *string    `json:"cancelReason"`
	Test         *bool      `json:"test"`
	Edited       *bool      `json:"edited"`
	Note         *string    `json:"note"`
	Tags         *[]*string `json:"tags"`
	SourceName   *string    `json:"sourceName"`

	Customer        *buyerWire   `json:"customer"`
	Email           *string      `json:"email"`
	Phone           *string      `json:"phone"`
	BillingAddress  *addressWire `json:"billingAddress"`
	ShippingAddress *addressWire `json:"shippingAddress"`

	Subtotal  *bagWire `json:"subtotalPriceSet"`
	Discounts *bagWire `json:"totalDiscountsSet"`
	Shipping  *bagWire `json:"totalShippingPriceSet"`
	Tax       *bagWire `json:"totalTaxSet"`
	Total     *bagWire `json:"totalPriceSet"`
	Refunded  *bagWire `json:"totalRefundedSet"`

	Lines *connection[lineWire] `json:"lineItems"`

	Applications  *connection[discountWire]     `json:"discountApplications"`
	TaxLines      *[]*taxLineWire               `json:"taxLines"`
	ShippingLines *connection[shippingLineWire] `json:"shippingLines"`

	Transactions *[]*transactionWire `json:"transactions"`
	Refunds      *[]*refundWire      `json:"refunds"`
	Fulfillments *[]*fulfillmentWire `json:"fulfillments"`
}

type lineWire struct {
	ID               *string         `json:"id"`
	Title            *string         `json:"title"`
	VariantTitle     *string         `json:"variantTitle"`
	SKU              *string         `json:"sku"`
	Quantity         *int            `json:"quantity"`
	Current          *int            `json:"currentQuantity"`
	Unfulfilled      *int            `json:"unfulfilledQuantity"`
	NonFulfillable   *int            `json:"nonFulfillableQuantity"`
	RequiresShipping *bool           `json:"requiresShipping"`
	Variant          *refWire        `json:"variant"`
	Product          *refWire        `json:"product"`
	UnitPrice        *bagWire        `json:"originalUnitPriceSet"`
	DiscountedPrice  *bagWire        `json:"discountedUnitPriceSet"`
	Total            *bagWire        `json:"discountedTotalSet"`
	TaxLines         *[]*taxLineWire `json:"taxLines"`
}

type discountWire struct {
	Code  *string `json:"code"`
	Title *string `json:"title"`
	Value *struct {
		Amount     *decimalText `json:"amount"`
		Currency   *string      `json:"currencyCode"`
		Percentage *decimalText `json:"percentage"`
	} `json:"value"`
}

type shippingLineWire struct {
	Title  *string  `json:"title"`
	Code   *string  `json:"code"`
	Amount *bagWire `json:"discountedPriceSet"`
}

type transactionWire struct {
	ID          *string  `json:"id"`
	Kind        *string  `json:"kind"`
	Status      *string  `json:"status"`
	Amount      *bagWire `json:"amountSet"`
	Gateway     *string  `json:"gateway"`
	PaymentID   *string  `json:"paymentId"`
	ErrorCode   *string  `json:"errorCode"`
	Test        *bool    `json:"test"`
	CreatedAt   *string  `json:"createdAt"`
	ProcessedAt *string  `json:"processedAt"`
	Parent      *refWire `json:"parentTransaction"`
}

type refundWire struct {
	ID           *string                     `json:"id"`
	CreatedAt    *string                     `json:"createdAt"`
	ProcessedAt  *string                     `json:"processedAt"`
	UpdatedAt    *string                     `json:"updatedAt"`
	Note         *string                     `json:"note"`
	Total        *bagWire                    `json:"totalRefundedSet"`
	Lines        *connection[refundLineWire] `json:"refundLineItems"`
	Transactions *connection[movementWire]   `json:"transactions"`
}

type movementWire struct {
	Kind   *string `json:"kind"`
	Status *string `json:"status"`
}

type refundLineWire struct {
	Quantity *int     `json:"quantity"`
	Line     *refWire `json:"lineItem"`
	Subtotal *bagWire `json:"subtotalSet"`
}

type fulfillmentWire struct {
	ID          *string                          `json:"id"`
	Name        *string                          `json:"name"`
	Status      *string                          `json:"status"`
	Display     *string                          `json:"displayStatus"`
	CreatedAt   *string                          `json:"createdAt"`
	UpdatedAt   *string                          `json:"updatedAt"`
	EstimatedAt *string                          `json:"estimatedDeliveryAt"`
	DeliveredAt *string                          `json:"deliveredAt"`
	Location    *refWire                         `json:"location"`
	Tracking    *[]*trackingWire                 `json:"trackingInfo"`
	Lines       *connection[fulfillmentLineWire] `json:"fulfillmentLineItems"`
}

type trackingWire struct {
	Company *string `json:"company"`
	Number  *string `json:"number"`
	URL     *string `json:"url"`
}

type fulfillmentLineWire struct {
	Quantity *int     `json:"quantity"`
	Line     *refWire `json:"lineItem"`
}

// buyerWire is as much of a customer as an order brings along.
type buyerWire struct {
	refWire
	Email *struct {
		Address *string `json:"emailAddress"`
	} `json:"defaultEmailAddress"`
}
