package upstream

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Data is what the upstream holds. Ids are unique within a kind, and so are SKUs.
type Data struct {
	Customers []Customer
	Orders    []Order
	Payments  []Payment
	Items     []Item
}

// Customer is a customer.
type Customer struct {
	ID        int64
	FirstName string
	LastName  string
	Email     string
	Phone     string
	Tags      []string
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Order is an order. It names its customer by id; Email is what the buyer gave with it.
type Order struct {
	ID          int64
	Name        string
	PlacedAt    time.Time
	UpdatedAt   time.Time
	Status      string
	Payment     string
	Fulfillment string
	Note        string
	Tags        []string
	Email       string
	Customer    int64
	Currency    string
	Subtotal    Amount
	Tax         Amount
	Total       Amount

	Lines        []Line
	Transactions []Transaction
}

// Line is a line of an order.
type Line struct {
	ID       int64
	SKU      string
	Title    string
	Quantity int
	Price    Amount
	Total    Amount
}

// Transaction is a movement of money that the shop has noted.
type Transaction struct {
	ID      int64
	Kind    string
	Status  string
	Amount  Amount
	Payment int64
}

// Payment is a payment at the gateway.
type Payment struct {
	ID        int64
	Status    string
	Amount    Amount
	Currency  string
	CreatedAt time.Time
	OrderName string
}

// Item is the stock of one SKU.
type Item struct {
	ID        int64
	SKU       string
	UpdatedAt time.Time
	Levels    []Level
}

// Level is the stock at one location.
type Level struct {
	ID        int64
	Location  int64
	Name      string
	Available int
	OnHand    int
	Committed int
}

// Amount is an amount in the currency's minor units, two digits.
type Amount int64

// String returns 12.34.
func (a Amount) String() string { return fmt.Sprintf("%d.%02d", int64(a)/100, int64(a)%100) }

// Size says how much there is. Orders come in blocks of Block.
type Size struct {
	Customers int
	Orders    int
	Items     int
}

// Full is the size of the published figures: with it there are 120,000 payments.
func Full() Size { return Size{Customers: 10_000, Orders: 100_000, Items: 5_000} }

// Small is a size for tests.
func Small() Size { return Size{Customers: 100, Orders: 1_000, Items: 50} }

// Block is how many orders stand beside one another that are alike in whose
// they are: in the first half of all orders, each block is of ten customers;
// in the second half the customers of the second half alternate.
const Block = 100

const perBlock = 10

var (
	epoch      = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	firstNames = []string{"Ada", "Zoë", "Łukasz", "Grace", "Alan", "Edsger", "Barbara", "Анна"}
	lastNames  = []string{"Byron", "Müller", "Żak", "Hopper", "Turing", "Dijkstra", "Liskov", "Smith"}
	goods      = []string{"Knitted Hot Water Bottle", "Käse-Reibe", "Retro Spot Lunch Box", "湯呑み", "White Hanging Heart", "Cake Stand, 3 Tiers"}
	notes      = []string{"Please ring twice", "Gift: no invoice in the parcel", "Leave it with the neighbour, No. 7", "Für Oma"}
	places     = []string{"London", "Leeds"}
)

// PlacedAt returns when the i-th order was placed: one a minute.
func PlacedAt(i int) time.Time { return epoch.Add(time.Duration(i) * time.Minute) }

// Window returns the time from which and before which the orders of the n-th
// part of the given size were placed.
func Window(n, size int) (from, before time.Time) {
	return PlacedAt(n * size), PlacedAt((n + 1) * size)
}

// CustomerOf returns the id of the customer of the i-th order.
func (s Size) CustomerOf(i int) int64 {
	half := s.Customers / 2
	if i < s.Orders/2 {
		return int64(i/Block*perBlock%half + i%perBlock + 1)
	}
	return int64(half + i*7919%(s.Customers-half) + 1)
}

// Generate returns the same data for the same size.
func Generate(size Size) *Data {
	r := rand.New(rand.NewPCG(2026, 5))
	d := &Data{}
	for i := range size.Customers {
		d.Customers = append(d.Customers, customer(i))
	}
	for i := range size.Items {
		d.Items = append(d.Items, item(i, r))
	}
	for i := range size.Orders {
		d.order(i, size, r)
	}
	return d
}

func customer(i int) Customer {
	return Customer{
		ID: int64(i + 1), FirstName: firstNames[i%len(firstNames)], LastName: lastNames[i/3%len(lastNames)], Email: emailOf(int64(i + 1)),
		Phone: fmt.Sprintf("+44207946%04d", i%10_000), Tags: []string{"retail"}, CreatedAt: epoch.AddDate(-1, 0, i%365), UpdatedAt: epoch.AddDate(0, 0, i%28),
	}
}

func emailOf(customer int64) string { return fmt.Sprintf("customer.%d@example.com", customer) }

func sku(i int) string { return fmt.Sprintf("SKU-%05d", i+1) }

func item(i int, r *rand.Rand) Item {
	out := Item{ID: int64(i + 1), SKU: sku(i), UpdatedAt: epoch.AddDate(0, 1, i%28)}
	for n, name := range places {
		available, committed := r.IntN(200), r.IntN(20)
		out.Levels = append(out.Levels, Level{
			ID: int64(i*len(places) + n + 1), Location: int64(n + 1), Name: name,
			Available: available, Committed: committed, OnHand: available + committed,
		})
	}
	return out
}

// order adds the i-th order and its payments: one, and two for every fifth.
func (d *Data) order(i int, size Size, r *rand.Rand) {
	o := Order{
		ID: int64(i + 1), Name: fmt.Sprintf("#%d", i+1), PlacedAt: PlacedAt(i), UpdatedAt: PlacedAt(i + 60),
		Status: "open", Payment: "paid", Fulfillment: "unfulfilled", Note: notes[i%len(notes)], Tags: []string{"web"},
		Customer: size.CustomerOf(i), Currency: "GBP",
	}
	o.Email = emailOf(o.Customer)
	for n := range 2 + i%3 {
		l := Line{
			ID: int64(i*4 + n + 1), SKU: sku(r.IntN(size.Items)), Title: goods[r.IntN(len(goods))],
			Quantity: 1 + r.IntN(5), Price: Amount(99 + r.IntN(5_000)),
		}
		l.Total = Amount(l.Quantity) * l.Price
		o.Subtotal += l.Total
		o.Lines = append(o.Lines, l)
	}
	o.Tax = o.Subtotal / 5
	o.Total = o.Subtotal + o.Tax
	parts := []Amount{o.Total}
	if i%5 == 0 {
		parts = []Amount{o.Total / 3, o.Total - o.Total/3}
	}
	for _, part := range parts {
		p := Payment{
			ID: int64(len(d.Payments) + 1), Status: "succeeded", Amount: part, Currency: o.Currency,
			CreatedAt: o.PlacedAt, OrderName: o.Name,
		}
		d.Payments = append(d.Payments, p)
		o.Transactions = append(o.Transactions, Transaction{ID: p.ID, Kind: "sale", Status: "succeeded", Amount: part, Payment: p.ID})
	}
	d.Orders = append(d.Orders, o)
}
