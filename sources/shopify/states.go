package shopify

import "github.com/galleria-graph/galleria/commerce"

// states translates the words of one of Shopify's enums. The words of exact
// mean the same there; those of lossy are the nearest that the vocabulary has.
// A word that is in neither is unknown, and kept.
type states[E ~string] struct {
	exact, lossy commerce.Words[E]
}

func (s states[E]) state(field string, word optText) commerce.State[E] {
	if !word.OK {
		return commerce.State[E]{}
	}
	if v, ok := s.lossy[word.Value]; ok {
		return commerce.State[E]{Value: v, Raw: commerce.Text(word.Value), RawField: field, Mapping: commerce.MappingLossy}
	}
	return s.exact.State(field, word.Value)
}

// promised is state for a field that the schema promises.
func (s states[E]) promised(r *reader, field string, word optText) commerce.State[E] {
	need(r, word, field)
	return s.state(field, word)
}

var draftStates = states[commerce.OrderStatus]{
	exact: commerce.Words[commerce.OrderStatus]{"OPEN": commerce.OrderStatusDraft},
	lossy: commerce.Words[commerce.OrderStatus]{"INVOICE_SENT": commerce.OrderStatusDraft},
}

var financialStates = states[commerce.OrderPaymentStatus]{exact: commerce.Words[commerce.OrderPaymentStatus]{
	"AUTHORIZED":         commerce.OrderPaymentStatusAuthorized,
	"EXPIRED":            commerce.OrderPaymentStatusExpired,
	"PAID":               commerce.OrderPaymentStatusPaid,
	"PARTIALLY_PAID":     commerce.OrderPaymentStatusPartiallyPaid,
	"PARTIALLY_REFUNDED": commerce.OrderPaymentStatusPartiallyRefunded,
	"PENDING":            commerce.OrderPaymentStatusPending,
	"REFUNDED":           commerce.OrderPaymentStatusRefunded,
	"VOIDED":             commerce.OrderPaymentStatusVoided,
}}

// RESTOCKED is unknown on purpose: it says nothing of what was sent.
var fulfillmentStates = states[commerce.OrderFulfillmentStatus]{
	exact: commerce.Words[commerce.OrderFulfillmentStatus]{
		"FULFILLED":                commerce.OrderFulfillmentStatusFulfilled,
		"FULFILLMENT_NOT_REQUIRED": commerce.OrderFulfillmentStatusNotRequired, // since 2026-10
		"IN_PROGRESS":              commerce.OrderFulfillmentStatusInProgress,
		"ON_HOLD":                  commerce.OrderFulfillmentStatusOnHold,
		"PARTIALLY_FULFILLED":      commerce.OrderFulfillmentStatusPartiallyFulfilled,
		"REQUEST_DECLINED":         commerce.OrderFulfillmentStatusRequestDeclined,
		"SCHEDULED":                commerce.OrderFulfillmentStatusScheduled,
		"UNFULFILLED":              commerce.OrderFulfillmentStatusUnfulfilled,
	},
	lossy: commerce.Words[commerce.OrderFulfillmentStatus]{
		"OPEN":                commerce.OrderFulfillmentStatusUnfulfilled,
		"PENDING_FULFILLMENT": commerce.OrderFulfillmentStatusUnfulfilled,
	},
}

var returnStates = states[commerce.OrderReturnStatus]{exact: commerce.Words[commerce.OrderReturnStatus]{
	"INSPECTION_COMPLETE": commerce.OrderReturnStatusInspectionComplete,
	"IN_PROGRESS":         commerce.OrderReturnStatusInProgress,
	"NO_RETURN":           commerce.OrderReturnStatusNoReturn,
	"RETURNED":            commerce.OrderReturnStatusReturned,
	"RETURN_FAILED":       commerce.OrderReturnStatusFailed,
	"RETURN_REQUESTED":    commerce.OrderReturnStatusRequested,
}}

var goodsStates = states[commerce.ReturnStatus]{exact: commerce.Words[commerce.ReturnStatus]{
	"CANCELED":  commerce.ReturnStatusCancelled,
	"CLOSED":    commerce.ReturnStatusClosed,
	"DECLINED":  commerce.ReturnStatusDeclined,
	"OPEN":      commerce.ReturnStatusOpen,
	"REQUESTED": commerce.ReturnStatusRequested,
}}

var returnReasons = states[commerce.ReturnReason]{exact: commerce.Words[commerce.ReturnReason]{
	"COLOR":            commerce.ReturnReasonColor,
	"DEFECTIVE":        commerce.ReturnReasonDefective,
	"NOT_AS_DESCRIBED": commerce.ReturnReasonNotAsDescribed,
	"OTHER":            commerce.ReturnReasonOther,
	"SIZE_TOO_LARGE":   commerce.ReturnReasonSizeTooLarge,
	"SIZE_TOO_SMALL":   commerce.ReturnReasonSizeTooSmall,
	"STYLE":            commerce.ReturnReasonStyle,
	"UNWANTED":         commerce.ReturnReasonUnwanted,
	"WRONG_ITEM":       commerce.ReturnReasonWrongItem,
}}

var holdReasons = states[commerce.HoldReason]{exact: commerce.Words[commerce.HoldReason]{
	"AWAITING_PAYMENT":                      commerce.HoldReasonAwaitingPayment,
	"AWAITING_RETURN_ITEMS":                 commerce.HoldReasonAwaitingReturnItems,
	"HIGH_RISK_OF_FRAUD":                    commerce.HoldReasonHighRiskOfFraud,
	"INCORRECT_ADDRESS":                     commerce.HoldReasonIncorrectAddress,
	"INVENTORY_OUT_OF_STOCK":                commerce.HoldReasonInventoryOutOfStock,
	"ONLINE_STORE_POST_PURCHASE_CROSS_SELL": commerce.HoldReasonPostPurchaseOffer,
	"OTHER":                                 commerce.HoldReasonOther,
	"UNKNOWN_DELIVERY_DATE":                 commerce.HoldReasonUnknownDeliveryDate,
}}

var riskAdvice = states[commerce.RiskRecommendation]{exact: commerce.Words[commerce.RiskRecommendation]{
	"ACCEPT":      commerce.RiskRecommendationAccept,
	"CANCEL":      commerce.RiskRecommendationCancel,
	"INVESTIGATE": commerce.RiskRecommendationInvestigate,
	"NONE":        commerce.RiskRecommendationNone,
}}

var riskLevels = states[commerce.RiskLevel]{exact: commerce.Words[commerce.RiskLevel]{
	"HIGH":    commerce.RiskLevelHigh,
	"LOW":     commerce.RiskLevelLow,
	"MEDIUM":  commerce.RiskLevelMedium,
	"NONE":    commerce.RiskLevelNone,
	"PENDING": commerce.RiskLevelPending,
}}

var riskSentiments = states[commerce.RiskSentiment]{exact: commerce.Words[commerce.RiskSentiment]{
	"NEGATIVE": commerce.RiskSentimentNegative,
	"NEUTRAL":  commerce.RiskSentimentNeutral,
	"POSITIVE": commerce.RiskSentimentPositive,
}}

var cancelReasons = states[commerce.CancelReason]{exact: commerce.Words[commerce.CancelReason]{
	"CUSTOMER":  commerce.CancelReasonCustomer,
	"DECLINED":  commerce.CancelReasonDeclined,
	"FRAUD":     commerce.CancelReasonFraud,
	"INVENTORY": commerce.CancelReasonInventory,
	"OTHER":     commerce.CancelReasonOther,
	"STAFF":     commerce.CancelReasonStaff,
}}

// SUGGESTED_REFUND is unknown on purpose: no money has moved.
var transactionKinds = states[commerce.TransactionKind]{
	exact: commerce.Words[commerce.TransactionKind]{
		"AUTHORIZATION": commerce.TransactionKindAuthorization,
		"CAPTURE":       commerce.TransactionKindCapture,
		"REFUND":        commerce.TransactionKindRefund,
		"SALE":          commerce.TransactionKindSale,
		"VOID":          commerce.TransactionKindVoid,
	},
	lossy: commerce.Words[commerce.TransactionKind]{
		"CHANGE":            commerce.TransactionKindAdjustment, // cash given back over the counter
		"EMV_AUTHORIZATION": commerce.TransactionKindAuthorization,
	},
}

var transactionStates = states[commerce.TransactionStatus]{
	exact: commerce.Words[commerce.TransactionStatus]{
		"AWAITING_RESPONSE": commerce.TransactionStatusRequiresAction,
		"FAILURE":           commerce.TransactionStatusFailed,
		"PENDING":           commerce.TransactionStatusPending,
		"SUCCESS":           commerce.TransactionStatusSucceeded,
	},
	lossy: commerce.Words[commerce.TransactionStatus]{"ERROR": commerce.TransactionStatusFailed},
}

// By what they mean, not by what they are called: of the legacy states, OPEN
// is being worked on, and PENDING waits for that.
var parcelStates = states[commerce.FulfillmentStatus]{
	exact: commerce.Words[commerce.FulfillmentStatus]{
		"CANCELLED": commerce.FulfillmentStatusCancelled,
		"FAILURE":   commerce.FulfillmentStatusFailed,
		"SUCCESS":   commerce.FulfillmentStatusSuccess,
	},
	lossy: commerce.Words[commerce.FulfillmentStatus]{
		"ERROR":   commerce.FulfillmentStatusFailed,
		"OPEN":    commerce.FulfillmentStatusInProgress,
		"PENDING": commerce.FulfillmentStatusOpen,
	},
}

// FULFILLED, MARKED_AS_FULFILLED and SUBMITTED are unknown on purpose: they say
// nothing of where the parcel is.
var trackingStates = states[commerce.TrackingStatus]{
	exact: commerce.Words[commerce.TrackingStatus]{
		"ATTEMPTED_DELIVERY": commerce.TrackingStatusAttemptedDelivery,
		"CANCELED":           commerce.TrackingStatusCancelled,
		"DELIVERED":          commerce.TrackingStatusDelivered,
		"FAILURE":            commerce.TrackingStatusFailure,
		"IN_TRANSIT":         commerce.TrackingStatusInTransit,
		"OUT_FOR_DELIVERY":   commerce.TrackingStatusOutForDelivery,
		"READY_FOR_PICKUP":   commerce.TrackingStatusAvailableForPickup,
	},
	lossy: commerce.Words[commerce.TrackingStatus]{
		"CARRIER_PICKED_UP": commerce.TrackingStatusInTransit,
		"CONFIRMED":         commerce.TrackingStatusPreTransit,
		"DELAYED":           commerce.TrackingStatusException,
		"LABEL_PRINTED":     commerce.TrackingStatusPreTransit,
		"LABEL_PURCHASED":   commerce.TrackingStatusPreTransit,
		"LABEL_VOIDED":      commerce.TrackingStatusCancelled,
		"NOT_DELIVERED":     commerce.TrackingStatusFailure,
		"PICKED_UP":         commerce.TrackingStatusDelivered,
	},
}

var customerStates = states[commerce.CustomerState]{
	exact: commerce.Words[commerce.CustomerState]{
		"DISABLED": commerce.CustomerStateDisabled,
		"ENABLED":  commerce.CustomerStateEnabled,
		"INVITED":  commerce.CustomerStateInvited,
	},
	lossy: commerce.Words[commerce.CustomerState]{"DECLINED": commerce.CustomerStateDisabled}, // an invitation: there is no account
}

var productStates = states[commerce.ProductStatus]{
	exact: commerce.Words[commerce.ProductStatus]{
		"ACTIVE":   commerce.ProductStatusActive,
		"ARCHIVED": commerce.ProductStatusArchived,
		"DRAFT":    commerce.ProductStatusDraft,
	},
	lossy: commerce.Words[commerce.ProductStatus]{"UNLISTED": commerce.ProductStatusActive}, // sold to who has the link
}

var quantityNames = commerce.Words[commerce.InventoryQuantityName]{
	"available":       commerce.InventoryQuantityNameAvailable,
	"on_hand":         commerce.InventoryQuantityNameOnHand,
	"committed":       commerce.InventoryQuantityNameCommitted,
	"reserved":        commerce.InventoryQuantityNameReserved,
	"incoming":        commerce.InventoryQuantityNameIncoming,
	"safety_stock":    commerce.InventoryQuantityNameSafetyStock,
	"damaged":         commerce.InventoryQuantityNameDamaged,
	"quality_control": commerce.InventoryQuantityNameQualityControl,
}
