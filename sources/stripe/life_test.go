package stripe_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// TestLifeOfAPayment follows one payment through what the simulation makes of it.
func TestLifeOfAPayment(t *testing.T) {
	clock := epoch
	u := simulate(t, stripesim.Options{Clock: func() time.Time { return clock }, SettlementCurrency: "eur"})
	c := u.open(t).Payments
	in := must[stripesim.PaymentIntent](t)(u.CreatePaymentIntent(stripesim.PaymentIntent{ID: "pi_1", Amount: 1000, Currency: "eur", CaptureMethod: "manual"}))
	look := func(status commerce.PaymentStatus, captured, refunded string, moves ...string) *commerce.Payment {
		t.Helper()
		clock = clock.Add(time.Minute)
		id := paymentID(in.ID)
		found, err := c.Get(t.Context(), []commerce.ID{id}, commerce.Payments.AllGroups())
		if err != nil || found[id] == nil {
			t.Fatalf("found %v, error %v", found, err)
		}
		p := found[id]
		var got []string
		for _, m := range p.Transactions {
			got = append(got, string(m.KindValue())+" "+string(m.StatusValue())+" "+m.Amount.String())
		}
		if p.StatusValue() != status || text(p.AmountCaptured) != captured || text(p.AmountRefunded) != refunded || !slices.Equal(got, moves) {
			t.Errorf("status %s, captured %s, refunded %s, %q; want %s, %s, %s, %q", p.StatusValue(), text(p.AmountCaptured), text(p.AmountRefunded), got, status, captured, refunded, moves)
		}
		return p
	}
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	look(commerce.PaymentStatusCreated, "0.00 EUR", "0.00 EUR")
	ok(u.Fail(in.ID, stripesim.PaymentError{Code: "card_declined", DeclineCode: "lost_card"}))
	failed := "AUTHORIZATION FAILED 10.00 EUR"
	if p := look(commerce.PaymentStatusFailed, "0.00 EUR", "0.00 EUR", failed); p.Failure == nil || p.Failure.DeclineCode != "lost_card" {
		t.Errorf("failure %+v", p.Failure)
	}
	ok(u.Confirm(in.ID, stripesim.Charge{}))
	held := "AUTHORIZATION SUCCEEDED 10.00 EUR"
	look(commerce.PaymentStatusAuthorized, "0.00 EUR", "0.00 EUR", failed, held)
	ok(u.Capture(in.ID, 600))
	taken, let := "CAPTURE SUCCEEDED 6.00 EUR", "VOID SUCCEEDED 4.00 EUR"
	p := look(commerce.PaymentStatusPartiallyCaptured, "6.00 EUR", "0.00 EUR", failed, held, taken, let)
	if p.Net == nil || len(p.Fees) != 1 || len(p.Refunds) != 0 {
		t.Errorf("net %v, fees %v, refunds %v", p.Net, p.Fees, p.Refunds)
	}
	must[stripesim.Refund](t)(u.Refund(stripesim.Refund{PaymentIntent: in.ID, Amount: 150, Reason: "duplicate"}))
	p = look(commerce.PaymentStatusPartiallyCaptured, "6.00 EUR", "1.50 EUR", failed, held, taken, let, "REFUND SUCCEEDED 1.50 EUR")
	if len(p.Refunds) != 1 || p.Refunds[0].Reason != "duplicate" || p.Refunds[0].Amount.String() != "1.50 EUR" {
		t.Errorf("refunds %+v", p.Refunds)
	}
}

// TestManyRefunds: a charge brings only its last refunds along.
func TestManyRefunds(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(stripesim.PaymentIntent{ID: "pi_1", Amount: 100000, Currency: "eur", Created: epoch, Charges: []stripesim.Charge{{ID: "ch_1"}}}))
	const n = 130
	for i := range n {
		must[stripesim.Refund](t)(u.PutRefund(stripesim.Refund{Charge: "ch_1", Amount: int64(i + 1), Created: epoch.Add(time.Duration(i) * time.Second)}))
	}
	id := paymentID("pi_1")
	for _, want := range []commerce.Groups{commerce.PaymentRefunds, commerce.PaymentRefunds | commerce.PaymentTransactions} {
		found, err := u.open(t).Payments.Get(t.Context(), []commerce.ID{id}, want)
		if err != nil || found[id] == nil {
			t.Fatal(err)
		}
		if got := found[id].Refunds; len(got) != n || got[0].Amount.String() != "0.01 EUR" || got[n-1].Amount.String() != "1.30 EUR" {
			t.Errorf("%d refunds, want %d, the oldest first", len(got), n)
		}
	}
}

// TestTriesOfAListing: however the charges of a page are read, each payment has
// its own. Tries far apart, crowded seconds and strangers' charges between are among them.
func TestTriesOfAListing(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	const n = 90
	for i := range n {
		at := epoch.Add(time.Duration(i/4*20) * time.Second)
		in := stripesim.PaymentIntent{ID: fmt.Sprintf("pi_%02d", i), Created: at, Amount: int64(100 + i), Currency: "eur"}
		for n := range i % 4 {
			late := time.Duration(n*n*(i%7)*5) * time.Minute
			in.Charges = append(in.Charges, stripesim.Charge{ID: fmt.Sprintf("ch_%02d_%d", i, n), Created: at.Add(late)})
		}
		must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(in))
		for range i % 3 {
			must[stripesim.Charge](t)(u.PutCharge(stripesim.Charge{Created: at, Amount: 1, Currency: "eur"}))
		}
	}
	for _, size := range []int{1, 5, 30, 100} {
		q := sources.Query{First: size, Want: commerce.PaymentTransactions}
		seen := 0
		for more := true; more; {
			page, err := u.open(t).Payments.Query(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range page.Items {
				seen++
				checkTries(t, item.Node)
			}
			q.After, more = page.End.Cursor(), page.HasNext
		}
		if seen != n {
			t.Errorf("pages of %d: %d payments, want %d", size, seen, n)
		}
	}
}

func checkTries(t *testing.T, p *commerce.Payment) {
	t.Helper()
	i, err := strconv.Atoi(p.ID.Key[len("pi_"):])
	if err != nil || len(p.Transactions) != i%4 {
		t.Fatalf("%s has %d transactions, want %d", p.ID.Key, len(p.Transactions), i%4)
	}
	for n, m := range p.Transactions {
		if want := fmt.Sprintf("ch_%02d_%d", i, n); m.ID.Key != want {
			t.Errorf("%s: transaction %d is %s, want %s", p.ID.Key, n, m.ID.Key, want)
		}
	}
}
