package woocommerce

import "time"

type orderWire struct {
	head

	Number        string
	CreatedVia    string
	Currency      string
	DiscountTotal string
	DiscountTax   string
	ShippingTotal string
	ShippingTax   string
	CartTax       string
	Total         string
	TotalTax      string
	InclusiveTax  bool // prices_include_tax
	CustomerID    int64
	CustomerNote  string
	Billing       addressWire
	Shipping      addressWire
	Method        string // payment_method
	TransactionID string
	Paid          time.Time
	Completed     time.Time
	NeedsWork     truth // needs_processing
	Meta          []metaWire

	Lines         []lineWire
	TaxLines      []taxLineWire
	ShippingLines []shippingLineWire
	FeeLines      []feeLineWire
	CouponLines   []couponLineWire
	Refunds       []refundSummaryWire

	// details are the refunds, parcels the fulfilments and notes the notes, where they were asked for.
	details map[int64]*refundWire
	parcels []*fulfillmentWire
	notes   []*noteWire
}

type lineWire struct {
	ID          int64
	Name        string
	ProductID   int64
	VariationID int64
	Quantity    string
	Subtotal    string
	SubtotalTax string
	Total       string
	TotalTax    string
	Taxes       []itemTaxWire
	SKU         string
	Meta        []metaWire
}

type itemTaxWire struct {
	ID    int64 // of the rate
	Total string
}

type taxLineWire struct {
	RateID   int64
	RateCode string
	Label    string
	Total    string
	Shipping string
	Percent  string
}

type shippingLineWire struct {
	Title    string
	Method   string
	Total    string
	TotalTax string
}

type feeLineWire struct {
	ID       int64
	Name     string
	Total    string
	TotalTax string
	Taxes    []itemTaxWire
}

type couponLineWire struct {
	Code        string
	Discount    string
	DiscountTax string
}

// refundSummaryWire is a refund as its order has it. The total is negative.
type refundSummaryWire struct {
	ID     int64
	Reason string
	Total  string
}

// refundWire is a refund by itself. Its amount is positive, its lines negative.
type refundWire struct {
	head

	ParentID int64
	Amount   string
	Reason   string
	Returned truth // refunded_payment: the gateway gave the money back
	Lines    []lineWire
}

type noteWire struct {
	ID      int64
	Author  string
	Created time.Time
	Note    string
	Seen    truth // by the customer
}

type fulfillmentWire struct {
	ID      int64
	Status  string
	Updated time.Time
	Deleted time.Time
	Meta    []metaWire
}
