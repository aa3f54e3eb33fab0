package magento

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
)

// line is a row of an order with the rows under it: the chosen variant of a
// configurable product, or the parts of a bundle. Price and quantity are the row's.
type line struct {
	row      *itemWire
	children []*itemWire
	quantity commerce.LineQuantity
	virtual  bool
	returned int
	counted  bool // whether it says how many came back
}

func (r *reader) linesOf(w *orderWire) []*line {
	out := make([]*line, 0, len(w.Items))
	byID := make(map[int64]*line, len(w.Items))
	for i := range w.Items {
		if row := &w.Items[i]; row.ParentID.Value == 0 {
			l := &line{row: row, virtual: row.IsVirtual.Value != 0}
			byID[row.ID.Value] = l
			out = append(out, l)
		}
	}
	for i := range w.Items {
		if row := &w.Items[i]; row.ParentID.Value != 0 {
			if parent := byID[row.ParentID.Value]; parent != nil {
				parent.children = append(parent.children, row)
			}
		}
	}
	for _, l := range out {
		r.count(l)
	}
	return out
}

// count counts a line's units. The parts of a bundle can be sent apart; the
// bundle is sent as often as the part that was sent least often.
func (r *reader) count(l *line) {
	ordered := r.units(l.row.Ordered, "items.qty_ordered")
	refunded, cancelled := r.units(l.row.Refunded, "items.qty_refunded"), r.units(l.row.Cancelled, "items.qty_canceled")
	shipped := r.units(l.row.Shipped, "items.qty_shipped")
	if shipped == 0 && l.row.Type.Value == "bundle" {
		shipped = r.bundlesShipped(l, ordered)
	}
	left := max(0, ordered-shipped-refunded-cancelled)
	if l.virtual {
		left = 0
	}
	l.quantity = commerce.LineQuantity{Ordered: ordered, Fulfilled: &shipped, Refunded: &refunded, Cancelled: &cancelled, Remaining: &left}
	l.returned, l.counted = r.units(l.row.Returned, "items.qty_returned"), l.row.Returned.OK
}

func (r *reader) bundlesShipped(l *line, ordered int) int {
	shipped := -1
	for _, part := range l.children {
		each := r.units(part.Ordered, "items.qty_ordered")
		if part.IsVirtual.Value != 0 || each == 0 {
			continue
		}
		n := r.units(part.Shipped, "items.qty_shipped") * ordered / each
		if shipped < 0 || n < shipped {
			shipped = n
		}
	}
	return max(0, shipped)
}

func (r *reader) line(l *line, o *commerce.Order, in rates) *commerce.LineItem {
	w := l.row
	out := &commerce.LineItem{
		Origin:    r.part(r.needID(w.ID, "items.item_id"), "order_item", o.UpdatedAt),
		Title:     w.Name.Value,
		SKU:       text(w.SKU),
		ProductID: r.id(w.ProductID),
		VariantID: r.id(w.ProductID),
		Quantity:  l.quantity,
		UnitPrice: r.needBag(w.price(), in, "items.price"),
	}
	if w.Type.Value == "configurable" {
		out.VariantID = commerce.ID{}
		if len(l.children) > 0 {
			child := l.children[0]
			out.VariantID = r.id(child.ProductID)
			if child.Name.Value != w.Name.Value {
				out.VariantTitle = text(child.Name)
			}
		}
	}
	rows, discount := r.needBag(w.rowTotal(), in, "items.row_total"), r.sum(l, in, "items.discount_amount", (*itemWire).discount)
	out.Total = combine(in, func(of func(*commerce.MoneyBag) commerce.Decimal) commerce.Decimal {
		return minus(of(&rows), of(discount).Abs())
	})
	out.DiscountedUnitPrice = unitPrice(out.Total, r.number(w.Ordered, "items.qty_ordered").Wide(), in)
	if tax := r.sum(l, in, "items.tax_amount", (*itemWire).tax); tax != nil && tax.Shop.Amount.Sign() != 0 {
		out.TaxLines = []commerce.TaxLine{{Rate: r.percent(w.TaxPercent, "items.tax_percent"), Amount: *tax}}
	}
	ships := !l.virtual
	out.RequiresShipping = &ships
	return out
}

// sum returns an amount of a line: a bundle whose price its parts make up has
// discounts and taxes on these only.
func (r *reader) sum(l *line, in rates, field string, of func(*itemWire) amount) *commerce.MoneyBag {
	own := r.bag(of(l.row), in, field)
	if l.row.Type.Value != "bundle" || own != nil && own.Shop.Amount.Sign() != 0 {
		return own
	}
	total := commerce.NewMoneyBag(commerce.NewMoney(commerce.Decimal{}, in.base), commerce.NewMoney(commerce.Decimal{}, in.order))
	for _, part := range l.children {
		before, more := total, r.bag(of(part), in, field)
		total = combine(in, func(of func(*commerce.MoneyBag) commerce.Decimal) commerce.Decimal { return of(&before).Add(of(more)) })
	}
	return &total
}

// unitPrice divides a total; nil where that has no exact price.
func unitPrice(total commerce.MoneyBag, quantity decimal.Decimal, in rates) *commerce.MoneyBag {
	if quantity.Sign() == 0 {
		return nil
	}
	exact := true
	price := combine(in, func(of func(*commerce.MoneyBag) commerce.Decimal) commerce.Decimal {
		whole := of(&total).Wide()
		one := whole.DivRound(quantity, maxDigits)
		exact = exact && one.Mul(quantity).Equal(whole)
		return commerce.DecimalOf(one)
	})
	if !exact {
		return nil
	}
	return &price
}

// percent reads a rate: 20 is a fifth.
func (r *reader) percent(n optNumeral, field string) *commerce.Decimal {
	if !n.OK {
		return nil
	}
	rate := commerce.DecimalOf(r.decimal(n, field).Wide().Shift(-2))
	return &rate
}

// hidden returns the rows of an order that stand under another one.
func (w *orderWire) hidden(item int64) bool {
	return slices.ContainsFunc(w.Items, func(row itemWire) bool { return row.ID.Value == item && row.ParentID.Value != 0 })
}
