package stripesim_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// seedPayments stores n payments of n/10 customers in a mixed order of time.
func seedPayments(t testing.TB, sim *stripesim.Sim, n int) {
	t.Helper()
	const stride = 7919 // a prime, so that every second comes once
	for i := range n {
		_, err := sim.PutPaymentIntent(stripesim.PaymentIntent{
			ID: fmt.Sprintf("pi_%d", i), Created: after(i * stride % n), Amount: int64(100 + i), Currency: "eur",
			Customer: fmt.Sprintf("cus_%d", i%(n/10)), Status: "succeeded",
			Metadata: map[string]string{"order_id": fmt.Sprint(i)},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range n / 10 {
		if _, err := sim.PutCustomer(stripesim.Customer{ID: fmt.Sprintf("cus_%d", i)}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTwentyThousandPayments(t *testing.T) {
	const n = 20_000
	f := start(t, unlimited())
	seedPayments(t, f.Sim, n)
	f.spec = nil // every page is alike, and the smaller tests hold them against it
	seen, last, target := 0, float64(after(n).Unix()), "/v1/payment_intents?limit=100"
	for more := true; more; {
		page := f.get(target)
		data := page["data"].([]any)
		for _, item := range data {
			created := at(item, "created").(float64)
			if created >= last {
				t.Fatalf("row %d is not older than the one before", seen)
			}
			last = created
			seen++
		}
		more = page["has_more"].(bool)
		target = "/v1/payment_intents?limit=100&starting_after=" + at(data[len(data)-1], "id").(string)
	}
	if seen != n {
		t.Errorf("%d rows, want %d", seen, n)
	}
	if got := len(strings.Fields(ids(f.get("/v1/charges?limit=100&customer=cus_7")))); got != 10 {
		t.Errorf("%d charges of one customer, want 10", got)
	}
	if got := ids(f.get(query("payment_intents", "metadata['order_id']:'12345'"))); got != "pi_12345" {
		t.Errorf("search by order finds %q", got)
	}
}

func TestReadersAndWritersTogether(t *testing.T) {
	f := start(t, unlimited())
	seedPayments(t, f.Sim, 50)
	targets := []string{
		"/v1/payment_intents?limit=100&expand[]=data.latest_charge.refunds&expand[]=data.customer", "/v1/balance", "/v1/events",
		"/v1/balance_transactions?expand[]=data.source", query("charges", "refunded:'true'"),
	}
	var group sync.WaitGroup
	for _, target := range targets {
		group.Go(func() {
			for range 20 {
				recorder := httptest.NewRecorder()
				f.ServeHTTP(recorder, f.request(target))
				if recorder.Code != 200 {
					t.Errorf("%s: status %d", target, recorder.Code)
				}
			}
		})
	}
	group.Go(func() {
		for i := range 50 {
			if _, err := f.Refund(stripesim.Refund{PaymentIntent: fmt.Sprintf("pi_%d", i), Amount: 10}); err != nil {
				t.Error(err)
			}
		}
	})
	group.Go(func() {
		for i := range 20 {
			f.AddFault(stripesim.Fault{Kind: stripesim.FaultInternal, Path: "/nowhere"})
			f.SetLatency(0)
			f.ClearFaults()
			if err := f.UpdateCustomer("cus_1", func(c *stripesim.Customer) { c.Email = fmt.Sprintf("%d@example.com", i) }); err != nil {
				t.Error(err)
			}
		}
	})
	group.Wait()
	if got := len(f.get("/v1/refunds?limit=100")["data"].([]any)); got != 50 {
		t.Errorf("%d refunds, want 50", got)
	}
}

func BenchmarkListWithExpansions(b *testing.B) {
	sim := stripesim.New(stripesim.Options{SecretKey: secret, Limits: stripesim.Limits{Off: true}})
	seedPayments(b, sim, 20_000)
	r := httptest.NewRequest(http.MethodGet, "/v1/payment_intents?limit=100&starting_after=pi_10000&expand[]=data.latest_charge.balance_transaction", nil)
	r.Header.Set("Authorization", "Bearer "+secret)
	for b.Loop() {
		recorder := httptest.NewRecorder()
		sim.ServeHTTP(recorder, r)
		if recorder.Code != 200 {
			b.Fatal(recorder.Body)
		}
	}
}

func BenchmarkSearchByMetadata(b *testing.B) {
	sim := stripesim.New(stripesim.Options{SecretKey: secret, Limits: stripesim.Limits{Off: true}})
	seedPayments(b, sim, 20_000)
	r := httptest.NewRequest(http.MethodGet, query("payment_intents", "metadata['order_id']:'12345'"), nil)
	r.Header.Set("Authorization", "Bearer "+secret)
	for b.Loop() {
		recorder := httptest.NewRecorder()
		sim.ServeHTTP(recorder, r)
		if recorder.Code != 200 {
			b.Fatal(recorder.Body)
		}
	}
}
