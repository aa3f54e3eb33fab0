package magentosim

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// column answers the usual columns without rendering the order.
func (o *Order) column(v *view, name string) any {
	switch name {
	case "entity_id":
		return o.EntityID
	case "increment_id":
		return o.IncrementID
	case "customer_email":
		return o.CustomerEmail
	case "status":
		return o.Status
	case "state":
		return o.State
	case "store_id":
		return o.StoreID
	case "created_at":
		return o.CreatedAt.Format(time.DateTime)
	case "updated_at":
		return o.UpdatedAt.Format(time.DateTime)
	case "order_currency_code":
		return o.Currency
	case "quote_id":
		return o.QuoteID
	case "grand_total":
		return number(o.ordered.total().Amount)
	case "base_grand_total":
		return number(o.ordered.total().Base)
	case "base_currency_code":
		return v.options.storeView(o.StoreID).BaseCurrency
	case "customer_id":
		if o.CustomerID == 0 {
			return nil
		}
		return o.CustomerID
	}
	row := object{}
	o.renderRow(row, v)
	return row[name]
}

func (o *Order) render(v *view) object {
	row := object{}
	o.renderRow(row, v)
	items := o.renderItems()
	row["items"] = items
	row["billing_address"] = o.BillingAddress.render(o, "billing")
	row["payment"] = o.renderPayment()
	row["status_histories"] = o.renderHistories()
	shipping := object{}
	if o.ShippingAddress != nil {
		shipping["address"] = o.ShippingAddress.render(o, "shipping")
		shipping["method"] = o.ShippingMethod
	}
	shipping["total"] = o.renderShippingTotal()
	extension := object{"shipping_assignments": []any{object{"shipping": shipping, "items": o.renderItems()}}}
	if len(o.CouponCodes) > 0 {
		extension["coupon_codes"] = anyList(o.CouponCodes)
	}
	text(extension, "pickup_location_code", o.PickupLocation)
	row["extension_attributes"] = extension
	return row
}

// renderRow sets the columns of the main table.
func (o *Order) renderRow(row object, v *view) {
	o.ordered.render(row)
	o.renderHead(row, v)
	o.renderCustomer(row)
	o.renderProgress(row)
	both(row, "shipping_discount_amount", Money{})
	both(row, "total_due", o.ordered.total().minus(o.paid))
	o.renderQuantities(row)
}

// renderQuantities counts the lines that the customer sees.
func (o *Order) renderQuantities(row object) {
	lines, qty, weight := 0, decimal.Zero, decimal.Zero
	for i := range o.rows {
		if r := &o.rows[i]; r.parent < 0 {
			lines, qty, weight = lines+1, qty.Add(r.Qty), weight.Add(r.Weight.Mul(r.Qty))
		}
	}
	row["total_item_count"], row["total_qty_ordered"], row["weight"] = lines, number(qty), number(weight)
}

func (o *Order) renderHead(row object, v *view) {
	store := v.options.storeView(o.StoreID)
	row["entity_id"], row["increment_id"], row["quote_id"] = o.EntityID, o.IncrementID, o.QuoteID
	row["state"], row["status"] = o.State, o.Status
	row["store_id"], row["store_name"] = o.StoreID, v.options.storeName(store)
	moment(row, "created_at", o.CreatedAt)
	moment(row, "updated_at", o.UpdatedAt)
	o.renderCurrencies(row, v)
	row["billing_address_id"] = o.BillingAddress.EntityID
	row["is_virtual"] = flag(o.virtual())
	row["email_sent"] = 1
	row["protect_code"] = fmt.Sprintf("%06x", o.EntityID*2654435761%0x1000000)
	text(row, "shipping_description", o.ShippingDescription)
	text(row, "coupon_code", o.CouponCode)
	text(row, "discount_description", o.DiscountDescription)
	text(row, "hold_before_state", o.heldState)
	text(row, "hold_before_status", o.heldStatus)
	text(row, "remote_ip", o.RemoteIP)
}

// renderCurrencies sets the currencies and rates, which documents carry too.
func (o *Order) renderCurrencies(row object, v *view) {
	base := v.options.storeView(o.StoreID).BaseCurrency
	row["base_currency_code"], row["store_currency_code"], row["order_currency_code"] = base, base, o.Currency
	row["global_currency_code"] = v.options.Stores[0].BaseCurrency
	row["base_to_order_rate"], row["base_to_global_rate"] = number(o.Rate), 1
	row["store_to_base_rate"], row["store_to_order_rate"] = 0, 0
}

func (o *Order) renderCustomer(row object) {
	row["customer_email"], row["customer_is_guest"], row["customer_group_id"] = o.CustomerEmail, flag(o.CustomerID == 0), o.CustomerGroupID
	row["customer_note_notify"] = 1
	whole(row, "customer_id", o.CustomerID)
	text(row, "customer_prefix", o.CustomerName.Prefix)
	text(row, "customer_firstname", o.CustomerName.First)
	text(row, "customer_middlename", o.CustomerName.Middle)
	text(row, "customer_lastname", o.CustomerName.Last)
	text(row, "customer_suffix", o.CustomerName.Suffix)
	text(row, "customer_note", o.CustomerNote)
}

// renderProgress sets what is null until a document or a cancellation sets it.
func (o *Order) renderProgress(row object) {
	zero := Money{}
	if o.hasInvoice {
		renderStep(row, "invoiced", o.invoiced)
		both(row, "total_invoiced", o.invoiced.total())
		both(row, "total_paid", o.paid)
	}
	if o.hasRefund {
		renderStep(row, "refunded", o.refunded)
		both(row, "total_refunded", o.refundedTotal)
		both(row, "shipping_tax_refunded", o.refunded.shippingTax)
		both(row, "adjustment_positive", o.adjustmentPositive)
		both(row, "adjustment_negative", o.adjustmentNegative)
		if offline := o.refundedTotal.minus(o.refundedOnline); !offline.isZero() {
			both(row, "total_offline_refunded", offline)
		}
		if !o.refundedOnline.isZero() {
			both(row, "total_online_refunded", o.refundedOnline)
		}
	}
	if o.isCanceled {
		both(row, "subtotal_canceled", o.canceled.subtotal)
		both(row, "tax_canceled", o.canceled.tax)
		both(row, "shipping_canceled", o.canceled.shipping)
		both(row, "discount_canceled", zero.minus(o.canceled.discount))
		both(row, "total_canceled", o.canceled.total())
	}
}

func renderStep(row object, step string, s sums) {
	both(row, "subtotal_"+step, s.subtotal)
	both(row, "tax_"+step, s.tax)
	both(row, "shipping_"+step, s.shipping)
	both(row, "discount_"+step, Money{}.minus(s.discount))
	both(row, "discount_tax_compensation_"+step, Money{})
}

func (o *Order) renderShippingTotal() object {
	total := object{"shipping_discount_tax_compensation_amount": 0}
	both(total, "shipping_amount", o.Shipping)
	both(total, "shipping_discount_amount", Money{})
	both(total, "shipping_incl_tax", o.Shipping.plus(o.ShippingTax))
	both(total, "shipping_tax_amount", o.ShippingTax)
	if o.hasInvoice {
		both(total, "shipping_invoiced", o.invoiced.shipping)
	}
	if o.hasRefund {
		both(total, "shipping_refunded", o.refunded.shipping)
	}
	return total
}

func (a *Address) render(o *Order, kind string) object {
	address := object{
		"address_type": kind, "entity_id": a.EntityID, "parent_id": o.EntityID, "email": a.Email,
		"firstname": orNull(a.Name.First), "lastname": orNull(a.Name.Last), "city": orNull(a.City),
		"postcode": orNull(a.Postcode), "country_id": orNull(a.CountryID), "telephone": orNull(a.Phone),
	}
	if len(a.Street) > 0 {
		address["street"] = anyList(a.Street)
	}
	a.Name.renderRest(address)
	text(address, "company", a.Company)
	text(address, "vat_id", a.VatID)
	text(address, "region", a.Region.Name)
	text(address, "region_code", a.Region.Code)
	whole(address, "region_id", a.Region.ID)
	whole(address, "customer_address_id", a.CustomerAddressID)
	return address
}

// renderRest sets the rarer parts of a name.
func (n *Name) renderRest(o object) {
	text(o, "prefix", n.Prefix)
	text(o, "middlename", n.Middle)
	text(o, "suffix", n.Suffix)
}

func (o *Order) renderPayment() object {
	p := &o.Payment
	payment := object{
		"entity_id": p.EntityID, "parent_id": o.EntityID, "method": p.Method, "account_status": nil, "cc_last4": orNull(p.CCLast4),
		"additional_information": anyList(p.AdditionalInformation), "extension_attributes": object{},
	}
	both(payment, "amount_ordered", o.ordered.total())
	both(payment, "shipping_amount", o.Shipping)
	if p.Authorized {
		both(payment, "amount_authorized", o.ordered.total())
	}
	if !o.paid.isZero() {
		both(payment, "amount_paid", o.paid)
		both(payment, "shipping_captured", o.invoiced.shipping)
	}
	if !o.paidOnline.isZero() {
		payment["base_amount_paid_online"] = number(o.paidOnline.Base)
	}
	if o.hasRefund {
		both(payment, "amount_refunded", o.refundedTotal)
		both(payment, "shipping_refunded", o.refunded.shipping)
	}
	if !o.refundedOnline.isZero() {
		payment["base_amount_refunded_online"] = number(o.refundedOnline.Base)
	}
	if o.isCanceled {
		both(payment, "amount_canceled", o.canceled.total())
	}
	text(payment, "last_trans_id", p.LastTransID)
	text(payment, "cc_trans_id", strings.TrimSuffix(strings.TrimSuffix(p.LastTransID, "-capture"), "-refund"))
	text(payment, "cc_type", p.CCType)
	text(payment, "cc_exp_month", p.CCExpMonth)
	text(payment, "cc_exp_year", p.CCExpYear)
	text(payment, "po_number", p.PONumber)
	return payment
}

// renderHistories gives the newest comment first, as the order's own list does.
func (o *Order) renderHistories() []any {
	list := make([]any, 0, len(o.Histories))
	for i := len(o.Histories) - 1; i >= 0; i-- {
		list = append(list, o.Histories[i].render(o))
	}
	return list
}

func (h *StatusHistory) render(o *Order) object {
	history := object{
		"entity_id": h.EntityID, "parent_id": o.EntityID, "entity_name": h.EntityName, "comment": orNull(h.Comment),
		"is_customer_notified": flag(h.CustomerNotified), "is_visible_on_front": flag(h.VisibleOnFront),
	}
	text(history, "status", h.Status)
	moment(history, "created_at", h.CreatedAt)
	return history
}
