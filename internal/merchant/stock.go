package merchant

import "time"

// Location is a warehouse.
type Location struct {
	Name, City, Street, Zip, Country string
	Kind                             string // "own" or "partner"
}

// The locations, as indexes.
const (
	Hamburg = iota
	Rotterdam
	Austin
	Malmo
)

func locations() []Location {
	return []Location{
		{Name: "Hamburg Speicherstadt", City: "Hamburg", Street: "Brooktorkai 12", Zip: "20457", Country: "DE", Kind: "own"},
		{Name: "Rotterdam Maashaven", City: "Rotterdam", Street: "Maashaven NZ 3", Zip: "3072 AE", Country: "NL", Kind: "partner"},
		{Name: "Austin East", City: "Austin", Street: "East 7th Street 1400", Zip: "78702", Country: "US", Kind: "own"},
		{Name: "Malmö Frihamnen", City: "Malmö", Street: "Carlsgatan 8", Zip: "211 20", Country: "SE", Kind: "own"},
	}
}

// Stock is what there is of a SKU at a location.
type Stock struct {
	SKU, Location              int
	OnHand, Committed, Damaged int // Committed is what open orders need
	Incoming                   int
	CountedAt                  time.Time
}

// Available is what can be sold: less than nothing when more is promised than
// there is.
func (s *Stock) Available() int { return s.OnHand - s.Committed - s.Damaged }

// StockOf returns the index of the stock of a SKU at a location; it reports
// false when none is kept there.
func (m *Merchant) StockOf(sku, location int) (int, bool) {
	for i := range m.Stock {
		if m.Stock[i].SKU == sku && m.Stock[i].Location == location {
			return i, true
		}
	}
	return 0, false
}

// makeStock counts what open orders need and puts more than that on the
// shelves, but for what is scarce.
func (m *Merchant) makeStock() {
	needed := map[[2]int]int{}
	for i := range m.Orders {
		o := &m.Orders[i]
		for line := range o.Lines {
			if sku := o.Lines[line].SKU; sku != NoSKU {
				needed[[2]int{sku, o.Location}] += o.Open(line)
			}
		}
	}
	m.fillShelves(m.stream(stockStream), needed, Hamburg, Rotterdam, Austin)
	m.fillShelves(m.stream(branchStockStream), needed, Malmo)
	m.drift()
}

// fillShelves makes the stock of some locations.
func (m *Merchant) fillShelves(r Random, needed map[[2]int]int, locations ...int) {
	for sku := range m.SKUs {
		for _, location := range locations {
			if !m.kept(sku, location) {
				continue
			}
			s := Stock{SKU: sku, Location: location, Committed: needed[[2]int{sku, location}], Damaged: r.IntN(3), Incoming: 12 * r.IntN(9)}
			s.CountedAt = m.Now.Add(-time.Duration(r.IntN(20*24*60)) * time.Minute)
			s.OnHand = s.Committed + s.Damaged + int(m.SKUs[sku].popularity*float64(10+r.IntN(40)))
			m.shorten(&s)
			m.Stock = append(m.Stock, s)
		}
	}
}

// kept says whether a location keeps a SKU: when a store sells it from there.
func (m *Merchant) kept(sku, location int) bool {
	for store := range m.Stores {
		if m.SKUs[sku].SoldBy(store) && m.Ships(store, location) {
			return true
		}
	}
	return false
}

// Ships says whether a store's goods leave from a location.
func (m *Merchant) Ships(store, location int) bool {
	for _, l := range m.Stores[store].Locations {
		if l == location {
			return true
		}
	}
	return false
}

// shorten takes away goods that are scarce.
func (m *Merchant) shorten(s *Stock) {
	if !m.scarce(s.SKU, s.Location) {
		return
	}
	s.OnHand, s.Damaged, s.Incoming = min(s.Committed/3, 4), 0, 48
	m.Oddities.BackOrdered = append(m.Oddities.BackOrdered, len(m.Stock))
}

// drift makes stores wrong about a few stocks.
func (m *Merchant) drift() {
	for store := range m.Stores {
		seen := 0
		for i := range m.Stock {
			s := &m.Stock[i]
			if !m.SKUs[s.SKU].SoldBy(store) || s.Location != m.Stores[store].Locations[0] || s.Available() < 0 {
				continue
			}
			if seen++; seen%5 == 3 && seen < 15 {
				m.Oddities.Drifting = append(m.Oddities.Drifting, Drift{Stock: i, Store: store, Extra: 7 + seen})
			}
		}
	}
}
