package shopify_test

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// kindOf is what the suite needs to know of one kind in a shop.
type kindOf[T any] struct {
	kind    commerce.Kind[T]
	make    func(i int) *T
	put     func(t testing.TB, s *shop, e *T)
	remove  func(s *shop, id string) // nil: the simulator cannot
	of      func(*sources.Source) sources.Collection[T]
	states  func(*T) []commerce.StateInfo
	unknown func(t *testing.T, s *shop) string // puts an entity with an unknown state
}

func (k kindOf[T]) harness() sourcetest.Harness[T] {
	h := sourcetest.Harness[T]{
		Kind:   k.kind,
		Make:   k.make,
		Loose:  true, // rows are checked again, so pages can be short
		Faults: map[sourcetest.Fault]func(*testing.T) sources.Collection[T]{},
		States: k.states,
	}
	fill := func(t *testing.T, seed []*T) *shop {
		s := openShop(t, generous())
		for _, e := range seed {
			k.put(t, s, e)
		}
		return s
	}
	h.Open = func(t *testing.T, seed []*T) sources.Collection[T] { return k.of(fill(t, seed).Source) }
	if k.remove != nil {
		h.Change = func(t *testing.T, seed []*T) (sources.Collection[T], sourcetest.Changes[T]) {
			s := fill(t, seed)
			return k.of(s.Source), sourcetest.Changes[T]{
				Put:    func(e *T) { k.put(t, s, e) },
				Delete: func(id commerce.ID) { k.remove(s, id.Key) },
			}
		}
	}
	if k.unknown != nil {
		h.UnknownWord = func(t *testing.T) (sources.Collection[T], commerce.ID) {
			o := generous()
			s := openUnjudged(t, o)
			key := k.unknown(t, s)
			return k.of(s.Source), commerce.ID{Source: sourceName, Key: key}
		}
	}
	for name, fault := range faults {
		h.Faults[name] = func(t *testing.T) sources.Collection[T] { return k.of(fault(t)) }
	}
	return h
}

// openUnjudged is a shop that may answer words that its schema does not have.
func openUnjudged(t *testing.T, options shopifysim.Options) *shop {
	t.Helper()
	s := &shop{Sim: shopifysim.New(options)}
	s.Source = answering(t, s.judged(t, nil).ServeHTTP)
	return s
}

var faults = map[sourcetest.Fault]func(t *testing.T) *sources.Source{
	sourcetest.ServerError: func(t *testing.T) *sources.Source {
		return answering(t, says(http.StatusBadGateway, sourcetest.Secret))
	},
	sourcetest.Unauthorized: func(t *testing.T) *sources.Source {
		return answering(t, says(http.StatusUnauthorized, `{"errors":"`+sourcetest.Secret+`"}`))
	},
	sourcetest.TooManyRequests: func(t *testing.T) *sources.Source {
		return answering(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "2.0")
			w.WriteHeader(http.StatusTooManyRequests)
		})
	},
	sourcetest.MalformedBody: func(t *testing.T) *sources.Source {
		return answering(t, says(http.StatusOK, `{"data":["`+sourcetest.Secret+`"]}`))
	},
	sourcetest.TruncatedBody: func(t *testing.T) *sources.Source {
		return answering(t, says(http.StatusOK, `{"data":{"nodes":[`))
	},
	sourcetest.OversizedBody: func(t *testing.T) *sources.Source {
		return answering(t, says(http.StatusOK, `{"data":"`+strings.Repeat("x", 9<<20)+`"}`))
	},
	sourcetest.Hang: func(t *testing.T) *sources.Source {
		return answering(t, func(_ http.ResponseWriter, r *http.Request) {
			if _, err := io.Copy(io.Discard, r.Body); err == nil {
				<-r.Context().Done()
			}
		})
	},
	sourcetest.Reset: func(t *testing.T) *sources.Source {
		return answering(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	},
	sourcetest.Refused: func(t *testing.T) *sources.Source {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
		return openAt(t, "http://"+listener.Addr().String(), "x")
	},
}

func TestCustomers(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.Customer]{
		kind: commerce.Customers, make: makeCustomer, put: putCustomer,
		remove: func(s *shop, id string) { s.DeleteCustomer(id) },
		of:     func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers },
		states: func(c *commerce.Customer) []commerce.StateInfo {
			return []commerce.StateInfo{{Value: string(c.State.Value), Raw: c.State.Raw, Mapping: c.State.Mapping}}
		},
		unknown: func(t *testing.T, s *shop) string {
			return must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{State: sourcetest.UnknownWord})).ID
		},
	}.harness())
}

func TestOrders(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.Order]{
		kind: commerce.Orders, make: makeOrder, put: putOrder,
		remove: func(s *shop, id string) { _ = s.DeleteOrder(id) || s.DeleteDraftOrder(id) },
		of:     func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders },
		states: (*commerce.Order).StatusInfo,
		unknown: func(t *testing.T, s *shop) string {
			return must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{FinancialStatus: sourcetest.UnknownWord})).ID
		},
	}.harness())
}

func TestProducts(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.Product]{
		kind: commerce.Products, make: makeProduct, put: putProduct,
		remove: func(s *shop, id string) { s.DeleteProduct(id) },
		of:     func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products },
		states: func(p *commerce.Product) []commerce.StateInfo { return []commerce.StateInfo{p.StatusInfo()} },
		unknown: func(t *testing.T, s *shop) string {
			return must[shopifysim.Product](t)(s.PutProduct(shopifysim.Product{Title: "x", Status: sourcetest.UnknownWord})).ID
		},
	}.harness())
}

func TestVariants(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.ProductVariant]{
		kind: commerce.ProductVariants, make: makeVariant, put: putVariant,
		remove: func(s *shop, id string) { s.DeleteVariant(id) },
		of:     func(s *sources.Source) sources.Collection[commerce.ProductVariant] { return s.Variants },
	}.harness())
}

func TestInventoryItems(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.InventoryItem]{
		kind: commerce.InventoryItems, make: makeItem, put: putItem,
		of: func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems },
	}.harness())
}

func TestLocations(t *testing.T) {
	sourcetest.Run(t, kindOf[commerce.Location]{
		kind: commerce.Locations, make: makeLocation, put: putLocation,
		of: func(s *sources.Source) sources.Collection[commerce.Location] { return s.Locations },
	}.harness())
}
