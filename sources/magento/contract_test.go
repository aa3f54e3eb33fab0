package magento_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// contract is how one kind is seeded, changed and opened.
type contract[T any] struct {
	kind   commerce.Kind[T]
	make   func(int) *T
	put    func(*shop, *T)
	remove func(*shop, commerce.ID)
	of     func(*sources.Source) sources.Collection[T]
}

func (c contract[T]) harness() sourcetest.Harness[T] {
	open := func(t *testing.T, seed []*T) (*shop, sources.Collection[T]) {
		s := newShop(t)
		must[magentosim.ProductAttribute](t)(s.PutAttribute(magentosim.ProductAttribute{Code: "ean", Input: "text"}))
		if c.kind.Name == commerce.Locations.Name {
			s.removeLocation(key("default"))
		}
		for _, e := range seed {
			c.put(s, e)
		}
		return s, c.of(s.open(func(cfg *magento.Config) { cfg.BarcodeAttribute = "ean" }))
	}
	return sourcetest.Harness[T]{
		Kind: c.kind,
		Make: c.make,
		Open: func(t *testing.T, seed []*T) sources.Collection[T] {
			_, collection := open(t, seed)
			return collection
		},
		Change: func(t *testing.T, seed []*T) (sources.Collection[T], sourcetest.Changes[T]) {
			s, collection := open(t, seed)
			return collection, sourcetest.Changes[T]{
				Put:    func(e *T) { c.put(s, e) },
				Delete: func(id commerce.ID) { c.remove(s, id) },
			}
		},
		Faults: faults(c.of),
	}
}

func TestOrders(t *testing.T) {
	h := contract[commerce.Order]{
		commerce.Orders, makeOrder, (*shop).putOrder, (*shop).removeOrder,
		func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders },
	}.harness()
	h.States = (*commerce.Order).StatusInfo
	h.UnknownWord = func(t *testing.T) (sources.Collection[commerce.Order], commerce.ID) {
		s, o := newShop(t), makeOrder(0)
		s.putOrder(o)
		if err := s.SetState(number(o.ID.Key), sourcetest.UnknownWord, sourcetest.UnknownWord); err != nil {
			t.Fatal(err)
		}
		return s.open().Orders, o.ID
	}
	sourcetest.Run(t, h)
}

func TestCustomers(t *testing.T) {
	sourcetest.Run(t, contract[commerce.Customer]{
		commerce.Customers, makeCustomer, (*shop).putCustomer, (*shop).removeCustomer,
		func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers },
	}.harness())
}

func TestProducts(t *testing.T) {
	sourcetest.Run(t, contract[commerce.Product]{
		commerce.Products, makeProduct, (*shop).putProduct, (*shop).removeProduct,
		func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products },
	}.harness())
}

func TestVariants(t *testing.T) {
	sourcetest.Run(t, contract[commerce.ProductVariant]{
		commerce.ProductVariants, makeVariant, (*shop).putVariant, (*shop).removeProduct,
		func(s *sources.Source) sources.Collection[commerce.ProductVariant] { return s.Variants },
	}.harness())
}

func TestInventoryItems(t *testing.T) {
	sourcetest.Run(t, contract[commerce.InventoryItem]{
		commerce.InventoryItems, makeItem, (*shop).putItem, (*shop).removeProduct,
		func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems },
	}.harness())
}

func TestLocations(t *testing.T) {
	sourcetest.Run(t, contract[commerce.Location]{
		commerce.Locations, makeLocation, (*shop).putLocation, (*shop).removeLocation,
		func(s *sources.Source) sources.Collection[commerce.Location] { return s.Locations },
	}.harness())
}

// faults opens the collection of a shop that misbehaves, and sends the secret
// which no error may repeat.
func faults[T any](of func(*sources.Source) sources.Collection[T]) map[sourcetest.Fault]func(*testing.T) sources.Collection[T] {
	serve := func(answer func(w http.ResponseWriter, r *http.Request)) func(*testing.T) sources.Collection[T] {
		return func(t *testing.T) sources.Collection[T] {
			server := httptest.NewServer(http.HandlerFunc(answer))
			t.Cleanup(server.Close)
			return of(openAt(t, server.URL))
		}
	}
	respond := func(status int, body string, header ...string) func(*testing.T) sources.Collection[T] {
		return serve(func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	told := `{"message":"` + sourcetest.Secret + ` %1","parameters":["` + sourcetest.Secret + `"],"trace":"` + sourcetest.Secret + `"}`
	return map[sourcetest.Fault]func(*testing.T) sources.Collection[T]{
		sourcetest.ServerError:     respond(http.StatusInternalServerError, told),
		sourcetest.Unauthorized:    respond(http.StatusUnauthorized, told),
		sourcetest.TooManyRequests: respond(http.StatusTooManyRequests, `<html>`+sourcetest.Secret, "Retry-After", "2", "Content-Type", "text/html"),
		sourcetest.MalformedBody:   respond(http.StatusOK, `{"entries":{"`+sourcetest.Secret+`":1},"total_count":"`+sourcetest.Secret+`"}`),
		sourcetest.TruncatedBody:   respond(http.StatusOK, `{"items":[{"entity_id":1,`),
		sourcetest.OversizedBody:   respond(http.StatusOK, `{"items":[],"more":"`+strings.Repeat("x", 9<<20)+`"}`),
		sourcetest.Hang:            serve(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }),
		sourcetest.Reset: serve(func(w http.ResponseWriter, _ *http.Request) {
			if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
				_ = conn.Close()
			}
		}),
		sourcetest.Refused: func(t *testing.T) sources.Collection[T] {
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			_ = listener.Close()
			return of(openAt(t, "http://"+listener.Addr().String()))
		},
	}
}
