package limit

import (
	"context"

	"github.com/galleria-graph/galleria/bench/scan"
)

// What is read of the upstream's answers, as it is written there.
type (
	customer struct{ id, first, last, email string }
	payment  struct {
		id, status, currency string
		units                int64
	}
	order struct {
		id, name, note, total, currency, customer string

		payments []string
		lines    []line
	}
	line  struct{ sku, title, quantity, price string }
	item  struct{ levels []level }
	level struct {
		place     string
		available int64
	}
)

// rows reads the rows of an answer.
func rows(text string, row func(x *scan.Scanner)) error {
	x := scan.New(text)
	x.Object()
	for key, ok := x.Key(); ok; key, ok = x.Key() {
		if key != "rows" {
			x.Skip()
			continue
		}
		for x.Array(); x.More(); {
			row(&x)
		}
	}
	return x.Err()
}

func (s *Server) ask(ctx context.Context, path, query string, row func(x *scan.Scanner)) (*body, error) {
	b, err := s.client.get(ctx, path, query)
	if err != nil {
		return nil, err
	}
	if err := rows(b.text(), row); err != nil {
		b.release()
		return nil, err
	}
	return b, nil
}

func list(name string, values []string) string {
	n := len(name) + 1
	for _, v := range values {
		n += len(v) + 1
	}
	out := append(append(make([]byte, 0, n), name...), '=')
	for i, v := range values {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, v...)
	}
	return string(out)
}

// distinct adds the value unless it is there.
type distinct struct {
	seen map[string]struct{}
	all  []string
}

func newDistinct(size int) *distinct {
	return &distinct{seen: make(map[string]struct{}, size), all: make([]string, 0, size)}
}

func (d *distinct) add(v string) {
	if _, ok := d.seen[v]; !ok {
		d.seen[v] = struct{}{}
		d.all = append(d.all, v)
	}
}

func distinctCustomers(orders []order) []string {
	d := newDistinct(len(orders))
	for i := range orders {
		d.add(orders[i].customer)
	}
	return d.all
}

func (s *Server) customers(ctx context.Context, keys []string) (*body, map[string]customer, error) {
	out := make(map[string]customer, len(keys))
	body, err := s.ask(ctx, "/customers", list("ids", keys), func(x *scan.Scanner) {
		var c customer
		x.Object()
		for key, ok := x.Key(); ok; key, ok = x.Key() {
			switch key {
			case "id":
				c.id = x.Number()
			case "firstName":
				c.first = x.Quoted()
			case "lastName":
				c.last = x.Quoted()
			case "email":
				c.email = x.Quoted()
			default:
				x.Skip()
			}
		}
		out[c.id] = c
	})
	return body, out, err
}

func (s *Server) orders(ctx context.Context, query string, most int) (*body, []order, error) {
	out := make([]order, 0, most)
	body, err := s.ask(ctx, "/orders", query, func(x *scan.Scanner) { out = append(out, readOrder(x)) })
	return body, out, err
}

func readOrder(x *scan.Scanner) (o order) {
	x.Object()
	for key, ok := x.Key(); ok; key, ok = x.Key() {
		switch key {
		case "id":
			o.id = x.Number()
		case "name":
			o.name = x.Quoted()
		case "note":
			o.note = x.Quoted()
		case "total":
			o.total = x.Quoted()
		case "currency":
			o.currency = x.Quoted()
		case "customerId":
			o.customer = x.Number()
		case "lines":
			o.lines = make([]line, 0, 4)
			for x.Array(); x.More(); {
				o.lines = append(o.lines, readLine(x))
			}
		case "transactions":
			o.payments = make([]string, 0, 2)
			for x.Array(); x.More(); {
				o.payments = append(o.payments, readReference(x))
			}
		default:
			x.Skip()
		}
	}
	return o
}

func readLine(x *scan.Scanner) (l line) {
	x.Object()
	for key, ok := x.Key(); ok; key, ok = x.Key() {
		switch key {
		case "sku":
			l.sku = x.Quoted()
		case "title":
			l.title = x.Quoted()
		case "quantity":
			l.quantity = x.Number()
		case "price":
			l.price = x.Quoted()
		default:
			x.Skip()
		}
	}
	return l
}

func readReference(x *scan.Scanner) (payment string) {
	x.Object()
	for key, ok := x.Key(); ok; key, ok = x.Key() {
		if key == "paymentId" {
			payment = x.Number()
		} else {
			x.Skip()
		}
	}
	return payment
}

func (s *Server) payments(ctx context.Context, orders []order) (*body, map[string]payment, error) {
	keys := newDistinct(2 * len(orders))
	for i := range orders {
		for _, p := range orders[i].payments {
			keys.add(p)
		}
	}
	out := make(map[string]payment, len(keys.all))
	body, err := s.ask(ctx, "/payments", list("ids", keys.all), func(x *scan.Scanner) {
		var p payment
		x.Object()
		for key, ok := x.Key(); ok; key, ok = x.Key() {
			switch key {
			case "id":
				p.id = x.Number()
			case "status":
				p.status = x.Quoted()
			case "amount":
				p.units = x.Int()
			case "currency":
				p.currency = x.Quoted()
			default:
				x.Skip()
			}
		}
		out[p.id] = p
	})
	return body, out, err
}

func (s *Server) stock(ctx context.Context, orders []order) (*body, map[string]item, error) {
	skus := newDistinct(4 * len(orders))
	for i := range orders {
		for _, l := range orders[i].lines {
			skus.add(l.sku)
		}
	}
	out := make(map[string]item, len(skus.all))
	body, err := s.ask(ctx, "/inventory", list("skus", skus.all), func(x *scan.Scanner) {
		sku, i := readItem(x)
		out[sku] = i
	})
	return body, out, err
}

func readItem(x *scan.Scanner) (sku string, i item) {
	x.Object()
	for key, ok := x.Key(); ok; key, ok = x.Key() {
		switch key {
		case "sku":
			sku = x.Quoted()
		case "levels":
			i.levels = make([]level, 0, 2)
			for x.Array(); x.More(); {
				i.levels = append(i.levels, readLevel(x))
			}
		default:
			x.Skip()
		}
	}
	return sku, i
}

func readLevel(x *scan.Scanner) (l level) {
	x.Object()
	for key, ok := x.Key(); ok; key, ok = x.Key() {
		switch key {
		case "location":
			l.place = x.Quoted()
		case "available":
			l.available = x.Int()
		default:
			x.Skip()
		}
	}
	return l
}
