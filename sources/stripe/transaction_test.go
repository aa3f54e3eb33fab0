package stripe_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
)

func refundWith(id string, changes object) object {
	r := object{"id": id, "object": "refund", "amount": 250, "created": 1788000100, "currency": "eur", "charge": "ch_1",
		"payment_intent": "pi_1", "status": "succeeded", "balance_transaction": "txn_" + id, "reason": nil}
	for k, v := range changes {
		r[k] = v
	}
	return r
}

func refundList(refunds ...any) object {
	return object{"object": "list", "data": refunds, "has_more": false, "url": "/v1/charges/ch_1/refunds"}
}

func TestTransactions(t *testing.T) {
	failed := chargeWith(object{"id": "ch_0", "created": 1788000000, "status": "failed", "captured": false, "amount_captured": 0, "failure_code": "card_declined"})
	tests := map[string]struct {
		intent  object
		charges []object
		want    []string
	}{
		"sale": {nil, []object{chargeWith(nil)}, []string{"ch_1 SALE SUCCEEDED 10.00 EUR"}},
		"second try": {nil, []object{chargeWith(nil), failed},
			[]string{"ch_0 SALE FAILED 10.00 EUR card_declined", "ch_1 SALE SUCCEEDED 10.00 EUR"}},
		"pending": {nil, []object{chargeWith(object{"status": "pending"})}, []string{"ch_1 SALE PENDING 10.00 EUR"}},
		"unknown": {nil, []object{chargeWith(object{"status": "galactic"})}, []string{"ch_1 SALE UNKNOWN 10.00 EUR"}},
		"authorized": {object{"capture_method": "manual"}, []object{chargeWith(object{"captured": false, "amount_captured": 0})},
			[]string{"ch_1 AUTHORIZATION SUCCEEDED 10.00 EUR"}},
		"authorized by the account's default": {nil, []object{chargeWith(object{"captured": false, "amount_captured": 0})},
			[]string{"ch_1 AUTHORIZATION SUCCEEDED 10.00 EUR"}},
		"captured in part": {object{"capture_method": "manual"},
			[]object{chargeWith(object{"amount_captured": 600, "amount_refunded": 400, "balance_transaction": "txn_1",
				"refunds": refundList(refundWith("re_1", object{"amount": 400, "balance_transaction": nil}))})},
			[]string{"ch_1 AUTHORIZATION SUCCEEDED 10.00 EUR", "txn_1 CAPTURE SUCCEEDED 6.00 EUR < ch_1", "re_1 VOID SUCCEEDED 4.00 EUR < ch_1"}},
		"authorization refused": {object{"capture_method": "manual"}, []object{chargeWith(object{"status": "failed", "captured": false, "amount_captured": 0})},
			[]string{"ch_1 AUTHORIZATION FAILED 10.00 EUR"}},
		"refunds": {nil, []object{chargeWith(object{"amount_refunded": 500, "refunds": refundList(
			refundWith("re_3", object{"created": 1788000300, "status": "failed", "failure_reason": "expired_or_canceled_card"}),
			refundWith("re_2", object{"created": 1788000200, "status": "pending", "balance_transaction": nil}),
			refundWith("re_1", nil))})},
			[]string{"ch_1 SALE SUCCEEDED 10.00 EUR", "re_1 REFUND SUCCEEDED 2.50 EUR < ch_1", "re_2 REFUND PENDING 2.50 EUR < ch_1",
				"re_3 REFUND FAILED 2.50 EUR expired_or_canceled_card < ch_1"}},
		"lapsed": {nil, []object{chargeWith(object{"captured": false, "amount_captured": 0, "amount_refunded": 1000, "refunds": refundList(
			refundWith("re_1", object{"amount": 1000, "balance_transaction": nil, "reason": "expired_uncaptured_charge"}))})},
			[]string{"ch_1 AUTHORIZATION SUCCEEDED 10.00 EUR", "re_1 VOID SUCCEEDED 10.00 EUR < ch_1"}},
	}
	for label, tt := range tests {
		t.Run(label, func(t *testing.T) {
			in := intentWith(tt.intent)
			in["latest_charge"] = tt.charges[0]
			p, err := read(t, in, commerce.PaymentTransactions, tt.charges...)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range p.Transactions {
				got = append(got, describe(m))
				if m.Gateway != "stripe" || m.PaymentReference != "pi_1" || m.Test {
					t.Errorf("%+v", m)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("transactions are\n%q, want\n%q", got, tt.want)
			}
		})
	}
}

func describe(m *commerce.Transaction) string {
	s := fmt.Sprintf("%s %s %s %s", m.ID.Key, m.KindValue(), m.StatusValue(), m.Amount)
	if m.ErrorCode != "" {
		s += " " + string(m.ErrorCode)
	}
	if !m.ParentID.IsZero() {
		s += " < " + m.ParentID.Key
	}
	return s
}

func TestRefunds(t *testing.T) {
	words := map[any]commerce.RefundStatus{
		"pending": commerce.RefundStatusPending, "requires_action": commerce.RefundStatusRequiresAction, "succeeded": commerce.RefundStatusSucceeded,
		"failed": commerce.RefundStatusFailed, "canceled": commerce.RefundStatusCancelled, "galactic": commerce.RefundStatusUnknown, nil: commerce.RefundStatusUnknown,
	}
	for word, want := range words {
		back := refundWith("re_1", object{"status": word, "reason": "duplicate", "description": "Bath salts"})
		p, err := read(t, intentWith(object{"latest_charge": chargeWith(object{"amount_refunded": 250, "refunds": refundList(back)})}), commerce.PaymentRefunds)
		if err != nil || len(p.Refunds) != 1 {
			t.Fatalf("%v: refunds %v, error %v", word, p.Refunds, err)
		}
		r := p.Refunds[0]
		if r.StatusValue() != want || r.Amount.String() != "2.50 EUR" || r.Reason != "duplicate" || r.Note != "Bath salts" || r.PaymentID.Key != "pi_1" {
			t.Errorf("%v: %+v", word, r)
		}
	}
}

// TestReleaseIsNoRefund: Stripe writes what it lets go of an authorization as a refund.
func TestReleaseIsNoRefund(t *testing.T) {
	c := chargeWith(object{"amount_captured": 600, "amount_refunded": 650, "refunds": refundList(
		refundWith("re_2", nil), refundWith("re_1", object{"amount": 400, "balance_transaction": nil}))})
	p, err := read(t, intentWith(object{"latest_charge": c}), commerce.PaymentRefunds)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Refunds) != 1 || p.Refunds[0].ID.Key != "re_2" || text(p.AmountRefunded) != "2.50 EUR" {
		t.Errorf("refunds %+v of %s", p.Refunds, text(p.AmountRefunded))
	}
}
