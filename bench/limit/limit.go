// Package limit is the bound of what can be reached: the four operations of the
// benchmark written by hand over net/http, without a GraphQL engine. It knows
// them by their text, fetches in batches, beside one another where nothing
// depends, and writes the answer straight from the tokens of the upstream.
package limit

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"

	"github.com/galleria-graph/galleria/bench/cases"
	"github.com/galleria-graph/galleria/bench/scan"
	"github.com/galleria-graph/galleria/commerce"
)

// Server answers the four operations. It is an http.Handler.
type Server struct {
	client *client
	source string
	known  map[string]operation
}

// operation writes the answer to one operation.
type operation func(ctx context.Context, s *Server, v variables, out []byte) ([]byte, error)

// New returns the server over the upstream at the address, such as http://127.0.0.1:8080.
func New(address, source string) (*Server, error) {
	client, err := newClient(address)
	if err != nil {
		return nil, err
	}
	s := &Server{client: client, source: source, known: map[string]operation{}}
	answers := map[string]operation{"Q1": one, "Q2": shallow, "Q3": deep, "Q4": history}
	for _, c := range cases.All() {
		s.known[c.Text] = answers[c.Name]
	}
	return s, nil
}

// Close closes connections that are not in use.
func (s *Server) Close() { s.client.transport.CloseIdleConnections() }

// variables are those of all operations.
type variables struct{ id, from, before string }

var (
	buffers = sync.Pool{New: func() any { return new([]byte) }}
	errBad  = errors.New("not one of the operations of the benchmark")
)

const maxRequest = 16 << 10

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	body, err := readAll(r, (*buf)[:0])
	*buf = body
	if err != nil {
		http.Error(w, errBad.Error(), http.StatusBadRequest)
		return
	}
	run, v, err := s.read(string(body))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	out, err := run(r.Context(), s, v, body[:0])
	if err != nil {
		http.Error(w, "the upstream did not answer", http.StatusBadGateway)
		return
	}
	*buf = out
	header := w.Header()
	header["Content-Type"] = contentType
	header["Content-Length"] = []string{strconv.Itoa(len(out))}
	_, _ = w.Write(out)
}

var contentType = []string{"application/json; charset=utf-8"}

func readAll(r *http.Request, buf []byte) ([]byte, error) {
	if r.ContentLength < 0 || r.ContentLength > maxRequest {
		return buf, errBad
	}
	n := int(r.ContentLength)
	if cap(buf) < n {
		buf = make([]byte, 0, maxRequest)
	}
	for len(buf) < n {
		m, err := r.Body.Read(buf[len(buf):n])
		buf = buf[:len(buf)+m]
		if err != nil && len(buf) < n {
			return buf, err
		}
	}
	return buf, nil
}

// read finds the operation and its variables.
func (s *Server) read(body string) (run operation, v variables, err error) {
	x := scan.New(body)
	x.Object()
	for key, ok := x.Key(); ok; key, ok = x.Key() {
		switch key {
		case "query":
			run = s.known[x.String()]
		case "variables":
			v = readVariables(&x)
		default:
			x.Skip()
		}
	}
	if x.Err() != nil || run == nil {
		return nil, v, errBad
	}
	return run, v, nil
}

func readVariables(x *scan.Scanner) (v variables) {
	x.Object()
	for key, ok := x.Key(); ok; key, ok = x.Key() {
		switch key {
		case "id":
			v.id = x.String()
		case "from":
			v.from = x.String()
		case "before":
			v.before = x.String()
		default:
			x.Skip()
		}
	}
	return v
}

// key returns the customer's key in a global id.
func (s *Server) key(id string) (string, error) {
	g, err := commerce.ParseGlobalID(id)
	if err != nil || g.Kind != commerce.Customers.Name || g.Source != s.source {
		return "", errBad
	}
	return g.Key, nil
}

// one answers one customer by id.
func one(ctx context.Context, s *Server, v variables, out []byte) ([]byte, error) {
	key, err := s.key(v.id)
	if err != nil {
		return nil, err
	}
	body, customers, err := s.customers(ctx, []string{key})
	if err != nil {
		return nil, err
	}
	defer body.release()
	w := writer{out: append(out, `{"data":{"customer":`...), source: s.source}
	w.customer(customers[key])
	return append(w.out, "}}\n"...), nil
}

// shallow answers orders, each with its customer.
func shallow(ctx context.Context, s *Server, v variables, out []byte) ([]byte, error) {
	body, orders, err := s.orders(ctx, "limit=100&from="+v.from+"&before="+v.before, 100)
	if err != nil {
		return nil, err
	}
	defer body.release()
	also, customers, err := s.customers(ctx, distinctCustomers(orders))
	if err != nil {
		return nil, err
	}
	defer also.release()
	w := writer{out: append(out, `{"data":{"orders":{"nodes":[`...), source: s.source}
	for i := range orders {
		o := &orders[i]
		w.begin(i)
		w.id("Order", o.id)
		w.add(`,"name":"`, o.name, `","note":"`, o.note, `","customer":`)
		w.customer(customers[o.customer])
		w.add(`}`)
	}
	return append(w.out, "]}}}\n"...), nil
}

// deep answers orders, each with its customer, its payments and the stock of its lines.
func deep(ctx context.Context, s *Server, v variables, out []byte) ([]byte, error) {
	body, orders, err := s.orders(ctx, "limit=50&include=lines,transactions&from="+v.from+"&before="+v.before, 50)
	if err != nil {
		return nil, err
	}
	defer body.release()
	b := s.beside(ctx, orders, distinctCustomers(orders))
	defer b.release()
	if b.err != nil {
		return nil, b.err
	}
	w := writer{out: append(out, `{"data":{"orders":{"nodes":[`...), source: s.source}
	for i := range orders {
		o := &orders[i]
		w.begin(i)
		w.head(o)
		w.add(`,"customer":`)
		w.customer(b.customers[o.customer])
		w.below(o, b)
		w.add(`}`)
	}
	return append(w.out, "]}}}\n"...), nil
}

// history answers one customer with the newest orders. The orders are known by
// the customer's key, so both are asked for at once.
func history(ctx context.Context, s *Server, v variables, out []byte) ([]byte, error) {
	key, err := s.key(v.id)
	if err != nil {
		return nil, err
	}
	var (
		found     sync.WaitGroup
		also      *body
		customers map[string]customer
		failed    error
	)
	found.Go(func() { also, customers, failed = s.customers(ctx, []string{key}) })
	body, orders, err := s.orders(ctx, "limit=10&include=lines,transactions&customer="+key, 10)
	var b *beside
	if err == nil {
		defer body.release()
		b = s.beside(ctx, orders, nil)
		defer b.release()
		err = b.err
	}
	found.Wait()
	if failed == nil {
		defer also.release()
	}
	if err := errors.Join(err, failed); err != nil {
		return nil, err
	}
	w := writer{out: append(out, `{"data":{"customer":`...), source: s.source}
	w.customer(customers[key])
	if customers[key].id == "" {
		return append(w.out, "}}\n"...), nil
	}
	w.out = w.out[:len(w.out)-1] // the customer goes on
	w.add(`,"orders":{"nodes":[`)
	for i := range orders {
		w.begin(i)
		w.head(&orders[i])
		w.below(&orders[i], b)
		w.add(`}`)
	}
	return append(w.out, "]}}}}\n"...), nil
}

// beside is what stands beside orders, with the answers that it refers to.
type beside struct {
	customers map[string]customer
	payments  map[string]payment
	stock     map[string]item
	bodies    [3]*body
	err       error
}

func (b *beside) release() {
	for _, body := range b.bodies {
		if body != nil {
			body.release()
		}
	}
}

// beside asks for payments and stock, and for customers if there are any, at once.
func (s *Server) beside(ctx context.Context, orders []order, customers []string) *beside {
	b := &beside{}
	var running sync.WaitGroup
	var errs [3]error
	if len(customers) > 0 {
		running.Go(func() { b.bodies[0], b.customers, errs[0] = s.customers(ctx, customers) })
	}
	running.Go(func() { b.bodies[1], b.payments, errs[1] = s.payments(ctx, orders) })
	b.bodies[2], b.stock, errs[2] = s.stock(ctx, orders)
	running.Wait()
	b.err = errors.Join(errs[:]...)
	return b
}
