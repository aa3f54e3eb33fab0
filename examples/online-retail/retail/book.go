package retail

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"time"
)

// Book is the data set as a shop would keep it. Times are wall clocks of the
// shop, labelled UTC. All lists are in the order of their keys.
type Book struct {
	Rows      int // that were read: as many as there are lines
	Customers []*Customer
	Products  []*Product
	Orders    []*Order

	last      time.Time
	customers map[int64]*Customer
	products  map[string]*Product
	orders    map[string]*Order
	codes     map[string]string // of countries
}

// Order is one invoice.
type Order struct {
	Invoice  string
	Kind     OrderKind
	Customer int64     // 0 for nobody
	At       time.Time // of its first row
	LastAt   time.Time // of its last row: a minute later in 43 invoices
	Country  string    // the data set's word
	Code     string    // its ISO code; "" where it has none
	Total    Mills
	Lines    []Line
	Tags     []string // what is special about it

	priced bool // a row has a price
}

// Line is one row of an invoice.
type Line struct {
	StockCode   string
	Description string
	Kind        LineKind
	Quantity    int
	UnitPrice   Mills
	At          time.Time
}

// Customer is one customer who is known by number.
type Customer struct {
	Number  int64
	Country string // of the latest invoice; eight customers have two
	Code    string
	First   time.Time
	Last    time.Time
}

// Product is what one stock code stands for. Codes that differ in case are
// different codes, as they are in the data set.
type Product struct {
	StockCode string
	Title     string // its most frequent description, of several the first in byte order; "" if it never has one
	Kind      LineKind
	Price     *Mills // of one unit when it was last sold; nil if it never was
	First     time.Time
	Last      time.Time

	titles map[string]int
}

func newBook() *Book {
	return &Book{
		customers: make(map[int64]*Customer), products: make(map[string]*Product), orders: make(map[string]*Order), codes: countryCodes(),
	}
}

func sameDay(a, b time.Time) bool {
	return a.Truncate(24 * time.Hour).Equal(b.Truncate(24 * time.Hour))
}

// add books a row. It refuses an invoice that is of two customers or two countries.
func (b *Book) add(r Row) error {
	o := b.orders[r.Invoice]
	if o == nil {
		o = &Order{Invoice: r.Invoice, Customer: r.Customer, At: r.At, LastAt: r.At, Country: r.Country, Code: b.codes[r.Country]}
		b.orders[r.Invoice] = o
	}
	if o.Customer != r.Customer || o.Country != r.Country {
		return errors.New("the invoice is of another customer or country than its first row says")
	}
	o.At, o.LastAt = earlier(o.At, r.At), later(o.LastAt, r.At)
	o.Total += r.amount()
	o.priced = o.priced || r.UnitPrice != 0
	o.Lines = append(o.Lines, Line{
		StockCode: r.StockCode, Description: r.Description, Kind: lineKind(r.StockCode), Quantity: r.Quantity, UnitPrice: r.UnitPrice, At: r.At,
	})
	b.product(r)
	b.customer(r)
	b.Rows++
	b.last = r.At
	return nil
}

func (b *Book) product(r Row) {
	p := b.products[r.StockCode]
	if p == nil {
		p = &Product{StockCode: r.StockCode, Kind: lineKind(r.StockCode), First: r.At, titles: make(map[string]int)}
		b.products[r.StockCode] = p
	}
	p.First, p.Last = earlier(p.First, r.At), later(p.Last, r.At)
	if r.Description != "" {
		p.titles[r.Description]++
	}
}

func (b *Book) customer(r Row) {
	if r.Customer == 0 {
		return
	}
	c := b.customers[r.Customer]
	if c == nil {
		c = &Customer{Number: r.Customer, First: r.At}
		b.customers[r.Customer] = c
	}
	c.First = earlier(c.First, r.At)
	if !r.At.Before(c.Last) { // of rows at the same time the last in the file
		c.Last, c.Country, c.Code = r.At, r.Country, b.codes[r.Country]
	}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// close derives what all rows together say.
func (b *Book) close() {
	b.Customers = slices.SortedFunc(maps.Values(b.customers), func(x, y *Customer) int { return cmp.Compare(x.Number, y.Number) })
	b.Products = slices.SortedFunc(maps.Values(b.products), func(x, y *Product) int { return cmp.Compare(x.StockCode, y.StockCode) })
	b.Orders = slices.SortedFunc(maps.Values(b.orders), func(x, y *Order) int { return cmp.Compare(x.Invoice, y.Invoice) })
	for _, p := range b.Products {
		p.Title = mostFrequent(p.titles)
	}
	for _, o := range b.Orders {
		o.Kind = o.kind()
		o.Tags = o.tags()
	}
	b.prices()
}

func mostFrequent(counts map[string]int) string {
	best := ""
	for _, s := range slices.Sorted(maps.Keys(counts)) {
		if counts[s] > counts[best] {
			best = s
		}
	}
	return best
}

// prices finds what each product was last sold for. Sold means: on a sale, for a price.
func (b *Book) prices() {
	sold := make(map[string]time.Time, len(b.Products))
	for _, o := range b.Orders {
		if o.Kind != Sale {
			continue
		}
		for i := range o.Lines {
			l := &o.Lines[i]
			if l.Quantity <= 0 || l.UnitPrice <= 0 || l.At.Before(sold[l.StockCode]) {
				continue // of lines at the same time, the last line of the last invoice
			}
			sold[l.StockCode] = l.At
			b.products[l.StockCode].Price = &l.UnitPrice
		}
	}
}

// tags returns the labels of an order, sorted: the kinds of its lines that are
// no goods, that it is nobody's, and the word of a country that has no code.
func (o *Order) tags() []string {
	var out []string
	for _, l := range o.Lines {
		if l.Kind != Goods {
			out = append(out, string(l.Kind))
		}
	}
	if o.Customer == 0 {
		out = append(out, "no-customer")
	}
	if o.Code == "" {
		out = append(out, o.Country)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
