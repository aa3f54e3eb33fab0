package woocommercesim

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// TaxRate is a rate of the shop. Item is the id of its line in the order.
type TaxRate struct {
	ID, Item    int
	Code, Label string
	Compound    bool
	Percent     float64
}

// ItemTax is the part of an item's tax that belongs to a rate of its order.
type ItemTax struct {
	Rate            int // the id of the rate
	Total, Subtotal decimal.Decimal
}

// settleTaxes brings both ways to tell rates and taxes into one form, and
// refuses taxes of a rate that the order does not have.
func (o *Order) settleTaxes() error {
	if len(o.TaxRates) == 0 && o.TaxRate != nil {
		o.TaxRates = []TaxRate{*o.TaxRate}
	}
	for i := range o.Lines {
		l := &o.Lines[i]
		if err := o.settle(l.Taxes, &l.TotalTax, &l.SubtotalTax); err != nil {
			return err
		}
	}
	for i := range o.Delivery {
		if err := o.settle(o.Delivery[i].Taxes, &o.Delivery[i].TotalTax, nil); err != nil {
			return err
		}
	}
	for i := range o.Fees {
		if err := o.settle(o.Fees[i].Taxes, &o.Fees[i].TotalTax, nil); err != nil {
			return err
		}
	}
	return nil
}

func (o *Order) settle(taxes []ItemTax, total, subtotal *decimal.Decimal) error {
	if len(taxes) == 0 {
		return nil
	}
	sum, before := decimal.Decimal{}, decimal.Decimal{}
	for _, t := range taxes {
		if !slices.ContainsFunc(o.TaxRates, func(r TaxRate) bool { return r.ID == t.Rate }) {
			return fmt.Errorf("the order has no tax rate %d", t.Rate)
		}
		sum, before = sum.Add(t.Total), before.Add(t.Subtotal)
	}
	*total = sum
	if subtotal != nil {
		*subtotal = before
	}
	return nil
}

// split returns the taxes of an item by rate: its own, or all for the first rate.
func (o *Order) split(own []ItemTax, total, subtotal decimal.Decimal) []ItemTax {
	if len(own) > 0 || len(o.TaxRates) == 0 || total.IsZero() && subtotal.IsZero() {
		return own
	}
	return []ItemTax{{Rate: o.TaxRates[0].ID, Total: total, Subtotal: subtotal}}
}

// share returns the taxes of a part of a line, in the proportion of the line's own.
func (l *Line) share(total decimal.Decimal) []ItemTax {
	const digits = 6
	out := slices.Clone(l.Taxes)
	left := total
	for i := range out {
		part := left
		if i < len(out)-1 && !l.TotalTax.IsZero() {
			part = out[i].Total.Mul(total).DivRound(l.TotalTax, digits)
		}
		left = left.Sub(part)
		out[i].Total, out[i].Subtotal = part, part
	}
	return out
}

// renderTaxes renders the taxes of an item. These amounts are not padded; only
// lines have one before discounts.
func renderTaxes(all []ItemTax, withSubtotal bool) []object {
	list := []object{}
	for _, t := range all {
		before := ""
		if withSubtotal {
			before = t.Subtotal.String()
		}
		list = append(list, object{{"id", t.Rate}, {"total", t.Total.String()}, {"subtotal", before}})
	}
	return list
}

// taxLines sums the taxes of all items by rate.
func (q *query) taxLines(o *Order) []object {
	list := []object{}
	for _, rate := range o.TaxRates {
		var cart, shipping decimal.Decimal
		sum := func(into *decimal.Decimal, own []ItemTax, total decimal.Decimal) {
			for _, t := range o.split(own, total, decimal.Decimal{}) {
				if t.Rate == rate.ID {
					*into = into.Add(t.Total)
				}
			}
		}
		for _, l := range o.Lines {
			sum(&cart, l.Taxes, l.TotalTax)
		}
		for _, f := range o.Fees {
			sum(&cart, f.Taxes, f.TotalTax)
		}
		for _, d := range o.Delivery {
			sum(&shipping, d.Taxes, d.TotalTax)
		}
		line := object{
			{"id", rate.Item}, {"rate_code", rate.Code}, {"rate_id", rate.ID}, {"label", rate.Label}, {"compound", rate.Compound},
			{"tax_total", q.money(cart)}, {"shipping_tax_total", q.money(shipping)},
		}
		if q.sim.version.has(withOrderNeeds) {
			line = append(line, member{"rate_percent", rate.Percent})
		}
		list = append(list, append(line, member{"meta_data", []object{}}))
	}
	return list
}
