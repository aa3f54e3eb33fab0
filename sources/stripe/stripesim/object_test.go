package stripesim_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// shop is one of everything.
func shop(t *testing.T, options stripesim.Options) *fixture {
	f := start(t, options)
	f.customer(stripesim.Customer{
		ID: "cus_1", Email: "Ann@example.com", Name: "Ann", Phone: "+49301", Description: "first", Currency: "eur",
		Address:  &stripesim.Address{City: "Berlin", Country: "DE", Line1: "A 1", PostalCode: "10115"},
		Shipping: &stripesim.Shipping{Name: "Ann", Address: stripesim.Address{City: "Berlin"}},
		Metadata: map[string]string{"tier": "gold"}, DefaultPaymentMethod: "pm_1", BusinessName: "Ann & Co", IndividualName: "Ann",
	})
	must[stripesim.PaymentMethod](t)(f.PutPaymentMethod(stripesim.PaymentMethod{ID: "pm_1", Customer: "cus_1", Card: &stripesim.Card{Wallet: "apple_pay"}}))
	must[stripesim.PaymentMethod](t)(f.PutPaymentMethod(stripesim.PaymentMethod{ID: "pm_2", Type: "paypal"}))
	f.intent(stripesim.PaymentIntent{
		ID: "pi_1", Created: after(-100), Amount: 5000, Currency: "eur", Customer: "cus_1", PaymentMethod: "pm_1",
		Metadata: map[string]string{"order_id": "1001"}, OrderReference: "R-1", ReceiptEmail: "ann@example.com", TransferGroup: "group",
		Charges: []stripesim.Charge{
			{ID: "ch_0", Created: after(-100), FailureCode: "card_declined", DeclineCode: "insufficient_funds"},
			{ID: "ch_1", Created: after(-90), Card: &stripesim.Card{Brand: "mastercard", Last4: "4444", Wallet: "google_pay"},
				BillingDetails: stripesim.BillingDetails{Name: "Ann", Address: &stripesim.Address{PostalCode: "10115"}}},
		},
	})
	f.intent(stripesim.PaymentIntent{ID: "pi_wait", Created: after(-80), Amount: 700, Currency: "eur", Status: "requires_action"})
	f.intent(stripesim.PaymentIntent{ID: "pi_held", Created: after(-70), Amount: 900, Currency: "eur", Status: "requires_capture",
		Charges: []stripesim.Charge{{ID: "ch_held"}}})
	f.intent(stripesim.PaymentIntent{ID: "pi_failed", Created: after(-60), Amount: 800, Currency: "eur",
		Charges: []stripesim.Charge{{ID: "ch_failed", Status: "failed"}}})
	must[stripesim.Refund](t)(f.PutRefund(stripesim.Refund{ID: "re_1", Charge: "ch_1", Amount: 1000, Reason: "requested_by_customer"}))
	must[stripesim.Dispute](t)(f.PutDispute(stripesim.Dispute{ID: "dp_1", Charge: "ch_1", Amount: 4000, Reason: "fraudulent"}))
	must[stripesim.Payout](t)(f.PutPayout(stripesim.Payout{ID: "po_1", Amount: 300, Currency: "eur", Destination: "ba_1"}))
	must[stripesim.CheckoutSession](t)(f.PutCheckoutSession(stripesim.CheckoutSession{
		ID: "cs_1", AmountTotal: 5000, Currency: "eur", PaymentIntent: "pi_1", Customer: "cus_1", CustomerEmail: "ann@example.com",
	}))
	must[stripesim.CheckoutSession](t)(f.PutCheckoutSession(stripesim.CheckoutSession{ID: "cs_2", Status: "open"}))
	must[stripesim.PaymentIntent](t)(f.CreatePaymentIntent(stripesim.PaymentIntent{ID: "pi_2", Created: after(-50), Amount: 100, Currency: "eur", Status: "succeeded"}))
	return f
}

// Every kind of answer is held against the specification by the harness.
func TestEveryObjectFitsTheSpecification(t *testing.T) {
	f := shop(t, unlimited())
	for _, target := range []string{
		"/v1/account", "/v1/balance",
		"/v1/customers", "/v1/customers/cus_1", "/v1/customers/cus_1?expand[]=sources&expand[]=tax_ids&expand[]=subscriptions",
		"/v1/customers/cus_1?expand[]=invoice_settings.default_payment_method.customer",
		"/v1/payment_intents?limit=100", "/v1/payment_intents/pi_1", "/v1/payment_intents/pi_held",
		"/v1/payment_intents/pi_failed", "/v1/payment_intents/pi_wait",
		"/v1/payment_intents?expand[]=data.latest_charge.balance_transaction&expand[]=data.customer&expand[]=data.payment_method&expand[]=data.latest_charge.refunds",
		"/v1/charges?expand[]=data.refunds&expand[]=data.payment_intent.customer", "/v1/charges/ch_1", "/v1/charges/ch_0",
		"/v1/charges/ch_1?expand[]=refunds.data.balance_transaction",
		"/v1/refunds?expand[]=data.charge&expand[]=data.payment_intent&expand[]=data.customer&expand[]=data.balance_transaction", "/v1/refunds/re_1",
		"/v1/disputes?expand[]=data.charge&expand[]=data.payment_intent", "/v1/disputes/dp_1?expand[]=balance_transactions.source",
		"/v1/balance_transactions?limit=100&expand[]=data.source.charge",
		"/v1/payouts?expand[]=data.balance_transaction", "/v1/payouts/po_1",
		"/v1/payment_methods/pm_1?expand[]=customer", "/v1/payment_methods/pm_2",
		"/v1/checkout/sessions?expand[]=data.line_items&expand[]=data.payment_intent.latest_charge", "/v1/checkout/sessions/cs_1",
		"/v1/events?limit=100",
		"/v1/charges/search?query=amount%3E0&expand[]=total_count&expand[]=data.customer",
		"/v1/customers/search?query=created%3E0", "/v1/payment_intents/search?query=created%3E0",
	} {
		t.Run(target, func(t *testing.T) {
			f.t = t
			f.get(target)
		})
	}
}

func TestDerivedState(t *testing.T) {
	f := shop(t, unlimited())
	intent := f.get("/v1/payment_intents/pi_1?expand[]=latest_charge.balance_transaction&expand[]=latest_charge.refunds")
	f.want(intent, "succeeded", "status")
	f.want(intent, 5000, "amount_received")
	f.want(intent, 0, "amount_capturable")
	f.want(intent, "R-1", "payment_details", "order_reference")
	f.want(intent, "ch_1", "latest_charge", "id")
	f.want(intent, 1000, "latest_charge", "amount_refunded")
	f.want(intent, false, "latest_charge", "refunded")
	f.want(intent, true, "latest_charge", "disputed")
	f.want(intent, "1001", "latest_charge", "metadata", "order_id")
	f.want(intent, "re_1", "latest_charge", "refunds", "data", 0, "id")
	f.want(intent, 95, "latest_charge", "balance_transaction", "fee") // 1.5 % of 5000 + 20
	f.want(intent, 4905, "latest_charge", "balance_transaction", "net")
	f.want(intent, "stripe_fee", "latest_charge", "balance_transaction", "fee_details", 0, "type")
	f.want(intent, nil, "latest_charge", "balance_transaction", "exchange_rate")

	held := f.get("/v1/payment_intents/pi_held?expand[]=latest_charge")
	f.want(held, 900, "amount_capturable")
	f.want(held, 0, "amount_received")
	f.want(held, false, "latest_charge", "captured")
	f.want(held, nil, "latest_charge", "balance_transaction")

	failed := f.get("/v1/payment_intents/pi_failed")
	f.want(failed, "requires_payment_method", "status")
	f.want(failed, "card_declined", "last_payment_error", "code")
	f.want(failed, "ch_failed", "last_payment_error", "charge")

	if _, there := f.get("/v1/charges/ch_1")["refunds"]; there {
		t.Error("charge.refunds is there without being expanded")
	}
}

func TestSettlementInAnotherCurrency(t *testing.T) {
	options := unlimited()
	options.SettlementCurrency = "eur"
	options.ExchangeRates = map[string]decimal.Decimal{"usd": decimal.RequireFromString("0.91"), "jpy": decimal.RequireFromString("0.0061"), "kwd": decimal.RequireFromString("2.9")}
	for _, test := range []struct {
		currency       string
		amount         int64
		settled, fee   int
		rate           any
		settleCurrency string
	}{
		{"usd", 1234, 1123, 37, 0.91, "eur"},
		{"jpy", 5000, 3050, 66, 0.61, "eur"},
		{"kwd", 5120, 1485, 42, 0.29, "eur"},
		{"eur", 1000, 1000, 35, nil, "eur"},
		{"sek", 1000, 1000, 35, nil, "sek"},
	} {
		t.Run(test.currency, func(t *testing.T) {
			f := start(t, options)
			f.intent(stripesim.PaymentIntent{ID: "pi_1", Amount: test.amount, Currency: test.currency, Status: "succeeded"})
			transaction := f.get("/v1/balance_transactions")
			f.want(transaction, test.settled, "data", 0, "amount")
			f.want(transaction, test.fee, "data", 0, "fee")
			f.want(transaction, test.settled-test.fee, "data", 0, "net")
			f.want(transaction, test.rate, "data", 0, "exchange_rate")
			f.want(transaction, test.settleCurrency, "data", 0, "currency")
		})
	}
}

func TestSeedsAreExact(t *testing.T) {
	f := start(t, unlimited())
	f.intent(stripesim.PaymentIntent{ID: "pi_1", Amount: 1000, Currency: "usd", Charges: []stripesim.Charge{{
		ID: "ch_1", BalanceTransaction: &stripesim.BalanceTransaction{
			ID: "txn_1", Amount: 910, Currency: "eur", Fee: 33, ExchangeRate: decimal.NewNullDecimal(decimal.RequireFromString("0.91000")),
			FeeDetails: []stripesim.Fee{{Amount: 30, Currency: "eur", Type: "stripe_fee"}, {Amount: 3, Currency: "eur", Type: "tax"}},
		},
	}}})
	transaction := f.get("/v1/balance_transactions/txn_1")
	f.want(transaction, 910, "amount")
	f.want(transaction, 877, "net")
	f.want(transaction, 0.91, "exchange_rate")
	f.want(transaction, "tax", "fee_details", 1, "type")
	f.want(transaction, "ch_1", "source")
	f.want(f.get("/v1/charges/ch_1"), "txn_1", "balance_transaction")
}

func TestSeedsThatStripeCannotHold(t *testing.T) {
	for _, test := range []struct {
		name   string
		intent stripesim.PaymentIntent
	}{
		{"upper-case currency", stripesim.PaymentIntent{Amount: 1, Currency: "EUR"}},
		{"negative", stripesim.PaymentIntent{Amount: -1, Currency: "eur"}},
		{"three decimals not ending in 0", stripesim.PaymentIntent{Amount: 5124, Currency: "kwd"}},
		{"fraction of ISK", stripesim.PaymentIntent{Amount: 150, Currency: "isk"}},
		{"fraction of UGX", stripesim.PaymentIntent{Amount: 150, Currency: "ugx"}},
		{"success after a failed charge", stripesim.PaymentIntent{Amount: 1, Currency: "eur", Status: "succeeded", Charges: []stripesim.Charge{{Status: "failed"}}}},
		{"captured more than charged", stripesim.PaymentIntent{Amount: 1, Currency: "eur", Charges: []stripesim.Charge{{AmountCaptured: 2}}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := start(t, unlimited())
			if _, err := f.PutPaymentIntent(test.intent); err == nil {
				t.Error("accepted")
			}
			if got := ids(f.get("/v1/payment_intents")); got != "" {
				t.Errorf("left %s behind", got)
			}
		})
	}
}

func TestBalance(t *testing.T) {
	f := start(t, unlimited())
	f.intent(stripesim.PaymentIntent{Created: after(-3 * 24 * 3600), Amount: 1000, Currency: "usd", Status: "succeeded"})
	f.intent(stripesim.PaymentIntent{Created: after(0), Amount: 2000, Currency: "usd", Status: "succeeded"})
	balance := f.get("/v1/balance")
	f.want(balance, 965, "available", 0, "amount")
	f.want(balance, 1950, "pending", 0, "amount")
	f.want(f.get("/v1/balance_transactions"), "pending", "data", 0, "status")
	f.want(f.get("/v1/balance_transactions"), "available", "data", 1, "status")
}

func TestChargeWithoutAnIntentNorACard(t *testing.T) {
	f := start(t, unlimited())
	charge := must[stripesim.Charge](t)(f.PutCharge(stripesim.Charge{Amount: 1000, Currency: "eur", PaymentMethodType: "klarna"}))
	must[stripesim.Refund](t)(f.PutRefund(stripesim.Refund{ID: "re_1", Charge: charge.ID, Amount: 10}))
	must[stripesim.Dispute](t)(f.PutDispute(stripesim.Dispute{ID: "dp_1", Charge: charge.ID, Status: "won"}))
	answer := f.get("/v1/charges/" + charge.ID + "?expand[]=balance_transaction&expand[]=refunds")
	f.want(answer, nil, "payment_intent")
	f.want(answer, "klarna", "payment_method_details", "type")
	f.want(answer, "payment", "balance_transaction", "type")
	f.want(answer, "charge", "balance_transaction", "reporting_category")
	f.want(answer, "klarna", "refunds", "data", 0, "destination_details", "type")
	f.want(f.get("/v1/refunds/re_1?expand[]=balance_transaction"), "payment_refund", "balance_transaction", "type")
	f.want(f.get("/v1/disputes/dp_1"), 1000, "balance_transactions", 1, "amount")
	if _, err := f.PutCharge(stripesim.Charge{Amount: 1, PaymentIntent: "pi_1"}); err == nil {
		t.Error("put a charge of an intent alone")
	}
}

func TestPartialCaptureAsASeed(t *testing.T) {
	f := start(t, unlimited())
	f.intent(stripesim.PaymentIntent{ID: "pi_1", Amount: 1000, Currency: "eur", Charges: []stripesim.Charge{{ID: "ch_1", AmountCaptured: 600}}})
	f.want(f.get("/v1/payment_intents/pi_1"), 600, "amount_received")
	charge := f.get("/v1/charges/ch_1?expand[]=refunds")
	f.want(charge, 400, "amount_refunded")
	f.want(charge, nil, "refunds", "data", 0, "balance_transaction")
	f.want(charge, "reversal", "refunds", "data", 0, "destination_details", "card", "type")
	if _, err := f.PutRefund(stripesim.Refund{Charge: "ch_1", Amount: 601}); err == nil {
		t.Error("refunded what was never captured")
	}
}

func TestAdjustment(t *testing.T) {
	f := start(t, unlimited())
	put := must[stripesim.BalanceTransaction](t)(f.PutBalanceTransaction(stripesim.BalanceTransaction{Amount: -500, Description: "fee correction"}))
	answer := f.get("/v1/balance_transactions/" + put.ID + "?expand[]=source")
	f.want(answer, "adjustment", "type")
	f.want(answer, -500, "net")
	f.want(answer, "usd", "currency")
	f.want(answer, nil, "source")
	if _, err := f.PutBalanceTransaction(put); err == nil {
		t.Error("put twice")
	}
}
