package shopify

import (
	"maps"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// StateTables are the translations by the name of Shopify's enum.
func StateTables() map[string]func(word string) (value string, mapping commerce.Mapping) {
	return map[string]func(string) (string, commerce.Mapping){
		"OrderDisplayFinancialStatus":   table(financialStates),
		"OrderDisplayFulfillmentStatus": table(fulfillmentStates),
		"OrderReturnStatus":             table(returnStates),
		"OrderCancelReason":             table(cancelReasons),
		"OrderTransactionKind":          table(transactionKinds),
		"OrderTransactionStatus":        table(transactionStates),
		"FulfillmentStatus":             table(parcelStates),
		"FulfillmentDisplayStatus":      table(trackingStates),
		"CustomerState":                 table(customerStates),
		"ProductStatus":                 table(productStates),
		"DraftOrderStatus":              table(draftStates),
		"ReturnStatus":                  table(goodsStates),
		"ReturnReason":                  table(returnReasons),
		"FulfillmentHoldReason":         table(holdReasons),
		"OrderRiskRecommendationResult": table(riskAdvice),
		"RiskAssessmentResult":          table(riskLevels),
		"RiskFactSentiment":             table(riskSentiments),
	}
}

func table[E ~string](s states[E]) func(string) (string, commerce.Mapping) {
	return func(word string) (string, commerce.Mapping) {
		state := s.state("x", jsonx.Some(word))
		return string(state.Value), state.Mapping
	}
}

// AttributeOf is how the text of a metafield is read.
func AttributeOf(typ, text string) (commerce.AttributeType, commerce.JSON) {
	return attributeOf(typ, text)
}

// MetafieldTypes are the names of the types of metafields that are known.
func MetafieldTypes() []string { return slices.Sorted(maps.Keys(metafieldTypes)) }
