package magentosim

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// The source and the stock that every shop has.
const (
	defaultSource = "default"
	defaultStock  = 1
)

// Source is a place where goods lie.
type Source struct {
	Code, Name          string
	Description         string
	Disabled            bool
	ContactName, Email  string
	Phone               string
	Street, City        string
	Postcode, CountryID string // "00000", "US"
	Region              Region
	Latitude, Longitude *decimal.Decimal

	entityID int64
}

// Stock says which sources serve which websites.
type Stock struct {
	ID       int64
	Name     string
	Websites []string // codes
	Sources  []string // codes, the first before the others
}

// SourceItem is how much of a product lies at a source.
type SourceItem struct {
	SKU, SourceCode string
	Quantity        decimal.Decimal
	OutOfStock      bool

	entityID int64
}

func (s *Source) id() int64     { return s.entityID }
func (s *Stock) id() int64      { return s.ID }
func (s *SourceItem) id() int64 { return s.entityID }

func sourceItemKey(sku, source string) string { return strings.ToLower(sku) + "\n" + source }

// PutSource stores a source. One with the same code is replaced.
func (s *Sim) PutSource(source Source) (Source, error) {
	err := s.change("put source", func(c *change) error {
		if source.Code == "" || source.Name == "" {
			return errors.New("a source needs a code and a name")
		}
		c.putSource(source)
		return nil
	})
	return source, err
}

func (c *change) putSource(source Source) {
	setDefault(&source.Postcode, "00000")
	setDefault(&source.CountryID, "US")
	source.entityID = c.sim.store.sourceIDs[source.Code]
	c.sim.store.sources.assign(&source.entityID)
	c.sim.store.sourceIDs[source.Code] = source.entityID
	c.sim.store.sources.put(&source)
}

// RemoveSource takes a source away, with what lies there. Magento itself keeps
// the source "default"; here it can go, too.
func (s *Sim) RemoveSource(code string) error {
	return s.change("remove source", func(c *change) error {
		st := c.sim.store
		id := st.sourceIDs[code]
		if id == 0 {
			return fmt.Errorf("there is no source %q", code)
		}
		delete(st.sourceIDs, code)
		st.sources.remove(id)
		st.sourceItems.removeIf(func(e entity) bool {
			item := e.(*SourceItem)
			gone := item.SourceCode == code
			if gone {
				delete(st.sourceItemIDs, sourceItemKey(item.SKU, code))
			}
			return gone
		})
		return nil
	})
}

// PutStock stores a stock. One with the same id is replaced.
func (s *Sim) PutStock(stock Stock) (Stock, error) {
	err := s.change("put stock", func(c *change) error {
		for _, code := range stock.Sources {
			if c.sim.store.sourceIDs[code] == 0 {
				return fmt.Errorf("there is no source %q", code)
			}
		}
		c.sim.store.stocks.assign(&stock.ID)
		stored := stock
		stored.Websites, stored.Sources = slices.Clone(stock.Websites), slices.Clone(stock.Sources)
		c.sim.store.stocks.put(&stored)
		return nil
	})
	return stock, err
}

// PutSourceItem stores how much of a product lies at a source, "default" when
// none is named.
func (s *Sim) PutSourceItem(item SourceItem) (SourceItem, error) {
	setDefault(&item.SourceCode, defaultSource)
	err := s.change("put source item", func(c *change) error { return c.putSourceItem(item) })
	return item, err
}

func (c *change) putSourceItem(item SourceItem) error {
	st := c.sim.store
	if st.sourceIDs[item.SourceCode] == 0 {
		return fmt.Errorf("there is no source %q", item.SourceCode)
	}
	product := st.product(item.SKU)
	if product == nil || !product.stocked() {
		return fmt.Errorf("no product with stock of its own has the sku %q", item.SKU)
	}
	key := sourceItemKey(item.SKU, item.SourceCode)
	item.entityID = st.sourceItemIDs[key]
	st.sourceItems.assign(&item.entityID)
	st.sourceItemIDs[key] = item.entityID
	st.sourceItems.put(&item)
	return nil
}

// PutReservation books a quantity of a product for orders that are not shipped:
// negative takes it from what can be sold in a stock, positive gives it back.
func (s *Sim) PutReservation(stockID int64, sku string, qty decimal.Decimal) error {
	return s.change("put reservation", func(c *change) error {
		if c.sim.store.stocks.find(stockID) == nil {
			return fmt.Errorf("there is no stock %d", stockID)
		}
		c.sim.store.reserve(stockID, sku, qty)
		return nil
	})
}

func (st *store) reserve(stockID int64, sku string, qty decimal.Decimal) {
	key := fmt.Sprintf("%d\n%s", stockID, strings.ToLower(sku))
	st.reservations[key] = st.reservations[key].Add(qty)
}

func (st *store) sourceItem(sku, source string) *SourceItem {
	return get[SourceItem](&st.sourceItems, st.sourceItemIDs[sourceItemKey(sku, source)])
}

// salable is what can be sold of a product in a stock: what lies at the enabled
// sources, less what is reserved and what must stay.
func (st *store) salable(stock *Stock, p *Product) decimal.Decimal {
	qty := st.reservations[fmt.Sprintf("%d\n%s", stock.ID, strings.ToLower(p.SKU))].Sub(p.MinQty)
	for _, code := range stock.Sources {
		source := get[Source](&st.sources, st.sourceIDs[code])
		if item := st.sourceItem(p.SKU, code); item != nil && !item.OutOfStock && !source.Disabled {
			qty = qty.Add(item.Quantity)
		}
	}
	return decimal.Max(qty, decimal.Zero)
}

// sells says whether a product can be sold in a stock. What has no stock of its
// own can while one of its children can.
func (st *store) sells(stock *Stock, p *Product) bool {
	if p.Disabled {
		return false
	}
	if p.TypeID == "configurable" {
		return slices.ContainsFunc(p.Children, func(sku string) bool {
			child := st.product(sku)
			return child != nil && st.sells(stock, child)
		})
	}
	return !p.stocked() || p.Unmanaged || p.Backorders > 0 || st.salable(stock, p).IsPositive()
}

// stockOfStore is the stock that serves a store view's website.
func (c *change) stockOfStore(storeID int) int64 {
	view := c.sim.options.storeView(storeID)
	for _, website := range c.sim.options.Websites {
		if website.ID != view.WebsiteID {
			continue
		}
		for _, e := range slices.Backward(c.sim.store.stocks.rows) {
			if stock := e.(*Stock); slices.Contains(stock.Websites, website.Code) {
				return stock.ID
			}
		}
	}
	return defaultStock
}
