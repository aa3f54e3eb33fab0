package demo_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/galleria-graph/galleria/internal/demo"
	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// TestShopsAddUpAsTheMerchantDoes: the sums that the Shopify shops derive themselves
// are the merchant's, to the minor unit, in both currencies.
func TestShopsAddUpAsTheMerchantDoes(t *testing.T) {
	m := shared.Merchant()
	for i := range m.Orders {
		if m.Orders[i].Store <= merchant.South {
			checkOrder(t, shared.Inside(), &m.Orders[i])
		}
	}
}

func checkOrder(t *testing.T, in *demo.Inside, o *merchant.Order) {
	t.Helper()
	stored, known := in.Order(o)
	if !known {
		t.Fatalf("%s is not in its shop", o.Name)
	}
	for _, sum := range []struct {
		name string
		got  *shopifysim.MoneyBag
		want merchant.Amount
	}{
		{"total", stored.TotalPriceSet, o.Total},
		{"subtotal", stored.SubtotalPriceSet, o.Subtotal},
		{"discounts", stored.TotalDiscountsSet, o.Discount},
		{"tax", stored.TotalTaxSet, o.Tax},
		{"received", stored.TotalReceivedSet, o.Captured()},
		{"refunded", stored.TotalRefundedSet, o.Refunded()},
	} {
		if !same(sum.got.ShopMoney, sum.want.Shop) || !same(sum.got.PresentmentMoney, sum.want.Presentment) {
			t.Errorf("%s: %s is %v, want %v", o.Name, sum.name, sum.got, sum.want)
		}
	}
	open := 0
	for i := range o.Lines {
		if *stored.LineItems[i].UnfulfilledQuantity > 0 {
			open++
		}
	}
	if stored.Test != o.Test || (stored.FulfillmentStatus == "FULFILLED") != (len(o.Fulfillments) > 0 && open == 0) {
		t.Errorf("%s is %s with %d open lines and %d parcels", o.Name, stored.FulfillmentStatus, open, len(o.Fulfillments))
	}
}

func same(got shopifysim.MoneyV2, want merchant.Money) bool {
	return got.CurrencyCode == want.Currency && got.Amount.Equal(want.Decimal())
}

// stripeIntent is what is compared of a payment.
type stripeIntent struct {
	Amount         int64             `json:"amount"`
	AmountReceived int64             `json:"amount_received"`
	Currency       string            `json:"currency"`
	Status         string            `json:"status"`
	Metadata       map[string]string `json:"metadata"`
	Charge         struct {
		Refunded    int64 `json:"amount_refunded"`
		Transaction struct {
			Amount, Fee int64
			Currency    string
		} `json:"balance_transaction"`
	} `json:"latest_charge"`
}

func readIntent(t *testing.T, gateway http.Handler, id string) (stripeIntent, int) {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/v1/payment_intents/"+id+"?expand[]=latest_charge.balance_transaction", nil)
	request.Header.Set("Authorization", "Bearer rk_demo_pay")
	answer := httptest.NewRecorder()
	gateway.ServeHTTP(answer, request)
	var intent stripeIntent
	if answer.Code == http.StatusOK {
		if err := json.Unmarshal(answer.Body.Bytes(), &intent); err != nil {
			t.Fatalf("read payment: %v in %s", err, answer.Body)
		}
	}
	return intent, answer.Code
}

// TestGatewayAgrees: what the gateway knows of a payment is the merchant's, its
// fee included. The account has a limit of requests each second on a clock that
// stands still here, so the test looks at a sample.
func TestGatewayAgrees(t *testing.T) {
	m, gateway := shared.Merchant(), shared.Inside().Gateway()
	if _, status := readIntent(t, gateway, m.Orders[m.Oddities.MissingPayment].Payments[0].ID); status != http.StatusNotFound {
		t.Errorf("the missing payment answers %d", status)
	}
	seen := map[merchant.PaymentStatus]int{}
	for i := range m.Orders {
		o := &m.Orders[i]
		for p := range o.Payments {
			payment := &o.Payments[p]
			if payment.ID == "" || payment.Lost || seen[payment.Status] == 12 || payment.Status == merchant.Paid && len(o.Refunds) == 0 && seen[payment.Status] > 6 {
				continue
			}
			seen[payment.Status]++
			checkIntent(t, m, o, p)
		}
	}
	for _, status := range []merchant.PaymentStatus{merchant.Paid, merchant.Authorized, merchant.Failed, merchant.Voided} {
		if seen[status] < 6 {
			t.Errorf("only %d payments of status %d", seen[status], status)
		}
	}
}

func checkIntent(t *testing.T, m *merchant.Merchant, o *merchant.Order, p int) {
	t.Helper()
	payment := &o.Payments[p]
	got, status := readIntent(t, shared.Inside().Gateway(), payment.ID)
	if status != http.StatusOK {
		t.Fatalf("payment %s of %s answers %d", payment.ID, o.Name, status)
	}
	want := []string{"succeeded", "requires_capture", "requires_payment_method", "canceled"}[payment.Status]
	captured := payment.Captured().Presentment.Minor
	if got.Status != want || got.Amount != payment.Amount.Presentment.Minor || got.AmountReceived != captured {
		t.Errorf("%s: payment is %+v, want %s of %v", o.Name, got, want, payment.Amount)
	}
	if payment.Status != merchant.Paid {
		return
	}
	settled := m.Gateway.Settled(payment.Amount.Presentment)
	refunded := captured - o.Refundable(p).Presentment.Minor
	if moved := got.Charge.Transaction; moved.Amount != settled.Minor || moved.Fee != m.Gateway.Fee(settled).Minor || moved.Currency != "eur" || got.Charge.Refunded != refunded {
		t.Errorf("%s: %+v, want %v settled, %v fee, %d refunded", o.Name, got.Charge, settled, m.Gateway.Fee(settled), refunded)
	}
}

// TestStockAgrees: every system has the merchant's stock, but for the drifts.
func TestStockAgrees(t *testing.T) { checkStock(t, shared.Inside()) }

func checkStock(t *testing.T, in *demo.Inside) {
	t.Helper()
	m := in.Merchant()
	for i := range m.Stock {
		article, site := in.Place(i)
		var available, committed, onHand, incoming int
		row := in.Warehouse().QueryRowContext(t.Context(), "SELECT available, committed, on_hand, incoming FROM stock WHERE article_id = ? AND site_id = ?", article, site)
		if err := row.Scan(&available, &committed, &onHand, &incoming); err != nil {
			t.Fatal(err)
		}
		if onHand < 0 || incoming < 0 || committed < 0 {
			t.Errorf("stock %d: %d on hand, %d committed, %d incoming", i, onHand, committed, incoming)
		}
		for store := range m.Stores {
			level, kept := in.Level(t, store, i)
			if !kept {
				continue
			}
			for _, drift := range m.Oddities.Drifting {
				if drift.Store == store && drift.Stock == i {
					level.Available -= drift.Extra
				}
			}
			if level.Available != available || level.HasCommitted && level.Committed != committed || level.HasIncoming && level.Incoming != incoming {
				t.Errorf("store %d believes of stock %d: %+v; the warehouse has %d available, %d committed, %d incoming", store, i, level, available, committed, incoming)
			}
		}
	}
}
