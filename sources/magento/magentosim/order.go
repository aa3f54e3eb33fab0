package magentosim

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Order is an order. The totals follow from its items, shipping and documents.
type Order struct {
	EntityID    int64
	IncrementID string // made up by store when empty
	StoreID     int    // 1
	QuoteID     int64  // EntityID + 1
	State       string // "new"; unknown words are kept
	Status      string // the state's own, "pending" for new

	CustomerID      int64 // 0 for a guest
	CustomerGroupID int   // 1, and 0 for a guest
	CustomerEmail   string
	CustomerName    Name
	CustomerNote    string
	RemoteIP        string

	CreatedAt, UpdatedAt time.Time // now; CreatedAt

	// Currency is what the customer paid in, the display currency of the store
	// when empty. Rate is its price of one unit of the base currency, 1.
	Currency string
	Rate     decimal.Decimal

	Items               []OrderItem
	Shipping            Money // without tax
	ShippingTax         Money
	ShippingMethod      string // "flatrate_flatrate"
	ShippingDescription string // "Flat Rate - Fixed"
	CouponCode          string
	DiscountDescription string
	CouponCodes         []string // as releases with several coupons tell them
	PickupLocation      string   // the code of the source where it is picked up

	BillingAddress  Address
	ShippingAddress *Address // BillingAddress when nil; none where all is virtual
	Payment         Payment
	Histories       []StatusHistory

	rows                                  []orderRow
	ordered, invoiced, refunded, canceled sums
	hasInvoice, hasRefund, isCanceled     bool
	paid, paidOnline                      Money
	refundedTotal, refundedOnline         Money
	adjustmentPositive                    Money
	adjustmentNegative                    Money
	heldState, heldStatus                 string
	reserved                              map[string]decimal.Decimal // by SKU
}

// Name is a person's name.
type Name struct{ Prefix, First, Middle, Last, Suffix string }

// OrderItem is a line of an order. A configurable or bundle product has the
// simple products that were chosen as its children.
type OrderItem struct {
	ItemID      int64
	ProductID   int64
	ProductType string // "simple"; "configurable" or "bundle" with children
	SKU, Name   string
	Qty         decimal.Decimal // 1
	Price       Money           // of one, without tax
	// OriginalPrice is Price when zero.
	OriginalPrice Money
	// RowTotal is Price times Qty when zero, for prices with tax that were
	// calculated back.
	RowTotal        Money
	Discount        Money // of the row, positive
	DiscountPercent decimal.Decimal
	Tax             Money // of the row
	TaxPercent      decimal.Decimal
	Weight          decimal.Decimal
	Virtual         bool
	Options         []ItemOption // of a configurable product
	Children        []OrderItem
}

// ItemOption is an attribute's option that was chosen.
type ItemOption struct{ AttributeID, Value int64 }

// orderRow is an item with what has become of it.
type orderRow struct {
	OrderItem
	parent                                int // index of the parent row, -1 for none
	invoiced, shipped, refunded, canceled decimal.Decimal
	invoicedSums, refundedSums            sums
}

// Address is an order's address. Ids are made up when 0.
type Address struct {
	EntityID          int64
	CustomerAddressID int64
	Name              Name
	Email             string // the order's
	Company, Phone    string
	Street            []string
	City, Postcode    string
	Region            Region
	CountryID         string
	VatID             string
}

// Region is a part of a country.
type Region struct {
	ID         int64
	Code, Name string
}

// Payment is how an order is paid.
type Payment struct {
	EntityID int64
	Method   string // "checkmo"
	// LastTransID is the gateway's id; capturing and refunding through Magento
	// gives it a suffix.
	LastTransID string
	// Authorized says that the whole sum was authorized when the order was placed.
	Authorized bool
	// AdditionalInformation are values whose keys REST does not show.
	AdditionalInformation []string
	CCType, CCLast4       string
	CCExpMonth, CCExpYear string
	PONumber              string
}

// StatusHistory is a comment on an order.
type StatusHistory struct {
	EntityID         int64
	Comment          string
	Status           string
	EntityName       string // "order"
	CustomerNotified bool
	VisibleOnFront   bool
	CreatedAt        time.Time
}

// state holds the statuses that Magento gives to its own states.
var stateStatus = map[string]string{
	"new": "pending", "pending_payment": "pending_payment", "payment_review": "payment_review", "processing": "processing",
	"complete": "complete", "closed": "closed", "canceled": "canceled", "holded": "holded",
}

func (o *Order) id() int64 { return o.EntityID }

// clone copies an order so that it can be changed.
func (o *Order) clone() *Order {
	c := *o
	c.Items = cloneItems(o.Items)
	c.rows = slices.Clone(o.rows)
	c.Histories = slices.Clone(o.Histories)
	c.Payment.AdditionalInformation = slices.Clone(o.Payment.AdditionalInformation)
	if o.ShippingAddress != nil {
		c.ShippingAddress = new(o.ShippingAddress.clone())
	}
	c.BillingAddress = o.BillingAddress.clone()
	if o.reserved != nil {
		c.reserved = map[string]decimal.Decimal{}
		for sku, qty := range o.reserved {
			c.reserved[sku] = qty
		}
	}
	return &c
}

func cloneItems(items []OrderItem) []OrderItem {
	items = slices.Clone(items)
	for i := range items {
		items[i].Options = slices.Clone(items[i].Options)
		items[i].Children = cloneItems(items[i].Children)
	}
	return items
}

func (a Address) clone() Address {
	a.Street = slices.Clone(a.Street)
	return a
}

// setState moves an order and gives it the state's own status.
func (o *Order) setState(state string) { o.State, o.Status = state, stateStatus[state] }

// virtual says that nothing of an order is shipped.
func (o *Order) virtual() bool {
	for i := range o.rows {
		if !o.rows[i].Virtual && len(o.rows[i].Children) == 0 {
			return false
		}
	}
	return true
}

// toInvoice, toShip and toRefund are what may still be done with a row.
func (r *orderRow) toInvoice() decimal.Decimal { return r.Qty.Sub(r.invoiced).Sub(r.canceled) }

func (r *orderRow) toShip() decimal.Decimal {
	if r.Virtual {
		return decimal.Zero
	}
	return decimal.Max(r.Qty.Sub(r.shipped).Sub(r.refunded).Sub(r.canceled), decimal.Zero)
}

func (r *orderRow) toRefund() decimal.Decimal { return r.invoiced.Sub(r.refunded) }

// open sums over the rows that the customer sees as lines.
func (o *Order) open(what func(*orderRow) decimal.Decimal) bool {
	for i := range o.rows {
		if o.rows[i].parent < 0 && what(&o.rows[i]).IsPositive() {
			return true
		}
	}
	return false
}

// cancel gives up what is neither invoiced nor shipped.
func (o *Order) cancel() {
	for i := range o.rows {
		row := &o.rows[i]
		row.canceled = row.Qty.Sub(decimal.Max(row.invoiced, row.shipped))
	}
	o.canceled, o.isCanceled = o.ordered.minus(o.invoiced), true
}

// settle derives the state after a document, as Magento does: what is neither
// to invoice nor to ship is complete, or closed when all money went back.
func (o *Order) settle() {
	if o.State == "canceled" || o.State == "holded" || o.State == "payment_review" {
		return
	}
	invoice, ship := o.open((*orderRow).toInvoice), o.open((*orderRow).toShip)
	back := o.refundedTotal.Amount.IsPositive() && !o.paid.minus(o.refundedTotal).Amount.IsPositive()
	switch {
	case invoice || ship:
		if o.State == "new" || o.State == "pending_payment" {
			o.setState("processing")
		}
	case back:
		o.setState("closed")
	case o.State != "closed":
		o.setState("complete")
	}
}
