package view

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

// CustomerMerge merges the records of one customer by the e-mail address.
func CustomerMerge() Merge[commerce.Customer] {
	return Merge[commerce.Customer]{
		Kind:    commerce.Customers,
		Match:   "email",
		Members: commerce.CustomerMembers,
		SetMembers: func(c *commerce.Customer, members []commerce.Origin, conflicts []commerce.Conflict) {
			c.Members, c.Conflicts = members, conflicts
		},
		Attributes: []Attribute[commerce.Customer]{
			textOf("firstName", 0, func(c *commerce.Customer) *commerce.Text { return &c.FirstName }),
			textOf("lastName", 0, func(c *commerce.Customer) *commerce.Text { return &c.LastName }),
			textOf("phone", commerce.CustomerContact, func(c *commerce.Customer) *commerce.Text { return &c.Phone }),
			customerAddress(),
			customerAddresses(),
			customerState(),
			customerTags(),
			textOf("note", commerce.CustomerProfile, func(c *commerce.Customer) *commerce.Text { return &c.Note }),
			textOf("locale", commerce.CustomerProfile, func(c *commerce.Customer) *commerce.Text { return &c.Locale }),
			customerOrders(),
			customerSpent(),
			customerAttributes(),
		},
	}
}

// textOf is an attribute that is one text.
func textOf[T any](name string, group commerce.Groups, at func(*T) *commerce.Text) Attribute[T] {
	return Attribute[T]{
		Name: name, Group: group,
		Has:    func(e *T) bool { return *at(e) != "" },
		Format: func(e *T) string { return string(*at(e)) },
		Set:    func(to, from *T) { *at(to) = *at(from) },
	}
}

func customerAddress() Attribute[commerce.Customer] {
	return Attribute[commerce.Customer]{
		Name: "defaultAddress", Group: commerce.CustomerContact,
		Has:    func(c *commerce.Customer) bool { return c.DefaultAddress != nil },
		Format: func(c *commerce.Customer) string { return strings.Join(c.DefaultAddress.Formatted(), ", ") },
		Set:    func(to, from *commerce.Customer) { to.DefaultAddress = from.DefaultAddress },
	}
}

// customerAddresses can be summed to the addresses of all sources, each once.
func customerAddresses() Attribute[commerce.Customer] {
	return Attribute[commerce.Customer]{
		Name: "addresses", Group: commerce.CustomerContact,
		Has: func(c *commerce.Customer) bool { return len(c.Addresses) > 0 },
		Format: func(c *commerce.Customer) string {
			lines := make([]string, len(c.Addresses))
			for i := range c.Addresses {
				lines[i] = strings.Join(c.Addresses[i].Formatted(), ", ")
			}
			return strings.Join(lines, "; ")
		},
		Set: func(to, from *commerce.Customer) { to.Addresses = from.Addresses },
		Add: func(to, from *commerce.Customer) bool {
			to.Addresses = joined(to.Addresses, from.Addresses)
			return true
		},
	}
}

func customerState() Attribute[commerce.Customer] {
	return Attribute[commerce.Customer]{
		Name: "state", Group: commerce.CustomerProfile,
		Has: func(c *commerce.Customer) bool {
			return c.State.Value != "" && c.State.Value != commerce.CustomerStateUnknown
		},
		Format: func(c *commerce.Customer) string { return string(c.State.Value) },
		Set:    func(to, from *commerce.Customer) { to.State = from.State },
	}
}

// customerTags can be summed to the tags of all sources, each once.
func customerTags() Attribute[commerce.Customer] {
	return Attribute[commerce.Customer]{
		Name: "tags", Group: commerce.CustomerProfile,
		Has:    func(c *commerce.Customer) bool { return len(c.Tags) > 0 },
		Format: func(c *commerce.Customer) string { return strings.Join(c.Tags, ", ") },
		Set:    func(to, from *commerce.Customer) { to.Tags = from.Tags },
		Add: func(to, from *commerce.Customer) bool {
			to.Tags = joined(to.Tags, from.Tags)
			return true
		},
	}
}

func customerOrders() Attribute[commerce.Customer] {
	return Attribute[commerce.Customer]{
		Name: "ordersCount", Group: commerce.CustomerStatistics, Own: true,
		Has:    func(c *commerce.Customer) bool { return c.OrdersCount != nil },
		Format: func(c *commerce.Customer) string { return strconv.Itoa(*c.OrdersCount) },
		Set:    func(to, from *commerce.Customer) { to.OrdersCount = from.OrdersCount },
		Add: func(to, from *commerce.Customer) bool {
			sum := *to.OrdersCount + *from.OrdersCount
			to.OrdersCount = &sum
			return true
		},
	}
}

// customerSpent is added where the currencies are one; they are never mixed.
func customerSpent() Attribute[commerce.Customer] {
	return Attribute[commerce.Customer]{
		Name: "totalSpent", Group: commerce.CustomerStatistics, Own: true,
		Has:    func(c *commerce.Customer) bool { return c.TotalSpent != nil },
		Format: func(c *commerce.Customer) string { return fmt.Sprint(c.TotalSpent) },
		Set:    func(to, from *commerce.Customer) { to.TotalSpent = from.TotalSpent },
		Add: func(to, from *commerce.Customer) bool {
			sum, err := to.TotalSpent.Add(*from.TotalSpent)
			if err != nil {
				return false
			}
			to.TotalSpent = &sum
			return true
		},
	}
}

// customerAttributes can be summed to the attributes of all sources.
func customerAttributes() Attribute[commerce.Customer] {
	return Attribute[commerce.Customer]{
		Name: "attributes", Group: commerce.CustomerAttributes,
		Has: func(c *commerce.Customer) bool { return len(c.Attributes) > 0 },
		Format: func(c *commerce.Customer) string {
			keys := make([]string, len(c.Attributes))
			for i, a := range c.Attributes {
				keys[i] = a.Key
			}
			return strings.Join(keys, ", ")
		},
		Set: func(to, from *commerce.Customer) { to.Attributes = from.Attributes },
		Add: func(to, from *commerce.Customer) bool {
			to.Attributes = joined(to.Attributes, from.Attributes)
			return true
		},
	}
}

// joined returns the elements of both lists, each once, in a new list.
func joined[E comparable](a, b []E) []E {
	out := make([]E, 0, len(a)+len(b))
	seen := make(map[E]bool, len(a)+len(b))
	for _, list := range [][]E{a, b} {
		for _, e := range list {
			if !seen[e] {
				seen[e] = true
				out = append(out, e)
			}
		}
	}
	return out
}
