package merchant

import (
	"fmt"
	"time"
)

// Order is an order with everything that has happened to it.
type Order struct {
	Store    int
	Number   int    // counted by store from 1001
	Name     string // "#N1001"
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
	missing, unlabelled, twin, heavy bool
}

// planOrders decides when and by whom the orders are placed, and which of them
// are odd.
func (m *Merchant) planOrders() {
	r := m.stream(timeStream)
	m.findBuyers()
	moments := spread(r, m.Now, Days, Orders)
	m.Orders = make([]Order, Orders)
	var northern []int
	numbers := [...]int{1000, 1000}
	for i, at := range moments {
		store := North
		if r.IntN(5) >= 3 {
			store = South
		}
		numbers[store]++
		m.Orders[i] = Order{Store: store, Number: numbers[store], Person: Guest, PlacedAt: at, UpdatedAt: at}
		if store == North {
			northern = append(northern, i)
		}
	}
	for _, at := range r.Perm(len(northern))[:HeavyOrders] {
		m.Orders[northern[at]].plan.heavy = true
	}
	m.planOddOrders()
}

// planOddOrders spreads the oddities over the orders that nobody special placed.
func (m *Merchant) planOddOrders() {
	odd, r := &m.Oddities, m.stream(oddStream+1000)
	var ordinary []int
	for i := range m.Orders {
		if age := m.Now.Sub(m.Orders[i].PlacedAt); !m.Orders[i].plan.heavy && age > 6*24*time.Hour && age < 80*24*time.Hour {
			ordinary = append(ordinary, i)
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
			if m.People[i].ByStore[store] == nil || i == m.Oddities.Heavy {
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
	o.Name = fmt.Sprintf("#%s%d", store.Prefix, o.Number)
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
