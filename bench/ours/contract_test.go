package ours_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/bench/ours"
	"github.com/galleria-graph/galleria/bench/upstream"
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

const name = "shop"

// seeds is what the harnesses choose their entities from.
var seeds = upstream.Generate(upstream.Size{Customers: 30, Orders: 30, Items: 30})

// part returns the upstream's records of these ids, which count from 1.
func part[T, R any](kind commerce.Kind[T], seed []*T, records []R) []R {
	var out []R
	for _, e := range seed {
		n, err := strconv.Atoi(kind.ID(e).Key)
		if err != nil {
			panic(err) // the makers below make no such key
		}
		out = append(out, records[n-1])
	}
	return out
}

func serve(t *testing.T, h http.Handler) *sources.Source {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return connect(t, server.URL)
}

func connect(t *testing.T, address string) *sources.Source {
	t.Helper()
	source := ours.Open(address, name)
	t.Cleanup(func() { _ = source.Close() })
	return source
}

func origin(id int64) commerce.Origin {
	return commerce.Origin{ID: commerce.ID{Source: name, Key: strconv.FormatInt(id, 10)}}
}

func exactly[E ~string](e E) commerce.State[E] {
	return commerce.State[E]{Value: e, Mapping: commerce.MappingExact}
}

func money(a upstream.Amount) commerce.Money {
	m, err := commerce.ParseMoney(a.String(), "GBP")
	if err != nil {
		panic(err) // the upstream's amounts are numbers
	}
	return m
}

func TestCustomers(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness[commerce.Customer]{
		Kind: commerce.Customers,
		Make: func(i int) *commerce.Customer {
			c := seeds.Customers[i]
			out := &commerce.Customer{
				Origin: origin(c.ID), FirstName: commerce.Text(c.FirstName), LastName: commerce.Text(c.LastName), Email: commerce.Text(c.Email),
				CreatedAt: c.CreatedAt, Phone: commerce.Text(c.Phone), Tags: c.Tags,
			}
			out.UpdatedAt = c.UpdatedAt
			return out
		},
		Open: func(t *testing.T, seed []*commerce.Customer) sources.Collection[commerce.Customer] {
			return serve(t, upstream.New(&upstream.Data{Customers: part(commerce.Customers, seed, seeds.Customers)}, 0)).Customers
		},
		Faults: faults(func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers }),
	})
}

func makeOrder(i int) *commerce.Order {
	o := seeds.Orders[i]
	out := &commerce.Order{
		Origin: origin(o.ID), Name: o.Name, PlacedAt: o.PlacedAt, Email: commerce.Text(o.Email),
		Status:            exactly(commerce.OrderStatusOpen),
		PaymentStatus:     exactly(commerce.OrderPaymentStatusPaid),
		FulfillmentStatus: exactly(commerce.OrderFulfillmentStatusUnfulfilled),
		Tags:              o.Tags, Total: commerce.SingleCurrency(money(o.Total)),
	}
	out.UpdatedAt = o.UpdatedAt
	out.Customer.ID = origin(o.Customer).ID
	for _, l := range o.Lines {
		out.LineItems = append(out.LineItems, &commerce.LineItem{Origin: origin(l.ID), SKU: commerce.Text(l.SKU)})
	}
	return out
}

func TestOrders(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness[commerce.Order]{
		Kind: commerce.Orders,
		Make: makeOrder,
		Open: func(t *testing.T, seed []*commerce.Order) sources.Collection[commerce.Order] {
			return serve(t, upstream.New(&upstream.Data{Orders: part(commerce.Orders, seed, seeds.Orders)}, 0)).Orders
		},
		Faults: faults(func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders }),
		UnknownWord: func(t *testing.T) (sources.Collection[commerce.Order], commerce.ID) {
			o := seeds.Orders[0]
			o.Status = sourcetest.UnknownWord
			return serve(t, upstream.New(&upstream.Data{Orders: []upstream.Order{o}}, 0)).Orders, origin(o.ID).ID
		},
		States: func(o *commerce.Order) []commerce.StateInfo { return o.StatusInfo() },
	})
}

// What the suite does not compare: amounts, lines and the payments that are named.
func TestOrderHoldsWhatWasAskedFor(t *testing.T) {
	c := serve(t, upstream.New(seeds, 0)).Orders
	for i, seed := range seeds.Orders {
		id := makeOrder(i).ID
		found, err := c.Get(t.Context(), []commerce.ID{id}, commerce.OrderLines|commerce.OrderTransactions)
		if err != nil || found[id] == nil {
			t.Fatal(err)
		}
		o := found[id]
		if len(o.LineItems) != len(seed.Lines) || len(o.Transactions) != len(seed.Transactions) {
			t.Fatalf("%s: %d lines, %d transactions", id, len(o.LineItems), len(o.Transactions))
		}
		for n, l := range o.LineItems {
			want := seed.Lines[n]
			if l.Title != want.Title || l.Quantity.Ordered != want.Quantity || l.UnitPrice.Shop.String() != want.Price.String()+" GBP" || l.Total.Shop.String() != want.Total.String()+" GBP" {
				t.Errorf("%s: line %d is %+v, want %+v", id, n, l, want)
			}
		}
		for n, transaction := range o.Transactions {
			want := seed.Transactions[n]
			if string(transaction.PaymentReference) != fmt.Sprint(want.Payment) || transaction.Amount.String() != want.Amount.String()+" GBP" {
				t.Errorf("%s: transaction %d is %+v, want %+v", id, n, transaction, want)
			}
		}
		if o.Total.Shop.String() != seed.Total.String()+" GBP" || o.Subtotal.Shop.String() != seed.Subtotal.String()+" GBP" || o.TotalTax.Shop.String() != seed.Tax.String()+" GBP" {
			t.Errorf("%s: total %v, subtotal %v, tax %v", id, o.Total, o.Subtotal, o.TotalTax)
		}
		plain, err := c.Get(t.Context(), []commerce.ID{id}, 0)
		if err != nil || plain[id].LineItems != nil || plain[id].Transactions != nil {
			t.Errorf("%s: parts that nobody asked for are there, error %v", id, err)
		}
	}
}

func TestPayments(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness[commerce.Payment]{
		Kind: commerce.Payments,
		Make: func(i int) *commerce.Payment {
			p := seeds.Payments[i]
			return &commerce.Payment{
				Origin: origin(p.ID), Status: exactly(commerce.PaymentStatusSucceeded), Amount: money(p.Amount), CreatedAt: p.CreatedAt, OrderNames: []string{p.OrderName},
			}
		},
		Open: func(t *testing.T, seed []*commerce.Payment) sources.Collection[commerce.Payment] {
			return serve(t, upstream.New(&upstream.Data{Payments: part(commerce.Payments, seed, seeds.Payments)}, 0)).Payments
		},
		Faults: faults(func(s *sources.Source) sources.Collection[commerce.Payment] { return s.Payments }),
	})
}

func TestInventoryItems(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness[commerce.InventoryItem]{
		Kind: commerce.InventoryItems,
		Make: func(i int) *commerce.InventoryItem {
			item := seeds.Items[i]
			out := &commerce.InventoryItem{Origin: origin(item.ID), SKU: commerce.Text(item.SKU)}
			out.UpdatedAt = item.UpdatedAt
			return out
		},
		Open: func(t *testing.T, seed []*commerce.InventoryItem) sources.Collection[commerce.InventoryItem] {
			return serve(t, upstream.New(&upstream.Data{Items: part(commerce.InventoryItems, seed, seeds.Items)}, 0)).InventoryItems
		},
		Faults: faults(func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems }),
	})
}

// faults opens collections of upstreams that misbehave.
func faults[T any](of func(*sources.Source) sources.Collection[T]) map[sourcetest.Fault]func(t *testing.T) sources.Collection[T] {
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "7")
			http.Error(w, sourcetest.Secret, code)
		}
	}
	handlers := map[sourcetest.Fault]http.HandlerFunc{
		sourcetest.ServerError:     status(http.StatusInternalServerError),
		sourcetest.Unauthorized:    status(http.StatusUnauthorized),
		sourcetest.TooManyRequests: status(http.StatusTooManyRequests),
		sourcetest.MalformedBody: func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `{"rows":[{"id":%q}]}`, sourcetest.Secret)
		},
		sourcetest.TruncatedBody: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, `{"rows":[`)
		},
		sourcetest.OversizedBody: func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.Copy(w, strings.NewReader(strings.Repeat(" ", 9<<20))) // the client goes before the end
		},
		sourcetest.Hang: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		sourcetest.Reset: func(w http.ResponseWriter, _ *http.Request) {
			if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
				_ = conn.Close()
			}
		},
	}
	out := map[sourcetest.Fault]func(t *testing.T) sources.Collection[T]{
		sourcetest.Refused: func(t *testing.T) sources.Collection[T] {
			server := httptest.NewServer(http.NotFoundHandler())
			server.Close()
			return of(connect(t, server.URL))
		},
	}
	for fault, handler := range handlers {
		out[fault] = func(t *testing.T) sources.Collection[T] { return of(serve(t, handler)) }
	}
	return out
}
