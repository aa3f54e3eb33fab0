package sqldb

import "github.com/galleria-graph/galleria/commerce"

const (
	unknown   = "UNKNOWN"
	wordTrue  = "true"
	wordFalse = "false"
)

// flagWords are the truth values as databases write them.
func flagWords() map[string]string {
	return map[string]string{
		"true": wordTrue, "t": wordTrue, "1": wordTrue, "y": wordTrue, "yes": wordTrue, "TRUE": wordTrue, "T": wordTrue, "Y": wordTrue, "YES": wordTrue,
		"false": wordFalse, "f": wordFalse, "0": wordFalse, "n": wordFalse, "no": wordFalse, "FALSE": wordFalse, "F": wordFalse, "N": wordFalse, "NO": wordFalse,
	}
}

// wordList makes the words of an enum, all but UNKNOWN.
func wordList[E ~string](words ...E) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
}

func orderStatuses() []string {
	return wordList(commerce.OrderStatusDraft, commerce.OrderStatusPending, commerce.OrderStatusOpen, commerce.OrderStatusCompleted, commerce.OrderStatusCancelled)
}

func orderPaymentStatuses() []string {
	return wordList(commerce.OrderPaymentStatusPending, commerce.OrderPaymentStatusPartiallyAuthorized, commerce.OrderPaymentStatusAuthorized,
		commerce.OrderPaymentStatusPartiallyPaid, commerce.OrderPaymentStatusPaid, commerce.OrderPaymentStatusOverpaid,
		commerce.OrderPaymentStatusPartiallyRefunded, commerce.OrderPaymentStatusRefunded, commerce.OrderPaymentStatusVoided,
		commerce.OrderPaymentStatusExpired, commerce.OrderPaymentStatusFailed, commerce.OrderPaymentStatusNotRequired)
}

func orderFulfillmentStatuses() []string {
	return wordList(commerce.OrderFulfillmentStatusUnfulfilled, commerce.OrderFulfillmentStatusScheduled, commerce.OrderFulfillmentStatusOnHold,
		commerce.OrderFulfillmentStatusInProgress, commerce.OrderFulfillmentStatusPartiallyFulfilled, commerce.OrderFulfillmentStatusFulfilled,
		commerce.OrderFulfillmentStatusNotRequired, commerce.OrderFulfillmentStatusRequestDeclined)
}

func orderReturnStatuses() []string {
	return wordList(commerce.OrderReturnStatusNoReturn, commerce.OrderReturnStatusRequested, commerce.OrderReturnStatusInProgress,
		commerce.OrderReturnStatusInspectionComplete, commerce.OrderReturnStatusReturned, commerce.OrderReturnStatusFailed)
}

func cancelReasons() []string {
	return wordList(commerce.CancelReasonCustomer, commerce.CancelReasonDeclined, commerce.CancelReasonFraud,
		commerce.CancelReasonInventory, commerce.CancelReasonStaff, commerce.CancelReasonOther)
}

func customerStates() []string {
	return wordList(commerce.CustomerStateEnabled, commerce.CustomerStateDisabled, commerce.CustomerStateInvited, commerce.CustomerStateGuest)
}

func productStatuses() []string {
	return wordList(commerce.ProductStatusActive, commerce.ProductStatusDraft, commerce.ProductStatusArchived)
}

func locationKinds() []string {
	return wordList(commerce.LocationKindStore, commerce.LocationKindWarehouse, commerce.LocationKindFulfillmentService, commerce.LocationKindPos, commerce.LocationKindVirtual)
}

func paymentStatuses() []string {
	return wordList(commerce.PaymentStatusCreated, commerce.PaymentStatusRequiresAction, commerce.PaymentStatusPending, commerce.PaymentStatusAuthorized,
		commerce.PaymentStatusPartiallyCaptured, commerce.PaymentStatusSucceeded, commerce.PaymentStatusFailed, commerce.PaymentStatusCancelled, commerce.PaymentStatusExpired)
}

func paymentMethodKinds() []string {
	return wordList(commerce.PaymentMethodKindCard, commerce.PaymentMethodKindWallet, commerce.PaymentMethodKindBankTransfer, commerce.PaymentMethodKindDirectDebit,
		commerce.PaymentMethodKindPayLater, commerce.PaymentMethodKindVoucher, commerce.PaymentMethodKindGiftCard, commerce.PaymentMethodKindCash)
}

func transactionKinds() []string {
	return wordList(commerce.TransactionKindAuthorization, commerce.TransactionKindCapture, commerce.TransactionKindSale, commerce.TransactionKindRefund,
		commerce.TransactionKindVoid, commerce.TransactionKindChargeback, commerce.TransactionKindChargebackReversal, commerce.TransactionKindFee,
		commerce.TransactionKindAdjustment, commerce.TransactionKindPayout)
}

func transactionStatuses() []string {
	return wordList(commerce.TransactionStatusPending, commerce.TransactionStatusRequiresAction, commerce.TransactionStatusSucceeded,
		commerce.TransactionStatusFailed, commerce.TransactionStatusCancelled)
}

func refundStatuses() []string {
	return wordList(commerce.RefundStatusPending, commerce.RefundStatusRequiresAction, commerce.RefundStatusSucceeded, commerce.RefundStatusFailed, commerce.RefundStatusCancelled)
}

func fulfillmentStatuses() []string {
	return wordList(commerce.FulfillmentStatusOpen, commerce.FulfillmentStatusInProgress, commerce.FulfillmentStatusSuccess,
		commerce.FulfillmentStatusCancelled, commerce.FulfillmentStatusFailed)
}

func trackingStatuses() []string {
	return wordList(commerce.TrackingStatusPreTransit, commerce.TrackingStatusInTransit, commerce.TrackingStatusOutForDelivery,
		commerce.TrackingStatusAvailableForPickup, commerce.TrackingStatusAttemptedDelivery, commerce.TrackingStatusDelivered, commerce.TrackingStatusReturned,
		commerce.TrackingStatusException, commerce.TrackingStatusFailure, commerce.TrackingStatusCancelled, commerce.TrackingStatusExpired)
}
