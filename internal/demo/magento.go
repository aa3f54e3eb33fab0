package demo

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// magentoShop is one of the merchant's stores as Magento has it.
type magentoShop struct {
	sim      *magentosim.Sim
	merchant *merchant.Merchant
	index    int // of the store
	store    *merchant.Store

	stock  int64                  // the id of the shop's own stock
	own    map[int]int            // what its own open orders need, by stock of the merchant
	labels map[string]labelOfKind // of the attributes by which products differ, by their names
}

// labelOfKind is an attribute of products with the ids of its values.
type labelOfKind struct {
	id     int64
	values map[string]int64
}

func newMagento(m *merchant.Merchant, index int, clock func() time.Time) *magentoShop {
	store := &m.Stores[index]
	base := "https://" + store.Domain + "/"
	view := func(id int, code, locale, currency string) magentosim.StoreView {
		return magentosim.StoreView{
			ID: id, Code: code, Name: locale, Locale: locale, BaseCurrency: store.Currency, DisplayCurrency: currency, Timezone: store.TimeZone,
			WeightUnit: "kgs", BaseURL: base,
		}
	}
	return &magentoShop{merchant: m, index: index, store: store, own: map[int]int{}, labels: map[string]labelOfKind{}, sim: magentosim.New(magentosim.Options{
		// Every request is to be signed, as installations demand unless told otherwise.
		BearerOff: true,
		Integration: magentosim.Integration{
			ConsumerKey: tradeKey, ConsumerSecret: tradeSecret, AccessToken: tradeToken, AccessTokenSecret: tradeTokenSecret,
		},
		Websites: []magentosim.Website{{ID: 1, Code: website, Name: store.Title, DefaultGroupID: 1}},
		Groups:   []magentosim.Group{{ID: 1, WebsiteID: 1, Code: "trade", Name: "Trade", RootCategoryID: 2, DefaultStoreID: 1}},
		Stores:   []magentosim.StoreView{view(1, "default", "de_DE", store.Currency), view(polishView, "pl", "pl_PL", "PLN")},
		Clock:    clock, Seed: m.Seed,
	})}
}

const (
	website    = "trade"
	polishView = 2
	// Products have numbers by what they are: SKUs those of the merchant from 1
	// on, and what gathers several SKUs others.
	firstGathering = 1001
)

// sourceCode is Magento's word for a location.
func sourceCode(location int) string {
	return [...]string{"hamburg", "rotterdam", "austin", "malmo"}[location]
}

func (s *magentoShop) handler() http.Handler { return s.sim }

func (s *magentoShop) slow(by time.Duration) { s.sim.SetLatency(by) }

func (s *magentoShop) spoil(f fault) {
	made := magentosim.Fault{Kind: magentosim.FaultUnavailable, Rate: f.rate}
	if f.busy {
		made.Kind, made.RetryAfter = magentosim.FaultTooMany, pauseWhenBusy
	}
	s.sim.ClearFaults()
	if f.rate > 0 {
		s.sim.AddFault(made)
	}
}

// load fills the shop. What refers to something comes after it.
func (s *magentoShop) load() error {
	for _, step := range []func() error{s.loadSources, s.loadLabels, s.loadProducts, s.loadCustomers, s.loadOrders, s.loadStock} {
		if err := step(); err != nil {
			return fmt.Errorf("fill %s: %w", s.store.Name, err)
		}
	}
	return nil
}

// loadSources writes down where goods lie. The source that every Magento has is
// not used.
func (s *magentoShop) loadSources() error {
	list := []magentosim.Source{{Code: "default", Name: "Default Source", Disabled: true}}
	for i := range s.merchant.Locations {
		if l := &s.merchant.Locations[i]; s.merchant.Ships(s.index, i) {
			list = append(list, magentosim.Source{Code: sourceCode(i), Name: l.Name, Street: l.Street, City: l.City, Postcode: l.Zip, CountryID: l.Country})
		}
	}
	for _, source := range list {
		if _, err := s.sim.PutSource(source); err != nil {
			return err
		}
	}
	stock := magentosim.Stock{Name: s.store.Title, Websites: []string{website}}
	for _, location := range s.store.Locations {
		stock.Sources = append(stock.Sources, sourceCode(location))
	}
	stock, err := s.sim.PutStock(stock)
	s.stock = stock.ID
	return err
}

// loadLabels makes an attribute of each way in which products differ.
func (s *magentoShop) loadLabels() error {
	made := map[string]*magentosim.ProductAttribute{}
	var names []string
	for i := range s.merchant.Products {
		p := &s.merchant.Products[i]
		skus := sold(s.merchant, s.index, i)
		if len(skus) < 2 {
			continue
		}
		if made[p.Option] == nil {
			made[p.Option] = &magentosim.ProductAttribute{Code: strings.ToLower(p.Option), Label: p.Option}
			names = append(names, p.Option)
		}
		for _, sku := range skus {
			made[p.Option].Options = append(made[p.Option].Options, magentosim.AttributeOption{Label: s.merchant.SKUs[sku].Value})
		}
	}
	for _, name := range names {
		stored, err := s.sim.PutAttribute(*made[name])
		if err != nil {
			return err
		}
		label := labelOfKind{stored.ID, map[string]int64{}}
		for _, option := range stored.Options {
			label.values[option.Label] = option.ID
		}
		s.labels[name] = label
	}
	_, err := s.sim.PutAttribute(magentosim.ProductAttribute{Code: barcodeAttribute, Label: "EAN", Input: "text"})
	return err
}

const barcodeAttribute = "ean"

// productID is Magento's number of a SKU.
func productID(sku int) int64 { return int64(1 + sku) }

// loadProducts writes down each SKU, and for products of several a product that
// gathers them.
func (s *magentoShop) loadProducts() error {
	for i := range s.merchant.Products {
		skus := sold(s.merchant, s.index, i)
		for _, sku := range skus {
			if _, err := s.sim.PutProduct(s.simple(sku, len(skus) == 1)); err != nil {
				return err
			}
		}
		if len(skus) > 1 {
			if _, err := s.sim.PutProduct(s.gathering(i, skus)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *magentoShop) simple(sku int, alone bool) magentosim.Product {
	const hidden, sellsWithoutStock = 1, 2
	k := &s.merchant.SKUs[sku]
	p := &s.merchant.Products[k.Product]
	made := magentosim.Product{
		ID: productID(sku), SKU: k.Code, Name: p.Title, Price: merchant.Money{Minor: k.Price[s.index], Currency: s.store.Currency}.Decimal(),
		Weight: decimal.New(int64(k.Grams), -3), CreatedAt: k.CreatedAt, Disabled: p.Archived, Backorders: sellsWithoutStock,
	}
	if k.Barcode != "" {
		made.Attributes = append(made.Attributes, magentosim.Attribute{Code: barcodeAttribute, Value: k.Barcode})
	}
	if alone {
		s.show(&made, p)
		return made
	}
	made.Name, made.Visibility = p.Title+" "+k.Value, hidden
	value := s.labels[p.Option].values[k.Value]
	made.Attributes = append(made.Attributes, magentosim.Attribute{Code: strings.ToLower(p.Option), Value: strconv.FormatInt(value, 10)})
	return made
}

// show adds what the shop's pages say of a product.
func (s *magentoShop) show(made *magentosim.Product, p *merchant.Product) {
	made.Attributes = append(made.Attributes,
		magentosim.Attribute{Code: "description", Value: p.Description},
		magentosim.Attribute{Code: "url_key", Value: "p" + strconv.FormatInt(made.ID, 10)})
	made.Media = []magentosim.MediaEntry{{
		File: fmt.Sprintf("/p/%d.jpg", made.ID), Label: p.Title, Types: []string{"image", "small_image", "thumbnail"},
	}}
}

func (s *magentoShop) gathering(product int, skus []int) magentosim.Product {
	p := &s.merchant.Products[product]
	label := s.labels[p.Option]
	made := magentosim.Product{
		ID: int64(firstGathering + product), SKU: fmt.Sprintf("KN-%02d", product+1), Name: p.Title, TypeID: "configurable", CreatedAt: p.CreatedAt, Disabled: p.Archived,
	}
	option := magentosim.ConfigurableOption{AttributeID: label.id, Label: p.Option}
	for _, sku := range skus {
		option.Values = append(option.Values, label.values[s.merchant.SKUs[sku].Value])
		made.Children = append(made.Children, s.merchant.SKUs[sku].Code)
	}
	made.Options = []magentosim.ConfigurableOption{option}
	s.show(&made, p)
	return made
}

func (s *magentoShop) loadCustomers() error {
	for i := range s.merchant.People {
		r := s.merchant.People[i].ByStore[s.index]
		if r == nil {
			continue
		}
		customer := magentosim.Customer{
			ID: customerNumber(i), Email: r.Email, Name: magentosim.Name{First: r.FirstName, Last: r.LastName}, StoreID: s.view(s.merchant.People[i].Country),
			CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
		}
		for at, a := range r.Addresses {
			customer.Addresses = append(customer.Addresses, magentosim.CustomerAddress{
				Name: nameOf(a), Company: a.Company, Phone: r.Phone, Street: streetOf(a), City: a.City, Postcode: a.Zip, CountryID: a.Country,
				DefaultBilling: at == 0, DefaultShipping: at == 0,
			})
		}
		if _, err := s.sim.PutCustomer(customer); err != nil {
			return err
		}
	}
	return nil
}

func customerNumber(person int) int64 { return int64(1 + person) }

// view is the store view that people of a country see.
func (s *magentoShop) view(country string) int {
	if country == "PL" {
		return polishView
	}
	return 1
}

func nameOf(a *merchant.Address) magentosim.Name {
	return magentosim.Name{First: a.FirstName, Last: a.LastName}
}

func streetOf(a *merchant.Address) []string {
	if a.Extra == "" {
		return []string{a.Street}
	}
	return []string{a.Street, a.Extra}
}

// greet notes that a customer wants to be written to.
func (s *magentoShop) greet(person int, _ time.Time) error {
	if s.merchant.People[person].ByStore[s.index] == nil {
		return nil
	}
	return s.sim.UpdateCustomer(customerNumber(person), func(c *magentosim.Customer) { c.Subscribed = !c.Subscribed })
}
