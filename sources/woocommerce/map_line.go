package woocommerce

import (
	"math"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

func (r *reader) line(l *lineWire, w *orderWire, a amounts, o *commerce.Order) *commerce.LineItem {
	before, total := a.priced(l.Subtotal, l.SubtotalTax, "line_items.subtotal"), a.priced(l.Total, l.TotalTax, "line_items.total")
	discounted := a.bag(r.divided(total, l.Quantity))
	out := &commerce.LineItem{
		Origin:              r.part(keyOf(l.ID), "line_item", w.Modified),
		Title:               text(l.Name),
		SKU:                 commerce.Text(l.SKU),
		VariantTitle:        commerce.Text(chosen(l)),
		ProductID:           r.maybeID(l.ProductID),
		VariantID:           r.maybeID(l.ProductID),
		UnitPrice:           a.bag(r.divided(before, l.Quantity)),
		DiscountedUnitPrice: &discounted,
		Total:               a.bag(total),
		TaxLines:            r.lineTaxes(l.Taxes, w, a),
	}
	if l.VariationID > 0 { // a product that is no variable one is its own variant
		out.VariantID = r.id(l.VariationID)
	}
	out.Quantity.Ordered = r.units(l.Quantity, "line_items.quantity")
	out.Quantity.Refunded = r.refundedUnits(out.ID, w, o)
	if r.holds.Has(commerce.OrderFulfillments) && len(w.parcels) > 0 {
		sent := 0
		for _, f := range o.Fulfillments {
			for _, fl := range f.Lines {
				if fl.LineItemID == out.ID && f.StatusValue() == commerce.FulfillmentStatusSuccess {
					sent += fl.Quantity
				}
			}
		}
		out.Quantity.Fulfilled = &sent
	}
	return out
}

// chosen writes the choices that made a variation of the product.
func chosen(l *lineWire) string {
	if l.VariationID <= 0 {
		return ""
	}
	var values []string
	for _, m := range l.Meta {
		if choice := m.text(); choice != "" && !strings.HasPrefix(m.Key, "_") {
			values = append(values, text(choice))
		}
	}
	return strings.Join(values, " / ")
}

func (r *reader) refundedUnits(line commerce.ID, w *orderWire, o *commerce.Order) *int {
	if len(w.Refunds) > 0 && !r.holds.Has(commerce.OrderRefunds) {
		return nil
	}
	units := 0
	for _, f := range o.Refunds {
		for _, l := range f.Lines {
			if l.LineItemID == line {
				units += l.Quantity
			}
		}
	}
	return &units
}

// fee is a charge that the merchant or a plug-in put on the order: a line of no product.
func (r *reader) fee(l *feeLineWire, w *orderWire, a amounts) *commerce.LineItem {
	total := a.bag(a.priced(l.Total, l.TotalTax, "fee_lines.total"))
	shipped := false
	return &commerce.LineItem{
		Origin:              r.part(keyOf(l.ID), "fee_line", w.Modified),
		Title:               text(l.Name),
		Quantity:            commerce.LineQuantity{Ordered: 1},
		UnitPrice:           total,
		DiscountedUnitPrice: &total,
		Total:               total,
		TaxLines:            r.lineTaxes(l.Taxes, w, a),
		RequiresShipping:    &shipped,
	}
}

// unitDigits is how exactly the price of one unit is calculated of the sum of a line.
const unitDigits = 6

// divided returns a sum by its quantity. WooCommerce's own price of a unit is a
// float that is not rounded.
func (r *reader) divided(sum commerce.Decimal, quantity string) commerce.Decimal {
	n := r.decimal(quantity, "line_items.quantity")
	if n.IsZero() {
		return sum
	}
	return commerce.DecimalOf(sum.Wide().DivRound(n.Wide(), unitDigits))
}

// units counts whole units. Plug-ins sell parts of one, which count as one.
func (r *reader) units(quantity, field string) int {
	n := r.decimal(quantity, field).Wide()
	if n.IsNegative() {
		n = n.Floor()
	} else {
		n = n.Ceil()
	}
	if i := n.IntPart(); i > math.MinInt32 && i < math.MaxInt32 && n.Exponent() <= 0 {
		return int(i)
	}
	r.fail(field)
	return 0
}

// lineTaxes names taxes by the order's own list, which has them by rate.
func (r *reader) lineTaxes(taxes []itemTaxWire, w *orderWire, a amounts) []commerce.TaxLine {
	out := make([]commerce.TaxLine, 0, len(taxes))
	for _, t := range taxes {
		amount := r.decimal(t.Total, "taxes.total")
		if t.Total == "" {
			continue // the rate does not apply to the line
		}
		line := commerce.TaxLine{Amount: a.bag(amount)}
		for i := range w.TaxLines {
			if w.TaxLines[i].RateID == t.ID {
				line.Title, line.Rate = r.taxName(&w.TaxLines[i])
			}
		}
		out = append(out, line)
	}
	return out
}

func (r *reader) taxName(w *taxLineWire) (commerce.Text, *commerce.Decimal) {
	title := text(w.Label)
	if title == "" {
		title = w.RateCode
	}
	if w.Percent == "" {
		return commerce.Text(title), nil
	}
	rate := commerce.DecimalOf(r.decimal(w.Percent, "tax_lines.rate_percent").Wide().Shift(-2))
	return commerce.Text(title), &rate
}
