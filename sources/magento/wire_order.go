package magento

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

// orderWire is an order. Amounts are in the buyer's currency, and those that are
// called base in the shop's.
type orderWire struct {
	ID            optInt  `json:"entity_id"`
	IncrementID   optText `json:"increment_id"`
	State         optText `json:"state"`
	Status        optText `json:"status"`
	StoreName     optText `json:"store_name"`
	CreatedAt     optText `json:"created_at"`
	UpdatedAt     optText `json:"updated_at"`
	CustomerID    optInt  `json:"customer_id"`
	CustomerEmail optText `json:"customer_email"`
	CustomerNote  optText `json:"customer_note"`
	CouponCode    optText `json:"coupon_code"`
	DiscountTitle optText `json:"discount_description"`
	ShippingTitle optText `json:"shipping_description"`

	BaseCurrency         optText    `json:"base_currency_code"`
	OrderCurrency        optText    `json:"order_currency_code"`
	Subtotal             optNumeral `json:"subtotal"`
	BaseSubtotal         optNumeral `json:"base_subtotal"`
	Discount             optNumeral `json:"discount_amount"`
	BaseDiscount         optNumeral `json:"base_discount_amount"`
	Shipping             optNumeral `json:"shipping_amount"`
	BaseShipping         optNumeral `json:"base_shipping_amount"`
	ShippingDiscount     optNumeral `json:"shipping_discount_amount"`
	BaseShippingDiscount optNumeral `json:"base_shipping_discount_amount"`
	Tax                  optNumeral `json:"tax_amount"`
	BaseTax              optNumeral `json:"base_tax_amount"`
	Total                optNumeral `json:"grand_total"`
	BaseTotal            optNumeral `json:"base_grand_total"`
	Paid                 optNumeral `json:"total_paid"`
	BasePaid             optNumeral `json:"base_total_paid"`
	Refunded             optNumeral `json:"total_refunded"`
	BaseRefunded         optNumeral `json:"base_total_refunded"`

	Items   listWire[itemWire]    `json:"items"`
	History listWire[commentWire] `json:"status_histories"`
	Billing *addressWire          `json:"billing_address"`
	Payment paymentWire           `json:"payment"`
	More    orderMore             `json:"extension_attributes"`
}

// orderMore is what an order says in its extension attributes.
type orderMore struct {
	Assigned assignedWire      `json:"shipping_assignments"`
	Taxes    listWire[taxWire] `json:"applied_taxes"`
	Others   []attributeWire   // what extensions add
}

// assignedWire is the first of the assignments: Magento makes no second.
type assignedWire struct {
	Address *addressWire
	Method  optText
}

type paymentWire struct {
	ID          optInt     `json:"entity_id"`
	Method      optText    `json:"method"`
	LastTransID optText    `json:"last_trans_id"`
	Authorized  optNumeral `json:"base_amount_authorized"`
	Paid        optNumeral `json:"base_amount_paid"`
	Ordered     optNumeral `json:"base_amount_ordered"`
	Cancelled   optNumeral `json:"base_amount_canceled"`
	Refunded    optNumeral `json:"base_amount_refunded"`
}

// orderFields are the core of an order.
const (
	orderFields = "entity_id,increment_id,state,status,store_name,created_at,updated_at,customer_id,customer_email,customer_note," +
		"base_currency_code,order_currency_code,base_subtotal,subtotal,base_discount_amount,discount_amount,base_shipping_amount,shipping_amount," +
		"base_shipping_discount_amount,shipping_discount_amount,base_tax_amount,tax_amount,base_grand_total,grand_total," +
		"base_total_paid,total_paid,base_total_refunded,total_refunded," +
		"billing_address[" + addressFields + "],payment[entity_id,method,last_trans_id,base_amount_authorized,base_amount_paid,base_amount_ordered,base_amount_canceled,base_amount_refunded]"
	chargeFields   = ",coupon_code,discount_description,shipping_description"
	shippingFields = "shipping_assignments[shipping[address[" + addressFields + "],method]]"
)

func (w *orderWire) subtotal() amount { return amount{w.BaseSubtotal, w.Subtotal} }
func (w *orderWire) discount() amount { return amount{w.BaseDiscount, w.Discount} }
func (w *orderWire) shipping() amount { return amount{w.BaseShipping, w.Shipping} }
func (w *orderWire) shippingDiscount() amount {
	return amount{w.BaseShippingDiscount, w.ShippingDiscount}
}
func (w *orderWire) tax() amount      { return amount{w.BaseTax, w.Tax} }
func (w *orderWire) total() amount    { return amount{w.BaseTotal, w.Total} }
func (w *orderWire) paid() amount     { return amount{w.BasePaid, w.Paid} }
func (w *orderWire) refunded() amount { return amount{w.BaseRefunded, w.Refunded} }

func (w *orderWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "entity_id":
			w.ID = readInt(r)
		case "increment_id":
			w.IncrementID = r.Text()
		case "state":
			w.State = r.Word()
		case "status":
			w.Status = r.Word()
		case "store_name":
			w.StoreName = r.Text()
		case "created_at":
			w.CreatedAt = r.Text()
		case "updated_at":
			w.UpdatedAt = r.Text()
		case "customer_id":
			w.CustomerID = readInt(r)
		case "customer_email":
			w.CustomerEmail = r.Text()
		case "customer_note":
			w.CustomerNote = r.Text()
		case "coupon_code":
			w.CouponCode = r.Text()
		case "discount_description":
			w.DiscountTitle = r.Text()
		case "shipping_description":
			w.ShippingTitle = r.Text()
		case "items":
			w.Items = readList(r, (*itemWire).decode)
		case "status_histories":
			w.History = readList(r, (*commentWire).decode)
		case "billing_address":
			w.Billing = readAddress(r)
		case "payment":
			w.Payment.decode(r)
		case extensions:
			w.More.decode(r)
		default:
			w.decodeAmount(r)
		}
	}
}

func (w *orderWire) decodeAmount(r *jsonx.Reader) {
	switch string(r.Name()) {
	case "base_currency_code":
		w.BaseCurrency = r.Word()
	case "order_currency_code":
		w.OrderCurrency = r.Word()
	case "subtotal":
		w.Subtotal = readNumeral(r)
	case "base_subtotal":
		w.BaseSubtotal = readNumeral(r)
	case "discount_amount":
		w.Discount = readNumeral(r)
	case "base_discount_amount":
		w.BaseDiscount = readNumeral(r)
	case "shipping_amount":
		w.Shipping = readNumeral(r)
	case "base_shipping_amount":
		w.BaseShipping = readNumeral(r)
	case "shipping_discount_amount":
		w.ShippingDiscount = readNumeral(r)
	case "base_shipping_discount_amount":
		w.BaseShippingDiscount = readNumeral(r)
	case "tax_amount":
		w.Tax = readNumeral(r)
	case "base_tax_amount":
		w.BaseTax = readNumeral(r)
	case "grand_total":
		w.Total = readNumeral(r)
	case "base_grand_total":
		w.BaseTotal = readNumeral(r)
	case "total_paid":
		w.Paid = readNumeral(r)
	case "base_total_paid":
		w.BasePaid = readNumeral(r)
	case "total_refunded":
		w.Refunded = readNumeral(r)
	case "base_total_refunded":
		w.BaseRefunded = readNumeral(r)
	}
}

func (w *orderMore) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "shipping_assignments":
			w.Assigned = readAssigned(r)
		case "applied_taxes":
			w.Taxes = readList(r, (*taxWire).decode)
		case "item_applied_taxes", "payment_additional_info": // the first again by lines, the second is the gateway's
		default:
			name := r.NameWord()
			w.Others = append(w.Others, attributeWire{Code: jsonx.Some(name), Value: readAny(r)})
		}
	}
}

func readAssigned(r *jsonx.Reader) (w assignedWire) {
	for first, ok := true, array(r); ok && r.Element(); first = false {
		if !first {
			continue
		}
		for ok := object(r); ok && r.Member(); {
			if string(r.Name()) != "shipping" {
				continue
			}
			for ok := object(r); ok && r.Member(); {
				switch string(r.Name()) {
				case "address":
					w.Address = readAddress(r)
				case "method":
					w.Method = r.Text()
				}
			}
		}
	}
	return w
}

func (w *paymentWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "entity_id":
			w.ID = readInt(r)
		case "method":
			w.Method = r.Word()
		case "last_trans_id":
			w.LastTransID = r.Text()
		case "base_amount_authorized":
			w.Authorized = readNumeral(r)
		case "base_amount_paid":
			w.Paid = readNumeral(r)
		case "base_amount_ordered":
			w.Ordered = readNumeral(r)
		case "base_amount_canceled":
			w.Cancelled = readNumeral(r)
		case "base_amount_refunded":
			w.Refunded = readNumeral(r)
		}
	}
}
