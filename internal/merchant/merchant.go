// Package merchant makes up a merchant from a seed: people, goods, stock and
// orders as five systems would know them, with the faults that such data has
// in life. It holds plain data and knows no system and no vendor: who needs the
// data somewhere translates it.
//
// Two calls with the same seed and the same time return the same merchant, to
// the last letter. Everything that is odd on purpose is listed in [Oddities].
package merchant

import (
	"math/rand/v2"
	"runtime"
	"sync"
	"time"
)

// The size of every merchant.
const (
	Customers = 1_200  // people in the CRM
	Strangers = 60     // people that the CRM does not know
	Orders    = 18_000 // in both stores
	Days      = 90     // that the orders are spread over
)

// Merchant is all that there is to know. Its slices are not to be changed:
// parts of it point at others.
type Merchant struct {
	Seed      uint64
	Now       time.Time // UTC, whole seconds: nothing has happened later
	Stores    []Store
	Gateway   Gateway
	Locations []Location
	Products  []Product
	SKUs      []SKU
	People    []Person // the CRM's first
	Orders    []Order  // by the time they were placed
	Stock     []Stock  // by SKU, then location
	Oddities  Oddities

	cultures []culture
	buyers   [][]int     // by store: the people whom it knows
	lures    [][]float64 // by store: how often they buy, added up
	shelf    []shelf     // by store: what it sells
}

// The streams of random numbers, one for each purpose, so that one does not
// change when another draws more. Orders have the streams from orderStream on.
const (
	peopleStream = iota + 1
	timeStream
	oddStream
	stockStream
	orderStream = 1 << 20
)

func (m *Merchant) stream(purpose uint64) *rand.Rand {
	return rand.New(rand.NewPCG(m.Seed, purpose))
}

// New makes the merchant of a seed as it stands now.
func New(seed uint64, now time.Time) *Merchant {
	m := &Merchant{
		Seed: seed, Now: now.UTC().Truncate(time.Second),
		Stores: stores(), Gateway: gateway(), Locations: locations(),
	}
	m.Products, m.SKUs = catalogue(m.Now)
	m.makePeople()
	m.makeShelves()
	m.planOrders()
	m.fillOrders()
	m.makeStock()
	return m
}

// fillOrders makes what was planned. Every order has random numbers of its
// own, so it does not matter who makes it.
func (m *Merchant) fillOrders() {
	var group sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		group.Go(func() {
			for i := worker; i < len(m.Orders); i += workers {
				m.fill(&m.Orders[i], m.stream(orderStream+uint64(i)), m.Now)
			}
		})
	}
	group.Wait()
}

// Store is one shop on the web.
type Store struct {
	Name     string // "north" or "south"
	Title    string
	Domain   string
	Prefix   string // of the numbers of its orders
	Currency string
	Country  string // ISO 3166-1 alpha-2
	TimeZone string // IANA
	// TaxesIncluded says that prices contain the tax.
	TaxesIncluded bool
	// Locations ship its orders: the first one most of them.
	Locations []int
	Carriers  []string

	shipping, express int64 // minor units
	freeFrom          int64
	tax               map[string]int64 // by country or province, hundredths of a per cent
}

// The stores, as indexes.
const (
	North = iota
	South
)

func stores() []Store {
	return []Store{
		{
			Name: "north", Title: "Kontor Nord", Domain: "galleria-north.myshopify.com", Prefix: "N", Currency: "EUR", Country: "DE",
			TimeZone: "Europe/Berlin", TaxesIncluded: true, Locations: []int{Hamburg, Rotterdam}, Carriers: []string{"DHL", "PostNord", "DPD"},
			shipping: 490, express: 1290, freeFrom: 6000,
			tax: map[string]int64{"DE": 1900, "FR": 2000, "SE": 2500, "DK": 2500, "PL": 2300, "ES": 2100},
		},
		{
			Name: "south", Title: "Southbound Goods", Domain: "galleria-south.myshopify.com", Prefix: "S", Currency: "USD", Country: "US",
			TimeZone: "America/Chicago", Locations: []int{Austin, Rotterdam}, Carriers: []string{"UPS", "USPS", "FedEx"},
			shipping: 595, express: 1595, freeFrom: 7500,
			tax: map[string]int64{"TX": 825, "CA": 725, "NY": 888, "WA": 920, "IL": 1025},
		},
	}
}

// presentment is the currency in which a store shows its prices in a country.
func (s *Store) presentment(country string) string {
	if country == "JP" && s.Currency == "EUR" {
		return "JPY"
	}
	return s.Currency
}
