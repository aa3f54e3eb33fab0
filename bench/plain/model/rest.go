// Package model is the upstream's entities as encoding/json reads them, with
// the methods that the schema binds to.
package model

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Page is what the upstream answers.
type Page[T any] struct {
	Rows []*T `json:"rows"`
	More bool `json:"more"`
}

// Source is the name of the one source, as it stands in ids.
const Source = "shop"

func globalID(kind string, key int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%s:%s:%d", kind, Source, key))
}

// Customer is a customer.
type Customer struct {
	Key       int       `json:"id"`
	FirstName string    `json:"firstName"`
	LastName  string    `json:"lastName"`
	Email     string    `json:"email"`
	Phone     string    `json:"phone"`
	Tags      []string  `json:"tags"`
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`
}

// ID returns the global id.
func (c *Customer) ID() string { return globalID("Customer", c.Key) }

// DisplayName returns first and last name.
func (c *Customer) DisplayName() string { return strings.TrimSpace(c.FirstName + " " + c.LastName) }

// Order is an order.
type Order struct {
	Key               int           `json:"id"`
	Name              string        `json:"name"`
	PlacedAt          time.Time     `json:"placedAt"`
	UpdatedAt         time.Time     `json:"updatedAt"`
	Status            string        `json:"status"`
	PaymentStatus     string        `json:"paymentStatus"`
	FulfillmentStatus string        `json:"fulfillmentStatus"`
	Note              string        `json:"note"`
	Tags              []string      `json:"tags"`
	Email             string        `json:"email"`
	CustomerID        int           `json:"customerId"`
	Currency          string        `json:"currency"`
	Subtotal          string        `json:"subtotal"`
	Tax               string        `json:"tax"`
	TotalAmount       string        `json:"total"`
	Lines             []*LineItem   `json:"lines"`
	Transactions      []Transaction `json:"transactions"`
}

// Transaction is a movement of money that the shop has noted.
type Transaction struct {
	ID        int    `json:"id"`
	Kind      string `json:"kind"`
	Status    string `json:"status"`
	Amount    string `json:"amount"`
	PaymentID int    `json:"paymentId"`
}

// ID returns the global id.
func (o *Order) ID() string { return globalID("Order", o.Key) }

// Total returns what the buyer owes.
func (o *Order) Total() *MoneyBag {
	return &MoneyBag{ShopMoney: &Money{Amount: o.TotalAmount, CurrencyCode: o.Currency}}
}

// LineItems returns the first lines.
func (o *Order) LineItems(first *int) *LineItemConnection {
	lines := o.Lines
	if first != nil && *first < len(lines) {
		lines = lines[:*first]
	}
	return &LineItemConnection{Nodes: lines}
}

// LineItem is a line of an order.
type LineItem struct {
	ID    int    `json:"id"`
	Sku   string `json:"sku"`
	Title string `json:"title"`
	Units int    `json:"quantity"`
	Price string `json:"price"`
	Total string `json:"total"`
}

// Quantity returns how many units there are.
func (l *LineItem) Quantity() *LineQuantity { return &LineQuantity{Ordered: l.Units} }

// UnitPrice returns the price of one.
func (l *LineItem) UnitPrice() *MoneyBag {
	return &MoneyBag{ShopMoney: &Money{Amount: l.Price, CurrencyCode: "GBP"}}
}

// Payment is a payment at the gateway.
type Payment struct {
	Key       int       `json:"id"`
	State     string    `json:"status"`
	Units     int       `json:"amount"`
	Currency  string    `json:"currency"`
	CreatedAt time.Time `json:"createdAt"`
	OrderName string    `json:"orderName"`
}

// ID returns the global id.
func (p *Payment) ID() string { return globalID("Payment", p.Key) }

// Status returns where it stands.
func (p *Payment) Status() PaymentStatus {
	if s := PaymentStatus(strings.ToUpper(p.State)); s.IsValid() {
		return s
	}
	return PaymentStatusUnknown
}

// Amount returns what is to be paid.
func (p *Payment) Amount() *Money {
	return &Money{Amount: fmt.Sprintf("%d.%02d", p.Units/100, p.Units%100), CurrencyCode: p.Currency}
}

// InventoryItem is the stock of one SKU.
type InventoryItem struct {
	ID        int               `json:"id"`
	Sku       string            `json:"sku"`
	UpdatedAt time.Time         `json:"updatedAt"`
	Levels    []*InventoryLevel `json:"levels"`
}

// Available returns the sum of what can be sold.
func (i *InventoryItem) Available() int {
	sum := 0
	for _, l := range i.Levels {
		sum += l.Available
	}
	return sum
}

// InventoryLevel is the stock at one location.
type InventoryLevel struct {
	ID           int    `json:"id"`
	LocationID   int    `json:"locationId"`
	LocationName string `json:"location"`
	Available    int    `json:"available"`
	OnHand       int    `json:"onHand"`
	Committed    int    `json:"committed"`
}

// Quantities returns the quantities of these names, or all.
func (l *InventoryLevel) Quantities(names []InventoryQuantityName) []*InventoryQuantity {
	out := make([]*InventoryQuantity, 0, 3)
	for _, q := range []*InventoryQuantity{
		{Name: InventoryQuantityNameAvailable, Quantity: l.Available},
		{Name: InventoryQuantityNameOnHand, Quantity: l.OnHand},
		{Name: InventoryQuantityNameCommitted, Quantity: l.Committed},
	} {
		if len(names) == 0 || slices.Contains(names, q.Name) {
			out = append(out, q)
		}
	}
	return out
}
