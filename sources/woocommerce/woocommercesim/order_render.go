package woocommercesim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// money renders an amount with the decimals that the request asks for.
func (q *query) money(amount decimal.Decimal) string { return amount.StringFixed(int32(q.decimals)) }

func (q *query) renderOrder(o *Order) object {
	t := o.totals()
	include := q.sim.options.PricesIncludeTax
	if o.PricesIncludeTax != nil {
		include = *o.PricesIncludeTax
	}
	rendered := slices.Concat(
		object{
			{"id", o.ID}, {"parent_id", o.ParentID}, {"number", o.Number}, {"order_key", o.Key}, {"created_via", o.CreatedVia},
			{"version", o.Version}, {"status", o.Status}, {"currency", o.Currency},
		},
		q.sim.dates("date_created", o.Created), q.sim.dates("date_modified", o.Modified),
		object{
			{"discount_total", q.money(t.discount)}, {"discount_tax", q.money(t.discountTax)},
			{"shipping_total", q.money(t.shipping)}, {"shipping_tax", q.money(t.shippingTax)},
			{"cart_tax", q.money(t.cartTax)}, {"total", q.money(t.total)}, {"total_tax", q.money(t.totalTax)},
			{"prices_include_tax", include}, {"customer_id", o.CustomerID}, {"customer_ip_address", o.CustomerIP},
			{"customer_user_agent", o.CustomerAgent}, {"customer_note", o.CustomerNote},
			{"billing", o.Billing.billing()}, {"shipping", o.Shipping.shipping(q.sim.version)},
			{"payment_method", o.PaymentMethod}, {"payment_method_title", o.PaymentMethodTitle}, {"transaction_id", o.TransactionID},
		},
		q.sim.dates("date_paid", o.Paid), q.sim.dates("date_completed", o.Completed),
		object{
			{"cart_hash", o.CartHash}, {"meta_data", metaData(o.Meta, q.metaKeys())}, {"line_items", q.lines(o)},
			{"tax_lines", q.taxLines(o)}, {"shipping_lines", q.deliveries(o)}, {"fee_lines", q.fees(o)},
			{"coupon_lines", q.coupons(o)}, {"refunds", q.summaries(o)},
		},
	)
	return append(append(rendered, q.needs(o)...), q.links("orders", o.ID, "")...)
}

// needs are the fields that say what can still happen to an order.
func (q *query) needs(o *Order) object {
	if !q.sim.version.has(withOrderNeeds) {
		return nil
	}
	unpaid := slices.Contains([]string{"pending", "failed"}, o.Status) && o.totals().total.IsPositive()
	return object{
		{"payment_url", fmt.Sprintf("%s/checkout/order-pay/%d/?pay_for_order=true&key=%s", q.home, o.ID, o.Key)},
		{"is_editable", slices.Contains([]string{"pending", "on-hold", "auto-draft"}, o.Status)},
		{"needs_payment", unpaid},
		{"needs_processing", true},
		{"currency_symbol", symbolOf(o.Currency)},
	}
}

func (q *query) lines(o *Order) []object {
	list := []object{}
	for i := range o.Lines {
		list = append(list, q.line(o, &o.Lines[i]))
	}
	return list
}

func (q *query) line(o *Order, l *Line) object {
	known := q.product(l)
	product := l.ProductID
	if q.sim.store.gone[product] {
		product = 0
	}
	rendered := object{
		{"id", l.ID}, {"name", l.Name}, {"product_id", product}, {"variation_id", l.VariationID},
		{"quantity", number(l.Quantity)}, {"tax_class", l.TaxClass},
		{"subtotal", q.money(l.Subtotal)}, {"subtotal_tax", q.money(l.SubtotalTax)},
		{"total", q.money(l.Total)}, {"total_tax", q.money(l.TotalTax)},
		{"taxes", renderTaxes(o.split(l.Taxes, l.TotalTax, l.SubtotalTax), true)}, {"meta_data", displayed(l.Meta, q.sim.version)},
		{"sku", known.sku}, {"price", unitPrice(l.Total, l.Quantity)},
	}
	if q.sim.version.has(withGlobalID) {
		rendered = append(rendered, member{"global_unique_id", known.globalID})
	}
	if q.sim.version.has(withOrderNeeds) {
		rendered = append(rendered, known.image, member{"parent_name", known.parent})
	}
	return rendered
}

// merchandise is what an order's line shows of the product as it is today.
type merchandise struct {
	sku, globalID, parent any
	image                 member
}

func (q *query) product(l *Line) merchandise {
	none := merchandise{image: member{"image", object{{"id", ""}, {"src", ""}}}}
	if l.SKU != "" {
		none.sku = l.SKU
	}
	p, v := q.sim.store.products.get(l.ProductID), q.sim.store.variations.get(l.VariationID)
	if p == nil || l.VariationID != 0 && v == nil {
		return none
	}
	known := merchandise{sku: p.SKU, globalID: p.GlobalUniqueID, image: member{"image", firstImage(p.Images)}}
	if v != nil {
		known.sku, known.globalID, known.parent = v.SKU, v.GlobalUniqueID, p.Name
		if v.Image != nil {
			known.image.value = firstImage([]Image{*v.Image})
		}
	}
	return known
}

// unitPrice is what PHP computes of it: a float that nobody rounded.
func unitPrice(total, quantity decimal.Decimal) float64 {
	if quantity.IsZero() {
		return 0
	}
	return total.InexactFloat64() / quantity.InexactFloat64()
}

// number renders a quantity: an integer unless a plug-in made it fractional.
func number(d decimal.Decimal) any {
	if d.IsInteger() {
		return int(d.IntPart())
	}
	return d.InexactFloat64()
}

// displayed renders the meta data of an item, which carries its display form.
func displayed(all []Meta, v version) []object {
	list := metaData(all, allKeys)
	if !v.has(withOrderNeeds) {
		return list
	}
	for i, m := range list {
		list[i] = append(m, member{"display_key", strings.TrimPrefix(all[i].Key, "pa_")}, member{"display_value", m.get("value")})
	}
	return list
}

func (q *query) deliveries(o *Order) []object {
	list := []object{}
	for _, d := range o.Delivery {
		line := object{{"id", d.ID}, {"method_title", d.MethodTitle}, {"method_id", d.MethodID}}
		if q.sim.version.has(withOrderNeeds) {
			line = append(line, member{"instance_id", d.InstanceID})
		}
		list = append(list, append(line, object{
			{"total", q.money(d.Total)}, {"total_tax", q.money(d.TotalTax)}, {"taxes", renderTaxes(o.split(d.Taxes, d.TotalTax, decimal.Decimal{}), false)},
			{"meta_data", displayed(d.Meta, q.sim.version)},
		}...))
	}
	return list
}

func (q *query) fees(o *Order) []object {
	list := []object{}
	for _, f := range o.Fees {
		list = append(list, object{
			{"id", f.ID}, {"name", f.Name}, {"tax_class", f.TaxClass}, {"tax_status", f.TaxStatus}, {"amount", f.Total.String()},
			{"total", q.money(f.Total)}, {"total_tax", q.money(f.TotalTax)}, {"taxes", renderTaxes(o.split(f.Taxes, f.TotalTax, decimal.Decimal{}), false)},
			{"meta_data", displayed(f.Meta, q.sim.version)},
		})
	}
	return list
}

func (q *query) coupons(o *Order) []object {
	list := []object{}
	for _, c := range o.Coupons {
		list = append(list, object{
			{"id", c.ID}, {"code", c.Code}, {"discount", q.money(c.Discount)}, {"discount_tax", q.money(c.DiscountTax)},
			{"meta_data", displayed(c.Meta, q.sim.version)},
		})
	}
	return list
}

// summaries are an order's refunds, latest first, with negative totals.
func (q *query) summaries(o *Order) []object {
	list := []object{}
	for r := range q.sim.store.refunds.below(o.ID) {
		list = append(list, object{{"id", r.ID}, {"reason", r.Reason}, {"total", "-" + q.money(r.Amount)}})
	}
	slices.Reverse(list)
	return list
}
