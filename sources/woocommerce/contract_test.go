package woocommerce_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// simulation is a simulated shop behind a real server, without TLS, so that
// every request is signed.
type simulation struct {
	*woocommercesim.Sim
	t      testing.TB
	server *httptest.Server
}

func simulate(t testing.TB, o woocommercesim.Options) *simulation {
	t.Helper()
	return simulateBehind(t, o, judged)
}

// simulateBadly is a shop whose answers are made to be wrong.
func simulateBadly(t testing.TB, o woocommercesim.Options) *simulation {
	t.Helper()
	return simulateBehind(t, o, asked)
}

func simulateBehind(t testing.TB, o woocommercesim.Options, judge func(testing.TB, http.Handler) http.Handler) *simulation {
	t.Helper()
	o.Keys = map[string]woocommercesim.Key{key: {Secret: secret, Permissions: woocommercesim.ReadOnly}}
	o.PlainHTTP = true
	s := &simulation{Sim: woocommercesim.New(o), t: t}
	s.server = httptest.NewServer(judge(t, s.Sim))
	t.Cleanup(s.server.Close)
	return s
}

func (s *simulation) open() *sources.Source { return openAt(s.t, s.server.URL) }

func must[V any](t testing.TB) func(V, error) V {
	return func(v V, err error) V {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func numberOf(id commerce.ID) int {
	n, _ := strconv.Atoi(id.Key)
	return n
}

// kindOf is what the suite needs to know of one kind in a shop.
type kindOf[T any] struct {
	kind   commerce.Kind[T]
	make   func(i int) *T
	put    func(s *simulation, e *T)
	remove func(s *simulation, id int)
	of     func(*sources.Source) sources.Collection[T]
	states func(*T) []commerce.StateInfo
	route  string // of entities with a state, for one that nobody knows
}

func (k kindOf[T]) harness() sourcetest.Harness[T] {
	fill := func(t *testing.T, seed []*T) *simulation {
		s := simulate(t, woocommercesim.Options{})
		for _, e := range seed {
			k.put(s, e)
		}
		return s
	}
	h := sourcetest.Harness[T]{
		Kind:   k.kind,
		Make:   k.make,
		Open:   func(t *testing.T, seed []*T) sources.Collection[T] { return k.of(fill(t, seed).open()) },
		Loose:  true, // rows are checked again, and drafts are left out, so pages can be short
		Faults: map[sourcetest.Fault]func(*testing.T) sources.Collection[T]{},
		States: k.states,
	}
	h.Change = func(t *testing.T, seed []*T) (sources.Collection[T], sourcetest.Changes[T]) {
		s := fill(t, seed)
		return k.of(s.open()), sourcetest.Changes[T]{
			Put:    func(e *T) { k.put(s, e) },
			Delete: func(id commerce.ID) { k.remove(s, numberOf(id)) },
		}
	}
	if k.route != "" {
		h.UnknownWord = func(t *testing.T) (sources.Collection[T], commerce.ID) {
			s := fill(t, []*T{k.make(0)})
			id := k.kind.ID(k.make(0))
			if err := s.Override(k.route, numberOf(id), "status", []byte(strconv.Quote(sourcetest.UnknownWord))); err != nil {
				t.Fatal(err)
			}
			return k.of(s.open()), id
		}
	}
	for fault, handler := range faults {
		h.Faults[fault] = func(t *testing.T) sources.Collection[T] {
			server := httptest.NewServer(handler)
			t.Cleanup(server.Close)
			return k.of(openAt(t, server.URL))
		}
	}
	h.Faults[sourcetest.Refused] = func(t *testing.T) sources.Collection[T] {
		listener := must[net.Listener](t)(net.Listen("tcp", "127.0.0.1:0"))
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
		return k.of(openAt(t, "http://"+listener.Addr().String()))
	}
	return h
}

var faults = map[sourcetest.Fault]http.HandlerFunc{
	sourcetest.ServerError:     says(http.StatusInternalServerError, `{"code":"internal_server_error","message":"`+sourcetest.Secret+`"}`),
	sourcetest.Unauthorized:    says(http.StatusUnauthorized, `{"code":"woocommerce_rest_authentication_error","message":"`+sourcetest.Secret+`"}`),
	sourcetest.TooManyRequests: says(http.StatusTooManyRequests, "<html>"+sourcetest.Secret, "Retry-After", "2", "Content-Type", "text/html"),
	sourcetest.MalformedBody:   says(http.StatusOK, `{"`+sourcetest.Secret+`":["`+sourcetest.Secret+`"]}`),
	sourcetest.TruncatedBody:   says(http.StatusOK, `[{"id":1,"status":`),
	sourcetest.OversizedBody:   says(http.StatusOK, `["`+strings.Repeat("x", 9<<20)+`"]`),
	sourcetest.Hang: func(_ http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err == nil {
			<-r.Context().Done()
		}
	},
	sourcetest.Reset: func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
}

func TestCustomers(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.Customer]{
		kind: commerce.Customers, make: makeCustomer, put: putCustomer,
		remove: func(s *simulation, id int) { _ = s.DeleteCustomer(id) }, // it may have gone before
		of:     func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers },
	}.harness())
}

func TestOrders(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.Order]{
		kind: commerce.Orders, make: makeOrder, put: putOrder, route: "orders",
		remove: func(s *simulation, id int) { _ = s.DeleteOrder(id) },
		of:     func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders },
		states: (*commerce.Order).StatusInfo,
	}.harness())
}

func TestProducts(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.Product]{
		kind: commerce.Products, make: makeProduct, put: putProduct, route: "products",
		remove: func(s *simulation, id int) { _ = s.DeleteProduct(id) },
		of:     func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products },
		states: func(p *commerce.Product) []commerce.StateInfo { return []commerce.StateInfo{p.StatusInfo()} },
	}.harness())
}

func TestVariants(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.ProductVariant]{
		kind: commerce.ProductVariants, make: makeVariant, put: putVariant, remove: removeGood,
		of: func(s *sources.Source) sources.Collection[commerce.ProductVariant] { return s.Variants },
	}.harness())
}

func TestInventoryItems(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.InventoryItem]{
		kind: commerce.InventoryItems, make: makeItem, put: putItem, remove: removeGood,
		of: func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems },
	}.harness())
}
