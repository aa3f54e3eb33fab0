package demo

import (
	"context"
	"database/sql"
	"net/http"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// Merchant returns what the systems were filled with.
func (d *Demo) Merchant() *merchant.Merchant { return d.systems.merchant }

// Dir returns where the databases are.
func (d *Demo) Dir() string { return d.dir }

// Inside is the systems as tests see them.
func (d *Demo) Inside() *Inside { return &Inside{s: d.systems} }

// Inside lets tests look into systems, and make them live without servers.
type Inside struct {
	s *systems
	l *life
}

// OpenInside fills systems that no server serves.
func OpenInside(ctx context.Context, seed uint64, dir string) (*Inside, error) {
	s, err := open(ctx, merchant.New(seed, time.Now()), dir, time.Now)
	return &Inside{s: s}, err
}

func (i *Inside) Live(ctx context.Context) {
	i.l = newLife(i.s)
	i.l.start(ctx)
}

func (i *Inside) Stop() (changes int, err error) {
	err = i.l.stop()
	return i.l.changes, err
}

func (i *Inside) Close() error                         { return i.s.close() }
func (i *Inside) Merchant() *merchant.Merchant         { return i.s.merchant }
func (i *Inside) Shop(store int) *shopifysim.Sim       { return i.s.shops[store].sim }
func (i *Inside) Gateway() http.Handler                { return i.s.gateway }
func (i *Inside) CRM() *sql.DB                         { return i.s.crm.DB }
func (i *Inside) Warehouse() *sql.DB                   { return i.s.warehouse.DB }
func (i *Inside) Slow(source string, by time.Duration) { i.s.slow(source, by) }

func (i *Inside) Order(o *merchant.Order) (shopifysim.Order, bool) {
	shop := i.s.shops[o.Store]
	return shop.sim.Order(shop.orderID(o))
}

func (i *Inside) Level(store, stock int) (shopifysim.InventoryLevel, bool) {
	shop, s := i.s.shops[store], i.s.merchant.Stock[stock]
	if !shop.keeps(s.SKU, s.Location) {
		return shopifysim.InventoryLevel{}, false
	}
	return shop.sim.InventoryLevel(shop.levelID(stock))
}

// Place returns the warehouse's words for a stock.
func (i *Inside) Place(stock int) (article int, site string) {
	s := i.s.merchant.Stock[stock]
	return articleID(s.SKU), siteID(s.Location)
}

// Placed counts the orders that a shop has.
func (i *Inside) Placed(store int) int {
	shop := i.s.shops[store]
	for n := 0; ; n++ {
		if _, known := shop.sim.Order(shop.orderID(&merchant.Order{Number: 1001 + n})); !known {
			return n
		}
	}
}
