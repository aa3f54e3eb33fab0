package stripe_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

type object = map[string]any

// intentWith returns a payment intent as Stripe writes it, with the changes.
func intentWith(changes object) object {
	in := object{
		"id": "pi_1", "object": "payment_intent", "amount": 1000, "amount_capturable": 0, "amount_received": 0, "created": 1788000000,
		"currency": "eur", "livemode": true, "status": "succeeded", "metadata": object{}, "latest_charge": nil,
	}
	maps.Copy(in, changes)
	return in
}

// chargeWith returns a successful charge of the whole amount, with the changes.
func chargeWith(changes object) object {
	c := object{
		"id": "ch_1", "object": "charge", "amount": 1000, "amount_captured": 1000, "amount_refunded": 0, "captured": true, "created": 1788000001,
		"currency": "eur", "livemode": true, "status": "succeeded", "billing_details": object{"email": nil}, "metadata": object{},
		"payment_method_details": object{"type": "card", "card": object{"brand": "visa", "last4": "4242"}},
		"refunds":                object{"object": "list", "data": []any{}, "has_more": false, "url": "/v1/charges/ch_1/refunds"},
	}
	maps.Copy(c, changes)
	return c
}

func cardUntil(unix int64) object {
	return object{"type": "card", "card": object{"brand": "visa", "last4": "4242", "capture_before": unix}}
}

// read returns the payment that an intent becomes, when lists inside it hold the charges.
func read(t *testing.T, in object, want commerce.Groups, charges ...object) (*commerce.Payment, error) {
	t.Helper()
	source := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var answer any = in
		if strings.HasPrefix(r.URL.Path, "/v1/charges") {
			answer = object{"object": "list", "data": charges, "has_more": false, "url": "/v1/charges"}
		}
		if err := json.NewEncoder(w).Encode(answer); err != nil {
			t.Error(err)
		}
	})
	id := commerce.ID{Source: name, Key: "pi_1"}
	found, err := source.Payments.Get(t.Context(), []commerce.ID{id}, want)
	if err == nil && found[id] == nil {
		t.Fatal("it is not found")
	}
	return found[id], err
}

func TestPaymentStatus(t *testing.T) {
	past, future := time.Now().Add(-time.Hour).Unix(), time.Now().Add(time.Hour).Unix()
	failed := chargeWith(object{"status": "failed", "captured": false, "amount_captured": 0, "failure_code": "card_declined", "outcome": object{"reason": "insufficient_funds"}})
	open := func(until int64, captured int) object {
		return chargeWith(object{"captured": false, "amount_captured": captured, "payment_method_details": cardUntil(until)})
	}
	tests := map[string]struct {
		intent  object
		want    commerce.PaymentStatus
		mapping commerce.Mapping
	}{
		"new":                       {object{"status": "requires_payment_method"}, commerce.PaymentStatusCreated, commerce.MappingExact},
		"after an error":            {object{"status": "requires_payment_method", "last_payment_error": object{"type": "card_error"}}, commerce.PaymentStatusFailed, commerce.MappingDerived},
		"after a failed charge":     {object{"status": "requires_payment_method", "latest_charge": failed}, commerce.PaymentStatusFailed, commerce.MappingDerived},
		"to confirm":                {object{"status": "requires_confirmation"}, commerce.PaymentStatusCreated, commerce.MappingExact},
		"action":                    {object{"status": "requires_action"}, commerce.PaymentStatusRequiresAction, commerce.MappingExact},
		"processing":                {object{"status": "processing", "latest_charge": chargeWith(object{"status": "pending"})}, commerce.PaymentStatusPending, commerce.MappingExact},
		"authorized":                {object{"status": "requires_capture", "amount_capturable": 1000, "latest_charge": open(future, 0)}, commerce.PaymentStatusAuthorized, commerce.MappingExact},
		"authorized, unknown end":   {object{"status": "requires_capture", "latest_charge": open(0, 0)}, commerce.PaymentStatusAuthorized, commerce.MappingExact},
		"authorized, lapsed":        {object{"status": "requires_capture", "latest_charge": open(past, 0)}, commerce.PaymentStatusExpired, commerce.MappingDerived},
		"captured in part, open":    {object{"status": "requires_capture", "amount_capturable": 600, "latest_charge": open(future, 400)}, commerce.PaymentStatusPartiallyCaptured, commerce.MappingDerived},
		"captured in part":          {object{"amount_received": 400, "latest_charge": chargeWith(object{"amount_captured": 400})}, commerce.PaymentStatusPartiallyCaptured, commerce.MappingDerived},
		"received in part":          {object{"amount_received": 400}, commerce.PaymentStatusPartiallyCaptured, commerce.MappingDerived},
		"succeeded":                 {object{"amount_received": 1000, "latest_charge": chargeWith(nil)}, commerce.PaymentStatusSucceeded, commerce.MappingExact},
		"succeeded, refunded":       {object{"amount_received": 1000, "latest_charge": chargeWith(object{"amount_refunded": 1000})}, commerce.PaymentStatusSucceeded, commerce.MappingExact},
		"succeeded, amount unknown": {object{"amount_received": nil}, commerce.PaymentStatusSucceeded, commerce.MappingExact},
		"canceled":                  {object{"status": "canceled", "cancellation_reason": "requested_by_customer"}, commerce.PaymentStatusCancelled, commerce.MappingExact},
		"canceled, expired":         {object{"status": "canceled", "cancellation_reason": "expired"}, commerce.PaymentStatusExpired, commerce.MappingDerived},
		"canceled by its end": {object{"status": "canceled", "cancellation_reason": "automatic", "canceled_at": past, "latest_charge": open(past, 0)},
			commerce.PaymentStatusExpired, commerce.MappingDerived},
		"canceled automatically": {object{"status": "canceled", "cancellation_reason": "automatic", "canceled_at": past}, commerce.PaymentStatusCancelled, commerce.MappingExact},
		"unknown word":           {object{"status": "galactic"}, commerce.PaymentStatusUnknown, commerce.MappingUnknown},
	}
	for label, tt := range tests {
		t.Run(label, func(t *testing.T) {
			p, err := read(t, intentWith(tt.intent), 0)
			if err != nil {
				t.Fatal(err)
			}
			raw, _ := intentWith(tt.intent)["status"].(string)
			want := commerce.State[commerce.PaymentStatus]{Value: tt.want, Raw: commerce.Text(raw), RawField: "status", Mapping: tt.mapping}
			if p.Status != want {
				t.Errorf("status is %+v, want %+v", p.Status, want)
			}
		})
	}
}

func TestPaymentAmounts(t *testing.T) {
	tests := map[string]struct {
		intent                         object
		authorized, captured, refunded string
	}{
		"nothing tried": {object{"status": "requires_payment_method"}, "0.00 EUR", "0.00 EUR", "0.00 EUR"},
		"failed":        {object{"latest_charge": chargeWith(object{"status": "failed", "amount_captured": 0})}, "0.00 EUR", "0.00 EUR", "0.00 EUR"},
		"pending":       {object{"status": "processing", "latest_charge": chargeWith(object{"status": "pending"})}, "", "0.00 EUR", "0.00 EUR"},
		"sold":          {object{"amount_received": 1000, "latest_charge": chargeWith(nil)}, "10.00 EUR", "10.00 EUR", "0.00 EUR"},
		"refunded":      {object{"amount_received": 1000, "latest_charge": chargeWith(object{"amount_refunded": 250})}, "10.00 EUR", "10.00 EUR", "2.50 EUR"},
		"authorized":    {object{"status": "requires_capture", "amount_capturable": 1000, "latest_charge": chargeWith(object{"captured": false, "amount_captured": 0})}, "10.00 EUR", "0.00 EUR", "0.00 EUR"},
		"part released": {object{"amount_received": 600, "latest_charge": chargeWith(object{"amount_captured": 600, "amount_refunded": 400})}, "10.00 EUR", "6.00 EUR", "0.00 EUR"},
		"then refunded": {object{"amount_received": 600, "latest_charge": chargeWith(object{"amount_captured": 600, "amount_refunded": 550})}, "10.00 EUR", "6.00 EUR", "1.50 EUR"},
		"part still open": {object{"status": "requires_capture", "amount_capturable": 400, "amount_received": 600,
			"latest_charge": chargeWith(object{"amount_captured": 600, "amount_refunded": 100})}, "10.00 EUR", "6.00 EUR", "1.00 EUR"},
		"canceled": {object{"status": "canceled", "latest_charge": chargeWith(object{"captured": false, "amount_captured": 0, "amount_refunded": 1000})}, "10.00 EUR", "0.00 EUR", "0.00 EUR"},
		"not said": {object{"amount_received": nil}, "0.00 EUR", "", "0.00 EUR"},
	}
	for label, tt := range tests {
		t.Run(label, func(t *testing.T) {
			p, err := read(t, intentWith(tt.intent), 0)
			if err != nil {
				t.Fatal(err)
			}
			for what, pair := range map[string][2]string{
				"authorized": {text(p.AmountAuthorized), tt.authorized}, "captured": {text(p.AmountCaptured), tt.captured}, "refunded": {text(p.AmountRefunded), tt.refunded},
			} {
				if pair[0] != pair[1] {
					t.Errorf("%s is %q, want %q", what, pair[0], pair[1])
				}
			}
		})
	}
}

func text(m *commerce.Money) string {
	if m == nil {
		return ""
	}
	return m.String()
}

func TestPaymentCore(t *testing.T) {
	p, err := read(t, intentWith(object{
		"customer": "cus_7", "livemode": false, "metadata": object{"order_id": "1001", "order_name": "#1001", "note": "x"},
		"payment_details": object{"order_reference": "PO-7", "customer_reference": nil},
		"latest_charge": chargeWith(object{
			"billing_details":        object{"email": "Ada@Example.com", "name": "Ada"},
			"payment_method_details": object{"type": "card", "card": object{"brand": "visa", "last4": "4242", "exp_month": 8, "fingerprint": "secret", "wallet": object{"type": "apple_pay"}}},
		}),
	}), 0)
	if err != nil {
		t.Fatal(err)
	}
	if want := (commerce.CustomerRef{ID: commerce.ID{Source: name, Key: "cus_7"}, Email: "Ada@Example.com"}); p.Customer != want {
		t.Errorf("customer is %+v", p.Customer)
	}
	if got := strings.Join(p.OrderNames, " "); got != "#1001 1001 PO-7" {
		t.Errorf("order names are %s", got)
	}
	if p.Method.Brand != "visa" || p.Method.LastFour != "4242" || p.Method.Wallet != "apple_pay" || p.Method.KindValue() != commerce.PaymentMethodKindCard {
		t.Errorf("method is %+v", p.Method)
	}
	if p.URL != "https://dashboard.stripe.com/test/payments/pi_1" || !p.Test || p.Type != "PaymentIntent" {
		t.Errorf("URL %s, test %v, type %s", p.URL, p.Test, p.Type)
	}
	if !p.CreatedAt.Equal(time.Unix(1788000000, 0)) || p.CreatedAt.Location() != time.UTC || !p.UpdatedAt.IsZero() || p.FetchedAt().IsZero() {
		t.Errorf("created %v, updated %v, fetched %v", p.CreatedAt, p.UpdatedAt, p.FetchedAt())
	}
	if p.Holds != 0 || p.Transactions != nil || p.Fees != nil {
		t.Errorf("it holds %b", p.Holds)
	}
}

func TestPaymentFailure(t *testing.T) {
	failed := chargeWith(object{"status": "failed", "failure_code": "card_declined", "outcome": object{"reason": "insufficient_funds"}})
	tests := map[string]struct {
		intent object
		want   *commerce.PaymentFailure
	}{
		"none":   {object{"latest_charge": chargeWith(nil)}, nil},
		"error":  {object{"last_payment_error": object{"type": "card_error", "code": "card_declined", "decline_code": "lost_card", "message": "no"}}, &commerce.PaymentFailure{Code: "card_declined", DeclineCode: "lost_card"}},
		"type":   {object{"last_payment_error": object{"type": "api_error"}}, &commerce.PaymentFailure{Code: "api_error"}},
		"charge": {object{"latest_charge": failed}, &commerce.PaymentFailure{Code: "card_declined", DeclineCode: "insufficient_funds"}},
	}
	for label, tt := range tests {
		p, err := read(t, intentWith(tt.intent), 0)
		if err != nil {
			t.Fatal(err)
		}
		if (p.Failure == nil) != (tt.want == nil) || p.Failure != nil && *p.Failure != *tt.want {
			t.Errorf("%s: failure is %+v, want %+v", label, p.Failure, tt.want)
		}
	}
}

func TestPaymentFees(t *testing.T) {
	entry := object{"id": "txn_1", "object": "balance_transaction", "currency": "gbp", "fee": 43, "net": 807, "amount": 850,
		"fee_details": []any{object{"type": "stripe_fee", "amount": 40, "currency": "gbp"}, object{"type": "tax", "amount": 3, "currency": "gbp"}}}
	p, err := read(t, intentWith(object{"latest_charge": chargeWith(object{"balance_transaction": entry})}), commerce.PaymentFees)
	if err != nil {
		t.Fatal(err)
	}
	if text(p.Net) != "8.07 GBP" || len(p.Fees) != 2 || p.Fees[0].Type != "stripe_fee" || p.Fees[0].Amount.String() != "0.40 GBP" || p.Fees[1].Type != "tax" {
		t.Errorf("net %s, fees %+v", text(p.Net), p.Fees)
	}
	if p, err = read(t, intentWith(object{"latest_charge": chargeWith(object{"balance_transaction": nil})}), commerce.PaymentFees); err != nil || p.Net != nil || p.Fees != nil {
		t.Errorf("unsettled: net %v, fees %v, error %v", p.Net, p.Fees, err)
	}
	if p.Holds != commerce.PaymentFees {
		t.Errorf("it holds %b", p.Holds)
	}
}

// TestBrokenObjects: what Stripe never leaves out makes the object malformed,
// and not a value of zero.
func TestBrokenObjects(t *testing.T) {
	tests := map[string]object{
		"no amount":               intentWith(object{"amount": nil}),
		"fraction of a cent":      intentWith(object{"amount": 10.5}),
		"amount as a text":        intentWith(object{"amount": "1000"}),
		"amount beyond 64 bits":   intentWith(object{"amount": json.Number("92233720368547758080")}),
		"no currency":             intentWith(object{"currency": nil}),
		"currency of four":        intentWith(object{"currency": "euro"}),
		"no created":              intentWith(object{"created": nil}),
		"no livemode":             intentWith(object{"livemode": nil}),
		"no status":               intentWith(object{"status": nil}),
		"no id":                   intentWith(object{"id": nil}),
		"another id":              intentWith(object{"id": "pi_2"}),
		"charge not expanded":     intentWith(object{"latest_charge": "ch_1"}),
		"charge without amount":   intentWith(object{"latest_charge": chargeWith(object{"amount_captured": nil})}),
		"charge without status":   intentWith(object{"latest_charge": chargeWith(object{"status": nil})}),
		"charge without captured": intentWith(object{"latest_charge": chargeWith(object{"captured": nil})}),
		"balance without net":     intentWith(object{"latest_charge": chargeWith(object{"balance_transaction": object{"id": "txn_1", "currency": "eur", "fee_details": []any{}}})}),
		"balance as an id":        intentWith(object{"latest_charge": chargeWith(object{"balance_transaction": "txn_1"})}),
		"metadata of numbers":     intentWith(object{"metadata": object{"order_id": 1}}),
		"refund without amount":   intentWith(object{"latest_charge": chargeWith(object{"refunds": object{"data": []any{object{"id": "re_1", "created": 1}}, "has_more": false}})}),
	}
	for label, in := range tests {
		t.Run(label, func(t *testing.T) {
			_, err := read(t, in, commerce.PaymentFees|commerce.PaymentRefunds)
			if sources.KindOf(err) != sources.KindMalformed {
				t.Errorf("error %v, want one of kind malformed", err)
			}
			if err != nil && strings.Contains(err.Error(), "1000") {
				t.Errorf("the error quotes a value: %v", err)
			}
		})
	}
}
