package woocommercesim

import (
	"cmp"
	"crypto/md5"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Customer is a registered user of the site.
type Customer struct {
	ID                  int
	Created, Modified   time.Time
	Email               string
	FirstName, LastName string
	Role                string // customer when empty
	Username            string // from the e-mail address when empty
	Billing, Shipping   Address
	Meta                []Meta
}

func (c Customer) clone() Customer {
	c.Meta = slices.Clone(c.Meta)
	return c
}

// displayName is what lists are sorted by.
func (c *Customer) displayName() string {
	return cmp.Or(strings.TrimSpace(c.FirstName+" "+c.LastName), c.Username)
}

func (q *query) customer(c *Customer) object {
	avatar := fmt.Sprintf("https://secure.gravatar.com/avatar/%x?s=96", md5.Sum([]byte(strings.ToLower(c.Email))))
	rendered := slices.Concat(
		object{{"id", c.ID}}, q.sim.dates("date_created", c.Created), q.sim.dates("date_modified", c.Modified),
		object{
			{"email", c.Email}, {"first_name", c.FirstName}, {"last_name", c.LastName}, {"role", c.Role}, {"username", c.Username},
			{"billing", c.Billing.billing()}, {"shipping", c.Shipping.shipping(q.sim.version)},
			{"is_paying_customer", q.sim.store.paying[c.ID]}, {"avatar_url", avatar}, {"meta_data", metaData(c.Meta, allKeys)},
		})
	return append(rendered, q.links("customers", c.ID, "")...)
}

var roles = []string{"customer", "all", "administrator", "editor", "author", "contributor", "subscriber", "shop_manager"}

func (s *Sim) customerParams() []param {
	return slices.Concat(pageParams, sorting("asc", "name", "id", "include", "registered_date"), []param{
		{name: "email", kind: emailParam}, {name: "role", words: roles},
	})
}

var customerSorts = sorts[Customer]{
	"name":            func(a, b *Customer) int { return compareText(a.displayName(), b.displayName()) },
	"id":              func(a, b *Customer) int { return cmp.Compare(a.ID, b.ID) },
	"registered_date": func(a, b *Customer) int { return a.Created.Compare(b.Created) },
}

func (q *query) listCustomers() (answer, *apiError) {
	role, email, search := cmp.Or(q.args.text("role"), "customer"), q.args.text("email"), q.args.text("search")
	return pageOf(q, q.sim.store.customers, listing[Customer]{
		keep: func(c *Customer) bool {
			return (role == "all" || c.Role == role) && (email == "" || strings.EqualFold(c.Email, email)) &&
				(search == "" || c.matches(search))
		},
		sorts:  customerSorts,
		render: func(c *Customer) object { return q.spoil("customers", c.ID, q.customer(c)) },
	})
}

// matches is the search over users: by e-mail address when there is an @ in
// what is sought, and by login or name otherwise.
func (c *Customer) matches(search string) bool {
	if strings.Contains(search, "@") {
		return containsText(c.Email, search)
	}
	return containsText(c.Username, search) || containsText(c.Email, search) || containsText(c.displayName(), search)
}

func (q *query) getCustomer() (answer, *apiError) {
	c := q.sim.store.customers.get(q.ids["id"])
	if c == nil {
		return answer{}, &apiError{status: http.StatusNotFound, code: "woocommerce_rest_invalid_id", message: "Invalid resource ID."}
	}
	return answer{body: q.spoil("customers", c.ID, q.customer(c))}, nil
}
