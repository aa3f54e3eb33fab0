package merchant

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Store is one shop on the web.
type Store struct {
	Name     string // "north", "south", "trade" or "outlet"
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

	naming            string // of its orders, by their number
	shipping, express int64  // minor units
	freeFrom          int64
	tax               map[string]int64  // by country or province, hundredths of a per cent
	shows             map[string]string // the currency of its prices by country, where that is another
	guests            int               // per cent of its orders that no account placed
	from              []int             // the cultures of its guests
	lot               int               // that it sells pieces in
	wrapping          int64             // what it takes for a gift's paper; 0 where there is none
}

// The stores, as indexes. North and South are the main ones. Trade sells to
// companies, in lots and with the tax on top; Outlet has been open for three weeks.
const (
	North = iota
	South
	Trade
	Outlet

	storeCount
)

func stores() []Store {
	return []Store{
		{
			Name: "north", Title: "Kontor Nord", Domain: "galleria-north.myshopify.com", Prefix: "N", Currency: "EUR", Country: "DE",
			TimeZone: "Europe/Berlin", TaxesIncluded: true, Locations: []int{Hamburg, Rotterdam}, Carriers: []string{"DHL", "PostNord", "DPD"},
			naming: "#N%d", shipping: 490, express: 1290, freeFrom: 6000,
			tax:   map[string]int64{"DE": 1900, "FR": 2000, "SE": 2500, "DK": 2500, "PL": 2300, "ES": 2100},
			shows: map[string]string{"JP": "JPY"}, guests: 9, from: []int{0, 2, 3, 4, 5, 6, 7}, lot: 1, wrapping: 350,
		},
		{
			Name: "south", Title: "Southbound Goods", Domain: "galleria-south.myshopify.com", Prefix: "S", Currency: "USD", Country: "US",
			TimeZone: "America/Chicago", Locations: []int{Austin, Rotterdam}, Carriers: []string{"UPS", "USPS", "FedEx"},
			naming: "#S%d", shipping: 595, express: 1595, freeFrom: 7500,
			tax:    map[string]int64{"TX": 825, "CA": 725, "NY": 888, "WA": 920, "IL": 1025},
			guests: 9, from: []int{1, 1, 1, 8}, lot: 1, wrapping: 350,
		},
		{
			Name: "trade", Title: "Kontor Nord Großhandel", Domain: "trade.kontor-nord.example", Prefix: "T", Currency: "EUR", Country: "DE",
			TimeZone: "Europe/Berlin", Locations: []int{Rotterdam, Hamburg}, Carriers: []string{"DHL Freight", "DSV", "Dachser"},
			naming: "T%08d", shipping: 1900, express: 4900, freeFrom: 50_000,
			tax:   map[string]int64{"DE": 1900}, // companies abroad pay the tax at home
			shows: map[string]string{"PL": "PLN"}, from: []int{0, 2, 3, 4}, lot: 6,
		},
		{
			Name: "outlet", Title: "Kontor Nord Outlet", Domain: "outlet.kontor-nord.example", Prefix: "O", Currency: "SEK", Country: "SE",
			TimeZone: "Europe/Stockholm", TaxesIncluded: true, Locations: []int{Malmo}, Carriers: []string{"PostNord", "Bring"},
			naming: "OUT-%d", shipping: 4900, express: 12_900, freeFrom: 60_000,
			tax:    map[string]int64{"SE": 2500, "DK": 2500},
			guests: 25, from: []int{3, 3, 6}, lot: 1,
		},
	}
}

// orderName is what a store calls an order.
func (s *Store) orderName(number int) string { return fmt.Sprintf(s.naming, number) }

// presentment is the currency in which a store shows its prices in a country.
func (s *Store) presentment(country string) string {
	if other, shown := s.shows[country]; shown {
		return other
	}
	return s.Currency
}

// Rate is what one unit of the store's currency costs in one in which it shows
// prices.
func (s *Store) Rate(presentment string) decimal.Decimal {
	if presentment == s.Currency {
		return decimal.NewFromInt(1)
	}
	return decimal.New(perEuro[presentment], -Digits(presentment))
}
