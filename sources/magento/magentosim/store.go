package magentosim

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// store holds the shop. Its methods expect the caller to hold the lock.
type store struct {
	orders, items, invoices, shipments, creditmemos, transactions table

	customers, products, attributes, sources, sourceItems, stocks table

	// These hand out ids only.
	addresses, documentRows, comments, tracks             table
	customerAddresses, media, productOptions, bundleLinks table
	attributeOptions                                      table

	transactionsOf  map[int64][]int64 // by order
	productBySKU    map[string]int64  // in small letters
	customerByEmail map[string]int64  // and website
	attributeCodes  map[string]bool   // in use
	sourceIDs       map[string]int64  // by code
	sourceItemIDs   map[string]int64  // by SKU and source
	reservations    map[string]decimal.Decimal

	numbers map[string]int64 // the last number by kind and store
}

func newStore() *store {
	return &store{
		transactionsOf: map[int64][]int64{}, productBySKU: map[string]int64{}, customerByEmail: map[string]int64{}, attributeCodes: map[string]bool{"category_ids": true},
		sourceIDs: map[string]int64{}, sourceItemIDs: map[string]int64{}, reservations: map[string]decimal.Decimal{}, numbers: map[string]int64{},
	}
}

// seed puts what every shop has: a source, and a stock that serves all
// websites from it.
func (s *Sim) seed() {
	c := &change{sim: s}
	c.putSource(Source{Code: defaultSource, Name: "Default Source", Description: "Default Source", Latitude: &decimal.Zero, Longitude: &decimal.Zero})
	stock := &Stock{ID: defaultStock, Name: "Default Stock", Sources: []string{defaultSource}}
	for _, website := range s.options.Websites {
		stock.Websites = append(stock.Websites, website.Code)
	}
	s.store.stocks.put(stock)
}

// number makes an increment id: nine digits per store, and the store's id in
// front of them for all stores but the first.
func (st *store) number(kind string, storeID int, increment *string) {
	key := fmt.Sprintf("%s %d", kind, storeID)
	if *increment != "" {
		return
	}
	st.numbers[key]++
	*increment = fmt.Sprintf("%09d", st.numbers[key])
	if storeID != 1 {
		*increment = fmt.Sprintf("%d%s", storeID, *increment)
	}
}
