package magento

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

type orderWire struct {
	ID            optInt
	IncrementID   optText
	State         optText
	Status        optText
	StoreName     optText
	CreatedAt     optText
	UpdatedAt     optText
	CustomerID    optInt
	CustomerEmail optText
	CustomerNote  optText
	CouponCode    optText
	DiscountTitle optText
	ShippingTitle optText

	BaseCurrency, OrderCurrency optText

	Subtotal, Discount, Shipping, ShippingDiscount amount
	Tax, Total, Paid, Refunded                     amount

	Items   []itemWire
	History []commentWire
	Billing *addressWire
	Payment paymentWire
	More    orderMore
}

// orderMore is what an order says in its extension attributes.
type orderMore struct {
	Shipping *addressWire
	Method   optText
	Taxes    []taxWire
	Others   []attributeWire // what extensions add
}

type itemWire struct {
	ID, ParentID, ProductID optInt
	SKU, Name, Type         optText
	IsVirtual               optInt
	Ordered, Shipped        optNumeral
	Refunded, Cancelled     optNumeral
	Returned                optNumeral
	Price, RowTotal         amount
	Discount, Tax           amount
	TaxPercent              optNumeral
}

type taxWire struct {
	Title   optText
	Percent optNumeral
	Amount  amount
}

type addressWire struct {
	FirstName, LastName, Company     optText
	Street, City, Region, RegionCode optText
	Postcode, CountryID, Telephone   optText
	DefaultBilling, DefaultShipping  jsonx.Opt[bool]
}

type paymentWire struct {
	ID          optInt
	Method      optText
	LastTransID optText
	Authorized  optNumeral // in the shop's currency, as all of these
	Paid        optNumeral
	Ordered     optNumeral
	Cancelled   optNumeral
	Refunded    optNumeral
}

// orderFields are the core of an order; lineFields what its lines add.
const (
	orderFields = "entity_id,increment_id,state,status,store_name,created_at,updated_at,customer_id,customer_email,customer_note," +
		"base_currency_code,order_currency_code,base_subtotal,subtotal,base_discount_amount,discount_amount,base_shipping_amount,shipping_amount," +
		"base_shipping_discount_amount,shipping_discount_amount,base_tax_amount,tax_amount,base_grand_total,grand_total," +
		"base_total_paid,total_paid,base_total_refunded,total_refunded," +
		"billing_address[" + addressFields + "],payment[entity_id,method,last_trans_id,base_amount_authorized,base_amount_paid,base_amount_ordered,base_amount_canceled,base_amount_refunded]"
	addressFields  = "firstname,lastname,company,street,city,region,region_code,postcode,country_id,telephone"
	itemFields     = "item_id,parent_item_id,product_type,is_virtual,qty_ordered,qty_shipped,qty_canceled,qty_refunded,qty_returned"
	lineFields     = ",product_id,sku,name,base_price,price,base_row_total,row_total,base_discount_amount,discount_amount,base_tax_amount,tax_amount,tax_percent"
	chargeFields   = ",coupon_code,discount_description,shipping_description"
	shippingFields = "shipping_assignments[shipping[address[" + addressFields + "],method]]"
)

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
		case "base_currency_code":
			w.BaseCurrency = r.Word()
		case "order_currency_code":
			w.OrderCurrency = r.Word()
		case "items":
			w.Items = fillList(r, (*itemWire).decode)
		case "status_histories":
			w.History = fillList(r, (*commentWire).decode)
		case "billing_address":
			w.Billing = readAddress(r)
		case "payment":
			w.Payment.decode(r)
		case "extension_attributes":
			w.More.decode(r)
		default:
			w.decodeAmount(r)
		}
	}
}

func (w *orderWire) decodeAmount(r *jsonx.Reader) {
	switch string(r.Name()) {
	case "base_subtotal":
		w.Subtotal.base = r.Numeral()
	case "subtotal":
		w.Subtotal.order = r.Numeral()
	case "base_discount_amount":
		w.Discount.base = r.Numeral()
	case "discount_amount":
		w.Discount.order = r.Numeral()
	case "base_shipping_amount":
		w.Shipping.base = r.Numeral()
	case "shipping_amount":
		w.Shipping.order = r.Numeral()
	case "base_shipping_discount_amount":
		w.ShippingDiscount.base = r.Numeral()
	case "shipping_discount_amount":
		w.ShippingDiscount.order = r.Numeral()
	case "base_tax_amount":
		w.Tax.base = r.Numeral()
	case "tax_amount":
		w.Tax.order = r.Numeral()
	case "base_grand_total":
		w.Total.base = r.Numeral()
	case "grand_total":
		w.Total.order = r.Numeral()
	case "base_total_paid":
		w.Paid.base = r.Numeral()
	case "total_paid":
		w.Paid.order = r.Numeral()
	case "base_total_refunded":
		w.Refunded.base = r.Numeral()
	case "total_refunded":
		w.Refunded.order = r.Numeral()
	}
}

func (w *orderMore) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "shipping_assignments":
			w.decodeAssignments(r)
		case "applied_taxes":
			w.Taxes = fillList(r, (*taxWire).decode)
		case "item_applied_taxes", "payment_additional_info": // the first again by lines, the second is the gateway's
		default:
			name := r.NameWord()
			w.Others = append(w.Others, attributeWire{Code: jsonx.Some(name), Value: readAny(r)})
		}
	}
}

// decodeAssignments reads the first of the assignments: Magento makes no second.
func (w *orderMore) decodeAssignments(r *jsonx.Reader) {
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
					w.Shipping = readAddress(r)
				case "method":
					w.Method = r.Text()
				}
			}
		}
	}
}

func (w *itemWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "item_id":
			w.ID = readInt(r)
		case "parent_item_id":
			w.ParentID = readInt(r)
		case "product_id":
			w.ProductID = readInt(r)
		case "sku":
			w.SKU = r.Text()
		case "name":
			w.Name = r.Text()
		case "product_type":
			w.Type = r.Word()
		case "is_virtual":
			w.IsVirtual = readInt(r)
		case "qty_ordered":
			w.Ordered = r.Numeral()
		case "qty_shipped":
			w.Shipped = r.Numeral()
		case "qty_refunded":
			w.Refunded = r.Numeral()
		case "qty_canceled":
			w.Cancelled = r.Numeral()
		case "qty_returned":
			w.Returned = r.Numeral()
		case "base_price":
			w.Price.base = r.Numeral()
		case "price":
			w.Price.order = r.Numeral()
		case "base_row_total":
			w.RowTotal.base = r.Numeral()
		case "row_total":
			w.RowTotal.order = r.Numeral()
		case "base_discount_amount":
			w.Discount.base = r.Numeral()
		case "discount_amount":
			w.Discount.order = r.Numeral()
		case "base_tax_amount":
			w.Tax.base = r.Numeral()
		case "tax_amount":
			w.Tax.order = r.Numeral()
		case "tax_percent":
			w.TaxPercent = r.Numeral()
		}
	}
}

func (w *taxWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "title":
			w.Title = r.Text()
		case "percent":
			w.Percent = r.Numeral()
		case "base_amount":
			w.Amount.base = r.Numeral()
		case "amount":
			w.Amount.order = r.Numeral()
		}
	}
}

// readAddress reads an address; nil for none.
func readAddress(r *jsonx.Reader) *addressWire {
	if !object(r) {
		return nil
	}
	w := new(addressWire)
	for r.Member() {
		w.member(r)
	}
	return w
}

func (w *addressWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		w.member(r)
	}
}

func (w *addressWire) member(r *jsonx.Reader) {
	switch string(r.Name()) {
	case "firstname":
		w.FirstName = r.Text()
	case "lastname":
		w.LastName = r.Text()
	case "company":
		w.Company = r.Text()
	case "street":
		w.Street = readLines(r)
	case "city":
		w.City = r.Text()
	case "region":
		w.region(r)
	case "region_code":
		w.RegionCode = r.Word()
	case "postcode":
		w.Postcode = r.Text()
	case "country_id":
		w.CountryID = r.Word()
	case "telephone":
		w.Telephone = r.Text()
	case "default_billing":
		w.DefaultBilling = readFlag(r)
	case "default_shipping":
		w.DefaultShipping = readFlag(r)
	}
}

// region reads the name of a region, as orders have it, or the object that customers have.
func (w *addressWire) region(r *jsonx.Reader) {
	if r.Kind() == jsonx.Text || r.Kind() == jsonx.Null {
		w.Region = r.Text()
		return
	}
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "region":
			w.Region = r.Text()
		case "region_code":
			w.RegionCode = r.Word()
		}
	}
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
			w.Authorized = r.Numeral()
		case "base_amount_paid":
			w.Paid = r.Numeral()
		case "base_amount_ordered":
			w.Ordered = r.Numeral()
		case "base_amount_canceled":
			w.Cancelled = r.Numeral()
		case "base_amount_refunded":
			w.Refunded = r.Numeral()
		}
	}
}
