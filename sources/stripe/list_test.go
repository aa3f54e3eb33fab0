package stripe_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

func byCustomers(keys ...string) sources.Predicate {
	p := sources.Predicate{Field: "customer", Op: sources.Eq}
	for _, key := range keys {
		p.Values = append(p.Values, commerce.String(name+":"+key))
	}
	return p
}

// walk lists to the end and returns the keys.
func walk[T any](t *testing.T, c sources.Collection[T], kind commerce.Kind[T], q sources.Query) []string {
	t.Helper()
	var out []string
	for range 1000 {
		page, err := c.Query(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, keysOf(kind, page)...)
		if !page.HasNext {
			return out
		}
		q.After = page.End.Cursor()
	}
	t.Fatal("the listing does not end")
	return nil
}

// TestCustomersTogether lists the payments of several customers, many of the same second.
func TestCustomersTogether(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	var want []string
	for i := range 120 {
		customer := fmt.Sprintf("cus_%d", i%4)
		must[stripesim.Customer](t)(u.PutCustomer(stripesim.Customer{ID: customer, Created: epoch}))
		in := must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(stripesim.PaymentIntent{
			ID: fmt.Sprintf("pi_%03d", i), Created: epoch.Add(time.Duration(i/30) * time.Second), Amount: 1, Currency: "eur", Customer: customer,
		}))
		if i%4 != 3 {
			want = append(want, in.ID)
		}
	}
	c := u.open(t).Payments
	for _, size := range []int{3, 7, 100} {
		q := sources.Query{Where: []sources.Predicate{byCustomers("cus_0", "cus_1", "cus_2", "cus_none")}, First: size, Sort: sources.Sort{Field: "createdAt", Desc: true}}
		got := walk(t, c, commerce.Payments, q)
		if !slices.Equal(slices.Sorted(slices.Values(got)), want) {
			t.Errorf("pages of %d: %d payments, want %d, each once", size, len(got), len(want))
		}
		for i := 1; i < len(got); i++ {
			if second(got[i-1]) < second(got[i]) {
				t.Errorf("pages of %d: %s comes before %s", size, got[i-1], got[i])
			}
		}
	}
	both := sources.Query{Where: []sources.Predicate{byCustomers("cus_0", "cus_1"), byCustomers("cus_1", "cus_2")}, First: 100}
	if got := walk(t, c, commerce.Payments, both); len(got) != 30 {
		t.Errorf("the customer of both conditions has %d payments, want 30", len(got))
	}
}

// second is when TestCustomersTogether created the payment.
func second(key string) int {
	i, err := strconv.Atoi(strings.TrimPrefix(key, "pi_"))
	if err != nil {
		return -1
	}
	return i / 30
}

// TestGoesOnAfterWhatIsGone: the object of a cursor was deleted, among others of its second.
func TestGoesOnAfterWhatIsGone(t *testing.T) {
	for _, size := range []int{1, 3, 5} {
		u := simulate(t, stripesim.Options{})
		for i := range 12 {
			must[stripesim.Customer](t)(u.PutCustomer(stripesim.Customer{ID: fmt.Sprintf("cus_%02d", i), Created: epoch.Add(time.Duration(i/6) * time.Second)}))
		}
		c := u.open(t).Customers
		all := walk(t, c, commerce.Customers, sources.Query{First: 100})
		q := sources.Query{First: size}
		for at := size; at < len(all); at += size {
			page, err := c.Query(t.Context(), q)
			if err != nil || !slices.Equal(keysOf(commerce.Customers, page), all[at-size:at]) {
				t.Fatalf("pages of %d: %v, want %v, error %v", size, keysOf(commerce.Customers, page), all[at-size:at], err)
			}
			q.After = page.End.Cursor()
			if err := u.DeleteCustomer(all[at-1]); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestDeletedCustomerIsMissing(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	u.putCustomers(t, makeCustomer(0), makeCustomer(1))
	if err := u.DeleteCustomer("cus_1001"); err != nil {
		t.Fatal(err)
	}
	ids := []commerce.ID{{Source: name, Key: "cus_1001"}, {Source: name, Key: "cus_1002"}, {Source: name, Key: "cus_gone"}}
	found, err := u.open(t).Customers.Get(t.Context(), ids, commerce.Customers.AllGroups())
	if err != nil || len(found) != 1 || found[ids[1]] == nil {
		t.Errorf("found %v, error %v", found, err)
	}
}

// TestEmailsInAnySpelling: Stripe keeps addresses as they were written.
func TestEmailsInAnySpelling(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	for key, email := range map[string]string{"cus_1": "Ada@Example.com", "cus_2": "ada@example.COM", "cus_3": "ada@example.com.au", "cus_4": "o'ada@example.com"} {
		must[stripesim.Customer](t)(u.PutCustomer(stripesim.Customer{ID: key, Created: epoch, Email: email}))
	}
	values := []string{"ADA@example.com", "o'ada@example.com", "ada", "", "nobody@example.com"}
	pages, err := u.open(t).Customers.Find(t.Context(), "email", values, sources.Query{First: 1})
	if err != nil {
		t.Fatal(err)
	}
	first := pages[values[0]]
	if !first.HasNext || len(first.Items) != 1 || len(pages[values[1]].Items) != 1 || pages[values[1]].HasNext {
		t.Errorf("pages %+v", pages)
	}
	for _, value := range values[2:] {
		if len(pages[value].Items) > 0 {
			t.Errorf("%q finds %v", value, keysOf(commerce.Customers, pages[value]))
		}
	}
}

func TestCustomerMapping(t *testing.T) {
	u := simulate(t, stripesim.Options{Livemode: true})
	address := &stripesim.Address{Line1: "1 High St", Line2: "Flat 2", City: "Leeds", State: "West Yorkshire", PostalCode: "LS1", Country: "GB"}
	must[stripesim.Customer](t)(u.PutCustomer(stripesim.Customer{
		ID: "cus_1", Created: epoch, Name: "Ludwig van Beethoven", Phone: "+441", Description: "deaf", PreferredLocales: []string{"de", "en"},
		Address: address, Shipping: &stripesim.Shipping{Name: "Therese", Phone: "+442", Address: *address},
	}))
	must[stripesim.Customer](t)(u.PutCustomer(stripesim.Customer{ID: "cus_2", Created: epoch, Name: "Acme Bath Ltd", BusinessName: "Acme Bath Ltd", Address: address}))
	ids := []commerce.ID{{Source: name, Key: "cus_1"}, {Source: name, Key: "cus_2"}}
	found, err := u.open(t).Customers.Get(t.Context(), ids, 0)
	if err != nil || len(found) != 2 {
		t.Fatalf("found %v, error %v", found, err)
	}
	c := found[ids[0]]
	if c.FirstName != "Ludwig" || c.LastName != "van Beethoven" || c.DisplayName() != "Ludwig van Beethoven" || c.Note != "deaf" || c.Locale != "de" || c.Phone != "+441" {
		t.Errorf("%+v", c)
	}
	want := commerce.Address{FirstName: "Ludwig", LastName: "van Beethoven", Address1: "1 High St", Address2: "Flat 2", City: "Leeds", Province: "West Yorkshire", Zip: "LS1", CountryCode: "GB", Phone: "+441"}
	if *c.DefaultAddress != want || len(c.Addresses) != 2 || c.Addresses[1].LastName != "Therese" || c.Addresses[1].Phone != "+442" {
		t.Errorf("addresses %+v", c.Addresses)
	}
	if c.URL != "https://dashboard.stripe.com/customers/cus_1" || c.StateValue() != commerce.CustomerStateUnknown || c.OrdersCount != nil {
		t.Errorf("%+v", c)
	}
	acme := found[ids[1]]
	if acme.FirstName != "" || acme.LastName != "Acme Bath Ltd" || acme.DefaultAddress.Company != "Acme Bath Ltd" || acme.DefaultAddress.LastName != "" {
		t.Errorf("%+v, %+v", acme, acme.DefaultAddress)
	}
}
