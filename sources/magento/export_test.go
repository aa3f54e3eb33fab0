package magento

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// Sign signs a request for what the query asks, as pairs of name and value.
func Sign(consumerKey, consumerSecret, token, tokenSecret, method, address, nonce string, at time.Time, query [][2]string) string {
	params := make([]param, len(query))
	for i, p := range query {
		params[i] = param{p[0], p[1]}
	}
	c := credentials{consumerKey, consumerSecret, token, tokenSecret}
	return c.sign(method, address, params, nonce, at)
}

// Fields are what is asked for of the rows of lists, of orders all but what
// extensions keep.
var Fields = map[string]string{
	"orders":       orderFieldsFor(commerce.Orders.AllGroups() &^ commerce.OrderAttributes),
	"customers":    customers().fields(commerce.Customers.AllGroups()),
	"products":     products(&client{}).fields(commerce.Products.AllGroups()),
	"transactions": transactionList.fields, "invoices": invoiceList.fields, "creditmemos": memoList.fields, "shipments": shipmentList.fields,
	"attributes": definitionList("", 0).fields, "sources": sourceFields, "source-items": levelFields, "items": orderedFields,
}

// Decoders read a text as a list of each kind of rows, and report how many are
// of the shape promised.
var Decoders = map[string]func(text []byte) int{
	"order":       decoded((*orderWire).decode),
	"customer":    decoded((*customerWire).decode),
	"product":     decoded((*productWire).decode),
	"transaction": decoded((*transactionWire).decode),
	"document":    decoded((*documentWire).decode),
	"level":       decoded((*levelWire).decode),
	"source":      decoded((*sourceWire).decode),
	"attribute":   decoded((*definitionWire).decode),
	"store":       decoded((*storeWire).decode),
}

func decoded[W any](decode func(*W, *jsonx.Reader)) func([]byte) int {
	return func(text []byte) int {
		var a answer[W]
		if jsonx.Read(text, func(r *jsonx.Reader) { a.decode(r, decode) }) != nil {
			return -1
		}
		n := 0
		for i := range a.rows {
			if !a.rows[i].wrong {
				n++
			}
		}
		return n
	}
}
