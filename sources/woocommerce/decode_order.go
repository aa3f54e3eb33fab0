package woocommerce

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

// member reads what all that is listed has; false when the name is none of it.
func (h *head) member(name []byte, r *jsonx.Reader) bool {
	switch string(name) {
	case "id":
		h.ID = readNumber(r)
	case "status":
		h.Status = readWord(r)
	case "date_created_gmt":
		h.Created = readInstant(r)
	case "date_modified_gmt":
		h.Modified = readInstant(r)
	default:
		return false
	}
	return true
}

func (w *orderWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		if w.member(name, r) || w.amount(name, r) || w.part(name, r) {
			return
		}
		switch string(name) {
		case "number":
			w.Number = readText(r)
		case "created_via":
			w.CreatedVia = readWord(r)
		case "currency":
			w.Currency = readWord(r)
		case "prices_include_tax":
			w.InclusiveTax = readTruth(r)
		case "customer_id":
			w.CustomerID = readNumber(r)
		case "customer_note":
			w.CustomerNote = readText(r)
		case "billing":
			w.Billing.decode(r)
		case "shipping":
			w.Shipping.decode(r)
		case "payment_method":
			w.Method = readWord(r)
		case "transaction_id":
			w.TransactionID = readText(r)
		case "date_paid_gmt":
			w.Paid = readInstant(r)
		case "date_completed_gmt":
			w.Completed = readInstant(r)
		case "needs_processing":
			w.NeedsWork = readTruth(r)
		}
	})
}

func (w *orderWire) amount(name []byte, r *jsonx.Reader) bool {
	var into *string
	switch string(name) {
	case "discount_total":
		into = &w.DiscountTotal
	case "discount_tax":
		into = &w.DiscountTax
	case "shipping_total":
		into = &w.ShippingTotal
	case "shipping_tax":
		into = &w.ShippingTax
	case "cart_tax":
		into = &w.CartTax
	case "total":
		into = &w.Total
	case "total_tax":
		into = &w.TotalTax
	default:
		return false
	}
	*into = readWord(r)
	return true
}

func (w *orderWire) part(name []byte, r *jsonx.Reader) bool {
	switch string(name) {
	case "meta_data":
		w.Meta = list(r, (*metaWire).decode)
	case "line_items":
		w.Lines = list(r, (*lineWire).decode)
	case "tax_lines":
		w.TaxLines = list(r, (*taxLineWire).decode)
	case "shipping_lines":
		w.ShippingLines = list(r, (*shippingLineWire).decode)
	case "fee_lines":
		w.FeeLines = list(r, (*feeLineWire).decode)
	case "coupon_lines":
		w.CouponLines = list(r, (*couponLineWire).decode)
	case "refunds":
		w.Refunds = list(r, (*refundSummaryWire).decode)
	default:
		return false
	}
	return true
}

func (w *lineWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "id":
			w.ID = readNumber(r)
		case "name":
			w.Name = readText(r)
		case "product_id":
			w.ProductID = readNumber(r)
		case "variation_id":
			w.VariationID = readNumber(r)
		case "quantity":
			w.Quantity = readWord(r)
		case "subtotal":
			w.Subtotal = readWord(r)
		case "subtotal_tax":
			w.SubtotalTax = readWord(r)
		case "total":
			w.Total = readWord(r)
		case "total_tax":
			w.TotalTax = readWord(r)
		case "taxes":
			w.Taxes = list(r, (*itemTaxWire).decode)
		case "sku":
			w.SKU = readText(r)
		case "meta_data":
			w.Meta = list(r, (*metaWire).decode)
		}
	})
}

func (w *itemTaxWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "id":
			w.ID = readNumber(r)
		case "total":
			w.Total = readWord(r)
		}
	})
}

func (w *taxLineWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "rate_id":
			w.RateID = readNumber(r)
		case "rate_code":
			w.RateCode = readWord(r)
		case "label":
			w.Label = readWord(r)
		case "tax_total":
			w.Total = readWord(r)
		case "shipping_tax_total":
			w.Shipping = readWord(r)
		case "rate_percent":
			w.Percent = readWord(r)
		}
	})
}

func (w *shippingLineWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "method_title":
			w.Title = readWord(r)
		case "method_id":
			w.Method = readWord(r)
		case "total":
			w.Total = readWord(r)
		case "total_tax":
			w.TotalTax = readWord(r)
		}
	})
}

func (w *feeLineWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "id":
			w.ID = readNumber(r)
		case "name":
			w.Name = readText(r)
		case "total":
			w.Total = readWord(r)
		case "total_tax":
			w.TotalTax = readWord(r)
		case "taxes":
			w.Taxes = list(r, (*itemTaxWire).decode)
		}
	})
}

func (w *couponLineWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "code":
			w.Code = readText(r)
		case "discount":
			w.Discount = readWord(r)
		case "discount_tax":
			w.DiscountTax = readWord(r)
		}
	})
}

func (w *refundSummaryWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "id":
			w.ID = readNumber(r)
		case "reason":
			w.Reason = readText(r)
		case "total":
			w.Total = readWord(r)
		}
	})
}

func (w *refundWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		if w.member(name, r) {
			return
		}
		switch string(name) {
		case "parent_id":
			w.ParentID = readNumber(r)
		case "amount":
			w.Amount = readWord(r)
		case "refunded_payment":
			w.Returned = readTruth(r)
		case "reason":
			w.Reason = readText(r)
		case "line_items":
			w.Lines = list(r, (*lineWire).decode)
		}
	})
}

func (w *noteWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "id":
			w.ID = readNumber(r)
		case "author":
			w.Author = readWord(r)
		case "date_created_gmt":
			w.Created = readInstant(r)
		case "note":
			w.Note = readText(r)
		case "customer_note":
			w.Seen = readTruth(r)
		}
	})
}

func (w *fulfillmentWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "id":
			w.ID = readNumber(r)
		case "status":
			w.Status = readWord(r)
		case "date_updated":
			w.Updated = readInstant(r)
		case "date_deleted":
			w.Deleted = readInstant(r)
		case "meta_data":
			w.Meta = list(r, (*metaWire).decode)
		}
	})
}
