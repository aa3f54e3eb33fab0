package woocommerce_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

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

// makeCustomer returns a customer with all that WooCommerce can hold: everybody
// has an address and may log in.
func makeCustomer(i int) *commerce.Customer {
	c := sourcetest.MakeCustomer(name, i)
	if c.Email == "" {
		c.Email = commerce.Text("nobody." + c.ID.Key + "@example.com")
	}
	c.State = commerce.State[commerce.CustomerState]{Value: commerce.CustomerStateEnabled}
	c.Tags = nil
	return c
}

func putCustomer(s *simulation, c *commerce.Customer) {
	w := woocommercesim.Customer{
		ID: numberOf(c.ID), Created: c.CreatedAt, Modified: c.UpdatedAt, Email: string(c.Email),
		FirstName: string(c.FirstName), LastName: string(c.LastName), Billing: addressOf(c.DefaultAddress, c.Phone),
	}
	if numberOf(c.ID)%3 == 0 {
		w.Role = "subscriber"
	}
	must[woocommercesim.Customer](s.t)(s.PutCustomer(w))
}

func addressOf(a *commerce.Address, phone commerce.Text) woocommercesim.Address {
	if a == nil {
		return woocommercesim.Address{Phone: string(phone)}
	}
	return woocommercesim.Address{
		FirstName: string(a.FirstName), LastName: string(a.LastName), Address1: string(a.Address1), City: string(a.City),
		Postcode: string(a.Zip), Country: string(a.CountryCode), Phone: string(phone),
	}
}

// makeOrder returns an order as WooCommerce derives its states: of one word, of
// the time when it was paid, and of its amounts.
func makeOrder(i int) *commerce.Order {
	o := sourcetest.MakeOrder(name, i)
	o.Test, o.Tags = false, nil
	if o.PaymentStatusValue() != commerce.OrderPaymentStatusPaid {
		o.ProcessedAt = time.Time{}
	}
	switch o.StatusValue() {
	case commerce.OrderStatusOpen:
		o.FulfillmentStatus.Value = commerce.OrderFulfillmentStatusUnfulfilled
	case commerce.OrderStatusCompleted:
		o.FulfillmentStatus.Value = commerce.OrderFulfillmentStatusFulfilled
	default:
		o.FulfillmentStatus.Value = commerce.OrderFulfillmentStatusUnknown
		if o.ProcessedAt.IsZero() {
			o.PaymentStatus.Value = commerce.OrderPaymentStatusVoided
		}
	}
	return o
}

var orderWords = map[commerce.OrderStatus]string{
	commerce.OrderStatusOpen: "processing", commerce.OrderStatusCompleted: "completed", commerce.OrderStatusCancelled: "cancelled",
}

func putOrder(s *simulation, o *commerce.Order) {
	w := woocommercesim.Order{
		ID: numberOf(o.ID), Number: o.Name, Status: orderWords[o.StatusValue()], Currency: o.Total.Shop.Currency,
		Created: o.PlacedAt, Modified: o.UpdatedAt, Paid: o.ProcessedAt, CustomerID: numberOf(o.Customer.ID),
		Billing: addressOf(o.BillingAddress, ""), Shipping: addressOf(o.ShippingAddress, ""), PaymentMethod: "bacs",
	}
	w.Billing.Email = string(o.Email)
	for n, l := range o.LineItems {
		line := woocommercesim.Line{
			Name: l.Title, SKU: string(l.SKU), Quantity: decimal.NewFromInt(int64(l.Quantity.Ordered)),
			Subtotal: l.Total.Shop.Amount.Wide(), Total: l.Total.Shop.Amount.Wide(),
		}
		if n == 0 {
			line.TotalTax, line.SubtotalTax = o.TotalTax.Shop.Amount.Wide(), o.TotalTax.Shop.Amount.Wide()
		}
		w.Lines = append(w.Lines, line)
	}
	for _, l := range o.ShippingLines {
		w.Delivery = append(w.Delivery, woocommercesim.Delivery{MethodTitle: string(l.Title), MethodID: string(l.Code), Total: l.Amount.Shop.Amount.Wide()})
	}
	must[woocommercesim.Order](s.t)(s.PutOrder(w))
}

// makeProduct returns a product with all that WooCommerce can hold, which puts
// none away.
func makeProduct(i int) *commerce.Product {
	p := sourcetest.MakeProduct(name, i)
	if p.StatusValue() == commerce.ProductStatusArchived {
		p.Status.Value = commerce.ProductStatusDraft
	}
	return p
}

func putProduct(s *simulation, p *commerce.Product) {
	w := woocommercesim.Product{
		ID: numberOf(p.ID), Name: p.Title, Slug: string(p.Handle), Created: p.CreatedAt, Modified: p.UpdatedAt, Status: "publish",
		Type: "variable", Description: string(p.DescriptionHTML),
	}
	if p.StatusValue() == commerce.ProductStatusDraft {
		w.Status = "draft"
	}
	if p.Vendor != "" {
		w.Brands = []woocommercesim.Term{{ID: 1, Name: string(p.Vendor)}}
	}
	w.Categories = []woocommercesim.Term{{ID: 2, Name: string(p.ProductType)}}
	for n, tag := range p.Tags {
		w.Tags = append(w.Tags, woocommercesim.Term{ID: 3 + n, Name: tag})
	}
	must[woocommercesim.Product](s.t)(s.PutProduct(w))
	for n, v := range p.Variants {
		must[woocommercesim.Variation](s.t)(s.PutVariation(woocommercesim.Variation{
			ID: 100*w.ID + n, ParentID: w.ID, Merchandise: woocommercesim.Merchandise{RegularPrice: v.Price.Amount.String()},
		}))
	}
}

// A quarter of what is sold is a product of its own, the rest are variations.
func isOwnProduct(id commerce.ID) bool { return numberOf(id)%4 == 0 }

func makeVariant(i int) *commerce.ProductVariant {
	v := sourcetest.MakeVariant(name, i)
	v.ProductID.Key = strconv.Itoa(90_000 + i/3)
	if isOwnProduct(v.ID) {
		v.ProductID = v.ID
	}
	if v.InventoryItemID != (commerce.ID{}) {
		v.InventoryItemID = v.ID
	}
	return v
}

func putVariant(s *simulation, v *commerce.ProductVariant) {
	s.putGood(v.ID, v.ProductID, v.CreatedAt, v.UpdatedAt, woocommercesim.Merchandise{
		SKU: string(v.SKU), GlobalUniqueID: string(v.Barcode), RegularPrice: v.Price.Amount.String(), ManageStock: !v.InventoryItemID.IsZero(), Stock: 4,
	})
}

func makeItem(i int) *commerce.InventoryItem {
	item := sourcetest.MakeInventoryItem(name, i)
	item.Tracked = true
	return item
}

func putItem(s *simulation, item *commerce.InventoryItem) {
	stock := item.Levels[0].Quantities[0].Quantity
	s.putGood(item.ID, commerce.ID{Source: name, Key: "90000"}, item.CreatedAt, item.UpdatedAt, woocommercesim.Merchandise{SKU: string(item.SKU), ManageStock: true, Stock: stock})
}

func (s *simulation) putGood(id, product commerce.ID, created, updated time.Time, m woocommercesim.Merchandise) {
	if isOwnProduct(id) {
		must[woocommercesim.Product](s.t)(s.PutProduct(woocommercesim.Product{ID: numberOf(id), Name: "Cup", Created: created, Modified: updated, Merchandise: m}))
		return
	}
	must[woocommercesim.Product](s.t)(s.PutProduct(woocommercesim.Product{ID: numberOf(product), Name: "Cups", Type: "variable"}))
	must[woocommercesim.Variation](s.t)(s.PutVariation(woocommercesim.Variation{
		ID: numberOf(id), ParentID: numberOf(product), Created: created, Modified: updated, Merchandise: m,
	}))
}

func removeGood(s *simulation, id int) {
	if isOwnProduct(commerce.ID{Key: strconv.Itoa(id)}) {
		_ = s.DeleteProduct(id)
		return
	}
	_ = s.DeleteVariation(id)
}
