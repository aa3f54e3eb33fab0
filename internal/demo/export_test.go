package demo

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// made are merchants by their demo. No test is parallel.
var made = map[*Demo]*merchant.Merchant{}

// Merchant returns what the systems were filled with, made again.
func (d *Demo) Merchant() *merchant.Merchant {
	if made[d] == nil {
		made[d] = merchant.New(d.options.Seed, d.options.Clock())
	}
	return made[d]
}

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
func (i *Inside) Store(store int) http.Handler         { return i.s.stores[store].handler() }
func (i *Inside) Gateway() http.Handler                { return i.s.gateway }
func (i *Inside) CRM() *sql.DB                         { return i.s.crm.DB }
func (i *Inside) Warehouse() *sql.DB                   { return i.s.warehouse.DB }
func (i *Inside) Slow(source string, by time.Duration) { i.s.slow(source, by) }

// Order returns an order of Shopify's.
func (i *Inside) Order(o *merchant.Order) (shopifysim.Order, bool) {
	shop := i.s.stores[o.Store].(*shopifyShop)
	return shop.sim.Order(shop.orderID(o))
}

// Level is what a store believes of a stock. Counts that it does not have are missing.
type Level struct {
	Available                 int
	Committed, Incoming       int
	HasCommitted, HasIncoming bool
}

// Level returns what a store believes of a stock; false where it keeps none.
func (i *Inside) Level(t *testing.T, store, stock int) (Level, bool) {
	t.Helper()
	s := &i.s.merchant.Stock[stock]
	if !keeps(i.s.merchant, store, s.SKU, s.Location) {
		return Level{}, false
	}
	switch shop := i.s.stores[store].(type) {
	case *shopifyShop:
		level, known := shop.sim.InventoryLevel(shop.levelID(stock))
		if !known {
			t.Fatalf("store %d has no stock %d", store, stock)
		}
		q := level.Quantities
		return Level{Available: q["available"], Committed: q["committed"], Incoming: q["incoming"], HasCommitted: true, HasIncoming: true}, true
	case *magentoShop:
		sku := i.s.merchant.SKUs[s.SKU].Code
		item, known := shop.sim.SourceItem(sku, sourceCode(s.Location))
		if !known {
			t.Fatalf("store %d has no %s at %s", store, sku, sourceCode(s.Location))
		}
		// Reservations are of all sources together: a source's part is what the shop has sold of it.
		reserved := 0
		for at := range i.s.merchant.Stock {
			if i.s.merchant.Stock[at].SKU == s.SKU {
				reserved += shop.own[at]
			}
		}
		if got := shop.sim.Reserved(shop.stock, sku); got.IntPart() != int64(reserved) {
			t.Errorf("%s: %v are reserved, want %d", sku, got, reserved)
		}
		return Level{Available: int(item.Quantity.IntPart()) - shop.own[stock]}, true
	}
	return Level{Available: i.pool(t, s.SKU)}, true
}

// pool asks the outlet, as an app does, for the stock of a SKU.
func (i *Inside) pool(t *testing.T, sku int) int {
	t.Helper()
	product, variation := i.s.stores[merchant.Outlet].(*wooShop).goods(sku)
	path := fmt.Sprintf("/products/%d", product)
	if variation != 0 {
		path += fmt.Sprintf("/variations/%d", variation)
	}
	var found struct {
		SKU   string `json:"sku"`
		Stock int    `json:"stock_quantity"`
	}
	i.askOutlet(t, path, &found)
	if found.SKU != i.s.merchant.SKUs[sku].Code {
		t.Fatalf("%s is %s", path, found.SKU)
	}
	return found.Stock
}

// askOutlet reads what a path of the outlet answers, and returns how many there are.
func (i *Inside) askOutlet(t *testing.T, path string, into any) int {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "https://outlet.example/wp-json/wc/v3"+path, nil)
	r.SetBasicAuth(outletKey, outletSecret)
	answer := httptest.NewRecorder()
	i.Store(merchant.Outlet).ServeHTTP(answer, r)
	if err := json.Unmarshal(answer.Body.Bytes(), into); err != nil || answer.Code != http.StatusOK {
		t.Fatalf("%s answers %d: %v in %s", path, answer.Code, err, answer.Body)
	}
	total, _ := strconv.Atoi(answer.Header().Get("X-WP-Total"))
	return total
}

// Place returns the warehouse's words for a stock.
func (i *Inside) Place(stock int) (article int, site string) {
	s := i.s.merchant.Stock[stock]
	return articleID(s.SKU), siteID(s.Location)
}

// Placed counts the orders that a shop has.
func (i *Inside) Placed(t *testing.T, store int) int {
	t.Helper()
	var known func(*merchant.Order) bool
	switch shop := i.s.stores[store].(type) {
	case *shopifyShop:
		known = func(o *merchant.Order) bool { _, there := shop.sim.Order(shop.orderID(o)); return there }
	case *magentoShop:
		known = func(o *merchant.Order) bool { _, there := shop.sim.Order(entityID(o)); return there }
	default:
		return i.askOutlet(t, "/orders?per_page=1&_fields=id", new([]struct{}))
	}
	for n := 0; ; n++ {
		if !known(&merchant.Order{Number: 1001 + n}) {
			return n
		}
	}
}
