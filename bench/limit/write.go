package limit

import (
	"encoding/base64"
	"strconv"
)

// writer writes an answer. What it is given raw is JSON already.
type writer struct {
	out    []byte
	source string
}

func (w *writer) add(parts ...string) {
	for _, p := range parts {
		w.out = append(w.out, p...)
	}
}

// begin starts the i-th object of a list.
func (w *writer) begin(i int) {
	if i > 0 {
		w.out = append(w.out, ',')
	}
	w.out = append(w.out, '{')
}

// id writes a global id: base64url of kind, source and key.
func (w *writer) id(kind, key string) {
	var plain [64]byte
	raw := append(append(append(append(append(plain[:0], kind...), ':'), w.source...), ':'), key...)
	w.add(`"id":"`)
	w.out = base64.RawURLEncoding.AppendEncode(w.out, raw)
	w.out = append(w.out, '"')
}

func (w *writer) customer(c customer) {
	if c.id == "" {
		w.add(`null`)
		return
	}
	w.add(`{`)
	w.id("Customer", c.id)
	w.add(`,"displayName":"`, c.first, ` `, c.last, `","email":"`, c.email, `"}`)
}

func (w *writer) head(o *order) {
	w.id("Order", o.id)
	w.add(`,"name":"`, o.name, `","total":{"shopMoney":{"amount":"`, o.total, `","currencyCode":"`, o.currency, `"}}`)
}

func (w *writer) below(o *order, b *beside) {
	w.add(`,"payments":[`)
	for i, key := range o.payments {
		w.begin(i)
		w.payment(b.payments[key])
	}
	w.add(`],"lineItems":{"nodes":[`)
	for i := range o.lines {
		w.begin(i)
		w.line(&o.lines[i], b.stock[o.lines[i].sku])
	}
	w.add(`]}`)
}

func (w *writer) payment(p payment) {
	w.id("Payment", p.id)
	status := p.status
	switch status {
	case "succeeded":
		status = "SUCCEEDED"
	case "failed":
		status = "FAILED"
	default:
		status = "UNKNOWN"
	}
	w.add(`,"status":"`, status, `","amount":{"amount":"`)
	w.out = strconv.AppendInt(w.out, p.units/100, 10)
	w.out = append(w.out, '.', byte('0'+p.units/10%10), byte('0'+p.units%10))
	w.add(`","currencyCode":"`, p.currency, `"}}`)
}

func (w *writer) line(l *line, i item) {
	w.add(`"title":"`, l.title, `","sku":"`, l.sku, `","quantity":{"ordered":`, l.quantity,
		`},"unitPrice":{"shopMoney":{"amount":"`, l.price, `"}},"inventoryItem":`)
	if i.levels == nil {
		w.add(`null}`)
		return
	}
	sum := int64(0)
	for _, level := range i.levels {
		sum += level.available
	}
	w.add(`{"sku":"`, l.sku, `","available":`)
	w.out = strconv.AppendInt(w.out, sum, 10)
	w.add(`,"levels":[`)
	for n, level := range i.levels {
		w.begin(n)
		w.add(`"locationName":"`, level.place, `","quantities":[{"quantity":`)
		w.out = strconv.AppendInt(w.out, level.available, 10)
		w.add(`}]}`)
	}
	w.add(`]}}`)
}
