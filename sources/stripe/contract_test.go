package stripe_test

import (
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

func TestPayments(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness[commerce.Payment]{
		Kind: commerce.Payments,
		Make: makePayment,
		Open: func(t *testing.T, seed []*commerce.Payment) sources.Collection[commerce.Payment] {
			u := simulate(t, stripesim.Options{})
			u.putPayments(t, seed...)
			return u.open(t).Payments
		},
		Change: func(t *testing.T, seed []*commerce.Payment) (sources.Collection[commerce.Payment], sourcetest.Changes[commerce.Payment]) {
			u := simulate(t, stripesim.Options{})
			u.putPayments(t, seed...)
			return u.open(t).Payments, sourcetest.Changes[commerce.Payment]{
				Put:    func(e *commerce.Payment) { u.putPayments(t, e) },
				Delete: func(commerce.ID) {}, // Stripe deletes no payment
			}
		},
		Faults:      faults(seedPayment, func(s *sources.Source) sources.Collection[commerce.Payment] { return s.Payments }),
		UnknownWord: unknownPayment,
		States:      func(p *commerce.Payment) []commerce.StateInfo { return []commerce.StateInfo{p.StatusInfo()} },
	})
}

func TestCustomers(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness[commerce.Customer]{
		Kind: commerce.Customers,
		Make: makeCustomer,
		Open: func(t *testing.T, seed []*commerce.Customer) sources.Collection[commerce.Customer] {
			u := simulate(t, stripesim.Options{})
			u.putCustomers(t, seed...)
			return u.open(t).Customers
		},
		Change: func(t *testing.T, seed []*commerce.Customer) (sources.Collection[commerce.Customer], sourcetest.Changes[commerce.Customer]) {
			u := simulate(t, stripesim.Options{})
			u.putCustomers(t, seed...)
			return u.open(t).Customers, sourcetest.Changes[commerce.Customer]{
				Put:    func(e *commerce.Customer) { u.putCustomers(t, e) },
				Delete: func(id commerce.ID) { _ = u.DeleteCustomer(id.Key) }, // it may be deleted already
			}
		},
		Faults: faults(seedCustomer, func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers }),
	})
}

// makePayment returns a payment with all that Stripe can hold, which has no
// time of the last change and one mode for all payments of a key.
func makePayment(i int) *commerce.Payment {
	p := sourcetest.MakePayment(name, i)
	p.ID.Key = "pi_" + p.ID.Key
	p.UpdatedAt, p.Test = time.Time{}, true
	if !p.Customer.ID.IsZero() {
		p.Customer.ID.Key = "cus_" + p.Customer.ID.Key
	}
	return p
}

// makeCustomer returns a customer with all that Stripe can hold: one name that
// reads as first and last name do, and no state and tags.
func makeCustomer(i int) *commerce.Customer {
	c := sourcetest.MakeCustomer(name, i)
	c.ID.Key = "cus_" + c.ID.Key
	c.UpdatedAt = time.Time{}
	c.State, c.Tags = commerce.State[commerce.CustomerState]{}, nil
	if c.LastName == "" {
		c.FirstName, c.LastName = "", c.FirstName
	}
	return c
}

var stripeStatus = map[commerce.PaymentStatus]string{
	commerce.PaymentStatusSucceeded:      "succeeded",
	commerce.PaymentStatusRequiresAction: "requires_action",
	commerce.PaymentStatusCancelled:      "canceled",
}

func (u *upstream) putPayments(t testing.TB, payments ...*commerce.Payment) {
	t.Helper()
	for _, p := range payments {
		in := stripesim.PaymentIntent{
			ID: p.ID.Key, Created: p.CreatedAt, Status: stripeStatus[p.StatusValue()],
			Amount: minor(p.Amount), Currency: strings.ToLower(p.Amount.Currency),
			Customer: p.Customer.ID.Key, ReceiptEmail: string(p.Customer.Email),
		}
		if len(p.OrderNames) > 0 {
			in.Metadata = map[string]string{"order_name": p.OrderNames[0]}
		}
		if in.Customer != "" {
			must[stripesim.Customer](t)(u.PutCustomer(stripesim.Customer{ID: in.Customer, Created: epoch}))
		}
		must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(in))
	}
}

// minor returns an amount in the smallest unit that the makers' currencies have.
func minor(m commerce.Money) int64 {
	return m.Amount.Wide().Shift(commerce.MinorUnits(m.Currency)).IntPart()
}

func (u *upstream) putCustomers(t testing.TB, customers ...*commerce.Customer) {
	t.Helper()
	for _, c := range customers {
		w := stripesim.Customer{
			ID: c.ID.Key, Created: c.CreatedAt, Email: string(c.Email), Name: string(c.DisplayName()),
			Phone: string(c.Phone), Description: string(c.Note),
		}
		if c.FirstName == "" && c.LastName == "" {
			w.Name = ""
		}
		if c.Locale != "" {
			w.PreferredLocales = []string{string(c.Locale)}
		}
		if a := c.DefaultAddress; a != nil {
			w.Address = &stripesim.Address{
				Line1: string(a.Address1), City: string(a.City), PostalCode: string(a.Zip), Country: string(a.CountryCode),
			}
		}
		must[stripesim.Customer](t)(u.PutCustomer(w))
	}
}

func unknownPayment(t *testing.T) (sources.Collection[commerce.Payment], commerce.ID) {
	u := simulate(t, stripesim.Options{})
	u.judged = false // the word is in no specification
	in := must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(stripesim.PaymentIntent{
		Amount: 100, Currency: "eur", Status: sourcetest.UnknownWord,
	}))
	return u.open(t).Payments, commerce.ID{Source: name, Key: in.ID}
}

func seedPayment(t *testing.T, u *upstream)  { u.putPayments(t, makePayment(0)) }
func seedCustomer(t *testing.T, u *upstream) { u.putCustomers(t, makeCustomer(0)) }

// faults opens the collection of a source that misbehaves: the simulation
// where it can, else a server that sends the secret which no error may repeat.
func faults[T any](seed func(*testing.T, *upstream), of func(*sources.Source) sources.Collection[T]) map[sourcetest.Fault]func(*testing.T) sources.Collection[T] {
	simulated := func(f stripesim.Fault) func(*testing.T) sources.Collection[T] {
		return func(t *testing.T) sources.Collection[T] {
			u := simulate(t, stripesim.Options{})
			u.judged = false
			seed(t, u)
			u.AddFault(f)
			return of(u.open(t))
		}
	}
	answered := func(status int, body string) func(*testing.T) sources.Collection[T] {
		return func(t *testing.T) sources.Collection[T] { return of(respond(t, status, body)) }
	}
	failing := func(code string) string {
		return `{"error":{"type":"` + sourcetest.Secret + `","code":"` + code + `","message":"` + sourcetest.Secret + `","param":"` + sourcetest.Secret + `"}}`
	}
	return map[sourcetest.Fault]func(*testing.T) sources.Collection[T]{
		sourcetest.ServerError:     answered(http.StatusInternalServerError, failing("")),
		sourcetest.Unauthorized:    answered(http.StatusUnauthorized, failing("")),
		sourcetest.TooManyRequests: simulated(stripesim.Fault{Kind: stripesim.FaultRateLimited, RetryAfter: 2 * time.Second}),
		sourcetest.MalformedBody:   answered(http.StatusOK, `{"id":{"`+sourcetest.Secret+`":1},"data":"`+sourcetest.Secret+`"}`),
		sourcetest.TruncatedBody:   simulated(stripesim.Fault{Kind: stripesim.FaultTruncated}),
		sourcetest.OversizedBody:   simulated(stripesim.Fault{Kind: stripesim.FaultOversized, Size: 9 << 20}),
		sourcetest.Hang:            simulated(stripesim.Fault{Kind: stripesim.FaultHang}),
		sourcetest.Reset:           simulated(stripesim.Fault{Kind: stripesim.FaultReset}),
		sourcetest.Refused: func(t *testing.T) sources.Collection[T] {
			return of(openAt(t, "http://"+unused(t)))
		},
	}
}

// unused returns an address at which nothing listens.
func unused(t *testing.T) string {
	t.Helper()
	listener := must[net.Listener](t)(net.Listen("tcp", "127.0.0.1:0"))
	address := listener.Addr().String()
	if err := errors.Join(listener.Close()); err != nil {
		t.Fatal(err)
	}
	return address
}

func TestOpenRefuses(t *testing.T) {
	for _, c := range openRefusals {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

func TestTraitsAreHonest(t *testing.T) {
	source := simulate(t, stripesim.Options{}).open(t)
	for _, traits := range []sources.Traits{source.Payments.Traits(), source.Customers.Traits()} {
		if traits.Reversible || !traits.Stable {
			t.Errorf("reversible %v, stable %v", traits.Reversible, traits.Stable)
		}
		if want := []sources.Sort{{Field: "createdAt", Desc: true}}; !slices.Equal(traits.Sorts, want) {
			t.Errorf("sorts are %v, want %v", traits.Sorts, want)
		}
	}
}
