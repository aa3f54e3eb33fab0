// Package merchant makes up a merchant from a seed: people, goods, stock and
// orders as seven systems would know them, with the faults that such data has
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
	Orders    = 19_000 // in all stores
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
	Stock     []Stock  // by SKU, then location; last what is at Malmo
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
	branchPeopleStream
	branchTimeStream
	branchStockStream
	orderStream = 1 << 20
	streamShift = 40 // beyond which the number of a branch stands
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
				m.fill(&m.Orders[i], m.stream(m.Orders[i].plan.stream), m.Now)
			}
		})
	}
	group.Wait()
}
