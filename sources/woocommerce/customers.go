package woocommerce

import (
	"context"
	"net/url"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// customers are the users of WordPress, of any role: by default the API shows
// only those of the role customer, and others buy, too. Guests have no record.
func customers(c *client) resource[commerce.Customer, customerWire] {
	return resource[commerce.Customer, customerWire]{
		kind:    commerce.Customers,
		noun:    "customers",
		decode:  (*customerWire).decode,
		head:    func(w *customerWire) *head { return &w.head },
		filters: map[string]sources.Op{"email": sources.Eq},
		joins:   []string{"email"},
		lanes: func(want commerce.Groups, where []sources.Predicate) []lane {
			base := lane{path: "/customers", query: customerQuery(want)}
			if addresses, filtered := valuesOf(where, "email"); filtered {
				return split(base, "email", addresses)
			}
			return []lane{base}
		},
		hidden: func(*customerWire, []sources.Predicate) bool { return false },
		lookup: func(ctx context.Context, op string, ids []int64, want commerce.Groups) ([]*customerWire, error) {
			return byIDs(ctx, c, op, "/customers", customerQuery(want), ids, (*customerWire).decode)
		},
		read: func(_ context.Context, _ string, wires []*customerWire, want commerce.Groups) ([]result[commerce.Customer], error) {
			reading := commerce.ReadNow()
			out := make([]result[commerce.Customer], len(wires))
			for i, w := range wires {
				r := &reader{client: c, reading: reading, holds: want}
				node := r.customer(w)
				if out[i].broken = r.broken; r.broken == "" {
					out[i].node = node
				}
			}
			return out, nil
		},
	}
}

func customerQuery(want commerce.Groups) url.Values {
	fields := "id,email,first_name,last_name,date_created_gmt,date_modified_gmt"
	if want.Has(commerce.CustomerContact) {
		fields += ",billing,shipping"
	}
	if want.Has(commerce.CustomerAttributes) {
		fields += metaFields
	}
	return url.Values{"role": {"all"}, "_fields": {fields}}
}

func (r *reader) customer(w *customerWire) *commerce.Customer {
	c := &commerce.Customer{
		Origin:    r.origin(&w.head, "customer", "user-edit.php?user_id="+keyOf(w.ID)),
		FirstName: commerce.Text(w.FirstName),
		LastName:  commerce.Text(w.LastName),
		Email:     commerce.Text(w.Email),
		CreatedAt: w.Created,
		// WordPress keeps no state of an account: who is there may log in.
		State: derived(commerce.CustomerStateEnabled),
	}
	if r.holds.Has(commerce.CustomerAttributes) {
		c.Attributes = attributes(w.Meta)
	}
	if r.holds.Has(commerce.CustomerContact) {
		r.contact(c, w)
	}
	return c
}

func (r *reader) contact(c *commerce.Customer, w *customerWire) {
	c.Phone = commerce.Text(w.Billing.Phone)
	billing, shipping := address(&w.Billing), address(&w.Shipping)
	if c.DefaultAddress = billing; billing == nil {
		c.DefaultAddress = shipping
	}
	for _, a := range []*commerce.Address{billing, shipping} {
		if a != nil && (len(c.Addresses) == 0 || c.Addresses[0] != *a) {
			c.Addresses = append(c.Addresses, *a)
		}
	}
}
