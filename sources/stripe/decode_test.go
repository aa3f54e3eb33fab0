package stripe_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/stripe"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

func TestEveryFieldIsDecoded(t *testing.T) {
	for _, twin := range stripe.Twins() {
		twin.EveryField(t, stripe.Samples())
	}
}

// answered returns objects as the simulation writes them, by the name of their twin.
func answered(t testing.TB) map[string][][]byte {
	t.Helper()
	u := simulate(t, stripesim.Options{})
	for i := range 12 {
		u.putPayments(t, makePayment(i))
		u.putCustomers(t, makeCustomer(i))
	}
	sold := must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(stripesim.PaymentIntent{Created: epoch, Amount: 1000, Currency: "eur", Status: "succeeded"}))
	must[stripesim.Refund](t)(u.PutRefund(stripesim.Refund{PaymentIntent: sold.ID, Amount: 300, Created: epoch.Add(time.Minute)}))
	out := map[string][][]byte{}
	for twin, path := range map[string]string{
		"payment_intent": "/v1/payment_intents?limit=100&expand[]=data.latest_charge.balance_transaction&expand[]=data.latest_charge.refunds",
		"charge":         "/v1/charges?limit=10&expand[]=data.refunds&expand[]=data.payment_intent",
		"try":            "/v1/charges?limit=10&expand[]=data.customer",
		"refund":         "/v1/refunds?limit=10&expand[]=data.charge",
		"customer":       "/v1/customers?limit=10",
	} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Authorization", "Bearer "+secret)
		w := httptest.NewRecorder()
		u.ServeHTTP(w, r)
		var page struct{ Data []json.RawMessage }
		if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil || len(page.Data) == 0 {
			t.Fatalf("%s: %d objects, %v", path, len(page.Data), err)
		}
		for _, raw := range page.Data {
			out[twin] = append(out[twin], raw)
		}
	}
	return out
}

func TestDecodersAgreeWithEncodingJSON(t *testing.T) {
	twins := stripe.Twins()
	for name, texts := range answered(t) {
		t.Run(name, func(t *testing.T) { twins[name].CheckMutants(t, texts) })
	}
}

func FuzzDecode(f *testing.F) {
	for name, texts := range answered(f) {
		f.Add(name, texts[0])
		f.Add(name, texts[len(texts)-1])
	}
	twins := stripe.Twins()
	f.Fuzz(func(t *testing.T, name string, text []byte) {
		if twin, ok := twins[name]; ok {
			twin.Compare(t, text)
		}
	})
}

// The memory of answers goes from one to the next: none shows in another.
func TestAnswersAreNotMixed(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	u.judged = false
	var ids []commerce.ID
	for i := range 40 {
		p := makePayment(i)
		ids = append(ids, p.ID)
		u.putPayments(t, p)
	}
	c := u.open(t).Payments
	for range 5 {
		found, err := c.Get(t.Context(), ids, commerce.Payments.AllGroups())
		if err != nil {
			t.Fatal(err)
		}
		page, err := c.Query(t.Context(), sources.Query{First: 40})
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range ids {
			p, want := found[id], makePayment(i)
			if p.ID != id || p.Amount.String() != want.Amount.String() || p.Customer != want.Customer || string(p.URL) != "https://dashboard.stripe.com/test/payments/"+id.Key {
				t.Errorf("payment %s is %+v", id.Key, p)
			}
		}
		for _, item := range page.Items {
			if found[item.Node.ID] == nil || found[item.Node.ID].Amount.String() != item.Node.Amount.String() {
				t.Errorf("payment %s is listed as %+v", item.Node.ID.Key, item.Node)
			}
		}
	}
}

// BenchmarkDecode decodes the objects of one page alone, without the request and the mapping.
func BenchmarkDecode(b *testing.B) {
	texts := answered(b)
	for name, twin := range stripe.Twins() {
		twin.Benchmark(b, texts[name])
	}
}

// counted is a context that ends when it has been asked some times.
type counted struct {
	context.Context
	left atomic.Int64
}

func (c *counted) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// A caller who goes while a page is decoded is not kept waiting for its end.
func TestCallerGoesWhileAPageIsDecoded(t *testing.T) {
	one := `{"id":"cus_1","created":1788000000,"livemode":true}`
	body := `{"has_more":false,"data":[` + one + strings.Repeat(","+one, 9999) + `]}`
	source := respond(t, http.StatusOK, body)
	ctx := &counted{Context: t.Context()}
	const asked = 100
	ctx.left.Store(asked)
	_, err := source.Customers.Query(ctx, sources.Query{First: 100})
	if sources.KindOf(err) != sources.KindCanceled {
		t.Errorf("got %v, want canceled", err)
	}
	if more := -ctx.left.Load(); more > 20 {
		t.Errorf("the context was asked %d times after its end", more)
	}
}
