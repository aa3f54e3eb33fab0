package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

type draftWire struct {
	ID        optText        `json:"id"`
	Name      optText        `json:"name"`
	Status    optText        `json:"status"`
	Email     optText        `json:"email"`
	Phone     optText        `json:"phone"`
	Note      optText        `json:"note2"`
	Tags      listOf[string] `json:"tags"`
	CreatedAt instantWire    `json:"createdAt"`
	UpdatedAt instantWire    `json:"updatedAt"`

	Customer        jsonx.Opt[buyerWire]   `json:"customer"`
	BillingAddress  jsonx.Opt[addressWire] `json:"billingAddress"`
	ShippingAddress jsonx.Opt[addressWire] `json:"shippingAddress"`

	Subtotal  jsonx.Opt[bagWire] `json:"subtotalPriceSet"`
	Discounts jsonx.Opt[bagWire] `json:"totalDiscountsSet"`
	Shipping  jsonx.Opt[bagWire] `json:"totalShippingPriceSet"`
	Tax       jsonx.Opt[bagWire] `json:"totalTaxSet"`
	Total     jsonx.Opt[bagWire] `json:"totalPriceSet"`

	Lines jsonx.Opt[connection[draftLineWire]] `json:"lineItems"`

	Codes        listOf[string]               `json:"discountCodes"`
	Discount     jsonx.Opt[draftDiscountWire] `json:"appliedDiscount"`
	TaxLines     listOf[taxLineWire]          `json:"taxLines"`
	ShippingLine jsonx.Opt[shippingLineWire]  `json:"shippingLine"`

	Events     jsonx.Opt[connection[eventWire]]     `json:"events"`
	Metafields jsonx.Opt[connection[metafieldWire]] `json:"metafields"`
}

type draftLineWire struct {
	ID               optText             `json:"id"`
	Name             optText             `json:"name"`
	Title            optText             `json:"title"`
	VariantTitle     optText             `json:"variantTitle"`
	SKU              optText             `json:"sku"`
	Quantity         optInt              `json:"quantity"`
	RequiresShipping optBool             `json:"requiresShipping"`
	Variant          jsonx.Opt[refWire]  `json:"variant"`
	Product          jsonx.Opt[refWire]  `json:"product"`
	UnitPrice        jsonx.Opt[bagWire]  `json:"originalUnitPriceSet"`
	DiscountedPrice  jsonx.Opt[bagWire]  `json:"approximateDiscountedUnitPriceSet"`
	Total            jsonx.Opt[bagWire]  `json:"discountedTotalSet"`
	TaxLines         listOf[taxLineWire] `json:"taxLines"`
}

type draftDiscountWire struct {
	Title     optText            `json:"title"`
	Value     optNumeral         `json:"value"`
	ValueType optText            `json:"valueType"`
	Amount    jsonx.Opt[bagWire] `json:"amountSet"`
}
