package woocommerce

import "time"

type orderWire struct {
	head

	Number        string      `json:"number"`
	CreatedVia    string      `json:"created_via"`
	Currency      string      `json:"currency"`
	DiscountTotal string      `json:"discount_total"`
	DiscountTax   string      `json:"discount_tax"`
	ShippingTotal string      `json:"shipping_total"`
	ShippingTax   string      `json:"shipping_tax"`
	CartTax       string      `json:"cart_tax"`
	Total         string      `json:"total"`
	TotalTax      string      `json:"total_tax"`
	InclusiveTax  truth       `json:"prices_include_tax"`
	CustomerID    int64       `json:"customer_id"`
	CustomerNote  string      `json:"customer_note"`
	Billing       addressWire `json:"billing"`
	Shipping      addressWire `json:"shipping"`
	Method        string      `json:"payment_method"`
	TransactionID string      `json:"transaction_id"`
	Paid          time.Time   `json:"date_paid_gmt"`
	Completed     time.Time   `json:"date_completed_gmt"`
	NeedsWork     truth       `json:"needs_processing"`
	Meta          []metaWire  `json:"meta_data"`

	Lines         []lineWire          `json:"line_items"`
	TaxLines      []taxLineWire       `json:"tax_lines"`
	ShippingLines []shippingLineWire  `json:"shipping_lines"`
	FeeLines      []feeLineWire       `json:"fee_lines"`
	CouponLines   []couponLineWire    `json:"coupon_lines"`
	Refunds       []refundSummaryWire `json:"refunds"`

	// details are the refunds, parcels the fulfilments and notes the notes, where they were asked for.
	details map[int64]*refundWire
	parcels []*fulfillmentWire
	notes   []*noteWire
}

type lineWire struct {
	ID          int64         `json:"id"`
	Name        string        `json:"name"`
	ProductID   int64         `json:"product_id"`
	VariationID int64         `json:"variation_id"`
	Quantity    string        `json:"quantity"`
	Subtotal    string        `json:"subtotal"`
	SubtotalTax string        `json:"subtotal_tax"`
	Total       string        `json:"total"`
	TotalTax    string        `json:"total_tax"`
	Taxes       []itemTaxWire `json:"taxes"`
	SKU         string        `json:"sku"`
	Meta        []metaWire    `json:"meta_data"`
}

type itemTaxWire struct {
	ID    int64  `json:"id"` // of the rate
	Total string `json:"total"`
}

type taxLineWire struct {
	RateID   int64  `json:"rate_id"`
	RateCode string `json:"rate_code"`
	Label    string `json:"label"`
	Total    string `json:"tax_total"`
	Shipping string `json:"shipping_tax_total"`
	Percent  string `json:"rate_percent"`
}

type shippingLineWire struct {
	Title    string `json:"method_title"`
	Method   string `json:"method_id"`
	Total    string `json:"total"`
	TotalTax string `json:"total_tax"`
}

type feeLineWire struct {
	ID       int64         `json:"id"`
	Name     string        `json:"name"`
	Total    string        `json:"total"`
	TotalTax string        `json:"total_tax"`
	Taxes    []itemTaxWire `json:"taxes"`
}

type couponLineWire struct {
	Code        string `json:"code"`
	Discount    string `json:"discount"`
	DiscountTax string `json:"discount_tax"`
}

// refundSummaryWire is a refund as its order has it. The total is negative.
type refundSummaryWire struct {
	ID     int64  `json:"id"`
	Reason string `json:"reason"`
	Total  string `json:"total"`
}

// refundWire is a refund by itself. Its amount is positive, its lines negative.
type refundWire struct {
	head

	ParentID int64      `json:"parent_id"`
	Amount   string     `json:"amount"`
	Reason   string     `json:"reason"`
	Returned truth      `json:"refunded_payment"` // the gateway gave the money back
	Lines    []lineWire `json:"line_items"`
}

type noteWire struct {
	ID      int64     `json:"id"`
	Author  string    `json:"author"`
	Created time.Time `json:"date_created_gmt"`
	Note    string    `json:"note"`
	Seen    truth     `json:"customer_note"`
}

type fulfillmentWire struct {
	ID      int64      `json:"id"`
	Status  string     `json:"status"`
	Updated time.Time  `json:"date_updated"`
	Deleted time.Time  `json:"date_deleted"`
	Meta    []metaWire `json:"meta_data"`
}
