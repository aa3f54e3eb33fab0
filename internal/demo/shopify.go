package demo

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// shopifyShop is one of the merchant's stores as Shopify has it.
type shopifyShop struct {
	sim      *shopifysim.Sim
	merchant *merchant.Merchant
	index    int // of the store
	store    *merchant.Store
	rates    sync.Map // int64 → *decimal.Decimal, shared by all orders
	// addresses are shared by the orders of one person while the shop is filled.
	addresses map[*merchant.Address]*shopifysim.MailingAddress
}

func newShopify(m *merchant.Merchant, index int, clock func() time.Time) *shopifyShop {
	store := &m.Stores[index]
	presentment := []string{store.Currency}
	if index == merchant.North {
		presentment = append(presentment, "JPY")
	}
	return &shopifyShop{merchant: m, index: index, store: store, sim: shopifysim.New(shopifysim.Options{
		ShopDomain: store.Domain, Token: []string{northToken, southToken}[index], Seed: m.Seed, Clock: clock,
		// The shop's plan is a large one, and its app may read all orders.
		ReadAllOrders: true, Bucket: shopifysim.Bucket{Capacity: 20_000, RestoreRate: 1000},
		Shop: shopifysim.Shop{
			Name: store.Title, Email: "owner@" + store.Name + ".example", CurrencyCode: store.Currency, EnabledPresentmentCurrencies: presentment,
			IanaTimezone: store.TimeZone, TaxesIncluded: store.TaxesIncluded, PlanName: "Plus", ShopifyPlus: true, CreatedAt: m.Now.AddDate(-3, 0, 0),
		},
	})}
}

func (s *shopifyShop) handler() http.Handler { return s.sim }

func (s *shopifyShop) slow(by time.Duration) { s.sim.SetLatency(by) }

func (s *shopifyShop) spoil(f fault) {
	mode := shopifysim.FailBadGateway
	if f.busy {
		mode = shopifysim.FailTooMany
	}
	if f.rate == 0 {
		mode = ""
	}
	s.sim.SetFailure(shopifysim.Failure{Mode: mode, Rate: f.rate, RetryAfter: pauseWhenBusy})
}

// gid makes a global id from a number that is the store's own. Numbers of the
// two stores differ.
func (s *shopifyShop) gid(kind string, number int) string {
	const base, apart = 5_000_000_000_000, 1_000_000_000_000
	id := make([]byte, 0, 64)
	id = append(append(append(id, "gid://shopify/"...), kind...), '/')
	return string(strconv.AppendInt(id, int64(base+apart*s.index+number), 10))
}

func (s *shopifyShop) customerID(person int) string { return s.gid("Customer", 1000+person) }

// load fills the shop. What refers to something comes after it.
func (s *shopifyShop) load() error {
	for _, step := range []func() error{s.loadLocations, s.loadProducts, s.loadStock, s.loadCustomers, s.loadOrders} {
		if err := step(); err != nil {
			return fmt.Errorf("fill %s: %w", s.store.Name, err)
		}
	}
	return nil
}

func (s *shopifyShop) loadLocations() error {
	for i, l := range s.merchant.Locations {
		if !s.merchant.Ships(s.index, i) {
			continue
		}
		_, err := s.sim.PutLocation(shopifysim.Location{
			ID: s.gid("Location", i), Name: l.Name, Primary: i == s.store.Locations[0], FulfillsOnlineOrders: true, ShipsInventory: true,
			Address:   shopifysim.LocationAddress{Address1: &l.Street, City: &l.City, Zip: &l.Zip, CountryCode: &l.Country},
			CreatedAt: s.merchant.Now.AddDate(-3, 0, 0),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *shopifyShop) loadProducts() error {
	for i := range s.merchant.Products {
		product, variants := s.product(i)
		if len(variants) == 0 {
			continue
		}
		if _, err := s.sim.PutProduct(product); err != nil {
			return err
		}
		for _, variant := range variants {
			if _, err := s.sim.PutVariant(variant); err != nil {
				return err
			}
		}
		if err := s.weigh(i); err != nil {
			return err
		}
	}
	return nil
}

// product returns a product with the variants that the store sells.
func (s *shopifyShop) product(index int) (shopifysim.Product, []shopifysim.ProductVariant) {
	p := &s.merchant.Products[index]
	option := p.Option
	if option == "" {
		option = "Title"
	}
	var values []string
	var variants []shopifysim.ProductVariant
	for _, sku := range p.SKUs {
		k := &s.merchant.SKUs[sku]
		if !k.SoldBy(s.index) {
			continue
		}
		value := k.Value
		if value == "" {
			value = "Default Title"
		}
		values = append(values, value)
		variants = append(variants, s.variant(sku, shopifysim.SelectedOption{Name: option, Value: value}))
	}
	return shopifysim.Product{
		ID: s.gid("Product", index), Title: p.Title, DescriptionHTML: p.Description, Vendor: p.Vendor, ProductType: p.Type, Tags: p.Tags,
		Status: map[bool]string{false: "ACTIVE", true: "ARCHIVED"}[p.Archived], Options: []shopifysim.ProductOption{{Name: option, Values: values}},
		Media: []shopifysim.MediaImage{{Alt: &p.Title, Image: &shopifysim.Image{
			URL: fmt.Sprintf("https://cdn.%s.example/products/%d.jpg", s.store.Name, index), Width: new(1200), Height: new(1200),
		}}},
		PublishedAt: &p.CreatedAt, CreatedAt: p.CreatedAt,
	}, variants
}

func (s *shopifyShop) variant(sku int, option shopifysim.SelectedOption) shopifysim.ProductVariant {
	k := &s.merchant.SKUs[sku]
	v := shopifysim.ProductVariant{
		ID: s.gid("ProductVariant", sku), ProductID: s.gid("Product", k.Product), SKU: &k.Code, Barcode: textOrNil(k.Barcode), Taxable: true,
		Price: merchant.Money{Minor: k.Price[s.index], Currency: s.store.Currency}.Decimal(), InventoryPolicy: "CONTINUE",
		SelectedOptions: []shopifysim.SelectedOption{option}, InventoryItemID: s.gid("InventoryItem", sku), CreatedAt: k.CreatedAt,
	}
	if k.Before > 0 && s.index == merchant.North {
		v.CompareAtPrice = new(merchant.Money{Minor: k.Before, Currency: s.store.Currency}.Decimal())
	}
	return v
}

// weigh writes down what the goods of a product weigh.
func (s *shopifyShop) weigh(product int) error {
	for _, sku := range s.merchant.Products[product].SKUs {
		k := &s.merchant.SKUs[sku]
		if !k.SoldBy(s.index) {
			continue
		}
		_, err := s.sim.PutInventoryItem(shopifysim.InventoryItem{
			ID: s.gid("InventoryItem", sku), SKU: &k.Code, Tracked: true, RequiresShipping: true,
			Weight: &shopifysim.Weight{Value: float64(k.Grams), Unit: "GRAMS"}, CreatedAt: k.CreatedAt,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// loadStock writes down the stock as the store believes it to be.
func (s *shopifyShop) loadStock() error {
	extra := drifts(s.merchant, s.index)
	for i, stock := range s.merchant.Stock {
		if !keeps(s.merchant, s.index, stock.SKU, stock.Location) {
			continue
		}
		_, err := s.sim.PutInventoryLevel(shopifysim.InventoryLevel{
			ID: s.levelID(i), ItemID: s.gid("InventoryItem", stock.SKU), LocationID: s.gid("Location", stock.Location),
			Quantities: map[string]int{"available": stock.Available() + extra[i], "committed": stock.Committed, "damaged": stock.Damaged, "incoming": stock.Incoming},
			CreatedAt:  s.merchant.SKUs[stock.SKU].CreatedAt, UpdatedAt: stock.CountedAt,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// levelID is the id of a stock; Shopify's names the item in it.
func (s *shopifyShop) levelID(stock int) string {
	_, item, _ := strings.Cut(s.gid("InventoryItem", s.merchant.Stock[stock].SKU), "InventoryItem/")
	return s.gid("InventoryLevel", stock) + "?inventory_item_id=" + item
}

func (s *shopifyShop) loadCustomers() error {
	for i := range s.merchant.People {
		r := s.merchant.People[i].ByStore[s.index]
		if r == nil {
			continue
		}
		customer := shopifysim.Customer{
			ID: s.customerID(i), FirstName: textOrNil(r.FirstName), LastName: textOrNil(r.LastName), Email: textOrNil(r.Email), Phone: textOrNil(r.Phone),
			State: "ENABLED", Tags: r.Tags, Note: textOrNil(r.Note), Locale: r.Locale, VerifiedEmail: r.Email != "", CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
		}
		for _, a := range r.Addresses {
			customer.Addresses = append(customer.Addresses, *mailing(a))
		}
		if _, err := s.sim.PutCustomer(customer); err != nil {
			return err
		}
	}
	return nil
}

// greet marks a customer as active, or no longer.
func (s *shopifyShop) greet(person int, now time.Time) error {
	const active = "active"
	if s.merchant.People[person].ByStore[s.index] == nil {
		return nil
	}
	customer, known := s.sim.Customer(s.customerID(person))
	if !known {
		return fmt.Errorf("customer %s: %w", s.customerID(person), shopifysim.ErrUnknown)
	}
	tags := slices.DeleteFunc(slices.Clone(customer.Tags), func(tag string) bool { return tag == active })
	if len(tags) == len(customer.Tags) {
		tags = append(tags, active)
	}
	customer.Tags, customer.UpdatedAt = tags, now
	_, err := s.sim.PutCustomer(customer)
	return err
}

func (s *shopifyShop) loadOrders() error {
	s.addresses = map[*merchant.Address]*shopifysim.MailingAddress{}
	defer func() { s.addresses = nil }()
	for i := range s.merchant.Orders {
		if o := &s.merchant.Orders[i]; o.Store == s.index {
			if err := s.place(o); err != nil {
				return err
			}
		}
	}
	return nil
}

// address translates an address of an order.
func (s *shopifyShop) address(a *merchant.Address) *shopifysim.MailingAddress {
	if known := s.addresses[a]; known != nil {
		return known
	}
	made := mailing(a)
	if s.addresses != nil {
		s.addresses[a] = made
	}
	return made
}

func mailing(a *merchant.Address) *shopifysim.MailingAddress {
	return &shopifysim.MailingAddress{
		FirstName: textOrNil(a.FirstName), LastName: textOrNil(a.LastName), Company: textOrNil(a.Company), Address1: textOrNil(a.Street),
		Address2: textOrNil(a.Extra), City: textOrNil(a.City), Province: textOrNil(a.Province), ProvinceCode: textOrNil(a.ProvinceCode),
		CountryCodeV2: a.Country, Zip: textOrNil(a.Zip), Phone: textOrNil(a.Phone),
	}
}

// textOrNil makes a missing text null.
func textOrNil(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
