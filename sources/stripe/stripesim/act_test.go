package stripesim_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// stories is a fixture whose clock moves a second with every change.
func stories(t *testing.T) *fixture { return start(t, unlimited()) }

// kinds returns the types of all events, the oldest first.
func (f *fixture) kinds() string {
	f.t.Helper()
	var kinds []string
	for _, item := range f.get("/v1/events?limit=100")["data"].([]any) {
		kinds = append([]string{item.(object)["type"].(string)}, kinds...)
	}
	return strings.Join(kinds, " ")
}

func (f *fixture) wantKinds(want string) {
	f.t.Helper()
	if got := f.kinds(); got != want {
		f.t.Errorf("events\n%s\nwant\n%s", got, want)
	}
}

// newest returns the newest event of a type and judges its snapshot.
func (f *fixture) newest(kind, schema string) object {
	f.t.Helper()
	event := at(any(f.get("/v1/events?type="+kind)), "data", 0).(object)
	snapshot, err := json.Marshal(at(event, "data", "object"))
	if err == nil && f.spec != nil {
		err = f.spec.CheckObject(schema, snapshot)
	}
	if err != nil {
		f.t.Errorf("%s: %v", kind, err)
	}
	return event
}

func (f *fixture) create(p stripesim.PaymentIntent) stripesim.PaymentIntent {
	f.t.Helper()
	return must[stripesim.PaymentIntent](f.t)(f.CreatePaymentIntent(p))
}

func TestSeedsLeaveNoEvents(t *testing.T) {
	f := stories(t)
	f.customer(stripesim.Customer{})
	f.intent(stripesim.PaymentIntent{Amount: 1, Currency: "usd", Status: "succeeded"})
	f.wantKinds("")
}

func TestPaymentWithFailedTries(t *testing.T) {
	f := stories(t)
	f.create(stripesim.PaymentIntent{ID: "pi_1", Amount: 1000, Currency: "usd", Metadata: map[string]string{"order_id": "7"}})
	f.ok(f.Fail("pi_1", stripesim.PaymentError{Code: "card_declined", DeclineCode: "insufficient_funds", Message: "Insufficient funds."}))
	intent := f.get("/v1/payment_intents/pi_1?expand[]=latest_charge")
	f.want(intent, "requires_payment_method", "status")
	f.want(intent, "insufficient_funds", "last_payment_error", "decline_code")
	f.want(intent, "failed", "latest_charge", "status")
	f.want(intent, "insufficient_funds", "latest_charge", "outcome", "reason")
	f.ok(f.Confirm("pi_1", stripesim.Charge{ID: "ch_2"}))
	intent = f.get("/v1/payment_intents/pi_1")
	f.want(intent, "succeeded", "status")
	f.want(intent, nil, "last_payment_error")
	f.want(intent, "ch_2", "latest_charge")
	f.want(intent, 1000, "amount_received")
	if got := len(f.get("/v1/charges?payment_intent=pi_1")["data"].([]any)); got != 2 {
		t.Errorf("%d charges, want 2", got)
	}
	f.wantKinds("payment_intent.created charge.failed payment_intent.payment_failed charge.succeeded payment_intent.succeeded")
	event := f.newest("payment_intent.succeeded", "payment_intent")
	f.want(event, "requires_payment_method", "data", "previous_attributes", "status")
	f.want(event, 0, "data", "previous_attributes", "amount_received")
	if f.Confirm("pi_1", stripesim.Charge{}) == nil || f.Fail("pi_1", stripesim.PaymentError{}) == nil {
		t.Error("a succeeded intent takes another try")
	}
}

func TestProcessing(t *testing.T) {
	for _, test := range []struct {
		name   string
		end    func(f *fixture) error
		status string
		kinds  string
	}{
		{"succeeds", func(f *fixture) error { return f.Confirm("pi_1", stripesim.Charge{}) }, "succeeded", "charge.succeeded payment_intent.succeeded"},
		{"fails", func(f *fixture) error { return f.Fail("pi_1", stripesim.PaymentError{}) }, "requires_payment_method", "charge.failed payment_intent.payment_failed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := stories(t)
			f.create(stripesim.PaymentIntent{ID: "pi_1", Amount: 10, Currency: "usd", Status: "processing", Charges: []stripesim.Charge{{
				ID: "ch_1", BillingDetails: stripesim.BillingDetails{Email: "a@b.c"},
			}}})
			f.want(f.get("/v1/charges/ch_1"), "pending", "status")
			f.ok(test.end(f))
			f.want(f.get("/v1/payment_intents/pi_1"), test.status, "status")
			f.want(f.get("/v1/charges/ch_1"), "a@b.c", "billing_details", "email")
			f.wantKinds("payment_intent.created charge.pending payment_intent.processing " + test.kinds)
		})
	}
}

func TestCapture(t *testing.T) {
	f := stories(t)
	f.create(stripesim.PaymentIntent{ID: "pi_1", Amount: 1000, Currency: "usd", Status: "requires_capture"})
	f.want(f.get("/v1/payment_intents/pi_1"), 1000, "amount_capturable")
	f.want(f.get("/v1/balance_transactions"), nil, "data", 0)
	if f.Capture("pi_1", 1001) == nil {
		t.Error("captured more than authorized")
	}
	f.now = f.now.Add(time.Hour)
	f.ok(f.Capture("pi_1", 600))
	intent := f.get("/v1/payment_intents/pi_1?expand[]=latest_charge.balance_transaction&expand[]=latest_charge.refunds")
	f.want(intent, "succeeded", "status")
	f.want(intent, 600, "amount_received")
	f.want(intent, 0, "amount_capturable")
	f.want(intent, true, "latest_charge", "captured")
	f.want(intent, 600, "latest_charge", "amount_captured")
	f.want(intent, 600, "latest_charge", "balance_transaction", "amount")
	f.want(intent, float64(f.now.Unix()), "latest_charge", "balance_transaction", "created")
	// The rest of the authorization is released as a refund that moves nothing.
	f.want(intent, 400, "latest_charge", "amount_refunded")
	f.want(intent, false, "latest_charge", "refunded")
	f.want(intent, nil, "latest_charge", "refunds", "data", 0, "balance_transaction")
	f.wantKinds("payment_intent.created charge.succeeded payment_intent.amount_capturable_updated " +
		"charge.captured refund.created charge.refunded payment_intent.succeeded")
	if f.Capture("pi_1", 0) == nil {
		t.Error("captured twice")
	}
}

func TestCancel(t *testing.T) {
	f := stories(t)
	f.create(stripesim.PaymentIntent{ID: "pi_1", Amount: 1000, Currency: "usd", Status: "requires_capture"})
	f.ok(f.Cancel("pi_1", "abandoned"))
	intent := f.get("/v1/payment_intents/pi_1?expand[]=latest_charge")
	f.want(intent, "canceled", "status")
	f.want(intent, "abandoned", "cancellation_reason")
	f.want(intent, float64(epoch.Unix()), "canceled_at")
	f.want(intent, 0, "amount_capturable")
	f.want(intent, false, "latest_charge", "captured")
	f.want(intent, true, "latest_charge", "refunded")
	f.want(f.get("/v1/balance_transactions"), nil, "data", 0)
	if f.Cancel("pi_1", "") == nil {
		t.Error("canceled twice")
	}
}

func TestRefunds(t *testing.T) {
	f := stories(t)
	f.create(stripesim.PaymentIntent{ID: "pi_1", Amount: 1000, Currency: "usd", Customer: "cus_x", Status: "succeeded", Charges: []stripesim.Charge{{ID: "ch_1"}}})
	must[stripesim.Refund](t)(f.Refund(stripesim.Refund{ID: "re_1", PaymentIntent: "pi_1", Amount: 300, Reason: "requested_by_customer"}))
	charge := f.get("/v1/charges/ch_1")
	f.want(charge, 300, "amount_refunded")
	f.want(charge, false, "refunded")
	event := f.newest("charge.refunded", "charge")
	f.want(event, 0, "data", "previous_attributes", "amount_refunded")
	f.want(event, 300, "data", "object", "amount_refunded")
	f.want(f.get("/v1/refunds/re_1?expand[]=balance_transaction"), -300, "balance_transaction", "net")
	f.want(f.get("/v1/refunds/re_1"), "cus_x", "customer")
	if _, err := f.PutRefund(stripesim.Refund{Charge: "ch_1", Amount: 701}); err == nil {
		t.Error("refunded more than is left")
	}
	must[stripesim.Refund](t)(f.Refund(stripesim.Refund{ID: "re_2", Charge: "ch_1"}))
	charge = f.get("/v1/charges/ch_1")
	f.want(charge, 1000, "amount_refunded")
	f.want(charge, true, "refunded")
	f.ok(f.FailRefund("re_2", "lost_or_stolen_card"))
	refund := f.get("/v1/refunds/re_2?expand[]=failure_balance_transaction")
	f.want(refund, "failed", "status")
	f.want(refund, "lost_or_stolen_card", "failure_reason")
	f.want(refund, 700, "failure_balance_transaction", "amount")
	f.want(f.get("/v1/charges/ch_1"), 300, "amount_refunded")
	must[stripesim.Refund](t)(f.Refund(stripesim.Refund{ID: "re_3", Charge: "ch_1", Amount: 50, Status: "pending", PendingReason: "processing"}))
	f.want(f.get("/v1/refunds/re_3"), nil, "balance_transaction")
	f.ok(f.CompleteRefund("re_3"))
	f.want(f.get("/v1/refunds/re_3?expand[]=balance_transaction"), -50, "balance_transaction", "amount")
	f.want(f.get("/v1/charges/ch_1"), 350, "amount_refunded")
	f.newest("refund.failed", "refund")
}

func TestDisputes(t *testing.T) {
	f := stories(t)
	f.create(stripesim.PaymentIntent{Amount: 1000, Currency: "usd", Charges: []stripesim.Charge{{ID: "ch_1"}}})
	must[stripesim.Dispute](t)(f.Dispute(stripesim.Dispute{ID: "dp_1", Charge: "ch_1", Status: "warning_needs_response"}))
	f.want(f.get("/v1/disputes/dp_1"), nil, "balance_transactions", 0)
	f.want(f.get("/v1/disputes/dp_1"), true, "is_charge_refundable")
	f.want(f.get("/v1/charges/ch_1"), true, "disputed")
	f.ok(f.SetDisputeStatus("dp_1", "needs_response"))
	dispute := f.get("/v1/disputes/dp_1")
	f.want(dispute, -1000, "balance_transactions", 0, "amount")
	f.want(dispute, 1500, "balance_transactions", 0, "fee")
	f.ok(f.SetDisputeStatus("dp_1", "won"))
	f.want(f.get("/v1/disputes/dp_1"), 1000, "balance_transactions", 1, "amount")
	f.want(f.newest("charge.dispute.closed", "dispute"), "needs_response", "data", "previous_attributes", "status")
	if f.SetDisputeStatus("dp_1", "lost") == nil {
		t.Error("a closed dispute moved on")
	}
	f.wantKinds("payment_intent.created charge.succeeded payment_intent.succeeded charge.dispute.created charge.updated " +
		"charge.dispute.updated charge.dispute.funds_withdrawn charge.dispute.closed charge.dispute.funds_reinstated")
}

func TestPayouts(t *testing.T) {
	f := stories(t)
	f.intent(stripesim.PaymentIntent{Amount: 1000, Currency: "usd", Charges: []stripesim.Charge{{ID: "ch_1"}}})
	must[stripesim.Payout](t)(f.CreatePayout(stripesim.Payout{ID: "po_1", Amount: 965, Currency: "usd", Status: "in_transit", Transactions: []string{transactionOf(f, "ch_1")}}))
	if got := ids(f.get("/v1/balance_transactions?payout=po_1")); got != transactionOf(f, "ch_1") {
		t.Errorf("the payout settles %q", got)
	}
	payout := f.get("/v1/payouts/po_1?expand[]=balance_transaction")
	f.want(payout, -965, "balance_transaction", "amount")
	f.want(payout, float64(after(2*86400).Truncate(24*time.Hour).Unix()), "arrival_date")
	f.ok(f.SetPayoutStatus("po_1", "paid"))
	f.ok(f.SetPayoutStatus("po_1", "failed"))
	f.want(f.get("/v1/payouts/po_1?expand[]=failure_balance_transaction"), 965, "failure_balance_transaction", "net")
	f.wantKinds("payout.created payout.paid payout.failed")
	if f.SetPayoutStatus("po_1", "nonsense") == nil {
		t.Error("took a status that Stripe does not have")
	}
}

func TestCustomers(t *testing.T) {
	f := stories(t)
	must[stripesim.Customer](t)(f.CreateCustomer(stripesim.Customer{ID: "cus_1", Email: "a@b.c", Metadata: map[string]string{"a": "1", "b": "2"}}))
	f.ok(f.UpdateCustomer("cus_1", func(c *stripesim.Customer) {
		c.ID, c.Email = "cus_other", "d@e.f"
		c.Metadata["b"], c.Metadata["c"] = "3", "4"
	}))
	if got := ids(f.get("/v1/customers?email=d@e.f")) + ids(f.get("/v1/customers?email=a@b.c")); got != "cus_1" {
		t.Errorf("after the change the e-mail finds %q", got)
	}
	event := f.newest("customer.updated", "customer")
	f.want(event, "a@b.c", "data", "previous_attributes", "email")
	f.want(event, "2", "data", "previous_attributes", "metadata", "b")
	previous := at(event, "data", "previous_attributes", "metadata").(object)
	if value, there := previous["c"]; !there || value != nil || len(previous) != 2 {
		t.Errorf("previous metadata %v, want b: 2 and c: null", previous)
	}
	f.want(f.newest("customer.created", "customer"), "2", "data", "object", "metadata", "b") // a snapshot
	f.ok(f.DeleteCustomer("cus_1"))
	f.want(f.newest("customer.deleted", "customer"), "d@e.f", "data", "object", "email")
	if f.DeleteCustomer("cus_1") == nil || f.UpdateCustomer("cus_1", func(*stripesim.Customer) {}) == nil {
		t.Error("a deleted customer changed")
	}
	if f.DeleteCustomer("cus_none") == nil {
		t.Error("deleted a customer that is not there")
	}
}

func TestEvents(t *testing.T) {
	f := stories(t)
	f.create(stripesim.PaymentIntent{ID: "pi_1", Amount: 10, Currency: "usd", Status: "succeeded"})
	for _, test := range []struct {
		query string
		want  int
	}{
		{"", 3}, {"type=charge.succeeded", 1}, {"type=payment_intent.*", 2}, {"type=*", 3}, {"type=charge", 0},
		{"types[]=charge.succeeded&types[]=payment_intent.created", 2}, {"delivery_success=true", 3}, {"delivery_success=false", 0},
		{"created[gt]=" + seconds(epoch.Unix()), 0},
	} {
		if got := len(f.get("/v1/events?" + test.query)["data"].([]any)); got != test.want {
			t.Errorf("%q: %d events, want %d", test.query, got, test.want)
		}
	}
	id := at(any(f.get("/v1/events")), "data", 0, "id").(string)
	f.want(f.get("/v1/events/"+id), stripesim.Version, "api_version")
	f.now = f.now.Add(30*24*time.Hour + time.Second)
	f.want(f.get("/v1/events"), nil, "data", 0)
	f.fail("/v1/events/"+id, 404)
}

func TestOnEventSeesEventsInOrder(t *testing.T) {
	options := unlimited()
	var delivered []string
	options.OnEvent = func(body []byte) {
		var event struct{ Type string }
		if err := json.Unmarshal(body, &event); err != nil {
			t.Error(err)
		}
		delivered = append(delivered, event.Type)
	}
	f := start(t, options)
	f.create(stripesim.PaymentIntent{Amount: 10, Currency: "usd", Status: "succeeded"})
	f.wantKinds(strings.Join(delivered, " "))
	if len(delivered) != 3 {
		t.Errorf("delivered %v", delivered)
	}
}

func TestSeedsAreOutOfTheCallersHands(t *testing.T) {
	f := stories(t)
	customer := stripesim.Customer{ID: "cus_1", Metadata: map[string]string{"a": "1"}, Address: &stripesim.Address{City: "A"}}
	f.customer(customer)
	customer.Metadata["a"], customer.Address.City = "2", "B"
	f.want(f.get("/v1/customers/cus_1"), "1", "metadata", "a")
	f.want(f.get("/v1/customers/cus_1"), "A", "address", "city")
	put := f.intent(stripesim.PaymentIntent{Amount: 1, Currency: "usd", Status: "succeeded", Metadata: map[string]string{"a": "1"}})
	put.Metadata["a"], put.Charges[0].Metadata["a"] = "2", "2"
	f.want(f.get("/v1/payment_intents/"+put.ID+"?expand[]=latest_charge"), "1", "metadata", "a")
	f.want(f.get("/v1/charges/"+put.Charges[0].ID), "1", "metadata", "a")
	if _, err := f.PutPaymentIntent(put); err == nil {
		t.Error("put an intent twice")
	}
}
