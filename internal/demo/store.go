package demo

import (
	"net/http"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
)

// store is one of the merchant's shops, in whatever system it is.
type store interface {
	// load fills the shop.
	load() error
	handler() http.Handler

	// place adds an order with all that has happened to it.
	place(o *merchant.Order) error
	// send adds a parcel of an order, giveBack one of its refunds, and collect
	// what its first payment brought in.
	send(o *merchant.Order, parcel int) error
	giveBack(o *merchant.Order, refund int) error
	collect(o *merchant.Order) error
	// restock tells the shop of a movement, after which there is as much as the
	// stock says. Own says that it belongs to one of the shop's orders.
	restock(at int, stock *merchant.Stock, m movement, own bool) error
	// greet notes with a customer of the shop that somebody was in touch.
	greet(person int, now time.Time) error

	// slow delays every answer; 0 ends that.
	slow(by time.Duration)
	// spoil makes a share of the answers errors, instead of what it did before.
	spoil(fault fault)
}

// fault is a share of answers that are errors.
type fault struct {
	rate float64
	// busy says that they turn who asks away for a while, rather than break down.
	busy bool
}

// pauseWhenBusy is for how long who asks is told to stay away.
const pauseWhenBusy = time.Second

// keeps says whether a store has a stock of a SKU at a location.
func keeps(m *merchant.Merchant, store, sku, location int) bool {
	return m.SKUs[sku].SoldBy(store) && m.Ships(store, location)
}

// drifts are what a store believes to be available beyond the truth, by stock.
func drifts(m *merchant.Merchant, store int) map[int]int {
	extra := map[int]int{}
	for _, drift := range m.Oddities.Drifting {
		if drift.Store == store {
			extra[drift.Stock] = drift.Extra
		}
	}
	return extra
}

// inKinds says whether a store has several SKUs of a product.
func inKinds(m *merchant.Merchant, store, product int) bool {
	n := 0
	for _, sku := range m.Products[product].SKUs {
		if m.SKUs[sku].SoldBy(store) {
			n++
		}
	}
	return n > 1
}

// sold returns the SKUs of a product that a store has.
func sold(m *merchant.Merchant, store, product int) []int {
	var skus []int
	for _, sku := range m.Products[product].SKUs {
		if m.SKUs[sku].SoldBy(store) {
			skus = append(skus, sku)
		}
	}
	return skus
}
