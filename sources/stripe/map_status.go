package stripe

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// The words of Stripe for payment intents, charges and refunds.
var (
	intentWords = commerce.Words[commerce.PaymentStatus]{
		"requires_payment_method": commerce.PaymentStatusCreated,
		"requires_confirmation":   commerce.PaymentStatusCreated,
		"requires_action":         commerce.PaymentStatusRequiresAction,
		"processing":              commerce.PaymentStatusPending,
		"requires_capture":        commerce.PaymentStatusAuthorized,
		"succeeded":               commerce.PaymentStatusSucceeded,
		"canceled":                commerce.PaymentStatusCancelled,
	}
	chargeWords = commerce.Words[commerce.TransactionStatus]{
		"succeeded": commerce.TransactionStatusSucceeded,
		"pending":   commerce.TransactionStatusPending,
		"failed":    commerce.TransactionStatusFailed,
	}
	refundWords = commerce.Words[commerce.RefundStatus]{
		"pending":         commerce.RefundStatusPending,
		"requires_action": commerce.RefundStatusRequiresAction,
		"succeeded":       commerce.RefundStatusSucceeded,
		"failed":          commerce.RefundStatusFailed,
		"canceled":        commerce.RefundStatusCancelled,
	}
	// refundMoves are the same words for a refund as a transaction.
	refundMoves = commerce.Words[commerce.TransactionStatus]{
		"pending":         commerce.TransactionStatusPending,
		"requires_action": commerce.TransactionStatusRequiresAction,
		"succeeded":       commerce.TransactionStatusSucceeded,
		"failed":          commerce.TransactionStatusFailed,
		"canceled":        commerce.TransactionStatusCancelled,
	}
)

// status returns where the payment stands: Stripe's word, made more exact by
// what the intent and its latest charge say besides.
func status(in *intent, now time.Time) commerce.State[commerce.PaymentStatus] {
	s := intentWords.State("status", in.Status)
	if better := in.derived(now); better != "" {
		s.Value, s.Mapping = better, commerce.MappingDerived
	}
	return s
}

// derived returns the state that Stripe's word does not name; empty when the word says all.
func (in *intent) derived(now time.Time) commerce.PaymentStatus {
	switch in.Status {
	case "requires_payment_method":
		if in.LastPaymentError != nil || in.LatestCharge.failed() {
			return commerce.PaymentStatusFailed
		}
	case "requires_capture":
		if in.LatestCharge.captured() > 0 {
			return commerce.PaymentStatusPartiallyCaptured
		}
		if until := in.authorizedUntil(); !until.IsZero() && now.After(until) {
			return commerce.PaymentStatusExpired
		}
	case "succeeded":
		if c := in.collected(); c.Value > 0 && c.Value < in.Amount.Value {
			return commerce.PaymentStatusPartiallyCaptured
		}
	case "canceled":
		if in.lapsed() {
			return commerce.PaymentStatusExpired
		}
	}
	return ""
}

// lapsed reports whether nobody canceled the intent: its time was up.
func (in *intent) lapsed() bool {
	switch in.CancellationReason {
	case "expired":
		return true
	case "automatic":
		c := in.LatestCharge
		return c != nil && c.PaymentMethodDetails.CaptureBefore > 0 && in.CanceledAt >= c.PaymentMethodDetails.CaptureBefore
	}
	return false
}

// authorizedUntil is when an authorization that is open, or was until it
// lapsed, ends; zero when there is none or Stripe does not say.
func (in *intent) authorizedUntil() time.Time {
	c := in.LatestCharge
	if in.Status != "requires_capture" || c == nil || c.PaymentMethodDetails.CaptureBefore == 0 {
		return time.Time{}
	}
	return instant(c.PaymentMethodDetails.CaptureBefore)
}

// collected is the captured amount in the smallest unit; missing when Stripe does not say.
func (in *intent) collected() jsonx.Opt[int64] {
	if c := in.LatestCharge; c != nil && c.Status == "succeeded" {
		return c.AmountCaptured
	}
	return in.AmountReceived
}

func (c *charge) failed() bool { return c != nil && c.Status == "failed" }

// captured is the amount that a successful charge has captured.
func (c *charge) captured() int64 {
	if c == nil || c.Status != "succeeded" {
		return 0
	}
	return c.AmountCaptured.Value
}

// failure says why the last try failed; nil when it did not.
func (in *intent) failure() *commerce.PaymentFailure {
	c := in.LatestCharge
	if e := in.LastPaymentError; e != nil {
		f := &commerce.PaymentFailure{Code: commerce.Text(e.Code), DeclineCode: commerce.Text(e.DeclineCode)}
		if f.Code == "" {
			f.Code = commerce.Text(e.Type)
		}
		return f
	}
	if !c.failed() {
		return nil
	}
	return &commerce.PaymentFailure{Code: commerce.Text(c.FailureCode), DeclineCode: commerce.Text(c.Outcome.Reason)}
}
