package demo_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/merchant"
)

// graph opens the real connectors over the demo, as it may be changed.
func graph(t *testing.T, change func(*config.Config)) func(query string, into any) {
	t.Helper()
	c := shared.Config()
	c.Limits.Cost, c.Limits.Deadline = 1_000_000, time.Minute
	change(c)
	a, err := app.Open(t.Context(), c, app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return func(query string, into any) {
		t.Helper()
		body, err := json.Marshal(map[string]string{"query": query})
		if err != nil {
			t.Fatal(err)
		}
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1/graphql", strings.NewReader(string(body)))
		request.Header.Set("Content-Type", "application/json")
		rec := httptest.NewRecorder()
		a.Handler().ServeHTTP(rec, request)
		answer := struct {
			Data   json.RawMessage
			Errors json.RawMessage
		}{}
		if err := json.Unmarshal(rec.Body.Bytes(), &answer); err != nil || answer.Errors != nil {
			t.Fatalf("%s\nanswers %s: %v", query, rec.Body, err)
		}
		if err := json.Unmarshal(answer.Data, into); err != nil {
			t.Fatalf("%v in %s", err, answer.Data)
		}
	}
}

type bagAnswer struct{ ShopMoney, PresentmentMoney moneyAnswer }

type moneyAnswer struct {
	Amount       decimal.Decimal
	CurrencyCode string
}

func (m moneyAnswer) is(want merchant.Money) bool {
	return m.CurrencyCode == want.Currency && m.Amount.Equal(want.Decimal())
}

func (b bagAnswer) is(want merchant.Amount) bool {
	return b.ShopMoney.is(want.Shop) && b.PresentmentMoney.is(want.Presentment)
}

// orderAnswer is what is compared of an order of the trade store or the outlet.
type orderAnswer struct {
	Name, Source, Email, Note                string
	PlacedAt                                 time.Time
	Status, PaymentStatus, FulfillmentStatus string
	Total, Subtotal, TotalTax, TotalShipping bagAnswer
	TotalDiscounts, TotalRefunded            bagAnswer
	Customer                                 *struct{ Email string }
	Payments                                 []struct{ ExternalID, Status string }
	LineItems                                struct{ Nodes []lineAnswer }
	Refunds                                  []struct {
		Amount    moneyAnswer
		CreatedAt time.Time
	}
	Fulfillments []struct {
		Tracking []struct{ Number string }
		Lines    []struct{ Quantity int }
	}
}

type lineAnswer struct {
	Title, SKU    string
	Quantity      struct{ Ordered, Fulfilled, Refunded *int }
	Total         bagAnswer
	UnitPrice     bagAnswer
	InventoryItem *struct{ SKU string }
}

const branchOrders = `{ orders(first: 100, after: %s) { pageInfo { hasNextPage endCursor } nodes { name source email note placedAt status paymentStatus fulfillmentStatus
	total { ...both } subtotal { ...both } totalTax { ...both } totalShipping { ...both } totalDiscounts { ...both } totalRefunded { ...both }
	customer { email } payments { externalId status }
	lineItems(first: 20) { nodes { title sku quantity { ordered fulfilled refunded } total { ...both } unitPrice { ...both } inventoryItem { sku } } }
	refunds { amount { amount currencyCode } createdAt } fulfillments { tracking { number } lines { quantity } } } } }
	fragment both on MoneyBag { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }`

// TestBranchesAgree: what the graph answers of every order of Magento and
// WooCommerce is what the merchant knows of it, in the order of time.
func TestBranchesAgree(t *testing.T) {
	m := shared.Merchant()
	ask := graph(t, func(c *config.Config) { c.Views.Orders.Union = []string{"trade", "outlet"} })
	want := map[string]*merchant.Order{}
	for i := range m.Orders {
		if o := &m.Orders[i]; o.Store > merchant.South {
			want[o.Name] = o
		}
	}
	all, after, last := len(want), "null", m.Now
	for more := true; more; {
		var page struct {
			Orders struct {
				PageInfo struct {
					HasNextPage bool
					EndCursor   string
				}
				Nodes []orderAnswer
			}
		}
		ask(fmt.Sprintf(branchOrders, after), &page)
		for i := range page.Orders.Nodes {
			got := &page.Orders.Nodes[i]
			o := want[got.Name]
			if o == nil {
				t.Fatalf("%s is listed, and unknown or listed before", got.Name)
			}
			delete(want, got.Name)
			if got.PlacedAt.After(last) {
				t.Errorf("%s of %v comes after %v", got.Name, got.PlacedAt, last)
			}
			last = got.PlacedAt
			checkBranchOrder(t, m, o, got)
		}
		more, after = page.Orders.PageInfo.HasNextPage, `"`+page.Orders.PageInfo.EndCursor+`"`
	}
	if len(want) > 0 || all != 1000 {
		t.Errorf("%d of %d orders are not listed", len(want), all)
	}
}

func checkBranchOrder(t *testing.T, m *merchant.Merchant, o *merchant.Order, got *orderAnswer) {
	t.Helper()
	if !got.Total.is(o.Total) || !got.TotalTax.is(o.Tax) || !got.TotalShipping.is(o.Shipping.Price) || !got.TotalDiscounts.is(o.Discount) || !got.TotalRefunded.is(o.Refunded()) {
		t.Errorf("%s: %+v, want %v with %v tax, %v refunded", o.Name, got, o.Total, o.Tax, o.Refunded())
	}
	if !got.PlacedAt.Equal(o.PlacedAt) || got.Source != m.Stores[o.Store].Name || got.Email != o.Email || got.Note != o.Note || len(got.LineItems.Nodes) != len(o.Lines) {
		t.Errorf("%s: %+v, want %+v", o.Name, got, o)
		return
	}
	if want := paymentStatus(o); got.PaymentStatus != want {
		t.Errorf("%s is %s, want %s", o.Name, got.PaymentStatus, want)
	}
	known := o.Person != merchant.Guest
	if (got.Customer != nil) != known || known && !strings.EqualFold(got.Customer.Email, m.People[o.Person].CRM.Email) {
		t.Errorf("%s of %d <%s> has the customer %v", o.Name, o.Person, o.Email, got.Customer)
	}
	checkBranchPayments(t, o, got)
	checkBranchMovements(t, o, got)
	for i := range o.Lines {
		line, l := got.LineItems.Nodes[i], &o.Lines[i]
		if line.SKU != m.SKUs[l.SKU].Code || *line.Quantity.Ordered != l.Quantity || !line.Total.is(l.Total()) || !line.UnitPrice.is(l.UnitPrice) || line.InventoryItem == nil {
			t.Errorf("%s: line %+v, want %+v", o.Name, line, l)
		}
		if n := line.Quantity.Fulfilled; n != nil && *n != o.Sent(i) || n == nil && o.Store == merchant.Trade {
			t.Errorf("%s: line %d was sent %v times, want %d", o.Name, i, n, o.Sent(i))
		}
		if n := line.Quantity.Refunded; n == nil || *n != o.Returned(i) {
			t.Errorf("%s: line %d was returned %v times, want %d", o.Name, i, n, o.Returned(i))
		}
	}
}

// paymentStatus is the canonical word for how far an order is paid.
func paymentStatus(o *merchant.Order) string {
	p, refunded := &o.Payments[0], o.Refunded()
	switch {
	case p.Status == merchant.Voided, p.Status == merchant.Failed && !o.CancelledAt.IsZero():
		return "VOIDED"
	case p.Status == merchant.Failed:
		return "FAILED"
	case p.Status == merchant.Authorized && o.Store == merchant.Trade:
		return "AUTHORIZED"
	case p.Status != merchant.Paid: // WooCommerce does not say what is reserved
		return "PENDING"
	case refunded == o.Total:
		return "REFUNDED"
	case !refunded.IsZero():
		return "PARTIALLY_REFUNDED"
	}
	return "PAID"
}

// checkBranchPayments: the gateway's payments are found whether the store notes
// them or they name the order.
func checkBranchPayments(t *testing.T, o *merchant.Order, got *orderAnswer) {
	t.Helper()
	var want []string
	for i := range o.Payments {
		if o.Payments[i].ID != "" {
			status := []string{"SUCCEEDED", "AUTHORIZED", "FAILED", "CANCELLED"}[o.Payments[i].Status]
			want = append(want, o.Payments[i].ID+" "+status)
		}
	}
	var have []string
	for _, p := range got.Payments {
		have = append(have, p.ExternalID+" "+p.Status)
	}
	if strings.Join(have, ", ") != strings.Join(want, ", ") {
		t.Errorf("%s has the payments %v, want %v (noted: %v)", o.Name, have, want, o.NotesPayment())
	}
}

func checkBranchMovements(t *testing.T, o *merchant.Order, got *orderAnswer) {
	t.Helper()
	if len(got.Refunds) != len(o.Refunds) || len(got.Fulfillments) != len(o.Fulfillments) {
		t.Errorf("%s has %d refunds and %d parcels, want %d and %d", o.Name, len(got.Refunds), len(got.Fulfillments), len(o.Refunds), len(o.Fulfillments))
		return
	}
	for i, r := range got.Refunds {
		if !r.Amount.is(o.Refunds[i].Total.Shop) || !r.CreatedAt.Equal(o.Refunds[i].At) {
			t.Errorf("%s: refund %+v, want %v at %v", o.Name, r, o.Refunds[i].Total, o.Refunds[i].At)
		}
	}
	for i, f := range got.Fulfillments {
		want, tracking := &o.Fulfillments[i], ""
		if len(f.Tracking) > 0 {
			tracking = f.Tracking[0].Number
		}
		if tracking != want.Tracking || len(f.Lines) != len(want.Lines) {
			t.Errorf("%s: parcel %+v, want %+v", o.Name, f, want)
		}
	}
}
