package sqldb

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// customers maps columns to customers.
func customers() spec[commerce.Customer] {
	type T = commerce.Customer
	attributes := []attribute[T]{
		text("firstName", "firstName", func(c *T) *commerce.Text { return &c.FirstName }),
		text("lastName", "lastName", func(c *T) *commerce.Text { return &c.LastName }),
		folded("email", "email", func(c *T, v commerce.Text) { c.Email = v }),
		text("phone", "phone", func(c *T) *commerce.Text { return &c.Phone }),
		state("state", "state", customerStates(), func(c *T) *commerce.State[commerce.CustomerState] { return &c.State }),
		list("tags", func(c *T) *[]string { return &c.Tags }),
		text("note", "", func(c *T) *commerce.Text { return &c.Note }),
		text("locale", "", func(c *T) *commerce.Text { return &c.Locale }),
		maybeCount("ordersCount", func(c *T) **int { return &c.OrdersCount }),
		maybeAmount("totalSpent", func(c *T) **commerce.Money { return &c.TotalSpent }),
		text("url", "", func(c *T) *commerce.Text { return &c.URL }),
		instant("createdAt", "createdAt", func(c *T) *time.Time { return &c.CreatedAt }),
		instant("updatedAt", "updatedAt", func(c *T) *time.Time { return &c.UpdatedAt }),
	}
	return spec[T]{
		key: "customers", kind: commerce.Customers, lead: "totalSpent",
		attributes: append(attributes, address("defaultAddress.", "country", func(c *T) **commerce.Address { return &c.DefaultAddress })...),
		children: []childSpec[T]{
			words("tags", commerce.CustomerProfile, "tag", func(c *T) *[]string { return &c.Tags }),
			child("addresses", commerce.CustomerContact, part[commerce.Address]{
				attributes: address("", "", func(a *commerce.Address) **commerce.Address { return &a }),
			}, nil, func(c *T, rows []*commerce.Address) {
				for _, a := range rows {
					c.Addresses = append(c.Addresses, *a)
				}
			}),
		},
		finish: func(c *T) {
			if c.DefaultAddress != nil && len(c.Addresses) == 0 {
				c.Addresses = []commerce.Address{*c.DefaultAddress}
			}
		},
	}
}
