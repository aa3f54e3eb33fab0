package shopifysim

import (
	"slices"
	"sync"
	"time"
)

// store holds the shop's entities. Entities are replaced, never changed in
// place, so that what a caller was given stays as it was. Methods expect the
// caller to hold the lock.
type store struct {
	sync.RWMutex
	shop      Shop
	customers map[string]*Customer
	orders    map[string]*Order
	products  map[string]*Product
	variants  map[string]*ProductVariant
	items     map[string]*InventoryItem
	levels    map[string]*InventoryLevel
	locations map[string]*Location
	drafts    map[string]*DraftOrder

	owners         map[string]string   // gid of a part of an order → the order
	customerOrders map[string][]string // in the order they were put
	variantsOf     map[string][]string // of a product, by position
	variantOfItem  map[string]string
	levelsOfItem   map[string][]string
	levelsAt       map[string][]string

	indexes  indexes
	sequence int64
	number   int // of the last order
}

func newStore(shop Shop) *store {
	return &store{
		shop:           shop,
		customers:      map[string]*Customer{},
		orders:         map[string]*Order{},
		products:       map[string]*Product{},
		variants:       map[string]*ProductVariant{},
		items:          map[string]*InventoryItem{},
		levels:         map[string]*InventoryLevel{},
		locations:      map[string]*Location{},
		drafts:         map[string]*DraftOrder{},
		owners:         map[string]string{},
		customerOrders: map[string][]string{},
		variantsOf:     map[string][]string{},
		variantOfItem:  map[string]string{},
		levelsOfItem:   map[string][]string{},
		levelsAt:       map[string][]string{},
		sequence:       9_000_000_000,
		number:         1000,
	}
}

// replace puts an entity into its map and keeps the sorted indexes in step.
func replace[T any](s *store, entities map[string]*T, kind, id string, entity *T) {
	if old, known := entities[id]; known {
		s.indexes.remove(s, kind, id, old)
	}
	entities[id] = entity
	s.indexes.insert(s, kind, id, entity)
}

// remove takes an entity out; it reports whether it was there.
func remove[T any](s *store, entities map[string]*T, kind, id string) (*T, bool) {
	old, known := entities[id]
	if known {
		s.indexes.remove(s, kind, id, old)
		delete(entities, id)
	}
	return old, known
}

// link adds an id to a relation once.
func link(relation map[string][]string, from, to string) {
	if from != "" && !slices.Contains(relation[from], to) {
		relation[from] = append(relation[from], to)
	}
}

func unlink(relation map[string][]string, from, to string) {
	relation[from] = slices.DeleteFunc(slices.Clone(relation[from]), func(id string) bool { return id == to })
}

// ordersOf returns a customer's orders.
func (s *store) ordersOf(customer string) []*Order {
	orders := make([]*Order, 0, len(s.customerOrders[customer]))
	for _, id := range s.customerOrders[customer] {
		orders = append(orders, s.orders[id])
	}
	return orders
}

func (s *store) numberOfOrders(c *Customer) int {
	if c.NumberOfOrders != nil {
		return *c.NumberOfOrders
	}
	return len(s.customerOrders[c.ID])
}

// amountSpent is the customer's net payments over orders that are not tests.
func (s *store) amountSpent(c *Customer) MoneyV2 {
	if c.AmountSpent != nil {
		return *c.AmountSpent
	}
	spent := MoneyV2{CurrencyCode: s.shop.CurrencyCode}
	for _, order := range s.ordersOf(c.ID) {
		if !order.Test {
			spent = spent.add(order.NetPaymentSet.ShopMoney)
		}
	}
	return spent
}

// variantQuantity is what is available of a variant over all locations.
func (s *store) variantQuantity(v *ProductVariant) int {
	if v.InventoryQuantity != nil {
		return *v.InventoryQuantity
	}
	sum := 0
	for _, id := range s.levelsOfItem[v.InventoryItemID] {
		if level := s.levels[id]; !level.Deactivated {
			sum += level.quantity("available")
		}
	}
	return sum
}

func (s *store) totalInventory(p *Product) int {
	if p.TotalInventory != nil {
		return *p.TotalInventory
	}
	sum := 0
	for _, id := range s.variantsOf[p.ID] {
		sum += s.variantQuantity(s.variants[id])
	}
	return sum
}

func (s *store) tracksInventory(p *Product) bool {
	return slices.ContainsFunc(s.variantsOf[p.ID], func(id string) bool {
		item := s.items[s.variants[id].InventoryItemID]
		return item != nil && item.Tracked
	})
}

// hiddenBefore is the moment before which orders are hidden from apps without
// the scope read_all_orders: 60 days ago.
func hiddenBefore(now time.Time) time.Time { return now.AddDate(0, 0, -60) }
