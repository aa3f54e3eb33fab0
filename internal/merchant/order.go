package merchant

import (
	"slices"
	"time"
)

// Order is an order with everything that has happened to it.
type Order struct {
	Store    int
	Number   int    // counted by store from 1001
	Name     string // "#N1001", "T00001001" or "OUT-1001"
	Person   int    // index, or Guest
	Email    string // may be missing
	Phone    string
	Country  string
	Address  *Address
	PlacedAt time.Time
	// UpdatedAt is when something last happened to it.
	UpdatedAt    time.Time
	CancelledAt  time.Time // zero unless it was cancelled
	CancelReason string    // CUSTOMER, DECLINED or INVENTORY
	ClosedAt     time.Time // zero while there is something to do
	Test         bool
	Tags         []string
	Note         string
	Location     int // that ships it

	Lines    []Line
	Code     string // of a discount; empty without
	Percent  int64  // of the discount
	Shipping Charge
	TaxTitle string
	TaxRate  int64 // hundredths of a per cent
	// The sums. Prices of a store with TaxesIncluded contain the tax, and so
	// does the total.
	Subtotal, Discount, Tax, Total Amount

	Payments     []Payment
	Refunds      []Refund
	Fulfillments []Fulfillment

	plan plan
}

// Guest stands in Order.Person where the customer has no account.
const Guest = -1

// Line is one line of an order.
type Line struct {
	SKU       int // index, or NoSKU
	Title     string
	Quantity  int
	UnitPrice Amount
	Discount  Amount // on all units together
	Tax       Amount // on all units together
}

// NoSKU stands in Line.SKU for what has none.
const NoSKU = -1

// Total is what the units cost together after the discount.
func (l *Line) Total() Amount { return l.UnitPrice.Times(l.Quantity).Sub(l.Discount) }

// Charge is what delivery costs.
type Charge struct {
	Title      string
	Price, Tax Amount
}

// plan is what an order is to become.
type plan struct {
	stream                                    uint64 // of random numbers, of which each order has one of its own
	missing, unlabelled, twin, heavy, unnoted bool
}

// Where the orders are placed, and for how long.
const (
	mainOrders   = Orders - tradeOrders - outletOrders
	tradeOrders  = 760
	outletOrders = 240
	outletDays   = 21
)

// slot is an order that is to be made.
type slot struct {
	at    time.Time
	store int
	plan  plan
}

// planOrders decides when and by whom the orders are placed, and which of them
// are odd.
func (m *Merchant) planOrders() {
	m.findBuyers()
	slots := planMain(m.stream(timeStream), m.Now)
	slots = append(slots, m.planBranch(Trade, Days, tradeOrders)...)
	slots = append(slots, m.planBranch(Outlet, outletDays, outletOrders)...)
	slices.SortStableFunc(slots, func(a, b slot) int { return a.at.Compare(b.at) })
	numbers := [storeCount]int{}
	m.Orders = make([]Order, len(slots))
	for i, s := range slots {
		m.Orders[i] = Order{Store: s.store, Number: firstNumber + numbers[s.store], Person: Guest, PlacedAt: s.at, UpdatedAt: s.at, plan: s.plan}
		numbers[s.store]++
	}
	m.planOddOrders()
}

// firstNumber is that of each store's first order.
const firstNumber = 1001

func planMain(r Random, now time.Time) []slot {
	slots := make([]slot, mainOrders, Orders)
	var northern []int
	for i, at := range spread(r, now, Days, mainOrders) {
		slots[i] = slot{at: at, store: North, plan: plan{stream: orderStream + uint64(i)}}
		if r.IntN(5) >= 3 {
			slots[i].store = South
			continue
		}
		northern = append(northern, i)
	}
	for _, at := range r.Perm(len(northern))[:HeavyOrders] {
		slots[northern[at]].plan.heavy = true
	}
	return slots
}

// planBranch plans the orders of another store. The last one was placed a few
// minutes ago, so that the newest orders are of every store.
func (m *Merchant) planBranch(store, days, n int) []slot {
	branch := uint64(store) << streamShift
	slots := make([]slot, n)
	for i, at := range spread(m.stream(branchTimeStream+branch), m.Now, days, n) {
		slots[i] = slot{at: at, store: store, plan: plan{stream: orderStream + branch + uint64(i)}}
	}
	slots[n-1].at = m.Now.Add(-time.Duration(2+store) * time.Minute)
	return slots
}

// planOddOrders spreads the oddities over the orders that nobody special placed
// at the main stores, and one of its own over those of the outlet.
func (m *Merchant) planOddOrders() {
	odd, r := &m.Oddities, m.stream(oddStream+1000)
	var ordinary []int
	for i := range m.Orders {
		o := &m.Orders[i]
		if age := m.Now.Sub(o.PlacedAt); o.Store <= South && !o.plan.heavy && age > 6*24*time.Hour && age < 80*24*time.Hour {
			ordinary = append(ordinary, i)
		}
		if o.Store == Outlet && i%unnotedEvery == 0 {
			odd.Unnoted = append(odd.Unnoted, i)
			o.plan.unnoted = true
		}
	}
	r.Shuffle(len(ordinary), func(i, j int) { ordinary[i], ordinary[j] = ordinary[j], ordinary[i] })
	next := func() int {
		i := ordinary[0]
		ordinary = ordinary[1:]
		return i
	}
	odd.MissingPayment = next()
	m.Orders[odd.MissingPayment].plan.missing = true
	for range unlabelled {
		odd.Unlabelled = append(odd.Unlabelled, next())
		m.Orders[odd.Unlabelled[len(odd.Unlabelled)-1]].plan.unlabelled = true
	}
	for range twins {
		odd.Twins = append(odd.Twins, next())
		m.Orders[odd.Twins[len(odd.Twins)-1]].plan.twin = true
	}
	for range testOrders {
		odd.Tests = append(odd.Tests, next())
		m.Orders[odd.Tests[len(odd.Tests)-1]].Test = true
	}
}

// findBuyers says who buys at each store and how often: a few very often.
func (m *Merchant) findBuyers() {
	m.buyers, m.lures = make([][]int, len(m.Stores)), make([][]float64, len(m.Stores))
	for store := range m.Stores {
		sum := 0.0
		for i := range m.People {
			if m.People[i].ByStore[store] == nil || i == m.Oddities.Heavy && store == North {
				continue
			}
			sum += 1 / float64(2+len(m.buyers[store])%40)
			m.buyers[store] = append(m.buyers[store], i)
			m.lures[store] = append(m.lures[store], sum)
		}
	}
}

// NewOrder draws an order that is placed just now, at now, with its payment
// and nothing after it. The same stream of random numbers gives the same order.
func (m *Merchant) NewOrder(r Random, store, number int, now time.Time) Order {
	now = now.UTC().Truncate(time.Second)
	o := Order{Store: store, Number: number, Person: Guest, PlacedAt: now, UpdatedAt: now}
	m.fill(&o, r, now)
	return o
}

// fill makes an order and what has happened to it until now.
func (m *Merchant) fill(o *Order, r Random, now time.Time) {
	store := &m.Stores[o.Store]
	o.Name = store.orderName(o.Number)
	m.choosePerson(o, r)
	m.chooseLines(o, r)
	m.charge(o, r)
	o.addUp(store)
	h := history{m: m, o: o, r: r, now: now}
	h.pay()
	h.ship()
	h.giveBack()
	h.close()
}
