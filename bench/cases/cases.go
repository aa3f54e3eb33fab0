// Package cases is the operations that all servers of the benchmark answer.
package cases

import (
	"fmt"
	"strconv"
	"time"

	"github.com/galleria-graph/galleria/bench/upstream"
	"github.com/galleria-graph/galleria/commerce"
)

// Source is the name of the one source, as it stands in ids.
const Source = "shop"

// Case is one operation, with variables that differ from request to request.
type Case struct {
	Name string
	What string
	// Text is the document.
	Text string
	// Calls is the fewest calls to the upstream that answer it.
	Calls int

	variables func(size upstream.Size, n int) string
}

// Body returns the n-th request.
func (c Case) Body(size upstream.Size, n int) []byte {
	return fmt.Appendf(nil, `{"query":%s,"variables":%s}`, strconv.Quote(c.Text), c.variables(size, n))
}

// The documents. Strings hold no escapes of GraphQL, and none of JSON but quotes.
const (
	one = `query($id: ID!) { customer(id: $id) { id displayName email } }`

	shallow = `query($from: DateTime!, $before: DateTime!) { orders(first: 100, filter: {placedAt: {gte: $from, lt: $before}}) ` +
		`{ nodes { id name note customer { id displayName email } } } }`

	order = `id name total { shopMoney { amount currencyCode } } `
	below = `payments { id status amount { amount currencyCode } } lineItems(first: 4) { nodes { title sku quantity { ordered } ` +
		`unitPrice { shopMoney { amount } } inventoryItem { sku available levels { locationName quantities(names: [AVAILABLE]) { quantity } } } } }`

	deep = `query($from: DateTime!, $before: DateTime!) { orders(first: 50, filter: {placedAt: {gte: $from, lt: $before}}) ` +
		`{ nodes { ` + order + `customer { id displayName email } ` + below + ` } } }`

	history = `query($id: ID!) { customer(id: $id) { id displayName email orders(first: 10) { nodes { ` + order + below + ` } } } }`
)

// All returns the four cases.
func All() []Case {
	return []Case{
		{"Q1", "one customer by id", one, 1, anyCustomer},
		{"Q2", "100 orders of ten customers, each with its customer", shallow, 2, func(s upstream.Size, n int) string {
			return window(n%(s.Orders/2/100), 100)
		}},
		{"Q3", "50 orders, each with customer, payments and the stock of each line", deep, 4, func(s upstream.Size, n int) string {
			return window(s.Orders/2/50+n%(s.Orders/2/50), 50)
		}},
		{"Q4", "one customer's last ten orders, the same below", history, 4, anyCustomer},
	}
}

func anyCustomer(s upstream.Size, n int) string {
	id := commerce.GlobalID{Kind: commerce.Customers.Name, ID: commerce.ID{Source: Source, Key: strconv.Itoa(n*31%s.Customers + 1)}}
	return `{"id":"` + id.String() + `"}`
}

func window(n, size int) string {
	from, before := upstream.Window(n, size)
	return `{"from":"` + from.Format(time.RFC3339) + `","before":"` + before.Format(time.RFC3339) + `"}`
}
