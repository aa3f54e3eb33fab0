package demo

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// wooShop is one of the merchant's stores as WooCommerce has it.
type wooShop struct {
	sim      *woocommercesim.Sim
	merchant *merchant.Merchant
	index    int // of the store
	store    *merchant.Store
}

func newWoo(m *merchant.Merchant, index int, clock func() time.Time) (*wooShop, error) {
	store := &m.Stores[index]
	zone, err := time.LoadLocation(store.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", store.Name, err)
	}
	return &wooShop{merchant: m, index: index, store: store, sim: woocommercesim.New(woocommercesim.Options{
		Keys:      map[string]woocommercesim.Key{outletKey: {Secret: outletSecret, Permissions: woocommercesim.ReadOnly, Role: "shop_manager"}},
		PlainHTTP: true, Fulfillments: true, Zone: zone, Currency: store.Currency, PricesIncludeTax: store.TaxesIncluded, Clock: clock, Seed: m.Seed,
		SignatureClock: time.Now, // who asks does not know what time it is in the demo
	})}, nil
}

// WordPress numbers products, variations, pictures and orders together, so each
// kind has a range of its own. A refund follows its order.
const (
	firstProduct   = 100
	firstVariation = 300
	firstPicture   = 600
	firstOrder     = 10_000
	perOrder       = 10
	firstUser      = 100
)

func (s *wooShop) handler() http.Handler { return s.sim }

func (s *wooShop) slow(by time.Duration) { s.sim.SetLatency(by) }

func (s *wooShop) spoil(f fault) {
	made := woocommercesim.Fault{Kind: woocommercesim.FaultBadGateway, Rate: f.rate}
	if f.busy {
		made.Kind, made.RetryAfter = woocommercesim.FaultRateLimited, pauseWhenBusy
	}
	s.sim.ClearFaults()
	if f.rate > 0 {
		s.sim.AddFault(made)
	}
}

// load fills the shop. What refers to something comes after it.
func (s *wooShop) load() error {
	for _, g := range []woocommercesim.Gateway{{ID: "stripe", Title: "Card", MethodTitle: "Stripe", Enabled: true}, {ID: "bacs", Title: "Bank transfer", Enabled: true}} {
		s.sim.PutGateway(g)
	}
	for _, step := range []func() error{s.loadProducts, s.loadCustomers, s.loadOrders} {
		if err := step(); err != nil {
			return fmt.Errorf("fill %s: %w", s.store.Name, err)
		}
	}
	return nil
}

// loadProducts writes down products that are sold in several kinds with a
// variation for each, and the others as they are.
func (s *wooShop) loadProducts() error {
	stock := map[int]int{}
	extra := drifts(s.merchant, s.index)
	for i := range s.merchant.Stock {
		if m := &s.merchant.Stock[i]; keeps(s.merchant, s.index, m.SKU, m.Location) {
			stock[m.SKU] += m.Available() + extra[i]
		}
	}
	for i := range s.merchant.Products {
		skus := sold(s.merchant, s.index, i)
		if len(skus) == 0 {
			continue
		}
		if _, err := s.sim.PutProduct(s.product(i, skus, stock)); err != nil {
			return err
		}
		for n, sku := range skus {
			if len(skus) == 1 {
				break
			}
			k, p := &s.merchant.SKUs[sku], &s.merchant.Products[i]
			if _, err := s.sim.PutVariation(woocommercesim.Variation{
				ID: firstVariation + sku, ParentID: firstProduct + i, Created: k.CreatedAt, Order: n,
				Attributes: []woocommercesim.Choice{{Name: p.Option, Option: k.Value}}, Merchandise: s.merchandise(sku, stock[sku]),
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *wooShop) product(index int, skus []int, stock map[int]int) woocommercesim.Product {
	p := &s.merchant.Products[index]
	made := woocommercesim.Product{
		ID: firstProduct + index, Name: p.Title, Created: p.CreatedAt, Description: p.Description,
		Categories: []woocommercesim.Term{term(p.Type)}, Brands: []woocommercesim.Term{term(p.Vendor)},
		Images: []woocommercesim.Image{{
			ID: firstPicture + index, Created: p.CreatedAt, Alt: p.Title, Src: fmt.Sprintf("https://%s/wp-content/uploads/%d.jpg", s.store.Domain, index),
		}},
	}
	for _, tag := range p.Tags {
		made.Tags = append(made.Tags, term(tag))
	}
	if len(skus) == 1 {
		made.Merchandise = s.merchandise(skus[0], stock[skus[0]])
		return made
	}
	made.Type = "variable"
	choice := woocommercesim.Attribute{Name: p.Option, Visible: true, Variation: true}
	for _, sku := range skus {
		choice.Options = append(choice.Options, s.merchant.SKUs[sku].Value)
	}
	made.Attributes = []woocommercesim.Attribute{choice}
	return made
}

// term numbers a word by its letters: the shop has no list of its own of them.
func term(name string) woocommercesim.Term {
	id := 1
	for _, letter := range name {
		id = (id*31 + int(letter)) % 100_003
	}
	return woocommercesim.Term{ID: id, Name: name, Slug: "term-" + strconv.Itoa(id)}
}

func (s *wooShop) merchandise(sku, stock int) woocommercesim.Merchandise {
	k := &s.merchant.SKUs[sku]
	price := merchant.Money{Minor: k.Price[s.index], Currency: s.store.Currency}
	return woocommercesim.Merchandise{
		SKU: k.Code, GlobalUniqueID: k.Barcode, RegularPrice: price.Decimal().StringFixed(2), ManageStock: true, Stock: stock, Backorders: "notify",
		Weight: decimal.New(int64(k.Grams), -3).String(),
	}
}

// goods returns the numbers of a SKU's product and, if it is one of several
// kinds of it, of its variation.
func (s *wooShop) goods(sku int) (product, variation int) {
	product = s.merchant.SKUs[sku].Product
	if inKinds(s.merchant, s.index, product) {
		variation = firstVariation + sku
	}
	return firstProduct + product, variation
}

// restock writes down what is available: the shop knows one number for each
// article, wherever it lies.
func (s *wooShop) restock(at int, stock *merchant.Stock, _ movement, _ bool) error {
	if !keeps(s.merchant, s.index, stock.SKU, stock.Location) {
		return nil
	}
	id, variation := s.goods(stock.SKU)
	if variation != 0 {
		id = variation
	}
	return s.sim.SetStock(id, stock.Available()+drifts(s.merchant, s.index)[at])
}

func (s *wooShop) loadCustomers() error {
	for i := range s.merchant.People {
		r := s.merchant.People[i].ByStore[s.index]
		if r == nil {
			continue
		}
		billing := s.address(r.Addresses[0])
		billing.Email, billing.Phone = r.Email, r.Phone
		_, err := s.sim.PutCustomer(woocommercesim.Customer{
			ID: firstUser + i, Created: r.CreatedAt, Modified: r.UpdatedAt, Email: r.Email, FirstName: r.FirstName, LastName: r.LastName,
			Billing: billing, Shipping: s.address(r.Addresses[0]),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *wooShop) address(a *merchant.Address) woocommercesim.Address {
	return woocommercesim.Address{
		FirstName: a.FirstName, LastName: a.LastName, Company: a.Company, Address1: a.Street, Address2: a.Extra, City: a.City, State: a.ProvinceCode,
		Postcode: a.Zip, Country: a.Country, Phone: a.Phone,
	}
}

// greet notes when a customer was last seen, in the meta data as plug-ins do.
func (s *wooShop) greet(person int, now time.Time) error {
	if s.merchant.People[person].ByStore[s.index] == nil {
		return nil
	}
	return s.sim.UpdateCustomer(firstUser+person, func(c *woocommercesim.Customer) {
		c.Meta = []woocommercesim.Meta{{Key: "wc_last_active", Value: strconv.FormatInt(now.Unix(), 10)}}
	})
}
