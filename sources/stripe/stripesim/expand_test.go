package stripesim_test

import (
	"net/http"
	"testing"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

func TestExpansions(t *testing.T) {
	f := shop(t, unlimited())
	for _, test := range []struct {
		target string
		path   []any
		want   any
	}{
		{"/v1/charges/ch_1", []any{"customer"}, "cus_1"},
		{"/v1/charges/ch_1?expand[]=customer", []any{"customer", "email"}, "Ann@example.com"},
		{"/v1/charges/ch_1?expand[0]=customer", []any{"customer", "email"}, "Ann@example.com"},
		{"/v1/charges/ch_1?expand[]=customer&expand[]=payment_intent", []any{"payment_intent", "status"}, "succeeded"},
		{"/v1/charges/ch_1?expand[]=payment_intent.latest_charge.balance_transaction.source", []any{"payment_intent", "latest_charge", "balance_transaction", "source", "id"}, "ch_1"},
		{"/v1/charges/ch_1?expand[]=refunds", []any{"refunds", "data", 0, "charge"}, "ch_1"},
		{"/v1/charges/ch_1?expand[]=refunds.data.charge", []any{"refunds", "data", 0, "charge", "id"}, "ch_1"},
		{"/v1/charges?expand[]=data.refunds", []any{"data", 0, "refunds", "object"}, "list"},
		{"/v1/charges?expand[]=data", []any{"object"}, "list"},
		{"/v1/payment_intents/pi_wait?expand[]=latest_charge.balance_transaction", []any{"latest_charge"}, nil},
		{"/v1/payment_intents/pi_1?expand[]=application", []any{"application"}, nil},
		{"/v1/refunds/re_1?expand[]=balance_transaction.source", []any{"balance_transaction", "source", "object"}, "refund"},
		{"/v1/disputes/dp_1", []any{"balance_transactions", 0, "source"}, "dp_1"},
		{"/v1/disputes/dp_1?expand[]=balance_transactions.source", []any{"balance_transactions", 0, "source", "object"}, "dispute"},
		{"/v1/payouts/po_1?expand[]=destination", []any{"destination"}, "ba_1"},
		{"/v1/customers/cus_1?expand[]=invoice_settings.default_payment_method", []any{"invoice_settings", "default_payment_method", "type"}, "card"},
		{"/v1/customers/cus_1", []any{"invoice_settings", "default_payment_method"}, "pm_1"},
		{"/v1/checkout/sessions/cs_1?expand[]=payment_intent.customer", []any{"payment_intent", "customer", "name"}, "Ann"},
		{"/v1/payment_intents/search?query=amount:5000&expand[]=data.latest_charge", []any{"data", 0, "latest_charge", "id"}, "ch_1"},
	} {
		t.Run(test.target, func(t *testing.T) {
			f.t = t
			f.want(f.get(test.target), test.want, test.path...)
		})
	}
}

func TestRefusedExpansions(t *testing.T) {
	f := shop(t, unlimited())
	for _, test := range []struct{ target, message string }{
		{"/v1/charges/ch_1?expand[]=amount", "This property cannot be expanded (amount)."},
		{"/v1/charges/ch_1?expand[]=customer.email", "This property cannot be expanded (customer.email)."},
		{"/v1/charges/ch_1?expand[]=payment_method", "This property cannot be expanded (payment_method)."},
		{"/v1/charges/ch_1?expand[]=data.customer", "This property cannot be expanded (data.customer)."},
		{"/v1/charges?expand[]=customer", "This property cannot be expanded (customer). You may want to try expanding 'data.customer' instead."},
		{"/v1/charges?expand[]=nonsense", "This property cannot be expanded (nonsense)."},
		{"/v1/payment_intents?expand[]=data.nonsense", "This property cannot be expanded (data.nonsense)."},
		{"/v1/charges?expand[]=total_count", "This property cannot be expanded (total_count)."},
		{"/v1/account?expand[]=customer", "This property cannot be expanded (customer)."},
		{"/v1/charges?expand[]=data.payment_intent.latest_charge.balance_transaction.source", "You cannot expand more than 4 levels of a property: data.payment_intent.latest_charge.balance_transaction.source"},
	} {
		t.Run(test.target, func(t *testing.T) {
			f.t = t
			f.want(f.fail(test.target, http.StatusBadRequest), test.message, "message")
		})
	}
}

func TestDeletedCustomer(t *testing.T) {
	f := shop(t, unlimited())
	f.ok(f.DeleteCustomer("cus_1"))
	for _, test := range []struct {
		target string
		path   []any
	}{
		{"/v1/customers/cus_1", nil},
		{"/v1/charges/ch_1?expand[]=customer", []any{"customer"}},
		{"/v1/payment_intents?customer=cus_1&expand[]=data.customer", []any{"data", 0, "customer"}},
	} {
		customer := at(any(f.get(test.target)), test.path...).(object)
		if len(customer) != 3 || customer["deleted"] != true || customer["id"] != "cus_1" || customer["object"] != "customer" {
			t.Errorf("%s: %v, want only id, object and deleted", test.target, customer)
		}
	}
	f.want(f.get("/v1/customers/search?query=name:'Ann'"), false, "has_more")
	if got := ids(f.get("/v1/customers?email=Ann@example.com")); got != "" {
		t.Errorf("the list shows %s", got)
	}
}

func TestRefundsInsideAChargeAreTheTenNewest(t *testing.T) {
	f := start(t, unlimited())
	f.intent(stripesim.PaymentIntent{Amount: 1200, Currency: "usd", Charges: []stripesim.Charge{{ID: "ch_1"}}})
	for i := range 12 {
		must[stripesim.Refund](t)(f.PutRefund(stripesim.Refund{Created: after(i), Charge: "ch_1", Amount: 100}))
	}
	charge := f.get("/v1/charges/ch_1?expand[]=refunds")
	f.want(charge, true, "refunds", "has_more")
	f.want(charge, "/v1/charges/ch_1/refunds", "refunds", "url")
	f.want(charge, float64(after(11).Unix()), "refunds", "data", 0, "created")
	if got := len(at(charge, "refunds", "data").([]any)); got != 10 {
		t.Errorf("%d refunds, want 10", got)
	}
	f.want(charge, true, "refunded")
}
