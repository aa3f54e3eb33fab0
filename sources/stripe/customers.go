package stripe

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
)

// customers lists by time and finds by e-mail address. Stripe's lists compare
// addresses with regard to case, which would not find all: the search does.
func customers(c *client) resource[commerce.Customer, customer] {
	return resource[commerce.Customer, customer]{
		kind: commerce.Customers,
		noun: "customers",
		path: "/v1/customers",
		locate: func(key string) (place, bool) {
			return place{path: "/v1/customers/" + key}, isKey(key, "cus_")
		},
		expand:   func(commerce.Groups) []string { return nil },
		searched: "email",
		clauses:  emailClauses,
		shape:    customerShape,
		read: func(_ context.Context, objects []*object[customer], _ commerce.Groups) []result[commerce.Customer] {
			r := reader{source: c.source, account: c.account, reading: commerce.ReadNow()}
			out := make([]result[commerce.Customer], len(objects))
			for i, o := range objects {
				if o.wrong {
					out[i].err = errShape
					continue
				}
				out[i].node, out[i].err = r.customer(&o.wire)
			}
			return out
		},
	}
}

var customerShape = shape[customer]{
	decode: (*customer).decode,
	head:   func(w *customer) head { return head{ID: w.ID, Created: w.Created, Deleted: w.Deleted} },
}
