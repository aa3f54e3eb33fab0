package stripe_test

import (
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/stripe"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// restricted opens an account with one payment and one customer by a key of these rights alone.
func restricted(t *testing.T, rights []string) *sources.Source {
	t.Helper()
	const key = "rk_test_1"
	var permissions []stripesim.Permission
	for _, right := range rights {
		permissions = append(permissions, stripesim.Permission(right))
	}
	u := simulate(t, stripesim.Options{RestrictedKeys: map[string][]stripesim.Permission{key: permissions}})
	must[stripesim.Customer](t)(u.PutCustomer(stripesim.Customer{ID: "cus_1", Created: epoch}))
	must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(stripesim.PaymentIntent{
		ID: "pi_1", Amount: 1000, Currency: "eur", Created: epoch, Charges: []stripesim.Charge{{ID: "ch_1"}},
	}))
	must[stripesim.Refund](t)(u.PutRefund(stripesim.Refund{Charge: "ch_1", Amount: 100, Created: epoch}))
	return u.open(t, func(c *stripe.Config) { c.SecretKey = key })
}

func TestRightsAreThoseThatAreSaid(t *testing.T) {
	sourcetest.Rights(t, stripe.About(), commerce.Customers, func(t *testing.T, rights []string) sources.Collection[commerce.Customer] {
		return restricted(t, rights).Customers
	})
	sourcetest.Rights(t, stripe.About(), commerce.Payments, func(t *testing.T, rights []string) sources.Collection[commerce.Payment] {
		return restricted(t, rights).Payments
	})
}
