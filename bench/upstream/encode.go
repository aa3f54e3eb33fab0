package upstream

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// object writes the members of one JSON object.
type object struct{ bytes.Buffer }

func (o *object) name(name string) {
	if o.Len() > 0 {
		o.WriteByte(',')
	}
	o.WriteString(`"` + name + `":`)
}

func (o *object) text(name, value string) {
	o.name(name)
	o.WriteString(quoted(value))
}

func (o *object) int(name string, value int64) {
	o.name(name)
	o.WriteString(strconv.FormatInt(value, 10))
}

func (o *object) time(name string, value time.Time) {
	o.text(name, value.UTC().Format(time.RFC3339))
}

func (o *object) texts(name string, values []string) {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = quoted(v)
	}
	o.name(name)
	o.WriteString("[" + strings.Join(parts, ",") + "]")
}

func list[T any](o *object, name string, values []T, each func(o *object, v T)) {
	o.name(name)
	o.WriteByte('[')
	for i, v := range values {
		if i > 0 {
			o.WriteByte(',')
		}
		var inner object
		each(&inner, v)
		o.WriteString("{" + inner.String() + "}")
	}
	o.WriteByte(']')
}

// quoted writes a text as JSON, and no more escaped than it must be.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string can be encoded, and a builder be written to
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func encodeCustomer(c Customer) []byte {
	var o object
	o.int("id", c.ID)
	o.text("firstName", c.FirstName)
	o.text("lastName", c.LastName)
	o.text("email", c.Email)
	o.text("phone", c.Phone)
	o.texts("tags", c.Tags)
	o.time("createdAt", c.CreatedAt)
	o.time("updatedAt", c.UpdatedAt)
	return []byte("{" + o.String() + "}")
}

func encodePayment(p Payment) []byte {
	var o object
	o.int("id", p.ID)
	o.text("status", p.Status)
	o.int("amount", int64(p.Amount)) // in minor units, as gateways do
	o.text("currency", p.Currency)
	o.time("createdAt", p.CreatedAt)
	o.text("orderName", p.OrderName)
	return []byte("{" + o.String() + "}")
}

func encodeItem(i Item) []byte {
	var o object
	o.int("id", i.ID)
	o.text("sku", i.SKU)
	o.time("updatedAt", i.UpdatedAt)
	list(&o, "levels", i.Levels, func(o *object, l Level) {
		o.int("id", l.ID)
		o.int("locationId", l.Location)
		o.text("location", l.Name)
		o.int("available", int64(l.Available))
		o.int("onHand", int64(l.OnHand))
		o.int("committed", int64(l.Committed))
	})
	return []byte("{" + o.String() + "}")
}

// encodedOrder is an order in the parts that can be asked for.
type encodedOrder struct{ core, lines, transactions []byte }

func encodeOrder(order Order) encodedOrder {
	var o, lines, transactions object
	o.int("id", order.ID)
	o.text("name", order.Name)
	o.time("placedAt", order.PlacedAt)
	o.time("updatedAt", order.UpdatedAt)
	o.text("status", order.Status)
	o.text("paymentStatus", order.Payment)
	o.text("fulfillmentStatus", order.Fulfillment)
	o.text("note", order.Note)
	o.texts("tags", order.Tags)
	o.text("email", order.Email)
	o.int("customerId", order.Customer)
	o.text("currency", order.Currency)
	o.text("subtotal", order.Subtotal.String())
	o.text("tax", order.Tax.String())
	o.text("total", order.Total.String())
	list(&lines, "lines", order.Lines, func(o *object, l Line) {
		o.int("id", l.ID)
		o.text("sku", l.SKU)
		o.text("title", l.Title)
		o.int("quantity", int64(l.Quantity))
		o.text("price", l.Price.String())
		o.text("total", l.Total.String())
	})
	list(&transactions, "transactions", order.Transactions, func(o *object, t Transaction) {
		o.int("id", t.ID)
		o.text("kind", t.Kind)
		o.text("status", t.Status)
		o.text("amount", t.Amount.String())
		o.int("paymentId", t.Payment)
	})
	return encodedOrder{
		core:         []byte("{" + o.String()),
		lines:        []byte("," + lines.String()),
		transactions: []byte("," + transactions.String()),
	}
}
