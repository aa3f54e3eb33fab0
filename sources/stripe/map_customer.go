package stripe

import (
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

// customer translates a customer. All that Stripe knows comes with each one;
// it keeps no account states, tags, counts of orders and sums.
func (r *reader) customer(w *customer) (*commerce.Customer, error) {
	switch {
	case !isKey(w.ID, "cus_"):
		return nil, broken("id")
	case !w.Created.OK:
		return nil, broken("created")
	case !w.Livemode.OK:
		return nil, broken("livemode")
	}
	c := &commerce.Customer{
		Origin:    r.origin("Customer", w.ID, commerce.Customers.AllGroups()),
		Email:     commerce.Text(w.Email),
		CreatedAt: instant(w.Created.Value),
		Phone:     commerce.Text(w.Phone),
		Note:      commerce.Text(w.Description),
	}
	c.URL = r.dashboard(w.Livemode.Value, "customers", w.ID)
	c.FirstName, c.LastName = names(w.Name, w.BusinessName)
	if len(w.PreferredLocales) > 0 {
		c.Locale = commerce.Text(w.PreferredLocales[0])
	}
	c.DefaultAddress = w.Address.as(w.Name, w.BusinessName, w.Phone)
	if c.DefaultAddress != nil {
		c.Addresses = append(c.Addresses, *c.DefaultAddress)
	}
	if a := w.Shipping.Address.as(w.Shipping.Name, "", w.Shipping.Phone); a != nil {
		c.Addresses = append(c.Addresses, *a)
	}
	return c, nil
}

// names divides Stripe's one name at its first space. A single word, and a name
// that is the company's, is a last name: together the two always read as
// Stripe has it.
func names(name, business string) (first, last commerce.Text) {
	name = strings.TrimSpace(name)
	if before, after, ok := strings.Cut(name, " "); ok && name != strings.TrimSpace(business) {
		return commerce.Text(before), commerce.Text(strings.TrimSpace(after))
	}
	return "", commerce.Text(name)
}

// as returns the address with the name of who lives there; nil when nothing of it is known.
func (a *address) as(name, business, phone string) *commerce.Address {
	if *a == (address{}) {
		return nil
	}
	out := &commerce.Address{
		Company:     commerce.Text(business),
		Address1:    commerce.Text(a.Line1),
		Address2:    commerce.Text(a.Line2),
		City:        commerce.Text(a.City),
		Province:    commerce.Text(a.State),
		Zip:         commerce.Text(a.PostalCode),
		CountryCode: commerce.Text(a.Country),
		Phone:       commerce.Text(phone),
	}
	out.FirstName, out.LastName = names(name, business)
	if business != "" && out.LastName == commerce.Text(strings.TrimSpace(business)) {
		out.LastName = ""
	}
	return out
}
