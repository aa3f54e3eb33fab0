package stripe

import (
	"context"
	"encoding/json"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// customers lists by time and finds by e-mail address. Stripe's lists compare
// addresses with regard to case, which would not find all: the search does.
func customers(c *client) resource[commerce.Customer] {
	return resource[commerce.Customer]{
		kind: commerce.Customers,
		noun: "customers",
		path: "/v1/customers",
		locate: func(key string) (place, bool) {
			return place{path: "/v1/customers/" + key}, isKey(key, "cus_")
		},
		expand:   func(commerce.Groups) []string { return nil },
		searched: "email",
		clauses:  emailClauses,
		read: func(_ context.Context, raws []json.RawMessage, _ commerce.Groups) []result[commerce.Customer] {
			r := reader{source: c.source, account: c.account, now: time.Now().UTC()}
			out := make([]result[commerce.Customer], len(raws))
			for i, raw := range raws {
				var w customer
				if out[i].err = json.Unmarshal(raw, &w); out[i].err == nil {
					out[i].node, out[i].err = r.customer(&w)
				}
			}
			return out
		},
	}
}
