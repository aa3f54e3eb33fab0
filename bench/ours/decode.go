package ours

import (
	"strconv"
	"time"
	"unsafe"

	"github.com/galleria-graph/galleria/bench/scan"
	"github.com/galleria-graph/galleria/commerce"
)

// decoder reads entities out of one answer, whose text is lent: what is kept of
// it is copied into pieces of memory that many texts share.
type decoder struct {
	scan.Scanner
	source  string
	want    commerce.Groups
	reading *commerce.Reading
	rows    int // how many there are at most

	bags         slab[commerce.MoneyBag]
	lineSlab     slab[commerce.LineItem]
	lineList     slab[*commerce.LineItem]
	transfers    slab[commerce.Transaction]
	transferList slab[*commerce.Transaction]
	levelSlab    slab[commerce.InventoryLevel]
	levelList    slab[*commerce.InventoryLevel]
	quantities   slab[commerce.InventoryQuantity]
	words        slab[string]
	kept         []byte // of those that are kept
	currency     string // the last one
}

// slab hands out parts of larger pieces of memory. What is made of one answer
// lives and dies together.
type slab[T any] struct{ free []T }

// most is how many elements a piece has at most: the last one is seldom full.
const most = 32

// take returns n elements, out of a piece of the size where there is none left.
func (s *slab[T]) take(n, size int) []T {
	if len(s.free) < n {
		s.free = make([]T, max(n, min(size, most)))
	}
	out := s.free[:n:n]
	s.free = s.free[n:]
	return out
}

func (s *slab[T]) one(size int) *T { return &s.take(1, size)[0] }

// gather moves a list into the slab.
func gather[T any](s *slab[T], list []T, size int) []T {
	out := s.take(len(list), size)
	copy(out, list)
	return out
}

func (d *decoder) origin(kind string, holds commerce.Groups) commerce.Origin {
	return commerce.Origin{Type: kind, Reading: d.reading, Holds: holds}
}

// keep returns a text that lives on.
func (d *decoder) keep(s string) string {
	if len(s) == 0 {
		return ""
	}
	if cap(d.kept)-len(d.kept) < len(s) {
		d.kept = make([]byte, 0, max(len(s), min(textEach*d.rows, mostText)))
	}
	n := len(d.kept)
	d.kept = append(d.kept, s...)
	return unsafe.String(&d.kept[n], len(s))
}

// textEach is about how much text is kept of a row, mostText how much memory is
// taken for texts at once.
const (
	textEach = 64
	mostText = 4 << 10
)

// word returns a text that lives on.
func (d *decoder) word() string { return d.keep(d.String()) }

func (d *decoder) id() commerce.ID { return commerce.ID{Source: d.source, Key: d.keep(d.Number())} }

func (d *decoder) text() commerce.Text { return commerce.Text(d.word()) }

// code returns a currency, which is mostly the one before.
func (d *decoder) code() string {
	if s := d.String(); s != d.currency {
		d.currency = d.keep(s)
	}
	return d.currency
}

func (d *decoder) time() time.Time {
	at, err := time.Parse(time.RFC3339, d.String())
	if err != nil {
		d.Fail()
	}
	return at
}

func (d *decoder) texts() []string {
	var few [8]string
	out := few[:0]
	for d.Array(); d.More(); {
		out = append(out, d.word())
	}
	return gather(&d.words, out, d.rows)
}

// mostDigits is how many digits a number has that surely fits an int64.
const mostDigits = 18

// money returns the amount of a decimal text, such as 12.34.
func (d *decoder) money(amount, currency string) commerce.Money {
	if len(amount) <= mostDigits {
		if units, digits, ok := plain(amount); ok {
			return commerce.MoneyFromMinor(units, digits, currency)
		}
	}
	m, err := commerce.ParseMoney(amount, currency)
	if err != nil {
		d.Fail()
	}
	return m
}

// plain reads digits with at most one point between them.
func plain(s string) (units int64, digits int, ok bool) {
	point := -1
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			units = units*10 + int64(c-'0')
		case c == '.' && point < 0 && i > 0:
			point = i
		default:
			return 0, 0, false
		}
	}
	if point < 0 {
		return units, 0, s != ""
	}
	return units, len(s) - point - 1, point < len(s)-1
}

func (d *decoder) bag(amount, currency string) commerce.MoneyBag {
	return commerce.SingleCurrency(d.money(amount, currency))
}

// Of a customer, the upstream keeps no statistics; of a record of one source
// there are no members.
const customerLacks = commerce.CustomerStatistics | commerce.CustomerMembers

func readCustomer(d *decoder, c *commerce.Customer) {
	c.Origin = d.origin("customer", d.want|customerLacks)
	contact, profile := d.want.Has(commerce.CustomerContact), d.want.Has(commerce.CustomerProfile)
	d.Object()
	for key, ok := d.Key(); ok; key, ok = d.Key() {
		switch {
		case key == "id":
			c.ID = d.id()
		case key == "firstName":
			c.FirstName = d.text()
		case key == "lastName":
			c.LastName = d.text()
		case key == "email":
			c.Email = d.text()
		case key == "createdAt":
			c.CreatedAt = d.time()
		case key == "updatedAt":
			c.UpdatedAt = d.time()
		case key == "phone" && contact:
			c.Phone = d.text()
		case key == "tags" && profile:
			c.Tags = d.texts()
		default:
			d.Skip()
		}
	}
}

// Of an order, the upstream keeps neither charges in detail, nor refunds and fulfillments.
const orderLacks = commerce.OrderCharges | commerce.OrderRefunds | commerce.OrderFulfillments

var (
	orderWords       = commerce.Words[commerce.OrderStatus]{"open": commerce.OrderStatusOpen, "closed": commerce.OrderStatusCompleted, "cancelled": commerce.OrderStatusCancelled}
	paidWords        = commerce.Words[commerce.OrderPaymentStatus]{"paid": commerce.OrderPaymentStatusPaid, "pending": commerce.OrderPaymentStatusPending}
	sentWords        = commerce.Words[commerce.OrderFulfillmentStatus]{"unfulfilled": commerce.OrderFulfillmentStatusUnfulfilled, "fulfilled": commerce.OrderFulfillmentStatusFulfilled}
	paymentWords     = commerce.Words[commerce.PaymentStatus]{"succeeded": commerce.PaymentStatusSucceeded, "failed": commerce.PaymentStatusFailed}
	kindWords        = commerce.Words[commerce.TransactionKind]{"sale": commerce.TransactionKindSale, "refund": commerce.TransactionKindRefund}
	transactionWords = commerce.Words[commerce.TransactionStatus]{"succeeded": commerce.TransactionStatusSucceeded, "failed": commerce.TransactionStatusFailed}
)

func includeOrder(query []byte, want commerce.Groups) []byte {
	lines, transactions := want.Has(commerce.OrderLines), want.Has(commerce.OrderTransactions)
	switch {
	case lines && transactions:
		return append(query, "&include=lines,transactions"...)
	case lines:
		return append(query, "&include=lines"...)
	case transactions:
		return append(query, "&include=transactions"...)
	}
	return query
}

// readOrder reads an order. The upstream writes its currency before its amounts.
func readOrder(d *decoder, o *commerce.Order) {
	o.Origin = d.origin("order", d.want|orderLacks)
	var currency string
	d.Object()
	for key, ok := d.Key(); ok; key, ok = d.Key() {
		switch key {
		case "id":
			o.ID = d.id()
		case "name":
			o.Name = d.word()
		case "placedAt":
			o.PlacedAt = d.time()
		case "updatedAt":
			o.UpdatedAt = d.time()
		case "status":
			o.Status = orderWords.State("status", d.word())
		case "paymentStatus":
			o.PaymentStatus = paidWords.State("paymentStatus", d.word())
		case "fulfillmentStatus":
			o.FulfillmentStatus = sentWords.State("fulfillmentStatus", d.word())
		case "note":
			o.Note = d.text()
		case "tags":
			o.Tags = d.texts()
		case "email":
			o.Email = d.text()
		case "customerId":
			o.Customer.ID = d.id()
		case "currency":
			currency = d.code()
		case "subtotal":
			o.Subtotal = d.bags.one(2 * d.rows)
			*o.Subtotal = d.bag(d.String(), currency)
		case "tax":
			o.TotalTax = d.bags.one(2 * d.rows)
			*o.TotalTax = d.bag(d.String(), currency)
		case "total":
			o.Total = d.bag(d.String(), currency)
		case "lines":
			o.LineItems = d.lines(currency)
		case "transactions":
			o.Transactions = d.transactions(currency)
		default:
			d.Skip()
		}
	}
}

func (d *decoder) lines(currency string) []*commerce.LineItem {
	var few [8]*commerce.LineItem
	out := few[:0]
	for d.Array(); d.More(); {
		l := d.lineSlab.one(3 * d.rows)
		l.Origin = d.origin("line", 0)
		d.Object()
		for key, ok := d.Key(); ok; key, ok = d.Key() {
			switch key {
			case "id":
				l.ID = d.id()
			case "sku":
				l.SKU = d.text()
			case "title":
				l.Title = d.word()
			case "quantity":
				l.Quantity.Ordered = int(d.Int())
			case "price":
				l.UnitPrice = d.bag(d.String(), currency)
			case "total":
				l.Total = d.bag(d.String(), currency)
			default:
				d.Skip()
			}
		}
		out = append(out, l)
	}
	return gather(&d.lineList, out, 3*d.rows)
}

func (d *decoder) transactions(currency string) []*commerce.Transaction {
	var few [8]*commerce.Transaction
	out := few[:0]
	for d.Array(); d.More(); {
		t := d.transfers.one(d.rows)
		t.Origin = d.origin("transaction", 0)
		d.Object()
		for key, ok := d.Key(); ok; key, ok = d.Key() {
			switch key {
			case "id":
				t.ID = d.id()
			case "kind":
				t.Kind = kindWords.State("kind", d.word())
			case "status":
				t.Status = transactionWords.State("status", d.word())
			case "amount":
				t.Amount = d.money(d.String(), currency)
			case "paymentId":
				t.PaymentReference = commerce.Text(d.keep(d.Number()))
			default:
				d.Skip()
			}
		}
		out = append(out, t)
	}
	return gather(&d.transferList, out, d.rows)
}

// gatewayDigits is how many digits of the amounts of payments are behind the point.
const gatewayDigits = 2

func readPayment(d *decoder, p *commerce.Payment) {
	p.Origin = d.origin("payment", commerce.Payments.AllGroups()) // the upstream has none of the groups
	var units int64
	d.Object()
	for key, ok := d.Key(); ok; key, ok = d.Key() {
		switch key {
		case "id":
			p.ID = d.id()
		case "status":
			p.Status = paymentWords.State("status", d.word())
		case "amount":
			units = d.Int()
		case "currency":
			p.Amount = commerce.MoneyFromMinor(units, gatewayDigits, d.code())
		case "createdAt":
			p.CreatedAt = d.time()
		case "orderName":
			p.OrderNames = gather(&d.words, []string{d.word()}, d.rows)
		default:
			d.Skip()
		}
	}
}

func readItem(d *decoder, i *commerce.InventoryItem) {
	i.Origin = d.origin("item", d.want|commerce.InventoryMembers)
	i.Tracked = true
	levels := d.want.Has(commerce.InventoryLevels)
	d.Object()
	for key, ok := d.Key(); ok; key, ok = d.Key() {
		switch {
		case key == "id":
			i.ID = d.id()
		case key == "sku":
			i.SKU = d.text()
		case key == "updatedAt":
			i.UpdatedAt = d.time()
		case key == "levels" && levels:
			i.Levels = d.levels()
		default:
			d.Skip()
		}
	}
}

func (d *decoder) levels() []*commerce.InventoryLevel {
	var few [8]*commerce.InventoryLevel
	out := few[:0]
	for d.Array(); d.More(); {
		l := d.levelSlab.one(2 * d.rows)
		l.Origin, l.Quantities = d.origin("level", 0), d.quantities.take(3, 6*d.rows)[:0]
		d.Object()
		for key, ok := d.Key(); ok; key, ok = d.Key() {
			switch key {
			case "id":
				l.ID = d.id()
			case "locationId":
				l.LocationID = d.id()
			case "location":
				l.LocationName = d.text()
			case "available":
				d.quantity(l, commerce.InventoryQuantityNameAvailable, "available")
			case "onHand":
				d.quantity(l, commerce.InventoryQuantityNameOnHand, "onHand")
			case "committed":
				d.quantity(l, commerce.InventoryQuantityNameCommitted, "committed")
			default:
				d.Skip()
			}
		}
		out = append(out, l)
	}
	return gather(&d.levelList, out, 2*d.rows)
}

func (d *decoder) quantity(l *commerce.InventoryLevel, name commerce.InventoryQuantityName, raw string) {
	n, err := strconv.Atoi(d.Number())
	if err != nil {
		d.Fail()
	}
	l.Quantities = append(l.Quantities, commerce.InventoryQuantity{Name: name, Quantity: n, Raw: commerce.Text(raw)})
}
